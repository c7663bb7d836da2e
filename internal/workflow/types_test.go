package workflow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

// ways are the straight ways of the case types: what happens when nothing goes wrong.
var ways = map[string][]string{
	"first": {"account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified",
		"bureau-review.approve", "number.record", "online.live", "police-account.done", "police-subject.submit", "police-subject.approve",
		"police-site.submit", "police-site.approve", "police-number.shown", "revoke.confirm", "handover.done"},
	"add": {"account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified",
		"bureau-review.approve", "number.record", "online.live", "police-account.skip", "police-subject.submit", "police-subject.approve",
		"police-site.submit", "police-site.approve", "police-number.shown", "revoke.ask", "revoke.confirm", "handover.done"},
	"access": {"account.done", "materials.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass",
		"bureau-submit.sms", "sms.verified", "bureau-review.approve", "online.live", "revoke.confirm", "handover.done"},
	"change": {"materials.done", "account.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass",
		"bureau-submit.sms", "sms.verified", "bureau-review.approve", "revoke.confirm", "handover.done"},
	"cancel": {"account.done", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified",
		"bureau-review.approve", "revoke.confirm", "handover.done"},
	"app": {"account.done", "materials.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass",
		"bureau-submit.sms", "sms.verified", "bureau-review.approve", "number.record", "online.live", "police-account.skip", "police-subject.submit", "police-subject.approve",
		"police-site.submit", "police-site.approve", "police-number.shown", "revoke.confirm", "handover.done"},
	"mini": {"materials.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass",
		"bureau-submit.sms", "sms.verified", "bureau-review.approve", "number.record", "online.live", "police-account.skip", "police-subject.submit", "police-subject.approve",
		"police-site.submit", "police-site.approve", "police-number.shown", "handover.done"},
	"police": {"materials.done", "online.live", "police-account.done", "police-subject.submit", "police-subject.approve",
		"police-site.submit", "police-site.approve", "police-number.shown", "handover.done"},
	"police-change": {"materials.done", "police-change.submit", "police-change.approve", "handover.done"},
	"police-cancel": {"police-cancel.submit", "police-cancel.approve", "handover.done"},
}

// filled are the values that the straight ways need.
var filled = map[string][]string{
	"number.record":       {"subject_number", "浙ICP备2026051234号", "site_number", "浙ICP备2026051234号-1"},
	"police-site.approve": {"police_number", "浙公网安备 33010602012345号"},
	"handover.done":       {"scans", "purge"},
}

// signed are the values that a type's signing needs.
func signed(kind string) []string {
	if kind == "cancel" || kind == "police-cancel" {
		return []string{"cancels", "site"}
	}
	return nil
}

func straight(d *desk, upTo string) {
	d.t.Helper()
	d.do("2026-03-02 08:00", "signing.sign", signed(d.p.Type)...)
	for i, action := range ways[d.p.Type] {
		values := filled[action]
		if typ, _ := d.e.Graph().Type(d.p.Type); typ.Letter != "" && action == "number.record" {
			values = []string{"subject_number", "浙ICP备2026051234号", "site_number", "浙ICP备2026051234号-1" + typ.Letter}
		}
		if d.p.Type == "police" && action == "online.live" {
			values = []string{"live_day", "2026-02-27"}
		}
		d.do(fmt.Sprintf("2026-03-02 %02d:%02d", 9+i/4, 10*(i%4)), action, values...)
		if action == upTo {
			return
		}
	}
	if upTo != "" {
		d.t.Fatalf("%s does not lie on the way of %s", upTo, d.p.Type)
	}
}

func TestEachTypeGoesItsStagesToTheHandover(t *testing.T) {
	for kind := range ways {
		t.Run(kind, func(t *testing.T) {
			d := newDesk(t, plan(kind))
			straight(d, "")
			if d.s.Status != workflow.Delivered {
				t.Fatalf("the case is %s, want delivered", d.s.Status)
			}
			typ, _ := d.e.Graph().Type(kind)
			var went []string
			for _, r := range d.s.Runs {
				if !slices.Contains(went, r.Stage) {
					went = append(went, r.Stage)
				}
			}
			slices.Sort(went)
			want := slices.DeleteFunc(slices.Sorted(slices.Values(typ.Stages)), func(code string) bool { return slices.Contains(d.s.Skipped, code) })
			if !slices.Equal(went, want) {
				t.Fatalf("it went through %v, want %v", went, want)
			}
		})
	}
}

func TestStagesOfATypeAreTheHandbooks(t *testing.T) {
	numbers := func(kind string) string {
		typ, _ := engine().Graph().Type(kind)
		var list []string
		for _, code := range typ.Stages {
			stage, _ := engine().Graph().Stage(code)
			if n := fmt.Sprint(stage.Number); !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
		return strings.Join(list, " ")
	}
	for kind, want := range map[string]string{
		"first": "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "add": "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
		"access": "0 1 2 6 7 8 9 10 12 17", "change": "0 1 2 6 7 8 9 10 17", "cancel": "0 1 6 7 8 9 10 17",
		"app": "0 1 2 6 7 8 9 10 11 12 13 14 15 16 17", "mini": "0 2 6 7 8 9 10 11 12 13 14 15 16 17", "police": "0 2 12 13 14 15 16 17", "police-change": "0 2 15 17", "police-cancel": "0 15 17",
	} {
		t.Run(kind, func(t *testing.T) {
			if got := numbers(kind); got != want {
				t.Errorf("%s has the stages %s, want %s", kind, got, want)
			}
		})
	}
}

// 注销 goes by a click, the cloud, the SMS and the bureau; 取消接入 alone is free of the SMS.
func TestACancellationAsksForNoFormsAndWantsTheSMS(t *testing.T) {
	for what, sms := range map[string]bool{"subject": true, "site": true, "access": false} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t, plan("cancel"))
			if err := d.try("2026-03-02", "signing.sign"); err == nil || !strings.HasPrefix(err.Error(), "cancels") {
				t.Fatalf("what is cancelled is asked: %v", err)
			}
			d.do("2026-03-02", "signing.sign", "cancels", what)
			d.want([]string{"account/todo:client", "prereview/todo:agency"})
			for _, l := range d.e.Stages(d.p, d.s, at(t, "2026-03-02")) {
				if l.Code == "forms" || l.Code == "sms" && !sms {
					t.Errorf("the list of stages shows %s", l.Code)
				}
			}
			refused(t, d.try("2026-03-02", "prereview.submit"), "账号与子账号")
			d.do("2026-03-02", "account.done")
			d.do("2026-03-02", "prereview.submit")
			refused(t, d.try("2026-03-02 10:00", "prereview.missed-call"), "没有“电话未接到”")
			d.do("2026-03-03", "prereview.reject", "cause", "other", "reason", "选错了网站")
			d.do("2026-03-03", "prereview.submit")
			d.do("2026-03-03", "prereview.pass")
			if !sms {
				d.do("2026-03-04", "bureau-submit.accept")
			} else {
				refused(t, d.try("2026-03-04", "bureau-submit.accept"), "没有“管局已受理”")
				d.do("2026-03-04 10:00", "bureau-submit.sms")
				d.do("2026-03-04 11:00", "sms.verified")
			}
			d.want([]string{"bureau-review/submitted:bureau"})
			d.do("2026-03-05", "bureau-review.approve")
			d.want([]string{"revoke/ask:agency"})
		})
	}
}

// Orders of earlier releases were signed without that answer, and went through the forms.
func TestACancellationOfAnEarlierReleaseStillFolds(t *testing.T) {
	p := plan("cancel")
	var moves []workflow.Move
	for i, action := range []string{"signing.sign", "account.done", "forms.filled", "forms.face", "prereview.submit", "prereview.missed-call",
		"prereview.pass", "bureau-submit.accept", "bureau-review.approve"} {
		moves = append(moves, workflow.Move{Seq: i + 1, At: moment(t, fmt.Sprintf("2026-03-02 %02d:00", 8+i)), Action: action, Values: map[string]string{}})
	}
	s, err := engine().Fold(p, moves)
	if err != nil {
		t.Fatal(err)
	}
	if open := s.OpenRuns(); len(open) != 1 || open[0].Stage != "revoke" {
		t.Errorf("%+v", open)
	}
}

// They alone have a form to go back to: an order that was pulled back is filled in and sent again.
func TestACancellationOfAnEarlierReleaseIsPulledBackToItsForms(t *testing.T) {
	for _, code := range []string{"prereview.pull-back", "prereview.give-up"} {
		p := plan("cancel")
		var moves []workflow.Move
		for i, action := range []string{"signing.sign", "account.done", "forms.filled", "forms.face", "prereview.submit", code, "forms.filled", "forms.face", "prereview.submit"} {
			move := workflow.Move{Seq: i + 1, At: moment(t, fmt.Sprintf("2026-03-02 %02d:00", 8+i)), Action: action, Values: map[string]string{}}
			if action == code {
				move.Reason = "客户要先转移域名"
			}
			moves = append(moves, move)
		}
		s, err := engine().Fold(p, moves)
		if err != nil {
			t.Fatal(err)
		}
		if open := s.OpenRuns(); len(open) != 1 || open[0].Stage != "prereview" || open[0].Step != "submitted" || open[0].Attempt != 2 {
			t.Errorf("%s: %+v", code, open)
		}
	}
}

func TestAnOrderOnADomainThatIsThereSkipsTheDomainStages(t *testing.T) {
	for _, typ := range []string{"first", "add"} {
		t.Run(typ, func(t *testing.T) {
			d := newDesk(t, plan(typ))
			d.do("2026-03-02", "signing.sign", "new_domain", "no")
			d.do("2026-03-02", "materials.done")
			d.want([]string{"account/todo:client", "forms/fill:agency"})
			for _, l := range d.e.Stages(d.p, d.s, moment(t, "2026-03-02").Day.Start()) {
				stage, _ := engine().Graph().Stage(l.Code)
				if skipped := stage.Number >= 3 && stage.Number <= 5; skipped != (l.State == workflow.LineSkipped) {
					t.Errorf("line %s is %s", l.Code, l.State)
				}
			}
		})
	}
	access := newDesk(t, plan("access"))
	refused(t, access.try("2026-03-02", "signing.sign", "new_domain", "no"), "new_domain")
}

// First filings of earlier releases were signed without that answer, and bought their domain.
func TestAFirstFilingOfAnEarlierReleaseStillBuysItsDomain(t *testing.T) {
	s, err := engine().Fold(plan("first"), []workflow.Move{
		{Seq: 1, At: moment(t, "2026-03-02"), Action: "signing.sign", Values: map[string]string{}},
		{Seq: 2, At: moment(t, "2026-03-03"), Action: "materials.done", Values: map[string]string{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if open := s.OpenRuns(); len(open) != 2 || open[1].Stage != "template" {
		t.Errorf("%+v", open)
	}
}

func TestICPAloneEndsWithoutThePolice(t *testing.T) {
	p := plan("first")
	p.Police = false
	d := newDesk(t, p)
	straight(d, "online.live")
	d.want([]string{"revoke/ask:agency"}, "agreed 2026-03-05 *", "police.legal 2026-04-01")
	d.do("2026-03-03", "revoke.confirm")
	d.want([]string{"handover/todo:agency"}, "agreed 2026-03-06 *", "police.legal 2026-04-01")
	lines := d.e.Stages(d.p, d.s, moment(t, "2026-03-03").Day.Start())
	last := lines[len(lines)-1]
	if len(lines) != 14 || last.Label != "撤权与交付" || last.Phase != workflow.PhaseICP || last.State != workflow.LineNow {
		t.Fatalf("14 lines, the last 撤权与交付 in the ICP phase: %d, %+v", len(lines), last)
	}
}

func TestPoliceAddedLaterCountsFromTheGoLive(t *testing.T) {
	p := plan("first")
	p.Police = false
	d := newDesk(t, p)
	straight(d, "online.live")
	d.do("2026-03-03", "revoke.confirm")
	d.do("2026-03-10", "police.add")
	d.want([]string{"police-account/todo:client"}, "police.legal 2026-04-01 *")
	if !d.s.Police {
		t.Fatal("the police phase is on")
	}
	if err := d.try("2026-03-11", "police.add"); err == nil {
		t.Fatal("it can't be added twice")
	}
	for _, action := range ways["first"][16:22] {
		d.do("2026-03-12", action, filled[action]...)
	}
	d.want([]string{"handover/todo:agency"})
	if r := d.s.OpenRuns()[0]; r.Attempt != 2 {
		t.Fatalf("the first hand-over was dropped: %+v", r)
	}
	d.do("2026-03-13", "handover.done", "scans", "keep", "reason", "客户要求保留到变更办完")
}

func TestPoliceOnlyAsksTheGoLive(t *testing.T) {
	d := newDesk(t, plan("police"))
	d.do("2026-03-02", "signing.sign")
	d.want([]string{"materials/todo:client", "online/todo:client"})
	if err := d.try("2026-03-02", "online.live"); err == nil || !strings.HasPrefix(err.Error(), "live_day") {
		t.Fatalf("the go-live is asked for: %v", err)
	}
	if err := d.try("2026-03-02", "online.live", "live_day", "2026-03-03"); err == nil {
		t.Fatal("a go-live to come is refused")
	}
	d.do("2026-03-02", "online.live", "live_day", "2026-02-10", "site_number", "京ICP备12345678号-2")
	if got := d.deadline("police.legal").Due.String(); got != "2026-03-12" {
		t.Fatalf("30 days from the go-live before the signing are %s, want 2026-03-12", got)
	}
	if got := d.s.Sites[siteA].ICPNumber; got != "京ICP备12345678号-2" {
		t.Fatalf("the site's number is kept: %q", got)
	}
}

// What is changed or taken away with the police counts from no go-live: what its reviewer
// usually takes is all that is known, and a rejection leads back.
func TestAPoliceChangeAndCancellationHaveNoLegalDay(t *testing.T) {
	for kind, stage := range map[string]string{"police-change": "police-change", "police-cancel": "police-cancel"} {
		t.Run(kind, func(t *testing.T) {
			if err := newDesk(t, plan(kind)).try("2026-03-02", "signing.sign"); (err != nil) != (kind == "police-cancel") {
				t.Fatalf("what is cancelled is asked: %v", err)
			}
			d := newDesk(t, plan(kind))
			straight(d, stage+".submit")
			d.want([]string{stage + "/submitted:police"}, stage+".expected 2026-03-04…2026-03-09 *")
			d.do("2026-03-04", stage+".reject", "cause", "other", "reason", "名称与证件不一致")
			d.want([]string{stage + "/todo:agency"}, "agreed 2026-03-09 *")
			d.do("2026-03-05", stage+".submit")
			d.do("2026-03-09", stage+".approve")
			d.want([]string{"handover/todo:agency"})
			for _, l := range d.deadlines() {
				if l.Kind == workflow.Legal {
					t.Errorf("%s", l.Label)
				}
			}
		})
	}
}

func TestAPlanThatDoesNotFitItsTypeIsRefused(t *testing.T) {
	change := func(f func(*workflow.Plan)) workflow.Plan { p := plan("first"); f(&p); return p }
	for name, c := range map[string]struct {
		p     workflow.Plan
		field string
	}{
		"unknown type":        {change(func(p *workflow.Plan) { p.Type = "second" }), "type"},
		"unknown province":    {change(func(p *workflow.Plan) { p.Province = "99" }), "province"},
		"no site":             {change(func(p *workflow.Plan) { p.Sites = nil }), "sites"},
		"no ICP":              {change(func(p *workflow.Plan) { p.ICP = false }), "phases"},
		"a move with police":  {change(func(p *workflow.Plan) { p.Type = "access" }), "phases"},
		"police alone as ICP": {change(func(p *workflow.Plan) { p.Type = "police" }), "phases"},
		"police without":      {change(func(p *workflow.Plan) { p.Type, p.ICP, p.Police = "police", false, false }), "phases"},
	} {
		t.Run(name, func(t *testing.T) {
			err := engine().CheckPlan(c.p)
			if err == nil || !strings.HasPrefix(err.Error(), c.field+"：") {
				t.Errorf("%v, want a fault of %s", err, c.field)
			}
		})
	}
}

// Gansu looks where the check is made: that is told before it, and nowhere else.
func TestTheFaceCheckNamesWhatTheProvinceAsks(t *testing.T) {
	for province, told := range map[string]bool{"62": true, "33": false} {
		p := plan("first")
		p.Province = province
		d := newDesk(t, p)
		straight(d, "forms.filled")
		text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-02 10:00"))
		if strings.Contains(text.Message, "在甘肃境内、用当地网络扫码") != told || strings.Contains(text.Detail, "甘肃") != told {
			t.Errorf("in %s: %q %q", province, text.Detail, text.Message)
		}
	}
}

// Who verifies a 注销 follows from what is cancelled; a round begun with another one stands.
func TestWhoVerifiesACancellationFollowsFromWhatIsCancelled(t *testing.T) {
	for what, want := range map[string]string{"subject": "沈一鸣", "site": "顾青"} {
		p := plan("cancel")
		p.Leads[1].Person, p.Leads[1].Name, p.Leads[1].Mobile = "gu", "顾青", "m2"
		d := newDesk(t, p)
		d.do("2026-03-02", "signing.sign", "cancels", what)
		for _, action := range []string{"account.done", "prereview.submit", "prereview.pass"} {
			d.do("2026-03-02", action)
		}
		d.do("2026-03-03 10:00", "bureau-submit.sms")
		if people := d.s.Rounds[0].People; len(people) != 1 || people[0].Name != want {
			t.Errorf("%s: %+v verify", what, people)
		}
		moves := []workflow.Move{}
		for _, m := range d.moves {
			if m.Action == "bureau-submit.sms" {
				m.Values = map[string]string{"people": string(shen) + ",gu"}
			}
			moves = append(moves, m)
		}
		if s, err := d.e.Fold(p, moves); err != nil || len(s.Rounds[0].People) != 2 {
			t.Errorf("%s: a round chosen by hand: %v, %+v", what, err, s.Rounds)
		}
	}
}
