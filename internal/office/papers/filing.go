package papers

import (
	"context"
	"fmt"

	"beiandesk/internal/damage"
	"beiandesk/internal/office"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
)

// Filing prints what the portals' forms of a case are to be filled in with, as its page shows
// them: what is sealed stays covered. Errors: NotFound; Invalid at letterhead.name until the
// agency's name is set, and for a case without forms.
func Filing(ctx context.Context, o *office.Office, id ref.CaseID) (Paper, error) {
	f, head, err := underHead(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	r := newReport(o, f)
	v := paper.Filing{
		Letterhead: letterhead(head), CaseNumber: f.Case.Number, Client: f.Client.Name, CaseType: r.caseType(), Place: r.province(), GeneratedAt: o.Now(),
	}
	missing := 0
	for _, sheet := range f.Forms {
		form := paper.FilingForm{Title: sheet.Label}
		for _, l := range sheet.Lines {
			form.Lines = append(form.Lines, paper.FilingLine{Label: l.Label, Value: l.Value, Note: l.Note, Missing: l.Empty})
			if l.Empty {
				missing++
			}
		}
		v.Forms = append(v.Forms, form)
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderFiling(v)
	if err != nil {
		return Paper{}, err
	}
	out := finish("备案填报单", f.Case.Number, o.Today(), made).of(id)
	if missing > 0 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("还有 %d 项没有填全，纸上标出来了", missing))
	}
	return out, nil
}
