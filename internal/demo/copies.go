package demo

import (
	"context"
	"slices"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/consents"
	"beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// batch is how many copies are written at once.
const batch = 200

// Fill adds to an office copies of the first cases of another, which may be the same, until it
// has n: the same moves, journal, papers and money under other names and numbers. The other's
// staff must be there, and no case that the other does not have. told hears how many cases
// there are by now. Errors: Storage, and what ends the context.
func Fill(ctx context.Context, to, from *office.Office, models, n int, told func(have int) error) error {
	have := 0
	err := to.Read(ctx, func(tx store.Tx) error {
		totals, err := tx.CaseList().Totals(store.CaseQuery{View: "all", Now: to.Now()})
		have = totals.Count.N
		return err
	})
	if err != nil || have >= n {
		return err
	}
	list, err := readModels(ctx, from, models)
	for err == nil && have < n {
		err = to.Write(ctx, func(w *office.Work) error {
			for range min(batch, n-have) {
				if err := list[have%len(list)].add(w, have); err != nil {
					return err
				}
				have++
			}
			return nil
		})
		if err == nil {
			err = told(have)
		}
	}
	return err
}

func readModels(ctx context.Context, from *office.Office, models int) (list []model, err error) {
	err = from.Read(ctx, func(tx store.Tx) error {
		first, err := tx.CaseList().Cases(store.CaseQuery{View: "all", Now: from.Now(), Sort: "number", Limit: models})
		for _, c := range first {
			m, err := readModel(tx, c.ID)
			if err != nil {
				return err
			}
			list = append(list, m)
		}
		return err
	})
	return list, err
}

// journalMost is more than any model has entries.
const journalMost = 10_000

// model is all that the store keeps of a case, to be kept once more under other names.
type model struct {
	Client    clients.Client
	People    []clients.Person
	Consents  []consents.Consent
	Case      cases.Case
	Sites     []cases.Site
	Leads     []cases.Lead
	Moves     []workflow.Move
	Runs      []store.RunRow
	Dates     []store.DeadlineRow
	Chased    []store.Chased
	Documents []materials.Document
	Handovers []handovers.Handover
	Fees      []billing.Fee
	Bills     []billing.Invoice
	Payments  []billing.Payment
	Journal   []store.Entry // oldest first
}

// readModel reads a case that was really walked.
func readModel(tx store.Tx, id ref.CaseID) (m model, err error) {
	if m.Case, err = tx.Cases().Get(id); err != nil {
		return m, err
	}
	if m.Client, err = tx.Clients().Client(m.Case.ClientID); err != nil {
		return m, err
	}
	for _, read := range []func() error{
		func() error { return into(&m.People)(tx.Clients().People(m.Client.ID)) },
		func() error { return into(&m.Consents)(tx.Consents().OfClient(m.Client.ID)) },
		func() error { return into(&m.Sites)(tx.Sites().Of(id)) },
		func() error { return into(&m.Leads)(tx.Leads().Of(id)) },
		func() error { return into(&m.Moves)(tx.Moves().Of(id)) },
		func() error { return into(&m.Runs)(tx.Projections().Runs(id)) },
		func() error { return into(&m.Dates)(tx.Projections().Deadlines(id)) },
		func() error { return into(&m.Chased)(tx.Chases().Of(runsOf(m.Runs))) },
		func() error { return into(&m.Documents)(tx.Documents().Of(id)) },
		func() error { return into(&m.Handovers)(tx.Handovers().Of(id)) },
		func() error { return into(&m.Fees)(tx.Fees().Of(id)) },
		func() error { return into(&m.Bills)(tx.Invoices().Of(id)) },
		func() error { return into(&m.Payments)(tx.Payments().OfCase(id)) },
		func() error { return into(&m.Journal)(tx.Journal().Of(id, 0, journalMost)) },
	} {
		if err := read(); err != nil {
			return m, err
		}
	}
	slices.Reverse(m.Journal)
	return m, nil
}

// into keeps what was read.
func into[T any](to *[]T) func([]T, error) error {
	return func(list []T, err error) error {
		*to = list
		return err
	}
}

func runsOf(runs []store.RunRow) []ref.RunID {
	ids := make([]ref.RunID, len(runs))
	for i, r := range runs {
		ids[i] = r.ID
	}
	return ids
}

// add keeps the case once more, as the no-th of the folder.
func (m model) add(w *office.Work, no int) error {
	words, err := m.rename(w, no)
	if err != nil {
		return err
	}
	m = renamed(m, words)
	for _, step := range []func(*office.Work) error{m.addClient, m.addCase, m.addRuns, m.addPapers, m.addMoney, m.addJournal} {
		if err := step(w); err != nil {
			return err
		}
	}
	return nil
}

func (m model) addClient(w *office.Work) error {
	if err := w.Clients().AddClient(m.Client); err != nil {
		return err
	}
	if err := each(m.People, w.Clients().AddPerson); err != nil {
		return err
	}
	return each(m.Consents, w.Consents().Add)
}

func (m model) addCase(w *office.Work) error {
	if err := w.Cases().Add(m.Case, m.Sites, m.Leads); err != nil {
		return err
	}
	return each(m.Moves, func(v workflow.Move) error { return w.Moves().Append(m.Case.ID, v) })
}

func (m model) addRuns(w *office.Work) error {
	was := map[ref.RunID]ref.RunID{}
	for i := range m.Runs {
		r := &m.Runs[i]
		id := casefile.RunID(m.Case.ID, r.Key)
		was[r.ID], r.ID = id, id
	}
	for i := range m.Dates {
		m.Dates[i].ID = casefile.DeadlineID(m.Case.ID, m.Dates[i].Key)
	}
	if err := w.Projections().Replace(m.Case.ID, m.Runs, m.Dates); err != nil {
		return err
	}
	return each(m.Chased, func(c store.Chased) error {
		for range c.Times {
			if err := w.Chases().Add(m.Case.ID, was[c.Run], c.Matter, c.Last); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m model) addPapers(w *office.Work) error {
	if err := each(m.Documents, w.Documents().Put); err != nil {
		return err
	}
	return each(m.Handovers, w.Handovers().Add)
}

func (m model) addMoney(w *office.Work) error {
	if err := each(m.Fees, w.Fees().Add); err != nil {
		return err
	}
	if err := each(m.Bills, w.Invoices().Add); err != nil {
		return err
	}
	return each(m.Payments, func(p billing.Payment) error {
		if err := w.Payments().Add(p); err != nil || p.Reversal == nil {
			return err
		}
		return w.Payments().Reverse(*p.Reversal)
	})
}

func (m model) addJournal(w *office.Work) error {
	return each(m.Journal, func(e store.Entry) error {
		_, err := w.Journal().Append(e)
		return err
	})
}

func each[T any](list []T, f func(T) error) error {
	for _, v := range list {
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}
