package workflow_test

import (
	"reflect"
	"slices"
	"testing"

	"beiandesk/internal/workflow"
)

func TestUndoTakesBackTheLastMoveAndItsDates(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "template.submit")
	before, dates := d.s, d.deadlines()
	d.do("2026-03-03", "template.approve")
	refused(t, d.try("2026-03-03", "case.undo", "seq", "2"), "最后登记")
	d.do("2026-03-03", "case.undo")
	if !reflect.DeepEqual(before, d.s) || !reflect.DeepEqual(dates, d.deadlines()) {
		t.Fatalf("state and dates are as before:\n%+v\n%+v", before, d.s)
	}
	d.do("2026-03-03", "case.undo")
	d.want([]string{"template/todo:agency"})
	for range 2 {
		d.do("2026-03-03", "case.undo")
	}
	if d.s.Undoable != 0 {
		t.Fatalf("only the signing is left: %d", d.s.Undoable)
	}
	refused(t, d.try("2026-03-03", "case.undo"), "作废")
}

func TestAnEndingMayBeUndoneButNotAVoid(t *testing.T) {
	for action, undone := range map[string]bool{"case.withdraw": true, "case.decline": true, "case.void": false} {
		t.Run(action, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, "template.submit")
			d.do("2026-03-03", action, "reason", "不办了")
			d.want(nil)
			if len(d.deadlines()) != 0 || d.s.Ended == nil {
				t.Fatalf("nothing is due: %+v", d.deadlines())
			}
			for _, r := range d.s.Runs[3:] {
				if r.Outcome != workflow.Dropped {
					t.Errorf("%s is %q, want dropped", r.Key, r.Outcome)
				}
			}
			offered := []string{}
			for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-04")) {
				offered = append(offered, a.Code)
			}
			want := []string{}
			if undone {
				want = []string{"move.correct", "case.undo"}
			}
			if !slices.Equal(offered, want) {
				t.Errorf("offered %v, want %v", offered, want)
			}
			if err := d.try("2026-03-04", "case.undo"); (err == nil) != undone {
				t.Errorf("undo gives %v", err)
			}
		})
	}
}

func TestAHoldRestsOurDatesAndNotTheOffices(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "online.live")
	d.want([]string{"revoke/ask:agency", "police-account/todo:client"}, "agreed 2026-03-05 *", "police.legal 2026-04-01 *")
	d.do("2026-03-03", "case.hold", "until", "2026-12-31", "reason", "客户出国")
	d.want([]string{"revoke/ask:agency", "police-account/todo:client", "hold/wait:agency"}, "agreed 2026-12-31 *", "police.legal 2026-04-01 *")
	refused(t, d.try("2026-03-02", "case.resume"), "上一步“暂停案件”")
	d.do("2026-03-10", "case.resume")
	d.want([]string{"revoke/ask:agency", "police-account/todo:client"}, "agreed 2026-03-13 *", "police.legal 2026-04-01 *")
	if why := d.deadline("agreed").Why.Trigger; why != "案件恢复" {
		t.Fatalf("the default counts from the resumption: %q", why)
	}
}

func TestOnlyAgreedDatesCanBeMoved(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "online.live")
	refused(t, d.try("2026-03-03", "run.agree", "run", "police-account#1", "day", "2026-03-20", "reason", "客户忙"), "法定")
	refused(t, d.try("2026-03-03", "run.agree", "run", "revoke#1", "day", "2026-03-01", "reason", "客户忙"), "day")
	refused(t, d.try("2026-03-03", "run.agree", "run", "revoke#9", "day", "2026-03-20", "reason", "客户忙"), "run")
	d.do("2026-03-03", "run.agree", "day", "2026-03-20")
	refused(t, d.try("2026-03-03", "run.agree", "run", "revoke#1", "day", "2026-03-21"), "3月20日 是已经约好的日子，再改要写明原因")
	d.do("2026-03-03", "run.agree", "day", "2026-03-21", "reason", "客户忙")
	dl := d.deadline("agreed")
	if summary(dl) != "agreed 2026-03-21 *" || dl.Why.Count != nil {
		t.Fatalf("%+v", dl)
	}
	for _, line := range d.e.Reasons(dl) {
		if line == "客户忙" {
			t.Fatal("free text stays out of the reasons")
		}
	}
	d.do("2026-03-04", "revoke.ask")
	if got := summary(d.deadline("agreed")); got != "agreed 2026-03-09 *" {
		t.Fatalf("the next step has its own default: %s", got)
	}
}

func TestADateAgreedByHandStandsBeforeTheExpected(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "domain.verified")
	d.do("2026-03-02 12:00", "run.agree", "day", "2026-03-12", "reason", "腾讯云说下周")
	d.want([]string{"reporting/wait:cloud"}, "reporting.expected 2026-03-04…2026-03-05", "agreed 2026-03-12 *")
}

func TestADeliveryThatKeptTheScansMayBeUndone(t *testing.T) {
	d := newDesk(t, plan("cancel"))
	straight(d, "revoke.confirm")
	d.do("2026-03-03", "handover.done", "scans", "keep", "reason", "还要办变更")
	d.do("2026-03-04", "case.undo")
	d.want([]string{"handover/todo:agency"})
}

func TestAStepBegunSinceAHoldCountsFromItsOwnBeginning(t *testing.T) {
	for begun, due := range map[string]string{"2026-03-10": "2026-03-13", "2026-03-12": "2026-03-17"} {
		t.Run(begun, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, "online.live")
			d.do("2026-03-03", "case.hold", "until", "2026-12-31", "reason", "客户出国")
			d.do("2026-03-10", "case.resume")
			d.do(begun, "revoke.ask")
			dl := d.deadline("agreed")
			if dl.Due.String() != due || dl.Why.Trigger != "等客户撤权开始" || dl.Why.TriggerAt.String() != begun {
				t.Errorf("%s from %s on %s", dl.Due, dl.Why.Trigger, dl.Why.TriggerAt)
			}
		})
	}
}

func TestADefaultDateIsProvisionalInAnUnpublishedYearAlone(t *testing.T) {
	for signed, c := range map[string]struct {
		due         string
		provisional bool
	}{"2026-03-02": {"2026-03-05", false}, "2026-12-28": {"2026-12-31", false}, "2026-12-29": {"2027-01-04", true}} {
		t.Run(signed, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			d.do(signed, "signing.sign")
			if dl := d.deadline("agreed"); dl.Due.String() != c.due || dl.Provisional != c.provisional {
				t.Errorf("%s, provisional %v", dl.Due, dl.Provisional)
			}
		})
	}
}

func TestALegalClockGovernsBeforeALaterDateAgreedByHand(t *testing.T) {
	for name, c := range map[string]struct {
		day  string
		want []string
	}{
		"before the legal day": {"2026-03-20", []string{"police-subject.expected 2026-03-04…2026-03-05", "agreed 2026-03-20 *", "police.legal 2026-04-01"}},
		"after the legal day":  {"2026-04-20", []string{"police-subject.expected 2026-03-04…2026-03-05", "agreed 2026-04-20", "police.legal 2026-04-01 *"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, "police-subject.submit")
			d.do("2026-03-02 15:00", "revoke.confirm")
			d.do("2026-03-02 16:00", "run.agree", "run", "police-subject#1", "day", c.day, "reason", "公安说的")
			d.want([]string{"police-subject/submitted:police"}, c.want...)
		})
	}
}

func TestADateAgreedBeyondTheLegalDayNeedsAReasonAndCanBeMovedBack(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "police-subject.submit")
	d.do("2026-03-02 15:00", "revoke.confirm")
	agree := func(day, reason string) error {
		return d.try("2026-03-02 16:00", "run.agree", "run", "police-subject#1", "day", day, "reason", reason)
	}
	refused(t, agree("2026-04-20", ""), "法定期限是 4月1日，改到它以后要写明原因")
	d.do("2026-03-02 16:00", "run.agree", "run", "police-subject#1", "day", "2026-04-20", "reason", "公安说的")
	d.do("2026-03-02 16:00", "run.agree", "run", "police-subject#1", "day", "2026-03-20", "reason", "说错了")
	d.want([]string{"police-subject/submitted:police"}, "police-subject.expected 2026-03-04…2026-03-05", "agreed 2026-03-20 *", "police.legal 2026-04-01")
}

func TestTheHandoverBeginsWhenTheLastStageEnded(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "police-site.approve")
	d.do("2026-03-12", "police-number.shown")
	d.do("2026-03-10", "revoke.confirm") // recorded later, though it was done before
	d.want([]string{"handover/todo:agency"}, "agreed 2026-03-17 *")
	if r := d.s.OpenRuns()[0]; r.Entered.String() != "2026-03-12" {
		t.Errorf("it began on %s", r.Entered)
	}
}
