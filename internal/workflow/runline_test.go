package workflow

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
)

// TestALineSaysWhatDescribeSays walks cases of every type and holds the words of each open
// run's line, read back from JSON, against Describe with the one site that a list knows:
// now, and some days on.
func TestALineSaysWhatDescribeSays(t *testing.T) {
	for _, kind := range kindsOfCase {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			seen := map[string]int{}
			g, err := load("data/clocks.json")
			if err != nil {
				t.Fatal(err)
			}
			g.MaxWrong = 1 // five would come up in no walk
			e := New(g, cal.Embedded())
			for seed := range uint64(400) {
				random := rand.New(rand.NewPCG(seed, 2))
				w := newWalker(kind, random.IntN)
				w.e, w.p.Client = e, "青禾"
				for i := range w.p.Leads {
					w.p.Leads[i].Name = "阿依、古丽" // a name may hold what joins names
				}
				for i := range w.p.Sites {
					w.p.Sites[i].Domain = string(w.p.Sites[i].ID) + ".example"
				}
				for range 40 {
					if wrong := w.step(); wrong != "" {
						t.Fatalf("seed %d: %s", seed, wrong)
					}
					for _, later := range []int{0, random.IntN(30 * 24 * 60)} {
						if wrong := w.lines(w.now.Add(time.Duration(later)*time.Minute), seen); wrong != "" {
							t.Fatalf("seed %d: %s", seed, wrong)
						}
					}
					if w.ended {
						break
					}
				}
			}
			for what, least := range map[string]int{"": 5_000, "late": 300, "escalated": 10, "lost": 10, "again": 10, "undated": 10} {
				typ := Embedded().types[kind]
				if len(typ.Stages) < 5 {
					least /= 2
				}
				rounds, calls := slices.Contains(typ.Stages, "sms"), slices.Contains(typ.Stages, "forms") && !typ.bygone("forms") && Embedded().clockFrom("recall").of(kind)
				if seen[what] < least && (rounds || what == "" || what == "late") && (calls || what != "again") {
					t.Errorf("only %d lines were %q", seen[what], what)
				}
			}
		})
	}
}

// lines checks the lines of all open runs at a moment, and counts what it saw.
func (w *walker) lines(now time.Time, seen map[string]int) string {
	dates := w.e.Deadlines(w.p, w.s)
	for _, r := range w.s.OpenRuns() {
		if wrong := w.lineOf(r, dates, now, seen); wrong != "" {
			return fmt.Sprintf("%s at %s: %s", r.Key, now, wrong)
		}
	}
	return ""
}

func (w *walker) lineOf(r Run, dates []Deadline, now time.Time, seen map[string]int) string {
	made := w.e.Line(w.p, w.s, r, dates)
	text, err := json.Marshal(made)
	var line RunLine
	if err == nil {
		err = json.Unmarshal(text, &line)
	}
	if err != nil || !reflect.DeepEqual(made, line) {
		return fmt.Sprintf("%s does not come back: %v", text, err)
	}
	place := w.p.Sites[0]
	if r.Site != "" {
		place = *w.p.site(r.Site)
	}
	place.ID = r.Site
	names := LineNames{CaseType: w.p.Type, Province: w.p.Province, Client: w.p.Client, Lead: w.p.leadName(""), Domain: place.Domain}
	got := w.e.WordsOf(line, names, now)

	known := w.p
	if len(made.People) == 0 { // else it knows by name all whom its step asks
		known.Sites, known.Leads = []Site{place}, []Lead{{Name: names.Lead, Role: "subject"}}
	}
	due := Governing(r, dates)
	want := w.e.DescribeWith(known, r, w.s, dates, now)
	if got.Todo != want.Todo || got.Act != want.Act || got.Party != want.Party || got.Chase != (want.Message != "") || got.Party != line.WaitsFor(now) {
		return fmt.Sprintf("%+v, want %+v", got, want)
	}
	seen[""]++
	group := EdgesAt(now).Group(line.Sort(), line.Soft)
	if due == nil {
		seen["undated"]++
		if got.Left+got.Tone+got.Why != "" || group != GroupLater {
			return fmt.Sprintf("no date, and %+v in %s", got, group)
		}
		return ""
	}
	_, tone := w.e.TimeLeft(*due, now)
	if got.Tone != tone || group != map[string]string{ToneOverdue: GroupOverdue, ToneToday: GroupToday, ToneSoon: GroupWeek, ToneLater: GroupLater}[tone] {
		return fmt.Sprintf("%s in %s, want %s", got.Tone, group, tone)
	}
	if got.Left == "" || got.Why == "" {
		return fmt.Sprintf("%+v says nothing of its date", got)
	}
	for what, is := range map[string]bool{
		"late": line.Late != nil && line.Late.Past(now), "escalated": line.EscalatesTo != "" && got.Party == line.EscalatesTo,
		"lost": line.Round != nil && line.Round.Lost, "again": r.Recall != nil,
	} {
		if is {
			seen[what]++
		}
	}
	return ""
}

// lineAt makes a line of a step by hand, due in a week.
func lineAt(stage, step string) RunLine {
	return RunLine{
		Key: stage + "#1", Stage: stage, Step: step, Party: Embedded().stages[stage].step(step).Party,
		Due: &LineDue{At: cal.Whole(cal.Date(2026, 11, 30)), Kind: AgreedOn, Clock: agreedClock, Own: true},
	}
}

func TestAStepNamesItsOwnActAndALateStepAnother(t *testing.T) {
	e := Default(cal.Embedded())
	now := cal.Date(2026, 11, 23).Start().Add(9 * time.Hour)
	passed := cal.Whole(cal.Date(2026, 11, 20))
	late := func(stage, step string) RunLine {
		l := lineAt(stage, step)
		l.Late = &passed
		return l
	}
	lost := lineAt("sms", "verify")
	lost.Round = &LineRound{No: 2, Waiting: []string{"沈一鸣"}, Lost: true}
	again := lineAt("prereview", "submitted")
	again.Due.Kind, again.Due.Clock, again.Due.At = Reminder, "prereview.recall", cal.At(now.Add(time.Hour))
	called := again
	called.Due = &LineDue{At: cal.At(now.Add(-time.Hour)), Kind: Reminder, Clock: "prereview.recall", Own: true}
	visit := lineAt("police-site", "appointment")
	visit.Visit = "visit"
	been := late("police-site", "appointment")
	been.Visit = "visit"
	for name, c := range map[string]struct {
		line               RunLine
		label, opens, todo string
	}{
		"work of ours":                 {lineAt("template", "todo"), "登记完成", OpensOutcomes, "在腾讯云提交信息模板"},
		"a reviewer's answer":          {lineAt("bureau-review", "submitted"), "记录结果", OpensOutcomes, "等浙江省通信管理局审核"},
		"an answer that is late":       {late("bureau-review", "submitted"), "记录通话", OpensOutcomes, "致电浙江省通信管理局问进度"},
		"the cloud's that is late":     {late("reporting", "wait"), "提工单", OpensTicket, "提腾讯云工单问上报进度"},
		"the client's materials":       {lineAt("materials", "todo"), "催材料", OpensMessage, "催沈一鸣交材料"},
		"a call that is to come":       {lineAt("prereview", "submitted"), "提醒客户", OpensMessage, "提醒沈一鸣接预审核电话"},
		"a second call":                {again, "提醒客户", OpensMessage, "提醒沈一鸣接第二次预审核电话"},
		"a second call that was due":   {called, "记录结果", OpensOutcomes, "查看第二次预审核电话的结果"},
		"a round that is lost":         {lost, "记录结果", OpensOutcomes, "确认第 2 轮短信是否错过"},
		"an appointment":               {visit, "陪同实地检查", OpensVisit, "陪沈一鸣参加实地检查"},
		"an appointment that has been": {been, "记录结果", OpensOutcomes, "登记实地检查的结果"},
	} {
		t.Run(name, func(t *testing.T) {
			w := e.WordsOf(c.line, LineNames{CaseType: "first", Province: "33", Lead: "沈一鸣"}, now)
			if w.Act.Label != c.label || w.Act.Opens != c.opens || w.Todo != c.todo {
				t.Errorf("%q opens %s: %q", w.Act.Label, w.Act.Opens, w.Todo)
			}
		})
	}
}

func TestALineTellsWhyItsDateIsThen(t *testing.T) {
	e := Default(cal.Embedded())
	now := cal.Date(2026, 11, 23).Start().Add(9 * time.Hour)
	round := lineAt("sms", "verify")
	round.Round = &LineRound{No: 2, Waiting: []string{"阿依、古丽", "沈一鸣"}}
	round.Due.Kind, round.Due.Clock, round.Due.At = Legal, "sms.legal", cal.At(now.Add(5*time.Hour))
	span := lineAt("police-account", "todo")
	span.Due.Kind, span.Due.Clock, span.Due.Own = Legal, "police.legal", false
	review := lineAt("bureau-review", "submitted")
	review.Due.Kind, review.Due.Clock, review.Due.Workdays = Max, "bureau-review.max", true
	counted := lineAt("revoke", "ask")
	counted.Due.Workdays = true
	for name, c := range map[string]struct {
		line            RunLine
		todo, left, why string
	}{
		"a round":      {round, "催阿依、古丽、沈一鸣完成短信核验", "剩 5 小时", "第 2 轮短信，24 小时内"},
		"an agreed":    {counted, "请客户撤销子账号授权", "剩 5 个工作日", "约定的日期"},
		"set by hand":  {lineAt("revoke", "ask"), "请客户撤销子账号授权", "剩 7 天", "约定的日期"},
		"a span":       {span, "催沈一鸣备好公安平台账号", "剩 7 天", "公安备案"},
		"working days": {review, "等浙江省通信管理局审核", "剩 5 个工作日", "管局最迟"},
	} {
		t.Run(name, func(t *testing.T) {
			w := e.WordsOf(c.line, LineNames{CaseType: "first", Province: "33", Lead: "沈一鸣"}, now)
			if w.Todo != c.todo || w.Left != c.left || w.Why != c.why {
				t.Errorf("%q %q %q, want %q %q %q", w.Todo, w.Left, w.Why, c.todo, c.left, c.why)
			}
		})
	}
}

func TestSortKeysSortLikeMoments(t *testing.T) {
	day := cal.Date(2026, 11, 23)
	sorted := []string{
		SortKey(cal.Whole(day.Add(-1))), SortKey(cal.Moment{Day: day, Minute: 0}), SortKey(cal.Moment{Day: day, Minute: 9*60 + 5}),
		SortKey(cal.Moment{Day: day, Minute: 23*60 + 59}), SortKey(cal.Whole(day)), SortKey(cal.Whole(day.Add(30))), NoDate,
	}
	if !slices.IsSorted(sorted) || len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
		t.Error(strings.Join(sorted, "\n"))
	}
	edges := EdgesAt(day.Start().Add(9*time.Hour + 5*time.Minute))
	for name, c := range map[string]struct {
		due  cal.Moment
		soft bool
		want string
	}{
		"this minute":             {cal.Moment{Day: day, Minute: 9*60 + 5}, false, GroupOverdue},
		"this minute, soft":       {cal.Moment{Day: day, Minute: 9*60 + 5}, true, GroupToday},
		"the next minute":         {cal.Moment{Day: day, Minute: 9*60 + 6}, false, GroupToday},
		"yesterday":               {cal.Whole(day.Add(-1)), false, GroupOverdue},
		"yesterday, soft":         {cal.Whole(day.Add(-1)), true, GroupToday},
		"today":                   {cal.Whole(day), false, GroupToday},
		"tomorrow":                {cal.Whole(day.Add(1)), true, GroupWeek},
		"the seventh day":         {cal.Whole(day.Add(7)), false, GroupWeek},
		"the eighth day's minute": {cal.Moment{Day: day.Add(8), Minute: 0}, false, GroupLater},
	} {
		t.Run(name, func(t *testing.T) {
			if got := edges.Group(SortKey(c.due), c.soft); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestWeOnlyWaitForTheOffices(t *testing.T) {
	if len(Parties) != len(Embedded().Parties) {
		t.Fatalf("%d parties of %d", len(Parties), len(Embedded().Parties))
	}
	first := slices.IndexFunc(Parties, Party.Office)
	for i, p := range Parties {
		if Embedded().Parties[p] == "" || p.Office() != (i >= first) || p.Office() != (p == Cloud || p == Bureau || p == Police || p == Platform) {
			t.Errorf("%s: offices are the last of the known parties", p)
		}
	}
}
