package rules_test

import (
	"fmt"
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
			case "days-left", "months-left", "days-since", "workdays-since", "min-age", "at-most", "at-least":
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
		n, _ := strconv.Atoi(r.Value)
		least := today.AddMonths(n)
		return sample{one(least.Add(1).String()), one(least.String())}
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
	case "at-least":
		n, _ := strconv.Atoi(r.Value)
		return sample{one(fmt.Sprint(n)), one(fmt.Sprint(n - 1))}
	case "not-suffix":
		return sample{one("qinghe.cn"), one("qinghe." + strings.Split(r.Value, ",")[0])}
	case "suffix-in":
		return sample{one("qinghe." + strings.Split(r.Value, ",")[0]), one("qinghe.example")}
	case "in-date":
		return sample{one("2026-09-01 出具"), []rules.Fact{{Value: "2026-01-01 出具", Shown: "已登记", Wrong: "过了"}}}
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
	case "workdays-since":
		return sample{one("2026-09-09"), one("2026-09-10")} // a weekend lies between
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
	f := rules.Facts{Today: today, Type: "first", Subject: subject, Fields: map[string][]rules.Fact{r.Field: facts}, Calendar: cal.Embedded()}
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
