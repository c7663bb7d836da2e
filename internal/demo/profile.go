package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/workflow"
)

// event is one thing that happens, at its moment.
type event struct {
	at    time.Time
	who   int // the case
	staff int
	what  string
	do    func(context.Context, *world) error
}

// profile is one made-up case with its client.
type profile struct {
	scenario
	i     int
	r     *rand.Rand
	cal   *cal.Calendar
	asOf  time.Time
	place place
	staff int

	firm, trade int
	name, lead  string
}

func newProfile(i int, r *rand.Rand, c *cal.Calendar, opts Options) *profile {
	p := &profile{i: i, r: r, cal: c, asOf: opts.AsOf, staff: i, place: places[i%len(places)]}
	if i-1 < len(scenarios) {
		p.scenario = scenarios[i-1]
	} else {
		p.scenario = scenarios[r.IntN(len(scenarios))]
		if p.days > 0 {
			p.days += r.IntN(4)
		}
	}
	p.firm, p.trade = i*7%len(firms), r.IntN(len(trades)) // 7 shares no factor with the list
	p.lead = string(surnames[r.IntN(len(surnames))]) + given[r.IntN(len(given))]
	p.name = p.subjectName()
	return p
}

// city is the name of the place's city without its kind: 杭州.
func (p *profile) city() string {
	name := p.place.name
	for _, kind := range []string{"省", "自治区"} {
		if _, rest, ok := strings.Cut(name, kind); ok {
			name = rest
		}
	}
	city, _, _ := strings.Cut(name, "市")
	return city
}

// brand is the word of the client's name. From the second round through the list on a
// prefix keeps the names apart.
func (p *profile) brand() string {
	round := p.i / len(firms)
	brand := firms[p.firm]
	for ; round > 0; round /= len(prefixes) {
		brand = string(prefixes[round%len(prefixes)]) + brand
	}
	return brand
}

// subjectName names the client.
func (p *profile) subjectName() string {
	word := p.brand()
	switch p.subject {
	case clients.Personal:
		return p.lead
	case clients.Sole:
		return p.city() + word + trades[p.trade].firm + "经营部（个体工商户）"
	case clients.Institution:
		return p.city() + "市" + word + "公共服务中心"
	case clients.Government:
		return p.city() + "市" + word + "示范区管理委员会"
	case clients.Social:
		return p.city() + "市" + word + trades[p.trade].firm + "行业协会"
	case clients.Military:
		return "某部" + word + "保障队"
	default:
		return p.city() + word + trades[p.trade].firm + "有限公司"
	}
}

// heads are the first two places of credit codes by subject.
var heads = map[clients.Kind]string{
	clients.Enterprise: "91", clients.Sole: "92", clients.Institution: "12", clients.Government: "11", clients.Social: "51", clients.Military: "19",
}

func (p *profile) input() filing.OpenInput {
	t, _ := workflow.Embedded().Type(p.kind)
	in := filing.OpenInput{
		Client: people.ClientInput{Name: p.name, Kind: string(p.subject)},
		Type:   p.kind, Province: p.place.province, ICP: t.HasICP(), Police: t.HasPolice() && !p.has(icpOnly), Agree: true,
	}
	word := words[p.firm]
	if p.i >= len(firms) {
		word = fmt.Sprintf("%s%d", word, p.i)
	}
	site := filing.SiteInput{Name: p.siteName(), Domain: word + ".example", Interactive: p.has(interactive)}
	in.Sites = []filing.SiteInput{site}
	if p.has(bare) {
		in.Sites[0].Name = ""
		return in
	}
	server := cal.DayOf(p.asOf).Add(40 + p.r.IntN(300))
	if p.i%11 == 0 {
		server = cal.DayOf(p.asOf).Add(12)
	}
	if !t.Has(workflow.SiteDomain) {
		in.Sites[0].Domain = ""
	}
	if t.Has(workflow.SiteServer) {
		p.server(&in.Sites[0], server)
	}
	p.lastDays(&in.Sites[0], t.Stages)
	if p.has(twoSites) {
		second := in.Sites[0]
		second.Name, second.Domain = p.brand()+"帮助中心", "help-"+word+".example"
		if second.ProofUntil != "" { // each domain has a proof of its own
			second.ProofUntil = cal.DayOf(p.asOf).Add(200 + p.i).String()
		}
		in.Sites = append(in.Sites, second)
	}
	road := fmt.Sprintf("%s%s %d 号 %d 室", p.place.name, roads[p.r.IntN(len(roads))], 1+p.r.IntN(400), 101+p.r.IntN(1800))
	in.Client.Address, in.Client.Postcode = road, p.place.postcode
	in.Client.OfficePhone = fmt.Sprintf("0086-%s-%d", p.place.area, 6000000+(p.i*911)%900000)
	if len(p.place.area) == 3 || p.i%2 == 0 {
		in.Client.OfficePhone = fmt.Sprintf("0086-%s-%d", p.place.area, 60000000+(p.i*9109)%9000000)
	}
	if p.subject != clients.Personal {
		in.Client.CreditCode = CreditCode(heads[p.subject]+p.place.division, 1000+p.i)
		in.LegalRep = true
	}
	home := fmt.Sprintf("%s%s %d 号 %d 幢 %d 室", p.place.name, roads[p.r.IntN(len(roads))], 1+p.r.IntN(300), 1+p.r.IntN(20), 101+p.r.IntN(900))
	until := cal.DayOf(p.asOf).Add(400 + p.r.IntN(5000)).String()
	switch {
	case p.i%26 == 0:
		until = cal.DayOf(p.asOf).Add(11).String()
	case p.i%13 == 0:
		until = cal.DayOf(p.asOf).Add(45).String()
	}
	in.Lead = people.PersonInput{
		Name: p.lead, DocKind: string(clients.IDCard), DocNumber: IDNumber(p.place.division, cal.Date(1965, 1, 1).Add((p.i*37)%13000)),
		DocUntil: until, DocAddress: home, Living: home, Mobile: Mobile(2 * p.i), Emergency: Mobile(2*p.i + 1),
		Email: fmt.Sprintf("lead%d@example.com", p.i),
	}
	p.forms(&in)
	switch p.kind {
	case "police-change":
		in.Sites[0].Details = cases.Details{"police-changes": "通信地址：" + p.place.name + "解放路 18 号 → " + in.Client.Address + "\n办公电话：0086-010-68870788 → " + in.Client.OfficePhone}
	case "mini":
		in.Sites[0].Details = cases.Details{"platform": "微信", "appid": fmt.Sprintf("wx%016x", 0x5eed0000+p.i), "admin": p.lead, "service-type": "工具－信息查询"}
	case "change":
		in.Sites[0].Details = cases.Details{"changes": "负责人手机：" + Mobile(500_000+p.i) + " → " + in.Lead.Mobile + "\n网站名称：" + p.brand() + "官网 → " + site.Name}
	}
	in.Lookup = "工信部网站已查：主体和域名均未备案"
	if p.kind != "first" {
		in.Lookup = workflow.Naming("工信部网站已查：主体已备案，按{files}办理", t.Label)
	}
	if strings.HasSuffix(p.kind, "cancel") {
		in.Values = map[string]string{"cancels": "site"}
	}
	return in
}

// server is what a site runs on until a day.
func (p *profile) server(site *filing.SiteInput, until cal.Day) {
	site.ServerKind, site.ServerIP, site.ServerUntil = "lighthouse", fmt.Sprintf("203.0.113.%d", 1+p.i%254), until.String()
	site.ServerOwner, site.ServerMonths, site.ServerInstance = "client", "12", fmt.Sprintf("lhins-%08x", p.i)
}

func (p *profile) siteName() string {
	if p.subject == clients.Personal {
		return p.brand() + blogs[p.trade%len(blogs)]
	}
	return p.brand() + trades[p.trade].site
}

// number is the ICP number of the case's subject.
func (p *profile) number() string {
	province, _ := identity.ProvinceByCode(p.place.province)
	return fmt.Sprintf("%sICP备2026%06d号", province.ICP, 100000+p.i)
}

func (p *profile) policeNumber(site int) string {
	province, _ := identity.ProvinceByCode(p.place.province)
	return fmt.Sprintf("%s公网安备 %s02%06d号", province.Police, p.place.division, (p.i*10+site)%1000000)
}

// steps lists what happens in the case with the gap before each.
func (p *profile) steps() []step {
	t, _ := workflow.Embedded().Type(p.kind)
	list := []step{p.open(p.input())}
	if p.has(twoLeads) {
		list = append(list, p.secondLead())
	}
	if p.money != "" {
		list = append(list, p.bill()...)
	}
	actions := p.path(t.Stages)
	for i, code := range actions {
		if code == "materials.done" && !slices.Contains(actions[:i], code) {
			list = append(list, p.materials(true)...)
		}
		list = append(list, p.moves(code)...)
	}
	switch {
	case p.has(bare) || slices.Contains(actions, "materials.done"):
	case slices.Contains(t.Stages, "materials"): // some are still awaited
		list = append(list, p.materials(false)...)
	}
	if p.has(silent) {
		list = append(list, p.contact("phone", "电话无人接听", workdays(3, 3)), p.contact("wechat", "微信留言催材料，未回复", workdays(4, 4)),
			p.contact("phone", "电话接通，说这周补齐", workdays(5, 5)))
	}
	if p.money == "paid" || p.money == "part" {
		list = slices.Insert(list, p.payday(list), p.pay())
	}
	if p.end != "" {
		list = append(list, p.move(p.end, p.reason, p.pause(), "", workdays(1, 2)))
	}
	return list
}

// pause says until when a case is held, and why; nil for another end.
func (p *profile) pause() func(*world, views.CasePage) map[string]string {
	if p.end != workflow.ActionHold {
		return nil
	}
	until := cal.DayOf(p.asOf).Add(4 + p.i%7).String()
	return func(*world, views.CasePage) map[string]string {
		return map[string]string{"cause": "hold-documents", "until": until}
	}
}

// payday is a place for the payment behind the bill: one before a step that is days
// away, or it would draw apart what belongs together in time.
func (p *profile) payday(list []step) int {
	first := slices.IndexFunc(list, func(s step) bool { return s.what == "issue" }) + 1
	fits := []int{}
	for i := first; i < len(list); i++ {
		if list[i].gap.minutes == 0 {
			fits = append(fits, i)
		}
	}
	if len(fits) == 0 {
		return len(list)
	}
	return fits[p.r.IntN(len(fits))]
}

// events places the steps in time, from the last back to the first.
func (p *profile) events() []event {
	list := p.steps()
	out := make([]event, len(list))
	at := p.asOf.Add(-time.Duration(p.minutes) * time.Minute)
	if at.In(cal.Zone).Hour() < 8 && p.minutes < 900 {
		// Nothing of ours happens at night: it was the evening before.
		at = cal.DayOf(at).Add(-1).Start().Add(19*time.Hour + time.Duration(p.r.IntN(90))*time.Minute)
	}
	if p.days > 0 {
		at = atWork(p.cal.AddWorkdays(cal.DayOf(p.asOf), -p.days).End, p.r)
	}
	for i := len(list) - 1; i >= 0; i-- {
		out[i] = event{at: at, who: p.i, staff: p.staff, what: list[i].what, do: list[i].do}
		at = list[i].gap.before(at, p.r, p.cal)
	}
	return out
}
