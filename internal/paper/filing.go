package paper

import (
	"time"

	"beiandesk/internal/errs"
)

// Filing is the sheet of what the portals' forms ask (备案填报单), to be checked with the
// client before it is filled in. What is sensitive comes covered.
type Filing struct {
	Letterhead  Letterhead
	CaseNumber  string // BA2026-0386
	Client      string
	CaseType    string // 首次备案（ICP备案＋公安备案）
	Place       string // 甘肃省
	Forms       []FilingForm
	GeneratedAt time.Time // its day is the sheet's date
}

// FilingForm is one form of a portal, in the portal's order.
type FilingForm struct {
	Title string // 互联网服务信息
	Lines []FilingLine
}

// FilingLine is a field of a form.
type FilingLine struct {
	Label   string
	Value   string // covered where it is sensitive; what of it is known where Missing
	Note    string // how the value came to be, where nobody chose it
	Missing bool   // not known yet, or not whole
}

// RenderFiling prints the sheet. An Invalid error says which value is missing.
func RenderFiling(v Filing) (Result, error) {
	d, err := layoutFiling(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: filingKind + " " + v.CaseNumber, author: v.Letterhead.Name, created: v.GeneratedAt})
}

func (v Filing) check() error {
	switch {
	case v.CaseNumber == "":
		return errs.AtField("case_number", "案件没有编号，不能打印填报单")
	case v.Client == "":
		return errs.AtField("client", "请填写客户名称")
	case len(v.Forms) == 0:
		return errs.New(errs.Invalid, "这类案件没有要填的表单，不用打印填报单")
	}
	return v.Letterhead.check()
}

// missing counts the lines that are still to be filled in.
func (f FilingForm) missing() int {
	n := 0
	for _, l := range f.Lines {
		if l.Missing {
			n++
		}
	}
	return n
}
