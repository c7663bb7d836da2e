package cases_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
)

func TestEveryListHasASourceAndTellsItsOptionsApart(t *testing.T) {
	for _, code := range []string{cases.Contents, cases.Languages, cases.Approvals, cases.Services, cases.Hazards, cases.Owners, cases.Places} {
		l := cases.ListOf(code)
		if l.Label == "" || l.Source == "" || l.Sourced == "" || len(l.Options) < 2 {
			t.Errorf("%s is %+v", code, l)
		}
		seen := map[string]bool{}
		for _, o := range l.Options {
			if o.Code == "" || o.Label == "" || seen[o.Code] || seen[o.Label] || strings.ContainsAny(o.Code, ", ") {
				t.Errorf("%s has %+v", code, o)
			}
			seen[o.Code], seen[o.Label] = true, true
		}
		if l.Alone != "" && !seen[l.Alone] {
			t.Errorf("%s goes alone and is none of %s", l.Alone, code)
		}
	}
	if got := cases.Lists(); len(got) != 7 {
		t.Errorf("%d lists, want those of the constants", len(got))
	}
	if !slices.ContainsFunc(cases.ListOf(cases.Hazards).Options, func(o cases.Option) bool { return o.Code == cases.Hazardous }) {
		t.Error("no option says that the site is hazardous")
	}
}

func TestThePreApprovalsAreThoseOfTheForm(t *testing.T) {
	want := "以上都不涉及、校外培训、新闻、出版、教育、医疗保健、药品和医疗器械、文化、广播电影电视节目、电子公告服务、网络预约车、金融、游戏、宗教"
	l := cases.ListOf(cases.Approvals)
	var all []string
	for _, o := range l.Options {
		all = append(all, o.Code)
	}
	if got := l.Words(all...); got != want {
		t.Errorf("the kinds are %s", got)
	}
}

func TestANumberOfAPaperBelongsToAChosenApproval(t *testing.T) {
	for _, c := range []struct {
		permits   cases.Permits
		approvals []string
		want      string
	}{
		{nil, nil, ""},
		{cases.Permits{"news": "1"}, []string{"news", "drugs"}, ""},
		{cases.Permits{"news": "1", "drugs": ""}, []string{"news"}, ""},
		{cases.Permits{"news": "1", "drugs": "2"}, []string{"news"}, "drugs"},
		{cases.Permits{"news": "1"}, []string{cases.NoApproval}, "news"},
	} {
		if got := c.permits.Unpaired(c.approvals); got != c.want {
			t.Errorf("%v beside %v: %q, want %q", c.permits, c.approvals, got, c.want)
		}
	}
	if got := cases.PermitLabel("news"); got != "新闻前置审批号" {
		t.Errorf("it is called %s", got)
	}
}

func TestWhatIsChosenIsReadInTheOrderOfTheList(t *testing.T) {
	for _, c := range []struct {
		list   string
		chosen []string
		want   string
		fault  string
	}{
		{cases.Contents, nil, "", ""},
		{cases.Contents, []string{"other", " unit ", "other"}, "unit,other", ""},
		{cases.Contents, []string{"单位门户网站", "news"}, "news,unit", ""},
		{cases.Contents, []string{"门户"}, "", "没有“门户”"},
		{cases.Contents, []string{"im", "search", "portal", "mail", "news", "blog"}, "", "最多选 5 项，现在选了 6 项"},
		{cases.Languages, []string{"en", "中文简体"}, "zh-hans,en", ""},
		{cases.Approvals, []string{"none"}, "none", ""},
		{cases.Approvals, []string{"drugs", "news"}, "news,drugs", ""},
		{cases.Approvals, []string{"none", "news"}, "", "选了“以上都不涉及”就不能再选别的"},
		{cases.Hazards, []string{"no", "yes"}, "", "最多选 1 项"},
	} {
		got, fault := cases.ListOf(c.list).Read(c.chosen)
		if c.fault == "" && (fault != "" || strings.Join(got, ",") != c.want) || !strings.Contains(fault, c.fault) {
			t.Errorf("%s %v is %v %q, want %s %q", c.list, c.chosen, got, fault, c.want, c.fault)
		}
	}
}

func TestEachKindOfSubjectHasItsUsualService(t *testing.T) {
	l := cases.ListOf(cases.Services)
	for kind, want := range map[string]string{"personal": "博客/个人空间", "enterprise": "单位门户网站", "military": "单位门户网站"} {
		if got, _, ok := l.Usual("网站", kind, "31"); !ok || got.Label != want {
			t.Errorf("%s chooses %q", kind, got.Label)
		}
	}
	if got, _, ok := cases.ListOf(cases.Contents).Usual("网站", "enterprise", "31"); ok {
		t.Errorf("nobody said that %q is usual", got.Label)
	}
	// What the bureau refuses is not proposed to the police.
	got, why, ok := l.Usual("网站", "personal", "33")
	if ok || got.Label != "" || !strings.Contains(why, "待核实") || !strings.Contains(why, "2022") {
		t.Errorf("a person in Zhejiang chooses %q: %s", got.Label, why)
	}
	for files, want := range map[string]string{"APP": "照 APP 实际提供的选", "小程序": "照小程序实际提供的选"} {
		if _, why, ok := l.Usual(files, "personal", "31"); ok || !strings.Contains(why, want) {
			t.Errorf("%s: %q", files, why)
		}
	}
	if _, _, ok := l.Usual("网站", "enterprise", "33"); !ok {
		t.Error("units choose as everywhere")
	}
	// The source tells of websites alone.
	if got, why, ok := l.Usual("APP", "enterprise", "31"); ok || !strings.Contains(why, "只讲网站") {
		t.Errorf("an app is %q: %s", got.Label, why)
	}
}

func TestAProviderIsAskedAsTheFormAsks(t *testing.T) {
	for _, c := range []struct {
		p     cases.Provider
		words string
		whole bool
		field string
	}{
		{cases.Provider{}, "", false, ""},
		{cases.Provider{Where: cases.Inland, Region: "33", Name: "阿里云计算有限公司"}, "境内 浙江 阿里云计算有限公司", true, ""},
		{cases.Provider{Where: cases.Inland, Region: cases.OtherRegion, Name: "某某网络"}, "境内 其他 某某网络", true, ""},
		{cases.Provider{Where: cases.Abroad, Name: "GoDaddy"}, "境外 GoDaddy", true, ""},
		{cases.Provider{Where: cases.Inland, Name: "某某网络"}, "境内 某某网络", false, ""},
		{cases.Provider{Where: cases.Abroad, Region: "33", Name: "GoDaddy"}, "境外 浙江 GoDaddy", true, "region"},
		{cases.Provider{Where: "moon"}, "", false, "where"},
		{cases.Provider{Where: cases.Inland, Region: "99"}, "境内", false, "region"},
		{cases.Provider{Where: cases.Inland, Region: "3301"}, "境内", false, "region"},
	} {
		field, message := c.p.Fault()
		if field != c.field || (message == "") != (c.field == "") {
			t.Errorf("%+v is at fault at %q: %s", c.p, field, message)
		}
		if c.field == "" && (c.p.Words() != c.words || c.p.Whole() != c.whole) {
			t.Errorf("%+v is %q, whole %v", c.p, c.p.Words(), c.p.Whole())
		}
	}
}

func TestARemarkHasItsLength(t *testing.T) {
	long := strings.Repeat("字", 200)
	for _, c := range []struct{ in, kept, fault, doubt string }{
		{"", "", "", ""}, {" \n ", "", "", ""},
		{strings.Repeat("字", 19), strings.Repeat("字", 19), "", "只有 19 个字"},
		{strings.Repeat("字", 20), strings.Repeat("字", 20), "", ""},
		{long, long, "", ""}, {long + "多", long + "多", "最多 200 个字，现在有 201 个", ""},
		{"第一行\r\n 第二行", "第一行 第二行", "", "只有 7 个字"},
	} {
		kept, fault, doubt := cases.Remark(c.in)
		if kept != c.kept || !strings.Contains(fault, c.fault) || !strings.Contains(doubt, c.doubt) || (fault == "") != (c.fault == "") || (doubt == "") != (c.doubt == "") {
			t.Errorf("%.20q is %.20q, %q, %q", c.in, kept, fault, doubt)
		}
	}
}

func TestEachKindOfServerSaysWhoseItIsAndByWhatItIsJudged(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range cases.ServerKinds() {
		if seen[k.Code] || seen[k.Label] || k.Label == "" || k.Note == "" || k.Source == "" || k.Sourced == "" || !strings.HasPrefix(k.Held, "server.held") {
			t.Errorf("%+v", k)
		}
		seen[k.Code], seen[k.Label] = true, true
		if cases.ListOf(cases.Owners).Words(k.Owner) == "" || k.Given != (k.Owner == "other") {
			t.Errorf("%s is in an account %q", k.Label, k.Owner)
		}
	}
	for _, code := range []string{"cvm", "lighthouse", "serverless", "cloudbase", "clb", "code"} {
		if _, ok := cases.ServerKindOf(code); !ok {
			t.Errorf("no kind %s", code)
		}
	}
}
