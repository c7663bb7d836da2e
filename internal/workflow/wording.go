package workflow

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A graph is written once for all case types: where its labels and texts name what is
// filed they say {files}, and what a type calls by another name stands beside it. A case
// is read by the graph in the words of its type, anything else by the one in general words.

// Of is the graph as cases of a type read it; "" as one reads it who has no case before him.
func (g *Graph) Of(caseType string) *Graph {
	base := g.asWritten()
	if words := base.words[caseType]; words != nil {
		return words()
	}
	return base.words[""]()
}

// For is the engine that speaks to cases of a type.
func (e *Engine) For(caseType string) *Engine {
	derived := *e
	derived.graph = e.graph.Of(caseType)
	return &derived
}

// asWritten is the graph as the data have it.
func (g *Graph) asWritten() *Graph {
	if g.raw != nil {
		return g.raw
	}
	return g
}

// worded derives the graph in the words of a case type. The texts of steps keep their
// {files} and {goes}, which the case fills in with their other places.
func (g *Graph) worded(t Type) *Graph {
	caseType := t.Code
	w := g.copy()
	say := func(texts ...*string) {
		for _, text := range texts {
			*text = t.Word(*text)
		}
	}
	for i := range w.Stages {
		s := &w.Stages[i]
		if own := s.Types[caseType]; own.Label != "" {
			s.Label, s.Short = own.Label, own.Short
		}
		say(&s.Label, &s.Short, &s.ListLabel, &s.Settles, &s.Rule)
		for j := range s.Steps {
			step := &s.Steps[j]
			own := step.in(caseType)
			step.Label, step.Pending, step.Fixes = own.Label, own.Pending, own.Fixes
			say(&step.Label, &step.Pending, &step.Fixes)
		}
	}
	for i := range w.Actions {
		a := &w.Actions[i]
		a.Label, a.Hint = cmp.Or(a.Labels[caseType], a.Label), cmp.Or(a.Hints[caseType], a.Hint)
		say(&a.Label, &a.Hint, &a.Fixed, &a.Settled)
		for j := range a.Values {
			v := &a.Values[j]
			say(&v.Label, &v.Hint)
			for k := range v.Options {
				say(&v.Options[k].Label)
			}
		}
	}
	for i := range w.Clocks {
		c := &w.Clocks[i]
		c.Label = cmp.Or(c.Types[caseType].Label, c.Label)
		say(&c.Label, &c.TriggerText)
		c.Notes = slices.Clone(c.Notes)
		for j := range c.Notes {
			say(&c.Notes[j])
		}
	}
	for i := range w.Causes {
		say(&w.Causes[i].Label, &w.Causes[i].Field)
	}
	w.raw = g
	w.index()
	return w
}

// Word puts what the type files where a text says {files}: 加{files} is 加网站 or 加 APP; and
// what it is for that to go live where it says {goes}.
func (t Type) Word(text string) string {
	return named(strings.ReplaceAll(text, "{goes}", t.Goes), t.Files)
}

// Word puts a text that says {files} in general words, for one who has no case before him.
func (g *Graph) Word(text string) string { return g.general().Word(text) }

// Named puts what is filed before a word: 网站备案号, APP 备案号.
func (t Type) Named(word string) string { return t.Word("{files}" + word) }

// general are the words of who has no case before him.
func (g *Graph) general() Type { return Type{Files: g.Files, Goes: g.Goes} }

// Naming puts a word where a text says {files}: 收到{files} is 收到营业执照 or 收到 APP 图标.
func Naming(text, word string) string { return named(text, word) }

// named fills {files} in; a Latin word stands apart from the Chinese ones beside it.
func named(text, files string) string {
	const place = "{files}"
	for {
		before, after, found := strings.Cut(text, place)
		if !found {
			return text
		}
		word := files
		if last, _ := utf8.DecodeLastRuneInString(before); unicode.Is(unicode.Han, last) && strings.IndexFunc(files, latin) == 0 {
			word = " " + word
		}
		if first, _ := utf8.DecodeRuneInString(after); unicode.Is(unicode.Han, first) && strings.TrimRightFunc(files, latin) != files {
			word += " "
		}
		text = before + word + after
	}
}

func latin(r rune) bool { return r < utf8.RuneSelf }
