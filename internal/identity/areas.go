package identity

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed data/areas.txt
var areaData string

// areas maps an area code such as 0571 to the code of its province.
var areas = sync.OnceValue(func() map[string]string {
	known := map[string]string{}
	for _, fields := range table(areaData) {
		for _, area := range fields[1:] {
			known[area] = fields[0]
		}
	}
	return known
})

// ProvinceByArea finds the province of an area code: 010, 0571. Codes are merged and
// given out anew, so a miss proves nothing.
func ProvinceByArea(area string) (Province, bool) {
	code, ok := areas()[area]
	if !ok {
		return Province{}, false
	}
	return ProvinceByCode(code)
}

// AreaOf takes the area code out of an office phone as Landline wants it; false when
// the number is not written so.
func AreaOf(landline string) (string, bool) {
	parts := landlineForm.FindStringSubmatch(dashes.Replace(compact(landline)))
	if parts == nil {
		return "", false
	}
	return parts[1], true
}

// placeNamedSo follows the name of a province where it is not meant: 北京路 is a street
// anywhere, 海南州 lies in 青海, 河北区 in 天津, 海南区 in 内蒙古.
var placeNamedSo = regexp.MustCompile(`^(([东西南北中]|[一二三四五六七八九十]+)?(路|街|大道|大街)|州|县|区|镇|乡|村|道|里|巷|胡同|藏族|蒙古族)`)

// ProvinceOfAddress finds the province that an address begins with: 浙江省杭州市…,
// 北京朝阳区…. An address that begins with none proves nothing.
func ProvinceOfAddress(address string) (Province, bool) {
	address = compact(address)
	return findProvince(func(p Province) bool {
		rest, ok := strings.CutPrefix(address, p.Name)
		return ok && !placeNamedSo.MatchString(rest)
	})
}
