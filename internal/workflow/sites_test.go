package workflow_test

import (
	"strings"
	"testing"

	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

func twoSites() workflow.Plan {
	p := plan("first")
	p.Sites = append(p.Sites, workflow.Site{ID: siteB, Name: "青禾商城", Domain: "mall.example", Interactive: true})
	return p
}

func TestSitesGoTheirOwnWayFromTheNumber(t *testing.T) {
	d := newDesk(t, twoSites())
	straight(d, "bureau-review.approve")
	refused(t, d.try("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号", "site_number", "浙ICP备2026051234号-1"), "site_number")
	refused(t, d.try("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-1"), "相同")
	d.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	d.want([]string{"online/todo:client", "online/todo:client", "revoke/ask:agency"})
	d.do("2026-03-03", "revoke.confirm")

	d.do("2026-03-04", "online.live", "site", string(siteA))
	d.do("2026-03-05", "police-account.done")
	d.do("2026-03-05", "police-subject.submit")
	d.do("2026-03-09", "police-subject.approve")
	d.want([]string{"online/todo:client", "police-site/todo:agency"}, "agreed 2026-03-06 *", "police.legal 2026-04-03 *")
	// Written up late: the second site had been live since before the approval.
	d.do("2026-03-06", "online.live", "site", string(siteB))
	d.want([]string{"police-site/todo:agency", "police-site/todo:agency"}, "police.legal 2026-04-03 *", "police.legal 2026-04-05 *")
	if r := d.s.OpenRuns()[1]; r.Site != siteB || r.Entered.String() != "2026-03-09" {
		t.Fatalf("its review could not begin before the subject was approved: %+v", r)
	}
	keys := map[string]bool{}
	for _, dl := range d.deadlines() {
		keys[dl.Key] = true
	}
	if len(keys) != 2 {
		t.Fatalf("each site's clock has its key: %v", keys)
	}

	d.do("2026-03-10", "police-site.submit", "site", string(siteA))
	d.want([]string{"police-site/submitted:police", "police-site/todo:agency"},
		"police-site.expected 2026-03-13…2026-03-17 *", "police.legal 2026-04-05 *")
	d.do("2026-03-11", "police-site.reject", "site", string(siteA), "reason", "名称不符")
	if got := d.deadline("police.legal"); got.Site != siteA || got.Due.String() != "2026-04-03" {
		t.Fatalf("rejected, the 30 days go on: %+v", got)
	}
	for _, site := range []ref.SiteID{siteA, siteB} {
		d.do("2026-03-12", "police-site.submit", "site", string(site))
	}
	d.do("2026-03-13", "police-site.approve", "site", string(siteA), "police_number", "浙公网安备 33010602012345号")
	d.do("2026-03-13", "police-number.shown", "site", string(siteA))
	d.want([]string{"police-site/submitted:police"})
	refused(t, d.try("2026-03-14", "police-site.approve", "site", string(siteB), "police_number", "浙公网安备33010602012345号"), "另一个网站")
	d.do("2026-03-14", "police-site.approve", "site", string(siteB), "police_number", "浙公网安备 33010602012346号")
	d.do("2026-03-14", "police-number.shown", "site", string(siteB))
	d.want([]string{"handover/todo:agency"})
}

func TestOfTwoSitesTheOneLiveFirstPressesTheSubject(t *testing.T) {
	for name, c := range map[string]struct {
		first, second ref.SiteID
		want          []string
	}{
		"the first of the order":  {siteA, siteB, []string{"police.legal 2026-04-02 *", "police.legal 2026-04-04"}},
		"the second of the order": {siteB, siteA, []string{"police.legal 2026-04-04", "police.legal 2026-04-02 *"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, twoSites())
			straight(d, "bureau-review.approve")
			d.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
				"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
			d.do("2026-03-03", "revoke.confirm")
			d.do("2026-03-03", "online.live", "site", string(c.first))
			d.do("2026-03-05", "online.live", "site", string(c.second))
			d.want([]string{"police-account/todo:client"}, c.want...)
		})
	}
}

func TestTheAppointmentGovernsAnInteractiveSite(t *testing.T) {
	p := plan("first")
	p.Sites[0].Interactive = true
	d := newDesk(t, p)
	straight(d, "police-site.submit")
	refused(t, d.try("2026-03-03 10:00", "police-site.appointment", "when", "2026-03-02 10:00", "kind", "visit"), "when")
	refused(t, d.try("2026-03-03 10:00", "police-site.appointment", "when", "2026-03-09 15:00", "kind", "dance"), "kind")
	d.do("2026-03-03 10:00", "police-site.appointment", "when", "2026-03-09 15:00", "kind", "visit")
	d.do("2026-03-03 10:00", "revoke.confirm")
	d.want([]string{"police-site/appointment:client"}, "police-site.appointment 2026-03-09 15:00 *")
	refused(t, d.try("2026-03-03 11:00", "run.agree", "run", d.s.OpenRuns()[0].Key, "day", "2026-03-12", "reason", "忙"), "改")
	text := d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-09 08:00"))
	if text.Todo != "陪沈一鸣参加实地检查" || !strings.Contains(text.Message, "3月9日 周一 15:00") {
		t.Fatalf("%+v", text)
	}
	if text = d.e.Describe(d.p, d.s.OpenRuns()[0], d.s, at(t, "2026-03-09 15:00")); text.Party != workflow.Agency || text.Todo != "登记实地检查的结果" {
		t.Fatalf("afterwards it waits for us: %+v", text)
	}
	d.do("2026-03-04 10:00", "police-site.appointment", "when", "2026-03-10", "kind", "interview")
	d.want([]string{"police-site/appointment:client"}, "police-site.appointment 2026-03-10 *")
	d.do("2026-03-10 16:00", "police-site.approve", "police_number", "浙公网安备33010602012345号")
	if got := d.s.Sites[siteA].PoliceNumber; got != "浙公网安备 33010602012345号" {
		t.Fatalf("the number is spelt as the police do: %q", got)
	}
}

func TestSitesAreToldApartInWords(t *testing.T) {
	d := newDesk(t, twoSites())
	straight(d, "bureau-review.approve")
	d.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	text := d.e.Describe(d.p, d.s.OpenRuns()[1], d.s, at(t, "2026-03-03"))
	if text.Todo != "请沈一鸣上线并挂出备案号（青禾商城）" || !strings.Contains(text.Message, "浙ICP备2026051234号-2") {
		t.Fatalf("%+v", text)
	}
	lines := 0
	for _, l := range d.e.Stages(d.p, d.s, at(t, "2026-03-03")) {
		if l.Code == "online" && l.SiteLabel != "" && l.State == workflow.LineNow {
			lines++
		}
	}
	if lines != 2 {
		t.Fatalf("%d lines for going on line, want one a site", lines)
	}
}
