package page

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/app/page/book"
	"beiandesk/app/page/telling"
	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// TodayInput chooses whose rows and which party.
type TodayInput struct {
	Scope  string  `json:"scope"`  // mine | all
	Party  string  `json:"party"`  // "" or client | agency | cloud | platform | bureau | police
	By     string  `json:"by"`     // time | party
	Group  string  `json:"group"`  // "" for the first page of every group, or a group's code to page on
	Cursor string  `json:"cursor"` // from TodayGroup.Next
	Fold   FoldKey `json:"fold"`   // of a line of Group that is to be opened; empty for none
	First  bool    `json:"first"`  // as few rows of each group as fill a screen: the rest is read once they stand
}

// FoldKey names a line that stands for several rows.
type FoldKey struct {
	Party string `json:"party"`
	Stage string `json:"stage"`
	Group string `json:"group"` // week | later
}

// TodayView is the whole of 今日.
type TodayView struct {
	Now       string             `json:"now"`   // RFC 3339: Go's clock
	Title     string             `json:"title"` // "11月23日 周一"
	Total     int                `json:"total"`
	Full      bool               `json:"full"`    // one line a row; week and later are folded
	Badge     int                `json:"badge"`   // overdue + today, mine
	Parties   []PartyCount       `json:"parties"` // six chips, in order
	Groups    []TodayGroup       `json:"groups"`
	SMS       []SMSRow           `json:"sms"`
	MoreSMS   bool               `json:"moreSms"` // there are more than the side panel holds
	Arrears   ArrearsView        `json:"arrears"`
	Expiry    []ExpiryRow        `json:"expiry"`
	Fresh     bool               `json:"fresh"`     // the folder has no case yet
	Missing   []MissingRow       `json:"missing"`   // what first run put off
	Notices   []NoticeView       `json:"notices"`   // where to look for results today, and what was looked at
	Quiet     []telling.QuietRow `json:"quiet"`     // nothing has happened in them for long, and no row tells of them
	QuietMore bool               `json:"quietMore"` // there are more
	Yearly    string             `json:"yearly"`    // "312 条规则满 12 个月没有核实"; "" when none has
	Recount   book.RecountView   `json:"recount"`   // while it is open, dates may be those of the calendar before
}

// MissingRow is something that papers or fees want of the settings.
type MissingRow struct {
	Part string `json:"part"` // of the settings: letterhead, price
	Text string `json:"text"`
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
	Key      FoldKey `json:"key"`
	Party    string  `json:"party"`
	Stage    string  `json:"stage"`
	Count    int     `json:"count"`
	Earliest string  `json:"earliest"`
}

// TodayRow answers in one order: who we wait for, what to do, for whom, when, why then, one action.
type TodayRow struct {
	RunID       string  `json:"runId"`
	CaseID      string  `json:"caseId"`
	Number      string  `json:"number"`
	Party       string  `json:"party"` // code
	PartyLabel  string  `json:"partyLabel"`
	Todo        string  `json:"todo"` // "催沈一鸣完成短信核验"
	Client      string  `json:"client"`
	Stage       string  `json:"stage"`
	Site        string  `json:"site"` // domain, or name where it has none
	Lead        string  `json:"lead"`
	Owner       string  `json:"owner"`
	LastContact string  `json:"lastContact"` // "11月20日 电话"; "" when none
	Due         Due     `json:"due"`
	WhyLine     string  `json:"whyLine"` // "第 2 轮短信，24 小时内"
	Act         ActView `json:"act"`
	Chase       bool    `json:"chase"`   // there is a message ready for the client
	Chased      string  `json:"chased"`  // 今天催过, 催过 3 次，上次 11月22日; "" when never
	Silence     string  `json:"silence"` // 静默 8 天，该再次提醒; "" while the client has not been silent for long
	Rests       bool    `json:"rests"`   // chased today: it stands last in its group until tomorrow
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

// ExpiryView is everything that runs out, the earliest first.
type ExpiryView struct {
	Rows []ExpiryRow `json:"rows"`
	More bool        `json:"more"` // there are later ones than fit
}

// NewTodayView lays out 今日.
func NewTodayView(o *office.Office, f views.TodayPage) TodayView {
	graph := o.Engine.Graph()
	today := cal.DayOf(f.Now)
	v := TodayView{
		Now: f.Now.Format(time.RFC3339), Title: cal.FormatDay(today, today), Total: f.Total, Full: f.Full, Badge: f.Badge, Fresh: f.Fresh,
		Parties: []PartyCount{}, Groups: []TodayGroup{}, SMS: []SMSRow{}, Missing: []MissingRow{},
		Arrears: ArrearsView{Count: f.Arrears.Count, Total: f.Arrears.Total.String(), Rows: []ArrearsRow{}},
	}
	v.Yearly = views.YearlyTask(f.Overdue)
	v.Quiet, v.QuietMore = telling.NewQuietRows(f.Quiet), f.MoreQuiet
	for _, m := range f.Missing {
		v.Missing = append(v.Missing, MissingRow(m))
	}
	for _, p := range views.Parties {
		v.Parties = append(v.Parties, PartyCount{Code: string(p), Label: graph.Parties[p], Count: f.Parties[string(p)]})
	}
	for _, g := range f.Groups {
		group := TodayGroup{Code: g.Code, Label: workflow.GroupLabel(g.Code), Count: g.Count, Next: g.Next, Rows: []TodayRow{}, Folded: []FoldedRow{}}
		if group.Label == "" {
			group.Label = graph.Parties[workflow.Party(g.Code)]
		}
		for _, task := range g.Rows {
			group.Rows = append(group.Rows, todayRow(task))
		}
		for _, w := range g.Folded {
			group.Folded = append(group.Folded, foldedRow(o, w, today))
		}
		v.Groups = append(v.Groups, group)
	}
	v.MoreSMS = f.MoreSMS
	for _, task := range f.SMS {
		v.SMS = append(v.SMS, SMSRow{CaseID: string(task.CaseID), Client: task.Client, Round: fmt.Sprintf("第 %d 轮", task.Round.No), Due: dueView(task.Due)})
	}
	for _, i := range f.Arrears.Rows {
		v.Arrears.Rows = append(v.Arrears.Rows, ArrearsRow{
			InvoiceID: string(i.ID), Client: i.ClientName, Number: i.Number, Open: i.Open().String(), Late: i.Status(today).Text,
		})
	}
	v.Expiry = NewExpiry(f.Expiry, today)
	return v
}

// NewExpiry lays out what runs out.
func NewExpiry(rows []store.ExpiryRow, today cal.Day) []ExpiryRow {
	list := []ExpiryRow{}
	for _, e := range rows {
		list = append(list, ExpiryRow{
			CaseID: string(e.CaseID), Name: e.Client, What: expiring[e.What] + " · " + e.Name, Due: dueView(views.ExpiryDueOf(e, today)),
		})
	}
	return list
}

// expiring names what runs out.
var expiring = map[string]string{
	"server": "云服务器到期", "domain": "域名到期", "proof": "实名证明到期", "grant": "授权到期", "id": "负责人证件到期", "paper": "材料到期",
	"police": "客户自办公安备案",
}

func todayRow(t views.Task) TodayRow {
	row := TodayRow{
		RunID: string(t.RunRow.ID), CaseID: string(t.CaseID), Number: t.CaseNumber, Party: string(t.WaitsFor), PartyLabel: t.PartyLabel,
		Todo: t.Todo, Client: t.Client, Stage: t.StageLabel, Site: t.SiteWord(), Lead: t.Lead, Owner: t.Owner,
		LastContact: t.LastContact, Due: dueView(t.Due), WhyLine: t.WhyLine, Act: actView(t.Act), Chase: t.Chase, Chased: t.Chased.Words, Silence: t.Silence.Words, Rests: t.Chased.Today,
	}
	if row.Chased != "" && strings.Contains(row.LastContact, " "+chasing.ChaseTitle) {
		row.LastContact = "" // said already
	}
	if t.OnHold {
		row.WhyLine += "，案件暂停中"
	}
	return row
}

func foldedRow(o *office.Office, w store.WaitRow, today cal.Day) FoldedRow {
	row := FoldedRow{Key: FoldKey{Party: w.Party, Stage: w.Stage, Group: w.Group}, Party: casefile.PartyLabel(o, workflow.Party(w.Party)), Stage: w.Stage, Count: w.Count, Earliest: cal.FormatDay(w.Earliest, today)}
	if stage, ok := o.Engine.Graph().Stage(w.Stage); ok {
		row.Stage = stage.Label
	}
	return row
}
