package views

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/embedded"
	"beiandesk/internal/identity"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/workflow"
)

// Sheet is one form of a portal with its values in the portal's order (handbook §9),
// to be copied line by line.
type Sheet struct {
	Code  string
	Label string
	Short string // Label without the site; "" = Label
	Site  string // whose it is, where the order has several; "" for the order's
	Lines []Line
}

// Line is a field of a form.
type Line struct {
	Label  string
	Value  string // masked when Sealed
	Sealed bool
	Token  string // for Reveal, when Sealed
	Empty  bool   // not known yet
	Note   string // how the value came to be, where nobody chose it
	Fill   Fill   // where it is filled in; the zero Fill where it follows from what is always there
}

// Fill says where a value of a form is filled in.
type Fill struct {
	What string // site, role, person, client, case or material
	Of   string // id of the site or person; "" of what a case has one of
	Key  string // the field, role or material
}

// What a Fill may name.
const (
	fillSite     = "site"
	fillRole     = "role"
	fillPerson   = "person"
	fillClient   = "client"
	fillCase     = "case"
	fillMaterial = "material"
)

type sheet struct{ Sheet }

func (s *sheet) clear(label, value string) { s.add(label, value, Fill{}) }

func (s *sheet) add(label, value string, fill Fill) {
	s.Lines = append(s.Lines, Line{Label: label, Value: value, Empty: value == "", Fill: fill})
}

// optional adds a line that is whole without a value.
func (s *sheet) optional(label, value string, fill Fill) {
	line := Line{Label: label, Value: value, Fill: fill}
	if value == "" {
		line.Note = "没有要说明的就空着"
	}
	s.Lines = append(s.Lines, line)
}

func (s *sheet) sealed(label, value, token string, mask func(string) string, fill Fill) {
	if value == "" {
		s.add(label, "", fill)
		return
	}
	s.Lines = append(s.Lines, Line{Label: label, Value: mask(value), Sealed: true, Token: token, Fill: fill})
}

// of adds a sealed field of a person; where there is nobody yet, somebody is to be named
// for the role.
func (s *sheet) of(p clients.Person, role Fill, label, key, value string, mask func(string) string) {
	fill := Fill{fillPerson, string(p.ID), key}
	if p.ID == "" {
		fill = role
	}
	s.sealed(label, value, casefile.PersonToken(p.ID, key), mask, fill)
}

// leads is where somebody is named for a role of the order.
func leads(role cases.Role) Fill { return Fill{fillRole, "", string(role)} }

// siteField is where a field of a site is filled in.
func siteField(site cases.Site, key string) Fill { return Fill{fillSite, string(site.ID), key} }

// firstWithout is where the first site that lacks a field is filled in.
func firstWithout(d *casefile.File, key string, value func(cases.Site) string) Fill {
	for _, s := range d.Sites {
		if value(s) == "" {
			return siteField(s, key)
		}
	}
	if len(d.Sites) == 0 {
		return Fill{}
	}
	return siteField(d.Sites[0], key)
}

// forms lays out the five forms of the cloud and the two of the police, as far as the
// phases of the case and its type go. items are its materials.
func forms(d *casefile.File, kind workflow.Type, items []materials.Item) []Sheet {
	out := []Sheet{}
	if d.State.ICP && fillsIn(d) {
		out = append(out, basicForm(d), subjectForm(d), subjectLeadForm(d))
		for _, s := range d.Sites {
			out = append(out, siteForm(d, kind, s, items), siteLeadForm(d, kind, s))
			out = append(out, detailForm(d, s)...)
		}
	}
	if !d.State.ICP || !fillsIn(d) {
		for _, s := range d.Sites {
			out = append(out, detailForm(d, s)...)
		}
	}
	if d.State.Police {
		out = append(out, policeSubjectForm(d))
		for _, s := range d.Sites {
			out = append(out, policeSiteForm(d, s, items))
		}
	}
	return without(out, d.Case.Type)
}

// fillsIn says whether the order goes through a stage in which the cloud's forms are filled in.
func fillsIn(d *casefile.File) bool {
	g := d.Engine.Graph()
	kind, _ := g.Type(d.Case.Type)
	return slices.ContainsFunc(kind.Stages, func(code string) bool {
		stage, _ := g.Stage(code)
		return !slices.Contains(d.State.Skipped, code) && slices.ContainsFunc(stage.Steps, func(s workflow.Step) bool { return s.Needs == "form" })
	})
}

//go:embed data/forms.json
var formsFile []byte

// formLines are the lines and the sheets that a case type lacks, and where that is written.
type formLines struct {
	Source  string   `json:"source"`
	Without []string `json:"without"` // labels of lines, beside those of what its sites lack
	Lacks   []string `json:"lacks"`   // codes of sheets
}

// formData is data/forms.json: the lines that go with what sites of a type lack (Type.Lacks),
// and what else differs for a type.
type formData struct {
	OfSite map[string][]string  `json:"of_site"`
	Types  map[string]formLines `json:"types"`
}

var formRules = sync.OnceValue(func() formData { return embedded.JSON[formData]("forms.json", formsFile) })

// without takes the sheets and lines away that a case type has not.
func without(sheets []Sheet, caseType string) []Sheet {
	own := formRules().Types[caseType]
	gone := slices.Clone(own.Without)
	if t, ok := workflow.Embedded().Type(caseType); ok {
		for _, what := range t.Lacks {
			gone = append(gone, formRules().OfSite[what]...)
		}
	}
	sheets = slices.DeleteFunc(sheets, func(s Sheet) bool { return slices.Contains(own.Lacks, s.Code) })
	for i := range sheets {
		sheets[i].Lines = slices.DeleteFunc(sheets[i].Lines, func(l Line) bool { return slices.Contains(gone, l.Label) })
	}
	return sheets
}

func basicForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: "basic", Label: "基本信息"}}
	server := func(s cases.Site) string { return serverLabel(s.ServerKind) }
	domain := func(s cases.Site) string { return s.Domain }
	s.clear("备案省份", casefile.ProvinceName(d.Case.Province))
	s.nature("主办者性质", d.Client)
	subjectPapers(d, s)
	s.add("域名", joined(d, domain), firstWithout(d, "domain", domain))
	s.add("备案云服务", joined(d, server), firstWithout(d, "serverKind", server))
	s.add("公网 IP", joined(d, addresses), firstWithout(d, "serverIp", addresses))
	return s.Sheet
}

// addresses are the public addresses of a site: 203.0.113.10-203.0.113.20.
func addresses(s cases.Site) string {
	if s.ServerIPEnd == "" {
		return s.ServerIP
	}
	return s.ServerIP + "-" + s.ServerIPEnd
}

// nature adds what the subject is; what the desk has no kind of its own for is told by the
// head of its credit code, as the portals' lists have it.
func (s *sheet) nature(label string, c clients.Client) {
	line := Line{Label: label, Value: people.LabelOf(people.Kinds, string(c.Kind))}
	if c.Kind == clients.Other {
		line.Note = "在平台的列表里照证件选"
		if unit, read := identity.ParseUSCC(c.CreditCode); read.OK && unit.Nature != "" {
			line.Value, line.Note = unit.Nature, "按证件号码的前两位，照证件核对"
		}
	}
	s.Lines = append(s.Lines, line)
}

func subjectForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: "subject", Label: "主体信息"}}
	lead := d.Leader(cases.SubjectLead, "")
	if d.Client.Kind == clients.Personal {
		s.clear("姓名", d.Client.Name)
		s.of(lead, leads(cases.SubjectLead), "证件住所", "docAddress", lead.DocAddress, identity.MaskAddress)
	} else {
		s.clear("单位名称", d.Client.Name)
		s.add("证件住所", d.Client.Registered, Fill{fillClient, "", "registered"})
		s.add("投资人或主管单位", d.Client.Investor, Fill{fillClient, "", "investor"})
	}
	address(d, s, "通信地址")
	s.optional("备注", d.Case.Remark, Fill{fillCase, "", "remark"})
	return s.Sheet
}

func subjectLeadForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: "subject-lead", Label: "主体负责人"}}
	s.person(d.Leader(cases.SubjectLead, ""), leads(cases.SubjectLead))
	s.Lines = append(s.Lines[:6:6], append([]Line{officePhone(d)}, s.Lines[6:]...)...)
	if d.Client.Kind != clients.Personal {
		legal := d.Leader(cases.LegalRep, "")
		s.add("法定代表人姓名", legal.Name, leads(cases.LegalRep))
		s.of(legal, leads(cases.LegalRep), "法定代表人证件号码", "docNumber", legal.DocNumber, identity.MaskID)
	}
	return s.Sheet
}

func siteForm(d *casefile.File, kind workflow.Type, site cases.Site, items []materials.Item) Sheet {
	s := siteSheet(d, "site", "互联网服务信息", site)
	s.add(kind.Named("名称"), site.Name, siteField(site, "name"))
	s.add("域名", site.Domain, siteField(site, "domain"))
	s.add("首页 URL", site.Domain, siteField(site, "domain"))
	s.add("服务内容", cases.ListOf(cases.Contents).Words(site.Contents...), siteField(site, "contents"))
	s.add("语言", cases.ListOf(cases.Languages).Words(site.Languages...), siteField(site, "languages"))
	s.add("前置审批类型", cases.ListOf(cases.Approvals).Words(site.Approvals...), siteField(site, "approvals"))
	for _, code := range site.HeldCodes() {
		s.add(cases.PermitLabel(code), site.Permits[code], siteField(site, "permits."+code))
	}
	s.papers(items, site.Papers(false), "前置审批文件")
	s.add("备注", site.Remark, siteField(site, "remark"))
	return s.Sheet
}

// papers adds a line for each paper that the codes demand, with where it stands.
func (s *sheet) papers(items []materials.Item, codes []string, label string) {
	for _, i := range items {
		if slices.Contains(codes, i.Approval) {
			value := ""
			if len(i.Docs) > 0 {
				value = i.Label + "，" + string(i.State)
			}
			s.add(label, value, Fill{fillMaterial, "", i.Code})
		}
	}
}

func siteLeadForm(d *casefile.File, kind workflow.Type, site cases.Site) Sheet {
	s := siteSheet(d, "site-lead", kind.Named("负责人"), site)
	lead := d.Leader(cases.SiteLead, site.ID)
	if lead.ID != "" && lead.ID == d.Leader(cases.SubjectLead, "").ID {
		s.clear("与主体负责人相同", "是")
	}
	s.person(lead, Fill{fillRole, string(site.ID), string(cases.SiteLead)})
	return s.Sheet
}

// subjectPapers adds the kind and number of the subject's own document.
func subjectPapers(d *casefile.File, s *sheet) {
	if d.Client.Kind == clients.Personal {
		lead := d.Leader(cases.SubjectLead, "")
		s.add("证件类型", docLabel(lead), leads(cases.SubjectLead))
		s.of(lead, leads(cases.SubjectLead), "证件号码", "docNumber", lead.DocNumber, identity.MaskID)
		return
	}
	s.clear("证件类型", people.LabelOf(papers, string(d.Client.Kind)))
	s.add("证件号码", d.Client.CreditCode, Fill{fillClient, "", "creditCode"})
}

// papers are the documents by which the kinds of units are known.
var papers = []people.Label{
	{Code: string(clients.Enterprise), Label: "营业执照"},
	{Code: string(clients.Sole), Label: "营业执照"},
	{Code: string(clients.Institution), Label: "事业单位法人证书"},
	{Code: string(clients.Government), Label: "统一社会信用代码证书"},
	{Code: string(clients.Social), Label: "社会团体法人登记证书"},
	{Code: string(clients.Military), Label: "军队单位证明"},
	{Code: string(clients.Other), Label: "登记证书或执业许可证"},
}

// person adds the seven lines of a lead; role is where one is named.
func (s *sheet) person(p clients.Person, role Fill) {
	until := Fill{fillPerson, string(p.ID), "docUntil"}
	if p.ID == "" {
		until = role
	}
	s.add("姓名", p.Name, role)
	s.add("证件类型", docLabel(p), role)
	s.of(p, role, "证件号码", "docNumber", p.DocNumber, identity.MaskID)
	s.add("有效期", people.Until(p), until)
	s.of(p, role, "手机", "mobile", p.Mobile, identity.MaskPhone)
	s.of(p, role, "应急手机", "emergency", p.Emergency, identity.MaskPhone)
	s.of(p, role, "邮箱", "email", p.Email, identity.MaskEmail)
}

func officePhone(d *casefile.File) Line {
	s := &sheet{}
	s.sealed("办公电话", d.Client.OfficePhone, casefile.ClientToken(d.Client.ID, "officePhone"), identity.MaskPhone, Fill{fillClient, "", "officePhone"})
	return s.Lines[0]
}

// address adds the client's address: a unit's in clear, a person's sealed.
func address(d *casefile.File, s *sheet, label string) {
	fill := Fill{fillClient, "", "address"}
	if d.Client.Kind == clients.Personal {
		s.sealed(label, d.Client.Address, casefile.ClientToken(d.Client.ID, "address"), identity.MaskAddress, fill)
		return
	}
	s.add(label, d.Client.Address, fill)
}

// siteSheet begins a form of one site.
func siteSheet(d *casefile.File, code, label string, site cases.Site) *sheet {
	s := &sheet{Sheet{Code: code, Label: label, Short: label, Site: d.SiteLabel(site.ID)}}
	if s.Site != "" {
		s.Label += "（" + s.Site + "）"
	}
	return s
}

func docLabel(p clients.Person) string {
	if p.ID == "" {
		return ""
	}
	return people.LabelOf(people.DocKinds, string(p.DocKind))
}

func serverLabel(kind string) string {
	k, _ := cases.ServerKindOf(kind)
	return k.Label
}

// joined lists what is known of the sites, each once.
func joined(d *casefile.File, read func(cases.Site) string) string {
	var out []string
	for _, s := range d.Sites {
		if v := read(s); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return strings.Join(out, "、")
}
