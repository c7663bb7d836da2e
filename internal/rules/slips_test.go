package rules_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/rules"
)

// What was stored before it could be mended would be copied into the forms as it is.
func TestAStoredSlipIsAskedAbout(t *testing.T) {
	p := allPacks(t)[""]
	i := slices.IndexFunc(p.Rules, func(r rules.Rule) bool { return r.Code == "site.domain" })
	if got := judge(p, p.Rules[i], "enterprise", one("www.qinghe.example")); len(got) != 1 || got[0].Outcome != rules.Warn || !strings.Contains(got[0].Text, "www.") {
		t.Errorf("%+v", got)
	}
}

func TestANameInLatinLettersIsRightOnAPassport(t *testing.T) {
	p := allPacks(t)[""]
	i := slices.IndexFunc(p.Rules, func(r rules.Rule) bool { return r.Code == "lead.name" })
	for foreign, want := range map[string]rules.Outcome{"yes": rules.Pass, "no": rules.Fail} {
		name := rules.Fact{Of: "a", Value: "JOHN SMITH", Shown: "JOHN SMITH"}
		f := rules.Facts{Today: today, Type: "first", Subject: "enterprise", Fields: map[string][]rules.Fact{
			"lead.name": {name}, "lead.foreign": {{Of: "a", Value: foreign}},
		}}
		got := rules.Judge(&rules.Pack{Name: p.Name, Sources: p.Sources, Rules: p.Rules[i : i+1]}, p.Rules[i].Stages[0], f)
		if len(got) != 1 || got[0].Outcome != want {
			t.Errorf("foreign %s: %+v", foreign, got)
		}
	}
}

func TestASubjectsNameIsWholeAndFitsItsKind(t *testing.T) {
	pack := allPacks(t)[""]
	for _, c := range []struct {
		code, name, subject string
		want                rules.Outcome
	}{
		{"client.name-full", "ABC", "enterprise", rules.Fail},
		{"client.name-full", "12345", "enterprise", rules.Fail},
		{"client.name-full", "张三", "personal", rules.Pass},
		{"client.name-full", "JOHN SMITH", "personal", rules.Pass},
		{"client.name-full", "12345", "personal", rules.Fail},
		{"client.name-fits", "张三", "enterprise", rules.Warn},
		{"client.name-fits", "故宫博物院", "institution", rules.Pass},
		{"client.name-fits", "杭州试验有限公司", "personal", rules.Warn},
		{"client.name-fits", "古丽米热·艾比布力", "personal", rules.Pass},
		{"client.name-fits", "JOHN SMITH", "personal", rules.Pass},
	} {
		i := slices.IndexFunc(pack.Rules, func(r rules.Rule) bool { return r.Code == c.code })
		if got := judge(pack, pack.Rules[i], c.subject, one(c.name)); len(got) != 1 || got[0].Outcome != c.want {
			t.Errorf("%s as %s: %+v, want %s", c.name, c.subject, got, c.want)
		}
	}
}

func TestTheHeadOfACodeTellsALawFirmFromAnEnterprise(t *testing.T) {
	const lawFirm = "31330000MD02345688"
	pack := allPacks(t)[""]
	i := slices.IndexFunc(pack.Rules, func(r rules.Rule) bool { return r.Code == "client.code-fits" })
	for _, c := range []struct {
		code, subject string
		want          rules.Outcome
	}{
		{lawFirm, "other", rules.Pass}, {lawFirm, "enterprise", rules.Warn}, {"91330106MA2KQ7T8XJ", "other", rules.Warn}, {"91330106MA2KQ7T8XJ", "enterprise", rules.Pass},
	} {
		if got := judge(pack, pack.Rules[i], c.subject, one(c.code)); len(got) != 1 || got[0].Outcome != c.want {
			t.Errorf("%s as %s: %+v, want %s", c.code, c.subject, got, c.want)
		}
	}
}
