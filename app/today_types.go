package app

// TodayInput chooses whose rows and which party.
type TodayInput struct {
	Scope  string `json:"scope"`  // mine | all
	Party  string `json:"party"`  // "" or client | agency | cloud | bureau | police
	By     string `json:"by"`     // time | party
	Group  string `json:"group"`  // "" for the first page of every group, or a group's code to page on
	Cursor string `json:"cursor"` // from TodayGroup.Next
}

// TodayView is the whole of 今日.
type TodayView struct {
	Now     string       `json:"now"`   // RFC 3339: Go's clock
	Title   string       `json:"title"` // "11月23日 周一"
	Total   int          `json:"total"`
	Badge   int          `json:"badge"`   // overdue + today, mine
	Parties []PartyCount `json:"parties"` // five chips, in order
	Groups  []TodayGroup `json:"groups"`
	SMS     []SMSRow     `json:"sms"`
	Arrears ArrearsView  `json:"arrears"`
	Expiry  []ExpiryRow  `json:"expiry"`
	Fresh   bool         `json:"fresh"`   // the folder has no case yet
	Recount RecountView  `json:"recount"` // while it is open, dates may be those of the calendar before
}

type PartyCount struct {
	Code  string `json:"code"`
	Label string `json:"label"` // 待客户
	Count int    `json:"count"`
}

// TodayGroup is 逾期, 今天, 7 天内, 以后 (or a party when regrouped).
type TodayGroup struct {
	Code   string      `json:"code"` // overdue | today | week | later, or a party's code
	Label  string      `json:"label"`
	Count  int         `json:"count"`
	Rows   []TodayRow  `json:"rows"`
	Next   string      `json:"next"`   // cursor; "" at the end
	Folded []FoldedRow `json:"folded"` // waits only on others and needs nothing from us
}

type FoldedRow struct {
	Party    string `json:"party"`
	Stage    string `json:"stage"`
	Count    int    `json:"count"`
	Earliest string `json:"earliest"`
}

// TodayRow answers in one order: who we wait for, what to do, for whom, when, why then, one action.
type TodayRow struct {
	RunID       string     `json:"runId"`
	CaseID      string     `json:"caseId"`
	Number      string     `json:"number"`
	Party       string     `json:"party"` // code
	PartyLabel  string     `json:"partyLabel"`
	Todo        string     `json:"todo"` // "催沈一鸣完成短信核验"
	Client      string     `json:"client"`
	Stage       string     `json:"stage"`
	Domain      string     `json:"domain"`
	Lead        string     `json:"lead"`
	Owner       string     `json:"owner"`
	LastContact string     `json:"lastContact"` // "11月20日 电话"; "" when none
	Due         Due        `json:"due"`
	WhyLine     string     `json:"whyLine"` // "第 2 轮短信，24 小时内"
	Action      ActionView `json:"action"`  // the one action; Code "" when there is none
	Chase       bool       `json:"chase"`   // 催办 applies: a ready message exists
}

type SMSRow struct {
	CaseID string `json:"caseId"`
	Client string `json:"client"`
	Round  string `json:"round"` // "第 2 轮"
	Due    Due    `json:"due"`
}

type ArrearsView struct {
	Count int          `json:"count"`
	Total string       `json:"total"` // "1,800.00"
	Rows  []ArrearsRow `json:"rows"`
}

type ArrearsRow struct {
	InvoiceID string `json:"invoiceId"`
	Client    string `json:"client"`
	Number    string `json:"number"`
	Open      string `json:"open"`
	Late      string `json:"late"` // "逾期 19 天"
}

type ExpiryRow struct {
	CaseID string `json:"caseId"`
	Name   string `json:"name"`
	What   string `json:"what"` // 云服务器到期 · qinghe.example, 负责人证件到期 · 沈一鸣
	Due    Due    `json:"due"`
}

// ChaseView is the ready message of 催办.
type ChaseView struct {
	Title string `json:"title"`
	To    string `json:"to"`
	Text  string `json:"text"`
}
