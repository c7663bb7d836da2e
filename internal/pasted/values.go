package pasted

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The shapes of values, each in the first group where something must bound it.
var (
	idForm     = regexp.MustCompile(`(?:^|[^0-9A-Za-z])([1-9]\d{5}[- ]?\d{8}[- ]?\d{3}[\dXx])(?:$|[^0-9A-Za-z])`)
	codeForm   = regexp.MustCompile(`(?:^|[^0-9A-Za-z])([0-9A-Za-z]{18}|[0-9A-Z]{4}(?: [0-9A-Z]{4}){3} [0-9A-Z]{2})(?:$|[^0-9A-Za-z])`)
	mobileForm = regexp.MustCompile(`(?:^|[^0-9A-Za-z])((?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4}|[- ]\d{8}))(?:$|[^0-9A-Za-z])`)
	landForm   = regexp.MustCompile(`(?:^|[^0-9A-Za-z-])((?:(?:\+|00)86[- ]?)?\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7}(?:(?:-|转)\d{1,6})?)(?:$|[^0-9A-Za-z])`)
	mailForm   = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}`)
	domainForm = regexp.MustCompile(`(?:^|[^0-9A-Za-z@._-])((?:https?://)?(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,18}(?:/[!-~]*)?)(?:$|[^0-9A-Za-z@._-])`)
	hanDomain  = regexp.MustCompile(`(?:^|[^\p{Han}0-9A-Za-z.])(\p{Han}[\p{Han}0-9A-Za-z-]*\.(?:中国|公司|网络|网址|在线|com|cn|net))(?:$|[^\p{Han}0-9A-Za-z.])`)
	ipForm     = regexp.MustCompile(`(?:^|[^0-9A-Za-z.])((?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3})(?:$|[^0-9A-Za-z.])`)
	postForm   = regexp.MustCompile(`(?:^|[^0-9])(\d{6})(?:$|[^0-9])`)
	dayForm    = regexp.MustCompile(`长期|永久|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{8}`)
)

// shapesOf are the forms by which a value is found behind its label.
var shapesOf = map[string][]*regexp.Regexp{
	"number": {idForm}, "email": {mailForm}, "client.creditCode": {codeForm}, "site.domain": {domainForm, hanDomain},
	"site.serverIp": {ipForm}, "client.postcode": {postForm}, "client.fapiaoTaxNo": {codeForm},
}

// value reads what stands behind a label.
func (r *reader) value(m mark, s span) {
	text := strings.TrimSpace(r.half(s))
	switch {
	case nobody(text) || m.at.field == ignored:
		if !nobody(text) {
			r.turn(m, s.end)
		}
		r.claims = append(r.claims, s)
		return
	case !m.known:
		r.doubts = append(r.doubts, doubt{s, fmt.Sprintf("写在“%s”后面，不知道算哪一项，请核对后再勾", r.word(m))})
		r.turn(m, s.end)
		return
	}
	r.turn(m, s.end)
	key := m.at.attribute + m.at.field
	switch key {
	case "name":
		r.person(m, s)
		return
	case "mobile", "phone", "landline", "lead.mobile", "client.contactPhone", "client.officePhone", "lead.emergency":
		r.phones(m, s)
		return
	}
	found := []span{}
	for _, form := range shapesOf[key] {
		found = append(found, r.find(form, s)...)
	}
	switch codes := r.find(codeForm, s); {
	case len(found) == 0 && key == "number" && len(codes) == 1 && !datedForm.MatchString(r.half(codes[0])):
		m.at, found = target{field: "client.creditCode"}, codes
	case len(found) == 0:
		found = append(found, r.cut(key, s))
	}
	if key == "type" && subjectKind(text) {
		m.at = target{field: "client.kind"}
	}
	for _, f := range found {
		p := piece{span: f, at: m.at, labeled: true, bare: key == "until" && bareUntil.MatchString(r.word(m))}
		if m.at.field == "client.name" && manyDigits.MatchString(r.half(f)) {
			p.doubt = numberInName
		}
		r.add(p)
	}
}

// word is a label without its colon.
func (r *reader) word(m mark) string {
	return strings.Trim(r.half(span{m.start, m.from}), ":=【】[] \t\r\n")
}

// manyDigits are as many as a mobile number has, parted or not.
var manyDigits = regexp.MustCompile(`(?:[0-9][^0-9]*){11}`)

const numberInName = "名称里有一串号码，可能把别的也算进来了，请核对后再勾"

// add takes a value in.
func (r *reader) add(p piece) {
	if p.span = r.trimmed(p.span); p.empty() {
		return
	}
	r.pieces = append(r.pieces, p)
	r.claims = append(r.claims, p.span)
}

// tail is where something else begins behind a name or an address: a number, an address of
// mail.
var tail = regexp.MustCompile(`[\s,;/(]+(?:[^\s,;/(]{0,4}[+0-9][-0-9]{6,}|[A-Za-z0-9]{15,}|\S+@).*$`)

var clauseEnd = regexp.MustCompile(`[,;。]`)

// cut leaves what another value is out of a text.
func (r *reader) cut(key string, s span) span {
	if over := r.find(clauseEnd, s); key == "client.name" && len(over) > 0 && over[0].start > s.start {
		s.end = over[0].start
	}
	switch key {
	case "client.name", "client.address", "client.registered", "address", "docAddress", "living":
		if over := r.find(tail, s); len(over) > 0 && over[0].start > s.start {
			s.end = over[0].start
		}
	}
	return r.trimmed(s)
}

var (
	personHead = regexp.MustCompile(`^[\p{Han}][\p{Han}·•・.]*`)
	spacedHan  = regexp.MustCompile(`^\p{Han}(?:\s+\p{Han}){1,3}$`)
	latinOnly  = regexp.MustCompile(`^[A-Za-z][A-Za-z .'-]+$`)
)

// person reads the name of somebody, and leaves what else stands there to its shape.
func (r *reader) person(m mark, s span) {
	text := r.half(s)
	name := s
	head := personHead.FindString(text)
	if name := nameIn(text); isName(name) {
		head = name
	}
	rest := strings.TrimSpace(text[len(head):])
	switch {
	case spacedHan.MatchString(text) || latinOnly.MatchString(text):
	case head == "":
		if m.at.heading && len(r.find(mobileForm, s))+len(r.find(idForm, s))+len(r.find(mailForm, s)) > 0 {
			return
		}
	case rest == "" || strings.ContainsAny(rest[:1], "0123456789+(,;/") || strings.HasPrefix(rest, "、") || isName(head):
		name.end = s.start + len([]rune(head))
	}
	at := m.at
	r.add(piece{span: name, at: target{role: at.role, attribute: "name"}, labeled: true})
	if (at.role == lead || at.role == siteLead) && (strings.Contains(rest, "法人") || strings.Contains(rest, "法定代表人")) {
		r.pieces = append(r.pieces, piece{span: name, at: target{role: legal, attribute: "name"}, labeled: true})
	}
}

const notLandline = "写的是办公电话，号码却是手机。办公电话要填座机，请核对这是谁的手机"

// phones reads the numbers behind a label, and whose they are where that is told.
func (r *reader) phones(m mark, s span) {
	mobiles, lands := r.find(mobileForm, s), r.find(landForm, s)
	lands = slices.DeleteFunc(lands, func(l span) bool {
		return slices.ContainsFunc(mobiles, l.meets)
	})
	if len(mobiles)+len(lands) == 0 {
		r.add(piece{span: s, at: m.at, labeled: true})
		return
	}
	key := m.at.attribute + m.at.field
	for _, n := range mobiles {
		p := piece{span: n, at: m.at, labeled: true}
		if key == "landline" || key == "client.officePhone" {
			p.at, p.doubt = target{field: "client.contactPhone"}, notLandline
		}
		r.add(p)
	}
	for _, n := range lands {
		p := piece{span: n, at: target{field: "client.officePhone"}, labeled: true}
		if key == "mobile" || key == "lead.mobile" || key == "lead.emergency" {
			p.at = m.at // refused, and told why
		}
		r.add(p)
	}
	r.beside(m, s, mobiles)
}

var (
	sameWeChat = regexp.MustCompile(`微信同号|同微信|微信同步|\(微信\)|加微信`)
	callName   = regexp.MustCompile(`(?:^|[\s,;/(])(\p{Han}{2,4})(?:$|[\s,;/)0-9:])`)
)

// beside reads what people write next to a number: its owner, that it is WeChat's, too.
func (r *reader) beside(m mark, s span, mobiles []span) {
	if same := r.find(sameWeChat, s); len(same) == 1 && len(mobiles) == 1 {
		r.add(piece{span: same[0], at: target{role: m.at.role, attribute: "wechat"}, labeled: true, value: r.written(mobiles[0])})
	}
	for _, n := range r.find(callName, s) {
		if !isName(r.half(n)) || m.at.field != "" && m.at.field != "client.contactPhone" {
			continue
		}
		role := m.at.role
		if role == "" || role == client {
			role = contact
		}
		r.add(piece{span: n, at: target{role: role, attribute: "name"}, labeled: true})
	}
}

// subjectKind says that 类型 is that of a subject, as licences have it, not that of a case.
func subjectKind(text string) bool {
	return kindOf(text) != text && !caseType.MatchString(text) || text == kindOf(text) && isKind(text)
}

var caseType = regexp.MustCompile(`备案|首次|新增|接入|变更|注销|APP|小程序`)

func isKind(text string) bool {
	return slices.ContainsFunc(kindWords, func(k kindWord) bool { return k.kind == text })
}
