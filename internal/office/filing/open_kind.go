package filing

import (
	"errors"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
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
	lines := []string{casefile.TypeLabel(o, n.d.Case.Type) + "，" + casefile.ProvinceName(n.d.Case.Province) + "，" + casefile.PhasesLabel(n.d.Case.ICP, n.d.Case.Police)}
	for _, s := range n.d.Sites {
		lines = append(lines, strings.TrimSpace(s.Name+" "+s.Domain))
	}
	if n.d.Case.Lookup != "" {
		lines = append(lines, "查重定类："+n.d.Case.Lookup)
	}
	return strings.Join(lines, "\n")
}
