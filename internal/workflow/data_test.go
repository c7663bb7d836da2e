package workflow

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTheEmbeddedGraphIsWhole(t *testing.T) {
	g, err := load("data/clocks.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Provinces) != 31 || len(g.Types) != 10 || g.Version < 1 {
		t.Fatalf("%d provinces, %d types, version %d", len(g.Provinces), len(g.Types), g.Version)
	}
	numbers := map[int]bool{}
	for _, s := range g.Stages {
		numbers[s.Number] = true
	}
	if len(numbers) != 18 {
		t.Fatalf("stages 0 to 17 of the handbook: %v", numbers)
	}
}

func TestABrokenGraphIsRefused(t *testing.T) {
	act := func(g *Graph, code string) *ActionSpec { return g.acts[code] }
	for name, breakIt := range map[string]func(*Graph){
		"an action that leads nowhere":   func(g *Graph) { act(g, "domain.bought").Then[0].Step = "sell" },
		"a stage nobody opens":           func(g *Graph) { act(g, "prereview.pass").Then = act(g, "prereview.pass").Then[:1] },
		"an unknown stage in a type":     func(g *Graph) { g.Types[0].Stages = append(g.Types[0].Stages, "party") },
		"a type that files nothing":      func(g *Graph) { g.Types[0].Files = "" },
		"an unknown condition":           func(g *Graph) { act(g, "sms.missed").Then[2].When = "sixth" },
		"an unknown operation":           func(g *Graph) { act(g, "sms.wrong").Then[0].Do = "shrug" },
		"an unknown value kind":          func(g *Graph) { act(g, "run.agree").Values[1].Kind = "date" },
		"a choice without options":       func(g *Graph) { act(g, "handover.done").Values[0].Options = nil },
		"a step without a clock":         func(g *Graph) { g.stages["revoke"].Steps[0].Agreed = 0 },
		"a step without words":           func(g *Graph) { g.stages["revoke"].Steps[0].Todo = "" },
		"a party nobody knows":           func(g *Graph) { g.stages["revoke"].Steps[0].Party = "bank" },
		"a clock without a source":       func(g *Graph) { g.Clocks[0].Source = "" },
		"a clock of an unknown unit":     func(g *Graph) { g.Clocks[0].Unit = "weeks" },
		"a clock at an unknown step":     func(g *Graph) { g.Clocks[0].Steps = []string{"dream"} },
		"a province that does not exist": func(g *Graph) { g.Clocks[8].Provinces = map[string]Clock{"99": {To: 1, Source: "x", Owner: "y"}} },
		"a code that stands twice":       func(g *Graph) { g.Stages[1].Code = "signing" },
		"a maximum with a span":          func(g *Graph) { g.Clocks[0].From = 1 },
		"no length of an SMS round":      func(g *Graph) { g.clock("sms.legal").Code = "sms.lawful" },
		"no limit of rounds":             func(g *Graph) { g.MaxRounds = 0 },
		"an action of an unknown stage":  func(g *Graph) { g.Actions[1].Stage = "" },
		"a guard on an unknown stage":    func(g *Graph) { act(g, "template.submit").Done = []string{"x"} },
		"a text that never lies ahead":   func(g *Graph) { act(g, "number.record").Values[0].Happened = true },
		"words for unknown subjects": func(g *Graph) {
			g.stages["police-account"].Steps[0].Subjects = map[string]*Local{"club": {Detail: "x", Source: "y"}}
		},
		"words for subjects without a source": func(g *Graph) {
			g.stages["police-account"].Steps[0].Subjects = map[string]*Local{"unit": {Detail: "x"}}
		},
		"a kind of subject that stands twice": func(g *Graph) { g.Subjects[0].Kinds = []string{"personal", "sole"} },
		"a filing number of nobody known":     func(g *Graph) { act(g, "number.record").Values[0].Format = "" },
	} {
		t.Run(name, func(t *testing.T) {
			g, err := load("data/clocks.json")
			if err != nil {
				t.Fatal(err)
			}
			breakIt(g)
			if err := g.Prepare(); err == nil {
				t.Errorf("%s went unnoticed", name)
			}
		})
	}
}

// figure is a number that a clock could have.
var figure = regexp.MustCompile(`[0-9一两] ?(个工作日|个?小时|天|周)`)

// hints are all of an action, its values' too.
func hints(a ActionSpec) string {
	all := a.Hint
	for _, v := range a.Values {
		all += "\n" + v.Hint
	}
	return all
}

func TestWordsOnButtonsAreShortAndTextsKnowTheirPlaceholders(t *testing.T) {
	g := Embedded()
	for _, a := range g.Actions {
		if n := utf8.RuneCountInString(a.Label); n > 8 {
			t.Errorf("%s: %q has %d characters, at most eight go on a button", a.Code, a.Label, n)
		}
		if !strings.HasSuffix(a.Hint, "。") {
			t.Errorf("%s: the hint is a sentence: %q", a.Code, a.Hint)
		}
		if m := figure.FindString(hints(a)); m != "" {
			t.Errorf("%s: a hint names %q, which stays when staff change the clock", a.Code, m)
		}
	}
	for _, a := range g.Acts {
		if n := utf8.RuneCountInString(strings.ReplaceAll(a.Label, "{visit}", "实地检查")); n > 8 {
			t.Errorf("%s: %q has %d characters, at most eight go on a button", a.Code, a.Label, n)
		}
	}
	known := regexp.MustCompile(`\{[a-z.-]+\}`)
	place := func(text string) (found []string) {
		for _, m := range known.FindAllString(text, -1) {
			if !slices.ContainsFunc(g.Placeholders(), func(o Option) bool { return "{"+o.Code+"}" == m }) {
				found = append(found, m)
			}
		}
		return found
	}
	for _, s := range g.Stages {
		for _, step := range s.Steps {
			for _, text := range append([]string{step.Todo, step.Late, step.Again, step.AgainLate, step.Detail, step.LateDetail, step.Message, step.Brief, step.Ticket, step.Astray, step.AstrayDetail, step.AstrayMessage}, step.Script...) {
				if m := figure.FindString(text); m != "" {
					t.Errorf("%s/%s names %q, which stays when staff change the clock: %q", s.Code, step.Code, m, text)
				}
				if strange := place(text); len(strange) > 0 {
					t.Errorf("%s/%s: nothing fills %v in", s.Code, step.Code, strange)
				}
				if rest := known.ReplaceAllString(text, ""); strings.ContainsAny(rest, "{}") || strings.Count(rest, "[") != strings.Count(rest, "]") {
					t.Errorf("%s/%s: %q", s.Code, step.Code, text)
				}
				if strings.ContainsAny(text, "!！") {
					t.Errorf("%s/%s: exclamation: %q", s.Code, step.Code, text)
				}
			}
			if step.Party == Client && step.Message == "" {
				t.Errorf("%s/%s waits for the client and has no message for him", s.Code, step.Code)
			}
			if (step.Message == "") != (step.Brief == "") {
				t.Errorf("%s/%s: a message and its few words go together", s.Code, step.Code)
			}
			if n := utf8.RuneCountInString(step.Brief); n > 24 || strings.Contains(step.Brief, "{domain}") || strings.Contains(step.Brief, "http") {
				t.Errorf("%s/%s: %q is no line of an SMS", s.Code, step.Code, step.Brief)
			}
		}
	}
}
