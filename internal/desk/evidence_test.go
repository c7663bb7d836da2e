package desk_test

import (
	"bytes"
	"testing"

	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/views"
)

// The file that proves a consent goes into backups once, comes back whole, and is sealed anew
// with all else.
func TestEvidenceIsBackedUpRestoredAndRekeyed(t *testing.T) {
	b := withScans(t)
	page, err := views.Show(t.Context(), b.Office, b.Case)
	if err != nil {
		t.Fatal(err)
	}
	content := desktest.Photo(t, 70_000, 30)
	in := consents.ConsentInput{Person: page.People[0].Person.ID, Matters: []string{"sensitive"}, Way: "paper", Evidence: "同意书",
		File: &consents.EvidenceFile{Name: "沈一鸣 同意书.jpg", Content: content}}
	if err := consents.Add(t.Context(), b.Office, in); err != nil {
		t.Fatal(err)
	}
	given, err := consents.Of(t.Context(), b.Office, page.Client.ID)
	if err != nil || len(given) != 1 {
		t.Fatalf("%+v, %v", given, err)
	}
	whole := func(what string, d *desk.Desk) {
		t.Helper()
		got, err := consents.Fetch(t.Context(), d.Office, given[0].ID)
		if err != nil || !bytes.Equal(got.Content, content) || got.Name != "沈一鸣 同意书.jpg" {
			t.Errorf("%s: %s, %d bytes, %v", what, got.Name, len(got.Content), err)
		}
		inOrder(t, d)
	}
	if made := b.make(t); made.Copied != 3 || len(made.Manifest.Contents.Files) != 3 || made.Manifest.Contents.Rows["consent_files"] != 1 {
		t.Errorf("made %+v", made)
	}
	b.At(t, "2026-09-07 11:00")
	if made := b.make(t); made.Copied != 0 {
		t.Errorf("the second copied %d files", made.Copied)
	}
	if n, faults := verified(t, b.place); n != 1 || len(faults) > 0 {
		t.Errorf("%d backups, faults %v", n, faults)
	}
	d, r := b.restored(t, desk.RestoreOrder{From: b.place})
	if r.Lacking != 0 {
		t.Errorf("restored %+v", r)
	}
	whole("restored", d)
	turn(t, b.Desk.Desk, desktest.Passphrase)
	if r := rekey(t, b.Desk.Desk); r.Files < 3 || r.Damaged != 0 {
		t.Errorf("rekeyed %+v", r)
	}
	whole("rekeyed", b.Desk.Desk)
}
