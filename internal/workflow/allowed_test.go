package workflow_test

import (
	"testing"

	"beiandesk/internal/errs"
)

func TestAMoveOfAStageThatIsNotOnNamesWhatIs(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "template.submit")
	for action, want := range map[string]string{
		"online.live":           "“上线挂号”环节还没有开始，不能登记“已上线挂号”。现在在办的是“信息模板审核”",
		"police-site.approve":   "“新办网站审核”环节还没有开始，不能登记“登记公安备案号”。现在在办的是“信息模板审核”",
		"bureau-review.approve": "“管局审核”环节还没有开始，不能登记“管局已通过”。现在在办的是“信息模板审核”",
		"account.done":          "“账号与子账号”环节已在 2026-03-02 09:00 结束，不能登记“子账号已交接”。现在在办的是“信息模板审核”",
	} {
		t.Run(action, func(t *testing.T) {
			err := d.in(t).try("2026-03-03", action)
			refused(t, err, want)
			if errs.CodeOf(err) != errs.Blocked {
				t.Error(err)
			}
		})
	}
	two := newDesk(t, twoSites())
	straight(two, "template.submit")
	refused(t, two.try("2026-03-03", "online.live"), "“上线挂号”环节还没有开始")
	two = newDesk(t, twoSites())
	straight(two, "bureau-review.approve")
	two.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	m := two.move("2026-03-04", "online.live")
	m.Site = ""
	refused(t, two.e.Check(two.p, two.moves, two.s, nil, m, at(t, "2026-03-04 10:00")), "请写明是哪个网站：青禾进销存、青禾商城")
	two.do("2026-03-04", "online.live", "site", string(siteA))
	refused(t, two.try("2026-03-05", "online.live", "site", string(siteA)), "“上线挂号”环节已在 2026-03-04 结束，不能登记“已上线挂号”。现在在办的是“上线挂号（青禾商城）”、“撤销授权”、“公安平台注册”")

	change := newDesk(t, plan("change"))
	straight(change, "prereview.submit")
	refused(t, change.try("2026-03-03", "online.live"), "“变更备案”类案件没有“上线挂号”环节，不能登记“已上线挂号”。现在在办的是“预审核”")
	p := plan("first")
	p.Police = false
	icp := newDesk(t, p)
	straight(icp, "online.live")
	refused(t, icp.try("2026-03-03", "police-account.done"), "这个案件没有办公安备案，没有“公安平台注册”环节")
}
