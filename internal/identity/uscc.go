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

// ParseUSCC judges a 统一社会信用代码 by GB 32100-2015. Small letters become capitals;
// spaces, dashes, a spreadsheet's marks and characters that the code does not use are
// mended where all of it then fits.
//
// Places 9 to 17 should satisfy GB 11714 too, but a miss there alone only warns. So does
// a miss of the last place alone, where places 9 to 17 fit: some cities gave out such
// licences before 2016. So does a division code or a registering department that is not
// in the list; both together are refused. A number that is an identity number as well is
// refused: codes are kept in clear. The USCC is empty unless the Check is OK.
//
// Rules: uscc.empty, uscc.length, uscc.charset, uscc.id, uscc.unknown, uscc.checksum;
// warns uscc.checksum, uscc.org, uscc.division, uscc.authority.
func ParseUSCC(value string) (USCC, Check) {
	m := number(KindUSCC, value).by(noteSigns, bare).by(noteUpper, strings.ToUpper)
	m = m.unless(noteAlike, usccAlike, func(s string) bool {
		_, c := judgeUSCC(mending{text: s})
		return c.OK && !c.warns("uscc.checksum")
	})
	return judgeUSCC(m)
}

// letters are those that no code has, each with what it is taken for.
var letters = strings.NewReplacer("I", "1", "O", "0", "S", "5", "V", "U", "Z", "2")

func usccAlike(s string) string { return letters.Replace(capitals.Replace(s)) }

func judgeUSCC(m mending) (USCC, Check) {
	code, c := m.text, m.check(KindUSCC)
	switch n := len([]rune(code)); {
	case n == 0:
		return USCC{}, c.fail("empty", "请填写统一社会信用代码")
	case scientific.MatchString(code):
		return USCC{}, c.fail("length", scientificFault)
	case n != 18:
		return USCC{}, c.fail("length", usccLength(code))
	}
	for i, r := range []rune(code) {
		if !strings.ContainsRune(usccAlphabet, r) || (i >= 2 && i < 8 && r > '9') {
			return USCC{}, c.fail("charset", usccCharset(i+1, r))
		}
	}
	unit := USCC{Nature: natures()[code[:2]], Division: code[2:8], Org: code[8:17]}
	fits := unit.Org[8] == orgCheck(unit.Org)
	switch want := usccCheck(code); {
	case isID(code) && (knownCounty(code[:6]) || !knownDivision(unit.Division)):
		return USCC{}, c.fail("id", "这像是身份证号码，不能填在这里（信用代码不加密）；请填执照上的统一社会信用代码")
	case unit.Nature == "" && !knownDivision(unit.Division):
		return USCC{}, c.fail("unknown", "前两位不是登记管理部门，第 3 至 8 位也不是区划代码，这不是统一社会信用代码，请对照执照核对")
	case code[17] != want && fits:
		c = c.warn("checksum", fmt.Sprintf("末位按标准应为 %c，前面各位合规；2016 年前个别城市发的执照如此，请对照执照逐位核对", want))
	case code[17] != want:
		return USCC{}, c.fail("checksum", fmt.Sprintf("末位应为 %c，请对照执照核对（也可能是前面某一位有误）", want))
	case !fits:
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

// isID says that the digits are an identity number, too: about one in 31 of those
// passes the check of a credit code.
func isID(code string) bool {
	_, c := judgeID(mending{text: code}, farDay)
	return c.OK
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
