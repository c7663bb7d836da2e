package identity

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
)

// ICP is a filing number of the telecommunications side, taken apart.
type ICP struct {
	Number   string   // as it is shown: 浙ICP备2026051234号-1
	Subject  string   // the subject's part: 浙ICP备2026051234号, 粤B2-20010001
	Site     int      // the running number of the site or app; 0 in a subject's number
	Service  string   // the letter after it: A for an app, X for a mini program, K for a quick app; "" for a site
	Licence  bool     // an 增值电信业务许可证 (粤B2-20010001-1, 京ICP证030173号-136): its holder's sites are numbered by it
	Province Province // whose bureau gave it out
}

var (
	icpFiling  = regexp.MustCompile(`^(\p{Han})ICP备(\d{8}|\d{10})号(?:-(\d{1,6})([AXK]?))?$`)
	icpLicence = regexp.MustCompile(`^(\p{Han})(B[12]-\d{8}|ICP证(?:\d{6}|\d{8})号)(?:-(\d{1,6})([AXK]?))?$`)
)

// ParseICP judges an ICP number: 浙ICP备2026051234号 or …号-1, with A, X or K after the
// running number, or that of a licence such as 粤B2-20010001-1 or 京ICP证030173号-136. The
// letter of the province must be one that ICP numbers begin with. A missing 号 or dash,
// a province's whole name and characters drawn alike are mended. A year that cannot be
// only warns. The ICP is empty unless the Check is OK.
//
// Rules: icp.empty, icp.format, icp.province; warns icp.year.
func ParseICP(value string, today cal.Day) (ICP, Check) {
	m := number(KindICP, value).by(noteSpace, spaceless).by("横线已统一", dashes.Replace).by(noteUpper, strings.ToUpper)
	m = m.by("省份已改成一个字的简称", icpShort)
	m = m.unless(noteAlike, icpAlike, icpForm).unless("“号”和“-”已补上", icpWhole, icpForm)
	return judgeICP(m, today)
}

func icpForm(s string) bool { return icpFiling.MatchString(s) || icpLicence.MatchString(s) }

func judgeICP(m mending, today cal.Day) (ICP, Check) {
	number, c := m.text, m.check(KindICP)
	if number == "" {
		return ICP{}, c.fail("empty", "请填写 ICP 备案号")
	}
	var icp ICP
	var year string
	parts := icpFiling.FindStringSubmatch(number)
	if parts != nil {
		icp = ICP{Subject: parts[1] + "ICP备" + parts[2] + "号"}
		year = icpYear(parts[2], len(parts[2]) == 10)
	} else if parts = icpLicence.FindStringSubmatch(number); parts != nil {
		icp = ICP{Subject: parts[1] + parts[2], Licence: true}
		number := strings.Trim(parts[2][2:], "-CP证号") // B2-20010001, ICP证030173号
		year = icpYear(number, len(number) == 8)
	} else {
		return ICP{}, c.fail("format", icpFault(number))
	}
	site := parts[3]
	icp.Service = parts[4]
	var ok bool
	if icp.Province, ok = provinceByICP(parts[1]); !ok {
		if p, other := provinceByPolice(parts[1]); other {
			return ICP{}, c.fail("province", fmt.Sprintf("%s的 ICP 备案号以“%s”开头，“%s”用在公安备案号里，请核对", p.Name, p.ICP, parts[1]))
		}
		return ICP{}, c.fail("province", "备案号应以省份简称开头，如 浙、京、粤，请核对")
	}
	if site != "" {
		icp.Site, _ = strconv.Atoi(site) // six digits at most: cannot fail
		if site[0] == '0' {
			return ICP{}, c.fail("format", "“-”后面的序号从 1 起，前面不补 0，请按工信部网站上的写法核对")
		}
	}
	icp.Number = number
	if n, _ := strconv.Atoi(year); n < 2000 || n > today.Year() { // digits only: cannot fail
		c = c.warn("year", "号码里的年份不像真实的年份，请按工信部网站上的写法核对")
	}
	return icp, c
}

// icpYear is the year that a number begins with: four digits in a filing of ten and in
// most licences, else two (05 for 2005).
func icpYear(digits string, four bool) string {
	if four {
		return digits[:4]
	}
	return "20" + digits[:2]
}

var (
	policeForm = regexp.MustCompile(`^(\p{Han})公网安备(\d{14})号$`)
	policeKept = regexp.MustCompile(`^\p{Han}公网安备 \d{14}号$`)
)

// Police judges a police number: 浙公网安备 33010602012345号. A missing space or 号, a
// province's whole name and characters drawn like digits are mended. The letter must be
// one that police numbers begin with; digits of another province only warn.
//
// Rules: police.empty, police.format, police.province; warns police.division.
func Police(value string) Check {
	m := number(KindPolice, value)
	if !policeKept.MatchString(m.text) {
		m = m.by(noteSpace, spaceless).by("省份已改成一个字的简称", policeShort)
		m = m.unless(noteAlike, policeAlike, policeForm.MatchString).unless("已补上“号”", policeWhole, policeForm.MatchString)
		m = m.by("“备”后面已加空格", func(s string) string { return policeForm.ReplaceAllString(s, "${1}公网安备 ${2}号") })
	}
	return judgePolice(m)
}

func judgePolice(m mending) Check {
	number, c := spaceless(m.text), m.check(KindPolice)
	if number == "" {
		return c.fail("empty", "请填写公安备案号")
	}
	parts := policeForm.FindStringSubmatch(number)
	if parts == nil {
		return c.fail("format", policeFault(number))
	}
	letter, code := parts[1], parts[2]
	province, ok := provinceByPolice(letter)
	if !ok {
		if p, other := provinceByICP(letter); other {
			return c.fail("province", fmt.Sprintf("%s的公安备案号以“%s”开头，“%s”用在 ICP 备案号里，请核对", p.Name, p.Police, letter))
		}
		return c.fail("province", "公安备案号应以省份简称开头，如 浙、京、粤，请核对")
	}
	if !strings.HasPrefix(code, province.Code) {
		c = c.warn("division", fmt.Sprintf("%s的公安备案号通常以 %s 开头，请按公安平台上的写法核对", province.Name, province.Code))
	}
	return c
}
