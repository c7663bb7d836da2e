package paper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/paper"
)

// handed is a register of n lines, the last of which was taken back.
func handed(t testing.TB, n int) paper.Handovers {
	v := paper.Handovers{
		Letterhead: letterhead(), Of: "案件 BA2026-0386", Kept: "本表不记个人信息的内容。每条自移交之日起至少保存 3 年。", Note: "依据由本台按环节推定，待核实。",
		GeneratedAt: time.Date(2026, 11, 23, 8, 30, 0, 0, cal.Zone),
	}
	for i := range n {
		v.Rows = append(v.Rows, paper.HandoverRow{
			At: cal.Moment{Day: day(t, "2026-09-18").Add(i), Minute: 15*60 + 40}, Case: "BA2026-0386", Subject: "甘肃兰悦酒店管理有限公司", Recipient: "甘肃通信管理局",
			Sort: "主管部门，提供", Kinds: "姓名、证件有效期、身份证人像面、身份证国徽面、负责人证件号码、营业执照、手持身份证、手机号、应急手机号、邮箱", Purpose: "ICP 备案审核",
			Basis: "履行法定义务所必需（《个人信息保护法》第十三条第一款第三项）", By: fmt.Sprintf("腾讯云转交\n登记 周敏%d", i+1),
		})
	}
	v.Rows[n-1].Undone = "这一步已撤销"
	return v
}

func TestTheRegisterRunsOverPagesWithItsHead(t *testing.T) {
	l, err := paper.LayoutHandovers(handed(t, 40))
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	got := texts(l)
	if l.Pages < 3 || strings.Count(got, "个人信息种类") < l.Pages-1 {
		t.Errorf("%d pages with %d heads", l.Pages, strings.Count(got, "个人信息种类"))
	}
	for _, part := range []string{"共 40 条", "周敏1", "周敏40", "已撤回", "至少保存 3 年", "待核实", "登记核对人"} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not on the paper", part)
		}
	}
}

func TestARegisterOfNothingIsNotPrinted(t *testing.T) {
	v := handed(t, 1)
	v.Rows = nil
	if _, err := paper.RenderHandovers(v); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("%v", err)
	}
}
