package rulebook

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// longestSource bounds a source and a note in characters: they stand in one line.
const longestSource = 60

// Basis is where a change is written, and whether staff have confirmed it.
type Basis struct {
	Source    string `json:"source" text:"来源,line,500"`
	Sourced   string `json:"sourced" text:"来源日期,number,100"`   // year, month or day; "" when the source bears none
	Confirmed string `json:"confirmed" text:"核实日期,number,100"` // day as typed, "" when they have not
}

// RuleRef names what is changed, and the last change of it that was shown.
type RuleRef struct {
	store.RuleKey
	Seq int `json:"seq"` // 0 for none
}

// SaveClock changes a clock, a default agreed date or a term of papers for the cases opened from now on,
// and tells what CompareTerms tells. Errors: Invalid at code, scope, unit, from, to, source,
// sourced or confirmed, or when nothing differs; Conflict when it was changed since it was
// shown. The caller lets no other work run on o meanwhile, here and in the verbs below.
func SaveClock(ctx context.Context, o *office.Office, of RuleRef, term workflow.Term, b Basis) (notes []string, err error) {
	if err := office.Judge(b); err != nil {
		return nil, err
	}
	notes = CompareTerms(o, of.RuleKey, term)
	if err := save(ctx, o, of, term, b); err != nil {
		return nil, err
	}
	return notes, nil
}

// CompareTerms tells in sentences where a term would not hold if it were saved: a province's own
// that is no longer than the general one changes no date. A term that can't be saved has
// none; saving says what is wrong with it.
func CompareTerms(o *office.Office, of store.RuleKey, term workflow.Term) []string {
	notes := []string{}
	if of.Kind != workflow.ChangeClock {
		return notes
	}
	g, err := o.Editions.Latest().Engine.Graph().With(workflow.Change{Kind: of.Kind, Scope: of.Scope, Code: of.Code, Term: term, Source: "-"})
	if err != nil {
		return notes
	}
	return append(notes, g.Overruled(of.Scope, of.Code)...)
}

// SaveText changes a text of a step, or a phrase, which holds at once. Errors: Invalid at code or
// text; Conflict.
func SaveText(ctx context.Context, o *office.Office, of RuleRef, text string) error {
	if err := office.JudgeText("text", "文字,lines,2000", text); err != nil {
		return err
	}
	if of.Kind != store.OverridePhrase {
		of.Kind = workflow.ChangeText
	}
	return save(ctx, o, of, strings.TrimSpace(text), Basis{})
}

// RuleInput is a rule as staff write it. Like and Stages are for one that is added.
type RuleInput struct {
	Off      bool     `json:"off"`
	Label    string   `json:"label" text:"名称,line,200"`
	Value    string   `json:"value" text:"要求,line,2000"`
	Severity string   `json:"severity"` // fail or warn
	Text     string   `json:"text" text:"说明,lines,2000"`
	Advice   string   `json:"advice" text:"怎么改,lines,2000"`
	Like     string   `json:"like"`   // "scope/code" of the rule that it is judged like; "" is a reminder
	Stages   []string `json:"stages"` // codes; before whose submission a reminder runs
}

// SaveRule changes a rule of a pack, or adds one to it when the code is "": then Like or
// Stages say how it is judged. Errors: Invalid at scope, code, label, value, severity,
// text, advice, like, stages, source, sourced or confirmed; Conflict.
func SaveRule(ctx context.Context, o *office.Office, of RuleRef, in RuleInput, b Basis) error {
	if err := office.Judge(b); err != nil {
		return err
	}
	if err := office.Judge(in); err != nil {
		return err
	}
	e := rules.Edit{
		Off: in.Off, Label: in.Label, Value: in.Value, Severity: rules.Outcome(in.Severity), Text: in.Text, Advice: in.Advice,
		Like: in.Like, Stages: in.Stages,
	}
	of.Kind = store.OverrideRule
	if of.Code == "" {
		of.Code = rules.OwnPrefix + ref.New[string]()
	}
	for _, text := range []*string{&e.Label, &e.Value, &e.Text, &e.Advice} {
		*text = strings.TrimSpace(*text)
	}
	return save(ctx, o, of, e, b)
}

// Restore goes back to what the release brings; a rule that the desk added goes. Errors:
// Invalid when it is the release's already; Conflict.
func Restore(ctx context.Context, o *office.Office, of RuleRef) error {
	return enter(ctx, o, []RuleRef{of}, func(rows []store.Override, v *store.Override) error {
		last, ok := lastChange(rows, v.Key())
		if !ok || last.New == "" {
			return errs.AtField("code", "这一项就是随软件的内容，不用恢复")
		}
		v.Old, v.Changes = last.New, true
		return nil
	})
}

func save(ctx context.Context, o *office.Office, of RuleRef, content any, b Basis) error {
	return enter(ctx, o, []RuleRef{of}, func(rows []store.Override, v *store.Override) error {
		var wrong office.Problems
		var err error
		v.Source = strings.TrimSpace(b.Source)
		v.Sourced, err = ReadSourced(b.Sourced, o.Today())
		wrong.Take("sourced", err)
		if len([]rune(v.Source)) > longestSource {
			wrong.At("source", "依据最多 %d 个字", longestSource)
		}
		if b.Confirmed != "" {
			day, err := confirmedOn(o, b.Confirmed)
			wrong.Take("confirmed", err)
			v.ConfirmedOn = day
		}
		last, changed := lastChange(rows, v.Key())
		if edit, ok := content.(rules.Edit); ok && changed && last.New != "" {
			// How an added rule is judged was said once.
			var was rules.Edit
			if err := json.Unmarshal([]byte(last.New), &was); err != nil {
				return errs.Wrap(errs.Internal, err, "上一次的改动读不出来，请用 doctor 检查资料夹")
			}
			edit.Like, edit.Stages = was.Like, was.Stages
			content = edit
		}
		text, err := json.Marshal(content)
		if err != nil {
			return errs.Wrap(errs.Internal, err, "改动写不下来，请重试")
		}
		v.New, v.Changes = string(text), true
		now, stands := held(rows, v.Key())
		if v.Old = now.text; stands && now.text == v.New && now.source == v.Source && now.sourced == v.Sourced {
			if v.ConfirmedOn == nil {
				wrong.At("", "没有改动，不用保存")
			}
			v.Changes, v.Source, v.Sourced = false, "", ""
		} else if err := tryOut(*v); err != nil {
			for _, p := range office.ProblemsOf(err) {
				wrong.Take(p.Field, p)
			}
			if len(office.ProblemsOf(err)) == 0 {
				return err
			}
		}
		return wrong.Err()
	})
}

// wholeSource is the date of a source of which no day is known: a year, or a month of one.
var wholeSource = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2]))?$`)

// ReadSourced reads when a source was written, as typed: 2026, 2026-11, or any day. ""
// stays so. Errors: Invalid.
func ReadSourced(text string, today cal.Day) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" || wholeSource.MatchString(text) {
		return text, nil
	}
	day, err := cal.ReadDay(text, today, cal.Happened, "来源日期")
	if err != nil {
		return "", errs.Wrap(errs.Invalid, err, "%s。只知道年月就写 2026-11 或 2026", err.Error())
	}
	return day.String(), nil
}

func confirmedOn(o *office.Office, text string) (*cal.Day, error) {
	day, err := cal.ReadDay(text, o.Today(), cal.Happened, "核实的日期")
	if err != nil {
		var wrong office.Problems
		wrong.Take("confirmed", err)
		return nil, wrong.Err()
	}
	return &day, nil
}

// tryOut lays a row over the release alone: what it says there it says in each edition.
func tryOut(v store.Override) error {
	switch v.Kind {
	case store.OverrideRule:
		c, err := office.RuleChange(v)
		if err == nil {
			_, err = rules.Embedded().With(c)
		}
		return err
	case store.OverrideAge:
		c, err := office.AgeChange(v)
		if err == nil {
			_, err = materials.Ages{}.With(c)
		}
		return err
	case store.OverridePhrase:
		_, err := workflow.ReleasedPhrases().With(v.Code, textIn(v.New))
		return err
	}
	c, err := office.GraphChange(v)
	if err == nil {
		_, err = workflow.Embedded().With(c)
	}
	return err
}

// enter appends the row that fill makes of each, notes them in the journal, a line for each,
// and goes by them: all or none.
func enter(ctx context.Context, o *office.Office, all []RuleRef, fill func([]store.Override, *store.Override) error) error {
	err := o.Write(ctx, func(w *office.Work) error {
		rows, err := w.Overrides().All()
		if err != nil {
			return err
		}
		for _, of := range all {
			v, err := rowOf(w, rows, of)
			if err != nil {
				return err
			}
			if err := fill(rows, &v); err != nil {
				return err
			}
			if err := w.Overrides().Add(v); err != nil {
				return err
			}
			rows = append(rows, v)
			title, lines := journalOf(v)
			if err := w.Note("edit", "", string(v.ID), title, lines); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return calendar.Reload(ctx, o)
}

// rowOf begins the row behind these. Errors: Conflict.
func rowOf(w *office.Work, rows []store.Override, of RuleRef) (store.Override, error) {
	seen, last := 0, 0
	for _, r := range rows {
		if last = r.Seq; r.Key() == of.RuleKey {
			seen = r.Seq
		}
	}
	if _, there := held(rows, of.RuleKey); !there {
		seen = 0 // what was taken away is shown nowhere, and may be entered anew
	}
	if seen != of.Seq {
		return store.Override{}, errs.New(errs.Conflict, "这一项刚被别人改过。请核对现在的内容，再保存一次")
	}
	return store.Override{
		ID: ref.New[ref.OverrideID](), Seq: last + 1, Kind: of.Kind, Scope: of.Scope, Code: of.Code, Staff: w.Staff, At: w.Now,
	}, nil
}

// lastChange is the latest row of something that changes it.
func lastChange(rows []store.Override, about store.RuleKey) (store.Override, bool) {
	for _, r := range slices.Backward(rows) {
		if r.Changes && r.Key() == about {
			return r, true
		}
	}
	return store.Override{}, false
}

// content is what stands of something, as an override keeps it.
type content struct{ text, source, sourced string }

// held is what stands: the last change of it, else what the release brings. False when
// there is nothing.
func held(rows []store.Override, a store.RuleKey) (content, bool) {
	if last, changed := lastChange(rows, a); changed && last.New != "" {
		return content{last.New, last.Source, last.Sourced}, true
	}
	return released(a)
}

// released is what the release brings.
func released(a store.RuleKey) (c content, ok bool) {
	var v any
	if f, there := fixedOf(a); there {
		text, err := json.Marshal(f.Name)
		return content{string(text), f.Source, f.Sourced}, err == nil
	}
	switch a.Kind {
	case store.OverrideRule:
		p, there := rules.Embedded().Pack(a.Scope)
		if !there {
			return c, false
		}
		r, there := p.Find(a.Code)
		v, ok = rules.EditOf(r), there
		c.source, c.sourced = p.Source(r)
	case workflow.ChangeText:
		v, ok = workflow.Embedded().TextOf(a.Scope, a.Code)
	case store.OverridePhrase:
		var p workflow.Phrase
		p, ok = workflow.ReleasedPhrases().Of(a.Code)
		v = p.Text
	case store.OverrideAge:
		age, there := materials.Ages{}.Of(ageKey(a))
		v, ok = age.Term, there
		c.source, c.sourced = age.Source, age.Sourced
	default:
		var r workflow.Ruling
		r, ok = workflow.Embedded().TermOf(a.Kind, a.Scope, a.Code)
		v, c.source, c.sourced = r.Term, r.Source, r.Sourced
	}
	if !ok {
		return content{}, false
	}
	text, err := json.Marshal(v)
	c.text = string(text)
	return c, err == nil
}
