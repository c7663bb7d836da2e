package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

// icpOnly is a case that is live and has no police phase.
func icpOnly(t *testing.T, kind, upTo string) *desk {
	p := plan(kind)
	p.Police = false
	d := newDesk(t, p)
	straight(d, upTo)
	return d
}

func offeredAs(d *desk, code, now string) (workflow.Action, bool) {
	all := d.e.Actions(d.p, d.s, nil, at(d.t, now))
	i := slices.IndexFunc(all, func(a workflow.Action) bool { return a.Code == code })
	if i < 0 {
		return workflow.Action{}, false
	}
	return all[i], true
}

func TestTheClientsOwnPoliceDateOutlivesTheCase(t *testing.T) {
	d := icpOnly(t, "first", "number.record")
	if got := d.e.Duties(d.p, d.s); len(got) != 0 {
		t.Fatalf("before the go-live there is no date to tell: %+v", got)
	}
	if _, ok := offeredAs(d, "police.told", "2026-03-02"); ok {
		t.Error("telling it is offered before there is a date")
	}
	d.do("2026-03-03", "online.live")
	d.do("2026-03-03", "revoke.confirm")
	if a, _ := offeredAs(d, "handover.done", "2026-03-04"); len(a.Warn) != 1 || !strings.Contains(a.Warn[0], "2026年4月2日") {
		t.Errorf("the hand-over does not warn of what the client was not told: %q", a.Warn)
	}
	d.do("2026-03-04", "handover.done", "scans", "purge")
	dates := d.deadlines()
	if len(dates) != 1 || dates[0].Kind != workflow.Own || dates[0].Governs || dates[0].Due.Day.String() != "2026-04-02" {
		t.Fatalf("%+v", dates)
	}
	for when, want := range map[string]string{"2026-03-10": "剩 23 天", "2026-04-02": "今天到期", "2026-04-05": "已过 3 天"} {
		if text, tone := d.e.TimeLeft(dates[0], at(t, when)); text != want || tone == workflow.ToneOverdue {
			t.Errorf("%s: %s, %s: it is no work of ours that is late", when, text, tone)
		}
	}
	if !workflow.Own.Soft() {
		t.Error("it would count as overdue")
	}
	d.do("2026-03-20", "police.told", "how", "sign")
	owes := d.e.Duties(d.p, d.s)
	if len(owes) != 1 || owes[0].Told == nil || owes[0].Told.How != "sign" || owes[0].Told.At.Day.String() != "2026-03-20" {
		t.Fatalf("%+v", owes)
	}
	d.do("2026-03-25", "police.own", "police_number", "浙公网安备 33010602012345号")
	if len(d.deadlines()) != 0 || d.s.Sites[siteA].PoliceNumber == "" {
		t.Errorf("the client has done it: %+v", d.deadlines())
	}
	refused(t, d.try("2026-03-26", "police.told", "how", "phone"), "没有要客户自己办的公安备案")
	d.do("2026-03-26", "case.undo")
	if len(d.deadlines()) != 1 {
		t.Error("undone, the date stands again")
	}
}

// types.json says which orders can have the phase: what lacks it otherwise owes nothing.
func TestWhoCanNotHaveThePolicePhaseOwesNothing(t *testing.T) {
	for kind := range ways {
		typ, _ := engine().Graph().Type(kind)
		if typ.HasPolice() || !slices.Contains(ways[kind], "online.live") {
			continue
		}
		if d := icpOnly(t, kind, "online.live"); len(d.e.Duties(d.p, d.s)) != 0 {
			t.Errorf("%s: %+v", kind, d.e.Duties(d.p, d.s))
		}
	}
	if d := icpOnly(t, "add", "online.live"); len(d.e.Duties(d.p, d.s)) != 1 {
		t.Error("a further site needs its police filing, too")
	}
	d := icpOnly(t, "first", "online.live")
	d.do("2026-03-03", "case.void", "reason", "建错了")
	if len(d.deadlines()) != 0 {
		t.Error("a void case has dates")
	}
	d = newDesk(t, plan("first"))
	straight(d, "online.live")
	if len(d.e.Duties(d.p, d.s)) != 0 {
		t.Error("with the phase ordered it is our work")
	}
}

func TestAddingThePhaseLateWarnsBeforeItIsOverdue(t *testing.T) {
	d := icpOnly(t, "first", "online.live") // live on 2026-03-02: the last day is 2026-04-01
	for when, want := range map[string]string{"2026-03-20": "", "2026-03-22": "只剩 10 天", "2026-04-01": "只剩 0 天", "2026-04-04": "已经过了 3 天"} {
		a, ok := offeredAs(d, "police.add", when)
		got := strings.Join(a.Warn, "")
		if !ok || (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
		if want != "" && (!strings.Contains(got, "2026年4月1日 周三") || !strings.Contains(got, "停机整顿")) {
			t.Errorf("%s: neither day nor consequence: %q", when, got)
		}
	}
	d.do("2026-03-25", "police.add")
	dates := d.deadlines()
	i := slices.IndexFunc(dates, func(dl workflow.Deadline) bool { return dl.Clock == "police.legal" })
	if i < 0 || dates[i].Kind != workflow.Legal || dates[i].Due.Day.String() != "2026-04-01" || !dates[i].Governs {
		t.Errorf("added, it is ours and counts from the go-live: %+v", dates)
	}
}

func TestADutyIsToldInTheWordsOfTheCase(t *testing.T) {
	p := plan("first")
	p.Police, p.Client = false, "青禾软件"
	p.Sites[0].Domain = "qinghe.example"
	d := newDesk(t, p)
	straight(d, "online.live")
	owes := d.e.Duties(d.p, d.s)
	text := d.e.DutyText(d.p, owes[0], at(t, "2026-03-10"))
	for _, part := range []string{"qinghe.example", "2026年3月2日", "2026年4月1日 周三", "30 天内", "没有委托我们"} {
		if !strings.Contains(text.Message, part) {
			t.Errorf("%q does not say %s", text.Message, part)
		}
	}
	if all := strings.Join(text.Acts, "\n") + text.Missed; strings.ContainsAny(all, "{}[]") || !strings.Contains(all, "新办网站") {
		t.Errorf("%s", all)
	}
	if len(text.Acts) < 3 || text.Source == "" || text.Sourced == "" {
		t.Errorf("%+v", text)
	}
}
