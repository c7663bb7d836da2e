package identity

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

//go:embed data/phones.json
var phoneData []byte

type segment struct {
	Rule     string   `json:"rule"`
	Prefixes []string `json:"prefixes"`
	Message  string   `json:"message"`
}

var segments = sync.OnceValue(func() []segment {
	var file struct {
		Segments []segment `json:"segments"`
	}
	if err := json.Unmarshal(phoneData, &file); err != nil {
		panic(fmt.Sprintf("identity: embedded phones: %v", err))
	}
	return file.Segments
})

var countryCode = regexp.MustCompile(`^(\+86|0086|86)-?(1\d{10})$`)

// Phone judges a mobile number: 11 digits from 13 to 19. Spaces, dashes and the
// country code are taken off. Segments of virtual operators, of data cards and
// numbers of one repeated digit only warn.
//
// Rules: phone.empty, phone.charset, phone.length, phone.segment; warns phone.virtual,
// phone.data, phone.satellite, phone.repeated.
func Phone(value string) Check {
	number := dashes.Replace(compact(value))
	number = countryCode.ReplaceAllString(strings.ReplaceAll(number, "-", ""), "$2")
	c := pass(KindPhone, number)
	switch {
	case number == "":
		return c.fail("empty", "请填写手机号码")
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

var (
	landlineForm   = regexp.MustCompile(`^0086-(0\d{2,3})-(\d{7,8})$`)
	landlineMobile = regexp.MustCompile(`^(0086|\+?86)?-?1[3-9]\d{9}$`)
	// Only 010 and 02x have three digits; the four-digit codes begin with 03 to 09.
	areaCode = regexp.MustCompile(`^(010|02\d|0[3-9]\d{2})$`)
)

// Landline judges an office phone as the police platform wants it, 0086-0571-88880101,
// and refuses obvious fakes such as 0086-010-00000000.
//
// Rules: landline.empty, landline.mobile, landline.format, landline.fake; warns
// landline.area, landline.start.
func Landline(value string) Check {
	number := dashes.Replace(compact(value))
	c := pass(KindLandline, number)
	if number == "" {
		return c.fail("empty", "请填写办公电话")
	}
	if landlineMobile.MatchString(number) {
		return c.fail("mobile", "办公电话要填座机，格式如 0086-010-68870788")
	}
	parts := landlineForm.FindStringSubmatch(number)
	if parts == nil {
		return c.fail("format", landlineFault(number))
	}
	area, local := parts[1], parts[2]
	if uniform(local) || straight(local) || local[0] == '0' {
		return c.fail("fake", "这个号码看上去不真实，会被退回；请填写能打通的座机")
	}
	if !areaCode.MatchString(area) || (len(area) == 3 && len(local) == 7) {
		c = c.warn("area", "区号和号码的位数少见，请核对区号")
	}
	if local[0] == '1' || local[0] == '9' {
		c = c.warn("start", "座机号码很少以 1 或 9 开头，请确认能打通")
	}
	return c
}

// Postcode judges a postal code: six digits, not 000000.
//
// Rules: postcode.empty, postcode.format, postcode.fake; warns postcode.doubtful.
func Postcode(value string) Check {
	code := compact(value)
	c := pass(KindPostcode, code)
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
