package rules_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
	"beiandesk/internal/rules"
	"beiandesk/internal/workflow"
)

var today = cal.Date(2026, 9, 14)

// allPacks are the national pack and those of the 31 provinces.
func allPacks(t *testing.T) map[string]*rules.Pack {
	t.Helper()
	packs := map[string]*rules.Pack{"": national()}
	for _, p := range identity.Provinces() {
		pack, ok := rules.Embedded().Pack(p.Code)
		if !ok {
			t.Fatalf("no pack for %s", p.Name)
		}
		if pack.Name != p.Name {
			t.Errorf("the pack of %s is named %s", p.Name, pack.Name)
		}
		packs[p.Code] = pack
	}
	return packs
}

func national() *rules.Pack {
	p, _ := rules.Embedded().Pack("")
	return p
}

func TestAnUnknownProvinceHasNoPack(t *testing.T) {
	for _, code := range []string{"99", "3", "330000", "浙江"} {
		if _, ok := rules.Embedded().Pack(code); ok {
			t.Errorf("there is a pack for %q", code)
		}
	}
}

// dated is how a source says when it is from. The seed and other pages bear no date.
var dated = regexp.MustCompile(`^(\d{4}(-\d{2}){0,2}|日期不详，(抄录于 \d{4}-\d{2}-\d{2}|不晚于 \d{4}|约 \d{4}))$`)

func TestEveryRuleSaysItsSourceDateAndAdvice(t *testing.T) {
	stages := []string{"template", "prereview", "bureau-submit", "police-subject", "police-site"}
	subjects := []string{"personal", "sole", "enterprise", "institution", "government", "social", "military", "other"}
	for code, p := range allPacks(t) {
		seen := map[string]bool{}
		for _, r := range p.Rules {
			name := code + "/" + r.Code
			if seen[r.Code] {
				t.Errorf("%s twice", name)
			}
			seen[r.Code] = true
			if r.Label == "" || r.Advice == "" || r.Field == "" || len(r.Stages) == 0 || len(r.Sources) == 0 {
				t.Errorf("%s lacks something: %+v", name, r)
			}
			for _, c := range r.Sources {
				if s := p.Sources[c.Source]; s.Label == "" || !dated.MatchString(s.Date) || c.At == "" {
					t.Errorf("%s: %q of %q (%s) lacks a label, a true date or a place", name, c.At, c.Source, s.Date)
				}
			}
			if r.Severity != rules.Warn && r.Severity != rules.Fail {
				t.Errorf("%s has severity %q", name, r.Severity)
			}
			if r.Conflict && (r.Severity != rules.Warn || len(r.Sources) < 2) {
				t.Errorf("%s: a conflict warns and names both sources", name)
			}
			for _, s := range r.Stages {
				if !slices.Contains(stages, s) {
					t.Errorf("%s: stage %q is not submitted", name, s)
				}
			}
			for _, s := range r.Types {
				if _, ok := workflow.Embedded().Type(s); !ok {
					t.Errorf("%s: no case type %q", name, s)
				}
			}
			for _, s := range r.Subjects {
				if !slices.Contains(subjects, s) {
					t.Errorf("%s: no subject %q", name, s)
				}
			}
			switch r.Operator {
			case "valid":
				if !slices.Contains(identity.Kinds(), r.Value) {
					t.Errorf("%s: no check %q", name, r.Value)
				}
			case "days-left", "months-left", "days-since", "min-age", "at-most":
				if n, err := strconv.Atoi(r.Value); err != nil || n <= 0 {
					t.Errorf("%s: %q is no number", name, r.Value)
				}
			}
		}
	}
}

// What the provinces' packs are made of is second-hand: only the seed may stop anybody.
func TestOnlySourcesOfTheFlowItselfFailInAProvince(t *testing.T) {
	for code, p := range allPacks(t) {
		for _, r := range p.Rules {
			if code != "" && r.Severity == rules.Fail && !slices.ContainsFunc(r.Sources, func(c rules.Citation) bool { return c.Source == "S" }) {
				t.Errorf("%s/%s fails on hearsay", code, r.Code)
			}
		}
	}
}

// sample is what a rule is judged over: the facts that hold and those that break it.
type sample struct{ good, bad []rules.Fact }

func one(value string) []rules.Fact {
	return []rules.Fact{{Of: "a", About: "甲", Value: value, Shown: "****"}}
}

func two(a, b string) []rules.Fact {
	return []rules.Fact{{Of: "a", About: "甲", Value: a, Shown: "****"}, {Of: "b", About: "乙", Value: b, Shown: "****"}}
}

// sampleOf makes up facts by what the rule does, without asking how it does it.
func sampleOf(t *testing.T, r rules.Rule) sample {
	t.Helper()
	valid := map[string][2]string{
		"id": {"330106198205290002", "330106198205290003"}, "phone": {"13800571001", "1380057100"}, "lead-name": {"沈一鸣", "沈先生"},
		"email": {"shen@example.com", "shen@"}, "uscc": {"91330106MA2KQ7T8XJ", "91330106MA2KQ7T80J"}, "postcode": {"310013", "31001"},
		"landline": {"0086-0571-88880101", "0086-010-00000000"}, "domain": {"qinghe.example", "http://qinghe_.example"},
		"icp": {"浙ICP备2026051234号-1", "浙ICP备26号"},
	}
	switch r.Operator {
	case "valid":
		v, ok := valid[r.Value]
		if !ok {
			t.Fatalf("%s: no sample of %s", r.Code, r.Value)
		}
		return sample{one(v[0]), one(v[1])}
	case "site-name":
		return sample{one("青禾进销存"), one("青禾")}
	case "approval":
		return sample{one("青禾进销存"), one("青禾教育在线")}
	case "present":
		return sample{one("有"), one("")}
	case "is":
		return sample{one(r.Value), one("别的")}
	case "is-not":
		return sample{one("别的"), one(r.Value)}
	case "fit":
		return sample{one("合格"), []rules.Fact{{Value: "不合格", Wrong: "41 KB，须不低于 55 KB"}}}
	case "differs":
		return sample{one("13800571002"), one("13800571001")} // the other field holds 13800571001
	case "distinct":
		return sample{two("13800571001", "13800571002"), two("13800571001", "13800571001")}
	case "absent":
		return sample{nil, []rules.Fact{{Wrong: "同一主体已有在办案件 BA2026-0007"}}}
	case "not-past":
		return sample{one("2026-09-14"), one("2026-09-13")}
	case "days-left":
		n, _ := strconv.Atoi(r.Value)
		return sample{one(today.Add(n + 1).String()), one(today.Add(n).String())}
	case "months-left":
		return sample{one("2026-12-15"), one("2026-12-14")}
	case "min-age":
		n, _ := strconv.Atoi(r.Value)
		return sample{one(numberOf(today.Add(-366 * n))), one(numberOf(today.Add(-365 * (n - 1))))}
	case "in-province":
		p, _ := identity.ProvinceByCode(r.Value)
		other := "浙江"
		if r.Value == "33" {
			other = "甘肃"
		}
		return sample{one(p.Name + "某市某区某路 1 号"), one(other + "省某市某区某路 1 号")}
	case "area-fits":
		return sample{one("0086-0571-88880101"), one("0086-0931-8412345")} // the address lies in 浙江
	case "names-door":
		return sample{one("浙江省杭州市西湖区文三路 398 号"), one("浙江省杭州市西湖区")}
	case "at-most":
		n, _ := strconv.Atoi(r.Value)
		return sample{one(fmt.Sprint(n)), one(fmt.Sprint(n + 1))}
	case "not-suffix":
		return sample{one("qinghe.cn"), one("qinghe." + strings.Split(r.Value, ",")[0])}
	case "suffix-in":
		return sample{one("qinghe." + strings.Split(r.Value, ",")[0]), one("qinghe.example")}
	case "lacks":
		return sample{one("浙江省杭州市西湖区"), one("浙江省" + r.Value + "西湖区")}
	case "contains":
		return sample{one("卖茶。" + r.Value + "。"), one("卖茶。")}
	case "same-city":
		return sample{one("浙江省杭州市滨江区江南大道 1 号"), one("浙江省宁波市江北区大闸路 1 号")} // the other address lies in 杭州
	case "licence-in":
		return sample{one("91330106MA2KQ7T8XJ"), one(codeOf("44"))} // filed in 浙江
	case "days-since":
		n, _ := strconv.Atoi(r.Value)
		return sample{one(today.Add(-n).String()), one(today.Add(1 - n).String())}
	case "begins":
		return sample{one(r.Value + "106198205290002"), one("33" + r.Value + "198205290002")}
	case "full-name":
		return sample{one("杭州青禾 123 软件有限公司"), one("12345")}
	case "name-fits":
		return sample{one("杭州青禾软件有限公司"), one("杭州青禾软件有限公司")} // the subject decides
	case "code-fits":
		return sample{one("91330106MA2KQ7T8XJ"), one("91330106MA2KQ7T8XJ")} // the subject decides
	}
	t.Fatalf("%s: no sample for operator %s", r.Code, r.Operator)
	return sample{}
}

// numberOf makes an identity number of a birthday; the serial 000 is never given out.
func numberOf(birth cal.Day) string {
	head := "330106" + strings.ReplaceAll(birth.String(), "-", "") + "000"
	for _, check := range "0123456789X" {
		if _, c := identity.ParseID(head+string(check), today); c.OK {
			return head + string(check)
		}
	}
	return ""
}

// codeOf makes a credit code of a province; nobody has it.
func codeOf(province string) string {
	head := "91" + province + "0106MA2KQ7T8X"
	for _, check := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if _, c := identity.ParseUSCC(head + string(check)); c.OK {
			return head + string(check)
		}
	}
	return ""
}

// judge runs one rule alone.
func judge(p *rules.Pack, r rules.Rule, subject string, facts []rules.Fact) []rules.Result {
	f := rules.Facts{Today: today, Type: "first", Subject: subject, Fields: map[string][]rules.Fact{r.Field: facts}}
	switch r.Operator {
	case "differs":
		f.Fields[r.Value] = one("13800571001")
	case "area-fits", "same-city":
		f.Fields[r.Value] = one("浙江省杭州市西湖区文三路 398 号")
	case "licence-in":
		f.Fields[r.Value] = []rules.Fact{{Value: "33", Shown: "浙江"}}
	}
	if len(r.Types) > 0 {
		f.Type = r.Types[0]
	}
	return rules.Judge(&rules.Pack{Name: p.Name, Sources: p.Sources, Rules: []rules.Rule{r}}, r.Stages[0], f)
}

func TestEveryRuleCanPassAndCanBreak(t *testing.T) {
	for code, p := range allPacks(t) {
		for _, r := range p.Rules {
			t.Run(code+"/"+r.Code, func(t *testing.T) {
				subject := "enterprise"
				if len(r.Subjects) > 0 && !slices.Contains(r.Subjects, subject) {
					subject = r.Subjects[0]
				}
				if r.Operator == "unlisted" {
					return // it is never judged; TestWhatIsNotOnRecordIsUnknown asks what it says
				}
				if r.Operator == "remind" {
					if got := judge(p, r, subject, nil); len(got) != 1 || got[0].Outcome != rules.Warn || got[0].Advice == "" {
						t.Errorf("a reminder says %+v", got)
					}
					return
				}
				s := sampleOf(t, r)
				good := judge(p, r, subject, s.good)
				if len(good) != 1 || good[0].Outcome != rules.Pass || good[0].Text != "" || good[0].Advice != "" {
					t.Errorf("what holds is %+v", good)
				}
				switch r.Operator {
				case "code-fits":
					subject = "sole"
				case "name-fits":
					subject = "personal"
				}
				bad := judge(p, r, subject, s.bad)
				if len(bad) == 0 {
					t.Fatal("what breaks it has no result")
				}
				for _, b := range bad {
					if b.Outcome != r.Severity && b.Outcome != rules.Warn || b.Text == "" || b.Advice == "" || b.Source == "" || b.Date == "" {
						t.Errorf("what breaks it is %+v", b)
					}
					for _, f := range s.bad {
						if len(f.Value) > 8 && (strings.Contains(b.Text, f.Value) || strings.Contains(b.Value, f.Value)) {
							t.Errorf("the value is told: %+v", b)
						}
					}
				}
				if bad[0].Outcome != r.Severity {
					t.Errorf("what breaks it is %s, want %s", bad[0].Outcome, r.Severity)
				}
			})
		}
	}
}

func TestWhatIsNotOnRecordIsUnknown(t *testing.T) {
	for code, p := range allPacks(t) {
		for _, r := range p.Rules {
			subject := "enterprise"
			if len(r.Subjects) > 0 {
				subject = r.Subjects[0]
			}
			got := judge(p, r, subject, nil)
			want := rules.Unknown
			switch r.Operator {
			case "absent":
				want = rules.Pass
			case "unlisted":
				if len(got) == 1 && (got[0].Outcome != rules.Unknown || !strings.Contains(got[0].Text, "未收录") || !strings.Contains(got[0].Text, "请向管局核实")) {
					t.Errorf("%s/%s says %+v", code, r.Code, got)
				}
				continue
			case "remind":
				want = rules.Warn
			}
			if len(got) != 1 || got[0].Outcome != want {
				t.Errorf("%s/%s of nothing is %+v, want %s", code, r.Code, got, want)
			}
			if want == rules.Unknown && (!strings.Contains(got[0].Text, "没有") || got[0].Advice == "" || got[0].Advice == r.Advice) {
				t.Errorf("%s/%s does not say why it was not checked, or what to fill in where: %q %q", code, r.Code, got[0].Text, got[0].Advice)
			}
		}
	}
}

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
