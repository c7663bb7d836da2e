package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/workflow"
)

// beat is one thing that happens, at its moment.
type beat struct {
	at    time.Time
	who   int // the case
	staff int
	what  string
	do    func(context.Context, *world) error
}

// actor is one made-up case with its client.
type actor struct {
	scene
	i     int
	r     *rand.Rand
	cal   *cal.Calendar
	asOf  time.Time
	place place
	staff int

	firm, trade int
	name, lead  string
}

func newActor(i int, r *rand.Rand, c *cal.Calendar, opts Options) *actor {
	a := &actor{i: i, r: r, cal: c, asOf: opts.AsOf, staff: i, place: places[i%len(places)]}
	if i-1 < len(scenes) {
		a.scene = scenes[i-1]
	} else {
		a.scene = scenes[r.IntN(len(scenes))]
		if a.days > 0 {
			a.days += r.IntN(4)
		}
	}
	a.firm, a.trade = i*7%len(firms), r.IntN(len(trades)) // 7 shares no factor with the list
	a.lead = string(surnames[r.IntN(len(surnames))]) + given[r.IntN(len(given))]
	a.name = a.subjectName()
	return a
}

// city is the name of the place's city without its kind: 杭州.
func (a *actor) city() string {
	name := a.place.name
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
func (a *actor) brand() string {
	round := a.i / len(firms)
	brand := firms[a.firm]
	for ; round > 0; round /= len(prefixes) {
		brand = string(prefixes[round%len(prefixes)]) + brand
	}
	return brand
}

// subjectName names the client.
func (a *actor) subjectName() string {
	word := a.brand()
	switch a.subject {
	case clients.Personal:
		return a.lead
	case clients.Sole:
		return a.city() + word + trades[a.trade].firm + "经营部（个体工商户）"
	case clients.Institution:
		return a.city() + "市" + word + "公共服务中心"
	case clients.Government:
		return a.city() + "市" + word + "示范区管理委员会"
	case clients.Social:
		return a.city() + "市" + word + trades[a.trade].firm + "行业协会"
	case clients.Military:
		return "某部" + word + "保障队"
	}
	return a.city() + word + trades[a.trade].firm + "有限公司"
}

// heads are the first two places of credit codes by subject.
var heads = map[clients.Kind]string{
	clients.Enterprise: "91", clients.Sole: "92", clients.Institution: "12", clients.Government: "11", clients.Social: "51", clients.Military: "19",
}

func (a *actor) input() filing.OpenInput {
	t, _ := workflow.Embedded().Type(a.kind)
	in := filing.OpenInput{
		Client: people.ClientInput{Name: a.name, Kind: string(a.subject)},
		Type:   a.kind, Province: a.place.province, ICP: t.HasICP(), Police: t.HasPolice(), Agree: true,
	}
	word := words[a.firm]
	if a.i >= len(firms) {
		word = fmt.Sprintf("%s%d", word, a.i)
	}
	site := filing.SiteInput{Name: a.siteName(), Domain: word + ".example", Interactive: a.has(interactive)}
	in.Sites = []filing.SiteInput{site}
	if a.has(bare) {
		in.Sites[0].Name = ""
		return in
	}
	server := cal.DayOf(a.asOf).Add(40 + a.r.IntN(300))
	if a.i%11 == 0 {
		server = cal.DayOf(a.asOf).Add(12)
	}
	in.Sites[0].ServerKind, in.Sites[0].ServerIP, in.Sites[0].ServerUntil = "lighthouse", fmt.Sprintf("203.0.113.%d", 1+a.i%254), server.String()
	a.lastDays(&in.Sites[0], t.Stages)
	if a.has(twoSites) {
		second := in.Sites[0]
		second.Name, second.Domain = a.brand()+"帮助中心", "help-"+word+".example"
		in.Sites = append(in.Sites, second)
	}
	road := fmt.Sprintf("%s%s %d 号 %d 室", a.place.name, roads[a.r.IntN(len(roads))], 1+a.r.IntN(400), 101+a.r.IntN(1800))
	in.Client.Address, in.Client.Postcode = road, a.place.postcode
	in.Client.OfficePhone = fmt.Sprintf("0086-%s-%d", a.place.area, 6000000+(a.i*911)%900000)
	if len(a.place.area) == 3 || a.i%2 == 0 {
		in.Client.OfficePhone = fmt.Sprintf("0086-%s-%d", a.place.area, 60000000+(a.i*9109)%9000000)
	}
	if a.subject != clients.Personal {
		in.Client.CreditCode = creditCode(heads[a.subject]+a.place.division, 1000+a.i)
		in.LegalRep = true
	}
	home := fmt.Sprintf("%s%s %d 号 %d 幢 %d 室", a.place.name, roads[a.r.IntN(len(roads))], 1+a.r.IntN(300), 1+a.r.IntN(20), 101+a.r.IntN(900))
	until := cal.DayOf(a.asOf).Add(400 + a.r.IntN(5000)).String()
	switch {
	case a.i%26 == 0:
		until = cal.DayOf(a.asOf).Add(11).String()
	case a.i%13 == 0:
		until = cal.DayOf(a.asOf).Add(45).String()
	}
	in.Lead = people.PersonInput{
		Name: a.lead, DocKind: string(clients.IDCard), DocNumber: idNumber(a.place.division, cal.Date(1965, 1, 1).Add((a.i*37)%13000)),
		DocUntil: until, DocAddress: home, Living: home, Mobile: mobile(2 * a.i), Emergency: mobile(2*a.i + 1),
		Email: fmt.Sprintf("lead%d@example.com", a.i),
	}
	in.Lookup = "工信部网站已查：主体和域名均未备案"
	if a.kind != "first" {
		in.Lookup = "工信部网站已查：主体已备案，按" + t.Label + "办理"
	}
	return in
}

func (a *actor) siteName() string {
	if a.subject == clients.Personal {
		return a.brand() + blogs[a.trade%len(blogs)]
	}
	return a.brand() + trades[a.trade].site
}

// number is the ICP number of the case's subject.
func (a *actor) number() string {
	p, _ := identity.ProvinceByCode(a.place.province)
	return fmt.Sprintf("%sICP备2026%06d号", p.ICP, 100000+a.i)
}

func (a *actor) policeNumber(site int) string {
	p, _ := identity.ProvinceByCode(a.place.province)
	return fmt.Sprintf("%s公网安备 %s02%06d号", p.Police, a.place.division, (a.i*10+site)%1000000)
}

// steps lists what happens in the case with the gap before each.
func (a *actor) steps() []step {
	t, _ := workflow.Embedded().Type(a.kind)
	list := []step{a.open(a.input())}
	if a.money != "" {
		list = append(list, a.bill()...)
	}
	actions := a.path(t.Stages)
	for i, code := range actions {
		if code == "materials.done" && !slices.Contains(actions[:i], code) {
			list = append(list, a.materials(true)...)
		}
		list = append(list, a.moves(code)...)
	}
	switch {
	case a.has(bare) || slices.Contains(actions, "materials.done"):
	case slices.Contains(t.Stages, "materials"): // some are still awaited
		list = append(list, a.materials(false)...)
	default: // a type without that stage: its files come first
		list = slices.Insert(list, 1, a.materials(true)...)
	}
	if a.has(silent) {
		list = append(list, a.contact("phone", "电话无人接听", workdays(3, 3)), a.contact("wechat", "微信留言催材料，未回复", workdays(4, 4)),
			a.contact("phone", "电话接通，说这周补齐", workdays(5, 5)))
	}
	if a.money == "paid" || a.money == "part" {
		list = slices.Insert(list, a.payday(list), a.pay())
	}
	if a.end != "" {
		list = append(list, a.move(a.end, a.reason, nil, "", workdays(1, 2)))
	}
	return list
}

// payday is a place for the payment behind the bill: one before a step that is days
// away, or it would draw apart what belongs together in time.
func (a *actor) payday(list []step) int {
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
	return fits[a.r.IntN(len(fits))]
}

// beats places the steps in time, from the last back to the first.
func (a *actor) beats() []beat {
	list := a.steps()
	out := make([]beat, len(list))
	at := a.asOf.Add(-time.Duration(a.minutes) * time.Minute)
	if at.In(cal.Zone).Hour() < 8 && a.minutes < 900 {
		// Nothing of ours happens at night: it was the evening before.
		at = cal.DayOf(at).Add(-1).Start().Add(19*time.Hour + time.Duration(a.r.IntN(90))*time.Minute)
	}
	if a.days > 0 {
		at = atWork(a.cal.AddWorkdays(cal.DayOf(a.asOf), -a.days).End, a.r)
	}
	for i := len(list) - 1; i >= 0; i-- {
		out[i] = beat{at: at, who: a.i, staff: a.staff, what: list[i].what, do: list[i].do}
		at = list[i].gap.before(at, a.r, a.cal)
	}
	return out
}
