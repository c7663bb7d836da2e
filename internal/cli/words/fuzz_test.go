package words_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cli/words"
)

// FuzzGuardNumbers: of a command line nothing is lost, whatever stands in it.
func FuzzGuardNumbers(f *testing.F) {
	f.Add("workdays 2026-11-25 -3")
	f.Add("rmb -1200.00 --data x")
	f.Add("list cases -- -3")
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Fields(line)
		got := words.GuardNumbers(slices.Clone(args))
		if len(got) > len(args) {
			got = slices.DeleteFunc(got, func(a string) bool { return a == "--" })
		}
		slices.Sort(args)
		slices.Sort(got)
		if !slices.Equal(args, got) {
			t.Errorf("%q became %q", args, got)
		}
	})
}
