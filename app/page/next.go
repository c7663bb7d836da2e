package page

import (
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/workflow"
)

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
	Movable    bool         `json:"movable"`  // 改期: its date may be agreed anew
	Promised   bool         `json:"promised"` // its date was agreed by hand: moving it asks for a reason
	Act        ActView      `json:"act"`
	Pending    string       `json:"pending"` // how it is said that nothing has come of it yet: 还在审
	Actions    []ActionView `json:"actions"`
	Chase      bool         `json:"chase"`
	Silence    string       `json:"silence"` // 静默 8 天，该再次提醒
	Chased     string       `json:"chased"`  // 今天催过, 催过 3 次，上次 11月22日; "" when never
	Needs      string       `json:"needs"`   // what it is done with: materials | form | account | fees | preflight | ""
	Rounds     []SMSRound   `json:"rounds"`  // only for 短信核验
	Script     []string     `json:"script"`  // call script of 预审核: what the client will be asked
	People     []string     `json:"people"`  // of a step that each of several does by himself: 林知远 已完成 11月3日 13:00, 高宏伟 未完成
	Place      string       `json:"place"`   // of the appointment with the police; "" unknown
	Contact    string       `json:"contact"` // whom of the police to ask, likewise
	Bring      []string     `json:"bring"`   // what to bring to the appointment with the police
}

type SMSRound struct {
	No      string   `json:"no"` // "1 / 5"
	Sent    string   `json:"sent"`
	Expires string   `json:"expires"`
	State   string   `json:"state"` // 进行中 已核验 已错过
	People  []string `json:"people"`
	Resent  string   `json:"resent"` // 已重发 2 次; "" when it was not
}

func nextView(o *office.Office, f views.CasePage, n views.Next, today cal.Day) NextView {
	v := NextView{
		RunID: string(n.ID), Stage: n.Run.Stage, StageLabel: n.StageLabel, SiteID: string(n.Run.Site), SiteLabel: n.SiteLabel,
		Party: string(n.Party), PartyLabel: n.PartyLabel, Todo: n.Todo, Detail: n.Detail, Due: dueView(n.Due), Movable: n.Movable, Promised: n.Promised, Act: actView(n.Act), Pending: n.Pending,
		Actions: actionViews(f, n.Actions), Chase: n.Message != "", Chased: n.Chased.Words, Silence: n.Silence.Words, Needs: n.Needs, Rounds: []SMSRound{}, People: []string{}, Script: present.List(n.Script), Bring: present.List(n.Bring),
	}
	if visit := n.Run.Visit; visit != nil {
		v.Place, v.Contact = visit.Place, visit.Contact
	}
	for _, p := range n.People {
		words := p.Name + " 未完成"
		if p.Done != nil {
			words = p.Name + " 已完成 " + cal.FormatMoment(*p.Done, today)
		}
		v.People = append(v.People, words)
	}
	for _, r := range n.Rounds {
		v.Rounds = append(v.Rounds, smsRound(r, o.Engine.Graph(), o.Now(), today))
	}
	return v
}

func smsRound(r workflow.Round, g *workflow.Graph, now time.Time, today cal.Day) SMSRound {
	v := SMSRound{
		No: fmt.Sprintf("%d / %d", r.No, g.MaxRounds), Sent: cal.FormatMoment(r.Sent, today), Expires: cal.FormatMoment(r.Expires, today),
		State: runWords[r.Outcome], People: []string{},
	}
	switch {
	case r.Outcome == workflow.Done:
		v.State = "已核验"
	case r.Outcome == "" && r.Expires.Past(now):
		v.State = "已过期"
	}
	for _, p := range r.People {
		words := p.Name
		if p.Done != nil {
			words += " 已核验 " + cal.FormatMoment(*p.Done, today)
		} else {
			words += " 未核验"
		}
		if p.Astray {
			words += "，没收到短信"
		}
		if p.Wrong > 0 {
			words += fmt.Sprintf("，输错 %d / %d 次", p.Wrong, g.MaxWrong)
		}
		v.People = append(v.People, words)
	}
	if len(r.Resent) > 0 {
		v.Resent = fmt.Sprintf("已重发 %d 次", len(r.Resent))
	}
	return v
}
