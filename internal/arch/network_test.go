package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// asksNetwork is what a program writes that asks a network for something.
var asksNetwork = regexp.MustCompile(`\bhttp\.(Client\b|DefaultClient|Get\(|Post|Head\(|NewRequest)|\bnet\.(DialT|DialU|Lookup|Resolver|Dialer)|\bnet\.Dial\("[^u]|\btls\.Dial`)

func TestOneRoomAloneAsksANetwork(t *testing.T) {
	root, names := sources(t)
	seen := false
	for _, name := range names {
		if !strings.HasSuffix(name, ".go") || folder(name) == "internal/postgres/pgtest" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		switch found := asksNetwork.FindString(string(text)); {
		case found == "":
		case folder(name) == "internal/robot":
			seen = true
		default:
			t.Errorf("%s asks a network: %s", name, found)
		}
	}
	if !seen {
		t.Error("the room that does was not found: the pattern is broken")
	}
}
