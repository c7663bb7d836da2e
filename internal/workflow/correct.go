package workflow

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Corrects says that a move gives another one of before its right moment. It belongs to
// no run: it changes what the moves say, not where the case stands.
func (m Move) Corrects() bool { return m.Action == ActionCorrect }

// Effective leaves out the moves that were undone, with the undoing, and gives every
// other the moment to which it was corrected last. The corrections stay in their
// places, so that undo takes back the last entry, whichever kind it is. Errors:
// Invalid at seq or to, Blocked, for entries that do not fit what went before.
func (g *Graph) Effective(moves []Move) ([]Move, error) {
	list := make([]Move, 0, len(moves))
	corrected := false
	for _, m := range moves {
		if m.Action != ActionUndo {
			if m.Corrects() {
				if correctedIn(list, m) < 0 {
					return nil, errs.AtField("seq", "没有这一步，或者已经撤销，请从列表里选")
				}
				corrected = true
			}
			list = append(list, m)
			continue
		}
		last := len(list) - 1
		if last < 0 || !g.undoable(list[last]) {
			return nil, errs.New(errs.Blocked, "没有可以撤销的一步；建错了请作废案件")
		}
		if seq := m.Values["seq"]; seq != "" && seq != fmt.Sprint(list[last].Seq) {
			return nil, errs.AtField("seq", "只能撤销最后登记的一步，请刷新后再试")
		}
		list = list[:last]
	}
	if !corrected {
		return list, nil
	}
	for _, m := range list {
		if !m.Corrects() {
			continue
		}
		to, err := cal.ParseMoment(m.Values["to"])
		if err != nil {
			return nil, errs.AtField("to", "时间要写成 2026-09-18 或 2026-09-18 15:04")
		}
		list[correctedIn(list, m)].At = to
	}
	return list, nil
}

func (x *transition) nothingToUndo() string {
	if x.state.Undoable > 0 {
		return ""
	}
	return "没有可以撤销的一步；建错了请作废案件。"
}

func (x *transition) checkUndo(moves []Move, _ time.Time) error {
	_, err := x.graph.Effective(append(slices.Clip(moves), *x.move))
	return err
}

// correctedIn tells which of the moves a correction is about, -1 when none: a
// correction is itself not corrected but undone, or followed by another.
func correctedIn(list []Move, correction Move) int {
	seq, err := strconv.Atoi(correction.Values["seq"])
	if err != nil {
		return -1
	}
	return slices.IndexFunc(list, func(m Move) bool { return m.Seq == seq && !m.Corrects() })
}

// Moved finds an effective move by its seq; false when it was undone, is a correction
// or never was.
func (s State) Moved(seq int) (Past, bool) {
	i, ok := slices.BinarySearchFunc(s.Past, seq, func(p Past, seq int) int { return p.Seq - seq })
	if !ok {
		return Past{}, false
	}
	return s.Past[i], true
}

// pastOptions lists what may be corrected, newest first. It is asked for with every
// page of a case, so the words are put together without a printer.
func (x *transition) pastOptions() []Option {
	options := make([]Option, 0, len(x.state.Past))
	var text []byte
	for i := range slices.Backward(x.state.Past) {
		p := &x.state.Past[i]
		text = append(append(text[:0], x.pastLabel(p)...), ' ')
		if !p.At.Dated() {
			options = append(options, Option{strconv.Itoa(p.Seq), string(append(text, cal.NoDate...))})
			continue
		}
		year, month, day := p.At.Day.Parts()
		text = strconv.AppendInt(text, int64(year), 10)
		text = twoDigits(twoDigits(text, '-', int(month)), '-', day)
		if !p.At.IsDay() {
			text = twoDigits(twoDigits(text, ' ', p.At.Minute/60), ':', p.At.Minute%60)
		}
		options = append(options, Option{strconv.Itoa(p.Seq), string(text)})
	}
	return options
}

func twoDigits(text []byte, before byte, n int) []byte {
	return append(text, before, '0'+byte(n/10), '0'+byte(n%10))
}

// pastLabel names a move for a list: its action, and its site where there are several.
func (x *transition) pastLabel(p *Past) string {
	label := x.graph.acts[p.Action].Label
	if p.Site == "" || len(x.plan.Sites) < 2 {
		return label
	}
	if site := x.plan.site(p.Site); site != nil {
		label += "（" + siteLabel(*site) + "）"
	}
	return label
}

// checkCorrect judges a correction by folding the whole case anew: whatever was
// recorded before and after must hold with the new moment as well.
func (x *transition) checkCorrect(moves []Move, now time.Time) error {
	if x.move.At.Compare(cal.At(now)) != 0 {
		return errs.AtField("at", "更正按现在的时间登记，不用另写；正确的时间写在“改成”里")
	}
	to, err := cal.ParseMoment(x.move.Values["to"])
	if err != nil {
		return errs.AtField("to", "%s", err.Error())
	}
	if !to.Dated() {
		return errs.AtField("to", "请写明改成哪天")
	}
	if inFuture(to, now) {
		return errs.AtField("to", "改成的时间不能晚于现在，请核对")
	}
	list, err := x.graph.Effective(append(slices.Clip(moves), *x.move))
	if err != nil {
		return err
	}
	about := list[correctedIn(list, *x.move)].Seq
	was, _ := x.state.Moved(about)
	if was.At == to {
		return errs.AtField("to", "“%s”现在就记在 %s，不用更正", x.pastLabel(&was), to)
	}
	next, at, err := x.fold(*x.plan, list)
	if err != nil {
		return x.contradiction(err, list[at], about, to)
	}
	return x.agreedInTime(next, to)
}

// contradiction says which move no longer fits once another has its new moment.
func (x *transition) contradiction(err error, m Move, about int, to cal.Moment) error {
	var e *errs.Error
	if !errors.As(err, &e) || e.Code == errs.Internal {
		return err
	}
	label := x.pastLabel(&Past{Action: m.Action, Site: m.Site})
	why, _, _ := strings.Cut(e.Message, "，请") // what it advises is meant for a move of its own
	why, _, _ = strings.Cut(why, "；请")
	var before early
	switch is := errors.As(err, &before); {
	case m.Seq == about:
		return errs.AtField("to", "不能改成 %s，%s。请换一个时间", to, why)
	case is:
		why = fmt.Sprintf("“%s”（%s）会早于%s（%s）", label, cal.PlainMoment(m.At), before.what, before.at)
	default:
		why = fmt.Sprintf("“%s”（%s）就登记不上，因为%s", label, cal.PlainMoment(m.At), why)
	}
	return errs.AtField("to", "不能改成 %s，那样%s。请换一个时间，或先更正“%s”", to, why, label)
}

// early says before what a move would have happened.
type early struct {
	what string
	at   cal.Moment
}

func (e early) Error() string { return "earlier than " + e.what }

// agreedInTime refuses a correction after which a date would have been agreed before
// its step began. The fold itself lets that pass: such dates were recorded before.
func (x *transition) agreedInTime(next State, to cal.Moment) error {
	early := func(s *State, i int) (Past, bool) {
		r := &s.Runs[i]
		if !r.Open() || r.Agreed == nil {
			return Past{}, false
		}
		agreed, _ := s.Moved(r.Agreed.Seq)
		return agreed, precedes(agreed.At, r.StepAt)
	}
	for i := range next.Runs {
		agreed, now := early(&next, i)
		if _, before := early(x.state, i); now && !before {
			return errs.AtField("to", "不能改成 %s，那样“%s”（%s）会早于“%s”这一步的开始（%s）。请换一个时间，或先更正“%s”",
				to, x.pastLabel(&agreed), agreed.At, x.runLabel(&next.Runs[i]), next.Runs[i].StepAt, x.pastLabel(&agreed))
		}
	}
	return nil
}
