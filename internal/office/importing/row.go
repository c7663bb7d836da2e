package importing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/store"
	"beiandesk/internal/wordings"
)

// reading is an order on its way to a case: the rows that tell of it, a site each.
type reading struct {
	lines []int
	in    filing.OpenInput
	order []cell // what the first row says of the order
	legal string // who the sheet says is 法定代表人
	// What had happened before: where the order stands, its number and days, and those of each
	// of its sites.
	stage, subjectNumber cell
	dates                map[string]cell
	past                 []history
	journey              *journey
	aside                []string          // what no field takes: 进度：待管局审核
	added                map[string]string // values of the desk's own fields, by field
	fields               []ownfields.Field // they
	tags                 []string
	told                 []string // what was settled that the sheet leaves open
	wrong                office.Problems
}

// cell is a value of a row under its header.
type cell struct{ header, value string }

// orders reads the rows below the header.
func (out *Report) orders(o *office.Office, in Input, staff []store.Staff, added []ownfields.Field, rows [][]string) []*reading {
	var list []*reading
	of := map[string]*reading{}
	for i, cells := range rows {
		if len(cells) == 0 {
			continue
		}
		r := out.read(o, in, staff, added, cells)
		r.lines = []int{out.Header + 1 + i}
		if n := len(list); n > 0 && r.in.Client.Name == "" && r.in.Client.CreditCode == "" && r.in.Lead.Empty() {
			list[n-1].join(r)
			continue
		}
		key := r.key()
		if had := of[key]; had != nil && key != "" && !had.has(r.in.Sites[0]) {
			had.join(r)
			continue
		}
		of[key] = r
		list = append(list, r)
	}
	for _, r := range list {
		r.settle(in.ICP, in.Police)
		r.travel(o, o.Now())
	}
	return list
}

// read reads one row.
func (out *Report) read(o *office.Office, in Input, staff []store.Staff, added []ownfields.Field, cells []string) *reading {
	r := &reading{added: map[string]string{}, fields: added, past: make([]history, 1), in: filing.OpenInput{Sites: make([]filing.SiteInput, 1), Agree: in.Agree, Same: filing.SameUse, Once: true}}
	for i, value := range cells {
		switch {
		case value == "" || i < len(out.Columns) && out.Columns[i].Header == FaultHeader:
		case i < len(out.Columns) && strings.HasPrefix(out.Columns[i].Field, addedPrefix):
			r.addOwn(out.Columns[i].Field, value, o.Now())
		case i < len(out.Columns) && out.Columns[i].Field != "":
			if !r.takePast(out.Columns[i].Field, cell{out.Columns[i].Header, value}) {
				r.take(o, staff, out.Columns[i].Field, value)
			}
			if !strings.HasPrefix(out.Columns[i].Field, "site.") {
				r.order = append(r.order, cell{out.Columns[i].Header, value})
			}
		case i < len(out.Columns) && out.Columns[i].Header != "":
			r.aside = append(r.aside, out.Columns[i].Header+"："+value)
		default:
			r.aside = append(r.aside, value)
		}
	}
	return r
}

// key is the same for rows of one order: they differ in their site alone. "" for a row that
// something is wrong with, or that names nobody.
func (r *reading) key() string {
	if r.wrong.Err() != nil || r.in.Client.Name == "" {
		return ""
	}
	in := r.in
	in.Sites = nil
	return fmt.Sprintf("%+v %s", in, r.legal)
}

// tryAlone has those orders only tried that share nothing with another by which clients, people
// or sites are found: what would be stored of them is met by nobody.
func tryAlone(orders []*reading) {
	many := map[string]int{}
	for _, r := range orders {
		for _, mark := range r.marks() {
			many[mark]++
		}
	}
	for _, r := range orders {
		r.in.Try = !slices.ContainsFunc(r.marks(), func(mark string) bool { return many[mark] > 1 })
	}
}

// marks are what others may find of an order, each once.
func (r *reading) marks() []string {
	list := []string{}
	add := func(sort string, values ...string) {
		for _, v := range values {
			if v = strings.ToLower(wordings.Plain(v)); v != "" {
				list = append(list, sort+v)
			}
		}
	}
	add("name ", r.in.Client.Name)
	add("code ", r.in.Client.CreditCode)
	add("number ", r.in.Lead.DocNumber)
	add("phone ", mended(identity.KindPhone, r.in.Lead.Mobile), mended(identity.KindPhone, r.in.Lead.Emergency))
	for i, s := range r.in.Sites {
		add("site ", mended(identity.KindDomain, s.Domain))
		add("filed ", r.past[i].icp.value, r.past[i].police.value)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// mended is a value as it would be kept. No day changes what is mended.
func mended(kind, value string) string {
	c, err := identity.Run(kind, value, 0)
	if err != nil || !c.OK {
		return value
	}
	return c.Value
}

func (r *reading) has(site filing.SiteInput) bool {
	return slices.ContainsFunc(r.in.Sites, func(s filing.SiteInput) bool { return s.Domain == site.Domain && s.Name == site.Name })
}

// join takes the site of a further row in. What that says of the order otherwise than the first
// row stands aside.
func (r *reading) join(more *reading) {
	for _, c := range more.order {
		if !slices.Contains(r.order, c) {
			r.aside = append(r.aside, fmt.Sprintf("第 %d 行的%s：%s", more.lines[0], c.header, c.value))
		}
	}
	r.lines, r.in.Sites = append(r.lines, more.lines...), append(r.in.Sites, more.in.Sites...)
	r.past = append(r.past, more.past...)
	r.joinOwn(more)
	r.aside = append(r.aside, more.aside...)
	for _, e := range office.ProblemsOf(more.wrong.Err()) {
		r.wrong.Take(e.Field, e)
	}
}

// rows are those of the order, wrong until something better is known.
func (r *reading) rows() []Row {
	list := make([]Row, len(r.lines))
	for i, line := range r.lines {
		site := r.in.Sites[i]
		list[i] = Row{Line: line, Client: r.in.Client.Name, Site: cmp.Or(mended(identity.KindDomain, site.Domain), site.Name), Outcome: Wrong, Problems: []Problem{}, Asks: []string{}, Told: []string{}}
	}
	list[0].Told = append(list[0].Told, r.told...)
	return list
}

// take puts a value into a field.
func (r *reading) take(o *office.Office, staff []store.Staff, field, value string) {
	texts := map[string]*string{
		"client.name": &r.in.Client.Name, "client.creditCode": &r.in.Client.CreditCode, "client.address": &r.in.Client.Address,
		"client.registered": &r.in.Client.Registered, "client.investor": &r.in.Client.Investor, "client.postcode": &r.in.Client.Postcode,
		"client.officePhone": &r.in.Client.OfficePhone, "client.contact": &r.in.Client.Contact, "client.contactPhone": &r.in.Client.ContactPhone,
		"client.wechat": &r.in.Client.WeChat, "client.fapiaoTitle": &r.in.Client.FapiaoTitle, "client.fapiaoTaxNo": &r.in.Client.FapiaoTaxNo,
		"client.note": &r.in.Client.Note,
		"lead.name":   &r.in.Lead.Name, "lead.docNumber": &r.in.Lead.DocNumber, "lead.docUntil": &r.in.Lead.DocUntil,
		"lead.docAddress": &r.in.Lead.DocAddress, "lead.living": &r.in.Lead.Living, "lead.mobile": &r.in.Lead.Mobile,
		"lead.emergency": &r.in.Lead.Emergency, "lead.email": &r.in.Lead.Email,
		"contract": &r.in.Contract, "accountUin": &r.in.AccountUIN, "signedAt": &r.in.SignedAt, "lookup": &r.in.Lookup, "remark": &r.in.Remark,
		"site.name": &r.in.Sites[0].Name, "site.domain": &r.in.Sites[0].Domain, "site.serverIp": &r.in.Sites[0].ServerIP,
		"site.serverInstance": &r.in.Sites[0].ServerInstance, "site.serverMonths": &r.in.Sites[0].ServerMonths,
		"site.serverUntil": &r.in.Sites[0].ServerUntil, "site.domainUntil": &r.in.Sites[0].DomainUntil, "site.boughtOn": &r.in.Sites[0].BoughtOn,
		"site.verifiedOn": &r.in.Sites[0].VerifiedOn, "site.remark": &r.in.Sites[0].Remark,
		"legal": &r.legal,
	}
	if into, ok := texts[field]; ok {
		*into = value
		return
	}
	switch field {
	case "client.kind":
		r.in.Client.Kind = r.choice(field, value, people.Kinds)
	case "lead.docKind":
		r.in.Lead.DocKind = r.choice(field, value, people.DocKinds)
	case "type":
		r.in.Type = r.choice(field, value, Types(o))
	case "cancels":
		kinds := []people.Label{}
		for _, v := range o.Engine.Graph().Opening().Values {
			for _, option := range v.Options {
				if v.Key == field {
					kinds = append(kinds, people.Label{Code: option.Code, Label: option.Label})
				}
			}
		}
		r.in.Values = map[string]string{field: r.choice(field, value, kinds)}
	case "province":
		r.province(value)
	case "phases":
		r.phases(value)
	case "owner":
		i := slices.IndexFunc(staff, func(s store.Staff) bool { return s.Name == value })
		if i < 0 {
			r.wrong.At(field, "没有叫“%s”的经办，请先在设置里添加，或者改成已有的姓名", value)
			return
		}
		r.in.OwnerID = staff[i].ID
	}
}

// short are the words that sheets have for a label.
var short = map[string]string{
	"首次": "首次备案", "新办": "首次备案", "新备案": "首次备案", "首次备案": "首次备案", "icp备案": "首次备案",
	"新增": "新增网站", "接入": "接入备案", "变更": "变更备案", "注销": "注销备案", "app": "APP 备案", "app备案": "APP 备案", "小程序": "小程序备案",
	"公司": "企业", "有限公司": "企业", "个体": "个体工商户", "个体户": "个体工商户", "身份证": "居民身份证", "护照": "护照",
	"注销主体": "注销主体，连同全部网站", "主体": "注销主体，连同全部网站", "网站": "注销网站",
}

func (r *reading) choice(field, value string, list []people.Label) string {
	code, ok := Choice(value, list)
	if !ok {
		names := make([]string, len(list))
		for i, l := range list {
			names[i] = l.Label
		}
		r.wrong.At(field, "“%s”认不出，请写：%s", value, strings.Join(names, "、"))
	}
	return code
}

// Choice is the code of a closed set that a word means, as people write it; false where none is.
func Choice(value string, list []people.Label) (string, bool) {
	word := strings.ToLower(strings.ReplaceAll(value, " ", ""))
	for _, l := range list {
		if same := strings.ToLower(strings.ReplaceAll(l.Label, " ", "")); word == same || value == l.Code || l.Label == short[word] {
			return l.Code, true
		}
	}
	return "", false
}

// Types are the types of cases with their labels.
func Types(o *office.Office) []people.Label {
	types := []people.Label{}
	for _, t := range o.Engine.Graph().Types {
		types = append(types, people.Label{Code: t.Code, Label: t.Label})
	}
	return types
}

func (r *reading) province(value string) {
	if p, ok := identity.ProvinceByName(value); ok {
		r.in.Province = p.Code
	} else if p, ok := identity.ProvinceOfAddress(value); ok {
		r.in.Province = p.Code
	} else {
		r.wrong.At("province", "“%s”认不出是哪个省，请写省份的名字，例如 浙江", value)
	}
}

// phases reads what is to be done.
func (r *reading) phases(value string) {
	var err error
	r.in.ICP, r.in.Police, err = Phases(value)
	r.wrong.Take("phases", err)
}

// Phases reads what is to be done as people write it: 备案+公安, 全套, 仅 ICP. Errors: Invalid for
// what names none, or what is not to be done.
func Phases(value string) (icp, police bool, err error) {
	if strings.ContainsAny(value, "不无未免否没") {
		return false, false, errs.New(errs.Invalid, "“%s”里有不办的，请只写要办的：ICP 备案、公安备案，或者两个都写", value)
	}
	word := strings.ToUpper(value)
	all := strings.Contains(word, "全套") || strings.Contains(word, "全程") || strings.Contains(word, "双备案")
	police = all || strings.Contains(word, "公安") || strings.Contains(word, "网安") || strings.Contains(word, "联网")
	rest := strings.NewReplacer("公安备案", "", "公安联网备案", "", "联网备案", "", "网安备案", "").Replace(word)
	icp = all || strings.Contains(rest, "ICP") || strings.Contains(rest, "备案") || strings.Contains(rest, "工信")
	if !icp && !police {
		return false, false, errs.New(errs.Invalid, "“%s”认不出办哪个阶段，请写：ICP 备案、公安备案，或者两个都写", value)
	}
	return icp, police, nil
}

// settle fills in what the rest of the row tells, and says so.
func (r *reading) settle(icp, police bool) {
	if !r.in.ICP && !r.in.Police && !r.isWrong("phases") {
		if r.in.ICP, r.in.Police = icp, police; !icp && !police {
			r.wrong.At("phases", "没有写办哪个阶段。请加一列“办理阶段”，或者导入时选好")
			r.in.ICP = true // the type is judged by its phases, and is not to blame
		}
	}
	if in := &r.in; in.Client.Kind == string(clients.Personal) && in.Client.Registered != "" && in.Lead.DocAddress == "" {
		in.Lead.DocAddress, in.Client.Registered = in.Client.Registered, ""
		r.told = append(r.told, "个人的证件住所记作负责人的证件地址")
	}
	if r.in.Province == "" {
		for _, from := range []string{r.in.Client.Registered, r.in.Client.Address, r.in.Lead.DocAddress} {
			if p, ok := identity.ProvinceOfAddress(from); ok {
				r.in.Province = p.Code
				r.told = append(r.told, fmt.Sprintf("没有写省份，按地址算作%s，请核对", p.Name))
				break
			}
		}
	}
	if r.in.Province == "" && !r.isWrong("province") {
		r.wrong.At("province", "没有写省份，地址里也看不出来。请加一列“省份”")
	}
	switch {
	case r.legal == "":
	case r.in.Lead.Name == "":
		r.in.Lead.Name, r.in.LegalRep = r.legal, true
		r.told = append(r.told, "没有写负责人，先按法定代表人办理，请核对")
	case r.in.Lead.Name == r.legal:
		r.in.LegalRep = true
	default:
		r.aside = append(r.aside, "法定代表人："+r.legal)
	}
}

func (r *reading) isWrong(field string) bool {
	return slices.ContainsFunc(office.ProblemsOf(r.wrong.Err()), func(e *errs.Error) bool { return e.Field == field })
}

// Problem is what is wrong at a column of a row.
type Problem struct {
	Column string `json:"column"` // its header; "" for the row as a whole
	Text   string `json:"text"`
}
