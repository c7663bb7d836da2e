package workflow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

const siteC ref.SiteID = "c"

// withLater is a plan to which a third site may be added.
func withLater(kind string) workflow.Plan {
	p := plan(kind)
	p.Sites = append(p.Sites,
		workflow.Site{ID: siteB, Name: "青禾商城", Domain: "mall.example"},
		workflow.Site{ID: siteC, Name: "青禾帮助", Domain: "help.example", Added: true})
	return p
}

// online names the sites that wait for going online, or have.
func online(d *desk) (list []string) {
	for _, l := range d.e.Stages(d.p, d.s, at(d.t, "2026-03-09")) {
		if l.Code == "online" {
			list = append(list, l.SiteLabel)
		}
	}
	return list
}

func TestAnAddedSiteIsOfTheOrderFromItsMoveOn(t *testing.T) {
	d := newDesk(t, withLater("first"))
	straight(d, "materials.done")
	if got := online(d); !slices.Equal(got, []string{"青禾进销存", "青禾商城"}) {
		t.Fatalf("before: %v", got)
	}
	refused(t, d.try("2026-03-03", "site.add", "site", string(siteC)), "new_domain")
	refused(t, d.try("2026-03-03", "site.add", "site", "nobody", "new_domain", "no"), "site")
	d.do("2026-03-03", "site.add", "site", string(siteC), "new_domain", "no")
	d.want([]string{"template/todo:agency"})
	if got := online(d); !slices.Equal(got, []string{"青禾进销存", "青禾商城", "青禾帮助"}) {
		t.Fatalf("after: %v", got)
	}
	refused(t, d.try("2026-03-03", "site.add", "site", string(siteC), "new_domain", "no"), "已在本案里")
	d.do("2026-03-03", "case.undo")
	if got := online(d); len(got) != 2 {
		t.Fatalf("taken back: %v", got)
	}
}

func TestTheFormsAreFilledInAnewForOtherSites(t *testing.T) {
	for _, upTo := range []string{"forms.filled", "forms.face"} {
		for action, site := range map[string]ref.SiteID{"site.add": siteC, "site.drop": siteB} {
			t.Run(upTo+" "+action, func(t *testing.T) {
				d := newDesk(t, withLater("first"))
				straight(d, upTo)
				values := []string{"site", string(site), "reason", "客户改了主意"}
				if action == "site.add" {
					values = append(values, "new_domain", "no")
				}
				d.do("2026-03-03", action, values...)
				d.want([]string{"forms/fill:agency"})
				d.do("2026-03-04", "forms.filled")
				d.do("2026-03-04", "forms.face")
				d.do("2026-03-04", "prereview.submit")
			})
		}
	}
}

func TestASiteWithANewDomainTakesTheOrderBackToTheDomain(t *testing.T) {
	d := newDesk(t, withLater("first"))
	straight(d, "forms.face")
	d.do("2026-03-03", "site.add", "site", string(siteC), "new_domain", "yes")
	d.want([]string{"domain/buy:client"})
	for _, action := range []string{"domain.bought", "domain.verified", "reporting.done", "forms.filled"} {
		d.do("2026-03-04", action)
	}

	d = newDesk(t, withLater("add"))
	d.do("2026-03-02", "signing.sign", "new_domain", "no")
	d.do("2026-03-02", "account.done")
	d.do("2026-03-02", "materials.done")
	d.want([]string{"forms/fill:agency"})
	d.do("2026-03-03", "site.add", "site", string(siteC), "new_domain", "yes")
	d.want([]string{"template/todo:agency"})
	d.do("2026-03-03", "case.undo")
	d.want([]string{"forms/fill:agency"})
}

func TestSitesStayAsTheyAreWhileTheOrderIsAway(t *testing.T) {
	for upTo, words := range map[string]string{
		"prereview.submit": "订单已提交腾讯云预审核，不能加网站。被驳回、退回或资料要改时可以加；急办请另开一件“新增网站”案件，等这一单办完再提交",
		"prereview.pass":   "订单已转提交管局", "bureau-submit.sms": "正等短信核验", "sms.verified": "订单在管局审核",
		"bureau-review.approve": "管局已审核通过，这一单不能再改，不能加网站。请另开一件“新增网站”案件", "online.live": "请另开一件“新增网站”案件",
	} {
		t.Run(upTo, func(t *testing.T) {
			p := withLater("first")
			p.Sites = slices.Delete(p.Sites, 1, 2)
			d := newDesk(t, p)
			straight(d, upTo)
			refused(t, d.try("2026-03-03", "site.add", "site", string(siteC), "new_domain", "no"), words)
			for _, a := range d.e.Actions(d.p, d.s, nil, at(t, "2026-03-03")) {
				if strings.HasPrefix(a.Code, "site.") && (len(a.Blocked) != 1 || strings.Contains(a.Blocked[0], "{")) {
					t.Errorf("%s is offered with %v", a.Code, a.Blocked)
				}
			}
		})
	}
	d := newDesk(t, withLater("first"))
	straight(d, "prereview.submit")
	d.do("2026-03-03", "prereview.reject", "reason", "手持照反光")
	d.do("2026-03-03", "site.add", "site", string(siteC), "new_domain", "no")
	d.do("2026-03-03", "site.drop", "site", string(siteB), "reason", "客户不办这个了")
	d.want([]string{"forms/fill:agency"})
}

func TestADroppedSiteLeavesItsRecordAndNothingToDo(t *testing.T) {
	d := newDesk(t, withLater("first"))
	straight(d, "materials.done")
	refused(t, d.try("2026-03-03", "site.drop", "site", string(siteB)), "reason")
	refused(t, d.try("2026-03-03", "site.drop", "site", string(siteC), "reason", "不办"), "site")
	d.do("2026-03-03", "site.drop", "site", string(siteB), "reason", "商城不办了")
	if got := online(d); !slices.Equal(got, []string{""}) {
		t.Errorf("one site is left, which needs no name: %q", got)
	}
	if drop := d.s.Sites[siteB].Dropped; drop == nil || drop.At.String() != "2026-03-03" || drop.Why != "商城不办了" {
		t.Errorf("its record says %+v", drop)
	}
	refused(t, d.try("2026-03-03", "site.drop", "site", string(siteA), "reason", "不办"), "最后一个网站")
	refused(t, d.try("2026-03-03", "site.drop", "site", string(siteB), "reason", "不办"), "site")
	d.do("2026-03-03", "site.add", "site", string(siteC), "new_domain", "no")
	for i, action := range ways["first"][2:14] {
		d.do(fmt.Sprintf("2026-03-04 %02d:00", 9+i), action)
	}
	d.do("2026-03-05", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	if d.s.Sites[siteC].ICPNumber != "浙ICP备2026051234号-2" || d.s.Sites[siteB].ICPNumber != "" {
		t.Errorf("the numbers went to %+v", d.s.Sites)
	}
	refused(t, d.try("2026-03-05", "site.drop", "site", string(siteC), "reason", "不办"), "管局已审核通过")
}

func TestPoliceSitesComeAndGoOneByOne(t *testing.T) {
	d := newDesk(t, withLater("police"))
	d.do("2026-03-02", "signing.sign")
	d.do("2026-03-02", "materials.done")
	d.do("2026-03-03", "online.live", "site", string(siteA), "live_day", "2026-03-01")
	d.do("2026-03-03", "site.add", "site", string(siteC))
	d.want([]string{"online/todo:client", "police-account/todo:client", "online/todo:client"})
	refused(t, d.try("2026-03-03", "site.drop", "site", string(siteA), "reason", "不办"), "已上线")
	d.do("2026-03-04", "site.drop", "site", string(siteB), "reason", "不办")
	d.do("2026-03-04", "site.drop", "site", string(siteC), "reason", "不办")
	d.want([]string{"police-account/todo:client"})
	for _, action := range []string{"police-account.done", "police-subject.submit", "police-subject.approve"} {
		d.do("2026-03-05", action)
	}
	d.do("2026-03-06", "police-site.submit", "site", string(siteA))
	d.do("2026-03-06", "police-site.approve", "site", string(siteA), "police_number", "浙公网安备 33010602012345号")
	d.do("2026-03-06", "police-number.shown", "site", string(siteA))
	d.want([]string{"handover/todo:agency"})
	refused(t, d.try("2026-03-07", "site.add", "site", "x"), "请另开一件“公安备案”案件")
}

func TestEveryClockOfSeveralSitesNamesItsStep(t *testing.T) {
	d := newDesk(t, withLater("police"))
	d.do("2026-03-02", "signing.sign")
	d.do("2026-03-02", "materials.done")
	d.do("2026-03-03", "online.live", "site", string(siteA), "live_day", "2026-03-01")
	d.do("2026-03-03", "online.live", "site", string(siteB), "live_day", "2026-03-02")
	steps := func() (list []string) {
		for _, dl := range d.deadlines() {
			list = append(list, string(dl.Site)+" "+dl.Clock+" "+d.e.StepOf(d.s, dl))
		}
		slices.Sort(list)
		return list
	}
	if got, want := steps(), []string{"site-a police.legal 备好账号", "site-b police.legal 备好账号"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, action := range []string{"police-account.done", "police-subject.submit", "police-subject.approve"} {
		d.do("2026-03-04", action)
	}
	d.do("2026-03-05", "police-site.submit", "site", string(siteA))
	if got, want := steps(), []string{"site-a police-site.expected 网站审核", "site-b police.legal 提交网站"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestNamesOfStagesStayReadableInRows(t *testing.T) {
	for _, s := range engine().Graph().Stages {
		if n := len([]rune(s.ShortLabel())); n > 5 {
			t.Errorf("%s is %d characters: %s", s.Code, n, s.ShortLabel())
		}
	}
}
