package identity

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/provinces.tsv
var provinceData string

// Province is one of the 31 provinces with the letters that its numbers begin with.
// The letters differ in three provinces (甘肃 陇/甘, 四川 蜀/川, 贵州 黔/贵).
type Province struct {
	Code   string `json:"code"`   // the first two digits of its division codes
	Name   string `json:"name"`   // short: 浙江, 内蒙古
	ICP    string `json:"icp"`    // 浙 of 浙ICP备…号
	Police string `json:"police"` // 浙 of 浙公网安备…号
}

var provinces = sync.OnceValue(func() []Province {
	var list []Province
	for _, f := range table(provinceData) {
		list = append(list, Province{Code: f[0], Name: f[1], ICP: f[2], Police: f[3]})
	}
	return list
})

// Provinces lists the 31 provinces by code.
func Provinces() []Province { return slices.Clone(provinces()) }

// ProvinceByCode finds a province by the first two digits of a division code; a
// longer code counts by its first two.
func ProvinceByCode(code string) (Province, bool) {
	return findProvince(func(p Province) bool { return strings.HasPrefix(code, p.Code) })
}

// ProvinceByName finds a province by its short or full name: 浙江, 浙江省, 广西壮族自治区.
func ProvinceByName(name string) (Province, bool) {
	name = compact(name)
	return findProvince(func(p Province) bool {
		rest, ok := strings.CutPrefix(name, p.Name)
		return ok && (rest == "" || rest == "省" || rest == "市" || strings.HasSuffix(rest, "自治区"))
	})
}

func findProvince(is func(Province) bool) (Province, bool) {
	if i := slices.IndexFunc(provinces(), is); i >= 0 {
		return provinces()[i], true
	}
	return Province{}, false
}

func provinceByICP(letter string) (Province, bool) {
	return findProvince(func(p Province) bool { return p.ICP == letter })
}

func provinceByPolice(letter string) (Province, bool) {
	return findProvince(func(p Province) bool { return p.Police == letter })
}
