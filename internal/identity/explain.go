package identity

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is wrong is told as closely as the value allows: the rule says which check it
// failed, the sentence which slip that was.

// domainFault says why a name with dots is no domain.
func domainFault(name string) string {
	labels := strings.Split(name, ".")
	longest := 0
	hyphen, dashed := false, false
	for _, label := range labels {
		longest = max(longest, len(label))
		hyphen = hyphen || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-")
		dashed = dashed || (len(label) > 3 && label[2:4] == "--")
	}
	switch {
	case emptyLabel(name):
		return "域名里有空的一段（两个点连在一起，或者以点开头、结尾），请核对"
	case strings.ContainsFunc(name, unicode.IsSpace):
		return "域名里有空格，请去掉"
	case strings.Contains(name, "@"):
		return "这像是邮箱；域名只写 @ 后面的部分"
	case strings.ContainsAny(name, ",;、"):
		return "一次只写一个域名，不带逗号、分号或顿号"
	case strings.Contains(name, "_"):
		return "域名不能有下划线，请核对"
	case strings.Contains(name, "*"):
		return "域名不带星号，请填购买时的域名"
	case hyphen:
		return "域名的每一段都不能以连字符开头或结尾，请核对"
	case strings.ContainsFunc(name, func(r rune) bool { return r > '~' && notHan(r) && unicode.IsLetter(r) }):
		return "域名里有不是英文字母的字母（外文字母有的看上去一样），请切到英文输入法重新写"
	case longest > 63 || len(name) > 253:
		return "域名太长：每一段最多 63 个字符，全长最多 253 个，请核对"
	case dashed:
		return "第 3、4 个字符是 -- 的只有 xn-- 开头的中文域名，这一个还原不出汉字，请核对"
	}
	return "域名只能用字母、数字、连字符和汉字，请核对"
}

func emptyLabel(name string) bool {
	return strings.Contains(name, "..") || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".")
}

// addressFault says what is wrong with the part of an e-mail address before the @.
func addressFault(local string, at bool) string {
	switch {
	case !at:
		return "邮箱里少了 @，要写成 name@163.com 这样"
	case local == "":
		return "邮箱 @ 前面少了名字，要写成 name@163.com 这样"
	case strings.ContainsAny(local, "<>:"):
		return "邮箱只写地址本身，请去掉 mailto:、尖括号这样的前缀"
	case strings.ContainsFunc(local, unicode.IsSpace):
		return "邮箱里有空格，请去掉"
	case strings.ContainsFunc(local, func(r rune) bool { return r > '~' }):
		return "邮箱 @ 前面只能用英文字母、数字和常用符号，不能有汉字，请核对"
	case emptyLabel(local):
		return "邮箱 @ 前面不能以点开头或结尾，也不能有两个点连在一起，请核对"
	case len(local) > 64:
		return "邮箱 @ 前面太长，最多 64 个字符，请核对"
	}
	return "邮箱 @ 前面有不能用的符号，要写成 name@163.com 这样，请核对"
}

// strange says that a number holds what is neither a digit nor a letter.
func strange(number string) bool {
	return strings.ContainsFunc(number, func(r rune) bool { return !('0' <= r && r <= '9') && !('A' <= r && r <= 'Z') })
}

// idCharset names the first place of 18 that has what it can't have.
func idCharset(number string) string {
	for i, r := range []rune(number)[:17] {
		if r < '0' || r > '9' {
			return fmt.Sprintf("第 %d 位应为数字，请对照证件核对（容易把 0 写成 O、把 1 写成 I）", i+1)
		}
	}
	return "末位应为数字或 X，请对照证件核对"
}

func idLength(number string) string {
	if strange(number) {
		return "身份证号码只写 18 位数字（末位可以是 X），不写横线、标点或汉字，请核对"
	}
	return fmt.Sprintf("身份证号码应为 18 位，现在是 %d 位，请对照证件核对", utf8.RuneCountInString(number))
}

func usccLength(code string) string {
	switch n := utf8.RuneCountInString(code); {
	case strange(code):
		return "统一社会信用代码只写 18 位数字和字母，不写横线、标点或汉字，请对照执照核对"
	case n == 15:
		return "15 位的是旧注册号，请填写现行执照上 18 位的统一社会信用代码"
	case n == 9:
		return "9 位的是旧组织机构代码，请填写现行执照上 18 位的统一社会信用代码"
	default:
		return fmt.Sprintf("统一社会信用代码应为 18 位，现在是 %d 位，请对照执照核对", n)
	}
}

// usccCharset says why the place (from 1) of a code can't be so.
func usccCharset(place int, r rune) string {
	switch {
	case place > 2 && place <= 8:
		return fmt.Sprintf("第 %d 位应为数字（第 3 至 8 位是区划代码；容易把 0 写成 O），请对照执照核对", place)
	case strings.ContainsRune("IOSVZ", r):
		return fmt.Sprintf("第 %d 位是字母 %c，代码不用 I、O、S、V、Z（容易和 1、0、5、U、2 混），请对照执照核对", place, r)
	}
	return fmt.Sprintf("第 %d 位应为数字或字母，请对照执照核对", place)
}

func phoneCharset(number string) string {
	if strings.ContainsAny(number, ",;/、") {
		return "一栏只填一个手机号码，请去掉多余的"
	}
	return "手机号码只写数字，请核对"
}

func phoneLength(number string) string {
	switch {
	case strings.HasPrefix(number, "0"):
		return "这像是座机号码，请填在办公电话一栏；手机号码是 11 位"
	case len(number) == 10 && (strings.HasPrefix(number, "400") || strings.HasPrefix(number, "800")):
		return "这像是 400、800 热线；请填负责人本人的 11 位手机号码"
	}
	return fmt.Sprintf("手机号码应为 11 位，现在是 %d 位，请核对", len(number))
}

// landlineForms are the slips that an office phone is written with most often.
var landlineForms = []struct {
	form *regexp.Regexp
	told string
}{
	{regexp.MustCompile(`^\d{7,8}$`), "前面还缺 0086 和区号"},
	{regexp.MustCompile(`^0086-?[1-9]\d{1,2}-\d{7,8}$`), "区号前面要带 0，如 010、0571"},
	{regexp.MustCompile(`^(0086-)?0\d{2,3}-\d{7,8}(-|转)\d+$`), "不带分机号，请去掉最后一段"},
	{regexp.MustCompile(`^0086-0\d{2,3}-\d+$`), "区号后面的号码应为 7 或 8 位"},
	{regexp.MustCompile(`^0086-0\d{2,3}$`), "区号后面还缺号码"},
}

const landlineSample = "办公电话要写成 0086-区号-号码，如 0086-010-68870788，号码 7 或 8 位，不带分机"

func landlineFault(number string) string {
	for _, f := range landlineForms {
		if f.form.MatchString(number) {
			return f.told + "；" + landlineSample
		}
	}
	return landlineSample
}

func postcodeFault(code string) string {
	if !digits(code) {
		return "邮政编码是 6 位数字，不带字母、横线或汉字，请核对"
	}
	return fmt.Sprintf("邮政编码应为 6 位，现在是 %d 位，请核对", len(code))
}

var (
	icpDigits    = regexp.MustCompile(`^\p{Han}ICP备([0-9A-Z]+)号?`)
	icpLong      = regexp.MustCompile(`^\p{Han}{2,}ICP备`)
	icpNoDash    = regexp.MustCompile(`号\d+[AXK]?$`)
	icpSuffix    = regexp.MustCompile(`^\p{Han}ICP备\d+号-\d+`)
	icpUntold    = regexp.MustCompile(`^\p{Han}+ICP\d`)
	policeDigits = regexp.MustCompile(`^\p{Han}公网安备([0-9A-Za-z]+)号?$`)
)

// icpFault says what is wrong with a filing number that is not written as one.
func icpFault(number string) string {
	const sample = "备案号要写成 浙ICP备2026051234号-1 这样"
	var told string
	parts := icpDigits.FindStringSubmatch(number)
	switch {
	case strings.Contains(number, "公网安备"):
		return "这是公安备案号，请填在公安备案号一栏；ICP " + sample
	case icpUntold.MatchString(number):
		return "“ICP”后面少了一个字：可以是“ICP备”（备案），也可以是“ICP证”（经营许可证），请按工信部网站上的写法补上"
	case strings.Contains(number, "ICP证"):
		return "许可证的号码要写成 京ICP证030173号-1 这样，“证”和“号”之间 6 或 8 位数字，请按工信部网站上的写法核对"
	case icpLong.MatchString(number):
		told = "省份只写一个字的简称，如 浙、京、粤"
	case icpNoDash.MatchString(number):
		told = "“号”和序号之间要有 -"
	case parts != nil && !digits(parts[1]):
		told = "“备”和“号”之间只写数字（容易把 0 写成 O）"
	case parts != nil && len(parts[1]) != 8 && len(parts[1]) != 10:
		if readings := icpReadings(number[:strings.Index(number, "备")+len("备")], parts[1]); len(readings) == 2 && !strings.Contains(number, "号") {
			return "少了“号”和“-”：可以是 " + readings[0] + "，也可以是 " + readings[1] + "，请按工信部网站上的写法补上"
		}
		told = fmt.Sprintf("“备”和“号”之间应为 8 或 10 位数字，现在是 %d 位", len(parts[1]))
	case parts != nil && !strings.Contains(number, "号"):
		told = "数字后面少了“号”字"
	case icpSuffix.MatchString(number):
		told = "序号最多六位，后面只能再带 A、X 或 K 一个字母"
	case strings.HasPrefix(number, "ICP"):
		told = "前面少了省份简称，如 浙、京、粤"
	case digits(number):
		told = "只有数字，少了前面的省份简称和“ICP备”、后面的“号”"
	default:
		return sample + "（号内 8 或 10 位数字），请按工信部网站上的写法核对"
	}
	return told + "；" + sample + "，请按工信部网站上的写法核对"
}

// policeFault is the same for a number of the police.
func policeFault(number string) string {
	const sample = "公安备案号要写成 浙公网安备 33010602012345号 这样"
	var told string
	parts := policeDigits.FindStringSubmatch(number)
	switch {
	case strings.Contains(number, "ICP"):
		return "这是 ICP 备案号，请填在 ICP 备案号一栏；" + sample
	case parts != nil && !digits(parts[1]):
		told = "“备”和“号”之间只写数字（容易把 0 写成 O）"
	case parts != nil && len(parts[1]) != 14:
		told = fmt.Sprintf("“备”和“号”之间应为 14 位数字，现在是 %d 位", len(parts[1]))
	case parts != nil:
		told = "数字后面少了“号”字"
	case strings.HasPrefix(number, "公网安备"):
		told = "前面少了省份简称，如 浙、京、粤"
	case digits(number):
		told = "只有数字，少了前面的省份简称和“公网安备”、后面的“号”"
	case strings.Contains(number, "公安备") || strings.Contains(number, "公网备"):
		told = "要写“公网安备”四个字"
	default:
		return sample + "（14 位数字），请按公安平台上的写法核对"
	}
	return told + "；" + sample + "，请按公安平台上的写法核对"
}
