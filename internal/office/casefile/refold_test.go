package casefile_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/checkup"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// active lists the ids of all open cases.
func active(t *testing.T, f *desktest.Fixture) (ids []ref.CaseID) {
	t.Helper()
	err := f.Read(context.Background(), func(tx store.Tx) (err error) {
		ids, err = tx.Cases().Dated("", 200)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// outdate leaves the folder as an upgrade does: no rows, and folded as far as said.
func outdate(t *testing.T, f *desktest.Fixture, folded map[string]any, ids []ref.CaseID) {
	t.Helper()
	f.MustWrite(t, func(w *office.Work) error {
		for _, id := range ids {
			if err := w.Projections().Replace(id, nil, nil); err != nil {
				return err
			}
		}
		_, version, err := w.Settings().Get("projections")
		if err != nil {
			return err
		}
		return office.SaveSetting(w.Tx, "projections", folded, version)
	})
}

// withRows are the cases that have any.
func withRows(t *testing.T, f *desktest.Fixture, ids []ref.CaseID) (list []ref.CaseID) {
	t.Helper()
	err := f.Read(context.Background(), func(tx store.Tx) error {
		for _, id := range ids {
			runs, err := tx.Projections().Runs(id)
			if err != nil {
				return err
			}
			if len(runs) > 0 {
				list = append(list, id)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func refold(t *testing.T, f *desktest.Fixture) {
	t.Helper()
	if err := casefile.Refold(context.Background(), f.Office); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderOfAnEarlierMakeIsFoldedAnewWhole(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:00")
	f.Fill(1, 101) // more than a batch
	ids := active(t, f)
	outdate(t, f, map[string]any{"make": 0}, ids)
	refold(t, f)
	if got := withRows(t, f, ids); !slices.Equal(got, ids) {
		t.Errorf("%d of %d cases have rows", len(got), len(ids))
	}
	if got, want := f.Stored(ids[100]), f.Computed(ids[100]); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("stored %v, want %v", got, want)
	}
	outdate(t, f, map[string]any{"make": casefile.Projections}, ids)
	refold(t, f)
	if got := withRows(t, f, ids); len(got) > 0 {
		t.Errorf("a folder of the present make was folded again: %d cases", len(got))
	}
}

func TestFoldingThatWasCutShortGoesOnWhereItWas(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:00")
	f.Fill(1, 4)
	ids := active(t, f)
	outdate(t, f, map[string]any{"make": casefile.Projections, "after": ids[1]}, ids)
	refold(t, f)
	if got := withRows(t, f, ids); !slices.Equal(got, ids[2:]) {
		t.Errorf("rows of %v, want those of %v", got, ids[2:])
	}
}

func TestACaseThatCannotBeFoldedStopsNoOtherAndIsTold(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:00")
	f.Fill(1, 3)
	ids := active(t, f)
	f.MustWrite(t, func(w *office.Work) error {
		return w.Moves().Append(ids[1], workflow.Move{ID: ref.New[ref.MoveID](), Seq: 2, At: cal.At(w.Now), Recorded: w.Now, Staff: w.Staff, Action: "no.such"})
	})
	outdate(t, f, map[string]any{"make": 0}, ids)
	refold(t, f)
	if got := withRows(t, f, ids); !slices.Equal(got, []ref.CaseID{ids[0], ids[2]}) {
		t.Errorf("rows of %v", got)
	}
	all, err := checkup.All(context.Background(), f.Desk.Desk)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(f checkup.Finding) bool { return f.Check == "projections" })
	if found := all[i]; found.OK || !strings.Contains(found.Detail, "3 个案件里有 1 个") || !strings.Contains(found.Detail, "BA2026-0002") {
		t.Errorf("the check says %+v", found)
	}
}

func TestACaseOfAnEditionMadeMeanwhileKeepsTheRowsItGotThere(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:00")
	f.Fill(1, 1)
	ids := active(t, f)
	f.MustWrite(t, func(w *office.Work) error {
		c, err := w.Cases().Get(ids[0])
		if err != nil {
			return err
		}
		c.Edition = 7 // which this process has not read
		return w.Cases().Update(c)
	})
	outdate(t, f, map[string]any{"make": 0}, nil)
	refold(t, f)
	if got := withRows(t, f, ids); len(got) != 1 {
		t.Error("its rows are gone")
	}
}
