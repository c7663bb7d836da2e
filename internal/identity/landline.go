package identity

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	landlineForm   = regexp.MustCompile(`^0086-(0\d{2,3})-(\d{7,8})$`)
	landlineMobile = regexp.MustCompile(`^(0086|\+?86)?-?1[3-9]\d{9}$`)
	// Only 010 and 02x have three digits; the four-digit codes begin with 03 to 09.
	areaCode = regexp.MustCompile(`^(010|02\d|0[3-9]\d{2})$`)
	hotline  = regexp.MustCompile(`^(?:(?:\+|00)?86-?)?0?[48]00-?\d{3}-?\d{4}$`)
	// landlineTyped is a whole number in any other spelling: the country's code or not,
	// the area with its 0 or, parted by a dash or after the country's code, without.
	landlineTyped = regexp.MustCompile(`^((?:\+|00)86-?|86-)?(?:(010|02\d|0[3-9]\d{2})-?|(10|2\d|[3-9]\d{2})(-?))(\d{3,4}-?\d{4})$`)
	// landlines finds numbers with their area in a value that holds several.
	landlines      = regexp.MustCompile(`(?:^|\D)(0\d{2,3}-?\d{7,8})(?:\D|$)`)
	landlineBreaks = regexp.MustCompile(`[\s./_()-]+`)
)

// Landline judges an office phone as the police platform wants it, 0086-0571-88880101,
// and refuses obvious fakes such as 0086-010-00000000 and hotlines. A whole number in
// another spelling (0571-88880101, +86 571 8888 0101, (0571)88880101) is mended; one
// without its area or with an extension is not.
//
// Rules: landline.empty, landline.several, landline.mobile, landline.hotline,
// landline.format, landline.fake; warns landline.area, landline.start.
func Landline(value string) Check {
	m := number(KindLandline, value).by(notePoint, pointless)
	if told := several(dashes.Replace(spaceless(m.text)), landlines); told != "" {
		return m.check(KindLandline).fail("several", told)
	}
	m = m.by("横线已统一", dashes.Replace)
	m = m.unless("已写成 0086-区号-号码", landlineWhole, landlineForm.MatchString)
	m = m.unless(noteAlike, func(s string) string { return landlineWhole(alike(s)) }, landlineForm.MatchString)
	return judgeLandline(m.by(noteSpace, spaceless))
}

// landlineWhole writes a number as the platform wants it; one that is not whole stays.
func landlineWhole(s string) string {
	typed := strings.Trim(landlineBreaks.ReplaceAllString(s, "-"), "-")
	parts := landlineTyped.FindStringSubmatch(typed)
	if parts == nil || hotline.MatchString(typed) || landlineMobile.MatchString(typed) {
		return s
	}
	country, area, local := parts[1], parts[2], strings.ReplaceAll(parts[5], "-", "")
	if area == "" {
		area = "0" + parts[3]
		if _, known := areas()[area]; !known || (country == "" && parts[4] == "") {
			return s
		}
	}
	return "0086-" + area + "-" + local
}

func judgeLandline(m mending) Check {
	number, c := m.text, m.check(KindLandline)
	switch {
	case number == "":
		return c.fail("empty", "请填写办公电话")
	case landlineMobile.MatchString(number):
		return c.fail("mobile", "办公电话要填座机，格式如 0086-010-68870788")
	case hotline.MatchString(number):
		return c.fail("hotline", "400、800 热线不行，要填座机；"+landlineSample)
	case scientific.MatchString(number):
		return c.fail("format", scientificFault)
	}
	parts := landlineForm.FindStringSubmatch(number)
	if parts == nil {
		return c.fail("format", landlineFault(number))
	}
	area, local := parts[1], parts[2]
	if uniform(local) || straight(local) || local[0] == '0' {
		return c.fail("fake", "这个号码看上去不真实，会被退回；请填写能打通的座机")
	}
	_, known := areas()[area]
	switch {
	case !areaCode.MatchString(area) || (len(area) == 3 && len(local) == 7):
		c = c.warn("area", "区号和号码的位数少见，请核对区号")
	case !known:
		c = c.warn("area", fmt.Sprintf("没有查到区号 %s，请核对区号", area))
	}
	if local[0] == '1' || local[0] == '9' {
		c = c.warn("start", "座机号码很少以 1 或 9 开头，请确认能打通")
	}
	return c
}
