package workflow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

func TestGuardsRefuseWithWhatToDo(t *testing.T) {
	prepare := func(upTo string) *desk {
		d := newDesk(t, plan("first"))
		straight(d, upTo)
		return d
	}
	number := func(subject, site string) []string {
		return []string{"subject_number", subject, "site_number", site}
	}
	for name, c := range map[string]struct {
		upTo, at, action string
		values           []string
		code             errs.Code
		part             string
	}{
		"an unknown action":             {"account.done", "2026-03-03", "account.sold", nil, errs.Invalid, "没有“account.sold”"},
		"a stage that is not on":        {"account.done", "2026-03-03", "template.approve", nil, errs.Blocked, "“信息模板审核”环节还没有开始"},
		"a step that is past":           {"template.submit", "2026-03-03", "template.submit", nil, errs.Blocked, "现在是"},
		"signed twice":                  {"account.done", "2026-03-03", "signing.sign", nil, errs.Blocked, "已签约"},
		"before the signing":            {"account.done", "2026-03-01", "materials.done", nil, errs.Invalid, "早于签约"},
		"before the run's last step":    {"template.submit", "2026-03-02 09:00", "template.approve", nil, errs.Invalid, "早于这个环节的上一步"},
		"rejected without reason":       {"template.submit", "2026-03-03", "template.reject", nil, errs.Invalid, "cause"},
		"a value nobody asked for":      {"template.submit", "2026-03-03", "template.approve", []string{"speed", "fast"}, errs.Invalid, "speed"},
		"a site where none belongs":     {"template.submit", "2026-03-03", "template.approve", []string{"site", "site-a"}, errs.Invalid, "site"},
		"an unknown site":               {"number.record", "2026-03-03", "online.live", []string{"site", "site-x"}, errs.Invalid, "site"},
		"no number":                     {"bureau-review.approve", "2026-03-03", "number.record", nil, errs.Invalid, "subject_number"},
		"a subject number with -1":      {"bureau-review.approve", "2026-03-03", "number.record", number("浙ICP备2026051234号-1", "浙ICP备2026051234号-1"), errs.Invalid, "subject_number"},
		"a site number without -1":      {"bureau-review.approve", "2026-03-03", "number.record", number("浙ICP备2026051234号", "浙ICP备2026051234号"), errs.Invalid, "site_number"},
		"a site number of another":      {"bureau-review.approve", "2026-03-03", "number.record", number("浙ICP备2026051234号", "浙ICP备2026051235号-1"), errs.Invalid, "site_number"},
		"an app's number for a site":    {"bureau-review.approve", "2026-03-03", "number.record", number("浙ICP备2026051234号", "浙ICP备2026051234号-1A"), errs.Invalid, "网站不带字母"},
		"a mini program's for a site":   {"bureau-review.approve", "2026-03-03", "number.record", number("浙ICP备2026051234号", "浙ICP备2026051234号-1X"), errs.Invalid, "网站不带字母"},
		"a number of another province":  {"bureau-review.approve", "2026-03-03", "number.record", number("京ICP备2026051234号", "京ICP备2026051234号-1"), errs.Invalid, "subject_number"},
		"a police number of 13 digits":  {"police-site.submit", "2026-03-03", "police-site.approve", []string{"police_number", "浙公网安备 3301060201234号"}, errs.Invalid, "police_number"},
		"kept scans without reason":     {"revoke.confirm", "2026-03-03", "handover.done", []string{"scans", "keep"}, errs.Invalid, "reason"},
		"scans neither kept nor purged": {"revoke.confirm", "2026-03-03", "handover.done", []string{"scans", "sold"}, errs.Invalid, "scans"},
		"an account that was no choice": {"online.live", "2026-03-03", "police-account.skip", nil, errs.Blocked, "没有“平台已有账号”"},
		"a second missed call":          {"prereview.submit", "2026-03-02 12:00", "prereview.missed-call", nil, errs.Blocked, "驳回"},
		"resumed but never held":        {"account.done", "2026-03-03", "case.resume", nil, errs.Blocked, "在办"},
		"held without reason":           {"account.done", "2026-03-03", "case.hold", nil, errs.Invalid, "cause"},
		"voided without reason":         {"account.done", "2026-03-03", "case.void", nil, errs.Invalid, "reason"},
		"withdrawn before a step":       {"template.submit", "2026-03-02 08:30", "case.withdraw", []string{"reason", "不办了"}, errs.Invalid, "早于"},
		"declined before a step":        {"template.submit", "2026-03-02 08:30", "case.decline", []string{"reason", "不再承办"}, errs.Invalid, "早于"},
		"voided before a step":          {"template.submit", "2026-03-02 08:30", "case.void", []string{"reason", "建错了"}, errs.Invalid, "早于"},
		"police added twice":            {"account.done", "2026-03-03", "police.add", nil, errs.Blocked, "已在办"},
		"after the end":                 {"handover.done", "2026-03-03", "handover.done", []string{"scans", "purge"}, errs.Blocked, "已交付"},
		"purged scans don't come back":  {"handover.done", "2026-03-03", "case.undo", nil, errs.Blocked, "撤销"},
	} {
		t.Run(name, func(t *testing.T) {
			d := prepare(c.upTo)
			if c.action == "prereview.missed-call" {
				d.do("2026-03-02 11:30", c.action)
			}
			err := d.try(c.at, c.action, c.values...)
			refused(t, err, c.part)
			if errs.CodeOf(err) != c.code {
				t.Fatalf("code %s, want %s", errs.CodeOf(err), c.code)
			}
		})
	}
}

func TestNothingHappensBeforeTheSigningOrInTheFuture(t *testing.T) {
	d := newDesk(t, plan("first"))
	refused(t, d.try("2026-03-02", "account.done"), "还没有签约")
	m := d.move("2026-03-03", "signing.sign")
	refused(t, d.e.Check(d.p, nil, d.s, nil, m, at(t, "2026-03-02 23:59")), "不能晚于现在")
	m = d.move("2026-03-02 10:01", "signing.sign")
	refused(t, d.e.Check(d.p, nil, d.s, nil, m, at(t, "2026-03-02 10:00")), "不能晚于现在")
	m = d.move("2026-03-02", "signing.sign")
	if err := d.e.Check(d.p, nil, d.s, nil, m, at(t, "2026-03-02 00:00")); err != nil {
		t.Fatalf("today as a whole is not the future: %v", err)
	}
}

func TestMaterialsAndAccountGuardTheSubmissions(t *testing.T) {
	d := newDesk(t, plan("first"))
	d.do("2026-03-02", "signing.sign")
	asked := ""
	lacking := workflow.MissingMaterials(func(stage string, _ ref.SiteID) []string {
		asked = stage
		return []string{"营业执照只有 41 KB，请重扫。"}
	})
	m := d.move("2026-03-02", "materials.done")
	refused(t, d.e.Check(d.p, d.moves, d.s, lacking, m, at(t, "2026-03-02")), "41 KB")
	if asked != "template" {
		t.Fatalf("asked for the materials of %q, want template", asked)
	}
	d.do("2026-03-02", "materials.done")
	refused(t, d.try("2026-03-02", "template.submit"), "“账号与子账号”还没有办完")
	blocked := 0
	for _, a := range d.e.Actions(d.p, d.s, lacking, at(t, "2026-03-02")) {
		if a.Code == "template.submit" {
			blocked = len(a.Blocked)
		}
	}
	if blocked != 2 {
		t.Fatalf("%d reasons, want the account and the licence", blocked)
	}
	d.do("2026-03-02", "account.done")
	d.do("2026-03-02", "template.submit")
}

func TestEachStageAsksForItsOwnMaterials(t *testing.T) {
	for kind, wants := range map[string]map[string]string{
		"first":  {"materials.done": "template", "template.submit": "template", "forms.filled": "forms", "police-subject.submit": "police-subject", "police-site.submit": "police-site"},
		"change": {"materials.done": "forms", "forms.filled": "forms"},
		"police": {"materials.done": "police-account", "police-subject.submit": "police-subject"},
	} {
		t.Run(kind, func(t *testing.T) {
			d := newDesk(t, plan(kind))
			straight(d, "")
			for i := range d.moves {
				want, ok := wants[d.moves[i].Action]
				if !ok {
					continue
				}
				before, err := d.e.Fold(d.p, d.moves[:i])
				if err != nil {
					t.Fatal(err)
				}
				asked := ""
				lacking := workflow.MissingMaterials(func(stage string, _ ref.SiteID) []string { asked = stage; return []string{"缺一样。"} })
				err = d.e.Check(d.p, d.moves[:i], before, lacking, d.moves[i], at(t, "2026-03-03"))
				refused(t, err, "缺一样")
				if asked != want {
					t.Errorf("%s %s asks for %q, want %q", kind, d.moves[i].Action, asked, want)
				}
			}
		})
	}
}

func TestSetbacksLeadBackWhereTheHandbookSays(t *testing.T) {
	for action, c := range map[string]struct {
		upTo string
		want []string
	}{
		"template.reject":       {"template.submit", []string{"materials/todo:client"}},
		"domain.fail":           {"domain.bought", []string{"template/todo:agency"}},
		"prereview.reject":      {"prereview.submit", []string{"forms/fill:agency"}},
		"bureau-submit.return":  {"prereview.pass", []string{"forms/fill:agency"}},
		"bureau-review.reject":  {"sms.verified", []string{"forms/fill:agency"}},
		"police-subject.reject": {"police-subject.submit", []string{"revoke/ask:agency", "police-subject/todo:agency"}},
		"police-site.reject":    {"police-site.submit", []string{"revoke/ask:agency", "police-site/todo:agency"}},
	} {
		t.Run(action, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, c.upTo)
			d.do("2026-03-03", action, "reason", "不符")
			d.want(c.want)
		})
	}
}

func TestAfterARejectionTheBureauSeesItAgainOnlyThroughThePreReview(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "sms.verified")
	d.do("2026-03-20", "bureau-review.reject", "reason", "不符")
	d.do("2026-03-20", "forms.filled")
	d.do("2026-03-20", "forms.face")
	d.want([]string{"prereview/todo:agency"})
}

// The holder of a licence has no filing number: the licence's own goes before -136.
func TestSitesOfLicenceHoldersAreNumberedByTheLicence(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "bureau-review.approve")
	d.do("2026-03-03", "number.record", "subject_number", "浙ICP证030173号", "site_number", "浙ICP证030173号-136")
	if got := d.s.Sites[siteA].ICPNumber; got != "浙ICP证030173号-136" {
		t.Errorf("the site's number is %q", got)
	}
}

// An order is pulled back or given up only where it is told that it can be: in the
// pre-review, and given up until the bureau has it. Both lead through the forms and the face
// check; a cancellation can't be taken back.
func TestAnOrderIsPulledBackOrGivenUpUntilTheBureauHasIt(t *testing.T) {
	offered := func(d *desk) (codes []string) {
		for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-10 10:00")) {
			if strings.HasSuffix(a.Code, ".pull-back") || strings.HasSuffix(a.Code, ".give-up") {
				codes = append(codes, a.Code)
				if !a.Reason || !strings.Contains(a.Hint, "。依据：") || !strings.HasSuffix(a.Hint, "待核实。") || !strings.Contains(a.Hint, "客户不办了") {
					t.Errorf("%+v", a)
				}
			}
		}
		return codes
	}
	both := []string{"prereview.pull-back", "prereview.give-up"}
	for _, kind := range []string{"first", "add", "access", "change", "app"} {
		for upTo, want := range map[string][]string{
			"forms.filled": nil, "forms.face": both, "prereview.submit": both, "prereview.pass": {"bureau-submit.give-up"}, "bureau-submit.sms": nil, "sms.verified": nil,
		} {
			t.Run(kind+" after "+upTo, func(t *testing.T) {
				d := newDesk(t, plan(kind))
				straight(d, upTo)
				if got := offered(d); !slices.Equal(got, want) {
					t.Fatalf("offered %v, want %v", got, want)
				}
				for _, code := range want {
					each := d.in(t)
					refused(t, each.try("2026-03-09", code), "原因")
					each.do("2026-03-09", code, "reason", "客户要改名称")
					each.want([]string{"forms/fill:agency"}, "forms.max 2026-04-23 *")
					if f := each.e.Forecast(each.p, each.s, day("2026-03-09")); f.Steps[0].Stage != "prereview" {
						t.Errorf("it goes to the pre-review again: %+v", f.Steps)
					}
					each.do("2026-03-09", "case.undo")
					if fmt.Sprint(each.runs()) != fmt.Sprint(d.runs()) {
						t.Errorf("taken back, it stands at %v", each.runs())
					}
				}
			})
		}
	}
	for _, upTo := range []string{"account.done", "prereview.submit", "prereview.pass"} {
		d := newDesk(t, plan("cancel"))
		if straight(d, upTo); len(offered(d)) > 0 {
			t.Errorf("a cancellation after %s: %v", upTo, offered(d))
		}
	}
}

// Given up after a missed round, a new order counts its rounds from the first.
func TestAnOrderThatWasGivenUpCountsItsRoundsAnew(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.pass")
	d.do("2026-03-03 15:04", "bureau-submit.sms")
	d.do("2026-03-04 15:04", "sms.missed", "change", "no")
	d.do("2026-03-04 16:00", "bureau-submit.give-up", "reason", "客户要换网站")
	d.want([]string{"forms/fill:agency"})
	if d.s.Missed != 0 || len(d.s.Rounds) != 0 {
		t.Errorf("%d missed, %d rounds", d.s.Missed, len(d.s.Rounds))
	}
	if r := d.s.Runs[len(d.s.Runs)-2]; r.Outcome != workflow.Dropped || r.Reason != "客户要换网站" {
		t.Errorf("%+v", r)
	}
}
