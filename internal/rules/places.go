package rules

import (
	"fmt"
	"regexp"

	"beiandesk/internal/identity"
)

// inProvince compares the province an address begins with. An address that names none
// proves nothing.
func inProvince(r Rule, _ Facts, f Fact) finding {
	p, ok := identity.ProvinceOfAddress(f.Value)
	if !ok {
		return finding{outcome: Unknown, text: "住址没有写省份，看不出在不在本省"}
	}
	return when(p.Code == r.Value)
}

// cityOf finds the city, prefecture or league that an address begins with. A municipality
// is its own city.
var cityOf = regexp.MustCompile(`^\s*(?:\S{2,5}?(?:省|自治区))?\s*([\p{Han}]{2,8}?(?:市|自治州|地区|盟))`)

// sameCity compares the city of an address with that of another field. Either may name
// none.
func sameCity(r Rule, all Facts, f Fact) finding {
	here := cityOf.FindStringSubmatch(f.Value)
	for _, other := range all.Fields[r.Value] {
		if there := cityOf.FindStringSubmatch(other.Value); here != nil && there != nil {
			return when(here[1] == there[1])
		}
	}
	return finding{outcome: Unknown, text: "地址没有写市，看不出是不是同一个市，请人工核对"}
}

// country is the division code of what the State itself registers.
const country = "10"

// licenceProvince compares the province by whose register a unit's code was given with the
// one it files in (the field of the rule's value). A unit that has moved keeps its code.
func licenceProvince(r Rule, all Facts, f Fact) finding {
	if _, c := identity.ParseUSCC(f.Value); !c.OK {
		return finding{outcome: Unknown, text: "统一社会信用代码本身不对，看不出登记地，请先改好代码"}
	}
	area := f.Value[2:4]
	if area == country {
		return finding{outcome: Unknown, text: "代码是国家级机关登记的，看不出在哪个省，请对照证件住所核对"}
	}
	for _, filed := range all.Fields[r.Value] {
		if filed.Value == area {
			return holds
		}
		if p, ok := identity.ProvinceByCode(area); ok {
			return finding{outcome: broken, text: fmt.Sprintf("证件是%s登记的，备案省份是%s", p.Name, filed.Shown)}
		}
	}
	return unsure
}

// unlisted is what the sources tell nothing of: that is no permission, and staff are told
// so.
func unlisted(p *Pack, r Rule, _ []Fact) []Result {
	return []Result{p.result(r, Fact{}, finding{outcome: Unknown, text: r.Text, advice: r.Advice})}
}
