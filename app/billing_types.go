package app

// InvoicesInput filters bills.
type InvoicesInput struct {
	Age      string `json:"age"` // "" | open | current | d30 | d60 | older
	Text     string `json:"text"`
	Cursor   string `json:"cursor"`
	PageSize int    `json:"pageSize"`
}

type InvoicesView struct {
	Rows   []InvoiceRow `json:"rows"`
	Next   string       `json:"next"`
	Total  int          `json:"total"`
	Void   int          `json:"void"`
	Ageing []AgeView    `json:"ageing"` // 未收合计, 未到期, 逾期 1–30 天, 31–60, 60 以上
}

type AgeView struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Sum   string `json:"sum"`
	Count int    `json:"count"`
	Share int    `json:"share"` // per mille of the open sum
}

type InvoiceRow struct {
	ID       string       `json:"id"`
	Number   string       `json:"number"`
	Client   string       `json:"client"`
	CaseID   string       `json:"caseId"`
	Case     string       `json:"case"`
	Items    string       `json:"items"`  // "ICP、公安"
	Issued   string       `json:"issued"` // "11月16日", with the year when it is another
	Due      string       `json:"due"`
	Total    string       `json:"total"`
	Open     string       `json:"open"`
	State    string       `json:"state"` // 未到期 逾期 n 天 部分已收 已收 作废
	Tone     string       `json:"tone"`  // overdue | none
	Void     bool         `json:"void"`
	Reason   string       `json:"reason"`
	Upper    string       `json:"upper"`
	Payments []PaymentRow `json:"payments"`
	Version  int          `json:"version"`
}

type PaymentRow struct {
	ID     string `json:"id"`
	Day    string `json:"day"`
	Amount string `json:"amount"`
	Method string `json:"method"`
}

type IssueInput struct {
	CaseID string `json:"caseId"`
}

type PayInput struct {
	InvoiceID string `json:"invoiceId"`
	Amount    string `json:"amount"`
	Day       string `json:"day"`
	Method    string `json:"method"`
	Note      string `json:"note"`
	Version   int    `json:"version"`
}
