package desk_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// What of the desk's own can't be read lets the release's hold, and is told.
func TestWhatCannotBeReadFallsBackToTheRelease(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	d.MustWrite(t, func(w *office.Work) error {
		return w.Overrides().Add(store.Override{ID: "o1", Seq: 1, Kind: "text", Code: "materials.collect.message", New: `"x"`, Changes: true, Staff: w.Staff, At: w.Now})
	})
	want := d.Editions.Release().No
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"UPDATE overrides SET sealed = x'02'",
		"INSERT INTO settings (key, value, created_at, updated_at, version) VALUES ('holidays', '[{', '', '', 1), ('closures', 'x', '', '', 1)",
		"UPDATE settings SET value = '{' WHERE key = 'names'",
	} {
		sqlitetest.Past(t, d.Dir, text)
	}
	d.Restart(t)
	told := ""
	for _, f := range d.Fallen {
		told += f.Text + "\n"
	}
	for _, part := range []string{"放假安排读不出来", "停办安排读不出来", "本台改动里有 1 条损坏"} {
		if !strings.Contains(told, part) {
			t.Errorf("%s is not told in\n%s", part, told)
		}
	}
	if got := d.Editions.Release().No; got != want || len(d.Editions.Damaged) != 1 {
		t.Errorf("editions are %+v", d.Editions.Damaged)
	}
}
