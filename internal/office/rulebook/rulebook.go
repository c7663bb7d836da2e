// Package rulebook shows and changes the clocks, texts, rules and ages of papers that are not the law's,
// tells which cases a change meets, and takes those that staff tick to the latest edition.
package rulebook

import (
	"context"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Provenance says where what stands comes from.
type Provenance struct {
	Seq         int  // of the last row about it, 0 without one
	Changed     bool // it differs from the release
	Source      string
	Sourced     string
	Confirmed   *cal.Day // as it stands
	ConfirmedBy ref.StaffID
	Entered     *cal.Day // of a change
	EnteredBy   ref.StaffID
}

// ClockLine is a clock in a scope, or a default agreed date.
type ClockLine struct {
	store.RuleKey
	ScopeLabel string
	Stage      string
	Label      string
	Sort       workflow.Kind
	Term       workflow.Term
	Words      string
	Base       string // the release's words, "" when it has nothing of its own there
	Scopes     bool   // a province or type may get a term of its own
	Provenance
}

// TextLine is a text of a step: all cases', the one of a case type that words it itself, or
// what kinds of subjects read after it, or what a kind of appointment says beside it.
type TextLine struct {
	Kind  string // workflow.ChangeText, or store.OverridePhrase of what opens or closes a message
	Scope string // code of the case type or of the subjects, "" for all others
	Type  string // its label
	Code  string
	Stage string
	Step  string
	Field string
	Text  string
	Base  string
	// Places are the placeholders of a phrase; nil of a step's text, which may hold them all.
	Places   []workflow.Option
	Optional bool // it may be empty
	Provenance
}

// PackLine is a pack in the list.
type PackLine struct {
	Scope, Name               string
	Rules, Changed, Confirmed int
}

// Rulebook is all that staff may change.
type Rulebook struct {
	Clocks   []ClockLine
	Agreed   []ClockLine
	Ages     []ClockLine // of papers: Stage is the paper, Words are "" where nobody says one
	Texts    []TextLine
	Packs    []PackLine
	Articles map[store.RuleKey]Provenance // of each article of a law, by LawKey
	Overdue  []Unconfirmed                // what nobody has confirmed for too long
	Seqs     map[store.RuleKey]int        // of the last row about each that has one
	Outdated int                          // open cases that go by an earlier edition
	Unfit    []string
	Staff    map[ref.StaffID]string
}

// book is what the listing looks at.
type book struct {
	latest office.Edition
	rows   []store.Override
}

// ReadRulebook reads it in three statements.
func ReadRulebook(ctx context.Context, o *office.Office) (Rulebook, error) {
	out := Rulebook{Clocks: []ClockLine{}, Agreed: []ClockLine{}, Texts: []TextLine{}, Packs: []PackLine{}, Unfit: []string{}}
	b := book{latest: o.Editions.Latest()}
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		if b.rows, err = tx.Overrides().All(); err != nil {
			return err
		}
		if out.Staff, err = staffNames(tx); err != nil {
			return err
		}
		out.Outdated, err = tx.Overrides().CountOutdated(b.latest.No)
		return err
	})
	if err != nil {
		return out, err
	}
	for _, v := range o.Editions.Unfit {
		title, lines := journalOf(v)
		out.Unfit = append(out.Unfit, title+"\n"+lines)
	}
	b.phrases(o.Editions.Phrases, &out)
	b.clocks(&out)
	out.Ages = b.ages()
	out.Articles = map[store.RuleKey]Provenance{}
	for _, f := range lawsFixed() {
		out.Articles[f.RuleKey] = b.provenance(f.RuleKey)
	}
	out.Overdue, out.Seqs = b.unconfirmed(o.Today()), map[store.RuleKey]int{}
	for _, r := range b.rows {
		out.Seqs[r.Key()] = r.Seq
	}
	for _, scope := range packScopes() {
		p, _ := b.latest.Rules.Pack(scope)
		line := PackLine{Scope: scope, Name: p.Name, Rules: len(p.Rules)}
		for _, r := range p.Rules {
			st := b.provenance(store.RuleKey{Kind: store.OverrideRule, Scope: scope, Code: r.Code})
			if st.Changed {
				line.Changed++
			}
			if st.Confirmed != nil {
				line.Confirmed++
			}
		}
		out.Packs = append(out.Packs, line)
	}
	return out, nil
}

func packScopes() []string {
	scopes := []string{""}
	for _, p := range identity.Provinces() {
		scopes = append(scopes, p.Code)
	}
	return scopes
}

func staffNames(tx store.Tx) (map[ref.StaffID]string, error) {
	all, err := tx.Staff().All()
	names := map[ref.StaffID]string{}
	for _, s := range all {
		names[s.ID] = s.Name
	}
	return names, err
}

// clocks lists clocks, agreed dates and texts in the order of the stages.
func (b book) clocks(out *Rulebook) {
	g := b.latest.Engine.Graph()
	for _, stage := range g.Stages {
		for _, c := range g.Clocks {
			if c.Stage != stage.Code || c.Unit == "fixed" {
				continue
			}
			for _, scope := range append([]string{""}, g.Scopes(c.Code)...) {
				line := b.clock(workflow.ChangeClock, scope, c.Code)
				line.Stage, line.Label, line.Sort = stage.Label, c.Label, c.Kind
				line.Scopes = scope == "" && c.Scoped()
				out.Clocks = append(out.Clocks, line)
			}
		}
		for _, step := range stage.Steps {
			place := stage.Code + "." + step.Code
			for _, scope := range g.Promised(place) {
				line := b.clock(workflow.ChangeAgreed, scope, place)
				line.Stage, line.Label, line.Sort = stage.Label, step.Label, workflow.AgreedOn
				out.Agreed = append(out.Agreed, line)
			}
			for _, field := range workflow.WordFields {
				code := place + "." + field
				for _, scope := range append([]string{""}, g.WordedBy(code)...) {
					if line := b.text(scope, code); line.Text != "" {
						line.Stage, line.Step, line.Field = stage.Label, step.Label, workflow.TextLabel(field)
						switch {
						case step.Subjects[scope] != nil, step.Visits[scope] != nil && field == "message":
							line.Field += "，接在后面"
						case step.Visits[scope] != nil && field == "detail":
							line.Field += "，接在前面"
						}
						out.Texts = append(out.Texts, line)
					}
				}
			}
		}
	}
}

// phrases lists what opens and closes what clients are told.
func (b book) phrases(now workflow.Phrases, out *Rulebook) {
	for _, p := range now {
		base, _ := workflow.ReleasedPhrases().Of(p.Code)
		out.Texts = append(out.Texts, TextLine{
			Kind: store.OverridePhrase, Code: p.Code, Stage: "催办", Step: p.Way, Field: p.Label, Text: p.Text, Base: base.Text, Places: p.Places, Optional: p.Optional,
			Provenance: b.provenance(store.RuleKey{Kind: store.OverridePhrase, Code: p.Code}),
		})
	}
}

func (b book) clock(kind, scope, code string) ClockLine {
	r, _ := b.latest.Engine.Graph().TermOf(kind, scope, code)
	base, _ := workflow.Embedded().TermOf(kind, scope, code)
	line := ClockLine{
		RuleKey: store.RuleKey{Kind: kind, Scope: scope, Code: code}, ScopeLabel: workflow.Embedded().ScopeLabel(scope),
		Term: r.Term, Words: r.Words, Base: base.Words,
	}
	line.Provenance = b.provenance(line.RuleKey)
	line.Source, line.Sourced = r.Source, r.Sourced
	return line
}

// text is a text in a scope; with no Text where there is none. What a type says of its own
// names where it is written.
func (b book) text(scope, code string) TextLine {
	g := b.latest.Engine.Graph()
	line := TextLine{Kind: workflow.ChangeText, Scope: scope, Code: code, Provenance: b.provenance(store.RuleKey{Kind: workflow.ChangeText, Scope: scope, Code: code})}
	line.Text, _ = g.TextOf(scope, code)
	line.Base, _ = workflow.Embedded().TextOf(scope, code)
	if scope != "" {
		line.Type = g.ScopeLabel(scope)
		if !line.Changed {
			line.Source, line.Sourced = workflow.Embedded().WordsSource(scope, code)
		}
	}
	return line
}

// provenance gathers what the rows say of one thing.
func (b book) provenance(a store.RuleKey) Provenance {
	var st Provenance
	var confirmed office.Confirmations
	for _, r := range b.rows {
		if r.Key() != a {
			continue
		}
		st.Seq = r.Seq
		if r.Changes {
			st.Changed, st.Entered = r.New != "", nil
			st.Source, st.Sourced = r.Source, r.Sourced
			if st.Changed {
				day := cal.DayOf(r.At)
				st.Entered, st.EnteredBy = &day, r.Staff
			}
		}
		confirmed.Take(r)
	}
	if last, ok := confirmed.Last(); ok {
		st.Confirmed, st.ConfirmedBy = &last.On, last.By
	}
	return st
}

// RuleLine is a rule of a pack.
type RuleLine struct {
	rules.Rule
	Source, Date string
	Differs      []Difference // from the release's
	Provenance
}

// Pack is a rule pack as it stands.
type Pack struct {
	Name   string
	Rules  []RuleLine
	Models []Model // rules of other packs that this one may get
	Staff  map[ref.StaffID]string
}

// Model is a rule that another may be like.
type Model struct{ Like, Label string }

// ReadPack reads a pack. Errors: NotFound.
func ReadPack(ctx context.Context, o *office.Office, scope string) (Pack, error) {
	b := book{latest: o.Editions.Latest()}
	p, ok := b.latest.Rules.Pack(scope)
	if !ok {
		return Pack{}, errs.New(errs.NotFound, "没有这个省份的规则，请从列表里选")
	}
	out := Pack{Name: p.Name, Rules: []RuleLine{}, Models: []Model{}}
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		if b.rows, err = tx.Overrides().All(); err != nil {
			return err
		}
		out.Staff, err = staffNames(tx)
		return err
	})
	if err != nil {
		return out, err
	}
	for _, r := range p.Rules {
		line := RuleLine{Rule: r, Provenance: b.provenance(store.RuleKey{Kind: store.OverrideRule, Scope: scope, Code: r.Code})}
		line.Source, line.Date = p.Source(r)
		line.Differs = []Difference{}
		if line.Changed && !r.Own {
			was, _ := released(store.RuleKey{Kind: store.OverrideRule, Scope: scope, Code: r.Code})
			now, _ := lastChange(b.rows, store.RuleKey{Kind: store.OverrideRule, Scope: scope, Code: r.Code})
			line.Differs = differences(store.OverrideRule, was.text, now.New)
			if len(line.Differs) == 0 { // it counts as changed: its source alone is another
				line.Differs = []Difference{{"依据", dated(was.source, was.sourced), dated(now.Source, now.Sourced)}}
			}
		}
		out.Rules = append(out.Rules, line)
	}
	out.Models = models(scope, p)
	return out, nil
}

// models lists the rules of other provinces, one of each code, that a province's pack has
// not; the pack for all provinces takes reminders alone.
func models(scope string, p *rules.Pack) []Model {
	list := []Model{}
	if scope == "" {
		return list
	}
	seen := map[string]bool{}
	for _, other := range packScopes()[1:] {
		pack, _ := rules.Embedded().Pack(other)
		for _, r := range pack.Rules {
			if _, has := p.Find(r.Code); !has && !seen[r.Code] {
				seen[r.Code] = true
				list = append(list, Model{Like: other + "/" + r.Code, Label: workflow.Embedded().Word(r.Label) + "（" + pack.Name + "）"})
			}
		}
	}
	return list
}

// HistoryLine is one change of something.
type HistoryLine struct {
	store.Override
	What    string
	Who     string
	Differs []Difference
}

// History lists what was changed of one thing, the latest first.
func History(ctx context.Context, o *office.Office, about store.RuleKey) ([]HistoryLine, error) {
	list := []HistoryLine{}
	err := o.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.Overrides().All()
		if err != nil {
			return err
		}
		names, err := staffNames(tx)
		if err != nil {
			return err
		}
		for _, r := range slices.Backward(rows) {
			if r.Key() != about {
				continue
			}
			now := r.New
			if r.Changes && now == "" {
				c, _ := released(about)
				now = c.text
			}
			list = append(list, HistoryLine{Override: r, What: what(r), Who: names[r.Staff], Differs: differences(r.Kind, r.Old, now)})
		}
		return nil
	})
	return list, err
}
