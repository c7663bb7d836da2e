package importing

import (
	"fmt"
	"maps"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
	"beiandesk/internal/workflow"
)

// tell fills in a move of the way; false where the sheet does not tell enough for it.
func (j *journey) tell(m workflow.Move, site int) (workflow.Move, bool) {
	r := j.r
	at, known := j.when(m.Action, site)
	m.At = at
	if slices.Contains(j.stand.Dated, m.Action) && !known {
		return m, false
	}
	spec, _ := j.graph.Action(m.Action)
	switch {
	case spec.Opening:
		m = j.sign(m)
	case m.Action == j.stand.Then:
		m.At = cal.Undated(j.latest())
	case slices.ContainsFunc(spec.Values, func(v workflow.ValueSpec) bool { return v.Key == "scans" }):
		m.Values, m.Reason = map[string]string{"scans": "keep"}, "导入的案件，扫描件不在本台"
		if !m.At.Dated() {
			m.At = cal.Undated(j.today) // what is kept for a time after the end is not kept too short
		}
	}
	for _, v := range spec.Values {
		if v.Kind != "icp" && v.Kind != "police" || len(v.Types) > 0 && !slices.Contains(v.Types, r.kind()) {
			continue
		}
		if !j.number(&m, v, site) && v.Required {
			if why := "没有" + j.label(v) + "，停在“" + spec.Label + "”"; !slices.Contains(j.lacks, why) {
				j.lacks = append(j.lacks, why)
			}
			return m, false
		}
	}
	return m, true
}

// label is a value in the words of the order's type.
func (j *journey) label(v workflow.ValueSpec) string {
	kind, _ := j.graph.Type(j.r.kind())
	return kind.Word(v.Label)
}

func (j *journey) sign(m workflow.Move) workflow.Move {
	if j.signed != nil {
		m.At = *j.signed
	}
	m.Values = maps.Clone(j.r.in.Values)
	if kind, _ := j.graph.Type(j.r.kind()); len(kind.Domain) > 0 {
		next, _ := j.graph.Action(j.next)
		m.Values = map[string]string{"new_domain": "no"} // such a type asks for nothing else
		if slices.Contains(kind.Domain, next.Stage) {
			m.Values["new_domain"] = "yes"
		}
	}
	return m
}

// latest is the last day that the sheet tells of.
func (j *journey) latest() cal.Day {
	last := cal.Day(0)
	if j.signed != nil {
		last = j.signed.Day
	}
	for _, dates := range j.dates {
		for code, t := range dates {
			if j.reached(code) {
				last = max(last, t.at.Day)
			}
		}
	}
	if last == 0 {
		return j.today
	}
	return last
}

// number puts a filing number into a move; false where the sheet has none.
func (j *journey) number(m *workflow.Move, v workflow.ValueSpec, site int) bool {
	sites := []int{site}
	if site < 0 {
		sites = sites[:0]
		for i := range j.r.past {
			sites = append(sites, i)
		}
	}
	if v.Format == "subject" {
		return j.put(m, v.Key, j.subject())
	}
	all := true
	for _, i := range sites {
		c, key := j.r.past[i].icp, v.Key
		if v.Kind == "police" {
			c = j.r.past[i].police
		}
		if len(sites) > 1 {
			key = fmt.Sprintf("%s:%d", v.Key, i+1)
		}
		all = j.put(m, key, c) && all
	}
	return all
}

func (j *journey) put(m *workflow.Move, key string, c cell) bool {
	if c.value == "" {
		return false
	}
	if m.Values == nil {
		m.Values = map[string]string{}
	}
	m.Values[key], j.used[c] = c.value, true
	return true
}

// subject is the subject's number: as it stands, else what a site's has before its dash.
func (j *journey) subject() cell {
	if j.r.subjectNumber.value != "" {
		return j.r.subjectNumber
	}
	for _, p := range j.r.past {
		if icp, c := identity.ParseICP(p.icp.value, j.today); c.OK && icp.Site != 0 {
			return cell{p.icp.header, icp.Subject}
		}
	}
	return cell{}
}
