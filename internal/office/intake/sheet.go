// Package intake takes in what clients hand over, seals it, and tells where each
// of the eleven materials stands in a case.
package intake

import (
	"context"

	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Sheet is the list of materials of a case.
type Sheet struct {
	Case        materials.Case
	Items       []materials.Item
	Done, Total int      // of the rows that the case needs
	Owed        []string // what is still missing, with the stage that needs it
	Spared      []string // codes of the bureaus' papers that the case needs none of
	Names       map[ref.StaffID]string
}

// Status tells where the materials of a case stand.
func Status(ctx context.Context, o *office.Office, id ref.CaseID) (Sheet, error) {
	var s Sheet
	err := o.Read(ctx, func(tx store.Tx) error {
		f, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		s, err = SheetIn(o, tx, f, o.Today())
		return err
	})
	return s, err
}

// SheetIn is Status of a case that was loaded in tx.
func SheetIn(o *office.Office, tx store.Tx, f *casefile.File, today cal.Day) (Sheet, error) {
	docs, err := tx.Documents().Of(f.Case.ID)
	if err != nil {
		return Sheet{}, err
	}
	plan, facts := casefile.MaterialsPlan(f, docs, today), casefile.MaterialsFacts(f)
	s := Sheet{Case: plan, Items: materials.Judge(plan, facts, docs), Spared: materials.Spared(plan, facts), Names: map[ref.StaffID]string{}}
	s.refuse(o, f)
	s.Done, s.Total = materials.Count(s.Items)
	s.Owed = materials.Owed(s.Items)
	staff, err := tx.Staff().All()
	if err != nil {
		return Sheet{}, err
	}
	for _, p := range staff {
		s.Names[p.ID] = p.Name
	}
	return s, nil
}

// Gaps says why a stage can't have its materials yet; empty when all are there.
func (s Sheet) Gaps(stage string) []string { return materials.Gaps(s.Case, s.Items, stage) }

// Have answers the engine's question about a case's materials, as the sheet was read: ask
// anew after anything has changed.
func (s Sheet) Have(stage string, _ ref.SiteID) []string { return s.Gaps(stage) }
