package workflow_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/workflow"
)

// seq is the number of the latest move of an action.
func (d *desk) seq(action string) string {
	d.t.Helper()
	for _, m := range slices.Backward(d.moves) {
		if m.Action == action {
			return fmt.Sprint(m.Seq)
		}
	}
	d.t.Fatalf("no move %s", action)
	return ""
}

func (d *desk) correct(at, action, to string) error {
	d.t.Helper()
	return d.try(at, "move.correct", "seq", d.seq(action), "to", to, "reason", "记错了")
}

// atSMS is a case whose bureau's SMS was written up for 15:40.
func atSMS(t testing.TB) *desk {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:40", "bureau-submit.sms")
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-04 15:40 *")
	return d
}

func TestACorrectedSMSExpiresByTheRightMoment(t *testing.T) {
	d := atSMS(t)
	if err := d.correct("2026-03-03 16:00", "bureau-submit.sms", "2026-03-03 14:50"); err != nil {
		t.Fatal(err)
	}
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-04 14:50 *")
	refused(t, d.try("2026-03-04 15:00", "sms.verified"), "2026-03-04 14:50 到期")
	d.do("2026-03-04 15:00", "sms.missed", "change", "no")
}

func TestACorrectionHasToFitWhatCameAfter(t *testing.T) {
	d := atSMS(t)
	d.do("2026-03-04 15:10", "sms.verified")
	for to, part := range map[string]string{
		"2026-03-03 14:50": "不能改成 2026-03-03 14:50，那样“已核验”（2026-03-04 15:10）就登记不上，因为第 1 轮短信已在 2026-03-04 14:50 到期，到期后的操作不算。请换一个时间，或先更正“已核验”",
		"2026-03-04 15:20": "不能改成 2026-03-04 15:20，那样“已核验”（2026-03-04 15:10）会早于这个环节的上一步“短信已收到”（2026-03-04 15:20）。请换一个时间，或先更正“已核验”",
		"2026-03-02 08:30": "不能改成 2026-03-02 08:30，时间早于这个环节的上一步“预审已通过”（2026-03-02 11:20）。请换一个时间",
		"2026-03-03":       "要写到几点几分",
		"2026-03-05 09:00": "不能晚于现在",
		"2026-03-03 15:40": "不用更正",
		"2026-3-3":         "2026-09-18",
	} {
		t.Run("to "+to, func(t *testing.T) {
			err := d.in(t).correct("2026-03-04 16:00", "bureau-submit.sms", to)
			refused(t, err, part)
			var e *errs.Error
			if !errors.As(err, &e) || e.Field != "to" || e.Code != errs.Invalid {
				t.Errorf("%#v belongs under the new moment", err)
			}
		})
	}
	if err := d.correct("2026-03-04 16:00", "bureau-submit.sms", "2026-03-03 15:11"); err != nil {
		t.Errorf("verified a minute before the expiry: %v", err)
	}
}

func TestACorrectionNamesAMoveThatStands(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "template.submit")
	d.do("2026-03-03 10:00", "template.approve")
	undone := d.seq("template.approve")
	d.do("2026-03-03 10:10", "case.undo")
	if err := d.correct("2026-03-03 10:20", "template.submit", "2026-03-02 17:00"); err != nil {
		t.Fatal(err)
	}
	for _, seq := range []string{undone, d.seq("case.undo"), d.seq("move.correct"), "99", "a", ""} {
		t.Run(fmt.Sprintf("move %q", seq), func(t *testing.T) {
			refused(t, d.in(t).try("2026-03-03 10:30", "move.correct", "seq", seq, "to", "2026-03-02", "reason", "记错了"), "seq")
		})
	}
	refused(t, d.try("2026-03-03 10:30", "move.correct", "seq", "1", "to", "2026-03-01"), "reason")
	m := d.move("2026-03-02 10:30", "move.correct", "seq", "1", "to", "2026-03-01", "reason", "记错了")
	refused(t, d.e.Check(d.p, d.moves, d.s, nil, m, at(t, "2026-03-03 10:30")), "at")

	undo := d.move("2026-03-03 10:30", "case.undo")
	m = d.move("2026-03-03 10:40", "move.correct", "seq", d.seq("template.submit"), "to", "2026-03-02", "reason", "记错了")
	if _, err := d.e.Fold(d.p, append(slices.Clone(d.moves[:1]), undo, m)); err == nil {
		t.Error("a fold takes a correction of what is not there")
	}
	m.Values["to"] = "yesterday"
	if _, err := d.e.Fold(d.p, append(slices.Clone(d.moves), m)); err == nil {
		t.Error("a fold takes a correction to no moment")
	}
}

func TestAGoLiveADayOffMovesThePoliceDate(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "number.record")
	d.do("2026-03-05", "online.live")
	d.do("2026-03-06", "police-account.done")
	d.want([]string{"revoke/ask:agency", "police-subject/todo:agency"}, "agreed 2026-03-05 *", "police.legal 2026-04-04 *")
	if err := d.correct("2026-03-06 12:00", "online.live", "2026-03-04"); err != nil {
		t.Fatal(err)
	}
	d.want([]string{"revoke/ask:agency", "police-subject/todo:agency"}, "agreed 2026-03-05 *", "police.legal 2026-04-03 *")
	if got := d.s.Sites[siteA].Live.String(); got != "2026-03-04" {
		t.Fatalf("live on %s", got)
	}
	refused(t, d.correct("2026-03-08 12:00", "online.live", "2026-03-07"), "那样“账号已备好”（2026-03-06）会早于这个环节的上一步“已上线挂号”（2026-03-07）")
}

func TestUndoTakesBackACorrectionFirst(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "template.submit")
	recorded, dates := d.s, d.deadlines()
	if err := d.correct("2026-03-03 09:00", "template.submit", "2026-03-02 16:00"); err != nil {
		t.Fatal(err)
	}
	once := d.deadlines()
	if err := d.correct("2026-03-03 09:10", "template.submit", "2026-03-02 17:00"); err != nil {
		t.Fatal(err)
	}
	if got := summaries(d.deadlines()); fmt.Sprint(got) != "[template.max 2026-03-04 17:00 *]" {
		t.Fatalf("the last correction holds: %v", got)
	}
	refused(t, d.try("2026-03-03 09:20", "case.undo", "seq", d.seq("template.submit")), "最后登记")
	d.do("2026-03-03 09:20", "case.undo")
	if got := d.deadlines(); !reflect.DeepEqual(got, once) {
		t.Fatalf("the first correction holds again: %v", summaries(got))
	}
	d.do("2026-03-03 09:30", "case.undo")
	if !reflect.DeepEqual(d.s, recorded) || !reflect.DeepEqual(d.deadlines(), dates) {
		t.Fatalf("as before both:\n%+v\n%+v", d.s, recorded)
	}
	d.do("2026-03-03 09:40", "case.undo")
	d.want([]string{"template/todo:agency"})
}

func TestAnEndedCaseKeepsARightRecordButNotAVoidOne(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "")
	if d.s.Undoable != 0 {
		t.Fatal("purged scans don't come back")
	}
	if err := d.correct("2026-03-04 09:00", "handover.done", "2026-03-03"); err != nil {
		t.Fatal(err)
	}
	if d.s.Status != workflow.Delivered || d.s.Ended.String() != "2026-03-03" || d.s.Undoable != len(d.moves) {
		t.Fatalf("delivered a day later, and the correction may be undone: %+v", d.s)
	}
	d.do("2026-03-04 09:10", "case.undo")
	if d.s.Status != workflow.Delivered || d.s.Undoable != 0 {
		t.Fatalf("only the correction is undone: %+v", d.s)
	}
	for action, allowed := range map[string]bool{"case.withdraw": true, "case.decline": true, "case.hold": true, "case.void": false} {
		t.Run(action, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, "template.submit")
			values := []string{"reason", "客户要求"}
			if action == "case.hold" {
				values = append(values, "until", "2026-03-10")
			}
			d.do("2026-03-03", action, values...)
			if err := d.correct("2026-03-04 09:00", "signing.sign", "2026-03-01"); (err == nil) != allowed {
				t.Error(err)
			}
		})
	}
}

func TestACorrectionOfTheSigningMayPassAnEarlierCorrection(t *testing.T) {
	d := newDesk(t, plan("first"))
	d.do("2026-03-02 08:00", "signing.sign")
	for _, to := range []string{"2026-03-01", "2026-03-05"} {
		if err := d.correct(map[string]string{"2026-03-01": "2026-03-03 09:00", "2026-03-05": "2026-03-06 09:00"}[to], "signing.sign", to); err != nil {
			t.Fatal(err)
		}
	}
	if d.s.Signed.String() != "2026-03-05" {
		t.Fatalf("signed on %s", d.s.Signed)
	}
}

func TestAStepDoesNotBeginAfterItsDateWasAgreed(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "online.live")
	d.do("2026-03-03", "run.agree", "run", "revoke#1", "day", "2026-03-06", "reason", "客户忙")
	refused(t, d.correct("2026-03-05 09:00", "number.record", "2026-03-04"), "“已上线挂号”（2026-03-02 12:30）")
	if err := d.correct("2026-03-05 09:00", "online.live", "2026-03-04"); err != nil {
		t.Fatal(err)
	}
	refused(t, d.correct("2026-03-05 09:00", "number.record", "2026-03-04"), "“改期”（2026-03-03）会早于“撤销授权”这一步的开始（2026-03-04）。请换一个时间，或先更正“改期”")
	refused(t, d.correct("2026-03-08 09:00", "run.agree", "2026-03-07"), "不能改成 2026-03-07，约定日期不能早于登记的那天。请换一个时间")
}

func TestWhatMayBeCorrectedIsListedNewestFirst(t *testing.T) {
	d := newDesk(t, twoSites())
	straight(d, "bureau-review.approve")
	d.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	d.do("2026-03-04", "online.live", "site", string(siteB))
	d.do("2026-03-05", "case.hold", "until", "2026-12-31", "reason", "客户出国")
	if err := d.correct("2026-03-06 09:00", "bureau-review.approve", "2026-03-03"); err != nil {
		t.Fatal(err)
	}
	for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-06 09:00")) {
		if a.Code != "move.correct" {
			continue
		}
		options := a.Values[0].Options
		labels := []string{}
		for _, o := range options[:4] {
			labels = append(labels, o.Label)
		}
		want := []string{"暂停案件 2026-03-05", "已上线挂号（青禾商城） 2026-03-04", "登记备案号 2026-03-03", "管局已通过 2026-03-03"}
		if !slices.Equal(labels, want) || options[len(options)-1] != (workflow.Option{Code: "1", Label: "签约 2026-03-02 08:00"}) {
			t.Errorf("%v, last %v", labels, options[len(options)-1])
		}
		return
	}
	t.Error("not offered")
}
