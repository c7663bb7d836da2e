package pasted

import (
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
)

// foreign are words of documents whose numbers have no form that is known.
var foreign = regexp.MustCompile(`护照|通行证|台胞证|军官证|回乡证`)

// kinds are the checks of the fields that have one.
var kinds = map[string]string{
	"client.creditCode": identity.KindUSCC, "client.postcode": identity.KindPostcode, "client.officePhone": identity.KindLandline,
	"client.contactPhone": identity.KindPhone, "lead.mobile": identity.KindPhone, "lead.emergency": identity.KindPhone,
	"lead.email": identity.KindEmail, "lead.name": identity.KindLeadName, "client.contact": identity.KindLeadName,
	"lead.docNumber": identity.KindID, "site.domain": identity.KindDomain,
}

// leans say on which side of today the days lie.
var leans = map[string]cal.Lean{
	"lead.docUntil": cal.Coming, "site.serverUntil": cal.Coming, "site.domainUntil": cal.Coming,
	"site.boughtOn": cal.Happened, "site.verifiedOn": cal.Happened,
}

// judge mends what was found, or says why it can't be right.
func (r *reader) judge(list []Found) []Found {
	other := slices.ContainsFunc(list, func(f Found) bool { return f.Field == "lead.docKind" && foreign.MatchString(f.Value) })
	for i := range list {
		f := &list[i]
		if f.Field == "lead.name" && other {
			f.take(identity.ForeignName(f.Value))
			continue
		}
		if f.Field == "lead.docNumber" && other {
			f.take(identity.Document(f.Value))
			continue
		}
		r.judgeOne(f)
	}
	return list
}

func (r *reader) judgeOne(f *Found) {
	if kind, ok := kinds[f.Field]; ok {
		if c, err := identity.Run(kind, f.Value, r.today); err == nil {
			f.take(c)
		}
		return
	}
	if lean, ok := leans[f.Field]; ok {
		f.day(r.today, lean)
		return
	}
	switch f.Field {
	case "site.serverIp":
		f.take(identity.IP(f.Value))
	case "accountUin":
		f.take(identity.UIN(f.Value))
	case "client.kind":
		f.take(identity.Text(f.Value))
		f.Value = kindOf(f.Value)
	default:
		f.take(identity.Text(f.Value))
	}
}

// take takes a judgement over.
func (f *Found) take(c identity.Check) {
	f.Notes = append(f.Notes, c.Notes...)
	if !c.OK {
		f.Fault = c.Message
		return
	}
	f.Value = c.Value
	for _, w := range c.Warnings {
		if w.Rule == "uscc.checksum" && f.Doubt == "" {
			f.Doubt = w.Message
		} else if f.Told == "" {
			f.Told = w.Message
		}
	}
}

// day reads a last day, of a term the second one, or a day that has been.
func (f *Found) day(today cal.Day, lean cal.Lean) {
	days := dayForm.FindAllString(f.Value, -1)
	text := f.Value
	if len(days) > 0 {
		text = days[len(days)-1]
	}
	if text == "长期" || text == "永久" {
		f.Value = "长期"
		return
	}
	day, err := cal.ReadDay(text, today, lean, "")
	if err != nil {
		f.Fault = err.Error()
		return
	}
	if now := day.String(); now != strings.TrimSpace(f.Value) {
		f.Value = now
		f.Notes = append(f.Notes, "日期已写成 "+now)
	}
}

const elsewhere = "地址和信用代码不在一个省，请核对后再勾"

// derived is what the rest tells: the province, the kind of subject.
func (r *reader) derived(list []Found) []Found {
	var more []Found
	has := func(field string) bool {
		return slices.ContainsFunc(list, func(f Found) bool { return f.Field == field && f.Doubt == "" })
	}
	if !has("province") {
		more = append(more, province(list, r.today)...)
	}
	if !has("client.kind") {
		more = append(more, kind(list)...)
	} else if !has("client.name") {
		more = append(more, person(list)...)
	}
	for i := range more {
		more[i].Guessed = true
	}
	return more
}

// province tells it by the address, else by where the credit code or the number of the lead
// was given out.
func province(list []Found, today cal.Day) []Found {
	var byAddress, byCode, byNumber *Found
	name := map[*Found]string{}
	for i, f := range list {
		if f.Fault != "" {
			continue
		}
		set := func(into **Found, p identity.Province, ok bool) {
			if ok && *into == nil {
				*into = &list[i]
				name[*into] = p.Name
			}
		}
		switch f.Field {
		case "client.registered", "client.address":
			p, ok := identity.ProvinceOfAddress(f.Value)
			set(&byAddress, p, ok)
		case "client.creditCode":
			unit, _ := identity.ParseUSCC(f.Value)
			p, ok := identity.ProvinceByCode(unit.Division)
			set(&byCode, p, ok && unit.Division != "")
		case "lead.docNumber":
			id, _ := identity.ParseID(f.Value, today)
			p, ok := identity.ProvinceByCode(id.Division)
			set(&byNumber, p, ok && id.Division != "")
		}
	}
	as := func(from *Found, told, doubt string) []Found {
		return []Found{{Field: "province", Value: name[from], Start: from.Start, End: from.End, Notes: []string{}, Told: told, Doubt: doubt}}
	}
	switch {
	case byAddress != nil && byCode != nil && name[byAddress] != name[byCode]:
		return append(as(byAddress, "", elsewhere), as(byCode, "", elsewhere)...)
	case byAddress != nil:
		return as(byAddress, "按地址算的，请核对", byAddress.Doubt)
	case byCode != nil:
		return as(byCode, "按信用代码里的登记地算的，请核对", byCode.Doubt)
	case byNumber != nil:
		return as(byNumber, "", "没有地址和信用代码，这是身份证号码里的地区，请核对后再勾")
	}
	return nil
}

// person is the subject of a person's filing: himself.
func person(list []Found) []Found {
	if !slices.ContainsFunc(list, func(f Found) bool { return f.Field == "client.kind" && f.Value == "个人" }) {
		return nil
	}
	i := slices.IndexFunc(list, func(f Found) bool { return f.Field == "lead.name" && f.Doubt == "" && f.Fault == "" })
	if i < 0 {
		return nil
	}
	return []Found{{Field: "client.name", Value: list[i].Value, Start: list[i].Start, End: list[i].End, Notes: []string{}, Told: "个人备案，主体就是负责人"}}
}

// kind tells what the subject is by its credit code, or that it is a person.
func kind(list []Found) []Found {
	var person *Found
	unit := false
	for i, f := range list {
		switch f.Field {
		case "client.creditCode":
			if code, c := identity.ParseUSCC(f.Value); c.OK && code.Nature != "" {
				return []Found{{Field: "client.kind", Value: natureOf(code.Nature), Start: f.Start, End: f.End, Notes: []string{}, Told: "按信用代码算的，请核对", Doubt: f.Doubt}}
			}
			unit = true
		case "client.name":
			unit = true
		case "lead.name":
			if person == nil {
				person = &list[i]
			}
		}
	}
	if unit || person == nil {
		return nil
	}
	const alone = "没有写单位，可能是个人备案，请核对后再勾"
	at := Found{Start: person.Start, End: person.End, Notes: []string{}, Doubt: alone}
	name, kind := at, at
	name.Field, name.Value = "client.name", person.Value
	kind.Field, kind.Value = "client.kind", "个人"
	return []Found{name, kind}
}

// natures are the kinds of subject by what a credit code calls them; the rest are 其他单位.
var natures = map[string]string{
	"企业": "企业", "个体工商户": "个体工商户", "事业单位": "事业单位", "机关": "政府机关", "社会团体": "社会团体", "军队事业单位": "军队",
}

func natureOf(nature string) string {
	if k, ok := natures[nature]; ok {
		return k
	}
	return "其他单位"
}

// kindWord is a word in what licences call a subject, and its kind.
type kindWord struct {
	word *regexp.Regexp
	kind string
}

// kindWords are what licences and people call the kinds of subject, the narrower ones first.
var kindWords = []kindWord{
	{regexp.MustCompile(`个体`), "个体工商户"},
	{regexp.MustCompile(`公司|企业|合伙|有限|独资`), "企业"},
	{regexp.MustCompile(`事业`), "事业单位"},
	{regexp.MustCompile(`社会团体|社团`), "社会团体"},
	{regexp.MustCompile(`机关|政府`), "政府机关"},
	{regexp.MustCompile(`个人|自然人`), "个人"},
}

// kindOf is a kind of subject as the desk calls it; what is called otherwise stays.
func kindOf(written string) string {
	for _, k := range kindWords {
		if k.word.MatchString(written) {
			return k.kind
		}
	}
	return written
}
