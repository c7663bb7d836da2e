package materials_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/identity"
	"beiandesk/internal/materials"
	"beiandesk/internal/workflow"
)

// elsewhere is a person of 浙江 who files in another province.
func elsewhere(t *testing.T, province string) (materials.Case, materials.Facts) {
	c, f := walk(t)
	c.Subject, c.Province = "personal", province
	f.Legal, f.SiteLeads = nil, []*materials.Person{f.Lead}
	return c, f
}

func find(items []materials.Item, code string) (materials.Item, bool) {
	i := slices.IndexFunc(items, func(i materials.Item) bool { return i.Code == code })
	if i < 0 {
		return materials.Item{}, false
	}
	return items[i], true
}

func TestAPaperIsAskedWhereItsProvinceWantsIt(t *testing.T) {
	other := &materials.Person{ID: "p2", Name: "周敏", DocKind: "id", DocNumber: "330106199003070023"}
	for name, c := range map[string]struct {
		province string
		personal bool
		change   func(*materials.Case, *materials.Facts)
		code     string
		label    string // "" when the case has nothing to do with it
		state    materials.State
		why      string // begins the reason
	}{
		"a lead of 浙江 in 上海":            {"31", true, nil, "residence-proof", "上海居住证和居住证状态证明", materials.Wanting, ""},
		"a change in 广东 needs none":     {"44", true, func(c *materials.Case, _ *materials.Facts) { c.Type = "change" }, "residence-proof", "", "", ""},
		"at home":                       {"33", true, nil, "residence-proof", "", "", ""},
		"a unit is not asked":           {"31", false, nil, "residence-proof", "", "", ""},
		"a cancellation is not":         {"31", true, func(c *materials.Case, _ *materials.Facts) { c.Type = "cancel" }, "residence-proof", "", "", ""},
		"without the ICP phase":         {"31", true, func(c *materials.Case, _ *materials.Facts) { c.Type, c.ICP = "police", false }, "residence-proof", "", "", ""},
		"nothing listed of 北京":          {"11", true, nil, "residence-proof", "居住证明", materials.Unchecked, "未收录北京对外省证件的要求，请向管局核实"},
		"only own papers in 山西":         {"14", true, nil, "residence-proof", "居住证明", materials.Unchecked, "山西的个人备案只收本省证件"},
		"the address names no province": {"31", true, func(_ *materials.Case, f *materials.Facts) { f.Lead.DocAddress = "西湖区翠苑一区 8 幢" }, "residence-proof", "上海居住证和居住证状态证明", materials.Unchecked, "负责人的证件住址没有写省份"},
		"no address yet":                {"31", true, func(_ *materials.Case, f *materials.Facts) { f.Lead.DocAddress = "" }, "residence-proof", "", "", ""},
		"a site lead of his own":        {"31", false, func(_ *materials.Case, f *materials.Facts) { f.SiteLeads = []*materials.Person{f.Lead, other} }, "site-lead-letter", "网站负责人授权书", materials.Wanting, ""},
		"the legal one leads all":       {"31", false, func(_ *materials.Case, f *materials.Facts) { f.SiteLeads = []*materials.Person{f.Lead} }, "site-lead-letter", "", "", ""},
		"in 浙江 none is wanted":          {"33", false, func(_ *materials.Case, f *materials.Facts) { f.SiteLeads = []*materials.Person{other} }, "site-lead-letter", "", "", ""},
		"陕西 compares with the lead":     {"61", false, func(_ *materials.Case, f *materials.Facts) { f.Lead, f.SiteLeads = other, []*materials.Person{other} }, "site-lead-letter", "", "", ""},
		"the subject's lead in 四川":      {"51", false, func(_ *materials.Case, f *materials.Facts) { f.Lead = other }, "lead-letter", "主体负责人授权书", materials.Wanting, ""},
		"a firm of 青海 may not":          {"63", false, func(_ *materials.Case, f *materials.Facts) { f.Lead = other }, "lead-letter", "", "", ""},
		"a public body of 青海 may":       {"63", false, func(c *materials.Case, f *materials.Facts) { c.Subject, f.Lead = "institution", other }, "lead-letter", "主体负责人授权书", materials.Wanting, ""},
		"山西 asks of foreigners only":    {"14", false, func(_ *materials.Case, f *materials.Facts) { f.Lead = other }, "lead-letter", "", "", ""},
		"a foreigner of 山西": {"14", false, func(_ *materials.Case, f *materials.Facts) {
			f.Lead, f.Legal = other, &materials.Person{ID: "p3", DocKind: "passport", DocNumber: "E12345678"}
		}, "lead-letter", "主体负责人授权书", materials.Wanting, ""},
		"a promise in 广东":          {"44", false, nil, "promise", "承诺书", materials.Wanting, ""},
		"党建 in 西藏, first":          {"54", false, nil, "party", "网站党建备案信息确认函", materials.Wanting, ""},
		"党建 in 西藏, not later":      {"54", false, func(c *materials.Case, _ *materials.Facts) { c.Type = "add" }, "party", "", "", ""},
		"not of age in 青海":         {"63", true, func(_ *materials.Case, f *materials.Facts) { f.Lead.DocNumber = "330106200412060015" }, "age-proof", "学习或工作证明", materials.Wanting, ""},
		"of age in 青海":             {"63", true, nil, "age-proof", "", "", ""},
		"thirty sites in 上海":       {"31", false, func(_ *materials.Case, f *materials.Facts) { f.Sites = make([]materials.Site, 30) }, "site-plan", "网站建设方案", materials.Wanting, ""},
		"twenty-nine sites in 上海":  {"31", false, func(_ *materials.Case, f *materials.Facts) { f.Sites = make([]materials.Site, 29) }, "site-plan", "", "", ""},
		"a certificate in 湖南":      {"43", false, func(_ *materials.Case, f *materials.Facts) { f.Verified = true }, "domain-cert", "域名证书", materials.Wanting, ""},
		"not before the real name": {"43", false, nil, "domain-cert", "域名证书", materials.LaterOn, ""},
		"kept where none asks":     {"33", false, func(_ *materials.Case, f *materials.Facts) { f.Verified = true }, "domain-cert", "域名证书", materials.LaterOn, ""},
	} {
		t.Run(name, func(t *testing.T) {
			plan, facts := walk(t)
			plan.Province = c.province
			if c.personal {
				plan, facts = elsewhere(t, c.province)
			}
			if c.change != nil {
				c.change(&plan, &facts)
			}
			got, ok := find(materials.Judge(plan, facts, nil), c.code)
			if ok != (c.label != "") || got.Label != c.label && ok || got.State != c.state && ok || !strings.HasPrefix(got.Why, c.why) {
				t.Errorf("%v: %s is %s: %s", ok, got.Label, got.State, got.Why)
			}
		})
	}
}

func TestABureausPaperIsAskedChasedAndStopsNobody(t *testing.T) {
	c, f := elsewhere(t, "31")
	items := materials.Judge(c, f, nil)
	proof := item(t, items, "residence-proof")
	if !proof.Demanded || proof.Source != "腾讯云公开文档《上海管局备案要求》个人备案，证件相关 1（2022）；华为云备案知识库 上海管局要求，个人用户，主体信息（2026-07），待核实" {
		t.Errorf("%v, %s", proof.Demanded, proof.Source)
	}
	if !slices.Contains(materials.Owed(items), "上海居住证和居住证状态证明还没收到，备案表单要用") {
		t.Errorf("owed: %q", materials.Owed(items))
	}
	asked := func(items []materials.Item) bool {
		return slices.ContainsFunc(materials.Asks(items), func(a materials.Ask) bool {
			return a.Label == proof.Label && a.Lead && strings.HasPrefix(a.Text, "上海居住证的正反面")
		})
	}
	if !asked(items) {
		t.Error("nobody is asked for it")
	}
	for _, gap := range materials.Gaps(c, items, "forms") {
		if strings.Contains(gap, "居住证") {
			t.Errorf("it stops the forms: %s", gap)
		}
	}
	pdf := materials.Document{Material: "residence-proof", No: 1, OK: true, Mime: "application/pdf", Size: 90_000}
	if items = materials.Judge(c, f, []materials.Document{pdf}); item(t, items, "residence-proof").State != materials.Good || asked(items) {
		t.Error("it is still asked for when it is there")
	}
	// What was handed in stays in sight where nobody wants it any more.
	f.Lead.DocAddress = "上海市浦东新区世纪大道 100 号"
	if got := item(t, materials.Judge(c, f, []materials.Document{pdf}), "residence-proof"); len(got.Stages) > 0 || got.Demanded {
		t.Errorf("%+v", got)
	}
	// Beijing's silence is told to staff, and the client is asked for nothing on its account.
	c, f = elsewhere(t, "11")
	if slices.ContainsFunc(materials.Asks(materials.Judge(c, f, nil)), func(a materials.Ask) bool { return a.Label == "居住证明" }) {
		t.Error("the client is asked for what nobody is known to want")
	}
}

// Silence is no permission: each province says something of a person of another one, if
// only that nothing is known.
func TestNoProvinceIsSilentAboutResidenceProofs(t *testing.T) {
	for _, p := range identity.Provinces() {
		c, f := elsewhere(t, p.Code)
		if p.Code == "33" {
			f.Lead.DocAddress = "上海市浦东新区世纪大道 100 号"
		}
		got, ok := find(materials.Judge(c, f, nil), "residence-proof")
		if !ok || got.State == materials.Unchecked && !strings.Contains(got.Why, p.Name) || got.State == materials.Unchecked == (got.Why == "") {
			t.Errorf("%s says %v %s %q", p.Name, ok, got.State, got.Why)
		}
	}
}

func TestMaterialsSpeakTheWordsOfTheType(t *testing.T) {
	c, f := walk(t)
	c.Province = "31"
	f.SiteLeads = []*materials.Person{{ID: "p2", Name: "周敏", DocKind: "id", DocNumber: "330106199003070023"}}
	for kind, want := range map[string]string{"first": "网站负责人授权书", "app": "APP 负责人授权书"} {
		if c.Type = kind; kind == "app" {
			c.Police = false
		}
		items := materials.Judge(c, f, nil)
		if got := item(t, items, "site-lead-letter"); got.Label != want || !strings.HasPrefix(got.Want, strings.TrimSuffix(want, "授权书")+"不是") {
			t.Errorf("%s: %s, %s", kind, got.Label, got.Want)
		}
		for _, i := range items {
			for _, text := range append(materials.Owed(items), i.Label, i.Want, i.Ask, i.Why, i.NeededAt()) {
				if strings.Contains(text, "{files}") || kind == "app" && strings.Contains(text, "网站") {
					t.Errorf("%s, %s says %q", kind, i.Code, text)
				}
			}
		}
	}
}

// A type may call a stage by a name of its own.
func TestAStageIsNamedAsTheTypeCallsIt(t *testing.T) {
	named := 0
	for _, kind := range workflow.Embedded().Types {
		c := materials.Case{Subject: "enterprise", Type: kind.Code, ICP: true, Police: true, Today: today(t)}
		words := workflow.Embedded().Of(kind.Code)
		for _, i := range materials.Judge(c, materials.Facts{}, nil) {
			if len(i.Stages) == 0 {
				continue
			}
			s, _ := words.Stage(i.Stages[0])
			if named++; i.NeededAt() != s.ShortLabel() {
				t.Errorf("%s: %s is needed at %s, which is called %s", kind.Code, i.Code, i.NeededAt(), s.ShortLabel())
			}
		}
	}
	if named < 50 {
		t.Errorf("only %d were named", named)
	}
}
