package identity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/identity"
)

func TestIDTellsBirthAndDivision(t *testing.T) {
	for number, want := range map[string][2]string{
		"330106198205290002": {"1982-05-29", "330106"},
		"11010519491231002X": {"1949-12-31", "110105"},
		"440524188001010014": {"1880-01-01", "440524"},
	} {
		id, check := identity.ParseID(number, today(t))
		if got := [2]string{id.Birth.String(), id.Division}; !check.OK || got != want || check.Value != number {
			t.Errorf("%s tells %+v, want %v", number, id, want)
		}
	}
	body := "33010620261123000" // born today
	if id, check := identity.ParseID(body+idCheckOf(body), today(t)); !check.OK || id.Birth != today(t) {
		t.Errorf("born today: %+v", check)
	}
	if id, check := identity.ParseID("330106198205290003", today(t)); check.OK || id != (identity.ID{}) {
		t.Errorf("a failed number still tells %+v", id)
	}
}

func TestUSCCTellsTheNatureOfTheUnit(t *testing.T) {
	unit, check := identity.ParseUSCC("91330106MA2KQ7T8XJ")
	want := identity.USCC{Nature: "企业", Division: "330106", Org: "MA2KQ7T8X"}
	if !check.OK || unit != want {
		t.Errorf("unit is %+v", unit)
	}
}

func TestDomainTellsBothSpellingsAndWhatIsFiled(t *testing.T) {
	for value, want := range map[string]identity.Domain{
		"www.qinghe.example": {ASCII: "qinghe.example", Unicode: "qinghe.example", Registrable: "qinghe.example"},
		"a.b.example.com.cn": {ASCII: "a.b.example.com.cn", Unicode: "a.b.example.com.cn", Registrable: "example.com.cn"},
		"中文.中国":              {ASCII: "xn--fiq228c.xn--fiqs8s", Unicode: "中文.中国", Registrable: "xn--fiq228c.xn--fiqs8s"},
		"me.github.io":       {ASCII: "me.github.io", Unicode: "me.github.io", Registrable: "github.io"},
	} {
		if got, check := identity.ParseDomain(value); !check.OK || got != want {
			t.Errorf("%s is %+v, %+v", value, got, check)
		}
	}
}

func TestICPTellsSubjectFromSite(t *testing.T) {
	zhejiang, _ := identity.ProvinceByName("浙江")
	beijing, _ := identity.ProvinceByName("北京")
	guangdong, _ := identity.ProvinceByName("广东")
	for value, want := range map[string]identity.ICP{
		"浙ICP备2026051234号":    {Number: "浙ICP备2026051234号", Subject: "浙ICP备2026051234号", Province: zhejiang},
		"浙ICP备2026051234号-12": {Number: "浙ICP备2026051234号-12", Subject: "浙ICP备2026051234号", Site: 12, Province: zhejiang},
		"粤ICP备2026051234号-2a": {Number: "粤ICP备2026051234号-2A", Subject: "粤ICP备2026051234号", Site: 2, Service: "A", Province: guangdong},
		"京ICP证030173号-136":    {Number: "京ICP证030173号-136", Subject: "京ICP证030173号", Site: 136, Licence: true, Province: beijing},
		"粤B2-20010001-1":      {Number: "粤B2-20010001-1", Subject: "粤B2-20010001", Site: 1, Licence: true, Province: guangdong},
	} {
		if got, check := identity.ParseICP(value, today(t)); !check.OK || got != want {
			t.Errorf("%s is %+v, %+v", value, got, check)
		}
	}
}

func TestPoliceNumberGetsItsSpace(t *testing.T) {
	if check := identity.Police("浙公网安备33010602012345号"); !check.OK || check.Value != "浙公网安备 33010602012345号" {
		t.Errorf("number is %+v", check)
	}
}

func TestLettersOfTheOtherNumberAreExplained(t *testing.T) {
	if _, check := identity.ParseICP("川ICP备2026051234号-1", today(t)); !strings.Contains(check.Message, "蜀") {
		t.Errorf("message: %s", check.Message)
	}
	if check := identity.Police("陇公网安备 62010202000001号"); !strings.Contains(check.Message, "甘") {
		t.Errorf("message: %s", check.Message)
	}
}

func TestSiteNameDependsOnWhoRunsTheSite(t *testing.T) {
	for _, c := range []struct {
		name string
		ctx  identity.SiteNameContext
		rule string
	}{
		{"青禾软件有限公司", identity.SiteNameContext{Subject: identity.SubjectPersonal}, "site-name.company"},
		{"青禾软件有限公司", identity.SiteNameContext{Subject: identity.SubjectUnit}, ""},
		{"西湖区人民政府", identity.SiteNameContext{Subject: identity.SubjectUnit}, "site-name.government"},
		{"西湖区人民政府", identity.SiteNameContext{Subject: identity.SubjectGovernment}, ""},
		{"中国青禾协会", identity.SiteNameContext{Subject: identity.SubjectUnit}, "site-name.national"},
		{"中国青禾协会", identity.SiteNameContext{Subject: identity.SubjectNational}, ""},
		{"西湖新闻网", identity.SiteNameContext{Subject: identity.SubjectUnit}, "site-name.news"},
		{"西湖新闻网", identity.SiteNameContext{Subject: identity.SubjectUnit, Approvals: []string{"新闻"}}, ""},
		{"青禾进销存", identity.SiteNameContext{Domain: "qinghe.example"}, ""},
		{"QingHe.Example", identity.SiteNameContext{Domain: "qinghe.example"}, "site-name.domain"},
		{"青禾进销存。网址", identity.SiteNameContext{Domain: "青禾进销存.网址"}, "site-name.domain"},
	} {
		t.Run(fmt.Sprintf("%s for %+v", c.name, c.ctx), func(t *testing.T) {
			if check := identity.SiteName(c.name, c.ctx); check.Rule != c.rule || check.OK != (c.rule == "") {
				t.Errorf("%s for %+v: %+v, want rule %q", c.name, c.ctx, check, c.rule)
			}
		})
	}
	held := identity.SiteName("青禾游戏网", identity.SiteNameContext{Subject: identity.SubjectUnit, Approvals: []string{"游戏"}})
	if len(held.Warnings) != 0 {
		t.Errorf("a name whose approval is held: %+v", held.Warnings)
	}
}

func TestProvincesAreFoundByNameAndCode(t *testing.T) {
	if n := len(identity.Provinces()); n != 31 {
		t.Fatalf("%d provinces", n)
	}
	for name, code := range map[string]string{
		"浙江": "33", "浙江省": "33", "北京市": "11", "广西壮族自治区": "45", "内蒙古自治区": "15", "新疆维吾尔自治区": "65", " 甘肃省 ": "62",
	} {
		t.Run(fmt.Sprintf("%q", name), func(t *testing.T) {
			p, ok := identity.ProvinceByName(name)
			back, found := identity.ProvinceByCode(code)
			if !ok || !found || p.Code != code || back != p {
				t.Errorf("%s is %+v; %s is %+v", name, p, code, back)
			}
		})
	}
	for _, name := range []string{"", "浙", "浙江人", "杭州", "省"} {
		if p, ok := identity.ProvinceByName(name); ok {
			t.Errorf("%q is %+v", name, p)
		}
	}
	if p, ok := identity.ProvinceByCode("99"); ok {
		t.Errorf("99 is %+v", p)
	}
	if p, ok := identity.ProvinceByCode("620102"); !ok || p.ICP != "陇" || p.Police != "甘" {
		t.Errorf("620102 is %+v", p)
	}
	list := identity.Provinces()
	list[0].Name = "spoilt"
	if identity.Provinces()[0].Name == "spoilt" {
		t.Error("the list can be spoilt by its reader")
	}
}

func TestMasksHideTheMiddle(t *testing.T) {
	for _, c := range []struct {
		name string
		mask func(string) string
		in   string
		want string
	}{
		{"id", identity.MaskID, "11010119900307803X", "110***********803X"},
		{"id", identity.MaskID, "E12345678", "E******78"},
		{"id", identity.MaskID, "E123456", "E****56"},
		{"id", identity.MaskID, "123456", "******"},
		{"id", identity.MaskID, "", ""},
		{"phone", identity.MaskPhone, "13812345678", "138****5678"},
		{"phone", identity.MaskPhone, "0086-0571-88880101", "0086-0571-****0101"},
		{"phone", identity.MaskPhone, "88880101", "****0101"},
		{"phone", identity.MaskPhone, "12345", "*****"},
		{"phone", identity.MaskPhone, "138-0057-1001", "138******1001"},
		{"phone", identity.MaskPhone, "13800571001-", "138*****001-"},
		{"email", identity.MaskEmail, "songyi@moyuart.cn", "so****@moyuart.cn"},
		{"email", identity.MaskEmail, "ab@qq.com", "****@qq.com"},
		{"email", identity.MaskEmail, "no address", "**********"},
		{"address", identity.MaskAddress, "浙江省杭州市西湖区翠苑一区 8 幢 302 室", "浙江省杭州市西湖区****"},
		{"address", identity.MaskAddress, "北京市海淀区苏州街 29 号院 18 号楼", "北京市海淀区****"},
		{"address", identity.MaskAddress, "内蒙古自治区呼和浩特市新城区中山东路 1 号院 2 号楼 301", "内蒙古自治区呼和浩特市新城区****"},
		{"address", identity.MaskAddress, "吉林省延边朝鲜族自治州延吉市公园路 977 号 3 单元 501 室", "吉林省延边朝鲜族自治州延吉市****"},
		{"address", identity.MaskAddress, "文三路 398 号", "****"},
		{"address", identity.MaskAddress, "翠苑一区 8 幢", "****"},
		{"address", identity.MaskAddress, "", "****"},
	} {
		t.Run(fmt.Sprintf("%s %q", c.name, c.in), func(t *testing.T) {
			if got := c.mask(c.in); got != c.want {
				t.Errorf("%s %q masks to %q, want %q", c.name, c.in, got, c.want)
			}
		})
	}
}

func TestEveryKindJudges(t *testing.T) {
	want := []string{"id", "uscc", "phone", "landline", "postcode", "lead-name", "domain", "icp", "police", "site-name", "email", "document"}
	if !slices.Equal(identity.Kinds(), want) {
		t.Errorf("kinds are %v", identity.Kinds())
	}
	for _, kind := range want {
		if check, err := identity.Run(kind, "", today(t)); err != nil || check.Kind != kind || check.Rule != kind+".empty" {
			t.Errorf("%s of nothing: %+v, %v", kind, check, err)
		}
	}
}
