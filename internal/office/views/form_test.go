package views_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

func sheetOf(t *testing.T, c views.CasePage, code string) views.Sheet {
	t.Helper()
	i := slices.IndexFunc(c.Forms, func(s views.Sheet) bool { return s.Code == code })
	if i < 0 {
		t.Fatalf("no sheet %s", code)
	}
	return c.Forms[i]
}

func lineOf(t *testing.T, c views.CasePage, code, label string) views.Line {
	t.Helper()
	s := sheetOf(t, c, code)
	i := slices.IndexFunc(s.Lines, func(l views.Line) bool { return l.Label == label })
	if i < 0 {
		t.Fatalf("%s has no line %s", code, label)
	}
	return s.Lines[i]
}

func gaps(s views.Sheet) (labels []string) {
	for _, l := range s.Lines {
		if l.Empty {
			labels = append(labels, l.Label)
		}
	}
	return labels
}

// What sites of a type lack is said once, with the type: the lines that go with it are on a
// website's sheets and on none of the type's.
func TestWhatSitesLackTakesItsLinesAway(t *testing.T) {
	labels := func(caseType string) (list []string) {
		f, in := desktest.NewFixture(t, "2026-09-14"), desktest.Qinghe()
		if in.Type = caseType; caseType == "mini" {
			in.Police, in.Sites = false, []filing.SiteInput{{Name: "青禾库存助手"}}
		}
		for _, s := range f.Show(f.OpenCase(in)).Forms {
			for _, l := range s.Lines {
				list = append(list, l.Label)
			}
		}
		return list
	}
	website, mini := labels("first"), labels("mini")
	for _, label := range []string{"域名", "首页 URL", "域名注册服务商", "备案云服务", "公网 IP", "起始 IP", "终止 IP", "网络接入服务商", "服务内容", "语言"} {
		if !slices.Contains(website, label) || slices.Contains(mini, label) {
			t.Errorf("%s: %v and %v", label, slices.Contains(website, label), slices.Contains(mini, label))
		}
	}
}

func TestAFilledSiteFillsItsSheets(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Sites[0].ServerIPEnd, in.Sites[0].Interactive, in.Remark = "203.0.113.20", true, "公司在杭州和宁波两地办公，网站由杭州团队维护"
	in.Sites[0].Contents = []string{"shop", "unit"}
	c := f.Show(f.OpenCase(in))
	for _, want := range [][3]string{
		{"basic", "公网 IP", "203.0.113.10-203.0.113.20"},
		{"subject", "备注", "公司在杭州和宁波两地办公，网站由杭州团队维护"},
		{"site", "服务内容", "单位门户网站、网络购物"}, {"site", "语言", "中文简体"}, {"site", "前置审批类型", "以上都不涉及"},
		{"site", "备注", "介绍青禾进销存软件的功能和价格，客户登录后管理自己的库存"},
		{"police-site", "起始 IP", "203.0.113.10"}, {"police-site", "终止 IP", "203.0.113.20"},
		{"police-site", "网络接入服务商", "境内 北京 腾讯云计算（北京）有限责任公司"},
		{"police-site", "域名注册服务商", "境内 其他 示例域名服务有限公司"},
		{"police-site", "服务类型", "单位门户网站"}, {"police-site", "互联网危险物品信息发布", "不涉及，不打勾"}, {"police-site", "前置审批", "不涉及，不打勾"},
		{"police-site", "信息安全负责人", "沈一鸣"}, {"police-site", "信息安全负责人同开办主体负责人", "是"},
		{"police-site", "舆情引导员", "沈一鸣"}, {"police-site", "交互式", "是"},
	} {
		if got := lineOf(t, c, want[0], want[1]); got.Value != want[2] || got.Empty {
			t.Errorf("%s %s is %q, want %q", want[0], want[1], got.Value, want[2])
		}
	}
	if got := lineOf(t, c, "police-site", "服务类型").Note; got != "没有另选，按主体性质" {
		t.Errorf("a type that nobody chose is noted %q", got)
	}
	for _, s := range c.Forms {
		if g := gaps(s); len(g) > 0 {
			t.Errorf("%s lacks %v", s.Label, g)
		}
	}
}

func TestEveryGapOfASheetSaysWhereItIsFilled(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	for kind, name := range map[string]string{"enterprise": "宁波小满有限公司", "personal": "林小满"} {
		in := desktest.Little(name, "xiaoman.example")
		in.Client.Kind = kind
		c := f.Show(f.OpenCase(in))
		for _, s := range c.Forms {
			for _, l := range s.Lines {
				if l.Empty && (l.Fill.What == "" || l.Fill.Key == "" || l.Fill.What == "person") {
					t.Errorf("%s: %s of %s can't be filled: %+v", kind, l.Label, s.Label, l.Fill)
				}
			}
		}
		if got := lineOf(t, c, "police-site", "舆情引导员").Fill; got != (views.Fill{What: "role", Of: string(c.Sites[0].ID), Key: "opinion"}) {
			t.Errorf("舆情引导员 is named at %+v", got)
		}
		if got := lineOf(t, c, "subject", "备注").Fill; got != (views.Fill{What: "case", Key: "remark"}) {
			t.Errorf("the subject's remark is written at %+v", got)
		}
	}
}

func TestTheSheetsOfATypeHaveNoLineOfAnother(t *testing.T) {
	codes := func(c views.CasePage) (all []string) {
		for _, s := range c.Forms {
			all = append(all, s.Code)
		}
		return all
	}
	whole := []string{"basic", "subject", "subject-lead", "site", "site-lead"}
	police, own := []string{"police-subject", "police-site"}, slices.Concat(whole, []string{"details"})
	for kind, want := range map[string]struct {
		icp, police bool
		sheets      []string
		has, lacks  []string
	}{
		"first":  {true, true, slices.Concat(whole, police), []string{"首页 URL", "网站名称", "我已阅读信息网络安全保护方案", "舆情引导员"}, []string{"APP 名称"}},
		"add":    {true, false, whole, []string{"首页 URL", "网站名称", "前置审批类型"}, []string{"我已阅读信息网络安全保护方案"}},
		"access": {true, false, own, []string{"首页 URL", "公网 IP"}, []string{"舆情引导员"}},
		"change": {true, false, own, []string{"首页 URL", "公网 IP"}, []string{"舆情引导员"}},
		"cancel": {true, false, []string{"details"}, []string{"备案密码由谁保管"}, []string{"公网 IP", "首页 URL"}},
		"app":    {true, false, own, []string{"APP 名称", "公网 IP", "服务内容"}, []string{"首页 URL", "网站名称", "舆情引导员"}},
		"police": {false, true, police, []string{"网站名称", "起始 IP", "信息安全负责人"}, []string{"备案云服务", "首页 URL"}},
	} {
		f := desktest.NewFixture(t, "2026-09-14")
		in := desktest.Qinghe()
		in.Type, in.ICP, in.Police = kind, want.icp, want.police
		if kind == "cancel" {
			in.Values = map[string]string{"cancels": "site"}
		}
		c := f.Show(f.OpenCase(in))
		if got := codes(c); !slices.Equal(got, want.sheets) {
			t.Errorf("%s has the sheets %v, want %v", kind, got, want.sheets)
		}
		var labels []string
		for _, s := range c.Forms {
			if kind == "app" && strings.Contains(s.Label, "网站") {
				t.Errorf("an app has the sheet %s", s.Label)
			}
			for _, l := range s.Lines {
				labels = append(labels, l.Label)
			}
		}
		for _, label := range want.has {
			if !slices.Contains(labels, label) {
				t.Errorf("%s has no line %s", kind, label)
			}
		}
		for _, label := range want.lacks {
			if slices.Contains(labels, label) {
				t.Errorf("%s has a line %s", kind, label)
			}
		}
	}
}

func TestALawFirmIsAnotherUnitAndNamedByItsCode(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Client.Kind, in.Client.Name, in.Client.CreditCode = "other", "浙江青禾律师事务所", "31330000MD02345688"
	c := f.Show(f.OpenCase(in))
	for _, at := range [][2]string{{"basic", "主办者性质"}, {"police-subject", "单位性质"}} {
		if got := lineOf(t, c, at[0], at[1]); got.Value != "律师执业机构" || got.Empty || got.Note == "" {
			t.Errorf("%s is %+v", at[1], got)
		}
	}
	if got := lineOf(t, c, "basic", "证件类型"); got.Value != "登记证书或执业许可证" {
		t.Errorf("its paper is %+v", got)
	}
	if got := lineOf(t, c, "police-site", "服务类型"); got.Value != "单位门户网站" {
		t.Errorf("its service is %+v", got)
	}
	in = desktest.Little("某某司法鉴定所", "jianding.example")
	in.Client.Kind = "other"
	if got := lineOf(t, f.Show(f.OpenCase(in)), "basic", "主办者性质"); got.Value != "其他单位" || got.Note != "在平台的列表里照证件选" {
		t.Errorf("without a code it is %+v", got)
	}
}

func TestAPreApprovalAsksForItsPaperOnBothPortals(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Sites[0].Approvals, in.Sites[0].Hazard = []string{"新闻", "药品和医疗器械"}, "yes"
	in.Sites[0].Permits = cases.Permits{"药品和医疗器械": " （浙）-经营性-2026-0001 "}
	id := f.OpenCase(in)
	c := f.Show(id)
	if got := lineOf(t, c, "site", "药品和医疗器械前置审批号"); got.Value != "（浙）-经营性-2026-0001" || got.Empty {
		t.Errorf("the number of a paper is %+v", got)
	}
	if got := lineOf(t, c, "site", "新闻前置审批号"); !got.Empty || got.Fill != (views.Fill{What: "site", Of: string(c.Sites[0].ID), Key: "permits.news"}) {
		t.Errorf("the number that is missing: %+v", got)
	}
	for _, at := range [][2]string{{"site", "前置审批文件"}, {"police-site", "资质证明"}} {
		if got := lineOf(t, c, at[0], at[1]); !got.Empty || got.Fill != (views.Fill{What: "material", Key: "approval-news"}) {
			t.Errorf("%s before the paper is there: %+v", at[0], got)
		}
	}
	if !slices.ContainsFunc(c.Owed, func(o string) bool { return strings.HasPrefix(o, "新闻前置审批文件还没收到") }) {
		t.Errorf("the paper is not owed: %q", c.Owed)
	}
	f.Attach(id, "approval-news", 120)
	c = f.Show(id)
	if got := lineOf(t, c, "site", "前置审批文件"); got.Empty || got.Value != "新闻前置审批文件，合格" {
		t.Errorf("the paper that came in is %+v", got)
	}
	if got := lineOf(t, c, "police-site", "前置审批").Value; got != "新闻、药品和医疗器械" {
		t.Errorf("the police read %q", got)
	}
}

func TestAnotherPersonIsShownWholeAndMasked(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	c := f.Show(id)
	if _, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{
		ClientID: c.Client.ID, Name: "周明远", DocKind: "id", DocNumber: "330106198708160007", Living: "浙江省杭州市西湖区文三路 9 号", Mobile: "13800571009", Email: "zhou@example.com",
	}); err != nil {
		t.Fatal(err)
	}
	c = f.Show(id)
	at := slices.IndexFunc(c.People, func(p views.Person) bool { return p.Name == "周明远" })
	if err := filing.SetLead(context.Background(), f.Office, filing.LeadInput{CaseID: id, SiteID: c.Sites[0].ID, Role: cases.SecurityLead, Person: c.People[at].ID}); err != nil {
		t.Fatal(err)
	}
	c = f.Show(id)
	for label, want := range map[string]string{"信息安全负责人姓名": "周明远", "信息安全负责人手机": "138****1009", "信息安全负责人证件号码": "330***********0007"} {
		if got := lineOf(t, c, "police-site", label); got.Value != want || (label != "信息安全负责人姓名") != got.Sealed {
			t.Errorf("%s is %+v, want %q", label, got, want)
		}
	}
}

// save changes the one site of a case as its page shows it.
func save(f *desktest.Fixture, id ref.CaseID, change func(*filing.SiteInput)) (filing.SavedSite, error) {
	in := desktest.Qinghe().Sites[0]
	site := f.Show(id).Sites[0]
	in.ID, in.Version = site.ID, site.Version
	change(&in)
	return filing.SaveSite(context.Background(), f.Office, filing.SaveSiteInput{CaseID: id, Site: in})
}

func TestWhatTheFormsCantTakeIsRefusedAtItsField(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	for _, c := range []struct {
		field  string
		change func(*filing.SiteInput)
	}{
		{"serverIp", func(in *filing.SiteInput) { in.ServerIP = "192.168.1.1" }},
		{"serverIp", func(in *filing.SiteInput) { in.ServerIP, in.ServerIPEnd = "", "203.0.113.20" }},
		{"serverIpEnd", func(in *filing.SiteInput) { in.ServerIPEnd = "203.0.113.9" }},
		{"serverIpEnd", func(in *filing.SiteInput) { in.ServerIPEnd = "2001:db8::1" }},
		{"contents", func(in *filing.SiteInput) { in.Contents = []string{"门户"} }},
		{"languages", func(in *filing.SiteInput) { in.Languages = []string{"克林贡语"} }},
		{"approvals", func(in *filing.SiteInput) { in.Approvals = []string{"none", "news"} }},
		{"permits.news", func(in *filing.SiteInput) { in.Permits = cases.Permits{"news": "33120260001"} }},
		{"permits", func(in *filing.SiteInput) { in.Permits = cases.Permits{"摄影": "1"} }},
		{"remark", func(in *filing.SiteInput) { in.Remark = strings.Repeat("字", 201) }},
		{"access.where", func(in *filing.SiteInput) { in.Access.Where = "月球" }},
		{"registrar.region", func(in *filing.SiteInput) { in.Registrar.Where, in.Registrar.Region = "abroad", "33" }},
		{"services", func(in *filing.SiteInput) { in.Services = []string{"不知道"} }},
		{"hazard", func(in *filing.SiteInput) { in.Hazard = "也许" }},
	} {
		_, err := save(f, id, c.change)
		if problems := office.ProblemsOf(err); len(problems) != 1 || problems[0].Field != c.field || errs.CodeOf(err) != errs.Invalid || problems[0].Message == "" {
			t.Errorf("%s: %v", c.field, err)
		}
	}
	got, err := save(f, id, func(in *filing.SiteInput) { in.ServerIPEnd, in.Remark = in.ServerIP, "太短" })
	if err != nil || len(got.Warnings) != 1 || !strings.Contains(got.Warnings[0], "备注只有 2 个字") {
		t.Errorf("what is only doubted: %v, %v", got.Warnings, err)
	}
	if s := f.Show(id).Sites[0]; s.ServerIPEnd != "" || lineOf(t, f.Show(id), "police-site", "终止 IP").Value != s.ServerIP {
		t.Errorf("one address twice is kept as a range: %+v", s)
	}
}

// What a case type asks beside the common forms stands on a sheet of its own, and each gap
// leads to its field.
func TestATypeAsksWhatItAloneNeeds(t *testing.T) {
	for kind, want := range map[string][]string{
		"first": nil, "police-change": {"变更事项"}, "access": {"原网站备案号", "原接入服务商", "登记的手机", "备案密码由谁保管"}, "change": {"变更事项", "备案密码由谁保管"},
		"cancel": {"原网站备案号", "原接入服务商", "备案密码由谁保管"},
		"app":    {"图标", "安卓包名", "安卓公钥", "安卓证书 MD5 指纹", "苹果 Bundle ID", "苹果公钥", "苹果证书 SHA-1 指纹", "鸿蒙包名", "鸿蒙公钥", "鸿蒙证书指纹"},
	} {
		t.Run(kind, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14")
			in := desktest.Qinghe()
			in.Type, in.ICP, in.Police = kind, kind != "police-change", kind == "first" || kind == "police-change"
			if kind == "cancel" {
				in.Values = map[string]string{"cancels": "subject"}
			}
			c := f.Show(f.OpenCase(in))
			i := slices.IndexFunc(c.Forms, func(s views.Sheet) bool { return s.Code == "details" })
			if i < 0 {
				if want != nil {
					t.Fatal("no sheet")
				}
				return
			}
			if got := gaps(c.Forms[i]); !slices.Equal(got, want) {
				t.Errorf("it asks %v, want %v", got, want)
			}
			for _, l := range c.Forms[i].Lines {
				if l.Fill.What != "site" || !strings.HasPrefix(l.Fill.Key, "details.") {
					t.Errorf("%s leads to %+v", l.Label, l.Fill)
				}
			}
		})
	}
}

func TestAChangeListsTheOldAndTheNew(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Type, in.Police = "change", false
	in.Sites[0].Details = cases.Details{"changes": "网站名称：青禾软件 -> 青禾进销存\n负责人手机：13800571001 → 13900572002\n常住地：文三路 398 号 → 文一路 12 号"}
	c := f.Show(f.OpenCase(in))
	if l := lineOf(t, c, "details", "网站名称"); l.Value != "青禾软件 → 青禾进销存" || l.Empty || l.Sealed {
		t.Errorf("%+v", l)
	}
	// What is personal of it is covered like everywhere; a look at it is logged.
	for label, want := range map[string][2]string{
		"负责人手机": {"138****1001 → 139****2002", "13800571001 → 13900572002"}, "常住地": {"**** → ****", "文三路 398 号 → 文一路 12 号"},
	} {
		l := lineOf(t, c, "details", label)
		if l.Value != want[0] || !l.Sealed {
			t.Errorf("%s: %+v", label, l)
		}
		whole, err := filing.Reveal(context.Background(), f.Office, people.RevealInput{Token: l.Token, CaseID: c.Case.ID, Use: "copy"})
		if err != nil || whole != want[1] {
			t.Errorf("%s is revealed as %q, %v", label, whole, err)
		}
		if line := f.Show(c.Case.ID).Timeline[0]; !strings.Contains(line.Title, "变更事项“"+label+"”") || strings.Contains(line.Text, "1380057") {
			t.Errorf("the timeline tells of it as %+v", line)
		}
	}
	// What comes back as it is covered was not touched.
	kept, err := save(f, c.Case.ID, func(s *filing.SiteInput) {
		s.Details = cases.Details{"changes": "负责人手机：138****1001 → 139****2002\n网站名称：青禾软件 → 青禾云仓"}
	})
	if site := f.Show(c.Case.ID).Sites[0]; err != nil || site.Details["changes"] != "负责人手机：13800571001 → 13900572002\n网站名称：青禾软件 → 青禾云仓" {
		t.Errorf("%+v, %v: %q", kept, err, site.Details)
	}
	_, err = save(f, c.Case.ID, func(s *filing.SiteInput) {
		s.Details = cases.Details{"changes": "负责人手机：138****1001 → 13900573003"}
	})
	if faults := office.ProblemsOf(err); len(faults) != 1 || !strings.Contains(faults[0].Message, "整行重写") {
		t.Errorf("half a line: %+v", faults)
	}
	in.Sites[0].Details = cases.Details{"changes": "换手机"}
	_, err = filing.Open(context.Background(), f.Office, in)
	if faults := office.ProblemsOf(err); len(faults) != 1 || faults[0].Field != "sites.0.details.changes" {
		t.Errorf("%+v", faults)
	}
}

// What the bureau refuses of a person is not proposed to the police: it is left to be chosen.
func TestThePoliceAreNotProposedWhatTheBureauRefuses(t *testing.T) {
	for province, want := range map[string]string{"33": "", "31": "博客/个人空间"} {
		f := desktest.NewFixture(t, "2026-09-14")
		in := desktest.Qinghe()
		in.Province, in.Client.Kind, in.Client.Name, in.Client.CreditCode, in.Client.Investor, in.Client.Registered = province, "personal", "沈一鸣", "", "", ""
		in.LegalRep = false
		l := lineOf(t, f.Show(f.OpenCase(in)), "police-site", "服务类型")
		if l.Value != want || l.Empty != (want == "") || l.Fill.Key != "services" || strings.Contains(l.Note, "待核实") != (want == "") {
			t.Errorf("%s: %+v", province, l)
		}
	}
}
