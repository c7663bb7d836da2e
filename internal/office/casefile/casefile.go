// Package casefile is a case as it is loaded: its rows and moves, with the plan, state and
// edition by which it is counted, worded and judged. What reads or writes a case begins
// with a File. Moves are the truth; projection.go and the recount of the calendar alone
// write what is computed from them.
package casefile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// File is what a case consists of, with the plan and state the engine makes of it.
type File struct {
	Case   cases.Case
	Client clients.Client
	People []clients.Person
	Leads  []cases.Lead
	Sites  []cases.Site // of the order; Fold parts them from those that are not
	Gone   []cases.Site // dropped, or their adding was taken back
	Moves  []workflow.Move
	Plan   workflow.Plan
	State  workflow.State

	Edition office.Edition   // what the case goes by
	Engine  *workflow.Engine // of the edition

	lost string // what is gone that the case refers to: 客户, 负责人, 网站; "" when nothing is
}

// Read reads a file in six statements, whatever the case holds.
func Read(o *office.Office, tx store.Tx, id ref.CaseID) (*File, error) {
	d := &File{}
	var err error
	if d.Case, err = tx.Cases().Get(id); err != nil {
		if errs.CodeOf(err) == errs.NotFound {
			return nil, errs.Wrap(errs.NotFound, err, "没有这个案件，请刷新后再看")
		}
		return nil, err
	}
	if d.Client, err = tx.Clients().Client(d.Case.ClientID); errs.CodeOf(err) == errs.NotFound {
		d.Client, err = lostClient(d.Case.ClientID), nil
	}
	if err != nil {
		return nil, err
	}
	if d.People, err = tx.Clients().People(d.Case.ClientID); err != nil {
		return nil, err
	}
	if d.Sites, err = tx.Sites().Of(id); err != nil {
		return nil, err
	}
	if d.Leads, err = tx.Leads().Of(id); err != nil {
		return nil, err
	}
	if d.Moves, err = tx.Moves().Of(id); err != nil {
		return nil, err
	}
	d.keepLost()
	return d, d.Fold(o)
}

// Fold computes plan and state anew, by the case's edition.
func (d *File) Fold(o *office.Office) error {
	if d.Case.Edition > o.Editions.Latest().No {
		return errs.New(errs.Conflict, "资料夹的期限和规则刚被改过，请再试一次")
	}
	d.Edition = o.Editions.Of(d.Case.Edition)
	d.Engine = d.Edition.Engine.For(d.Case.Type)
	d.Plan = plan(o, d)
	var err error
	d.State, err = d.Engine.Fold(d.Plan, d.Moves)
	if err = cmp.Or(d.unread(err), err); err == nil && d.Damaged() {
		d.keepNumbers()
	}
	d.part()
	return err
}

// Kind is the case's type.
func (d *File) Kind() workflow.Type {
	kind, _ := d.Engine.Graph().Type(d.Case.Type)
	return kind
}

// all are the sites that ever were of the order, in their order.
func (d *File) all() []cases.Site {
	all := slices.Concat(d.Sites, d.Gone)
	slices.SortStableFunc(all, func(a, b cases.Site) int { return a.Ordinal - b.Ordinal })
	return all
}

// part tells the sites of the order from those that are gone, as the moves have it.
func (d *File) part() {
	all := d.all()
	d.Sites, d.Gone = make([]cases.Site, 0, len(all)), nil
	for _, s := range all {
		if d.holds(s) {
			d.Sites = append(d.Sites, s)
		} else {
			d.Gone = append(d.Gone, s)
		}
	}
}

func (d *File) holds(s cases.Site) bool {
	return d.State.Holds(workflow.Site{ID: s.ID, Added: s.Added})
}

// OfOrder says whether a role counts: that of a site that is gone stays on record alone.
func (d *File) OfOrder(l cases.Lead) bool {
	return !slices.ContainsFunc(d.Gone, func(s cases.Site) bool { return s.ID == l.SiteID })
}

func plan(o *office.Office, d *File) workflow.Plan {
	p := workflow.Plan{
		Type: d.Case.Type, Province: d.Case.Province, Subject: string(d.Client.Kind), ICP: d.Case.ICP, Police: d.Case.Police,
		Client: d.Client.Name, Account: d.Case.AccountUIN,
	}
	for _, s := range d.all() {
		p.Sites = append(p.Sites, workflow.Site{ID: s.ID, Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, Added: s.Added})
	}
	for _, l := range d.Leads {
		person := d.Person(l.Person)
		mobile := ""
		if person.Mobile != "" {
			mobile = o.Hasher.Token("plan.mobile", person.Mobile)
		}
		p.Leads = append(p.Leads, workflow.Lead{Person: l.Person, Name: person.Name, Role: string(l.Role), Site: l.SiteID, Mobile: mobile, Document: string(person.DocKind)})
	}
	return p
}

func (d *File) Person(id ref.PersonID) clients.Person {
	for _, p := range d.People {
		if p.ID == id {
			return p
		}
	}
	return clients.Person{}
}

// Leader is the person with a role: for the site, else for the order; the zero
// Person when there is none.
func (d *File) Leader(role cases.Role, site ref.SiteID) clients.Person {
	var found clients.Person
	for _, l := range d.Leads {
		if l.Role == role && (l.SiteID == site || l.SiteID == "") {
			found = d.Person(l.Person)
			if l.SiteID == site {
				return found
			}
		}
	}
	return found
}

// Site finds a site that is or was of the order.
func (d *File) Site(id ref.SiteID) (cases.Site, bool) {
	for _, s := range slices.Concat(d.Sites, d.Gone) {
		if s.ID == id {
			return s, true
		}
	}
	return cases.Site{}, false
}

// MoveStatus is a recorded move as the case stands: what may be corrected of it, and
// what was.
type MoveStatus struct {
	Seq int        // of the move; 0 for one that was undone and for a correction itself
	At  cal.Moment // when it happened, by its last correction
	Was cal.Moment // when it was first recorded to have happened
}

// MoveStatuses tells by their ids how the moves of a case stand.
func MoveStatuses(g *workflow.Graph, moves []workflow.Move) (map[ref.MoveID]MoveStatus, error) {
	effective, err := g.Effective(moves)
	if err != nil {
		return nil, err
	}
	all := make(map[ref.MoveID]MoveStatus, len(moves))
	for _, m := range moves {
		all[m.ID] = MoveStatus{At: m.At, Was: m.At}
	}
	for _, m := range effective {
		if s := all[m.ID]; !m.Corrects() {
			s.Seq, s.At = m.Seq, m.At
			all[m.ID] = s
		}
	}
	return all, nil
}

// OnBill says why a fee can't go: what stands on a bill is never changed.
func OnBill(f billing.Fee) string {
	return fmt.Sprintf("“%s”已经开在账单上，请先作废那张账单，再办这一步", f.Label)
}

// PapersHold says why the last move may not be undone although the workflow would let
// it go: it booked a fee that has been on a bill since. A bill's number stands for
// good, also when the bill was made void, credited or paid, so the move does, too; a
// credit note or a receipt exists only where a bill does. "" when nothing holds it.
func (d *File) PapersHold(tx store.Tx) (string, error) {
	last := d.State.Undoable
	if last == 0 {
		return "", nil
	}
	undo := workflow.Move{Seq: len(d.Moves) + 1, Action: workflow.ActionUndo, Values: map[string]string{"seq": fmt.Sprint(last)}}
	before, err := d.Engine.Fold(d.Plan, append(slices.Clip(d.Moves), undo))
	if err != nil {
		return "", err
	}
	lost := []string{}
	if d.State.ICP && !before.ICP {
		lost = append(lost, string(workflow.PhaseICP))
	}
	if d.State.Police && !before.Police {
		lost = append(lost, string(workflow.PhasePolice))
	}
	if len(lost) == 0 {
		return "", nil
	}
	fees, err := tx.Fees().Of(d.Case.ID)
	if err != nil {
		return "", err
	}
	bills, err := tx.Invoices().Of(d.Case.ID)
	if err != nil {
		return "", err
	}
	numbers := []string{}
	for _, bill := range bills {
		for _, line := range bill.Lines {
			for _, f := range fees {
				if f.ID == line.FeeID && slices.Contains(lost, f.Phase) && !slices.Contains(numbers, bill.Number) {
					numbers = append(numbers, bill.Number)
				}
			}
		}
	}
	if len(numbers) == 0 {
		return "", nil
	}
	return fmt.Sprintf("这一步的费用已开账单（%s），开过账单的一步不能撤销；不再办理时请与客户商定，按退费或撤回处理", strings.Join(numbers, "、")), nil
}
