package identity

import (
	"regexp"
	"strings"
)

var (
	longICP    = regexp.MustCompile(`^(\p{Han}{2,}?)(?:[IL1|]CP|B[12]-)`)
	longPolice = regexp.MustCompile(`^(\p{Han}{2,}?)公网安备`)
)

// icpShort makes 浙江ICP备… 浙ICP备….
func icpShort(s string) string {
	return shortened(s, longICP, func(p Province) string { return p.ICP })
}

func policeShort(s string) string {
	return shortened(s, longPolice, func(p Province) string { return p.Police })
}

func shortened(s string, form *regexp.Regexp, letter func(Province) string) string {
	parts := form.FindStringSubmatch(s)
	if parts == nil {
		return s
	}
	p, ok := ProvinceByName(parts[1])
	if !ok {
		return s
	}
	return letter(p) + strings.TrimPrefix(s, parts[1])
}

var (
	icpHead     = regexp.MustCompile(`^(\p{Han})[IL1|]CP([备证])`)
	numberBody  = regexp.MustCompile(`[备证][0-9OIL〇○|]+`)
	looseDigits = regexp.MustCompile(`^(\p{Han}ICP(?:备(?:\d{10}|\d{8})|证(?:\d{8}|\d{6})))(号?)(-?)(\d{1,6}[AXK]?)?(号?)$`)
)

// icpAlike makes the letters ICP and the digits after 备 of what is drawn like them.
func icpAlike(s string) string {
	s = icpHead.ReplaceAllString(capitals.Replace(s), "${1}ICP${2}")
	return numberBody.ReplaceAllStringFunc(s, zeros.Replace)
}

func policeAlike(s string) string {
	head, tail, ok := strings.Cut(s, "备")
	if !ok {
		return s
	}
	return head + "备" + alike(tail)
}

// icpWhole puts 号 and the dash where they belong. Digits that run on without either
// could end in two places: they stay.
func icpWhole(s string) string {
	parts := looseDigits.FindStringSubmatch(s)
	if parts == nil {
		return s
	}
	head, mark, dash, site, last := parts[1], parts[2], parts[3], parts[4], parts[5]
	switch {
	case site == "" && dash == "" && last == "":
		return head + "号"
	case site != "" && (mark != "" || dash != "") && (mark == "" || last == ""):
		return head + "号-" + site
	}
	return s
}

// icpReadings are the numbers that digits without 号 and dash can mean: the filing's own
// are ten or eight.
func icpReadings(head, digits string) []string {
	var list []string
	for _, n := range []int{10, 8} {
		if rest := len(digits) - n; rest > 0 && rest <= 6 && digits[n] != '0' {
			list = append(list, head+digits[:n]+"号-"+digits[n:])
		}
	}
	return list
}

// policeWhole adds the 号 that a copied number has lost.
func policeWhole(s string) string { return s + "号" }
