package workflow_test

import (
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

// After a missed round with nothing to change the cloud sends the order again by itself:
// whom we wait for changes, the rest stands.
func TestTheCloudSendsAMissedOrderAgain(t *testing.T) {
	missed := func(t *testing.T, kind string) *desk {
		d := newDesk(t, plan(kind))
		straight(d, "prereview.pass")
		d.do("2026-03-03 15:04", "bureau-submit.sms")
		d.do("2026-03-06 09:00", "sms.missed", "change", "no")
		return d
	}
	for _, kind := range []string{"first", "add", "access", "change", "app"} {
		t.Run(kind, func(t *testing.T) {
			d := missed(t, kind)
			// Nobody looked for two days: its 24 hours ran from the end of the round.
			d.want([]string{"bureau-submit/resubmit:cloud"}, "bureau-submit.again 2026-03-05 15:04 *")
			waiting, _ := d.e.Graph().Type(kind)
			if need := d.e.Graph().NeedOf(d.s.OpenRuns()[0]); need != "" {
				t.Errorf("%s waits for the cloud, and asks for %s", waiting.Label, need)
			}
			text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-05 09:00"))
			if text.Todo != "提醒沈一鸣接腾讯云来电，等它再次提交" || !strings.Contains(text.Message, "约 24 小时后再次提交管局") || !strings.Contains(text.Detail, "待核实") {
				t.Errorf("%+v", text)
			}
			if text = d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-06 09:00")); text.Todo != "提腾讯云工单问再次提交" || text.Party != workflow.Cloud || text.Ticket == "" {
				t.Errorf("once its time is over: %+v", text)
			}
			for action, want := range map[string]string{"bureau-submit.again": "bureau-submit/submitted:cloud", "bureau-submit.submit": "bureau-submit/submitted:cloud", "bureau-submit.sms": "sms/verify:client"} {
				each := d.in(t)
				each.do("2026-03-06 10:00", action, values(action)...)
				each.want([]string{want})
			}
		})
	}
	if _, ours := engine().Graph().SubmittedBy("bureau-submit.again"); ours {
		t.Error("nothing of ours is handed in, yet the rules would run before it")
	}
}

func values(action string) []string {
	if action == "bureau-submit.sms" {
		return []string{"people", string(shen)}
	}
	return nil
}

// A cancellation whose round was missed comes back to us: nobody sends it again.
func TestAMissedCancellationIsOursToSendAgain(t *testing.T) {
	d := newDesk(t, plan("cancel"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms", "people", string(shen))
	each := d.in(t)
	each.do("2026-03-04 15:04", "sms.missed", "change", "no")
	each.want([]string{"bureau-submit/todo:agency"}, "bureau-submit.lapse 2026-04-18", "agreed 2026-03-09 *")
	each.do("2026-03-04 16:00", "bureau-submit.submit")
	d.do("2026-03-04 15:04", "sms.missed", "change", "forms")
	d.want([]string{"prereview/todo:agency"})
}

// Data that must change goes through the forms and the face check again. Orders of earlier
// releases went to the pre-review at once, and still stand where they stood.
func TestDataToChangeAfterAMissedRoundGoesThroughTheForms(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	m := d.e.Fill(d.p, d.s, d.move("2026-03-04 15:04", "sms.missed", "change", "yes"))
	if m.Values["change"] != "forms" {
		t.Fatalf("what was told as yes is kept as %q", m.Values["change"])
	}
	d.do("2026-03-04 15:04", "sms.missed", "change", "yes")
	d.want([]string{"forms/fill:agency"})
	d.do("2026-03-05", "forms.filled")
	d.do("2026-03-05", "forms.face")
	d.want([]string{"prereview/todo:agency"})

	old := newDesk(t, plan("first"))
	straight(old, "prereview.pass")
	old.do("2026-03-03 15:04", "bureau-submit.sms")
	for _, step := range [][]string{
		{"2026-03-04 15:04", "sms.missed", "yes"}, {"2026-03-05", "prereview.submit"}, {"2026-03-06", "prereview.pass"},
		{"2026-03-09 10:00", "bureau-submit.sms"}, {"2026-03-10 10:00", "sms.missed", "no"}, {"2026-03-10", "bureau-submit.submit"},
	} {
		move := old.move(step[0], step[1])
		if len(step) > 2 {
			move.Values["change"] = step[2]
		}
		old.moves = append(old.moves, move)
		s, err := old.e.Fold(old.p, old.moves)
		if err != nil {
			t.Fatalf("%v: %v", step, err)
		}
		old.s = s
	}
	old.want([]string{"bureau-submit/submitted:cloud"}, "bureau-submit.expected 2026-03-11…2026-03-13 *")
}

// Who has not received the SMS is helped to find it: the round and its end stay as they are,
// and what he is sent says how, until it is sent again.
func TestAnSMSThatWentAstrayIsLookedForWhileTheRoundRuns(t *testing.T) {
	d := newDesk(t, twoLeads())
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	refused(t, d.try("2026-03-03 15:30", "sms.astray"), "person")
	d.do("2026-03-03 15:30", "sms.astray", "person", string(lin), "cause", "sms-blocked")
	d.want([]string{"sms/verify:client"}, "sms.legal 2026-03-04 15:04 *")
	now := at(t, "2026-03-03 16:00")
	text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, now)
	if text.Todo != "帮林知远找回核验短信" || !strings.HasPrefix(text.Message, "林知远您好，") || !strings.Contains(text.Message, "拦截箱") ||
		!strings.Contains(text.Message, "最多重发 2 次") || !strings.Contains(text.Message, "3月4日 周三 15:04 前") || !strings.Contains(text.Detail, "要换号码的") {
		t.Errorf("%+v", text)
	}
	line := d.e.Line(d.p, d.s, d.s.OpenRuns()[0], d.deadlines())
	if words := d.e.WordsOf(line, workflow.LineNames{CaseType: "first", Province: "33"}, now); words.Todo != text.Todo || !words.Chase {
		t.Errorf("the list says %+v", words)
	}
	each := d.in(t)
	each.do("2026-03-03 16:10", "sms.verified", "person", string(lin))
	if text := each.e.Describe(each.p, each.s.OpenRuns()[0], each.s, now); text.Todo != "催沈一鸣完成短信核验" {
		t.Errorf("it was found: %q", text.Todo)
	}
	d.do("2026-03-03 16:10", "sms.resend")
	if text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, now); text.Todo != "催沈一鸣、林知远完成短信核验" || strings.Contains(text.Message, "拦截箱") {
		t.Errorf("once it was sent again: %+v", text)
	}
	refused(t, d.try("2026-03-04 15:04", "sms.astray", "person", string(lin)), "到期")
}

func TestTheThirdResendOfARoundIsRecordedWithItsReason(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	hint := func() string {
		for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-03 16:00")) {
			if a.Code == "sms.resend" {
				return a.Hint
			}
		}
		return ""
	}
	if got := hint(); strings.Contains(got, "已重发") || !strings.Contains(got, "最多重发 2 次") {
		t.Error(got)
	}
	d.do("2026-03-03 15:10", "sms.resend")
	d.do("2026-03-03 15:20", "sms.resend")
	if got := hint(); !strings.Contains(got, "本轮已重发 2 次") {
		t.Error(got)
	}
	err := d.try("2026-03-03 15:30", "sms.resend")
	refused(t, err, "一般最多重发 2 次（阿里云帮助文档《短信重发》")
	if !strings.HasPrefix(err.Error(), "reason") {
		t.Errorf("it asks for %v", err)
	}
	d.do("2026-03-03 15:30", "sms.resend", "reason", "系统又让重发了一次")
	// Each round counts for itself.
	d.do("2026-03-04 15:04", "sms.missed", "change", "no")
	d.do("2026-03-05 09:00", "bureau-submit.sms")
	d.do("2026-03-05 10:00", "sms.resend")
	if n := len(d.s.Rounds[1].Resent); n != 1 {
		t.Errorf("the second round was sent again %d times", n)
	}
}
