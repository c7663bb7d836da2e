package importing

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/pasted"
)

// shape is what the values of a column look like.
type shape struct {
	field string // that it is taken for; "" where several could be meant
	label string // what it looks like
	hard  bool   // no header looks so
	is    func(value string) bool
	cover func(value string) string // as it may be seen; nil for as it is
}

// shapes are those that are known, the narrower first.
func shapes(o *office.Office, staff []string) []shape {
	today := cal.DayOf(o.Now())
	judged := func(kind string) func(string) bool {
		return func(v string) bool {
			c, err := identity.Run(kind, v, today)
			return err == nil && c.OK
		}
	}
	shown := func(kind string) func(string) string {
		return func(v string) string { return identity.Shown(kind, v) }
	}
	types := Types(o)
	return []shape{
		{"lead.docNumber", "身份证号码", true, judged(identity.KindID), shown(identity.KindID)},
		{"client.creditCode", "统一社会信用代码", true, judged(identity.KindUSCC), nil},
		{"lead.mobile", "手机", true, judged(identity.KindPhone), shown(identity.KindPhone)},
		{"client.officePhone", "座机", true, judged(identity.KindLandline), shown(identity.KindLandline)},
		{"site.icpNumber", "备案号", true, judged(identity.KindICP), nil},
		{"site.policeNumber", "公安备案号", true, judged(identity.KindPolice), nil},
		{"lead.email", "邮箱", true, judged(identity.KindEmail), shown(identity.KindEmail)},
		{"", "日期", true, func(v string) bool {
			_, err := cal.Read(v, cal.Want{Now: cal.At(o.Now()), Lean: cal.Happened, Clock: true})
			return err == nil
		}, nil},
		{"site.serverIp", "IP 地址", true, func(v string) bool { return identity.IP(v).OK }, nil},
		{"site.domain", "域名", true, func(v string) bool {
			_, c := identity.ParseDomain(v)
			return c.OK && len(c.Warnings) == 0
		}, nil},
		{"province", "省份", false, func(v string) bool { _, ok := identity.ProvinceByName(v); return ok }, nil},
		{"stage", "进度", false, func(v string) bool { _, ok := standOf(v); return ok }, nil},
		{"type", "案件类型", false, func(v string) bool {
			_, ok := Choice(v, types)
			return ok && !strings.Contains(strings.ToUpper(v), "ICP")
		}, nil},
		{"phases", "办理阶段", false, func(v string) bool { _, _, err := Phases(v); return err == nil && utf8.RuneCountInString(v) <= 20 }, nil},
		{"client.kind", "主办者性质", false, func(v string) bool { _, ok := Choice(v, people.Kinds); return ok }, nil},
		{"client.name", "单位名称", true, pasted.NamesUnit, nil},
		{"client.address", "地址", true, func(v string) bool { _, ok := identity.ProvinceOfAddress(v); return ok && identity.NamesDoor(v) }, identity.MaskAddress},
		{"owner", "经办", false, func(v string) bool { return slices.Contains(staff, v) }, nil},
		{"lead.name", "姓名", false, pasted.NamesPerson, nil},
	}
}

const (
	guessedFrom = 200 // how many values of a column tell what it holds
	most        = 8   // of ten that look alike
)

// look tells what shape most values of a column have; false for none.
func look(all []shape, values []string) (shape, bool) {
	values = values[:min(len(values), guessedFrom)]
	best, count := -1, 0
	for i, s := range all {
		n := 0
		for _, v := range values {
			if s.is(v) {
				n++
			}
		}
		if n > count && 10*n >= most*len(values) {
			best, count = i, n
		}
	}
	if best < 0 {
		return shape{}, false
	}
	return all[best], true
}

// filled are the values of a column below the header, without the empty ones.
func values(rows [][]string, at, most int) []string {
	list := []string{}
	for _, row := range rows {
		if len(list) == most {
			break
		}
		if at < len(row) && row[at] != "" {
			list = append(list, row[at])
		}
	}
	return list
}

// firstRow is the first row that is more than a title, counted from 0, and whether it is data
// already. It is for sheets whose headers nobody knows.
func firstRow(rows [][]string, all []shape) (at int, data bool) {
	at = max(0, slices.IndexFunc(rows[:min(len(rows), headerWithin)], func(row []string) bool {
		return len(row)-len(slices.DeleteFunc(slices.Clone(row), func(cell string) bool { return cell != "" })) > 1
	}))
	return at, isData(rows[at], all)
}

// isData says that a row holds what no header does.
func isData(row []string, all []shape) bool {
	return slices.ContainsFunc(row, func(cell string) bool {
		return cell != "" && slices.ContainsFunc(all, func(s shape) bool { return s.hard && s.is(cell) })
	})
}

// numbers are the shapes without the name of a unit, as which words of a header may end, too:
// 所属运营中心. Of a row that somebody names the header it tells nothing.
func numbers(all []shape) []shape {
	return slices.DeleteFunc(slices.Clone(all), func(s shape) bool { return s.field == "client.name" })
}

const shownValues = 3

// samples are the first values of a column as they may be seen: numbers, addresses and what is
// kept sealed are covered.
func samples(all []shape, c Column, values []string, sealed bool) []string {
	list := []string{}
	for _, v := range values[:min(len(values), shownValues)] {
		list = append(list, covered(all, c.Field, v, sealed))
	}
	return list
}

// covers say how a value of a field may be seen, whatever it looks like.
var covers = map[string]func(string) string{
	"lead.docNumber": identity.MaskID, "lead.mobile": identity.MaskPhone, "lead.emergency": identity.MaskPhone,
	"client.contactPhone": identity.MaskPhone, "client.officePhone": identity.MaskPhone, "lead.email": identity.MaskEmail,
	"client.wechat": identity.MaskWeChat, "lead.docAddress": identity.MaskAddress, "lead.living": identity.MaskAddress,
}

// longNumber is as many digits as a mobile number has.
const longNumber = 11

func covered(all []shape, field, value string, sealed bool) string {
	if sealed {
		return "****"
	}
	cover, ok := covers[field]
	if i := slices.IndexFunc(all, func(s shape) bool { return s.is(value) }); !ok && i >= 0 {
		cover = all[i].cover
	} else if digits := strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, value); !ok && len(digits) >= longNumber {
		cover = identity.MaskID
	}
	if cover != nil {
		value = cover(value)
	}
	const longest = 40
	r := []rune(strings.Join(strings.Fields(value), " "))
	if len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return string(r)
}
