package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
)

// operator is how a rule is judged: fact by fact, or over all facts of its field.
type operator struct {
	each  func(Rule, Facts, Fact) finding
	empty bool // judges a fact without a value, too
	whole func(*Pack, Rule, []Fact) []Result
}

// operators are all that a rule may name.
var operators = map[string]operator{
	"valid":       {each: valid},
	"site-name":   {each: siteName},
	"approval":    {each: approval},
	"present":     {each: func(_ Rule, _ Facts, f Fact) finding { return when(f.Value != "") }, empty: true},
	"is":          {each: func(r Rule, _ Facts, f Fact) finding { return when(f.Value == r.Value) }},
	"is-not":      {each: func(r Rule, _ Facts, f Fact) finding { return when(f.Value != r.Value) }},
	"fit":         {each: fit, empty: true},
	"in-date":     {each: fit}, // of a paper's days: those that are not on record stay open
	"differs":     {each: differs},
	"not-past":    {each: func(_ Rule, all Facts, f Fact) finding { return lasts(f, all.Today.Add(-1)) }},
	"days-left":   {each: func(r Rule, all Facts, f Fact) finding { return lasts(f, all.Today.Add(number(r.Value))) }},
	"months-left": {each: func(r Rule, all Facts, f Fact) finding { return lasts(f, months(all.Today, number(r.Value))) }},
	"min-age":     {each: minAge},
	"in-province": {each: inProvince},
	"area-fits":   {each: areaFits},
	"names-door":  {each: namesDoor},
	"at-most":     {each: atMost},
	"at-least":    {each: atLeast},
	"not-suffix":  {each: notSuffix},
	"suffix-in":   {each: suffixIn},
	"begins":      {each: func(r Rule, _ Facts, f Fact) finding { return when(strings.HasPrefix(f.Value, r.Value)) }},
	"code-fits":   {each: codeFits},
	"full-name":   {each: fullName},
	"name-fits":   {each: nameFits},
	"lacks":       {each: func(r Rule, _ Facts, f Fact) finding { return when(!strings.Contains(f.Value, r.Value)) }},
	"contains":    {each: func(r Rule, _ Facts, f Fact) finding { return when(strings.Contains(f.Value, r.Value)) }},
	"same-city":   {each: sameCity},
	"licence-in":  {each: licenceProvince},
	"days-since":  {each: daysSince},

	"workdays-since": {each: workdaysSince},
	"distinct":       {whole: distinct},
	"absent":         {whole: absent},
	"remind":         {whole: reminder},
	"unlisted":       {whole: unlisted},
}

// NotAsked is the value of a day that a rule does not ask of this site.
const NotAsked = "na"

// Forever is the value of a last day that never comes: 长期.
const Forever = "long"

func when(ok bool) finding {
	if ok {
		return holds
	}
	return breaks
}

// number reads the value of a rule; the packs' test holds that it is one.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// valid judges by the identity library. What it only doubts is a warning.
func valid(r Rule, all Facts, f Fact) finding {
	c, err := identity.Run(r.Value, f.Value, all.Today)
	if err != nil {
		return finding{outcome: Unknown, text: err.Error()}
	}
	if r.Value == identity.KindLeadName && latinNamed(all, f) {
		c = identity.ForeignName(f.Value)
	}
	if c.OK && len(c.Notes) > 0 {
		// It was stored before it could be mended; forms would copy it as it is.
		return finding{outcome: Warn, text: "写法要改，打开资料保存一次即可：" + strings.Join(c.Notes, "；")}
	}
	return judged(c, func(identity.Warning) bool { return true })
}

// latinNamed says that the person's document writes the name in Latin letters.
func latinNamed(all Facts, f Fact) bool {
	return slices.ContainsFunc(all.Fields["lead.foreign"], func(other Fact) bool { return other.Of == f.Of && other.Value == "yes" })
}

// judged turns a check into a finding.
func judged(c identity.Check, concerns func(identity.Warning) bool) finding {
	if !c.OK {
		return finding{outcome: broken, text: c.Message}
	}
	for _, w := range c.Warnings {
		if concerns(w) {
			return finding{outcome: Warn, text: w.Message}
		}
	}
	return holds
}

// fit holds unless the fact carries what is wrong with it.
func fit(_ Rule, _ Facts, f Fact) finding {
	if f.Wrong != "" {
		return finding{outcome: broken, text: f.Wrong}
	}
	return holds
}

// approvalRule is the identity library's code for words of a pre-approval field.
const approvalRule = "site-name.approval"

func nameCheck(all Facts, f Fact) identity.Check {
	subject := identity.SubjectUnit
	switch all.Subject {
	case "personal":
		subject = identity.SubjectPersonal
	case "government":
		subject = identity.SubjectGovernment
	}
	return identity.SiteName(f.Value, identity.SiteNameContext{
		Subject: subject, Domain: all.of("site.domain", f.Of), Approvals: strings.Split(all.of("site.approvals", f.Of), "、"),
	})
}

// of is the value that a field has of one person or site; "" when it has none.
func (f Facts) of(field, id string) string {
	for _, fact := range f.Fields[field] {
		if fact.Of == id {
			return fact.Value
		}
	}
	return ""
}

func siteName(_ Rule, all Facts, f Fact) finding {
	return judged(nameCheck(all, f), func(w identity.Warning) bool { return w.Rule != approvalRule })
}

// approval looks for words of a pre-approval field alone: they warn, the bureau decides.
func approval(_ Rule, all Facts, f Fact) finding {
	for _, w := range nameCheck(all, f).Warnings {
		if w.Rule == approvalRule {
			return finding{outcome: broken, text: w.Message}
		}
	}
	return holds
}

// differs compares with another field of the same person or site, or with each fact of
// a field that belongs to nobody else.
func differs(r Rule, all Facts, f Fact) finding {
	for _, other := range all.Fields[r.Value] {
		if (other.Of == f.Of || other.Of == "" || f.Of == "") && other.Value == f.Value {
			return breaks
		}
	}
	return holds
}

// lasts says whether a last day lies after the given one.
func lasts(f Fact, after cal.Day) finding {
	if f.Value == Forever {
		return holds
	}
	last, err := cal.ParseDay(f.Value)
	if err != nil {
		return unsure
	}
	return when(last > after)
}

// daysSince says whether that many whole days lie behind a day.
func daysSince(r Rule, all Facts, f Fact) finding {
	if f.Value == NotAsked {
		return holds
	}
	day, err := cal.ParseDay(f.Value)
	if err != nil {
		return unsure
	}
	return when(day.Add(number(r.Value)) <= all.Today)
}

// workdaysSince says whether that many whole working days lie behind a day.
func workdaysSince(r Rule, all Facts, f Fact) finding {
	if f.Value == NotAsked {
		return holds
	}
	day, err := cal.ParseDay(f.Value)
	if err != nil || all.Calendar == nil {
		return unsure
	}
	return when(all.Calendar.AddWorkdays(day, number(r.Value)).End <= all.Today)
}

// months is the day that many months on; the last of a month that is too short.
func months(day cal.Day, n int) cal.Day {
	year, month, date := day.Parts()
	first, next := cal.Date(year, month+time.Month(n), 1), cal.Date(year, month+time.Month(n)+1, 1)
	return min(first.Add(date-1), next.Add(-1))
}

func minAge(r Rule, all Facts, f Fact) finding {
	id, c := identity.ParseID(f.Value, all.Today)
	if !c.OK {
		return finding{outcome: Unknown, text: "身份证号码本身不对，算不出年龄，请先改好号码"}
	}
	return when(months(id.Birth, 12*number(r.Value)) <= all.Today)
}

// areaFits compares the province of a phone's area code with the one that the address
// of another field begins with. Either may prove nothing.
func areaFits(r Rule, all Facts, f Fact) finding {
	area, ok := identity.AreaOf(f.Value)
	if !ok {
		return finding{outcome: Unknown, text: "办公电话没有写成 0086-区号-号码，看不出区号"}
	}
	of, ok := identity.ProvinceByArea(area)
	if !ok {
		return finding{outcome: Unknown, text: "区号 " + area + " 不在区号表里，看不出是哪个省的，请人工核对"}
	}
	for _, address := range all.Fields[r.Value] {
		if in, ok := identity.ProvinceOfAddress(address.Value); ok {
			if in != of {
				return finding{outcome: broken, text: fmt.Sprintf("区号 %s 是%s的，地址在%s", area, of.Name, in.Name)}
			}
			return holds
		}
	}
	return finding{outcome: Unknown, text: "地址没有写省份，看不出区号对不对，请人工核对"}
}

// namesDoor looks for a village, or for a door or letter box number.
func namesDoor(_ Rule, _ Facts, f Fact) finding { return when(identity.NamesDoor(f.Value)) }

func atMost(r Rule, _ Facts, f Fact) finding {
	n, err := strconv.ParseInt(f.Value, 10, 64)
	if err != nil {
		return unsure
	}
	return when(n <= int64(number(r.Value)))
}

func atLeast(r Rule, _ Facts, f Fact) finding {
	n, err := strconv.ParseInt(f.Value, 10, 64)
	if err != nil {
		return unsure
	}
	return when(n >= int64(number(r.Value)))
}

// notSuffix refuses domains that end in one of the rule's suffixes.
func notSuffix(r Rule, _ Facts, f Fact) finding { return when(!endsIn(f.Value, r.Value)) }

// suffixIn takes only domains that end in one of the rule's suffixes.
func suffixIn(r Rule, _ Facts, f Fact) finding { return when(endsIn(f.Value, r.Value)) }

func endsIn(domain, suffixes string) bool {
	return slices.ContainsFunc(strings.Split(suffixes, ","), func(s string) bool {
		return strings.HasSuffix(strings.ToLower(domain), "."+s)
	})
}

// natures are the kinds of subject that go with the nature of a registered unit.
var natures = map[string][]string{
	"企业": {"enterprise"}, "个体工商户": {"sole"}, "农民专业合作社": {"enterprise"},
	"事业单位": {"institution"}, "机关": {"government"}, "社会团体": {"social"}, "民办非企业单位": {"social"}, "基金会": {"social"},
	"军队事业单位": {"military"},
	"律师执业机构": {"other"}, "公证处": {"other"}, "基层法律服务所": {"other"}, "司法鉴定机构": {"other"}, "仲裁委员会": {"other"},
	"宗教活动场所": {"other"}, "宗教院校": {"other"}, "村民委员会、居民委员会等": {"other"}, "基层工会": {"other"},
}

// codeFits compares the head of a credit code with the kind of subject. A head that is
// not listed proves nothing.
func codeFits(_ Rule, all Facts, f Fact) finding {
	unit, c := identity.ParseUSCC(f.Value)
	kinds, known := natures[unit.Nature]
	switch {
	case !c.OK:
		return finding{outcome: Unknown, text: "统一社会信用代码本身不对，看不出性质，请先改好代码"}
	case unit.Nature == "":
		return finding{outcome: Unknown, text: "代码前两位不在登记管理部门的代码表里，看不出性质，请对照证件人工核对"}
	case !known:
		return finding{outcome: Unknown, text: "代码前两位是“" + unit.Nature + "”，主办者性质里没有这一类，请对照证件人工核对"}
	}
	return when(slices.Contains(kinds, all.Subject))
}

// distinct names every fact whose value another one has, too.
func distinct(p *Pack, r Rule, facts []Fact) []Result {
	results, judged := []Result{}, 0
	for _, f := range facts {
		if f.Value == "" {
			continue
		}
		judged++
		for _, other := range facts {
			if other.Of != f.Of && other.Value == f.Value {
				results = append(results, p.result(r, f, finding{outcome: broken, text: fmt.Sprintf("%s，与%s相同", r.Text, other.About)}))
				break
			}
		}
	}
	switch {
	case len(results) > 0:
		return results
	case judged == 0:
		return append(results, p.result(r, Fact{}, notOnRecord(r)))
	}
	return append(results, p.result(r, Fact{}, holds))
}

// absent holds when the field has no fact; each one is told.
func absent(p *Pack, r Rule, facts []Fact) []Result {
	if len(facts) == 0 {
		return []Result{p.result(r, Fact{}, holds)}
	}
	results := make([]Result, len(facts))
	for i, f := range facts {
		results[i] = p.result(r, f, finding{outcome: broken, text: f.Wrong})
	}
	return results
}

// reminder is something nobody here can know: staff are asked to look at it.
func reminder(p *Pack, r Rule, _ []Fact) []Result {
	return []Result{p.result(r, Fact{}, breaks)}
}
