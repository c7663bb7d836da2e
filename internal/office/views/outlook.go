package views

import (
	"context"
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// The agency's own history speaks from ten delivered cases of the type and province on,
// and of the latest fifty alone: offices change their pace.
const (
	historyLeast = 10
	historyMost  = 50
)

// Outlook says when a case may be done: by what is published, and by what the agency
// has lived through.
type Outlook struct {
	Today       cal.Day
	Steps       []workflow.ForecastStep // empty when no office is left, or one is late
	ICP, All    *Span                   // when the ICP phase's and all offices may be through; nil when they are, are no part of it, or an office is late
	Late        *workflow.ForecastStep  // the office's stage whose longest term is over, so that no day can be told
	Verifying   bool                    // an SMS check is what is left to do before an office goes on
	Submitted   bool                    // the first of Steps is with its office already
	Provisional bool
	History     *History // nil until there are enough cases
}

// Span is from the earliest day to the latest expected one; Last takes the longest
// terms that are published.
type Span struct{ From, To, Last cal.Day }

// History is how long delivered cases of the type took in the province from where this
// one stands until the last office was through, pauses and repeats included.
type History struct {
	Cases            int
	From, Median, To cal.Day        // after a quarter, half and three quarters of them
	Stages           []StageHistory // by office, in the order of Steps
}

// StageHistory is how many days an office's stage took, from the first submission until
// it came through.
type StageHistory struct {
	Stage         string
	Cases         int
	Low, Mid, Top int // quarter, half, three quarters
}

// WhatIf tells when the case may be done if all that the agency and the client have to
// do were done today. Errors: NotFound.
func WhatIf(ctx context.Context, o *office.Office, id ref.CaseID) (Outlook, error) {
	out := Outlook{Today: o.Today()}
	err := o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		f := d.Engine.Forecast(d.Plan, d.State, out.Today)
		out.Steps, out.Provisional = f.Steps, f.Provisional
		if len(f.Steps) == 0 {
			return nil
		}
		out.Submitted = f.Steps[0].Submitted != nil
		verifying := d.Engine.Graph().RoundsStage().Code
		out.Verifying = slices.ContainsFunc(d.State.OpenRuns(), func(r workflow.Run) bool { return r.Stage == verifying })
		if i := slices.IndexFunc(f.Steps, func(s workflow.ForecastStep) bool { return s.Over != nil }); i >= 0 {
			out.Late = &f.Steps[i]
		} else {
			out.span()
		}
		past, err := tx.Projections().Delivered(d.Case.Type, d.Case.Province, historyMost)
		if err != nil || len(past) < historyLeast {
			return err
		}
		return out.learn(o, past)
	})
	if out.Late != nil {
		out.Steps = nil // what comes after it can't be told either
	}
	return out, err
}

// span tells from the steps when the ICP phase and all offices may be through.
func (out *Outlook) span() {
	for _, s := range out.Steps {
		span := &Span{s.Early, s.Late, s.Last}
		if out.All = span; s.Phase == workflow.PhaseICP {
			out.ICP = span
		}
	}
}

// learn measures the delivered cases that went through all the offices that are left
// here, so that an ICP order is not held against one with the police phase.
func (out *Outlook) learn(o *office.Office, past []store.CaseDates) error {
	total := []int{}
	took := make([][]int, len(out.Steps))
	for _, f := range past {
		d := &casefile.File{Case: f.Case, Sites: f.Sites, Moves: f.Moves}
		if err := d.Fold(o); err != nil {
			return fmt.Errorf("case %s: %w", f.Case.Number, err)
		}
		whole := len(out.Steps) > 0
		spans := make([]Span, len(out.Steps))
		for i, step := range out.Steps {
			span, ok := lived(d.State, step.Stage)
			spans[i], whole = span, whole && ok
		}
		if !whole {
			continue
		}
		for i, s := range spans {
			took[i] = append(took[i], int(s.To-s.From))
		}
		total = append(total, int(spans[len(spans)-1].To-spans[0].From))
	}
	if len(total) < historyLeast {
		return nil
	}
	begun := out.Today
	if at := out.Steps[0].Submitted; at != nil {
		begun = at.Day
	}
	after := func(quarters int) cal.Day { return begun.Add(quantile(total, quarters)) }
	out.History = &History{Cases: len(total), From: after(1), Median: after(2), To: after(3), Stages: []StageHistory{}}
	for i, step := range out.Steps {
		out.History.Stages = append(out.History.Stages, StageHistory{
			Stage: step.Stage, Cases: len(took[i]), Low: quantile(took[i], 1), Mid: quantile(took[i], 2), Top: quantile(took[i], 3),
		})
	}
	return nil
}

// lived is from a stage's first submission until its last run came through.
func lived(st workflow.State, stage string) (Span, bool) {
	var s Span
	begun, done := false, false
	for _, r := range st.Runs {
		if r.Stage != stage {
			continue
		}
		if !r.Entered.Dated() || r.Submitted != nil && !r.Submitted.Dated() || r.Ended != nil && !r.Ended.Dated() {
			return s, false // it tells nothing of how long things take
		}
		from := r.Entered
		if r.Submitted != nil {
			from = *r.Submitted
		}
		if !begun || from.Day < s.From {
			s.From, begun = from.Day, true
		}
		if r.Outcome == workflow.Done && (!done || r.Ended.Day > s.To) {
			s.To, done = r.Ended.Day, true
		}
	}
	return s, begun && done
}

// quantile is the value below which so many quarters of the list lie, by nearest rank.
func quantile(list []int, quarters int) int {
	sorted := slices.Sorted(slices.Values(list))
	rank := (len(sorted)*quarters + 3) / 4
	return sorted[max(rank, 1)-1]
}

// Sentence is the outlook in words; "" when no office is left.
func (out Outlook) Sentence() string {
	if out.Late != nil {
		term := "最迟"
		if out.Late.OverKind == workflow.Expected {
			term = "预计"
		}
		return out.Late.Label + "已过" + term + " " + cal.FormatDay(*out.Late.Over, out.Today) + "，推算不出哪天办完，请先问进度。"
	}
	if out.All == nil {
		return ""
	}
	head := "今天提交，预计 "
	switch {
	case out.Submitted:
		head = "余下的当天办完，预计 "
	case out.Verifying:
		head = "今天核验，预计 "
	}
	text := head + daysText(out.All.From, out.All.To, out.Today) + " 全部办完"
	if out.All.Last > out.All.To {
		text += "，最迟 " + cal.FormatDay(out.All.Last, out.Today)
	}
	return text + "。"
}

// Text is the history in words.
func (h History) Text(today cal.Day) string {
	text := fmt.Sprintf("照本单位 %d 件的经历，多在 %s，一半不晚于 %s。", h.Cases, daysText(h.From, h.To, today), cal.FormatDay(h.Median, today))
	if h.To < today {
		text = fmt.Sprintf("照本单位 %d 件的经历，多在 %s 已办完，这一件更慢。", h.Cases, daysText(h.From, h.To, today))
	}
	return text
}

func daysText(from, to, today cal.Day) string {
	if from == to {
		return cal.FormatDay(from, today)
	}
	return cal.FormatDay(from, today) + " 至 " + cal.FormatDay(to, today)
}
