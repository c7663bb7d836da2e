package rules_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/rules"
)

// What a reading of the provinces' pages against the packs found, line by line: a number, to
// whom it applies, and what is said of it.
func TestThePacksSayWhatThePagesOfTheProvincesSay(t *testing.T) {
	persons, units, all := "personal", "enterprise", "both"
	for _, c := range []struct {
		province, rule, value, of string
		says                      string // in its text or advice
	}{
		{"61", "site-count", "30", units, "分订单也不行"}, {"61", "site-count-personal", "5", persons, "分订单也不行"}, {"61", "sole-name", "", "sole", "先到市场监管部门"},
		{"23", "individual", "23", persons, "只收本省证件"}, {"23", "min-age", "18", all, ""}, {"23", "site-count", "4", units, ""}, {"23", "site-count-personal", "2", persons, ""},
		{"23", "content-other", "其他", units, ""}, {"23", "unit-lead", "yes", units, "委托股东或高级管理人员"}, {"23", "sole-name", "", "sole", "经营者"},
		{"22", "individual", "", persons, "居住证明"}, {"22", "domain-owner", "", units, "单位全称"}, {"22", "min-age-proof", "", all, "收入证明"},
		{"34", "individual", "", persons, "居住证明"}, {"34", "domain-term", "3", all, ""}, {"34", "min-age", "18", units, ""}, {"34", "min-age-proof", "", persons, "监护人"}, {"34", "site-lead-letter", "", units, "授权书"},
		{"36", "individual", "36", persons, "只收江西证件"}, {"36", "min-age", "16", persons, ""},
		{"64", "individual", "64", persons, "1 年以上租房协议或购房证明"}, {"64", "min-age", "18", all, ""},
		{"52", "individual", "52", persons, "附居住证明可以"}, {"52", "site-count", "5", units, ""}, {"52", "same-city", "client.address", units, ""}, {"52", "sole-name", "", "sole", "先到市场监管部门"},
		{"53", "individual", "53", persons, "有效的居住证可以"}, {"53", "unit-local", "53", units, ""}, {"53", "min-age", "16", all, ""}, {"53", "min-age-proof", "", all, ""},
		{"37", "local-phone", "", all, "手机归属地无要求"}, {"37", "numbers-own", "", all, "别的主体"}, {"37", "sole-name", "", "sole", "先到市场监管部门"},
		{"31", "students", "", persons, "附在校证明可以"}, {"31", "min-age", "18", all, ""}, {"31", "licence-term", "", units, "1 年以上"}, {"31", "site-lead-letter", "", units, ""},
		{"51", "min-age", "16", persons, ""}, {"51", "min-age-proof", "18", persons, "京东云说不能备案"}, {"51", "one-domain", "", all, ""},
		{"44", "individual", "", persons, "变更不用交"}, {"44", "same-city", "client.address", units, ""}, {"44", "sole-name", "", "sole", "按个人备案"},
		{"32", "min-age-unit", "18", units, ""}, {"32", "min-age", "16", persons, ""}, {"32", "lead-one-firm", "", units, ""}, {"32", "promise", "", all, "视频"}, {"32", "site-plan", "29", units, ""}, {"32", "site-plan-personal", "9", persons, ""}, {"32", "sole-name", "", "sole", "经营者"},
		{"12", "emergency-user", "", all, "应急电话填第三个号码"}, {"12", "lead-retired", "", units, "男满 60 岁、女满 55 岁"}, {"12", "numbers-own", "", all, ""}, {"12", "fixed-remark", "本网站是个人网站", persons, ""}, {"12", "guardian", "", all, "监护人"},
		{"11", "domain-suffix", "org,io,hk,tw,asia,jp,win", all, ".me，它 2022 年已经工信部批准"}, {"11", "three-numbers", "", units, "3 个以上"}, {"11", "min-age", "18", all, ""}, {"11", "one-number", "", all, ""},
		{"62", "third-number", "", units, "姓名和职务"}, {"62", "min-age", "18", all, ""}, {"62", "fixed-remark", "本网站是个人网站", persons, ""}, {"62", "residence", "62", all, ""},
		{"63", "photos", "", all, "变更"}, {"63", "min-age", "18", all, ""}, {"63", "min-age-proof", "", persons, "学习证明或工作证明"}, {"63", "phone-own", "", all, "建站公司"},
		{"42", "annual-review", "", all, "2020 年的通知"}, {"42", "min-age", "18", all, ""}, {"42", "sole-name", "", "sole", "两种说法不同"}, {"42", "site-lead-letter", "", units, ""},
		{"14", "min-age", "18", all, ""}, {"14", "sole-name", "", "sole", "按个人备案"}, {"13", "sole-name", "", "sole", "按个人备案"}, {"45", "min-age", "18", all, ""}, {"41", "min-age", "18", units, ""}, {"54", "min-age", "18", units, ""},
		{"65", "min-age", "18", all, ""}, {"21", "min-age", "18", persons, ""}, {"46", "min-age", "16", all, ""}, {"50", "min-age", "16", persons, ""}, {"35", "min-age-proof", "", persons, "监护人"}, {"41", "min-age-proof", "", persons, "监护人"},
		{"33", "sole-name", "", "sole", "先到市场监管部门"}, {"35", "sole-name", "", "sole", "先到市场监管部门"}, {"54", "party", "", all, "首次备案"}, {"65", "party-change", "", all, "不涉及域名的变更不用"},
		{"13", "same-city", "client.address", units, ""}, {"41", "same-city", "client.address", units, ""}, {"11", "no-shixiaqu", "市辖区", all, ""}, {"12", "no-shixiaqu", "市辖区", all, ""}, {"33", "no-shixiaqu", "市辖区", all, ""}, {"31", "no-shixiaqu", "市辖区", all, ""}, {"45", "no-shixiaqu", "市辖区", all, ""},
		{"43", "domain-certificate", "", all, "45 天以内"}, {"15", "domain-certificate", "", persons, ""}, {"15", "fixed-remark", "本网站是个人网站", persons, ""}, {"37", "fixed-remark", "本网站是个人网站", persons, ""}, {"45", "fixed-remark", "本网站是个人网站", persons, ""},
		{"33", "no-blog", "博客/个人空间", persons, ""}, {"15", "no-blog", "博客/个人空间", persons, ""}, {"41", "no-blog", "博客/个人空间", persons, ""}, {"43", "no-blog", "博客/个人空间", persons, ""}, {"41", "site-count-personal", "1", persons, ""},
		{"50", "one-domain", "", all, ""}, {"45", "one-domain", "", all, ""}, {"65", "one-domain", "", all, ""}, {"41", "one-domain", "", all, ""},
	} {
		p, _ := rules.Embedded().Pack(c.province)
		r, ok := p.Find(c.rule)
		if !ok {
			t.Errorf("%s has no rule %s", p.Name, c.rule)
			continue
		}
		holds := func(subject string) bool { return len(r.Subjects) == 0 || slices.Contains(r.Subjects, subject) }
		fits := map[string]bool{persons: holds(persons), units: holds(units), all: holds(persons) && holds(units), "sole": holds("sole")}[c.of]
		if r.Value != c.value && !(c.value == "" && r.Operator != "min-age") || !fits || !strings.Contains(r.Text+r.Advice, c.says) {
			t.Errorf("%s, %s: %q of %v, says %q and %q; want %q of %s, saying %q", p.Name, c.rule, r.Value, r.Subjects, r.Text, r.Advice, c.value, c.of, c.says)
		}
	}
}

// A proof that a province does not ask of a change is not asked of one, and a recommendation
// that is gone is not repeated.
func TestWhatTheProvincesNoLongerAskIsGone(t *testing.T) {
	guangdong, _ := rules.Embedded().Pack("44")
	if r, _ := guangdong.Find("individual"); slices.Contains(r.Types, "change") {
		t.Error("广东 asks a change for a proof of residence")
	}
	qinghai, _ := rules.Embedded().Pack("63")
	if r, _ := qinghai.Find("photos"); !slices.Equal(r.Types, []string{"change"}) {
		t.Errorf("青海 asks %v for five pictures", r.Types)
	}
	for code, p := range allPacks(t) {
		for _, r := range p.Rules {
			if strings.Contains(r.Text+r.Advice, "幕布") {
				t.Errorf("%s/%s speaks of a backdrop", code, r.Code)
			}
		}
	}
	// An empty subject is added to directly in eleven provinces, and cancelled first in the others.
	var direct []string
	for code, p := range allPacks(t) {
		if r, ok := p.Find("empty-subject"); ok && strings.Contains(r.Advice, "可以直接新增") {
			direct = append(direct, code)
		}
	}
	slices.Sort(direct)
	if got := strings.Join(direct, " "); got != "11 12 14 21 31 32 33 45 51 52 53" {
		t.Errorf("an empty subject is added to directly in %s", got)
	}
}
