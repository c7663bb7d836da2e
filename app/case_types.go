package app

// CaseView is the whole page of one case.
type CaseView struct {
	ID           string         `json:"id"`
	Number       string         `json:"number"`
	Version      int            `json:"version"`
	ClientID     string         `json:"clientId"`
	Client       string         `json:"client"`
	Subject      string         `json:"subject"` // 企业
	Type         string         `json:"type"`    // 首次备案
	Province     string         `json:"province"`
	Phases       string         `json:"phases"` // ICP 与公安
	Owner        string         `json:"owner"`
	OwnerID      string         `json:"ownerId"`
	Status       string         `json:"status"` // open | hold | delivered | withdrawn | declined | void
	StatusTxt    string         `json:"statusText"`
	Lookup       string         `json:"lookup"` // finding of 查重定类; "" warns
	SubjectNo    string         `json:"subjectNo"`
	Sites        []SiteView     `json:"sites"`
	Stages       []StageView    `json:"stages"`
	Next         []NextView     `json:"next"` // open runs, the headline first
	Menu         []ActionView   `json:"menu"` // whole-case actions: hold, withdraw, undo …
	Clocks       []ClockView    `json:"clocks"`
	People       []PersonView   `json:"people"`
	Leads        []LeadView     `json:"leads"`
	Materials    MaterialsView  `json:"materials"`
	Form         []FormSheet    `json:"form"`
	Account      AccountView    `json:"account"`
	Fees         FeesView       `json:"fees"`
	Timeline     []TimelineItem `json:"timeline"`
	TimelineMore int            `json:"timelineMore"` // the seq to read Timeline on from, 0 at the end
	Owed         []string       `json:"owed"`         // what is still missing, in the words of §3
	Warnings     []string       `json:"warnings"`
	Now          string         `json:"now"`
}

type SiteView struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Domain      string     `json:"domain"`
	Interactive bool       `json:"interactive"`
	ServerKind  string     `json:"serverKind"` // cvm | lighthouse | code | ""
	ServerIP    string     `json:"serverIp"`
	ServerUntil string     `json:"serverUntil"` // day or "", as the three below
	DomainUntil string     `json:"domainUntil"`
	ProofUntil  string     `json:"proofUntil"`
	GrantUntil  string     `json:"grantUntil"`
	Terms       []TermView `json:"terms"` // the same four days in words
	ICPNumber   string     `json:"icpNumber"`
	LiveDay     string     `json:"liveDay"`
	PoliceNo    string     `json:"policeNo"`
	Version     int        `json:"version"`
	Footer      string     `json:"footer"` // HTML to paste, "" until the number is there
	FooterHint  string     `json:"footerHint"`
}

// TermView is a last day of a site; Due.Day is "" when it is not on record.
type TermView struct {
	Code  string `json:"code"`  // server | domain | proof | grant
	Label string `json:"label"` // 域名到期
	Due   Due    `json:"due"`
}

// StageView is a line of the stage list.
type StageView struct {
	Code     string    `json:"code"`
	Label    string    `json:"label"`
	Phase    string    `json:"phase"`  // icp | police
	State    string    `json:"state"`  // done | now | todo
	Note     string    `json:"note"`   // "第 2 次 11月18日", "剩 5:42", "约 12月7–14日", "2–3 个工作日"
	SiteID   string    `json:"siteId"` // for stages per site when there is more than one
	Attempts []Attempt `json:"attempts"`
}

type Attempt struct {
	No      int    `json:"no"`
	State   string `json:"state"` // 进行中 已通过 已驳回 已错过
	Entered string `json:"entered"`
	Sent    string `json:"sent"`
	Ended   string `json:"ended"`
	Reason  string `json:"reason"`
}

// NextView is 下一步 for one open run.
type NextView struct {
	RunID      string       `json:"runId"`
	Stage      string       `json:"stage"`
	StageLabel string       `json:"stageLabel"`
	SiteID     string       `json:"siteId"`
	SiteLabel  string       `json:"siteLabel"`
	Party      string       `json:"party"`
	PartyLabel string       `json:"partyLabel"`
	Todo       string       `json:"todo"`
	Detail     string       `json:"detail"` // the consequence: "须在 24 小时内…"
	Due        Due          `json:"due"`
	Actions    []ActionView `json:"actions"`
	Chase      bool         `json:"chase"`
	Rounds     []SMSRound   `json:"rounds"` // only for 短信核验
	Script     []string     `json:"script"` // call script of 预审核: what the client will be asked
}

type SMSRound struct {
	No      string   `json:"no"` // "1 / 5"
	Sent    string   `json:"sent"`
	Expires string   `json:"expires"`
	State   string   `json:"state"` // 进行中 已核验 已错过
	People  []string `json:"people"`
}

// ClockView is a line of 期限.
type ClockView struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Rule  string `json:"rule"` // "24 小时，第 2 轮"
	Due   Due    `json:"due"`
	From  string `json:"from"` // start of an expected span, "" otherwise
	Why   Why    `json:"why"`
}

// FormSheet is one of the five Tencent forms or the two police ones, in order.
type FormSheet struct {
	Code  string     `json:"code"`
	Label string     `json:"label"`
	Rows  []FormLine `json:"rows"`
}

type FormLine struct {
	Label  string `json:"label"`
	Value  string `json:"value"`  // masked when Sealed
	Sealed bool   `json:"sealed"` // copy through Reveal
	Reveal string `json:"reveal"` // token for Reveal
	Empty  bool   `json:"empty"`
}

// AccountView is the sub-account sheet.
type AccountView struct {
	UserName string   `json:"userName"`
	Secret   bool     `json:"secret"` // a password is stored
	State    string   `json:"state"`  // 未交来 已交来 已撤销
	Page     string   `json:"page"`
	Steps    []string `json:"steps"`
	Policies []string `json:"policies"`
	Cautions []string `json:"cautions"`
	Message  string   `json:"message"` // the whole instruction, ready to send
	Deny     string   `json:"deny"`    // deny policy JSON
	Version  int      `json:"version"`
}

type FeesView struct {
	Rows     []FeeRow     `json:"rows"`
	Invoices []InvoiceRow `json:"invoices"`
	Open     string       `json:"open"`     // not yet invoiced
	CanIssue bool         `json:"canIssue"` // there is something to invoice
}

type FeeRow struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Amount string `json:"amount"`
	State  string `json:"state"` // 未开单 已开单 已收 作废
}

type TimelineItem struct {
	Seq      int    `json:"seq"`
	When     string `json:"when"`     // happened
	Recorded string `json:"recorded"` // "" when the same minute or day
	Who      string `json:"who"`
	Via      string `json:"via"` // 窗口 命令
	Title    string `json:"title"`
	Text     string `json:"text"`
	Kind     string `json:"kind"` // move | note | contact | material | money | reveal | edit
	Move     int    `json:"move"` // of a move whose moment may be corrected its number, else 0
	At       string `json:"at"`   // of such a move: when it happened, as a form takes it
	Was      string `json:"was"`  // the moment a corrected move was recorded with, else ""
}

// TimelineInput asks for the lines of a case's timeline before one of them.
type TimelineInput struct {
	CaseID string `json:"caseId"`
	Before int    `json:"before"` // CaseView.TimelineMore, or More of the page before
}

// TimelineView is a page of a timeline, newest first.
type TimelineView struct {
	Items []TimelineItem `json:"items"`
	More  int            `json:"more"` // the seq to read on from, 0 at the end
}
