package workflow

import (
	"maps"
	"slices"
	"testing"
)

func TestWhatTheCodeDoesNotKnowIsRefusedWithItsGraph(t *testing.T) {
	for name, breakIt := range map[string]func(*Graph){
		"an operation":             func(g *Graph) { g.acts["sms.wrong"].Then[0].Do = "shrug" },
		"a condition":              func(g *Graph) { g.acts["sms.missed"].Then[2].When = "sixth" },
		"a guard of the round":     func(g *Graph) { g.acts["sms.missed"].Round = "nearly" },
		"a status":                 func(g *Graph) { g.acts["case.hold"].Status[0] = "asleep" },
		"an end of a run":          func(g *Graph) { g.acts["sms.missed"].Then[1].End = "lost" },
		"a source of options":      func(g *Graph) { g.acts["sms.wrong"].Values[0].Source = "rumour" },
		"a kind of value":          func(g *Graph) { g.acts["sms.wrong"].Values[0].Kind = "guess" },
		"a trigger":                func(g *Graph) { g.Clocks[0].Trigger = "whenever" },
		"a site's trigger on runs": func(g *Graph) { g.Clocks[0].Trigger = "live" },
		"a run's trigger on sites": func(g *Graph) { g.spanning[0].Trigger = "step" },
		"an effect of two minds":   func(g *Graph) { g.acts["sms.wrong"].Then[0].Step = "verify" },
		"an effect of none":        func(g *Graph) { g.acts["sms.wrong"].Then[0].Do = "" },
		"a type of an action":      func(g *Graph) { g.acts["sms.wrong"].Types = []string{"second"} },
		"a type that lacks an act": func(g *Graph) { g.acts["sms.wrong"].Except = []string{"second"} },
		"types both in and out": func(g *Graph) {
			g.acts["sms.resend"].Types, g.acts["sms.resend"].Except = []string{"app"}, []string{"mini"}
		},
		"a type of a value":        func(g *Graph) { g.acts["sms.wrong"].Values[0].Types = []string{"second"} },
		"a type of an effect":      func(g *Graph) { g.acts["sms.wrong"].Then[0].Types = []string{"second"} },
		"a stage of an effect":     func(g *Graph) { g.acts["sms.wrong"].Then[0].Without = "party" },
		"whom it waits for late":   func(g *Graph) { g.stages["sms"].Steps[0].EscalatesTo = "bank" },
		"two last stages":          func(g *Graph) { g.stages["revoke"].Last = true },
		"no stage with rounds":     func(g *Graph) { g.stages["sms"].Rounds = false },
		"a stage after nothing":    func(g *Graph) { g.stages["police-site"].After = "party" },
		"what a step needs":        func(g *Graph) { g.stages["account"].Steps[0].Needs = "luck" },
		"a cause of nothing":       func(g *Graph) { g.Causes[0].Actions = []string{"sms.wrong"} },
		"no room for words":        func(g *Graph) { g.causes["other"].InWords = false },
		"a state of the account":   func(g *Graph) { g.stages["account"].Account = "lent" },
		"a submission nobody does": func(g *Graph) { g.stages["number"].Submission = &Submission{} },
		"a submission of nothing":  func(g *Graph) { g.stages["template"].Submission = &Submission{Takes: []string{"party"}} },
		"a submission into a void": func(g *Graph) { g.stages["template"].Submission = &Submission{GoesOn: "number"} },
		"a phase without stages":   func(g *Graph) { g.types["access"].Phases = []Phase{PhaseICP, PhasePolice} },
		"an act":                   func(g *Graph) { g.stages["template"].Steps[0].Act = "shrug" },
		"an act of a late step":    func(g *Graph) { g.stages["template"].Steps[1].LateAct = "shrug" },
		"a late step without act":  func(g *Graph) { g.stages["template"].Steps[1].LateAct = "" },
		"a late act of no step":    func(g *Graph) { g.stages["template"].Steps[0].LateAct = "done" },
		"what an act opens":        func(g *Graph) { g.Acts[0].Opens = "window" },
		"what an act leaves":       func(g *Graph) { g.Acts[0].Noted = "smile" },
		"a word of an act":         func(g *Graph) { g.Acts[0].Label = "陪{mayor}" },
		"two acts of one code":     func(g *Graph) { g.Acts[1].Code = g.Acts[0].Code },
		"a message that is not":    func(g *Graph) { g.stages["template"].Steps[0].Act = "chase" },
		"a message to nobody late": func(g *Graph) { g.stages["sms"].Steps[0].LateAct = "chase" },
		"a ticket that is not":     func(g *Graph) { g.stages["template"].Steps[1].Ticket = "" },
		"a visit with nothing":     func(g *Graph) { g.stages["police-site"].step("appointment").Visits = nil },
		"a step of no outcome":     func(g *Graph) { g.acts["template.submit"].Steps = []string{"submitted"} },
		"nothing yet, unsaid":      func(g *Graph) { g.stages["template"].Steps[0].Pending = "" },
		"words of no type": func(g *Graph) {
			g.stages["online"].Steps[0].Types = map[string]*Words{"second": {Texts: Texts{Todo: "上线"}, Source: "x"}}
		},
		"words that say nothing":   func(g *Graph) { g.stages["online"].Steps[0].Types = map[string]*Words{"app": {Source: "x"}} },
		"words without a source":   func(g *Graph) { g.stages["online"].Steps[0].Types["app"].Source = "" },
		"words of an unknown act":  func(g *Graph) { g.stages["online"].Steps[0].Types["app"].Act = "dance" },
		"a party of a type":        func(g *Graph) { g.stages["prereview"].step("submitted").Types["mini"].Party = "bank" },
		"a place of notices":       func(g *Graph) { g.stages["prereview"].step("submitted").Types["mini"].Notices = "wall" },
		"a late act of a type":     func(g *Graph) { g.stages["forms"].step("face").Types["mini"].LateAct = "shrug" },
		"a date of no type":        func(g *Graph) { g.stages["forms"].step("fill").Types["mini"].Agreed = 0 },
		"a clock of no type":       func(g *Graph) { g.clockOf("forms.notice").Only = []string{"second"} },
		"a clock with and without": func(g *Graph) { g.clockOf("forms.notice").Except = []string{"app"} },
		"a rule of a type":         func(g *Graph) { g.stages["forms"].Types["mini"] = Names{Label: "x", Rule: "{mayor}"} },
		"what sites lack":          func(g *Graph) { g.types["mini"].Lacks = []string{"roof"} },
		"nowhere for tickets":      func(g *Graph) { g.Tickets = "" },
		"a stage of no type":       func(g *Graph) { g.stages["online"].Types = map[string]Names{"second": {Label: "x"}} },
		"a stage without a name":   func(g *Graph) { g.stages["online"].Types = map[string]Names{"app": {Short: "x"}} },
		"labels of no type":        func(g *Graph) { g.acts["sms.wrong"].Labels = map[string]string{"second": "x"} },
		"hints of no type":         func(g *Graph) { g.acts["sms.wrong"].Hints = map[string]string{"second": "x"} },
		"a placeholder in a text":  func(g *Graph) { g.stages["revoke"].Steps[0].Todo = "请{who}和{mayor}撤权" },
		"a round measured in days": func(g *Graph) { g.clockFrom("sent").Unit = "days" },
	} {
		t.Run(name, func(t *testing.T) {
			g, err := load("data/clocks.json")
			if err != nil {
				t.Fatal(err)
			}
			breakIt(g)
			if err := g.Prepare(); err == nil {
				t.Error("it went unnoticed")
			}
		})
	}
}

// TestNothingIsKnownThatNoDataAsksFor keeps the tables from outliving the data.
func TestNothingIsKnownThatNoDataAsksFor(t *testing.T) {
	used := map[string]bool{}
	g := Embedded()
	for _, a := range g.Actions {
		used["guard "+a.Round] = true
		for _, e := range a.Then {
			used["operation "+e.Do], used["condition "+e.When] = true, true
		}
		for _, v := range a.Values {
			used["source "+v.Source], used["value kind "+v.Kind] = true, true
		}
	}
	for _, c := range g.Clocks {
		used["trigger "+c.Trigger] = true
	}
	for _, a := range g.Acts {
		used["opening "+a.Opens], used["note "+a.Noted] = true, true
	}
	for _, s := range g.Stages {
		for _, step := range s.Steps {
			used["act "+step.Act], used["act "+step.LateAct], used["act "+step.AgainLateAct] = true, true, true
		}
	}
	acts := []string{}
	for _, a := range g.Acts {
		acts = append(acts, a.Code)
	}
	for what, names := range map[string][]string{
		"operation":  slices.Collect(maps.Keys(operations)),
		"condition":  slices.Collect(maps.Keys(conditions)),
		"guard":      slices.Collect(maps.Keys(guards)),
		"source":     slices.Collect(maps.Keys(sources)),
		"value kind": slices.Collect(maps.Keys(valueKinds)),
		"trigger":    slices.Collect(maps.Keys(triggers)),
		"opening":    slices.Collect(maps.Keys(openings)),
		"note":       notes,
		"act":        acts,
	} {
		for _, name := range names {
			if !used[what+" "+name] {
				t.Errorf("%s %s is in no data", what, name)
			}
		}
	}
}

func TestAGraphWithChangesKeepsItsOperations(t *testing.T) {
	g, err := Embedded().With(Change{Kind: ChangeText, Code: "sms.verify.todo", Text: "催{waiting}核验"})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range g.Actions {
		for _, e := range a.Then {
			if (e.Do != "") != (e.op != nil) {
				t.Errorf("%s: %q is tied to no operation", a.Code, e.Do)
			}
		}
	}
}
