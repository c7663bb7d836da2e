package identity

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mending is a value on its way to how it should be kept, with what was changed. All
// that changes a value goes through by, so that nothing is changed without a note; only
// space around the value goes without a word.
type mending struct {
	text  string
	notes []string
}

// by changes the text and notes it, if that makes a difference.
func (m mending) by(note string, change func(string) string) mending {
	if now := strings.TrimSpace(change(m.text)); now != m.text {
		m.text, m.notes = now, append(m.notes[:len(m.notes):len(m.notes)], note)
	}
	return m
}

// unless tries a change on a value that will not do as it stands, and keeps it only
// where the value then does: what looks like another character is that one beyond doubt.
func (m mending) unless(note string, change func(string) string, ok func(string) bool) mending {
	if ok(m.text) {
		return m
	}
	if tried := m.by(note, change); ok(tried.text) {
		return tried
	}
	return m
}

// check begins the judgement of what was mended.
func (m mending) check(kind string) Check {
	c := pass(kind, m.text)
	c.Notes = append(c.Notes, m.notes...)
	return c
}

// The notes of what many kinds share.
const (
	noteUnseen = "已去掉看不见的字符"
	noteWidth  = "全角字符已改成半角"
	noteMarks  = "已去掉表格的文本标记"
	noteLabel  = "已去掉前面的栏名"
	noteSpace  = "已去掉空格"
	noteSigns  = "已去掉空格、横线和点"
	noteUpper  = "字母已改成大写"
	noteAlike  = "形近的字符已改正（如 O 改成 0）"
	noteHan    = "部首和兼容字已改成通用的汉字"
	notePoint  = "已去掉表格加上的 .0"
)

// typed takes off what an input method, a table or a page leaves on any value: what is
// invisible, full width, a spreadsheet's marks of text, and the name of its field.
func typed(kind, value string) mending {
	m := mending{text: strings.TrimSpace(value)}.by(noteUnseen, unseen).by(noteWidth, halfWidth)
	return m.by(noteMarks, unmarked).by(noteLabel, func(s string) string { return unlabelled(kind, s) })
}

// number is typed for values of digits and capitals: what looks like one of them in
// another block, as Ⅹ, ① or 𝟐, becomes it.
func number(kind, value string) mending {
	m := mending{text: strings.TrimSpace(value)}.by(noteUnseen, unseen)
	m = m.by(noteWidth, func(s string) string { return unseen(norm.NFKC.String(s)) })
	return m.by(noteMarks, unmarked).by(noteLabel, func(s string) string { return unlabelled(kind, s) })
}

// unseen drops what has no shape: marks of direction, joiners, variation selectors and
// control characters.
func unseen(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
			(unicode.IsControl(r) && !unicode.IsSpace(r)) {
			return -1
		}
		return r
	}, s)
}

func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000' || r == '\u00a0':
			return ' '
		}
		return r
	}, s)
}

// textMark is how a spreadsheet says that digits are text: 'value, ="value", or quotes
// around a field.
var textMark = regexp.MustCompile("^(?:=?\\s*[\"“”](.*)[\"“”]|['‘’`]+(.*?)['‘’]*)$")

func unmarked(s string) string {
	for {
		parts := textMark.FindStringSubmatch(s)
		if parts == nil {
			return s
		}
		s = strings.TrimSpace(parts[1] + parts[2])
	}
}

// pointless takes off what a table adds to a whole number.
func pointless(s string) string { return strings.TrimSuffix(s, ".0") }

// labels are the names of the fields that are copied together with their values.
var labels = map[string]*regexp.Regexp{
	KindID:       label("公民身份号码|居民身份证号码?|身份证号码?|身份证|证件号码?"),
	KindDocument: label("证件号码?|护照号码?|通行证号码?"),
	KindUSCC:     label("统一社会信用代码|社会信用代码|信用代码"),
	KindPhone:    label("手机号码|手机号|手机|移动电话|联系电话|电话|应急手机"),
	KindLandline: label("办公电话|固定电话|座机|联系电话|电话"),
	KindPostcode: label("邮政编码|邮编"),
	KindDomain:   label("网站域名|域名|网址|网站|官网"),
	KindICP:      label("(?:网站|主体|ICP)?备案号"),
	KindPolice:   label("(?:公安|公安联网)?备案号"),
	KindEmail:    label("电子邮箱|电子邮件|邮箱|邮件|(?i:e-?mail)"),
	KindLeadName: label("负责人姓名|负责人|姓名"),
}

// label wants the colon: without it the words may be part of the value.
func label(words string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + words + `)\s*[:：]`) }

func unlabelled(kind, s string) string {
	if re := labels[kind]; re != nil {
		return re.ReplaceAllString(s, "")
	}
	return s
}

// spaceless drops all spaces, for values that have none inside.
func spaceless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// bare drops what people put between groups of digits.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("-._·•", r) {
			return -1
		}
		return r
	}, dashes.Replace(spaceless(s)))
}

// capitals makes Latin letters of the Cyrillic and Greek ones that are drawn the same.
var capitals = strings.NewReplacer("А", "A", "В", "B", "С", "C", "Е", "E", "Н", "H", "І", "I", "К", "K", "М", "M", "О", "O", "Р", "P",
	"Т", "T", "Х", "X", "х", "X", "Α", "A", "Β", "B", "Ε", "E", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P",
	"Τ", "T", "Χ", "X", "Υ", "Y", "Ζ", "Z", "×", "X")

var zeros = strings.NewReplacer("O", "0", "o", "0", "〇", "0", "○", "0", "l", "1", "L", "1", "I", "1", "|", "1")

// alike makes digits of what is drawn like them.
func alike(s string) string { return zeros.Replace(capitals.Replace(s)) }
