package sqltx_test

import (
	"slices"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
)

// FuzzAfterKeys: a place in a list is one that was given out, or refused.
func FuzzAfterKeys(f *testing.F) {
	f.Add(sqltx.Cursor("due", "2026-11-25", "x"), 2)
	f.Add(sqltx.Cursor("name"), 0)
	f.Add("bm90IGpzb24", 1)
	f.Fuzz(func(t *testing.T, text string, n int) {
		keys, err := sqltx.AfterKeys(text, "due", n)
		if err != nil {
			if errs.CodeOf(err) != errs.Invalid {
				t.Errorf("refused with %v", err)
			}
			return
		}
		again, err := sqltx.AfterKeys(sqltx.Cursor(append([]string{"due"}, keys...)...), "due", n)
		if err != nil || !slices.Equal(again, keys) {
			t.Errorf("%q became %q, %v", keys, again, err)
		}
	})
}
