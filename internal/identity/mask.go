package identity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/damage"
)

// MaskID hides the middle of a document's number: the first 3 and last 4 places of 18
// stay, as in 110***********803X; of shorter ones the first and the last two, of very
// short ones nothing.
func MaskID(number string) string {
	switch n := utf8.RuneCountInString(number); {
	case n >= 15:
		return mask(number, 3, 4)
	case n >= 7:
		return mask(number, 1, 2)
	}
	return mask(number, 0, 0)
}

// MaskPhone hides the middle of a mobile, 138****5678, and all but the area code and
// the last four digits of an office phone, 0086-0571-****0101.
func MaskPhone(number string) string {
	if i := strings.LastIndexByte(number, '-'); i >= 0 && utf8.RuneCountInString(number[i+1:]) >= 7 {
		return number[:i+1] + maskTail(number[i+1:])
	}
	if utf8.RuneCountInString(number) >= 11 {
		return mask(number, 3, 4)
	}
	return maskTail(number)
}

// MaskEmail hides the name but its first two characters, and how long it is:
// so****@moyuart.cn.
func MaskEmail(address string) string {
	local, host, ok := strings.Cut(address, "@")
	if !ok {
		return mask(address, 0, 0)
	}
	keep := 2
	if utf8.RuneCountInString(local) <= keep {
		keep = 0
	}
	return string([]rune(local)[:keep]) + "****@" + host
}

// MaskWeChat hides the middle of a WeChat account, however it is called: the first two and
// the last two of seven places or more stay, sh*****88, of shorter ones the first alone.
func MaskWeChat(account string) string {
	switch n := utf8.RuneCountInString(account); {
	case n >= 7:
		return mask(account, 2, 2)
	case n >= 3:
		return mask(account, 1, 0)
	}
	return mask(account, 0, 0)
}

// upToCounty matches province, city and county at the head of an address, the first
// of them or the second at least. No part crosses the end of another.
var upToCounty = func() *regexp.Regexp {
	const (
		province = `[^省市区县旗]{2,8}?(?:省|自治区|市)`
		city     = `[^省市区县旗]{2,12}?(?:市|自治州|盟|地区)`
		county   = `[^省市区县旗]{1,10}?(?:区|县|旗|市)`
	)
	return regexp.MustCompile(`^(?:` + province + `(?:` + city + `)?|` + city + `)(?:` + county + `)?`)
}()

// MaskAddress keeps the address down to its county or district, if that is no more
// than half of it, and hides the rest and how long it is: 浙江省杭州市西湖区****.
func MaskAddress(address string) string {
	if address == damage.Mark {
		return address
	}
	head := upToCounty.FindString(address)
	if 2*utf8.RuneCountInString(head) > utf8.RuneCountInString(address) {
		head = ""
	}
	return head + "****"
}

// maskTail keeps the last four of eight or seven places.
func maskTail(s string) string {
	if utf8.RuneCountInString(s) < 7 {
		return mask(s, 0, 0)
	}
	return "****" + tail(s)
}

// tail is the last four places of a text that is long enough to hide behind them.
func tail(s string) string {
	runes := []rune(s)
	if len(runes) < 7 {
		return ""
	}
	return string(runes[len(runes)-4:])
}

// mask keeps head and tail places and puts a star for each one between.
func mask(s string, head, tail int) string {
	if s == damage.Mark {
		return s
	}
	runes := []rune(s)
	for i := head; i < len(runes)-tail; i++ {
		runes[i] = '*'
	}
	return string(runes)
}

// Shown is a value of a kind that Run judges as it may stand in a message: what is
// sensitive is covered.
func Shown(kind, value string) string {
	switch kind {
	case KindID, KindDocument:
		return MaskID(value)
	case KindPhone, KindLandline:
		return MaskPhone(value)
	case KindEmail:
		return MaskEmail(value)
	}
	return value
}

// MaskName keeps the first character of a person's name: 沈**.
func MaskName(name string) string { return mask(name, 1, 0) }
