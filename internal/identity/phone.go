package identity

import (
	"beiandesk/internal/embedded"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed data/phones.json
var phoneData []byte

type segment struct {
	Rule     string   `json:"rule"`
	Source   string   `json:"source"`
	Sourced  string   `json:"sourced"`
	Prefixes []string `json:"prefixes"`
	Message  string   `json:"message"`
}

var segments = sync.OnceValue(func() []segment {
	return embedded.JSON[struct {
		Source   string    `json:"source"`
		Date     string    `json:"date"` // when it was read
		Segments []segment `json:"segments"`
	}]("phones.json", phoneData).Segments
})

var (
	countryCode = regexp.MustCompile(`^(?:(?:\+|00)?86)?0?(1[3-9]\d{9})$`)
	mobiles     = regexp.MustCompile(`(?:^|\D)(1[3-9]\d{9})(?:\D|$)`)
)

// Phone judges a mobile number: 11 digits from 13 to 19. Spaces, dashes, dots, brackets,
// the country code and a 0 in front, a spreadsheet's marks and characters drawn like
// digits are mended. Segments of virtual operators, of data cards and numbers of one
// repeated digit only warn.
//
// Rules: phone.empty, phone.several, phone.charset, phone.length, phone.segment; warns
// phone.virtual, phone.data, phone.sms, phone.satellite, phone.repeated.
func Phone(value string) Check {
	m := number(KindPhone, value).by(notePoint, pointless)
	if told := several(m.text, mobiles); told != "" {
		return m.check(KindPhone).fail("several", told)
	}
	m = m.by("已去掉空格、横线和括号", func(s string) string { return strings.NewReplacer("(", "", ")", "").Replace(bare(s)) })
	m = m.unless(noteAlike, alike, func(s string) bool { return judgePhone(mending{text: dialled(s)}).OK })
	return judgePhone(m.by("已去掉国家代码或前面的 0", dialled))
}

func dialled(s string) string { return countryCode.ReplaceAllString(s, "$1") }

// several refuses a value that holds more than one number of the form, and names the
// first two, covered; "" when it holds one at most.
func several(value string, form *regexp.Regexp) string {
	var found []string
	for rest := value; ; {
		at := form.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		if n := rest[at[2]:at[3]]; !slices.Contains(found, n) {
			found = append(found, n)
		}
		rest = rest[at[3]:]
	}
	if len(found) < 2 {
		return ""
	}
	return "这里有两个号码：" + MaskPhone(found[0]) + " 和 " + MaskPhone(found[1]) + "，一栏只填一个，请留下要用的"
}

func judgePhone(m mending) Check {
	number, c := m.text, m.check(KindPhone)
	switch {
	case number == "":
		return c.fail("empty", "请填写手机号码")
	case scientific.MatchString(number):
		return c.fail("charset", scientificFault)
	case !digits(number):
		return c.fail("charset", phoneCharset(number))
	case len(number) != 11:
		return c.fail("length", phoneLength(number))
	case number[0] != '1' || number[1] < '3':
		return c.fail("segment", "手机号码应以 13 至 19 开头；座机请填在办公电话一栏")
	}
	for _, s := range segments() {
		for _, prefix := range s.Prefixes {
			if strings.HasPrefix(number, prefix) {
				c.Warnings = append(c.Warnings, Warning{s.Rule, s.Message})
			}
		}
	}
	if uniform(number[3:]) {
		c = c.warn("repeated", "后 8 位是同一个数字，请确认是本人在用的号码")
	}
	return c
}

// Postcode judges a postal code: six digits, not 000000. Spaces, a spreadsheet's marks
// and characters drawn like digits are mended.
//
// Rules: postcode.empty, postcode.format, postcode.fake; warns postcode.doubtful.
func Postcode(value string) Check {
	m := number(KindPostcode, value).by(notePoint, pointless).by(noteSpace, spaceless)
	m = m.unless(noteAlike, alike, func(s string) bool { return judgePostcode(mending{text: s}).OK })
	return judgePostcode(m)
}

func judgePostcode(m mending) Check {
	code, c := m.text, m.check(KindPostcode)
	switch {
	case code == "":
		return c.fail("empty", "请填写邮政编码")
	case len(code) != 6 || !digits(code):
		return c.fail("format", postcodeFault(code))
	case code == "000000":
		return c.fail("fake", "000000 不是邮政编码，请填写通信地址的邮政编码")
	case uniform(code) || straight(code) || code[0] == '9' || strings.HasPrefix(code, "00"):
		c = c.warn("doubtful", "这个邮政编码少见，请按通信地址核对")
	}
	return c
}
