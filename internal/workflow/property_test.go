package workflow

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"

	"pgregory.net/rapid"
)

// walker makes random moves that the engine offers and holds what it says of them.
type walker struct {
	e     *Engine
	p     Plan
	s     State
	moves []Move
	now   time.Time
	pick  func(n int) int // 0 … n-1
	ended bool
	told  map[string]cal.Moment // the dates whose reasons were read already

	corrected int // corrections that held
}

func newWalker(kind string, pick func(n int) int) *walker {
	e := Default(cal.Embedded())
	t := e.graph.types[kind]
	w := &walker{e: e, told: map[string]cal.Moment{}, pick: pick, now: time.Date(2026, 8, 3+pick(150), 9, 0, 0, 0, cal.Zone)}
	w.p = Plan{Type: kind, Province: []string{"33", "62", "44"}[pick(3)], ICP: t.HasICP(),
		Police: t.HasPolice() && (!t.HasICP() || pick(3) > 0)}
	w.p.Leads = append(w.p.Leads, Lead{Person: "p0", Name: "甲", Role: "subject", Mobile: "m0"})
	for i := range 1 + pick(3) {
		id := ref.SiteID(fmt.Sprintf("s%d", i))
		w.p.Sites = append(w.p.Sites, Site{ID: id, Name: "站" + string(id), Interactive: pick(3) == 0})
		if pick(2) == 0 {
			w.p.Leads = append(w.p.Leads, Lead{Person: ref.PersonID(fmt.Sprintf("p%d", i+1)), Name: "乙", Role: "site", Site: id, Mobile: fmt.Sprintf("m%d", pick(3))})
		}
	}
	w.s = State{Status: Open, Sites: map[ref.SiteID]SiteState{}, Past: make([]Past, 0, 48)}
	return w
}

// walk goes up to n moves and tells what was wrong, "" when nothing was.
func (w *walker) walk(n int) string {
	for range n {
		if wrong := w.step(); wrong != "" {
			var trail []string
			for _, m := range w.moves {
				trail = append(trail, fmt.Sprintf("%s %s %s %v", m.At, m.Action, m.Site, m.Values))
			}
			return wrong + "\n" + strings.Join(trail, "\n")
		}
		if w.ended {
			break
		}
	}
	once, err := w.e.Fold(w.p, w.moves)
	if err != nil {
		return "the moves do not fold: " + err.Error()
	}
	right, err := w.e.Fold(w.p, w.right())
	if err != nil {
		return "the moves do not fold with the right moments from the start: " + err.Error()
	}
	if once.Undoable = right.Undoable; !reflect.DeepEqual(once, right) || !reflect.DeepEqual(w.e.Deadlines(w.p, once), w.e.Deadlines(w.p, right)) {
		return fmt.Sprintf("corrections differ from the right moments from the start:\n%+v\n%+v", once, right)
	}
	if once.Status != w.s.Status || !reflect.DeepEqual(once.Runs, w.s.Runs) {
		return fmt.Sprintf("a fold differs from going move by move:\n%+v\n%+v", once, w.s)
	}
	return ""
}

func (w *walker) step() string {
	w.now = w.now.Add(time.Duration(w.pick(40)*w.pick(60)) * time.Minute)
	var offered []Action
	next := 0
	for _, a := range w.e.Actions(w.p, w.s, nil, w.now) {
		if a.Kind != "case" && len(a.Blocked) == 0 {
			next++
		}
		// Endings and holds are rarer than in an even draw, or no walk would get far.
		if a.Code == ActionCorrect {
			if w.pick(20) == 0 {
				offered = []Action{a}
				break
			}
			continue
		}
		if len(a.Blocked) == 0 && (a.Kind != "case" || w.pick(25) == 0) && (a.Kind != "setback" || w.pick(4) == 0) {
			offered = append(offered, a)
		}
	}
	if next == 0 {
		return fmt.Sprintf("an open case has no next action: %+v", w.s.OpenRuns())
	}
	if len(offered) == 0 {
		return ""
	}
	a := offered[w.pick(len(offered))]
	m := w.e.Fill(w.p, w.s, w.move(a))
	err := w.e.Check(w.p, w.moves, w.s, nil, m, w.now)
	if m.Action == ActionCorrect {
		return w.correct(m, err)
	}
	if err != nil {
		if strings.HasPrefix(a.Code, "sms.") {
			return "" // offered for what happened before the expiry; now is after it
		}
		return fmt.Sprintf("%s %v is offered but refused: %v", a.Code, m.Values, err)
	}
	w.moves = append(w.moves, m)
	if m.Action == "case.undo" {
		var err error
		if w.s, err = w.e.Fold(w.p, w.moves); err != nil {
			return "undo does not fold: " + err.Error()
		}
	} else if err := w.e.apply(w.p, &w.s, m); err != nil {
		return "an allowed move does not apply: " + err.Error()
	}
	return w.wrong()
}

// correct holds the judgement of a correction against a fold in which the moment had
// been right from the start.
func (w *walker) correct(m Move, judged error) string {
	w.moves = append(w.moves, m)
	next, err := w.e.Fold(w.p, w.right())
	if judged != nil {
		w.moves = w.moves[:len(w.moves)-1]
		if message := judged.Error(); err == nil && !strings.Contains(message, "不用更正") && !strings.Contains(message, "这一步的开始") {
			return fmt.Sprintf("%v is refused, and would hold: %s", m.Values, message)
		}
		return ""
	}
	if err != nil {
		return fmt.Sprintf("%v is allowed, and does not hold: %v", m.Values, err)
	}
	if w.s, err = w.e.Fold(w.p, w.moves); err != nil {
		return "a correction does not fold: " + err.Error()
	}
	if !reflect.DeepEqual(next.Runs, w.s.Runs) || w.s.Undoable != m.Seq {
		return "a correction is not as if it had been right, or can't be undone"
	}
	w.corrected++
	return w.wrong()
}

// right is what was recorded, had it been right from the start: without what was
// undone, and without corrections. It is worked out apart from the engine.
func (w *walker) right() []Move {
	var list []Move
	for _, m := range w.moves {
		if m.Action == "case.undo" {
			list = list[:len(list)-1]
		} else {
			list = append(list, m)
		}
	}
	var kept []Move
	for i, m := range list {
		for _, later := range list[i+1:] {
			if later.Action == ActionCorrect && later.Values["seq"] == fmt.Sprint(m.Seq) {
				m.At, _ = cal.ParseMoment(later.Values["to"])
			}
		}
		if m.Action != ActionCorrect {
			kept = append(kept, m)
		}
	}
	return kept
}

// near is a moment some days about another, not after now; sometimes of a day only.
func (w *walker) near(m cal.Moment) cal.Moment {
	m.Day = m.Day.Add(w.pick(7) - 3)
	if m.IsDay() || w.pick(2) == 0 {
		m.Minute = 60 * w.pick(24)
	}
	if now := cal.At(w.now); m.Compare(now) > 0 {
		m = now
	}
	if w.pick(4) == 0 {
		m = cal.Whole(m.Day)
	}
	return m
}

// move makes up what an action asks for.
func (w *walker) move(a Action) Move {
	m := Move{Seq: len(w.moves) + 1, At: cal.At(w.now), Recorded: w.now, Action: a.Code, Site: a.Site, Reason: "因故", Values: map[string]string{}}
	if w.pick(4) == 0 && !w.e.graph.acts[a.Code].Minute {
		m.At = cal.Whole(m.At.Day)
	}
	short := w.e.graph.provinces[w.p.Province]
	letter := map[string]string{"33": "浙", "62": "陇", "44": "粤"}[short.Code]
	if a.Code == ActionAddSite {
		m.Site = ref.SiteID(fmt.Sprintf("s%d", len(w.p.Sites)))
		w.p.Sites = append(w.p.Sites, Site{ID: m.Site, Name: "站" + string(m.Site), Interactive: w.pick(3) == 0, Added: true})
	}
	for i, v := range a.Values {
		switch {
		case a.Code == ActionCorrect && v.Key == "to":
			seq, _ := strconv.Atoi(m.Values["seq"])
			about, _ := w.s.Moved(seq)
			m.Values[v.Key] = w.near(about.At).String()
		case v.Kind == "choice" && len(v.Options) > 0:
			m.Values[v.Key] = v.Options[w.pick(len(v.Options))].Code
		case v.Kind == "day" && v.Key == "live_day":
			m.Values[v.Key] = m.At.Day.Add(-w.pick(20)).String()
		case v.Kind == "day":
			m.Values[v.Key] = m.At.Day.Add(w.pick(20)).String()
		case v.Kind == "moment":
			m.Values[v.Key] = m.At.AddHours(24 * (1 + w.pick(9))).String()
		case v.Key == "subject_number":
			m.Values[v.Key] = letter + "ICP备2026051234号"
		case v.Kind == "icp" && v.Required:
			m.Values[v.Key] = fmt.Sprintf("%sICP备2026051234号-%d%s", letter, i, w.e.graph.types[w.p.Type].Letter)
		case v.Kind == "police":
			site := slices.IndexFunc(w.p.Sites, func(s Site) bool { return s.ID == m.Site || string(s.ID) == m.Values["site"] })
			m.Values[v.Key] = fmt.Sprintf("浙公网安备 3301060201234%d号", site)
		}
	}
	return m
}

// wrong holds the state against what must be true of every case.
func (w *walker) wrong() string {
	dates := w.e.Deadlines(w.p, w.s)
	w.ended = !w.s.active()
	open := 0
	for i := range w.s.Runs {
		r := &w.s.Runs[i]
		if !r.Open() {
			if r.Outcome == "" {
				return "run " + r.Key + " ended with no outcome"
			}
			continue
		}
		open++
		if w.s.openRun(r.Stage, r.Site) != i {
			return "two open runs of " + r.Stage
		}
		if w.s.Status == Open && Governing(*r, dates) == nil {
			return "no date governs " + r.Key + " at " + r.Step
		}
	}
	if w.ended {
		if open > 0 || w.s.Ended == nil {
			return "an ended case still has runs"
		}
	}
	for _, d := range dates {
		if w.ended && d.Kind != Own || d.Kind == Own && (d.Governs || w.s.Police) {
			return d.Key + " is of an ended case, or the client's own and presses ours"
		}
		if wrong := w.unexplained(d); wrong != "" {
			return d.Key + ": " + wrong
		}
	}
	return ""
}

// unexplained holds a date against its own reasons: counted again from its trigger it
// must come out, and the trigger must have happened.
func (w *walker) unexplained(d Deadline) string {
	why := d.Why
	if why.Trigger == "" || strings.Contains(why.Trigger, "{") || why.Source == "" || why.Term == "" {
		return fmt.Sprintf("reasons missing: %+v", why)
	}
	happened := slices.ContainsFunc(w.s.Past, func(p Past) bool { return p.At.Day == why.TriggerAt.Day })
	for _, round := range w.s.Rounds {
		happened = happened || round.Expires.Day == why.TriggerAt.Day // time alone ends a round
	}
	for _, site := range w.s.Sites {
		happened = happened || (site.Live != nil && site.Live.Day == why.TriggerAt.Day)
	}
	if !happened {
		return fmt.Sprintf("nothing happened on %s", why.TriggerAt)
	}
	switch {
	case why.Count != nil:
		if why.Count.From != why.TriggerAt.Day || why.Count.End != d.Due.Day || w.e.cal.AddWorkdays(why.Count.From, why.Count.N).End != d.Due.Day {
			return "its count does not lead to it"
		}
	case why.Days > 0:
		if raw := why.TriggerAt.Day.Add(why.Days); raw != d.Due.Day && (why.Moved == "" || w.e.cal.NextWorkday(raw) != d.Due.Day) {
			return "its days do not lead to it"
		}
	}
	if seen, ok := w.told[d.Key]; ok && seen == d.Due {
		return ""
	}
	w.told[d.Key] = d.Due
	if d.Due.Day < why.TriggerAt.Day || len(w.e.Reasons(d)) < 2 {
		return "due before its trigger, or unexplained"
	}
	return ""
}

var kindsOfCase = []string{"first", "add", "access", "change", "cancel", "app", "mini", "police", "police-change", "police-cancel"}

// TestNoWalkStrandsACase: 10,000 random walks of each case type, the same each time.
func TestNoWalkStrandsACase(t *testing.T) {
	for _, kind := range kindsOfCase {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			finished, corrected := 0, 0
			for seed := range uint64(10_000) {
				random := rand.New(rand.NewPCG(seed, 1))
				w := newWalker(kind, random.IntN)
				if wrong := w.walk(45); wrong != "" {
					t.Fatalf("seed %d: %s", seed, wrong)
				}
				corrected += w.corrected
				if w.s.Status == Delivered {
					finished++
				}
			}
			if finished < 100 {
				t.Fatalf("only %d walks came to the hand-over: the walks are too short to say much", finished)
			}
			least := 2_000
			if len(Embedded().types[kind].Stages) < 5 { // little can be wrong in a short way
				least = 1_000
			}
			if corrected < least {
				t.Fatalf("only %d moments were corrected", corrected)
			}
		})
	}
}

// TestNoDrawnWalkStrandsACase draws the walks, so that a failing one shrinks.
func TestNoDrawnWalkStrandsACase(t *testing.T) {
	for _, kind := range kindsOfCase {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "pick") }
				if wrong := newWalker(kind, pick).walk(30); wrong != "" {
					t.Fatal(wrong)
				}
			})
		})
	}
}
