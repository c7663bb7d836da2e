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
	Licence  bool     // an 增值电信业务许可证 (粤B2-20010001-1), not a filing
	Province Province // whose bureau gave it out
}

var (
	icpFiling  = regexp.MustCompile(`^(\p{Han})ICP备(\d{8}|\d{10})号(?:-(\d{1,6})[AXK]?)?$`)
	icpLicence = regexp.MustCompile(`^(\p{Han})(B[12])-(\d{8})(?:-(\d{1,6})[AXK]?)?$`)
)

// ParseICP judges an ICP number: 浙ICP备2026051234号 or …号-1, with A, X or K after the
// running number, or a licence such as 粤B2-20010001-1. The letter of the province must
// be one that ICP numbers begin with. A year that cannot be only warns. The ICP is
// empty unless the Check is OK.
//
// Rules: icp.empty, icp.format, icp.province; warns icp.year.
func ParseICP(value string, today cal.Day) (ICP, Check) {
	number := strings.ToUpper(dashes.Replace(compact(value)))
	c := pass(KindICP, number)
	if number == "" {
		return ICP{}, c.fail("empty", "请填写 ICP 备案号")
	}
	var icp ICP
	var site, digits string
	parts := icpFiling.FindStringSubmatch(number)
	if parts != nil {
		icp = ICP{Subject: parts[1] + "ICP备" + parts[2] + "号"}
		digits, site = parts[2], parts[3]
	} else if parts = icpLicence.FindStringSubmatch(number); parts != nil {
		icp = ICP{Subject: parts[1] + parts[2] + "-" + parts[3], Licence: true}
		digits, site = parts[3], parts[4]
	} else {
		return ICP{}, c.fail("format", icpFault(number))
	}
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
	if year := icpYear(digits, icp.Licence); year < 2000 || year > today.Year() {
		c = c.warn("year", "号码里的年份不像真实的年份，请按工信部网站上的写法核对")
	}
	return icp, c
}

// icpYear is the year that a number begins with: four digits in a licence and in a
// filing of ten digits, two (05 for 2005) in a filing of eight.
func icpYear(digits string, licence bool) int {
	text := digits[:4]
	if len(digits) == 8 && !licence {
		text = "20" + digits[:2]
	}
	year, _ := strconv.Atoi(text) // digits only: cannot fail
	return year
}

var policeForm = regexp.MustCompile(`^(\p{Han})公网安备(\d{14})号$`)

// Police judges a police number: 浙公网安备 33010602012345号, with or without the space.
// The letter must be one that police numbers begin with; digits of another province
// only warn.
//
// Rules: police.empty, police.format, police.province; warns police.division.
func Police(value string) Check {
	number := compact(value)
	c := pass(KindPolice, number)
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
	c.Value = letter + "公网安备 " + code + "号"
	if !strings.HasPrefix(code, province.Code) {
		c = c.warn("division", fmt.Sprintf("%s的公安备案号通常以 %s 开头，请按公安平台上的写法核对", province.Name, province.Code))
	}
	return c
}
