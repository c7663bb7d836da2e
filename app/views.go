// Package app is what the window may call: one small bound service per room of
// the screen. Methods take one input struct and return one view struct of plain
// strings, numbers, booleans and arrays that are never nil. Failures arrive in the
// page as the JSON text {code, message, field, reference}.
package app

// Due is a date as a row shows it. Go says the words; the page never computes a
// day. At is set for clocks that run by the minute and lets the page count down.
type Due struct {
	Day    string `json:"day"`    // "11月23日 周一"; "" when there is no date
	Full   string `json:"full"`   // "2026年11月23日 周一 15:04", for hover
	Left   string `json:"left"`   // "逾期 2 天", "今天到期", "剩 5 小时 42 分", "该问进度"
	Tone   string `json:"tone"`   // overdue | today | soon | later | none
	Kind   string `json:"kind"`   // expected | max | legal | agreed | reminder | ""
	Clock  bool   `json:"clock"`  // runs by the minute: show a countdown
	At     string `json:"at"`     // RFC 3339, only with Clock
	Start  string `json:"start"`  // RFC 3339, only with Clock: the bar shows the share used
	Before string `json:"before"` // last working day before a legal day off, else ""
}

// Why explains one date: what started it, what was counted, what was skipped.
type Why struct {
	Title       string   `json:"title"`       // "为什么是 2026年10月22日 周四"
	Trigger     string   `json:"trigger"`     // "9月18日 周五 短信核验完成，当天不计"
	Count       string   `json:"count"`       // "20 个工作日：9月 7 天，10月 13 天"
	Skipped     string   `json:"skipped"`     // "周末 6 天，中秋节 3 天，国庆节 7 天"
	Notes       []string `json:"notes"`       // further sentences, e.g. the other published term
	Provisional string   `json:"provisional"` // warning when a year's calendar is unpublished
	Source      string   `json:"source"`      // "腾讯云公开文档，2022-06"
	Days        []WhyDay `json:"days"`        // the small calendar, whole weeks; empty for hours
}

// WhyDay is a cell of the small calendar.
type WhyDay struct {
	Date string `json:"date"` // 2026-10-08
	Text string `json:"text"` // "8", "10月1", "国庆"
	Kind string `json:"kind"` // start | counted | skipped | end | outside
}

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
	Fresh   bool         `json:"fresh"` // the folder has no case yet
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
	What   string `json:"what"` // 轻量应用服务器, 负责人身份证, 域名
	Due    Due    `json:"due"`
}

// ActionView is something that may happen in a case now, or is blocked with a reason.
type ActionView struct {
	Code    string      `json:"code"`
	Label   string      `json:"label"` // verb first, at most eight characters
	Stage   string      `json:"stage"` // stage code
	SiteID  string      `json:"siteId"`
	Kind    string      `json:"kind"`    // primary | outcome | setback | case (page menu)
	Hint    string      `json:"hint"`    // consequence in one sentence
	Blocked []string    `json:"blocked"` // why it can't happen now; empty when it may
	Values  []ValueView `json:"values"`  // what it asks for
	Reason  bool        `json:"reason"`  // a reason must be given
}

// ValueView is a value an action asks for.
type ValueView struct {
	Key      string       `json:"key"`
	Label    string       `json:"label"`
	Kind     string       `json:"kind"` // text | day | moment | choice | check | icp | police
	Required bool         `json:"required"`
	Default  string       `json:"default"`
	Options  []OptionView `json:"options"`
	Hint     string       `json:"hint"`
}

type OptionView struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// CasesInput filters the table. Empty means any.
type CasesInput struct {
	View     string   `json:"view"` // open | mine | closed | all
	Provs    []string `json:"provs"`
	Stages   []string `json:"stages"`
	Parties  []string `json:"parties"`
	Owners   []string `json:"owners"`
	Due      string   `json:"due"`    // "" | overdue | today | week
	Unpaid   bool     `json:"unpaid"` // only cases with an open amount
	Text     string   `json:"text"`   // part of client name, domain or case number
	Sort     string   `json:"sort"`   // due | number | client
	Desc     bool     `json:"desc"`
	Cursor   string   `json:"cursor"`
	PageSize int      `json:"pageSize"`
}

type CasesView struct {
	Rows   []CaseRow    `json:"rows"`
	Next   string       `json:"next"`
	Total  int          `json:"total"`
	Unpaid string       `json:"unpaid"` // sum of what is filtered
	Views  []PartyCount `json:"views"`  // counts of open, mine, closed, all
}

type CaseRow struct {
	ID         string `json:"id"`
	Number     string `json:"number"`
	Client     string `json:"client"`
	Lead       string `json:"lead"`
	Domain     string `json:"domain"`
	Province   string `json:"province"`
	Type       string `json:"type"`
	Stage      string `json:"stage"`
	Party      string `json:"party"`
	PartyLabel string `json:"partyLabel"`
	Todo       string `json:"todo"`
	Due        Due    `json:"due"`
	Owner      string `json:"owner"`
	Unpaid     string `json:"unpaid"` // "600.00"; "0.00"
	Contact    string `json:"contact"`
	Status     string `json:"status"` // 在办, 已交付, 暂停 …
}

// CaseView is the whole page of one case.
type CaseView struct {
	ID        string         `json:"id"`
	Number    string         `json:"number"`
	Version   int            `json:"version"`
	ClientID  string         `json:"clientId"`
	Client    string         `json:"client"`
	Subject   string         `json:"subject"` // 企业
	Type      string         `json:"type"`    // 首次备案
	Province  string         `json:"province"`
	Phases    string         `json:"phases"` // ICP 与公安
	Owner     string         `json:"owner"`
	OwnerID   string         `json:"ownerId"`
	Status    string         `json:"status"` // open | hold | delivered | withdrawn | declined | void
	StatusTxt string         `json:"statusText"`
	Lookup    string         `json:"lookup"` // finding of 查重定类; "" warns
	SubjectNo string         `json:"subjectNo"`
	Sites     []SiteView     `json:"sites"`
	Stages    []StageView    `json:"stages"`
	Next      []NextView     `json:"next"` // open runs, the headline first
	Menu      []ActionView   `json:"menu"` // whole-case actions: hold, withdraw, undo …
	Clocks    []ClockView    `json:"clocks"`
	People    []PersonView   `json:"people"`
	Leads     []LeadView     `json:"leads"`
	Materials MaterialsView  `json:"materials"`
	Form      []FormSheet    `json:"form"`
	Account   AccountView    `json:"account"`
	Fees      FeesView       `json:"fees"`
	Timeline  []TimelineItem `json:"timeline"`
	Owed      []string       `json:"owed"` // what is still missing, in the words of §3
	Warnings  []string       `json:"warnings"`
	Now       string         `json:"now"`
}

type SiteView struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Domain      string `json:"domain"`
	Interactive bool   `json:"interactive"`
	ServerKind  string `json:"serverKind"` // cvm | lighthouse | code | ""
	ServerIP    string `json:"serverIp"`
	ServerUntil string `json:"serverUntil"`
	ICPNumber   string `json:"icpNumber"`
	LiveDay     string `json:"liveDay"`
	PoliceNo    string `json:"policeNo"`
	Version     int    `json:"version"`
	Footer      string `json:"footer"` // HTML to paste, "" until the number is there
	FooterHint  string `json:"footerHint"`
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

type PersonView struct {
	ID          string   `json:"id"`
	Roles       []string `json:"roles"` // labels
	RoleCodes   []string `json:"roleCodes"`
	Name        string   `json:"name"`
	DocKind     string   `json:"docKind"`
	DocKindText string   `json:"docKindText"`
	DocNumber   string   `json:"docNumber"` // masked
	DocUntil    string   `json:"docUntil"`  // 2039-06-12, 长期 or ""
	DocAddress  string   `json:"docAddress"`
	Living      string   `json:"living"`
	Mobile      string   `json:"mobile"`
	Emergency   string   `json:"emergency"`
	Email       string   `json:"email"`
	Version     int      `json:"version"`
}

type MaterialsView struct {
	Done  int            `json:"done"`
	Total int            `json:"total"`
	Items []MaterialItem `json:"items"`
}

// MaterialItem is a line of the list of eleven.
type MaterialItem struct {
	No       int            `json:"no"`
	Code     string         `json:"code"`
	Label    string         `json:"label"`
	Kind     string         `json:"kind"`  // file | field
	State    string         `json:"state"` // 待收 待核对 合格 不合格 不需要
	Value    string         `json:"value"` // masked, for fields
	Why      string         `json:"why"`   // "41 KB，须 55–400 KB。请对照原件重扫"
	Want     string         `json:"want"`  // the requirement
	NeededAt string         `json:"neededAt"`
	Target   string         `json:"target"` // for fields: client | person:<id>, where it is edited
	Versions []DocumentView `json:"versions"`
}

type DocumentView struct {
	ID     string      `json:"id"`
	No     int         `json:"no"`
	Name   string      `json:"name"`
	Mime   string      `json:"mime"`
	Size   string      `json:"size"` // "41 KB"
	Pixels string      `json:"pixels"`
	Added  string      `json:"added"`
	By     string      `json:"by"`
	State  string      `json:"state"` // 合格 不合格
	Checks []CheckView `json:"checks"`
	URL    string      `json:"url"` // /documents/<id>: covered preview; a reveal goes through Reveal
}

type CheckView struct {
	Label    string `json:"label"`
	Measured string `json:"measured"`
	Limit    string `json:"limit"`
	OK       bool   `json:"ok"`
	Advice   string `json:"advice"`
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
}

// NewCaseInput opens a case with as little as a name, a domain, a province and the phases.
type NewCaseInput struct {
	ClientID  string      `json:"clientId"` // an existing client, or "" and Client
	Client    ClientInput `json:"client"`
	Lead      PersonInput `json:"lead"`   // may be empty
	LeadID    string      `json:"leadId"` // an existing person of the client
	LegalRep  bool        `json:"legalRep"`
	Type      string      `json:"type"`
	Province  string      `json:"province"` // two-digit code
	ICP       bool        `json:"icp"`
	Police    bool        `json:"police"`
	Sites     []SiteInput `json:"sites"`
	OwnerID   string      `json:"ownerId"`
	Lookup    string      `json:"lookup"` // finding of 查重定类, may be empty
	LookupDay string      `json:"lookupDay"`
	SignedAt  string      `json:"signedAt"`
	// Values are the answers to what the type asks at signing.
	Values map[string]string `json:"values"`
	Agree  bool              `json:"agree"` // goes on although a warning was shown
}

type ClientInput struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Kind        string `json:"kind"` // personal sole enterprise institution government social military
	CreditCode  string `json:"creditCode"`
	DocKind     string `json:"docKind"`
	Address     string `json:"address"`
	Postcode    string `json:"postcode"`
	OfficePhone string `json:"officePhone"`
	FapiaoTitle string `json:"fapiaoTitle"`
	FapiaoTaxNo string `json:"fapiaoTaxNo"`
	Note        string `json:"note"`
	Version     int    `json:"version"`
}

// PersonInput saves a lead. A sealed field that still holds its masked form is left as it is.
type PersonInput struct {
	ID         string `json:"id"`
	ClientID   string `json:"clientId"`
	Name       string `json:"name"`
	DocKind    string `json:"docKind"` // id hkmacau taiwan passport officer
	DocNumber  string `json:"docNumber"`
	DocUntil   string `json:"docUntil"` // day, "long" or ""
	DocAddress string `json:"docAddress"`
	Living     string `json:"living"`
	Mobile     string `json:"mobile"`
	Emergency  string `json:"emergency"`
	Email      string `json:"email"`
	Version    int    `json:"version"`
}

type SiteInput struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Domain      string `json:"domain"`
	Interactive bool   `json:"interactive"`
	ServerKind  string `json:"serverKind"`
	ServerIP    string `json:"serverIp"`
	ServerUntil string `json:"serverUntil"`
	Version     int    `json:"version"`
}

// CheckInput asks whether a value is right while it is typed.
type CheckInput struct {
	Kind    string `json:"kind"` // id uscc phone landline postcode lead-name domain icp police site-name email
	Value   string `json:"value"`
	Subject string `json:"subject"` // for site-name
	Domain  string `json:"domain"`
}

type CheckResult struct {
	OK       bool     `json:"ok"`
	Value    string   `json:"value"` // normalised
	Message  string   `json:"message"`
	Warnings []string `json:"warnings"`
}

// DoInput records a move.
type DoInput struct {
	CaseID  string            `json:"caseId"`
	Action  string            `json:"action"`
	SiteID  string            `json:"siteId"`
	At      string            `json:"at"` // "" is now
	Reason  string            `json:"reason"`
	Values  map[string]string `json:"values"`
	Version int               `json:"version"` // of the case as shown
}

type ClientsInput struct {
	Text     string `json:"text"`
	Cursor   string `json:"cursor"`
	PageSize int    `json:"pageSize"`
}

type ClientsView struct {
	Rows  []ClientRow `json:"rows"`
	Next  string      `json:"next"`
	Total int         `json:"total"`
}

type ClientRow struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Code  string `json:"code"`
	Lead  string `json:"lead"`
	Cases int    `json:"cases"`
	Open  int    `json:"open"`
}

type ClientView struct {
	Client ClientInput  `json:"client"`
	Kind   string       `json:"kind"`
	People []PersonView `json:"people"`
	Cases  []CaseRow    `json:"cases"`
	// Warnings are doubts about what was just saved.
	Warnings []string `json:"warnings"`
}

// RevealInput asks for one masked value in full; each is logged.
type RevealInput struct {
	Token  string `json:"token"`  // from a FormLine, or person:<id>:<field>, client:<id>:<field>, account:<case>:secret, document:<id>
	CaseID string `json:"caseId"` // the case in whose timeline it is logged, if any
	Use    string `json:"use"`    // show | copy | dial
}

type RevealView struct {
	Value string `json:"value"` // for a document: a one-use URL
}

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

type VoidInput struct {
	InvoiceID string `json:"invoiceId"`
	Reason    string `json:"reason"`
	Version   int    `json:"version"`
}

// PaperInput names a paper: invoice (invoice id), progress (case id), daily ("").
type PaperInput struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Scope string `json:"scope"` // daily: mine | all
}

// PaperView is a paper made just now. The bytes are fetched from URL.
type PaperView struct {
	Title    string   `json:"title"`
	URL      string   `json:"url"`
	FileName string   `json:"fileName"`
	Pages    int      `json:"pages"`
	Warnings []string `json:"warnings"` // "字体缺“𠮷”，纸上印作〓"
}

type SavedView struct {
	Path string `json:"path"` // "" when the dialog was closed
}

type SettingsView struct {
	Letterhead LetterheadInput `json:"letterhead"`
	Price      PriceInput      `json:"price"`
	Staff      []StaffView     `json:"staff"`
	Folder     string          `json:"folder"`
	Version    string          `json:"version"`
}

type LetterheadInput struct {
	Name      string `json:"name"`
	Short     string `json:"short"`
	Code      string `json:"code"`
	Address   string `json:"address"`
	Phone     string `json:"phone"`
	Email     string `json:"email"`
	BankName  string `json:"bankName"`
	BankAcct  string `json:"bankAcct"`
	BankOwner string `json:"bankOwner"`
	Version   int    `json:"version"`
}

type PriceInput struct {
	ICP      string `json:"icp"`      // "600.00"
	Police   string `json:"police"`   // "600.00"
	TermDays int    `json:"termDays"` // days a bill may be paid in
	Split    bool   `json:"split"`    // print net and tax
	TaxRate  int    `json:"taxRate"`  // basis points: 600, 300, 100
	Version  int    `json:"version"`
}

type StaffView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Active  bool   `json:"active"`
	Current bool   `json:"current"`
	Version int    `json:"version"`
}

// DeskView says where the desk stands, before and after unlocking.
type DeskView struct {
	State    string       `json:"state"` // first | locked | open | busy
	Folder   string       `json:"folder"`
	Demo     bool         `json:"demo"`
	Network  bool         `json:"network"` // the folder lies on a network share
	Staff    []OptionView `json:"staff"`   // remembered names for the unlock page (not secret)
	StaffID  string       `json:"staffId"`
	Name     string       `json:"name"`
	Version  string       `json:"version"`
	Message  string       `json:"message"` // why it can't be opened, "" otherwise
	Provs    []OptionView `json:"provs"`
	Subjects []OptionView `json:"subjects"`
	Types    []TypeView   `json:"types"`
	DocKinds []OptionView `json:"docKinds"`
	Roles    []RoleView   `json:"roles"` // of people in a case
	Stages   []OptionView `json:"stages"`
	Now      string       `json:"now"` // RFC 3339: Go's clock; "" while nothing is open
}

// TypeView is a case type: the phases it has, and what it asks at signing.
type TypeView struct {
	Code      string      `json:"code"`
	Label     string      `json:"label"`
	HasICP    bool        `json:"hasIcp"`
	HasPolice bool        `json:"hasPolice"`
	Values    []ValueView `json:"values"`
}

type CreateInput struct {
	Folder     string `json:"folder"`
	Passphrase string `json:"passphrase"`
	Staff      string `json:"staff"`
}

// CreatedView carries the recovery code, shown once.
type CreatedView struct {
	Recovery []string `json:"recovery"` // groups
	Ask      []int    `json:"ask"`      // which two groups must be typed back, from 0
}

type ConfirmInput struct {
	Groups []string `json:"groups"`
}

type UnlockInput struct {
	Folder     string `json:"folder"`
	Passphrase string `json:"passphrase"`
	Recovery   string `json:"recovery"`
	StaffID    string `json:"staffId"`
}

// FileInput is a file that came in by input, drop or paste: the bytes are POSTed
// as an ArrayBuffer to /upload/<case id>/<material code>, the name (percent-encoded)
// in the header X-File-Name; the answer is a MaterialsView or an error as JSON.

// Empty is the input of a method that needs none and the result of one that says nothing.
type Empty struct{}

// IDInput names one thing.
type IDInput struct {
	ID string `json:"id"`
}

type DirtyInput struct {
	Dirty bool `json:"dirty"`
}

type ChaseInput struct {
	CaseID string `json:"caseId"`
	RunID  string `json:"runId"`
	Sent   bool   `json:"sent"` // note in the timeline that it was sent
}

// ChaseView is the ready message of 催办.
type ChaseView struct {
	Title string `json:"title"`
	To    string `json:"to"`
	Text  string `json:"text"`
}

// OpenedView is a case just opened. Confirm says that nothing was stored yet: the
// warnings must be agreed to first.
type OpenedView struct {
	ID       string   `json:"id"`
	Number   string   `json:"number"`
	Warnings []string `json:"warnings"`
	Confirm  bool     `json:"confirm"`
}

type NoteInput struct {
	CaseID string `json:"caseId"`
	Kind   string `json:"kind"` // note | phone | wechat | mail
	Text   string `json:"text"`
	At     string `json:"at"` // "" is now
}

type SaveSiteInput struct {
	CaseID string    `json:"caseId"`
	Site   SiteInput `json:"site"`
}

type LookupInput struct {
	CaseID  string `json:"caseId"`
	Text    string `json:"text"`
	Day     string `json:"day"`
	Version int    `json:"version"`
}

type OwnerInput struct {
	CaseID  string `json:"caseId"`
	OwnerID string `json:"ownerId"`
	Version int    `json:"version"`
}

// AgreeInput moves an agreed date (改期). Statutory clocks can't be moved.
type AgreeInput struct {
	CaseID  string `json:"caseId"`
	RunID   string `json:"runId"`
	Day     string `json:"day"`
	Reason  string `json:"reason"`
	Version int    `json:"version"`
}

type AccountInput struct {
	CaseID   string `json:"caseId"`
	UserName string `json:"userName"`
	Secret   string `json:"secret"` // "" leaves the stored one
	Version  int    `json:"version"`
}
