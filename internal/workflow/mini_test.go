package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

// A mini program is filed through its platform: it has no account at the cloud, waits for the
// platform where others wait for the cloud, and its face check wears off.
func TestAMiniProgramWaitsForItsPlatform(t *testing.T) {
	d := newDesk(t, plan("mini"))
	d.do("2026-11-02 10:00", "signing.sign")
	d.want([]string{"materials/todo:client"}, "agreed 2026-11-05 *")
	d.do("2026-11-03 10:00", "materials.done")
	d.want([]string{"forms/fill:agency"}, "agreed 2026-11-06 *") // no 45 days of a cloud's order
	d.do("2026-11-04 09:00", "forms.filled")
	d.want([]string{"forms/face:client"}, "forms.notice 2026-11-05 09:00 *")
	d.do("2026-11-04 15:00", "forms.face")
	d.want([]string{"prereview/todo:agency"}, "prereview.checked 2026-11-07 15:00 *", "agreed 2026-11-09")
	d.do("2026-11-05 09:00", "prereview.submit")
	d.want([]string{"prereview/submitted:platform"}, "prereview.platform 2026-11-06…2026-11-09 *")
	refused(t, d.try("2026-11-06 09:00", "prereview.missed-call"), "没有")
	d.do("2026-11-06 11:00", "prereview.pass")
	d.want([]string{"bureau-submit/submitted:platform"}, "bureau-submit.platform 2026-11-09…2026-11-11 *")
	for now, want := range map[string]string{"2026-11-10 09:00": "等平台提交管局", "2026-11-12 09:00": "问平台客服提交进度"} {
		text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, now))
		if text.Todo != want || text.Party != workflow.Platform || strings.Contains(text.Ticket, "腾讯云") || text.Ticket == "" {
			t.Errorf("at %s: %+v", now, text)
		}
		line := d.e.Line(d.p, d.s, d.s.OpenRuns()[0], d.deadlines())
		if words := d.e.WordsOf(line, workflow.LineNames{CaseType: "mini"}, at(t, now)); words.Todo != want || words.PartyLabel != "待平台" {
			t.Errorf("in lists, at %s: %+v", now, words)
		}
	}
	for _, l := range d.e.For("mini").Stages(d.p, d.s, at(t, "2026-11-06")) {
		want := map[string]string{"prereview": "平台初审", "online": "发布展示", "handover": "交付", "forms": "备案表单与人脸核身"}[l.Code]
		if want != "" && l.Label != want || l.Code == "account" {
			t.Errorf("the list of stages shows %s: %s", l.Code, l.Label)
		}
	}
	first := newDesk(t, plan("first"))
	first.do("2026-11-02 10:00", "signing.sign")
	if lines := first.e.Stages(first.p, first.s, at(t, "2026-11-06")); lines[len(lines)-1].Label != "撤权与交付" {
		t.Errorf("where there is an account it is handed back: %+v", lines[len(lines)-1])
	}
}

func TestAFaceCheckOfAMiniProgramWearsOff(t *testing.T) {
	d := newDesk(t, plan("mini"))
	straight(d, "forms.filled") // 2 March, 09:10
	late := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-03 09:11"))
	if late.Todo != "确认沈一鸣核身了没有，没有就重发通知" || late.Act.Code != "result" || !strings.Contains(late.Detail, "已重发通知") {
		t.Errorf("once the notice is over: %+v", late)
	}
	d.do("2026-03-03 10:00", "forms.renotify")
	d.want([]string{"forms/face:client"}, "forms.notice 2026-03-04 10:00 *")
	d.do("2026-03-03 11:00", "forms.face")
	d.want([]string{"prereview/todo:agency"}, "prereview.checked 2026-03-06 11:00 *", "agreed 2026-03-06")
	d.do("2026-03-06 12:00", "prereview.stale")
	d.want([]string{"forms/face:client"}, "forms.notice 2026-03-07 12:00 *")
	d.do("2026-03-06 13:00", "forms.face")
	d.do("2026-03-06 14:00", "prereview.submit")
	d.do("2026-03-09 10:00", "prereview.take-back", "reason", "名称要改")
	d.want([]string{"forms/fill:agency"}, "agreed 2026-03-12 *")
}

// Two leads are notified one by one: who has done his check is not asked again because the
// other's notice was sent anew.
func TestASecondNoticeKeepsWhoHasBeenChecked(t *testing.T) {
	p := ofThree()
	p.Type = "mini"
	d := newDesk(t, p)
	straight(d, "forms.filled")
	d.do("2026-03-02 13:00", "forms.face", "person", string(lin))
	d.do("2026-03-03 10:00", "forms.renotify")
	d.want([]string{"forms/face:client"}, "forms.notice 2026-03-04 10:00 *")
	if text := d.text("forms"); text.Todo != "催高宏伟完成人脸核身" {
		t.Fatalf("who is still missing: %q", text.Todo)
	}
	d.do("2026-03-03 11:00", "forms.face")
	d.want([]string{"prereview/todo:agency"}, "prereview.checked 2026-03-06 11:00 *", "agreed 2026-03-06")
	d.do("2026-03-06 12:00", "prereview.stale") // all of it again
	if text := d.text("forms"); text.Todo != "催林知远、高宏伟完成人脸核身" {
		t.Fatalf("a stale check is made by both: %q", text.Todo)
	}
}

// After a missed round the filing comes back to us: the face check is made once more.
func TestAMissedRoundOfAMiniProgramIsOursToSubmitAgain(t *testing.T) {
	for change, want := range map[string]string{"no": "forms/face:client", "forms": "forms/fill:agency"} {
		d := newDesk(t, plan("mini"))
		straight(d, "bureau-submit.sms") // 2 March, 10:10
		d.do("2026-03-03 10:10", "sms.missed", "change", change)
		d.want([]string{want})
	}
}

func TestWhatATypePromisesItselfMayBeChanged(t *testing.T) {
	g := engine().Graph()
	if got := g.Promised("forms.fill"); !slices.Equal(got, []string{"mini"}) {
		t.Fatalf("promised in %v", got)
	}
	change := workflow.Change{Kind: workflow.ChangeAgreed, Scope: "mini", Code: "forms.fill", Term: workflow.Term{Unit: "workdays", To: 5}, Source: "内部约定"}
	e := changed(t, change)
	if r, ok := e.Graph().TermOf(workflow.ChangeAgreed, "mini", "forms.fill"); !ok || r.Term.To != 5 || r.Source != "内部约定" {
		t.Errorf("%+v", r)
	}
	if r, _ := g.TermOf(workflow.ChangeAgreed, "mini", "forms.fill"); r.Term.To != 3 {
		t.Errorf("the release's became %+v", r)
	}
	if name := g.Name(workflow.ChangeAgreed, "mini", "forms.fill"); name != "填写表单：约定日期（小程序备案）" {
		t.Error(name)
	}
	change.Scope = ""
	if _, err := g.With(change); err == nil {
		t.Error("there is no general one")
	}
}
