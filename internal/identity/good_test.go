package identity_test

import (
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/identity"
)

// goodValues lists for each kind values that must pass: published ones and those of
// the worked example first, then generated ones.
func goodValues() map[string][]string {
	r := seeded()
	digits := func(n int) string {
		s := ""
		for range n {
			s += fmt.Sprint(r.IntN(10))
		}
		return s
	}
	icpLetters := []string{"京", "津", "冀", "晋", "蒙", "辽", "吉", "黑", "沪", "苏", "浙", "皖", "闽", "赣", "鲁", "豫", "鄂", "湘", "粤", "桂", "琼", "渝", "蜀", "黔", "滇", "藏", "陕", "陇", "青", "宁", "新"}
	policeLetters := slices.Clone(icpLetters)
	policeCodes := []string{"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"}
	policeLetters[22], policeLetters[23], policeLetters[27] = "川", "贵", "甘"
	surnames := []string{"王", "李", "张", "刘", "陈", "杨", "赵", "欧阳", "司马", "上官"}
	return map[string][]string{
		"id": many([]string{
			"11010519491231002X", "440524188001010014", "34052419800101001X", "53010219200508011X",
			"330106198205290002", "11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ",
		}, func() string { return someID(r) }),
		"uscc": many([]string{
			"91350100M000100Y43", "91440300708461136T", "9144030071526726XG", "914403001922038216", "91110000802100433B",
			"91330100799655058B", "91110108551385082Q", "91330100716105852F", "91370200264574251E", "91330106MA2KQ7T8XJ",
			"91330106ma2kq7t8xj", "9133 0106 MA2K Q7T8 XJ",
		}, func() string { return someCredit(r) }),
		"phone": many([]string{
			"13800571001", "13800571002", "138 0057 1001", "138-0057-1001", "+8613800571001", "+86 138-0057-1001",
			"008613800571001", "１３８００５７１００１", "19912345678", "16212345678", "17012345678", "13888888888",
		}, func() string { return "1" + fmt.Sprint(3+r.IntN(7)) + digits(9) }),
		"landline": many([]string{
			"0086-010-68870788", "0086-0571-88880101", "0086–0571–88880101", "００８６－０５７１－８８８８０１０１", "0086-0931-8480001",
		}, func() string {
			return fmt.Sprintf("0086-0%d%d%d-%d%d%s8", 3+r.IntN(7), r.IntN(10), r.IntN(10), 2+r.IntN(7), r.IntN(5), digits(4)+"15")[:18]
		}),
		"postcode": many([]string{"310013", "100000", "100080", "510000", "999077", " 310013 ", "３１００１３", "010010"},
			func() string { return fmt.Sprintf("%d%s", 1+r.IntN(8), digits(5)) }),
		"lead-name": append([]string{
			"沈一鸣", "周敏", "买买提·吐尔逊", "阿卜杜拉•买买提", "古力娜扎尔·拜合提亚尔", "㛃怡", "𠮷田一郎", "沈 一鸣", " 周敏 ",
			"王小姐姐"[:6], "赵个", "任先", "司马相如", "张三",
		}, cross(surnames, []string{"伟", "一鸣", "若兰", "建国", "子涵"})...),
		"domain": append([]string{
			"qinghe.example", "moyuart.cn", "example.com", "www.example.com", "a.b.example.com.cn", "EXAMPLE.COM", "example.com.",
			"xn--fiq228c.xn--fiqs8s", "中文.中国", "青禾进销存.网址", "青禾.公司", "例子。中国", "1688.com", "4399.com", "a-b.com", "ｅｘａｍｐｌｅ．ｃｏｍ",
		}, cross([]string{"qinghe", "a1", "x-y-z", "墨鱼", "ab-12"}, []string{".cn", ".com", ".net", ".org.cn", ".com.cn", ".top", ".xyz", ".ren", ".中国", ".网络"})...),
		"icp": append([]string{
			"浙ICP备2026051234号", "浙ICP备2026051234号-1", "粤B2-20010001-1", "粤B2-20090059-5", "浙B2-20080101", "京ICP备10036305号-7",
			"京icp备10036305号-7", "浙ICP备 2026051234 号 - 1", "粤ICP备2021123456号-2A", "粤ICP备2021123456号-3X", "粤ICP备2021123456号-4K", "陇ICP备05000001号",
		}, cross(icpLetters, []string{"ICP备05012345号-1", "ICP备2024012345号-12"})...),
		"police": append([]string{
			"浙公网安备 33010602012345号", "浙公网安备33010602012345号", "京公网安备11000002000001号", "粤公网安备 44030002000001号",
			"浙公网安备　33010602012345 号", "甘公网安备 62010202000001号",
		}, func() []string {
			var list []string
			for i, l := range policeLetters {
				list = append(list, l+"公网安备 "+policeCodes[i]+digits(12)+"号", l+"公网安备"+policeCodes[i]+digits(12)+"号")
			}
			return list
		}()...),
		"site-name": append([]string{
			"青禾进销存", "墨鱼艺术", "杭州青禾软件有限公司", "我的照片墙", "前端开发笔记", "青禾2026官网", "青禾ERP系统网", "新中国史料", "西湖区维修服务", "读书与写作",
		}, cross([]string{"青禾", "墨鱼", "松风", "小满", "白鹭"}, []string{"进销存", "读书笔记", "摄影作品", "软件网", "茶叶店", "手工坊", "建材供应", "物流信息", "设计作品", "技术笔记"})...),
		"email": append([]string{"shen@example.com", "SO.ng+a@moyuart.cn", "a@例子.中国", "ａ＠example.com"},
			cross([]string{"a", "a.b", "first_last", "x-1", "12345"}, []string{"@qq.com", "@163.com", "@a.example.com.cn", "@qinghe.example"})...),
		"document": {"E12345678", "H0123456700", "军字第0123456号", " 07654321 "},
	}
}

func TestGoodValuesPass(t *testing.T) {
	good := goodValues()
	for _, kind := range identity.Kinds() {
		if want := 50; len(good[kind]) < want && kind != "email" && kind != "document" {
			t.Errorf("%s has only %d good values", kind, len(good[kind]))
		}
		t.Run(kind, func(t *testing.T) {
			for _, value := range good[kind] {
				check, err := identity.Run(kind, value, today(t))
				if err != nil || !check.OK || check.Rule != "" || check.Message != "" {
					t.Errorf("%q: %+v, %v", value, check, err)
					continue
				}
				again, err := identity.Run(kind, check.Value, today(t))
				if err != nil || !again.OK || again.Value != check.Value {
					t.Errorf("%q is kept as %q, which reads %+v, %v", value, check.Value, again, err)
				}
			}
		})
	}
}

func TestOrdinaryValuesGiveNoWarning(t *testing.T) {
	for kind, values := range map[string][]string{
		"id":        {"330106198205290002", "11010519491231002X"},
		"uscc":      {"91330106MA2KQ7T8XJ", "91440300708461136T", "914403001922038216"},
		"phone":     {"13800571001", "19912345678"},
		"landline":  {"0086-0571-88880101", "0086-010-68870788"},
		"postcode":  {"310013", "010010"},
		"lead-name": {"沈一鸣", "买买提·吐尔逊"},
		"domain":    {"qinghe.example", "example.com.cn", "moyuart.cn"},
		"icp":       {"浙ICP备2026051234号-1", "粤B2-20010001-1", "京ICP备10036305号-7", "京ICP备20012345号"},
		"police":    {"浙公网安备 33010602012345号"},
		"site-name": {"青禾进销存", "我的照片墙"},
	} {
		t.Run(kind, func(t *testing.T) {
			for _, value := range values {
				if check, err := identity.Run(kind, value, today(t)); err != nil || !check.OK || len(check.Warnings) != 0 || check.Value != value {
					t.Errorf("%s %q: %+v, %v", kind, value, check, err)
				}
			}
		})
	}
}

func TestDoubtsWarnAndPass(t *testing.T) {
	for _, c := range []struct{ kind, value, rule string }{
		{"id", "99010119900101001" + idCheckOf("99010119900101001"), "id.division"},
		{"id", "330103198205290009"[:17] + idCheckOf("33010319820529000"), "id.division"}, // 下城区, merged in 2021
		{"uscc", "91330106MA2KQ7T80" + creditCheckOf("91330106MA2KQ7T80"), "uscc.org"},
		{"uscc", "91999999" + orgOf("MA2KQ7T8") + creditCheckOf("91999999"+orgOf("MA2KQ7T8")), "uscc.division"},
		{"uscc", "Q1330106" + orgOf("MA2KQ7T8") + creditCheckOf("Q1330106"+orgOf("MA2KQ7T8")), "uscc.authority"},
		{"phone", "16212345678", "phone.virtual"}, {"phone", "16512345678", "phone.virtual"},
		{"phone", "16712345678", "phone.virtual"}, {"phone", "17012345678", "phone.virtual"},
		{"phone", "17112345678", "phone.virtual"}, {"phone", "14912345678", "phone.data"},
		{"phone", "14712345678", "phone.data"}, {"phone", "19012345678", "phone.sms"}, {"phone", "19212345678", "phone.sms"}, {"phone", "19712345678", "phone.sms"},
		{"phone", "13491234567", "phone.satellite"}, {"phone", "13888888888", "phone.repeated"},
		{"landline", "0086-010-6887078", "landline.area"}, {"landline", "0086-0112-68870788", "landline.area"},
		{"landline", "0086-0571-98880101", "landline.start"},
		{"postcode", "999077", "postcode.doubtful"}, {"postcode", "111111", "postcode.doubtful"},
		{"lead-name", "张三", "lead-name.common"}, {"lead-name", "李主任", "lead-name.role"},
		{"domain", "www.shop.example.com", "domain.subdomain"}, {"domain", "shop.qinghe.example", "domain.subdomain"},
		{"domain", "a.github.io", "domain.subdomain"}, {"domain", "青禾.中国", "domain.idn"},
		{"icp", "浙ICP备2099051234号", "icp.year"}, {"icp", "浙ICP备1999051234号", "icp.year"}, {"icp", "粤B2-20990001", "icp.year"},
		{"police", "浙公网安备 44010602012345号", "police.division"},
		{"site-name", "青禾软件有限公司", "site-name.company-unknown"}, {"site-name", "人民读书网", "site-name.national-like"},
		{"site-name", "爱中国旅行", "site-name.national-like"}, {"site-name", "青禾游戏网", "site-name.approval"},
		{"site-name", "西湖新闻社", "site-name.approval"}, {"site-name", "反腐倡廉网", "site-name.sensitive"},
	} {
		t.Run(fmt.Sprintf("%s of %q", c.rule, c.value), func(t *testing.T) {
			check, err := identity.Run(c.kind, c.value, today(t))
			rules := []string{}
			for _, w := range check.Warnings {
				rules = append(rules, w.Rule)
			}
			if err != nil || !check.OK || !slices.Contains(rules, c.rule) {
				t.Errorf("%s %q: %+v, %v; want a warning %s", c.kind, c.value, check, err, c.rule)
			}
		})
	}
}

func TestValuesAreKeptInOneSpelling(t *testing.T) {
	for _, c := range []struct{ kind, value, want string }{
		{"id", " 110105 19491231 002x ", "11010519491231002X"},
		{"uscc", "9133 0106 ma2k q7t8 xj", "91330106MA2KQ7T8XJ"},
		{"phone", "+86 138-0057-1001", "13800571001"},
		{"landline", "０0８6－0571—88880101", "0086-0571-88880101"},
		{"postcode", "３１００１３", "310013"},
		{"lead-name", "买买提 • 吐尔逊", "买买提·吐尔逊"},
		{"domain", "WWW.Example。COM.", "example.com"},
		{"domain", "中文.中国", "xn--fiq228c.xn--fiqs8s"},
		{"icp", "浙icp备 2026051234 号－1", "浙ICP备2026051234号-1"},
		{"police", "浙公网安备33010602012345号", "浙公网安备 33010602012345号"},
		{"site-name", "　青禾进销存 ", "青禾进销存"},
		{"email", " shen@EXAMPLE.com", "shen@example.com"},
		{"document", " Ｅ12345678 ", "E12345678"},
		{"phone", "\u202a13800571001\u202c", "13800571001"}, // marks that a contact list leaves around
	} {
		t.Run(fmt.Sprintf("%s %q", c.kind, c.value), func(t *testing.T) {
			if check, err := identity.Run(c.kind, c.value, today(t)); err != nil || check.Value != c.want {
				t.Errorf("%s %q is kept as %q, %v; want %q", c.kind, c.value, check.Value, err, c.want)
			}
		})
	}
}
