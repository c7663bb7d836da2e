package workflow_test

import (
	"slices"
	"testing"

	"beiandesk/internal/workflow"
)

func TestAHoldComesBackOnItsDayWithItsReason(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "account.done")
	refused(t, d.try("2026-03-03", "case.hold", "cause", "hold-money"), "until")
	refused(t, d.try("2026-03-03", "case.hold", "until", "2026-03-20"), "cause")
	refused(t, d.try("2026-03-03", "case.hold", "cause", "hold-money", "until", "2026-03-02"), "until")
	d.do("2026-03-03", "case.hold", "cause", "hold-money", "until", "2026-03-20", "reason", "月底付")
	d.want([]string{"materials/todo:client", "hold/wait:agency"}, "agreed 2026-03-20 *")

	run, _, _ := d.e.Headline(d.s, d.deadlines())
	pause, held := d.e.Pause(d.s)
	if !held || run.Key != pause.Key || pause.Reason != "客户款项未到；月底付" {
		t.Fatalf("the hold stands for the case: %+v", run)
	}
	now := at(t, "2026-03-20 09:00")
	words := d.e.WordsOf(d.e.Line(d.p, d.s, run, d.deadlines()), workflow.LineNames{CaseType: "first", Province: "33", Lead: "沈一鸣"}, now)
	if words.Todo != "暂停到期，问沈一鸣还办不办（客户款项未到）" || words.Left != "今天到期" {
		t.Errorf("on its day: %+v", words)
	}
	if text := d.e.Describe(d.p, run, d.s, now); text.Todo != words.Todo {
		t.Errorf("the case says the same: %q", text.Todo)
	}
	d.do("2026-03-20", "run.agree", "run", run.Key, "day", "2026-04-10", "reason", "再等三周")
	if due := d.e.Governing(run, d.deadlines()); due.Due.String() != "2026-04-10" || due.Label != "暂停到" {
		t.Errorf("it was put off: %+v", due)
	}
	d.do("2026-04-10", "case.resume")
	d.want([]string{"materials/todo:client"}, "agreed 2026-04-15 *")
	refused(t, d.try("2026-04-10", "case.resume"), "案件没有暂停")
}

func TestAHoldWithoutADayIsOfAnEarlierReleaseAndStillFolds(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "account.done")
	moves := append(slices.Clone(d.moves), workflow.Move{Seq: len(d.moves) + 1, At: moment(t, "2026-03-03"), Action: "case.hold", Reason: "客户出国"})
	s, err := d.e.Fold(d.p, moves)
	if err != nil || s.Status != workflow.Hold || len(d.e.Deadlines(d.p, s)) != 0 {
		t.Fatalf("%v %+v", err, s)
	}
}

func TestAWithdrawalIsOverOnceWhatIsLeftOfItIsDone(t *testing.T) {
	for name, c := range map[string]struct {
		left []string
		want []string
	}{
		"nothing":                        {nil, []string{}},
		"a bill":                         {[]string{"bill"}, []string{"left-bill/todo:agency"}},
		"an account, a bill and scans":   {[]string{"account", "bill", "scans"}, []string{"revoke/ask:agency", "left-bill/todo:agency", "left-scans/todo:agency"}},
		"an account that is being taken": {[]string{"account"}, []string{"revoke/ask:agency"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, "prereview.submit")
			m := d.move("2026-03-03", "case.withdraw", "reason", "客户不办了").LeavingBehind(c.left)
			d.moves = append(d.moves, m)
			var err error
			if d.s, err = d.e.Fold(d.p, d.moves); err != nil {
				t.Fatal(err)
			}
			d.want(c.want)
			if ended := d.s.Ended != nil; ended != (len(c.left) == 0) || d.s.Leaving.Status != workflow.Withdrawn {
				t.Fatalf("%+v", d.s)
			}
			if len(c.left) == 0 {
				return
			}
			if d.s.Status != workflow.Leaving {
				t.Fatalf("it is %s", d.s.Status)
			}
			for _, r := range d.s.OpenRuns() {
				switch r.Stage {
				case "revoke":
					d.do("2026-03-04", "revoke.confirm")
				case "left-bill":
					d.do("2026-03-04", "left-bill.done")
				default:
					refused(t, d.try("2026-03-04", "left-scans.done", "scans", "keep"), "reason")
					d.do("2026-03-04", "left-scans.done", "scans", "keep", "reason", "仲裁要用")
				}
			}
			if d.s.Status != workflow.Withdrawn || d.s.Ended.String() != "2026-03-04" || d.s.Leaving.At.String() != "2026-03-03" {
				t.Fatalf("%+v", d.s)
			}
			d.do("2026-03-05", "case.undo")
			if d.s.Status != workflow.Leaving {
				t.Errorf("with the last of it undone it is %s", d.s.Status)
			}
		})
	}
}

func TestAnAppointmentCountsDaysAndHoursAndEndsNothing(t *testing.T) {
	p := plan("first")
	p.Sites[0].Interactive = true
	for when, told := range map[string]map[string]string{
		"2026-03-09 15:00": {
			"2026-03-05 10:20": "还有 4 天 4 小时", "2026-03-07 15:00": "还有 2 天", "2026-03-09 09:30": "还有 5 小时 30 分",
			"2026-03-09 15:00": "时间已过", "2026-03-11 09:00": "时间已过",
		},
		"2026-03-09": {"2026-03-05 10:20": "还有 4 天", "2026-03-08 10:00": "明天", "2026-03-09 18:00": "今天", "2026-03-10 08:00": "时间已过"},
	} {
		d := newDesk(t, p)
		straight(d, "police-site.submit")
		d.do("2026-03-03 10:00", "police-site.appointment", "when", when, "kind", "interview")
		due := d.deadline("police-site.appointment")
		for now, want := range told {
			if left, tone := d.e.TimeLeft(due, at(t, now)); left != want || tone == workflow.ToneOverdue {
				t.Errorf("at %s: %s, %s; want %s", now, left, tone, want)
			}
		}
	}
}
