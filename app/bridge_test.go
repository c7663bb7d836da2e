package app

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the page's types anew")

const pageTypes = "../frontend/src/bridge/types.ts"

const pageTypesHead = `/**
 * What the bound services take and give. ` + "`npm run types`" + ` writes this file after Go's structs,
 * whose comments tell what each field means; a test of package app fails when the two differ.
 */
`

// shapes collects the structs that pass between the page and the services, each after
// those that first asked for it.
type shapes struct {
	t    *testing.T
	seen map[string]reflect.Type
	list []reflect.Type
}

// add notes a type and all that it holds.
func (s *shapes) add(t reflect.Type) {
	switch t.Kind() {
	case reflect.Slice, reflect.Map:
		s.add(t.Elem())
	case reflect.Struct:
		if t.NumField() == 0 {
			return
		}
		had, ok := s.seen[t.Name()]
		if ok && had != t {
			s.t.Errorf("the page can't tell %s from %s", t, had)
		}
		if ok {
			return
		}
		s.seen[t.Name()] = t
		s.list = append(s.list, t)
		for _, f := range fields(t) {
			s.add(f.Type)
		}
	}
}

// fields are those that JSON shows, with the fields of embedded structs in their place.
func fields(t reflect.Type) []reflect.StructField {
	list := []reflect.StructField{}
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("json"); key != "" && key != "-" {
			list = append(list, f)
		}
	}
	return list
}

// typescript is a type as the page writes it; "" for one that the page can't hold.
func typescript(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "number"
	case reflect.Struct:
		return t.Name()
	case reflect.Slice:
		if elem := typescript(t.Elem()); elem != "" {
			return elem + "[]"
		}
	case reflect.Map:
		if elem := typescript(t.Elem()); elem != "" && t.Key().Kind() == reflect.String {
			return "Record<string, " + elem + ">"
		}
	}
	return ""
}

// sent fails unless JSON has the fields of a struct and no others: two embedded structs
// with one key hide each other, and one that writes itself stands for the whole.
func sent(t *testing.T, shape reflect.Type) {
	t.Helper()
	text, err := json.Marshal(reflect.New(shape).Interface())
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%s is sent as %s: %v", shape, text, err)
	}
	if len(got) != len(fields(shape)) {
		t.Errorf("%s is sent as %s", shape, text)
	}
	for _, f := range fields(shape) {
		if _, ok := got[f.Tag.Get("json")]; !ok {
			t.Errorf("%s is sent without %s", shape, f.Name)
		}
	}
}

func TestThePageHasTheTypesOfTheServices(t *testing.T) {
	all := shapes{t: t, seen: map[string]reflect.Type{}}
	for _, service := range new(Session).Services() {
		of := reflect.TypeOf(service)
		for i := range of.NumMethod() {
			m := of.Method(i).Type
			if m.NumIn() != 2 || m.NumOut() != 2 {
				t.Fatalf("%s.%s does not take one input and give one view", of, of.Method(i).Name)
			}
			all.add(m.In(1))
			all.add(m.Out(0))
		}
	}
	var text strings.Builder
	text.WriteString(pageTypesHead)
	for _, shape := range all.list {
		fmt.Fprintf(&text, "\nexport interface %s {\n", shape.Name())
		for _, f := range fields(shape) {
			kind := typescript(f.Type)
			if kind == "" {
				t.Errorf("%s.%s is no plain value: %s", shape, f.Name, f.Type)
			}
			fmt.Fprintf(&text, "  %s: %s;\n", f.Tag.Get("json"), kind)
		}
		text.WriteString("}\n")
		sent(t, shape)
	}
	if *update {
		if err := os.WriteFile(filepath.FromSlash(pageTypes), []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.FromSlash(pageTypes))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != text.String() {
		t.Errorf("%s is not what the services take and give: run `npm run types` in frontend", pageTypes)
	}
}
