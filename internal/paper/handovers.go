package paper

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Handovers is the register of hand-overs of personal data (移交登记表), A4 landscape: what
// kinds went to whom, when, for what. It names no value of them.
type Handovers struct {
	Letterhead  Letterhead
	Of          string // what it is of: 案件 BA2026-0386, 全部案件，2026-01-01 至 2026-12-31
	Rows        []HandoverRow
	Kept        string // for how long it is kept, and who says so
	Note        string // how sure the grounds are
	GeneratedAt time.Time
}

// HandoverRow is one hand-over.
type HandoverRow struct {
	At        cal.Moment
	Case      string
	Subject   string // a person's name masked
	Recipient string
	Sort      string // 主管部门，提供
	Kinds     string // 姓名、身份证人像面
	Purpose   string
	Basis     string
	By        string // who handed over, and who registered it
	Undone    string // why it did not happen; "" when it did
}

// RenderHandovers prints the register. An Invalid error says which value is missing.
func RenderHandovers(v Handovers) (Result, error) {
	d, err := layoutHandovers(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: handoversKind, author: v.Letterhead.Name, created: v.GeneratedAt})
}

func (v Handovers) check() error {
	if len(v.Rows) == 0 {
		return errs.New(errs.Blocked, "没有移交登记，不用打印")
	}
	return v.Letterhead.check()
}
