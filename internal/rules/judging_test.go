package rules_test

import (
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/rules"
)

func TestARuleRunsForItsStagesTypesAndSubjectsAlone(t *testing.T) {
	codes := func(stage, kind, subject string) []string {
		out := []string{}
		for _, r := range rules.Judge(national(), stage, rules.Facts{Today: today, Type: kind, Subject: subject}) {
			out = append(out, r.Code)
		}
		return out
	}
	for _, c := range []struct {
		stage, kind, subject, code string
		runs                       bool
	}{
		{"prereview", "first", "enterprise", "site.server-term", true},
		{"template", "first", "enterprise", "site.server-term", false},
		{"prereview", "cancel", "enterprise", "site.server-term", false},
		{"prereview", "first", "personal", "client.credit-code", false},
		{"police-subject", "first", "enterprise", "image.police-size", true},
		{"bureau-submit", "change", "enterprise", "order.change-and-add", true},
		{"bureau-submit", "first", "enterprise", "order.change-and-add", false},
		{"online", "first", "enterprise", "lead.mobile", false},
	} {
		t.Run(fmt.Sprintf("%s before %s of %s by %s", c.code, c.stage, c.kind, c.subject), func(t *testing.T) {
			if got := slices.Contains(codes(c.stage, c.kind, c.subject), c.code); got != c.runs {
				t.Errorf("%s %s %s: %s runs is %v", c.stage, c.kind, c.subject, c.code, got)
			}
		})
	}
}

func TestLongDocumentsAndMonthEnds(t *testing.T) {
	r := rules.Rule{Code: "x", Label: "x", Field: "f", Operator: "months-left", Value: "3", Severity: rules.Warn, Stages: []string{"template"}}
	for _, c := range []struct {
		today cal.Day
		last  string
		want  rules.Outcome
	}{
		{cal.Date(2026, 11, 30), "2027-02-28", rules.Warn}, // three months from the 30th end on the 28th
		{cal.Date(2026, 11, 30), "2027-03-01", rules.Pass},
		{cal.Date(2026, 11, 30), "long", rules.Pass},
		{cal.Date(2026, 11, 30), "明年", rules.Unknown},
	} {
		t.Run(fmt.Sprintf("%s on %s", c.last, c.today), func(t *testing.T) {
			f := rules.Facts{Today: c.today, Fields: map[string][]rules.Fact{"f": one(c.last)}}
			if got := rules.Judge(&rules.Pack{Rules: []rules.Rule{r}}, "template", f); got[0].Outcome != c.want {
				t.Errorf("%s on %s is %s, want %s", c.last, c.today, got[0].Outcome, c.want)
			}
		})
	}
}

func TestAnAddressWithoutAProvinceProvesNothing(t *testing.T) {
	gansu, _ := rules.Embedded().Pack("62")
	for _, r := range gansu.Rules {
		if r.Code == "residence" {
			if got := judge(gansu, r, "enterprise", one("城关区东岗西路 1 号")); got[0].Outcome != rules.Unknown {
				t.Errorf("%+v", got)
			}
			return
		}
	}
	t.Error("Gansu has no residence rule")
}

func TestAnAreaCodeIsJudgedOnlyWhereBothProvincesAreKnown(t *testing.T) {
	for _, c := range []struct {
		phone, address string
		want           rules.Outcome
	}{
		{"0086-0571-88880101", "浙江省杭州市西湖区文三路 398 号", rules.Pass},
		{"0086-0571-88880101", "杭州市西湖区文三路 398 号", rules.Unknown},
		{"0086-0571-88880101", "", rules.Unknown},
		{"0086-0999-8412345", "浙江省杭州市西湖区文三路 398 号", rules.Warn},
		{"0086-0733-8412345", "湖南省株洲市天元区长江北路 1 号", rules.Unknown}, // merged into 0731
		{"0571-88880101", "浙江省杭州市西湖区文三路 398 号", rules.Unknown},
		{"", "浙江省杭州市西湖区文三路 398 号", rules.Unknown},
		{"0086-0471-4412345", "内蒙古自治区呼和浩特市新城区 1 号", rules.Pass},
	} {
		t.Run(fmt.Sprintf("%q in %q", c.phone, c.address), func(t *testing.T) {
			f := rules.Facts{Today: today, Type: "first", Subject: "enterprise", Fields: map[string][]rules.Fact{
				"client.officePhone": one(c.phone), "client.address": one(c.address),
			}}
			found := false
			for _, r := range rules.Judge(national(), "prereview", f) {
				if r.Code == "client.office-area" {
					found = true
					if r.Outcome != c.want || (c.want != rules.Pass && (r.Text == "" || r.Advice == "")) {
						t.Errorf("%s at %q: %+v, want %s", c.phone, c.address, r, c.want)
					}
				}
			}
			if !found {
				t.Fatal("the rule does not run")
			}
		})
	}
}

func TestACityIsReadFromTheBeginningOfAnAddress(t *testing.T) {
	for _, c := range []struct {
		document, mail string
		want           rules.Outcome
	}{
		{"广东省广州市天河区体育东路 1 号", "广东省广州市越秀区越华路 2 号", rules.Pass},
		{"广东省广州市天河区体育东路 1 号", "广东省深圳市福田区深南大道 2 号", rules.Warn},
		{"广州市天河区体育东路 1 号", "广东省广州市越秀区越华路 2 号", rules.Pass},
		{"内蒙古自治区锡林郭勒盟锡林浩特市某路 1 号", "内蒙古自治区呼和浩特市新城区某路 2 号", rules.Warn},
		{"云南省大理白族自治州大理市某路 1 号", "云南省大理白族自治州弥渡县某镇 2 号", rules.Pass},
		{"天河区体育东路 1 号", "广东省广州市越秀区越华路 2 号", rules.Unknown},
		{"广东省广州市天河区体育东路 1 号", "", rules.Unknown},
	} {
		t.Run(c.document+" and "+c.mail, func(t *testing.T) {
			p, _ := rules.Embedded().Pack("44")
			f := rules.Facts{Today: today, Type: "first", Subject: "enterprise", Fields: map[string][]rules.Fact{"client.registered": one(c.document), "client.address": one(c.mail)}}
			if got, ok := find(rules.Judge(p, "prereview", f), "same-city"); !ok || got.Outcome != c.want {
				t.Errorf("%+v, want %s", got, c.want)
			}
		})
	}
}

func TestTheNationalListsOfSuffixesWarnInEveryProvince(t *testing.T) {
	for _, c := range []struct {
		domain, subject, code string
		want                  rules.Outcome
	}{
		{"foo.io", "enterprise", "site.suffix", rules.Warn},
		{"foo.org", "personal", "site.suffix", rules.Warn},
		{"foo.org.cn", "personal", "site.suffix", rules.Pass},
		{"foo.me", "enterprise", "site.suffix", rules.Pass}, // approved in 2022
		{"青禾.中国", "enterprise", "site.suffix", rules.Pass},
		{"school.com", "institution", "site.suffix-institution", rules.Warn},
		{"school.cn", "institution", "site.suffix-institution", rules.Pass},
		{"学校.公益", "institution", "site.suffix-institution", rules.Pass},
		{"bureau.cn", "government", "site.suffix-government", rules.Warn},
		{"bureau.gov.cn", "government", "site.suffix-government", rules.Pass},
		{"局.政务", "government", "site.suffix-government", rules.Pass},
	} {
		t.Run(c.domain+" of "+c.subject, func(t *testing.T) {
			f := rules.Facts{Today: today, Type: "first", Subject: c.subject, Fields: map[string][]rules.Fact{"site.domain": one(c.domain)}}
			for _, p := range []string{"44", "33"} {
				if got, ok := find(rules.Embedded().Judge(p, "prereview", f), c.code); !ok || got.Outcome != c.want {
					t.Errorf("in %s: %+v, want %s", p, got, c.want)
				}
			}
		})
	}
}

func TestAUnitFilesWhereItsDocumentIsFrom(t *testing.T) {
	for code, want := range map[string]rules.Outcome{"91330106MA2KQ7T8XJ": rules.Pass, codeOf("44"): rules.Warn, codeOf("10"): rules.Unknown, "9133": rules.Unknown} {
		f := rules.Facts{Today: today, Type: "first", Subject: "enterprise", Fields: map[string][]rules.Fact{
			"client.creditCode": one(code), "case.province": {{Value: "33", Shown: "浙江"}}}}
		if got, ok := find(rules.Judge(national(), "template", f), "client.licence-province"); !ok || got.Outcome != want {
			t.Errorf("%s: %+v, want %s", code, got, want)
		}
	}
}
