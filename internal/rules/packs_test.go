package rules_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/rules"
)

// Each hint of the table, and what was found missing beside it, has its rule. Hints about
// the footer are data of the footer.
func TestEachProvinceHasTheRulesThatWereFound(t *testing.T) {
	for code, want := range map[string]string{
		"11": "local-phone domain-suffix domain-listed office-not-mobile domain-term min-age three-numbers no-shixiaqu no-blog", "12": "local-phone min-age emergency-user domain-term empty-subject lead-retired numbers-own fixed-remark no-shixiaqu guardian",
		"13": "not-foreign min-age same-city domain-term sole-name letter-age", "14": "individual site-count foreign-legal domain-term min-age sole-name",
		"15": "individual min-age no-temporary-id domain-term domain-certificate fixed-remark no-blog", "21": "local-phone min-age bureau-call numbers",
		"22": "office-phone-checked individual domain-owner min-age-proof", "23": "local-phone remark content-other individual min-age site-count site-count-personal sole-name",
		"31": "individual id-home promise site-plan domain-term students min-age licence-term site-lead-letter no-shixiaqu",
		"32": "local-phone individual min-age min-age-unit min-age-proof office-phone promise domain-term lead-one-firm site-plan site-plan-personal sole-name", "33": "individual min-age sole-name domain-term no-shixiaqu no-blog",
		"34": "code-changed individual domain-term min-age min-age-proof site-lead-letter", "35": "individual min-age min-age-proof office-phone-checked site-lead-letter sole-name", "36": "individual min-age site-count site-count-personal pre-approval site-lead-letter",
		"37": "local-phone individual min-age remark numbers-own guardian fixed-remark sole-name", "41": "individual same-city site-count domain-term site-count-personal one-domain no-blog min-age-proof", "42": "individual min-age site-count annual-review site-lead-letter sole-name",
		"43": "local-phone min-age site-count site-plan domain-certificate no-blog site-lead-letter", "44": "individual min-age min-age-unit promise same-city sole-name", "45": "local-phone individual domain-term prefixes min-age fixed-remark no-shixiaqu one-domain",
		"46": "site-count licence-seal min-age", "50": "local-phone individual domain-suffix office-mobile min-age one-domain site-lead-letter", "51": "individual min-age no-change-of-subject one-domain site-lead-letter",
		"52": "individual same-city domain-term domain-certificate site-count no-blog sole-name site-lead-letter", "53": "individual unit-local min-age min-age-proof", "54": "individual party min-age",
		"61": "local-phone site-count site-count-personal site-names domain-owner min-age no-blog sole-name site-lead-letter", "62": "local-phone residence face-ip domain-term min-age third-number fixed-remark",
		"63": "individual photos min-age min-age-proof phone-own", "64": "local-phone individual domain-owner min-age site-lead-letter", "65": "local-phone individual party one-domain min-age languages",
	} {
		t.Run(code, func(t *testing.T) {
			p, _ := rules.Embedded().Pack(code)
			for _, rule := range append(strings.Fields(want), "unit-lead", "empty-subject") {
				if _, ok := p.Find(rule); !ok {
					t.Errorf("%s has no rule %s", p.Name, rule)
				}
			}
		})
	}
}

// Silence is no permission: each province says something of a person's residence, if only
// that nothing is known.
func TestNoProvinceIsSilentAboutResidence(t *testing.T) {
	for code, p := range allPacks(t) {
		if code == "" {
			continue
		}
		_, person := p.Find("individual")
		if _, all := p.Find("residence"); !person && !all {
			t.Errorf("%s says nothing of residence", p.Name)
		}
	}
	beijing, _ := rules.Embedded().Pack("11")
	got := rules.Judge(beijing, "prereview", rules.Facts{Today: today, Type: "first", Subject: "personal"})
	i := slices.IndexFunc(got, func(r rules.Result) bool { return r.Code == "individual" })
	if i < 0 || got[i].Outcome != rules.Unknown || !strings.HasPrefix(got[i].Text, "未收录") {
		t.Errorf("%+v", got)
	}
}

// Where two sources contradict each other, the rule names both and is no more than a
// warning.
func TestContradictionsAreMarked(t *testing.T) {
	for code, want := range map[string]string{
		"12": "min-age", "31": "students", "35": "min-age", "36": "unit-lead individual", "37": "local-phone min-age", "42": "sole-name",
		"51": "min-age-proof", "52": "individual", "53": "individual", "62": "unit-lead", "64": "individual",
	} {
		p, _ := rules.Embedded().Pack(code)
		for _, rule := range strings.Fields(want) {
			r, ok := p.Find(rule)
			if label, _ := p.Source(r); !ok || !r.Conflict || r.Severity != rules.Warn || len(r.Sources) < 2 || strings.Count(label, "（") < 2 {
				t.Errorf("%s/%s: %+v from %s", p.Name, rule, r, label)
			}
		}
	}
}

func TestThePacksHoldNoUnknownKeys(t *testing.T) {
	for _, name := range []string{"national", "provinces"} {
		file, err := os.Open("data/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(file)
		d.DisallowUnknownFields()
		var into any = &rules.Pack{}
		if name == "provinces" {
			into = &struct {
				Sources   map[string]rules.Source `json:"sources"`
				Provinces map[string]*struct {
					Name  string       `json:"name"`
					Rules []rules.Rule `json:"rules"`
				} `json:"provinces"`
			}{}
		}
		if err := d.Decode(into); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSourcesAreToldWithPlaceAndDate(t *testing.T) {
	p := rules.Pack{Sources: map[string]rules.Source{
		"none": from("各省规则页", "日期不详，约 2023"), "old": from("公开文档", "2022"), "month": from("知识库", "2026-07"), "std": from("GB 1-1999", "1999"),
	}}
	for name, c := range map[string]struct {
		sources     []rules.Citation
		label, date string
	}{
		"one":                    {[]rules.Citation{{Source: "old", At: "《备案审核》"}}, "公开文档《备案审核》", "2022"},
		"one of the desk":        {[]rules.Citation{{Source: "old"}}, "公开文档", "2022"},
		"one without a date":     {[]rules.Citation{{Source: "none", At: "一页"}}, "各省规则页 一页", "日期不详，约 2023"},
		"the latest that is one": {[]rules.Citation{{Source: "none"}, {Source: "old", At: "甲"}, {Source: "month", At: "乙"}}, "各省规则页（日期不详，约 2023）；公开文档 甲（2022）；知识库 乙（2026-07）", "2026-07"},
		"the later first":        {[]rules.Citation{{Source: "month"}, {Source: "old"}}, "知识库（2026-07）；公开文档（2022）", "2026-07"},
		"a date in its name":     {[]rules.Citation{{Source: "std"}, {Source: "old"}}, "GB 1-1999；公开文档（2022）", "2022"},
	} {
		t.Run(name, func(t *testing.T) {
			if label, date := p.Source(rules.Rule{Sources: c.sources}); label != c.label || date != c.date {
				t.Errorf("%s, %s; want %s, %s", label, date, c.label, c.date)
			}
		})
	}
}
