package intake

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/workflow"
)

// refuse says of each material that a reviewer's rejection names that it is no longer good,
// as long as the desk holds what was refused.
func (s *Sheet) refuse(o *office.Office, f *casefile.File) {
	for _, r := range f.State.Refusals {
		for i := range s.Items {
			if item := &s.Items[i]; item.Code == r.Material && r.Held == token(o, *item, cal.At(o.Now())) && r.Held != "" {
				item.Refuse(casefile.RefusedBy(f, r) + "：" + f.Engine.Graph().Why(r))
			}
		}
	}
}

// Held gives the token of what the case held of a material at a moment, by which a
// rejection knows it again (workflow.Move.Holding); "" when there was nothing.
func (s Sheet) Held(o *office.Office, material string, at cal.Moment) string {
	for _, i := range s.Items {
		if i.Code == material {
			return token(o, i, at)
		}
	}
	return ""
}

// Named tells in words what of the case a cause names: a material as it is called there, or
// a field; "" for nothing.
func (s Sheet) Named(c workflow.Cause) string {
	for _, i := range s.Items {
		if c.Material == i.Code {
			return i.Label
		}
	}
	return c.Field
}

func token(o *office.Office, i materials.Item, at cal.Moment) string {
	return o.Hasher.Token("material."+i.Code, i.Held(at))
}
