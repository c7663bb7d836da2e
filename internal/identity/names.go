package identity

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var middleDot = strings.NewReplacer("•", "·", "・", "·", "･", "·", "‧", "·", "∙", "·", "⋅", "·", "●", "·", "˙", "·", "﹒", "·",
	"ᐧ", "·", "⸱", "·", "\u0387", "·", "．", "·", ".", "·")

// strokeDot is the stroke 丶, which some keyboards give for the middle dot.
var strokeDot = regexp.MustCompile(`(\p{Han})丶(\p{Han})`)

// spacedName is the most characters that are set apart by spaces for looks alone (沈 敏,
// 欧阳 建国); the parts of a longer name are meant.
const spacedName = 4

// LeadName judges the name of a 负责人: the real full name in Chinese characters, with
// a middle dot inside where the document has one; no digits or letters, no 先生 or 个人.
// Other dots become the middle one, radicals characters. A space in a long name is asked
// about: it may stand for the dot or for nothing.
//
// Rules: lead-name.empty, lead-name.space, lead-name.letters, lead-name.charset,
// lead-name.length and those of data/names.json; warns lead-name.long.
func LeadName(value string) Check {
	m, check := leadName(value)
	if check != nil {
		return *check
	}
	return judgeLeadName(m)
}

// ForeignName judges the name of a lead whose document writes it in Latin letters: a
// passport or a foreigner's residence card. A Chinese name is judged as LeadName does.
//
// Rules: those of LeadName.
func ForeignName(value string) Check {
	m := typed(KindLeadName, value)
	latin := m.by("连着的空格已并成一个", func(s string) string { return strings.Join(strings.Fields(s), " ") })
	if latinName.MatchString(latin.text) {
		return latin.check(KindLeadName)
	}
	return LeadName(value)
}

// latinName is at least two letters, in words with what names are written with.
var latinName = regexp.MustCompile(`^\p{Latin}[\p{Latin}'’.,-]*\p{Latin}\.?( \p{Latin}[\p{Latin}'’.,-]*)*$`)

// leadName mends a name, or refuses it where it can be read in two ways.
func leadName(value string) (mending, *Check) {
	m := mending{text: strings.TrimSpace(value)}.by(noteUnseen, unseen)
	m = m.by("间隔号已改成“·”", func(s string) string { return strokeDot.ReplaceAllString(middleDot.Replace(s), "$1·$2") })
	m = m.by(noteWidth, halfWidth).by(noteMarks, unmarked).by(noteLabel, func(s string) string { return unlabelled(KindLeadName, s) }).by(noteHan, unified)
	joined := spaceless(m.text)
	if strings.ContainsFunc(m.text, unicode.IsSpace) && !strings.ContainsFunc(joined, notHan) && utf8.RuneCountInString(joined) > spacedName {
		c := m.check(KindLeadName).fail("space", fmt.Sprintf("姓名里有空格：可以是“%s”，也可以是“%s”，请按证件填写", strings.Join(strings.Fields(m.text), "·"), joined))
		return m, &c
	}
	return m.by(noteSpace, spaceless), nil
}

func judgeLeadName(m mending) Check {
	name, c := m.text, m.check(KindLeadName)
	if name == "" {
		return c.fail("empty", "请填写负责人姓名")
	}
	if strings.ContainsFunc(name, latinOrDigit) {
		return c.fail("letters", "姓名里不能有数字或字母，请按证件上的汉字填写")
	}
	bare := strings.ReplaceAll(name, "·", "")
	if strings.ContainsFunc(bare, notHan) || strings.Contains(name, "··") ||
		strings.HasPrefix(name, "·") || strings.HasSuffix(name, "·") {
		return c.fail("charset", "一栏只写一个人的姓名，只写汉字，不带括号、标点和说明（间隔号用“·”），请按证件填写")
	}
	switch n := utf8.RuneCountInString(bare); {
	case n < 2:
		return c.fail("length", "请填写证件上的姓名全称，至少两个字")
	case n > 40:
		return c.fail("length", "姓名太长，请按证件填写一个人的姓名")
	case n > 6 && bare == name:
		c = c.warn("long", "姓名少见地长，请对照证件确认是一个人的姓名")
	}
	for _, r := range words().LeadName {
		c = r.apply(c, name)
	}
	return c
}

// Subject is the kind of who runs a site, as far as names depend on it.
type Subject string

const (
	SubjectUnknown    Subject = "unknown"
	SubjectPersonal   Subject = "personal"
	SubjectUnit       Subject = "unit"
	SubjectGovernment Subject = "government" // or authorised by a government
	SubjectNational   Subject = "national"   // a unit of the national level
)

// SiteNameContext is what a site name is judged against. The zero value knows nothing:
// then what depends on the subject only warns, except what hardly anybody may use.
type SiteNameContext struct {
	Subject   Subject
	Domain    string   // of the site, in any spelling
	Approvals []string // the 前置审批 held, as in handbook §2: 新闻, 出版, 教育 …
}

// SiteName judges the name of a site: at least three Chinese characters, no symbols,
// not digits or letters alone, not the domain; no company words for a person, no words
// of the state for others, 新闻网 only with its approval. Other words of a pre-approval
// field only warn: the bureau decides.
//
// Rules: site-name.empty, site-name.domain, site-name.latin, site-name.symbol,
// site-name.length and those of data/names.json; warns site-name.long.
func SiteName(value string, ctx SiteNameContext) Check {
	m := typed(KindSiteName, value).by(noteHan, unified)
	name, c := m.text, m.check(KindSiteName)
	switch {
	case name == "":
		return c.fail("empty", "请填写名称")
	case isDomain(name, ctx.Domain):
		return c.fail("domain", "名称不能用域名，请换成至少三个汉字的名称")
	case !strings.ContainsFunc(name, func(r rune) bool { return !latinOrDigit(r) }):
		return c.fail("latin", "名称不能全是数字或字母，请换成至少三个汉字的名称")
	case strings.ContainsFunc(name, func(r rune) bool { return notHan(r) && !latinOrDigit(r) }):
		return c.fail("symbol", "名称不能带标点、符号或空格，只写汉字（可含数字和字母）")
	case hanCount(name) < 3:
		return c.fail("length", "名称至少要有三个汉字，请补充")
	}
	most := words().SiteNameLongest
	if n := utf8.RuneCountInString(name); n > most.Characters {
		c = c.warn("long", fmt.Sprintf(most.Message, n, most.Characters))
	}
	if ctx.Subject == "" {
		ctx.Subject = SubjectUnknown
	}
	for _, r := range words().SiteName {
		if r.concerns(ctx) {
			c = r.apply(c, name)
		}
	}
	return c
}

func (r wordRule) concerns(ctx SiteNameContext) bool {
	return (r.Only == "" || r.Only == string(ctx.Subject)) &&
		(r.Unless == "" || r.Unless != string(ctx.Subject)) &&
		!slices.ContainsFunc(r.Approvals, func(a string) bool { return slices.Contains(ctx.Approvals, a) })
}

// isDomain says that the name is the site's domain or any other.
func isDomain(name, domain string) bool {
	if strings.Contains(name, ".") || strings.Contains(name, "。") {
		if _, c := ParseDomain(name); c.OK {
			return true
		}
	}
	if d, c := ParseDomain(domain); c.OK {
		return strings.EqualFold(name, d.ASCII) || strings.EqualFold(name, d.Unicode)
	}
	return false
}

func latinOrDigit(r rune) bool {
	return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r)
}

func notHan(r rune) bool { return !unicode.Is(unicode.Han, r) }

func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if !notHan(r) {
			n++
		}
	}
	return n
}
