package app

import (
	"context"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// RulebookService keeps clocks, texts and rule packs.
type RulebookService struct{ s *Session }

// Get reads the page.
func (x *RulebookService) Get(Empty) (RulebookView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (RulebookView, error) { return rulebookOf(ctx, o, "") })
}

// Pack reads a rule pack.
func (x *RulebookService) Pack(in PackInput) (PackView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (PackView, error) { return pack(ctx, o, in.Scope, "") })
}

// SaveClock changes a clock or a default agreed date.
func (x *RulebookService) SaveClock(in ClockSave) (RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (RulebookView, error) {
		notes, err := rulebook.SaveClock(ctx, o, in.About.RuleRef, in.Term, in.Basis)
		if err != nil {
			return RulebookView{}, err
		}
		notice := "已保存，新开的案件按它计算"
		if len(notes) > 0 {
			notice = "已保存。注意：" + strings.Join(notes, "；")
		}
		return rulebookOf(ctx, o, notice)
	})
}

// WeighClock tells what a term would come to, before it is saved.
func (x *RulebookService) WeighClock(in ClockSave) (ClockWeighed, error) {
	return run(x.s, func(_ context.Context, o *office.Office) (ClockWeighed, error) {
		return ClockWeighed{Notes: rulebook.CompareTerms(o, in.About.RuleKey, in.Term)}, nil
	})
}

// SaveText changes a text.
func (x *RulebookService) SaveText(in TextSave) (RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (RulebookView, error) {
		if err := rulebook.SaveText(ctx, o, in.About.RuleRef, in.Text); err != nil {
			return RulebookView{}, err
		}
		return rulebookOf(ctx, o, "已保存，新开的案件用它")
	})
}

// SaveRule changes a rule of a pack, or adds one.
func (x *RulebookService) SaveRule(in RuleSave) (PackView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (PackView, error) {
		if err := rulebook.SaveRule(ctx, o, in.About.RuleRef, in.RuleInput, in.Basis); err != nil {
			return PackView{}, err
		}
		return pack(ctx, o, in.About.Scope, "已保存，新开的案件按它预检")
	})
}

// Confirm notes that staff have confirmed what stands.
func (x *RulebookService) Confirm(in AboutInput) (RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (RulebookView, error) {
		if err := rulebook.Confirm(ctx, o, in.RuleRef, in.On); err != nil {
			return RulebookView{}, err
		}
		return rulebookOf(ctx, o, "已记下核实")
	})
}

// Restore goes back to what the release brings.
func (x *RulebookService) Restore(in AboutInput) (RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (RulebookView, error) {
		if err := rulebook.Restore(ctx, o, in.RuleRef); err != nil {
			return RulebookView{}, err
		}
		return rulebookOf(ctx, o, "已恢复随软件的内容")
	})
}

// History lists what was changed of one thing.
func (x *RulebookService) History(in AboutInput) (HistoryView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (HistoryView, error) {
		v := HistoryView{Lines: []HistoryLine{}}
		lines, err := rulebook.History(ctx, o, in.RuleKey)
		for _, l := range lines {
			line := HistoryLine{When: cal.DayOf(l.At).String(), Who: l.Who, What: l.What, Differs: diffLines(l.Differs), Source: l.Source, Sourced: l.Sourced}
			if l.ConfirmedOn != nil {
				line.Confirmed = l.ConfirmedOn.String()
			}
			v.Lines = append(v.Lines, line)
		}
		return v, err
	})
}

// Behind tells what would change in the next open cases that go by an earlier edition.
func (x *RulebookService) Behind(in BehindInput) (BehindView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (BehindView, error) {
		after, err := behindAt(in.After)
		if err != nil {
			return BehindView{}, err
		}
		got, err := rulebook.Outdated(ctx, o, after)
		return behindView(got), err
	})
}

// TakeUp lets the ticked cases go by the latest edition.
func (x *RulebookService) TakeUp(in TakeUpInput) (TakenView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (TakenView, error) {
		ids := make([]ref.CaseID, len(in.IDs))
		for i, id := range in.IDs {
			ids[i] = ref.CaseID(id)
		}
		got, err := rulebook.MoveToLatest(ctx, o, ids)
		return TakenView{Done: got.Done, Moved: got.Moved, Failed: got.Failed}, err
	})
}

func rulebookOf(ctx context.Context, o *office.Office, notice string) (RulebookView, error) {
	v := RulebookView{
		Clocks: []ClockItem{}, Agreed: []ClockItem{}, Texts: []TextItem{}, Packs: []PackLine{}, Placeholders: []present.OptionView{},
		Types: []present.OptionView{}, Provinces: []present.OptionView{}, Notice: notice,
	}
	got, err := rulebook.ReadRulebook(ctx, o)
	if err != nil {
		return v, err
	}
	v.Behind, v.Unfit = got.Behind, got.Unfit
	if v.Behind > 0 {
		if v.Reached, err = rulebook.CountAffected(ctx, o); err != nil {
			return v, err
		}
	}
	for _, c := range got.Clocks {
		v.Clocks = append(v.Clocks, clockItem(c, got.Staff))
	}
	for _, c := range got.Agreed {
		v.Agreed = append(v.Agreed, clockItem(c, got.Staff))
	}
	for _, t := range got.Texts {
		v.Texts = append(v.Texts, TextItem{
			Code: t.Code, Stage: t.Stage, Step: t.Step, Field: t.Field, Text: t.Text, Base: t.Base, Standing: standingView(t.Provenance, t.Source, t.Sourced, got.Staff),
		})
	}
	for _, p := range got.Packs {
		v.Packs = append(v.Packs, PackLine(p))
	}
	for _, p := range o.Engine.Graph().Placeholders() {
		v.Placeholders = append(v.Placeholders, present.OptionView(p))
	}
	for _, t := range o.Engine.Graph().Types {
		v.Types = append(v.Types, present.OptionView{Code: t.Code, Label: t.Label})
	}
	for _, p := range o.Engine.Graph().Provinces {
		v.Provinces = append(v.Provinces, present.OptionView{Code: p.Code, Label: p.Short})
	}
	return v, nil
}

func pack(ctx context.Context, o *office.Office, scope, notice string) (PackView, error) {
	v := PackView{Scope: scope, Rules: []RuleItem{}, Models: []present.OptionView{}, Stages: []present.OptionView{}, Notice: notice}
	got, err := rulebook.ReadPack(ctx, o, scope)
	if err != nil {
		return v, err
	}
	v.Name = got.Name
	for _, r := range got.Rules {
		item := RuleItem{
			Code: r.Code, Own: r.Own, Off: r.Off, Label: r.Label, Value: r.Value, ValueKind: r.ValueKind(), Severity: string(r.Severity),
			SeverityLabel: preflight.OutcomeLabel(r.Severity), Text: r.Text, Advice: r.Advice, Before: []string{}, Conflict: r.Conflict,
			Manual: r.Operator == "remind", Differs: diffLines(r.Differs), Standing: standingView(r.Provenance, r.Source, r.Date, got.Staff),
		}
		for _, code := range r.Stages {
			stage, _ := o.Engine.Graph().Stage(code)
			item.Before = append(item.Before, stage.Label)
		}
		v.Rules = append(v.Rules, item)
	}
	for _, m := range got.Models {
		v.Models = append(v.Models, present.OptionView{Code: m.Like, Label: m.Label})
	}
	for _, code := range o.Engine.Graph().Submissions() {
		stage, _ := o.Engine.Graph().Stage(code)
		v.Stages = append(v.Stages, present.OptionView{Code: code, Label: stage.Label})
	}
	return v, nil
}

func clockItem(c rulebook.ClockLine, who map[ref.StaffID]string) ClockItem {
	return ClockItem{
		Kind: c.Kind, Scope: c.Scope, ScopeLabel: c.ScopeLabel, Code: c.Code, Stage: c.Stage, Label: c.Label, Sort: string(c.Sort),
		SortLabel: kindLabels[c.Sort], Unit: c.Term.Unit, From: c.Term.From, To: c.Term.To, Term: c.Words, Base: c.Base, Scopes: c.Scopes,
		Standing: standingView(c.Provenance, c.Source, c.Sourced, who),
	}
}

var kindLabels = map[workflow.Kind]string{
	workflow.Expected: "预计", workflow.Max: "最长", workflow.Legal: "法定", workflow.Reminder: "提醒", workflow.AgreedOn: "约定",
}

func standingView(st rulebook.Provenance, source, sourced string, who map[ref.StaffID]string) StandingView {
	v := StandingView{Seq: st.Seq, Changed: st.Changed, Source: source, Sourced: sourced}
	if st.Confirmed != nil {
		v.Confirmed = st.Confirmed.String() + " " + who[st.ConfirmedBy]
	}
	if st.Entered != nil {
		v.Entered = st.Entered.String() + " " + who[st.EnteredBy]
	}
	return v
}

func diffLines(list []rulebook.Difference) []DiffLine {
	lines := []DiffLine{}
	for _, d := range list {
		lines = append(lines, DiffLine(d))
	}
	return lines
}

// behindAt reads BehindView.Next back.
func behindAt(text string) (store.OutdatedAt, error) {
	if text == "" {
		return store.OutdatedAt{}, nil
	}
	edition, id, _ := strings.Cut(text, "/")
	no, err := strconv.Atoi(edition)
	if err != nil || id == "" {
		return store.OutdatedAt{}, errs.AtField("after", "看到哪里读不出来，请从头看")
	}
	return store.OutdatedAt{Edition: no, ID: ref.CaseID(id)}, nil
}

func behindView(p rulebook.OutdatedPage) BehindView {
	v := BehindView{Cases: []BehindCase{}, Same: []string{}, Looked: p.Looked, Total: p.Total}
	if p.Next != (store.OutdatedAt{}) {
		v.Next = strconv.Itoa(p.Next.Edition) + "/" + string(p.Next.ID)
	}
	for _, id := range p.Same {
		v.Same = append(v.Same, string(id))
	}
	for _, c := range p.Changes {
		item := BehindCase{
			ID: string(c.CaseID), Number: c.Number, Client: c.Client, Stage: c.Stage, Dates: changeViews(c.Dates), Rules: []RuleChange{},
			Texts: c.Texts, Blocked: c.Blocked,
		}
		for _, r := range c.Rules {
			item.Rules = append(item.Rules, RuleChange(r))
		}
		v.Cases = append(v.Cases, item)
	}
	return v
}
