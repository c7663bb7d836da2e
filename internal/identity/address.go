package identity

import "regexp"

var (
	// road ends the name of the way: what follows is the door. 中关村大街 bears the word
	// of a village inside its name.
	road = regexp.MustCompile(`^.*(?:路|街|道|巷|胡同)`)
	// place ends the names of province, city, county, street and town.
	place = regexp.MustCompile(`^(?:[^省市区县旗]{2,12}?(?:省|自治区|自治州|市|盟|地区|区|县|旗))*`)
	// door is a number, or one in words or letters with what it numbers.
	door = regexp.MustCompile(`[0-9]|[A-Z一二三四五六七八九十百甲乙丙丁][一二三四五六七八九十百零〇]*(?:号|室|户|栋|幢|楼|座|组|单元|层|弄)|信箱`)
	// village is where the number may be missing: residence is written down to the village.
	village = regexp.MustCompile(`(?:村|组|屯|嘎查)$|(?:村|屯|嘎查)(?:村民委员会|委会)?[^路街道巷弄]*$`)
)

// NamesDoor says whether an address is written down to a village, or to a door or letter
// box number behind the road: 中山路 1 号, 翠苑一区 8 幢 302 室, 王家村三组. A word for a
// door inside the name of a place or a road (鼓楼区, 中关村大街) is none.
func NamesDoor(address string) bool {
	rest := compact(address)
	rest = rest[len(place.FindString(rest)):]
	if village.MatchString(rest) {
		return true
	}
	return door.MatchString(rest[len(road.FindString(rest)):])
}
