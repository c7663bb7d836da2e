package arch

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// cites is a part of a source that names a document, and dated one that bears its date.
var (
	cites = regexp.MustCompile(`《|doc_\d|知识库|文档|接口|帮助中心`)
	dated = regexp.MustCompile(`\d{4}(-\d{2})?|本台经验`)
)

// A text that rests on several sources has one field for a date: it is the first one's, and
// each other bears its own.
func TestEachOfSeveralSourcesBearsItsDate(t *testing.T) {
	_, files := sources(t)
	seen := 0
	for _, name := range files {
		if path.Ext(name) != ".json" || !strings.Contains(name, "/data/") || strings.HasPrefix(name, "internal/desk/") {
			continue
		}
		var data any
		if err := json.Unmarshal([]byte(document(t, name)), &data); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		each(data, func(source string) {
			seen++
			for _, part := range strings.Split(source, "；")[1:] {
				if cites.MatchString(part) && !dated.MatchString(part) {
					t.Errorf("%s: %q does not say of when %q is", name, source, part)
				}
			}
		})
	}
	if seen < 300 {
		t.Errorf("%d sources were read", seen)
	}
}

// each calls what is given with every source that stands in data, at any depth.
func each(data any, tell func(string)) {
	switch v := data.(type) {
	case []any:
		for _, part := range v {
			each(part, tell)
		}
	case map[string]any:
		for key, part := range v {
			if text, ok := part.(string); ok && slices.Contains([]string{"source", "asks_source"}, key) {
				tell(text)
			}
			each(part, tell)
		}
	}
}
