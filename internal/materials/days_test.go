package materials_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
)

func on(t *testing.T, text string) *cal.Day {
	t.Helper()
	if text == "" {
		return nil
	}
	d, err := cal.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// dated is a paper with its days.
func dated(t *testing.T, material, issued, until string) materials.Document {
	d := doc(material, 1, 300_000)
	d.Days = materials.Days{Issued: on(t, issued), Until: on(t, until)}
	return d
}

func TestAPaperIsJudgedByItsDays(t *testing.T) {
	other := &materials.Person{ID: "p2", Name: "周敏", DocKind: "id", DocNumber: "330106199003070023"}
	letter := func(_ *materials.Case, f *materials.Facts) { f.Lead = other }
	for name, c := range map[string]struct {
		province, code, issued, until string
		change                        func(*materials.Case, *materials.Facts)
		went                          string // when it goes to the reviewer; with ! it went
		state                         materials.State
		says                          string
		last                          string
	}{
		"a letter of three months":      {"51", "lead-letter", "2026-06-09", "", letter, "", materials.Good, "", "2026-09-09"},
		"… and a day":                   {"51", "lead-letter", "2026-06-08", "", letter, "", materials.Bad, "2026-06-08 出具，须 3 个月以内。用到 2026-09-08 为止，请重新办一份", "2026-09-08"},
		"河北 takes six":                  {"13", "lead-letter", "2026-03-09", "", letter, "", materials.Good, "", "2026-09-09"},
		"no more than six":              {"13", "lead-letter", "2026-03-08", "", letter, "", materials.Bad, "须 6 个月以内", "2026-09-08"},
		"too old by the time it goes":   {"51", "lead-letter", "2026-06-20", "", letter, "2026-09-21", materials.Unchecked, "2026-06-20 出具，宜 3 个月以内。预计 2026-09-21 才交，那时已经过了，请重新办一份（腾讯云公开文档《备案材料上传》时效要求（2022），待核实）", "2026-09-20"},
		"it goes on its last day":       {"51", "lead-letter", "2026-06-20", "", letter, "2026-09-20", materials.Good, "", "2026-09-20"},
		"it went in time":               {"51", "lead-letter", "2026-01-20", "", letter, "!2026-04-20", materials.Good, "", ""},
		"it went too late":              {"51", "lead-letter", "2026-01-20", "", letter, "!2026-04-21", materials.Bad, "须 3 个月以内", ""},
		"no day of issue":               {"51", "lead-letter", "", "", letter, "", materials.Unchecked, "没有登记出具日，看不出有没有超过 3 个月，请照文件补上", ""},
		"nobody asks once it went":      {"51", "lead-letter", "", "", letter, "!2026-09-01", materials.Good, "", ""},
		"the earlier end counts":        {"51", "lead-letter", "2026-09-01", "2026-10-01", letter, "", materials.Good, "", "2026-10-01"},
		"a certificate of 45 days":      {"43", "domain-cert", "2026-07-26", "", func(_ *materials.Case, f *materials.Facts) { f.Verified = true }, "", materials.Good, "", "2026-09-09"},
		"… and a day more":              {"43", "domain-cert", "2026-07-25", "", func(_ *materials.Case, f *materials.Facts) { f.Verified = true }, "", materials.Bad, "须 45 天以内", "2026-09-08"},
		"nobody says how old a plan is": {"31", "site-plan", "2020-01-01", "", func(_ *materials.Case, f *materials.Facts) { f.Sites = make([]materials.Site, 30) }, "", materials.Good, "", ""},
		"a licence that has ended":      {"33", "licence", "", "2026-09-08", nil, "", materials.Bad, "有效期到 2026-09-08，须在有效期内。已过期，请换发新的再传", "2026-09-08"},
		"… with less than three months": {"33", "licence", "", "2026-12-09", nil, "", materials.Unchecked, "有效期到 2026-12-09，宜还有 3 个月。剩下的不足 3 个月，请先换发（腾讯云公开文档《备案材料上传》时效要求（2022），待核实）", "2026-12-09"},
		"… with more":                   {"33", "licence", "", "2026-12-10", nil, "", materials.Good, "", "2026-12-10"},
	} {
		t.Run(name, func(t *testing.T) {
			plan, facts := walk(t)
			plan.Province = c.province
			if c.change != nil {
				c.change(&plan, &facts)
			}
			if day, went := strings.CutPrefix(c.went, "!"); c.went != "" {
				plan.Handings = map[string]materials.Handing{}
				for _, stage := range []string{"template", "forms", "police-subject"} {
					plan.Handings[stage] = materials.Handing{Day: *on(t, day), Done: went}
				}
			}
			i := item(t, materials.Judge(plan, facts, []materials.Document{dated(t, c.code, c.issued, c.until)}), c.code)
			if i.State != c.state || !strings.Contains(i.Why, c.says) || (c.says == "") != (i.Why == "") {
				t.Errorf("%s: %q", i.State, i.Why)
			}
			last, ok := i.LastDay()
			if ok != (c.last != "") || ok && last.String() != c.last {
				t.Errorf("it can be handed in until %s, %v", last, ok)
			}
		})
	}
}

func TestOneKindOfPaperAloneIsToldItsAge(t *testing.T) {
	plan, facts := elsewhere(t, "51")
	i := item(t, materials.Judge(plan, facts, []materials.Document{dated(t, "residence-proof", "2026-06-01", "2027-06-01")}), "residence-proof")
	if i.State != materials.Unchecked || !strings.Contains(i.Why, "宜 45 天以内。用到 2026-07-16 为止，是工作证明的，请重新办一份") {
		t.Errorf("%s: %s", i.State, i.Why)
	}
	// 上海 wants a permit with a month left.
	plan, facts = elsewhere(t, "31")
	i = item(t, materials.Judge(plan, facts, []materials.Document{dated(t, "residence-proof", "", "2026-10-09")}), "residence-proof")
	if i.State != materials.Unchecked || !strings.Contains(i.Why, "宜还有 1 个月") {
		t.Errorf("%s: %s", i.State, i.Why)
	}
}

// A licence that one reviewer has already is still to go to the next.
func TestAnEndIsWatchedUntilTheLastUse(t *testing.T) {
	plan, facts := walk(t)
	docs := []materials.Document{dated(t, "licence", "", "2026-09-20")}
	plan.Handings = map[string]materials.Handing{"template": {Day: *on(t, "2026-09-01"), Done: true}, "forms": {Day: *on(t, "2026-09-30")}}
	i := item(t, materials.Judge(plan, facts, docs), "licence")
	if state, _ := i.For("template"); state != materials.Good {
		t.Errorf("for the template it is %s", state)
	}
	if state, why := i.For("forms"); state != materials.Unchecked || !strings.Contains(why, "预计 2026-09-30 才交") {
		t.Errorf("for the forms it is %s: %s", state, why)
	}
	if day, ok := i.LastDay(); !ok || day != *on(t, "2026-09-20") {
		t.Errorf("watched until %s, %v", day, ok)
	}
}

func TestPapersCarryTheirDays(t *testing.T) {
	carries := func(code string) []string {
		r, _ := materials.Find(code)
		return r.Dated
	}
	both := []string{materials.Issued, materials.Until}
	for code, want := range map[string][]string{
		"residence-proof": both, "lead-letter": both, "site-lead-letter": both, "domain-cert": both, "approval-news": both, "approval-hazard": both,
		"promise": {materials.Issued}, "party": {materials.Issued}, "site-plan": {materials.Issued}, "age-proof": {materials.Issued},
		"licence": {materials.Until}, "id-front": nil, "handheld": nil,
	} {
		if got := carries(code); !slices.Equal(got, want) {
			t.Errorf("%s carries %v", code, got)
		}
	}
	// What nobody is known to say is told so.
	plan, facts := walk(t)
	plan.Province = "54"
	i := item(t, materials.Judge(plan, facts, []materials.Document{dated(t, "party", "2026-08-01", "")}), "party")
	checks := i.Checks(i.Docs[0])
	if last := checks[len(checks)-1]; last.Measured != "2026-08-01 出具" || last.Limit != "多久以内没有收录，待核实" || i.State != materials.Good {
		t.Errorf("%+v", last)
	}
}
