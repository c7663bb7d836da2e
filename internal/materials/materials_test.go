package materials_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
	"beiandesk/internal/workflow"
)

func today(t *testing.T) cal.Day {
	t.Helper()
	d, err := cal.ParseDay("2026-09-09")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// walk is the worked example: an enterprise in 浙江 with both phases.
func walk(t *testing.T) (materials.Case, materials.Facts) {
	shen := materials.Person{
		ID: "p1", Name: "沈一鸣", DocKind: "id", DocNumber: "330106198205290002",
		DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢 302 室", Living: "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
		Mobile: "13800571001", Emergency: "13800571002", Email: "shen@example.com",
	}
	return materials.Case{Subject: "enterprise", Type: "first", ICP: true, Police: true, Today: today(t)},
		materials.Facts{
			CreditCode: "91330106MA2KQ7T8XJ", Address: "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室", Postcode: "310013",
			OfficePhone: "0086-0571-88880101", Lead: &shen, Legal: &shen,
			Sites: []materials.Site{{}},
		}
}

// doc is a version of a file material of the given size.
func doc(material string, no int, size int64) materials.Document {
	r, _ := materials.Find(material)
	checks, ok := materials.Examine(r, materials.Measured{Mime: "image/jpeg", Size: size, Width: 820, Height: 517})
	return materials.Document{Material: material, No: no, Mime: "image/jpeg", Size: size, Checks: checks, OK: ok}
}

func item(t *testing.T, items []materials.Item, code string) materials.Item {
	t.Helper()
	i := slices.IndexFunc(items, func(i materials.Item) bool { return i.Code == code })
	if i < 0 {
		t.Fatalf("no item %s", code)
	}
	return items[i]
}

func TestWalkTheLicenceOf41KBKeepsStage3Shut(t *testing.T) {
	c, f := walk(t)
	docs := []materials.Document{doc("licence", 1, 41*1024), doc("id-front", 1, 286_000), doc("id-back", 1, 286_000)}
	items := materials.Judge(c, f, docs)
	if got := item(t, items, "licence"); got.State != materials.Bad || got.Why != "41 KB，信息模板、ICP 备案须不低于 55 KB。请对照原件重扫" {
		t.Errorf("licence is %s: %s", got.State, got.Why)
	}
	for _, stage := range []string{"materials", "template"} {
		if gaps := materials.Gaps(c, items, stage); !slices.Equal(gaps, []string{"营业执照 41 KB，须不低于 55 KB。请对照原件重扫"}) {
			t.Errorf("%s says %q", stage, gaps)
		}
	}
	items = materials.Judge(c, f, append(docs, doc("licence", 2, 312_000)))
	if got := item(t, items, "licence"); got.State != materials.Good || got.Docs[0].No != 2 || len(got.Docs) != 2 {
		t.Errorf("the second version leaves the licence %s with %d versions", got.State, len(got.Docs))
	}
	if gaps := materials.Gaps(c, items, "template"); len(gaps) != 0 {
		t.Errorf("stage 3 still says %q", gaps)
	}
	if gaps := materials.Gaps(c, items, "forms"); !slices.Equal(gaps, []string{"手持身份证还没收到"}) {
		t.Errorf("stage 6 says %q", gaps)
	}
	if done, total := materials.Count(items); done != 10 || total != 11 {
		t.Errorf("%d of %d done", done, total)
	}
}

func TestAFreshCaseOwesWhatItsFirstStageWants(t *testing.T) {
	for name, c := range map[string]struct {
		subject, caseType string
		icp, police       bool
		stage             string
		wants             []string
	}{
		"enterprise, stage 3": {"enterprise", "first", true, true, "template", []string{"doc-address", "licence", "mobile", "email", "postcode"}},
		"person, stage 3":     {"personal", "first", true, true, "template", []string{"id-front", "id-back", "mobile", "email", "postcode"}},
		"enterprise, stage 6": {"enterprise", "first", true, true, "forms", []string{"id-front", "id-back", "doc-number", "licence", "credit-code", "handheld", "mobile", "emergency", "email", "legal-rep", "address"}},
		"sole, stage 6":       {"sole", "first", true, true, "forms", []string{"id-front", "id-back", "doc-number", "licence", "credit-code", "handheld", "mobile", "emergency", "email", "address"}},
		"access has no stage 3 and starts with what stage 6 wants": {"personal", "access", true, false, "materials", []string{"id-front", "id-back", "doc-number", "doc-address", "handheld", "mobile", "emergency", "email", "address"}},
		"cancel":                   {"enterprise", "cancel", true, false, "materials", []string{"id-front", "id-back", "doc-number", "licence", "credit-code", "handheld", "mobile", "email", "legal-rep"}},
		"police only, stage 13":    {"enterprise", "police", false, true, "materials", []string{"doc-number", "mobile", "email"}},
		"enterprise, stage 14":     {"enterprise", "first", true, true, "police-subject", []string{"id-front", "id-back", "licence", "credit-code", "mobile", "email", "living-address", "legal-rep", "address", "office-phone"}},
		"without the police phase": {"enterprise", "first", true, false, "police-subject", nil},
		"a stage that wants none":  {"enterprise", "first", true, true, "bureau-review", nil},
	} {
		t.Run(name, func(t *testing.T) {
			plan := materials.Case{Subject: c.subject, Type: c.caseType, ICP: c.icp, Police: c.police, Today: today(t)}
			items := materials.Judge(plan, materials.Facts{}, nil)
			var want []string
			for _, code := range c.wants {
				i := item(t, items, code)
				if i.Kind == materials.File {
					want = append(want, i.Label+"还没收到")
				} else {
					want = append(want, i.Label+"还没填")
				}
			}
			if got := materials.Gaps(plan, items, c.stage); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

func TestFieldsAreJudged(t *testing.T) {
	for name, c := range map[string]struct {
		code  string
		spoil func(*materials.Facts)
		state materials.State
	}{
		"emergency equal to mobile":   {"emergency", func(f *materials.Facts) { f.Lead.Emergency = f.Lead.Mobile }, materials.Bad},
		"mobile of ten digits":        {"mobile", func(f *materials.Facts) { f.Lead.Mobile = "1380057100" }, materials.Bad},
		"wrong check digit":           {"doc-number", func(f *materials.Facts) { f.Lead.DocNumber = "330106198205290003" }, materials.Bad},
		"passport has no check digit": {"doc-number", func(f *materials.Facts) { f.Lead.DocKind, f.Lead.DocNumber = "passport", "E12345678" }, materials.Good},
		"wrong credit code":           {"credit-code", func(f *materials.Facts) { f.CreditCode = "91330106MA2KQ7T80J" }, materials.Bad},
		"postcode of five":            {"postcode", func(f *materials.Facts) { f.Postcode = "31001" }, materials.Bad},
		"fake office phone":           {"office-phone", func(f *materials.Facts) { f.OfficePhone = "0086-010-00000000" }, materials.Bad},
		"no door number":              {"address", func(f *materials.Facts) { f.Address = "浙江省杭州市西湖区文三路" }, materials.Unchecked},
		"no legal representative":     {"legal-rep", func(f *materials.Facts) { f.Legal = nil }, materials.Wanting},
		"no lead":                     {"email", func(f *materials.Facts) { f.Lead = nil }, materials.Wanting},
		"passport has no back":        {"id-back", func(f *materials.Facts) { f.Lead.DocKind = "passport" }, materials.NotNeeded},
		"server not bought":           {"server-ip", func(*materials.Facts) {}, materials.LaterOn},
		"server bought":               {"server-ip", func(f *materials.Facts) { f.Sites[0].ServerIP = "203.0.113.10" }, materials.Good},
		"one of two sites":            {"icp-number", func(f *materials.Facts) { f.Sites = []materials.Site{{ICPNumber: "浙ICP备2026051234号-1"}, {}} }, materials.LaterOn},
	} {
		t.Run(name, func(t *testing.T) {
			plan, facts := walk(t)
			c.spoil(&facts)
			got := item(t, materials.Judge(plan, facts, nil), c.code)
			if got.State != c.state || (got.Why == "") != (c.state != materials.Bad && c.state != materials.Unchecked) {
				t.Errorf("%s %q, want %s", got.State, got.Why, c.state)
			}
		})
	}
}

func TestValuesAreMasked(t *testing.T) {
	plan, facts := walk(t)
	items := materials.Judge(plan, facts, nil)
	for code, want := range map[string]string{
		"mobile": "138****1001", "email": "sh****@example.com", "doc-number": "330***********0002",
		"legal-rep": "沈一鸣 330***********0002", "office-phone": "0086-0571-****0101", "postcode": "310013",
	} {
		t.Run(code, func(t *testing.T) {
			if got := item(t, items, code); got.Value != want || got.Target == "" {
				t.Errorf("%s shows %q (edited at %q), want %q", code, got.Value, got.Target, want)
			}
		})
	}
	for _, i := range items {
		for _, secret := range []string{"198205290", "13800571001", "13800571002", "shen@", "302 室", "88880101"} {
			if strings.Contains(i.Value, secret) {
				t.Errorf("%s shows %q", i.Code, i.Value)
			}
		}
	}
	if got := item(t, materials.Judge(plan, materials.Facts{}, nil), "doc-address"); got.Value != "" {
		t.Errorf("an empty address shows %q", got.Value)
	}
}

func TestOwedNamesTheStage(t *testing.T) {
	plan, facts := walk(t)
	facts.OfficePhone = ""
	owed := materials.Owed(materials.Judge(plan, facts, []materials.Document{doc("licence", 1, 41*1024)}))
	for _, want := range []string{"办公电话还没填，主体审核要用", "营业执照 41 KB，信息模板、ICP 备案须不低于 55 KB。请对照原件重扫，模板审核要用", "手持身份证还没收到，备案表单要用"} {
		if !slices.Contains(owed, want) {
			t.Errorf("owed lacks %q: %q", want, owed)
		}
	}
}

func TestTheDataIsWhole(t *testing.T) {
	rows := map[int]bool{}
	codes := map[string]bool{}
	for _, r := range materials.All() {
		if codes[r.Code] {
			t.Errorf("%s stands twice", r.Code)
		}
		codes[r.Code], rows[r.No] = true, true
		if r.Kind == materials.File && len(r.Accepts().Mimes) == 0 {
			t.Errorf("%s has no limit", r.Code)
		}
		ofCase := r.Approval != "" || len(r.Demands) > 0 || len(r.Types) > 0
		if r.Label == "" || r.Want == "" || r.No > 0 && (r.Later || ofCase) || r.No == 0 && !r.Later && !ofCase {
			t.Errorf("%s lacks words or stands in a wrong row", r.Code)
		}
		if !r.Later && len(r.Needs) == 0 {
			t.Errorf("no stage needs %s", r.Code)
		}
		if len(r.Demands) > 0 && !r.Later {
			continue
		}
		for _, subject := range []string{"personal", "enterprise"} {
			facts := materials.Facts{Sites: []materials.Site{{Approvals: []string{r.Approval}}}}
			kind := "first"
			if len(r.Types) > 0 {
				kind = r.Types[0]
			}
			items := materials.Judge(materials.Case{Subject: subject, Type: kind, ICP: true, Police: true, Today: today(t)}, facts, nil)
			if i := item(t, items, r.Code); i.State == "" {
				t.Errorf("%s has no state", r.Code)
			}
		}
	}
	for no := 1; no <= 11; no++ {
		if !rows[no] {
			t.Errorf("row %d is missing", no)
		}
	}
	if source, day := materials.Source(); source == "" || day == "" {
		t.Error("the list has no source")
	}
}

func TestUsualReasonsNameMaterialsOfTheList(t *testing.T) {
	named := 0
	for _, c := range workflow.Embedded().Causes {
		if c.Material == "" {
			continue
		}
		named++
		if _, ok := materials.Find(c.Material); !ok {
			t.Errorf("cause %s names %s, which nobody is asked for", c.Code, c.Material)
		}
	}
	if named < 10 {
		t.Errorf("only %d name one", named)
	}
}
