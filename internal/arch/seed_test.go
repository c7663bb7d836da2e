package arch

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// factsOfTheSeed is how many facts the seed was read into.
const factsOfTheSeed = 165

// fact is a row of docs/seed.md: number, section, fact, file, and a text in it.
var fact = regexp.MustCompile("(?m)^\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\| `([^`]+)` \\| `([^`]+)` \\|$")

// planned is a row of a fact that a later part of the desk will hold.
var planned = regexp.MustCompile(`(?m)^\| (\d+) \| ([^|]+) \| ([^|]+) \| planned \| ([^|]+) \|$`)

func TestEveryFactOfTheSeedHasItsPlace(t *testing.T) {
	text := document(t, "docs/seed.md")
	held := map[string]bool{}
	for _, row := range fact.FindAllStringSubmatch(text, -1) {
		held[row[1]] = true
		t.Run(row[1], func(t *testing.T) {
			if !strings.Contains(document(t, row[4]), row[5]) {
				t.Errorf("%s: %s no longer says %s", row[3], row[4], row[5])
			}
		})
	}
	later := planned.FindAllStringSubmatch(text, -1)
	for _, row := range later {
		held[row[1]] = true
	}
	if len(later) > 3 {
		t.Errorf("%d facts are only planned: more than reading scans and the fapiao", len(later))
	}
	for no := 1; no <= factsOfTheSeed; no++ {
		if !held[fmt.Sprint(no)] {
			t.Errorf("fact %d has no row", no)
		}
	}
}
