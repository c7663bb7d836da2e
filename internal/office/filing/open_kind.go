package filing

import (
	"errors"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/workflow"
)

// readKind judges type, province and phases together: which phases a type has stands
// in the engine's data.
func readKind(o *office.Office, r *people.Reader, in OpenInput) {
	p := workflow.Plan{
		Type: in.Type, Province: in.Province, ICP: in.ICP, Police: in.Police,
		// The sites are judged by themselves.
		Sites: []workflow.Site{{ID: "any"}},
	}
	var e *errs.Error
	if err := o.Engine.CheckPlan(p); errors.As(err, &e) {
		r.Take(e.Field, e)
	}
}

// describe tells what was agreed at the opening, for the journal.
func (n *newCase) describe(o *office.Office) string {
	lines := []string{TypeLabel(o, n.d.c.Type) + "，" + provinceName(n.d.c.Province) + "，" + PhasesLabel(n.d.c.ICP, n.d.c.Police)}
	for _, s := range n.d.sites {
		lines = append(lines, strings.TrimSpace(s.Name+" "+s.Domain))
	}
	if n.d.c.Lookup != "" {
		lines = append(lines, "查重定类："+n.d.c.Lookup)
	}
	return strings.Join(lines, "\n")
}

// TypeLabel is a case type in words.
func TypeLabel(o *office.Office, code string) string {
	t, ok := o.Engine.Graph().Type(code)
	if !ok {
		return code
	}
	return t.Label
}

// PhasesLabel names the phases of a case.
func PhasesLabel(icp, police bool) string {
	switch {
	case icp && police:
		return "ICP 与公安"
	case icp:
		return "ICP"
	}
	return "公安"
}
