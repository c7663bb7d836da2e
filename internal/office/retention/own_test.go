package retention_test

import (
	"errors"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/results"
	"beiandesk/internal/ref"
	terms "beiandesk/internal/retention"
	"beiandesk/internal/sqlite/sqlitetest"
)

// tag puts tags on a case and its client, by a batch and by hand, and gives the batch.
func tag(t *testing.T, f *desktest.Fixture, id ref.CaseID) string {
	t.Helper()
	out, err := results.Act(ctx, f.Office, results.ActInput{Cases: []results.PickedCase{{CaseID: id}}, Act: results.ActTag, Tags: []string{"九月批"}})
	client := f.Show(id).Client
	if err := errors.Join(err, ownfields.Set(ctx, f.Office, ownfields.OwnSetInput{ClientID: client.ID, Tags: []string{"老客户"}, Version: client.Version})); err != nil {
		t.Fatal(err)
	}
	return out.Batch
}

func TestTagsAndValuesGoWithAllThatTellsOfThem(t *testing.T) {
	f, id := over(t)
	batch := tag(t, f, id)
	withdraw(t, f, id)
	f.SetClock("2029-10-08 10:00")
	if gone := purge(t, f, terms.Own); len(gone) != 1 || gone[0].Count != 2 {
		t.Errorf("%+v", gone)
	}
	if n := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM own_values"); n != "0" || len(line(t, f, terms.Own).Items) != 0 {
		t.Errorf("%s are left", n)
	}
	for _, of := range []ref.CaseID{id, ""} {
		for _, e := range f.Desk.Journal(t, of) {
			if e.Title == ownfields.Title && e.Payload != "" {
				t.Errorf("the journal says %q", e.Payload)
			}
		}
	}
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: batch}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("the batch is still there: %v", err)
	}
}
