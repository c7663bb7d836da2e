package casefile_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/views"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// One bit of one move: the case is shown as far as the rest tells, nothing is written over
// what is stored of it, and what does not rest on its moves goes on.
func TestACaseWithADamagedMoveIsShownAndKept(t *testing.T) {
	f, id := desktest.AtSMS(t)
	was, stored := f.Show(id), f.Stored(id)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Past(t, f.Dir, "UPDATE moves SET sealed = x'00' WHERE length(sealed) > 45")
	f.Restart(t)
	c, err := views.Show(t.Context(), f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(c.Warnings, func(w string) bool {
		return strings.Contains(w, "内容损坏") && strings.Contains(w, "从备份恢复")
	}) {
		t.Errorf("warnings are %q", c.Warnings)
	}
	if got := f.Stored(id); !slices.Equal(got, stored) {
		t.Errorf("stored are\n%q, were\n%q", got, stored)
	}
	if c.State.SubjectNumber != was.State.SubjectNumber || len(c.Timeline) != len(was.Timeline) {
		t.Errorf("number %q, %d lines; were %q, %d", c.State.SubjectNumber, len(c.Timeline), was.State.SubjectNumber, len(was.Timeline))
	}
	_, err = filing.Do(t.Context(), f.Office, filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户出差"})
	if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "损坏") {
		t.Errorf("recording says %v", err)
	}
	if err := filing.Note(t.Context(), f.Office, filing.NoteInput{CaseID: id, Kind: "note", Text: "等备份"}); err != nil {
		t.Errorf("a note says %v", err)
	}
	if _, err := intake.Status(t.Context(), f.Office, id); err != nil {
		t.Errorf("the materials say %v", err)
	}
	f.Recompute()
	if got := f.Stored(id); !slices.Equal(got, stored) {
		t.Error("a recount has changed the dates")
	}
	err = f.Read(t.Context(), func(tx store.Tx) error {
		found, _, err := tx.Seals().Damaged("moves ", 500)
		if len(found) == 0 {
			t.Error("the damage is told nowhere")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
