package workflow

import (
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestTheSchemaIsWrittenDown holds docs/workflow.md against every field and every name
// that the data may use.
func TestTheSchemaIsWrittenDown(t *testing.T) {
	raw, err := os.ReadFile("../../docs/workflow.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	var names []string
	for _, of := range []any{Graph{}, Subjects{}, Local{}, Province{}, Act{}, Stage{}, Submission{}, Step{}, Words{}, Arrangement{}, Notice{}, Document{}, Clock{}, ActionSpec{}, ValueSpec{}, Effect{}, Type{}, Cause{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(of)) {
			if tag := field.Tag.Get("json"); tag != "" && tag != "-" {
				names = append(names, tag)
			}
		}
	}
	names = slices.AppendSeq(names, maps.Keys(operations))
	names = slices.AppendSeq(names, maps.Keys(conditions))
	names = slices.AppendSeq(names, maps.Keys(triggers))
	names = slices.AppendSeq(names, maps.Keys(sources))
	names = slices.AppendSeq(names, maps.Keys(valueKinds))
	names = slices.AppendSeq(names, maps.Keys(guards))
	names = slices.AppendSeq(names, maps.Keys(openings))
	names = slices.Concat(names, units, actKinds, notes, needs[1:])
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	if len(names) < 100 {
		t.Fatalf("only %d names were found", len(names))
	}
	for _, name := range names {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("docs/workflow.md does not tell of %q", name)
		}
	}
}
