package identity

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/authorities.tsv
var authorityData string

// USCC is what a credit code tells of the unit.
type USCC struct {
	Nature   string // 企业, 个体工商户, 事业单位 …; "" when the code is not listed
	Division string // six digits of the registering office
	Org      string // places 9 to 17, the 组织机构代码
}

// The alphabet of GB 32100-2015: digits and capitals without I, O, S, V, Z.
const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// natures tells by the first two places of a code what the unit is.
var natures = sync.OnceValue(func() map[string]string {
	list := map[string]string{}
	for _, f := range table(authorityData) {
		list[f[0]] = f[2]
	}
	return list
})

// ParseUSCC judges a 统一社会信用代码 by GB 32100-2015. Small letters become capitals.
// Places 9 to 17 should satisfy GB 11714 too, but a miss there alone only warns, as
// does a division code or a registering department that is not in the list. The USCC
// is empty unless the Check is OK.
//
// Rules: uscc.empty, uscc.length, uscc.charset, uscc.checksum; warns uscc.org,
// uscc.division, uscc.authority.
func ParseUSCC(value string) (USCC, Check) {
	code := strings.ToUpper(compact(value))
	c := pass(KindUSCC, code)
	switch n := len([]rune(code)); {
	case n == 0:
		return USCC{}, c.fail("empty", "请填写统一社会信用代码")
	case n != 18:
		return USCC{}, c.fail("length", usccLength(code))
	}
	for i, r := range []rune(code) {
		if !strings.ContainsRune(usccAlphabet, r) || (i >= 2 && i < 8 && r > '9') {
			return USCC{}, c.fail("charset", usccCharset(i+1, r))
		}
	}
	if want := usccCheck(code); code[17] != want {
		return USCC{}, c.fail("checksum", fmt.Sprintf("末位应为 %c，请对照执照核对（也可能是前面某一位有误）", want))
	}
	unit := USCC{Nature: natures()[code[:2]], Division: code[2:8], Org: code[8:17]}
	if unit.Org[8] != orgCheck(unit.Org) {
		c = c.warn("org", "第 9 至 17 位与组织机构代码的校验规则不符，个别旧代码如此，请对照执照核对")
	}
	if !knownDivision(unit.Division) {
		c = c.warn("division", "第 3 至 8 位不在现行区划代码里，可能是已撤并的旧代码，请对照执照核对")
	}
	if unit.Nature == "" {
		c = c.warn("authority", "前两位不在登记管理部门的代码表里，请对照执照核对")
	}
	return unit, c
}

// usccCheck is (31 − Σ value·3^i mod 31) mod 31, as a character.
func usccCheck(code string) byte {
	sum, weight := 0, 1
	for i := range 17 {
		sum += strings.IndexByte(usccAlphabet, code[i]) * weight
		weight = weight * 3 % 31
	}
	return usccAlphabet[(31-sum%31)%31]
}

var orgWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// orgCheck is the check character of GB 11714: 11 − Σ mod 11, with X for ten and 0 for
// eleven. Letters count from A = 10 without gaps, other than in GB 32100.
func orgCheck(org string) byte {
	sum := 0
	for i, w := range orgWeights {
		value := int(org[i] - '0')
		if org[i] >= 'A' {
			value = int(org[i]-'A') + 10
		}
		sum += value * w
	}
	return "0X987654321"[sum%11]
}
