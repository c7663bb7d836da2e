package papers

import (
	"context"
	"strings"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Duty prints the statement with which a client is told of the police filing that he must
// do himself. Errors: NotFound; Blocked where there is none; Invalid at letterhead.name until
// the agency's name is set.
func Duty(ctx context.Context, o *office.Office, id ref.CaseID) (Paper, error) {
	f, head, contact, err := underContact(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	if len(f.Duties) == 0 {
		return Paper{}, errs.New(errs.Blocked, "%s", noDuty(newReport(o, f).kind, f.State.Police))
	}
	r := newReport(o, f)
	text := r.notOrdered()
	v := paper.Duty{
		Letterhead: letterhead(head), CaseNumber: f.Case.Number, Client: f.Client.Name, CaseType: r.caseType(), FiledAs: r.kind.Named("名称"),
		Intro: text.Intro, Acts: f.Duties[0].Acts, Missed: f.Duties[0].Missed, Declared: text.Declared,
		Contact: contact, GeneratedAt: o.Now(),
	}
	v.Source = f.Duties[0].Source
	if on := f.Duties[0].Sourced; on != "" && !strings.Contains(v.Source, on) {
		v.Source += "，" + on
	}
	for _, d := range f.Duties {
		if !d.Live.Dated() {
			return Paper{}, errs.New(errs.Blocked, "%s", r.kind.Word("{files}的上线日期不详，算不出最迟哪天：查清后用“更正时间”补上，再出告知书"))
		}
		for _, s := range f.Sites {
			if s.ID == d.Site {
				v.Sites = append(v.Sites, paper.DutySite{
					Name: s.Name, Domain: s.Domain, Number: s.ICPNumber, Live: d.Live.Day, Latest: d.Date.Due.Day, Why: r.withTerm(r.kind.Word(text.Latest), text.Clock),
				})
			}
		}
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderDuty(v)
	if err != nil {
		return Paper{}, err
	}
	return finish("公安备案告知书", f.Case.Number, o.Today(), made).of(id), nil
}

// noDuty says why there is nothing to tell.
func noDuty(kind workflow.Type, police bool) string {
	if police {
		return "公安备案由我们办，不用告知客户自己办"
	}
	return kind.Word("还没有要客户自己办的公安备案：{goes}后才有日期")
}
