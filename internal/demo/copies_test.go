package demo_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/demo"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// A large demonstration is a told one and copies, each as far as its model and with as long a story.
func TestMoreCasesThanStoriesAreCopiesUnderOtherNames(t *testing.T) {
	var said bytes.Buffer
	const told, all = 3, 8
	plan := demo.NewPlanOf(demo.Options{Cases: all, Seed: 1, AsOf: asOf, Progress: &said}, told)
	d, _, err := desk.Create(context.Background(), filepath.Join(t.TempDir(), "desk"), demo.Passphrase, demo.FirstStaff, desk.Options{Demo: true, Now: plan.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := plan.Run(context.Background(), d.Office); err != nil {
		t.Fatal(err)
	}
	list := rows(t, d)
	if len(list) != all || !strings.Contains(said.String(), "100%") {
		t.Fatalf("%d cases, %s", len(list), said.String())
	}
	names := map[string]bool{}
	for i, c := range list {
		was := list[i%told]
		names[c.Client] = true
		if c.StageLabel != was.StageLabel || c.Due.Day != was.Due.Day || lines(t, d, c.ID) != lines(t, d, was.ID) {
			t.Errorf("%s is not as far as %s", c.Number, was.Number)
		}
	}
	if len(names) != all {
		t.Errorf("%d clients for %d cases", len(names), all)
	}
}

// lines is how long the story of a case is.
func lines(t *testing.T, d *desk.Desk, id ref.CaseID) int {
	t.Helper()
	page, err := views.Show(context.Background(), d.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	return len(page.Timeline)
}
