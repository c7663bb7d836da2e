package app

import (
	"context"
	"strings"

	"beiandesk/app/page"
	"beiandesk/app/page/book"
	"beiandesk/internal/cal"
	"beiandesk/internal/laws"
	"beiandesk/internal/office"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// RulebookService keeps clocks, texts and rule packs.
type RulebookService struct{ s *Session }

// Get reads the page.
func (x *RulebookService) Get(page.Empty) (book.RulebookView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.RulebookView, error) { return rulebookOf(ctx, o, "") })
}

// Pack reads a rule pack.
func (x *RulebookService) Pack(in book.PackInput) (book.PackView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.PackView, error) { return pack(ctx, o, in.Scope, "") })
}

// SaveClock changes a clock, a default agreed date or a term of papers.
func (x *RulebookService) SaveClock(in book.ClockSave) (book.RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.RulebookView, error) {
		notes, err := rulebook.SaveClock(ctx, o, in.About, in.Term, in.Basis)
		if err != nil {
			return book.RulebookView{}, err
		}
		notice := "已保存，新开的案件按它计算"
		if len(notes) > 0 {
			notice = "已保存。注意：" + strings.Join(notes, "；")
		}
		return rulebookOf(ctx, o, notice)
	})
}

// CompareTerms tells what a term would come to, before it is saved.
func (x *RulebookService) CompareTerms(in book.ClockSave) (book.TermsCompared, error) {
	return run(x.s, func(_ context.Context, o *office.Office) (book.TermsCompared, error) {
		return book.TermsCompared{Notes: rulebook.CompareTerms(o, in.About.RuleKey, in.Term)}, nil
	})
}

// SaveText changes a text.
func (x *RulebookService) SaveText(in book.TextSave) (book.RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.RulebookView, error) {
		if err := rulebook.SaveText(ctx, o, in.About, in.Text); err != nil {
			return book.RulebookView{}, err
		}
		notice := "已保存，新开的案件用它"
		if in.About.Kind == store.OverridePhrase {
			notice = "已保存，马上用它"
		}
		return rulebookOf(ctx, o, notice)
	})
}

// SaveRule changes a rule of a pack, or adds one.
func (x *RulebookService) SaveRule(in book.RuleSave) (book.PackView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.PackView, error) {
		if err := rulebook.SaveRule(ctx, o, in.About, in.RuleInput, in.Basis); err != nil {
			return book.PackView{}, err
		}
		return pack(ctx, o, in.About.Scope, "已保存，新开的案件按它预检")
	})
}

// Confirm notes that staff have confirmed what stands.
func (x *RulebookService) Confirm(in book.ConfirmationInput) (book.RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.RulebookView, error) {
		if err := rulebook.Confirm(ctx, o, in.Of, in.Confirmed); err != nil {
			return book.RulebookView{}, err
		}
		return rulebookOf(ctx, o, "")
	})
}

// Withdraw takes the last confirmation of each back.
func (x *RulebookService) Withdraw(in book.WithdrawInput) (book.RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.RulebookView, error) {
		if err := rulebook.Withdraw(ctx, o, in.Of); err != nil {
			return book.RulebookView{}, err
		}
		return rulebookOf(ctx, o, "")
	})
}

// Restore goes back to what the release brings.
func (x *RulebookService) Restore(in rulebook.RuleRef) (book.RulebookView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.RulebookView, error) {
		if err := rulebook.Restore(ctx, o, in); err != nil {
			return book.RulebookView{}, err
		}
		return rulebookOf(ctx, o, "已恢复随软件的内容")
	})
}

// History lists what was changed of one thing.
func (x *RulebookService) History(in rulebook.RuleRef) (book.HistoryView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.HistoryView, error) {
		v := book.HistoryView{Lines: []book.HistoryLine{}}
		lines, err := rulebook.History(ctx, o, in.RuleKey)
		for _, l := range lines {
			line := book.HistoryLine{When: cal.DayOf(l.At).String(), Who: l.Who, What: l.What, Differs: book.NewDiffLines(l.Differs), Source: l.Source, Sourced: l.Sourced}
			if !l.Changes {
				line.Source, line.Note = "", l.Source
			}
			if l.ConfirmedOn != nil {
				line.Confirmed = l.ConfirmedOn.String()
			}
			v.Lines = append(v.Lines, line)
		}
		return v, err
	})
}

// Outdated tells what would change in the next open cases that go by an earlier edition.
func (x *RulebookService) Outdated(in book.OutdatedInput) (book.OutdatedView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.OutdatedView, error) {
		after, err := book.OutdatedAt(in.After)
		if err != nil {
			return book.OutdatedView{}, err
		}
		got, err := rulebook.Outdated(ctx, o, after)
		return book.NewOutdatedView(got), err
	})
}

// MoveToLatest lets the ticked cases go by the latest edition.
func (x *RulebookService) MoveToLatest(in book.MoveToLatestInput) (book.TakenView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.TakenView, error) {
		ids := make([]ref.CaseID, len(in.IDs))
		for i, id := range in.IDs {
			ids[i] = ref.CaseID(id)
		}
		got, err := rulebook.MoveToLatest(ctx, o, ids)
		return book.TakenView{Done: got.Done, Moved: got.Moved, Failed: got.Failed}, err
	})
}

func rulebookOf(ctx context.Context, o *office.Office, notice string) (book.RulebookView, error) {
	v := book.RulebookView{
		Clocks: []book.ClockItem{}, Agreed: []book.ClockItem{}, Ages: []book.ClockItem{}, Texts: []book.TextItem{}, Packs: []book.PackLine{}, Placeholders: []present.OptionView{},
		Types: []present.OptionView{}, Provinces: []present.OptionView{}, Notice: notice, Laws: []book.LawView{},
		Unconfirmed: []book.UnconfirmedItem{}, Seqs: map[string]int{}, Months: rulebook.MonthsConfirmed(),
	}
	got, err := rulebook.ReadRulebook(ctx, o)
	if err != nil {
		return v, err
	}
	v.Outdated, v.Unfit, v.Laws = got.Outdated, got.Unfit, book.NewLaws(laws.All(), got.Articles, got.Staff)
	if v.Outdated > 0 {
		if v.Reached, err = rulebook.CountAffected(ctx, o); err != nil {
			return v, err
		}
	}
	for _, c := range got.Clocks {
		v.Clocks = append(v.Clocks, book.NewClockItem(c, got.Staff))
	}
	for _, c := range got.Agreed {
		v.Agreed = append(v.Agreed, book.NewClockItem(c, got.Staff))
	}
	for _, c := range got.Ages {
		v.Ages = append(v.Ages, book.NewClockItem(c, got.Staff))
	}
	for _, t := range got.Texts {
		places := []present.OptionView{}
		for _, p := range t.Places {
			places = append(places, present.OptionView(p))
		}
		v.Texts = append(v.Texts, book.TextItem{
			Kind: t.Kind, Places: places, Optional: t.Optional, Scope: t.Scope, Type: t.Type, Code: t.Code, Stage: t.Stage, Step: t.Step, Field: t.Field, Text: t.Text, Base: t.Base, Provenance: book.NewProvenanceView(t.Provenance, t.Source, t.Sourced, got.Staff),
		})
	}
	for about, seq := range got.Seqs {
		v.Seqs[about.Kind+"/"+about.Scope+"/"+about.Code] = seq
	}
	for _, u := range got.Overdue {
		v.Unconfirmed = append(v.Unconfirmed, book.NewUnconfirmedItem(u, got.Staff))
	}
	for _, p := range got.Packs {
		v.Packs = append(v.Packs, book.PackLine(p))
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

func pack(ctx context.Context, o *office.Office, scope, notice string) (book.PackView, error) {
	v := book.PackView{Scope: scope, Rules: []book.RuleItem{}, Models: []present.OptionView{}, Stages: []present.OptionView{}, Notice: notice}
	got, err := rulebook.ReadPack(ctx, o, scope)
	if err != nil {
		return v, err
	}
	v.Name = got.Name
	for _, r := range got.Rules {
		item := book.RuleItem{
			Title: o.Engine.Graph().Word(r.Label), Advised: o.Engine.Graph().Word(r.Advice),
			Code: r.Code, Own: r.Own, Off: r.Off, Label: r.Label, Value: r.Value, ValueKind: r.ValueKind(), Severity: string(r.Severity),
			SeverityLabel: preflight.OutcomeLabel(r.Severity), Text: r.Text, Advice: r.Advice, Before: []string{}, Conflict: r.Conflict,
			Manual: r.Operator == "remind", Differs: book.NewDiffLines(r.Differs), Provenance: book.NewProvenanceView(r.Provenance, r.Source, r.Date, got.Staff),
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
