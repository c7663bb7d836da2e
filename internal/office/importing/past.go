package importing

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/wordings"
	"beiandesk/internal/workflow"
)

// history is what a sheet tells of the past of an order, or of one of its sites.
type history struct {
	dates map[string]cell // by the action that happened then
	// Numbers of the site; the subject's is the order's.
	icp, police cell
}

// dated is a day that a sheet tells of something.
type dated struct {
	action string
	cell   cell
	at     cal.Moment
}

const (
	dateOf     = "at."      // followed by the action that happened then
	siteDateOf = "site.at." // likewise, of a site
)

// takePast keeps what a cell tells of the past of the order; false where it tells of something
// else.
func (r *reading) takePast(field string, c cell) bool {
	site := &r.past[0]
	switch {
	case field == "stage":
		r.stage = c
	case field == "subjectNumber":
		r.subjectNumber = c
	case field == "site.icpNumber":
		site.icp = c
	case field == "site.policeNumber":
		site.police = c
	case strings.HasPrefix(field, siteDateOf):
		site.dates = with(site.dates, strings.TrimPrefix(field, siteDateOf), c)
	case strings.HasPrefix(field, dateOf):
		r.dates = with(r.dates, strings.TrimPrefix(field, dateOf), c)
	default:
		return false
	}
	return true
}

func with(dates map[string]cell, action string, c cell) map[string]cell {
	if dates == nil {
		dates = map[string]cell{}
	}
	dates[action] = c
	return dates
}

// journey is the past of an order as it will be told move by move.
type journey struct {
	r      *reading
	graph  *workflow.Graph
	stand  stand
	next   string
	dates  []map[string]dated // of each site by action; the last is the order's
	signed *cal.Moment
	today  cal.Day
	used   map[cell]bool
	lacks  []string // what the next action would need
}

// kind is the code of the order's type.
func (r *reading) kind() string { return filing.TypeOf(r.in.Type, r.in.ICP, r.in.Police) }

// travel works out how far the order has come. Words that are not known, and what no move of
// its way takes, stand aside.
func (r *reading) travel(o *office.Office, now time.Time) {
	j := &journey{r: r, graph: o.Engine.Graph(), today: cal.DayOf(now), used: map[cell]bool{}}
	known := j.read(now)
	plan := workflow.Plan{Type: r.kind(), ICP: r.in.ICP, Police: r.in.Police}
	kind, _ := j.graph.Type(plan.Type)
	switch s, ok := standOf(r.stage.value); {
	case r.stage.value == "" && len(known) > 0:
		last := known[len(known)-1]
		after := j.graph.Way[slices.Index(j.graph.Way, last.action)+1:]
		j.stand.Next = append(slices.Clone(after), "")
		r.told = append(r.told, "没有写进度，按最后的“"+last.cell.header+"”算")
	case r.stage.value == "":
	case !ok:
		r.told = append(r.told, fmt.Sprintf("%s“%s”认不出，案件从签约开始", r.stage.header, r.stage.value))
	case s.Phase == workflow.PhasePolice && !r.in.Police, s.Phase == workflow.PhaseICP && !kind.HasICP():
		r.told = append(r.told, fmt.Sprintf("%s“%s”不是这一件要办的阶段，案件从签约开始", r.stage.header, r.stage.value))
	default:
		j.stand, j.used[r.stage] = s, s.Unsure == ""
		if s.Unsure != "" {
			r.told = append(r.told, fmt.Sprintf("%s“%s”%s", r.stage.header, r.stage.value, s.Unsure))
		}
	}
	if ended := slices.Index(j.stand.Next, ""); len(j.stand.Next) > 0 {
		if j.next = o.Engine.WayTo(plan, j.stand.Next); j.next != "" || ended >= 0 {
			r.in.Past = &filing.Past{Route: workflow.Route{Next: j.next, Then: j.stand.Then, Reason: "导入的表里写的是“" + r.stage.value + "”"}, Tell: j.tell}
		} else {
			j.used[r.stage] = false
			r.told = append(r.told, fmt.Sprintf("%s“%s”：%s没有这一步，案件从签约开始", r.stage.header, r.stage.value, kind.Label))
		}
	}
	for _, v := range j.graph.Opening().Values {
		if v.Required && slices.Contains(v.Types, kind.Code) && r.in.Values[v.Key] == "" && !r.isWrong(v.Key) {
			r.wrong.At(v.Key, "没有写“%s”。请加这一列", v.Label)
		}
	}
	r.journey = j
}

// read reads the dates of the sheet and holds them against each other: what comes later on the
// way does not lie before. It gives those that tell how far the order has come.
func (j *journey) read(now time.Time) []dated {
	r := j.r
	for i, p := range r.past { // what has no running number is the subject's
		if icp, c := identity.ParseICP(p.icp.value, j.today); c.OK && icp.Site == 0 && r.subjectNumber.value == "" {
			r.subjectNumber, r.past[i].icp = p.icp, cell{}
		}
	}
	if u, err := cal.Read(r.in.SignedAt, cal.Want{Now: cal.At(now), Lean: cal.Happened, Clock: true}); err == nil {
		j.signed = &u.Moment
	}
	for i := range len(r.past) + 1 {
		from := r.dates
		if i < len(r.past) {
			from = r.past[i].dates
		}
		dates := map[string]dated{}
		for code, c := range from {
			u, err := cal.Read(c.value, cal.Want{Now: cal.At(now), Lean: cal.Happened, Clock: true, Name: c.header})
			if err != nil {
				r.wrong.Take(j.field(i, code), err)
				continue
			}
			dates[code] = dated{action: code, cell: c, at: u.Moment}
		}
		j.dates = append(j.dates, dates)
	}
	return j.inOrder()
}

// field is a date of a site, or of the order, which comes after all sites, as problems name it.
func (j *journey) field(i int, code string) string {
	if i < len(j.r.past) {
		return fmt.Sprintf("sites.%d.%s%s", i, dateOf, code)
	}
	return dateOf + code
}

// inOrder gives the dates in the order of the way, but for those that lie before what comes
// first there.
func (j *journey) inOrder() []dated {
	var known []dated
	for _, code := range j.graph.Way {
		for i, dates := range j.dates {
			t, ok := dates[code]
			if !ok {
				continue
			}
			site := i
			if i == len(j.dates)-1 {
				site = -1
			}
			if before := j.before(code, site); before != nil && t.at.Compare(before.at) < 0 {
				j.r.wrong.At(j.field(i, code), "早于“%s”（%s），请核对", before.cell.header, before.at)
				continue
			}
			known = append(known, t)
		}
	}
	return known
}

// before is the latest date of what comes before an action on the way, nil when none is known.
func (j *journey) before(code string, site int) *dated {
	var last *dated
	if j.signed != nil {
		last = &dated{cell: cell{header: "签约时间"}, at: *j.signed}
	}
	for _, other := range j.graph.Way[:slices.Index(j.graph.Way, code)] {
		for _, dates := range j.of(site) {
			if t, ok := dates[other]; ok && (last == nil || t.at.Compare(last.at) > 0) {
				last = &t
			}
		}
	}
	return last
}

// of are the dates of a site, and of the order, which is -1.
func (j *journey) of(site int) []map[string]dated {
	order := j.dates[len(j.dates)-1]
	if site >= 0 {
		return []map[string]dated{j.dates[site], order}
	}
	return append(slices.Clone(j.dates[:len(j.dates)-1]), order)
}

// when tells of an action on the way its date, and the one by which it takes its place where
// the sheet has none: that of what came before, else of what came after, else the day of the
// import.
func (j *journey) when(code string, site int) (cal.Moment, bool) {
	at := slices.Index(j.graph.Way, code)
	var earlier, later *cal.Moment
	if j.signed != nil {
		earlier = j.signed
	}
	for _, dates := range j.of(site) {
		for i, other := range j.graph.Way {
			t, ok := dates[other]
			if !ok || !j.reached(other) {
				continue
			}
			switch {
			case i == at || j.same(code, other):
				j.used[t.cell] = true
				return t.at, true
			case i < at && (earlier == nil || t.at.Compare(*earlier) > 0):
				earlier = &t.at
			case i > at && (later == nil || t.at.Compare(*later) < 0):
				later = &t.at
			}
		}
	}
	return cal.Undated(cmp.Or(earlier, later, &cal.Moment{Day: j.today}).Day), later != nil
}

// same says that the date of an action is that of another, too.
func (j *journey) same(code, other string) bool {
	return slices.ContainsFunc(wordings.Fields(), func(f wordings.Field) bool { return f.Code == dateOf+other && slices.Contains(f.Also, code) })
}

// reached says that an action lies before the one that is to come.
func (j *journey) reached(code string) bool {
	return j.next == "" || slices.Index(j.graph.Way, code) < slices.Index(j.graph.Way, j.next)
}

// unused are the cells of the past that no move has taken.
func (r *reading) unused() []string {
	list := []string{}
	add := func(c cell) {
		if c.value != "" && (r.journey == nil || !r.journey.used[c]) {
			list = append(list, c.header+"："+c.value)
		}
	}
	add(r.stage)
	add(r.subjectNumber)
	all := []map[string]cell{r.dates}
	for _, p := range r.past {
		add(p.icp)
		add(p.police)
		all = append(all, p.dates)
	}
	for _, dates := range all {
		codes := []string{}
		for code := range dates {
			codes = append(codes, code)
		}
		slices.Sort(codes)
		for _, code := range codes {
			add(dates[code])
		}
	}
	return list
}

// stands tells where a case stands that came with its past, what keeps it from standing
// further on, and of what no date can be counted yet.
func (r *reading) stands(s filing.Stand) []string {
	if r.in.Past == nil {
		return nil
	}
	list := []string{"接着办：" + strings.Join(s.Stages, "、")}
	if len(s.Stages) == 0 {
		list = []string{"已办完，记作已交付"}
	}
	list = append(list, r.journey.lacks...)
	if len(s.Asked) > 0 {
		list = append(list, "缺起算的日期，期限先不算，导入后在今日里补："+strings.Join(s.Asked, "、"))
	}
	return list
}

// unfit tells an error of a move of the past at the cell that it is about.
func (r *reading) unfit(err error) error {
	var u filing.Unfit
	var e *errs.Error
	if !errors.As(err, &u) || !errors.As(err, &e) {
		return err
	}
	key, place, _ := strings.Cut(e.Field, ":")
	site := u.Site
	if n, err := strconv.Atoi(place); err == nil {
		site = n - 1
	}
	field := map[string]string{"site_number": "icpNumber", "police_number": "policeNumber"}[key]
	switch {
	case key == "at":
		field = dateOf + u.Action
	case key == "subject_number" && r.subjectNumber.value != "":
		return errs.AtField("subjectNumber", "%s", e.Message)
	case key == "subject_number":
		field, site = "icpNumber", 0
	case field == "":
		return errs.AtField(key, "%s", e.Message)
	}
	if site >= 0 {
		field = fmt.Sprintf("sites.%d.%s", site, field)
	} else if key != "at" {
		field = "sites.0." + field
	}
	return errs.AtField(field, "%s", e.Message)
}
