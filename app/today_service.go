package app

import (
	"context"
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// TodayService is 今日: what is due, on whom it waits, and one act a row.
type TodayService struct{ s *Session }

// todayRows is how many rows of a group come at once.
const todayRows = 60

var groupLabels = map[string]string{"overdue": "逾期", "today": "今天", "week": "7 天内", "later": "以后"}

// Load reads the page, or reads on in one group.
func (t *TodayService) Load(in TodayInput) (TodayView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (TodayView, error) {
		q := views.TodayInput{Party: in.Party, By: in.By, Group: in.Group, Cursor: in.Cursor, Size: todayRows}
		if in.Scope != "all" {
			q.Owner = o.Staff
		}
		f, err := views.Today(ctx, o, q)
		if err != nil {
			return TodayView{}, err
		}
		left, err := calendar.RecomputeLeft(ctx, o)
		v := todayView(o, f)
		v.Recount = recountView(left)
		return v, err
	})
}

// Chase gives the ready message of 催办, and notes that it was sent when told so.
func (t *TodayService) Chase(in filing.ChaseInput) (ChaseView, error) {
	return run(t.s, func(ctx context.Context, o *office.Office) (ChaseView, error) {
		got, err := filing.Chase(ctx, o, in)
		return ChaseView{Title: got.Title, To: got.To, Text: got.Text}, err
	})
}

func todayView(o *office.Office, f views.TodayPage) TodayView {
	graph := o.Engine.Graph()
	today := cal.DayOf(f.Now)
	v := TodayView{
		Now: f.Now.Format(time.RFC3339), Title: cal.FormatDay(today, today), Total: f.Total, Badge: f.Badge, Fresh: f.Fresh,
		Parties: []PartyCount{}, Groups: []TodayGroup{}, SMS: []SMSRow{}, Expiry: []ExpiryRow{},
		Arrears: ArrearsView{Count: f.Arrears.Count, Total: f.Arrears.Total.String(), Rows: []ArrearsRow{}},
	}
	for _, p := range views.Parties {
		v.Parties = append(v.Parties, PartyCount{Code: string(p), Label: graph.Parties[p], Count: f.Parties[string(p)]})
	}
	for _, g := range f.Groups {
		group := TodayGroup{Code: g.Code, Label: groupLabels[g.Code], Count: g.Count, Next: g.Next, Rows: []TodayRow{}, Folded: []FoldedRow{}}
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
	for _, task := range f.SMS {
		v.SMS = append(v.SMS, SMSRow{CaseID: string(task.CaseID), Client: task.Client, Round: fmt.Sprintf("第 %d 轮", task.Round.No), Due: dueView(task.Due)})
	}
	for _, i := range f.Arrears.Rows {
		v.Arrears.Rows = append(v.Arrears.Rows, ArrearsRow{
			InvoiceID: string(i.ID), Client: i.ClientName, Number: i.Number, Open: i.Open().String(), Late: i.Status(today).Text,
		})
	}
	for _, e := range f.Expiry {
		v.Expiry = append(v.Expiry, ExpiryRow{
			CaseID: string(e.CaseID), Name: e.Client, What: expiring[e.What] + " · " + e.Name, Due: dueView(views.ExpiryDue(e.Day, today)),
		})
	}
	return v
}

// expiring names what runs out.
var expiring = map[string]string{
	"server": "云服务器到期", "domain": "域名到期", "proof": "实名证明到期", "grant": "授权到期", "id": "负责人证件到期",
}

func todayRow(t views.Task) TodayRow {
	row := TodayRow{
		RunID: string(t.RunRow.ID), CaseID: string(t.CaseID), Number: t.CaseNumber, Party: string(t.WaitsFor), PartyLabel: t.PartyLabel,
		Todo: t.Todo, Client: t.Client, Stage: t.StageLabel, Domain: t.Domain, Lead: t.Lead, Owner: t.Owner,
		LastContact: t.LastContact, Due: dueView(t.Due), WhyLine: t.WhyLine, Chase: t.Chase,
		Action: ActionView{Blocked: []string{}, Values: []present.ValueView{}},
	}
	if t.Act != nil {
		row.Action.Code, row.Action.Label, row.Action.SiteID, row.Action.Kind = t.Act.Code, t.Act.Label, string(t.Act.Site), "primary"
		row.Action.Reason = t.Act.Asks
	}
	return row
}

func foldedRow(o *office.Office, w store.WaitRow, today cal.Day) FoldedRow {
	row := FoldedRow{Party: casefile.PartyLabel(o, workflow.Party(w.Party)), Stage: w.Stage, Count: w.Count, Earliest: cal.FormatDay(w.Earliest, today)}
	if stage, ok := o.Engine.Graph().Stage(w.Stage); ok {
		row.Stage = stage.Label
	}
	return row
}
