package cases

import (
	"strings"

	"beiandesk/internal/identity"
)

// Provider is who gives a site its network or its domain, as the police's form asks:
// inland by region, or 其他 where its lists do not hold it (handbook §9).
type Provider struct {
	Where  string // code of Places; "" when it is not known yet
	Region string // inland: two-digit division code, or OtherRegion
	Name   string
}

// The codes of Provider.
const (
	Inland      = "inland"
	Abroad      = "abroad"
	OtherRegion = "other"
)

// otherWord is what the form calls a provider that its lists do not hold.
const otherWord = "其他"

// RegionWord is a region in words; "" for a code that there is not.
func RegionWord(code string) string {
	if code == OtherRegion {
		return otherWord
	}
	p, _ := identity.ProvinceByCode(code)
	if p.Code != code {
		return ""
	}
	return p.Name
}

// Whole says that all is known that the form asks.
func (p Provider) Whole() bool {
	return p.Name != "" && (p.Where == Abroad || p.Where == Inland && p.Region != "")
}

// Words is the provider as the form asks for it: 境内 浙江 阿里云计算有限公司.
func (p Provider) Words() string {
	return strings.Join(strings.Fields(strings.Join([]string{ListOf(Places).Words(p.Where), RegionWord(p.Region), p.Name}, " ")), " ")
}

// Fault says what contradicts itself in a provider and at which of where and region;
// "" when nothing does. What is empty is not known yet, and right.
func (p Provider) Fault() (field, message string) {
	switch {
	case ListOf(Places).Words(p.Where) == "" && p.Where != "":
		return "where", "请选择境内或境外"
	case p.Region != "" && RegionWord(p.Region) == "":
		return "region", "请选择省份，列表里找不到服务商就选其他"
	case p.Where == Abroad && p.Region != "":
		return "region", "境外的服务商不选地域，请去掉地域或改成境内"
	}
	return "", ""
}
