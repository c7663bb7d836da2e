package views

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/silence"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// TodayInput chooses whose tasks are shown, and how.
type TodayInput struct {
	Owner  ref.StaffID // "" = everybody's
	Party  string      // "" = any
	By     string      // "time" (or ""), "party"
	Group  string      // "" = the first page of each group; a group's code to read on in it
	Fold   Fold        // with Group: read what is folded up in this line of it instead
	Cursor string      `text:"位置,raw,2000"` // from TaskGroup.Next, with Group
	Size   int         // rows a group, 1 to 200
}

// Fold names a line that stands for several tasks.
type Fold struct {
	Party, Stage string
	Group        string // week or later: the line's own, for a group may be a party
}

// TodayPage is the whole of 今日.
type TodayPage struct {
	Now       time.Time
	Total     int
	Full      bool // more than crowd: week and later fold up, today shows few
	Badge     int  // overdue and today, of who acts
	Parties   map[string]int
	Groups    []TaskGroup
	SMS       []Task // rounds that run, the first to end first
	MoreSMS   bool   // there are more than the side panel holds
	Arrears   Arrears
	Expiry    []store.ExpiryRow
	Fresh     bool // the desk has no case yet
	Missing   []setup.Missing
	Quiet     []Quiet // cases without a row here in which nothing has happened for long
	MoreQuiet bool    // there are more than are told of
	Overdue   int     // what nobody has confirmed for too long: clocks, rules, laws …
}

// TaskGroup is 逾期, 今天, 7 天内, 以后, or a party when grouped so.
type TaskGroup struct {
	Code   string
	Count  int // folded ones included
	Rows   []Task
	Next   string          // cursor; "" at the end
	Folded []store.WaitRow // what only waits on others, a line a party and stage
}

// Arrears is what is overdue.
type Arrears struct {
	Count int
	Total money.Fen
	Rows  []billing.Invoice // the longest overdue first, eight at most
}

// The groups by time.
var groups = []string{"overdue", "today", "week", "later"}

// Parties in the order of the chips.
var Parties = []workflow.Party{workflow.Client, workflow.Agency, workflow.Cloud, workflow.Platform, workflow.Bureau, workflow.Police}

const (
	crowd       = 40 // tasks from which on a page is full
	fewToday    = 8  // rows of today that a full page shows at first
	sidePanel   = 8  // rows a block of the side panel holds
	expiryAhead = 92 // days: an ID is warned about three months before it runs out (handbook §2)
)

// Today reads the page in a number of statements that does not grow with the desk.
func Today(ctx context.Context, o *office.Office, in TodayInput) (TodayPage, error) {
	if err := office.Judge(in); err != nil {
		return TodayPage{}, err
	}
	f := TodayPage{Now: o.Now(), Groups: []TaskGroup{}, Arrears: Arrears{Rows: []billing.Invoice{}}}
	err := o.Read(ctx, func(tx store.Tx) error {
		q := store.TaskQuery{Now: f.Now, Owner: in.Owner, Party: in.Party, Acting: true}
		if err := f.tasks(o, tx, q, in); err != nil || in.Group != "" {
			return err
		}
		return f.side(o, tx, q)
	})
	return f, err
}

// tasks reads the groups, and the last contact of every case in them at once.
func (f *TodayPage) tasks(o *office.Office, tx store.Tx, q store.TaskQuery, in TodayInput) error {
	if in.Fold != (Fold{}) {
		q.Acting, q.Rested, q.After = false, true, in.Cursor
		q.Party, q.Stage, q.Group = in.Fold.Party, in.Fold.Stage, in.Fold.Group
		if err := f.group(o, tx, q, TaskGroup{Code: in.Group}, in.Size); err != nil {
			return err
		}
		return f.contacts(tx)
	}
	counts, waits, err := f.counts(o, tx, &q, in)
	if err != nil {
		return err
	}
	for _, code := range codes(in.By) {
		if in.Group != "" && in.Group != code || in.By == "party" && in.Party != "" && in.Party != code {
			continue
		}
		page, size := q, in.Size
		page.Rested, page.After = true, in.Cursor
		if in.By == "party" {
			page.Party = code
		} else {
			page.Group = code
		}
		if f.Full && code == workflow.GroupToday && in.Cursor == "" {
			size = min(size, fewToday)
		}
		g := TaskGroup{Code: code, Count: counts[code]}
		for _, w := range waits {
			if in.Cursor == "" && (w.Group == code || w.Party == code) {
				g.Folded = append(g.Folded, w)
			}
		}
		if err := f.group(o, tx, page, g, size); err != nil {
			return err
		}
	}
	return f.contacts(tx)
}

// group reads a page of a group.
func (f *TodayPage) group(o *office.Office, tx store.Tx, q store.TaskQuery, g TaskGroup, size int) error {
	q.Limit = size + 1 // one more tells whether there is a next page
	rows, err := tx.TaskList().Tasks(q)
	if err != nil {
		return err
	}
	if len(rows) > size {
		rows = rows[:size]
		g.Next = rows[size-1].Cursor
	}
	for _, r := range rows {
		g.Rows = append(g.Rows, TaskOf(o, r))
	}
	f.Groups = append(f.Groups, g)
	return nil
}

func codes(by string) []string {
	if by != "party" {
		return groups
	}
	// What waits on us comes first.
	return []string{string(workflow.Agency), string(workflow.Client), string(workflow.Cloud), string(workflow.Platform), string(workflow.Bureau), string(workflow.Police)}
}

// counts counts what a query keeps, folded or not, and tells q whether the page is full.
func (f *TodayPage) counts(o *office.Office, tx store.Tx, q *store.TaskQuery, in TodayInput) (map[string]int, []store.WaitRow, error) {
	every := *q
	every.Acting = false
	all, err := tx.TaskList().Counts(every)
	if err != nil {
		return nil, nil, err
	}
	byGroup := all.ByGroup(every)
	for _, n := range byGroup {
		f.Total += n
	}
	f.Full = f.Total > crowd
	q.Near = f.Full
	f.Parties = all.ByParty(every)
	if q.Owner == o.Staff {
		f.badge(all)
	}
	if in.By == "party" {
		return f.Parties, all.Waits(*q), nil
	}
	return byGroup, all.Waits(*q), nil
}

// badge counts what is overdue and due today of who acts.
func (f *TodayPage) badge(mine store.TaskCounts) {
	by := mine.ByGroup(store.TaskQuery{})
	f.Badge = by[workflow.GroupOverdue] + by[workflow.GroupToday]
}

// contacts fills in when the client of each row was last reached, and chased.
func (f *TodayPage) contacts(tx store.Tx) error {
	ids, of := []ref.CaseID{}, matters{}
	for _, g := range f.Groups {
		for _, t := range g.Rows {
			of[t.RunRow.ID] = t.Matter()
			if !slices.Contains(ids, t.CaseID) {
				ids = append(ids, t.CaseID)
			}
		}
	}
	last, err := tx.Journal().LastContact(ids)
	if err != nil {
		return err
	}
	heard, err := tx.Journal().LastHeard(ids, silence.Reminder)
	if err != nil {
		return err
	}
	chases, days, err := chased(tx, cal.DayOf(f.Now), of)
	for _, g := range f.Groups {
		for i := range g.Rows {
			row := &g.Rows[i]
			row.LastContact = contact(last, row.CaseID)
			if row.Chase {
				row.Chased = chases[row.RunRow.ID]
			}
			if row.Chase && row.WaitsFor == workflow.Client {
				row.Silence = silent(row.Entered, heard[row.CaseID].Day(), days[row.RunRow.ID], cal.DayOf(f.Now))
			}
		}
	}
	return err
}

// rounds lists the SMS rounds of a person: first those whose clock runs, then those of a day that
// nobody knows yet, which would stand before them by the day on which the case was taken over.
func (f *TodayPage) rounds(o *office.Office, tx store.Tx, owner ref.StaffID) error {
	q := store.TaskQuery{Now: f.Now, Owner: owner, Stage: o.Engine.Graph().RoundsStage().Code, Clocked: true, Limit: sidePanel + 1}
	rows, err := tx.TaskList().Tasks(q)
	if err != nil {
		return err
	}
	if running := len(rows); running < q.Limit {
		q.Clocked, q.Limit = false, q.Limit+running
		all, err := tx.TaskList().Tasks(q)
		if err != nil {
			return err
		}
		for _, r := range all {
			if !slices.ContainsFunc(rows[:running], func(known store.TaskRow) bool { return known.RunRow.ID == r.RunRow.ID }) {
				rows = append(rows, r)
			}
		}
	}
	f.MoreSMS = len(rows) > sidePanel
	for _, r := range rows[:min(len(rows), sidePanel)] {
		f.SMS = append(f.SMS, TaskOf(o, r))
	}
	return nil
}

// side reads the badge, unless the counts of the page told it, and the side panel.
func (f *TodayPage) side(o *office.Office, tx store.Tx, q store.TaskQuery) error {
	if q.Owner != o.Staff {
		mine, err := tx.TaskList().Counts(store.TaskQuery{Now: f.Now, Owner: o.Staff})
		if err != nil {
			return err
		}
		f.badge(mine)
	}
	if err := f.rounds(o, tx, q.Owner); err != nil {
		return err
	}
	today := cal.DayOf(f.Now)
	err := f.Arrears.read(tx, today)
	if err != nil {
		return err
	}
	if f.Expiry, err = tx.DateList().Expiring(today, expiryAhead, sidePanel); err != nil {
		return err
	}
	if f.Missing, err = setup.MissingIn(tx); err != nil {
		return err
	}
	broken, err := office.DamagesIn(tx, o.Damages)
	if err != nil {
		return err
	}
	if broken != "" {
		f.Missing = append(f.Missing, setup.Missing{Part: "damage", Text: broken})
	}
	for _, b := range o.Fallen {
		f.Missing = append(f.Missing, setup.Missing(b))
	}
	f.Overdue = rulebook.CountUnconfirmed(o)
	if q.Party == "" { // who looks for one party looks for what waits on it
		if err := f.quiet(tx, q.Owner); err != nil {
			return err
		}
	}
	any, err := tx.CaseList().Cases(store.CaseQuery{Now: f.Now, View: "all", Limit: 1})
	f.Fresh = len(any) == 0
	return err
}

func (a *Arrears) read(tx store.Tx, today cal.Day) error {
	totals, err := tx.InvoiceList().Totals(today)
	if err != nil {
		return err
	}
	for _, age := range billing.Late {
		a.Count += totals.Count[age]
		if a.Total, err = a.Total.Add(totals.Sum[age]); err != nil {
			return err
		}
	}
	a.Rows, err = tx.InvoiceList().Overdue(today, sidePanel)
	return err
}

// contact says when and how a client was last reached.
func contact(last map[ref.CaseID]store.Entry, id ref.CaseID) string {
	e, ok := last[id]
	if !ok {
		return ""
	}
	at := cal.At(e.At)
	if happened, err := cal.ParseMoment(e.Happen); err == nil {
		at = happened
	}
	return cal.MonthDay(at.Day) + " " + e.Title
}

// YearlyTask says how many rules are to be confirmed; "" for none.
func YearlyTask(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d 条期限、规则、法规等满 %d 个月没有核实", n, rulebook.MonthsConfirmed())
}
