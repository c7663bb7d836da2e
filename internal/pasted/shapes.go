package pasted

import (
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/identity"
)

// shapes finds what has no label, by its shape and check digit.
func (r *reader) shapes() {
	all := span{0, len(r.plain)}
	for _, s := range r.find(mailForm, all) {
		r.shaped(s, target{attribute: "email"}, "")
	}
	for _, form := range []*regexp.Regexp{domainForm, hanDomain} {
		for _, s := range r.find(form, all) {
			r.domain(s)
		}
	}
	for _, s := range r.find(ipForm, all) {
		r.shaped(s, target{field: "site.serverIp"}, "")
	}
	for _, form := range []*regexp.Regexp{idForm, codeForm} {
		for _, s := range r.find(form, all) {
			r.eighteen(s)
		}
	}
	for _, s := range r.find(mobileForm, all) {
		r.shaped(s, target{attribute: "mobile"}, "")
	}
	for _, s := range r.find(landForm, all) {
		r.shaped(s, target{field: "client.officePhone"}, "")
	}
	for _, s := range r.find(nearMobile, all) {
		r.shaped(s, target{attribute: "mobile"}, "")
	}
	r.words()
	r.doubtWords()
}

// nearMobile is a mobile number that lacks a digit, or has one too many.
var nearMobile = regexp.MustCompile(`(?:^|[^0-9A-Za-z.-])(1[3-9]\d{8}|1[3-9]\d{10})(?:$|[^0-9A-Za-z.-])`)

// shaped takes in what is known by its shape, unless it has been read already.
func (r *reader) shaped(s span, at target, why string) {
	if slices.ContainsFunc(r.claims, s.meets) {
		return
	}
	for _, d := range r.doubts {
		if d.meets(s) && why == "" {
			why = d.why
		}
	}
	r.add(piece{span: s, at: at, doubt: why})
}

// domain leaves aside the sites of which texts are copied, and names of files.
func (r *reader) domain(s span) {
	d, c := identity.ParseDomain(r.half(s))
	if !c.OK {
		return
	}
	for _, host := range known().hosts {
		if d.ASCII == host || strings.HasSuffix(d.ASCII, "."+host) {
			return
		}
	}
	if slices.ContainsFunc(c.Warnings, func(w identity.Warning) bool { return w.Rule == "domain.unknown" }) {
		return
	}
	r.shaped(s, target{field: "site.domain"}, "")
}

const (
	bothNumbers = "既能是身份证号码，也能是统一社会信用代码，请对照证件选一个"
	dated       = `^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
)

var (
	datedForm = regexp.MustCompile(dated)
	codeHead  = regexp.MustCompile(`^[159NY][1-9A]\d{6}`)
)

// eighteen tells a number of a person from one of a unit by their check digits, and by their
// look where neither fits.
func (r *reader) eighteen(s span) {
	number := strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(r.half(s), " ", ""), "-", ""))
	_, id := identity.ParseID(number, r.today)
	_, code := identity.ParseUSCC(number)
	switch {
	case id.OK && code.Rule == "uscc.id":
		r.shaped(s, target{attribute: "number"}, bothIf(codeHead.MatchString(number) && number[0] == '9'))
	case id.OK:
		r.shaped(s, target{attribute: "number"}, "")
	case code.OK || !datedForm.MatchString(number) && codeHead.MatchString(number):
		r.shaped(s, target{field: "client.creditCode"}, "")
	case datedForm.MatchString(number):
		r.shaped(s, target{attribute: "number"}, "")
	}
}

func bothIf(doubtful bool) string {
	if doubtful {
		return bothNumbers
	}
	return ""
}

var (
	segmentForm = regexp.MustCompile(`[^\n\r\t,;。|]+`)
	tokenForm   = regexp.MustCompile(`[^\s,;。、|/:]+`)
	strongUnit  = regexp.MustCompile(`^[\p{Han}A-Za-z0-9()·]{2,}(?:公司|工作室|经营部|商行|事务所|合作社|学校|医院|研究院|协会|基金会|服务部|门市部|中心|厂|商店|超市|饭店|餐厅|诊所)(?:\([^()]*\))?$`)
	sentence    = regexp.MustCompile(`[的了是请我您你要给发吗呢]|麻烦|谢谢|备案`)
	streetForm  = regexp.MustCompile(`^\p{Han}{2,}?(?:省|市|自治区|区|县).*(?:路|街|道|巷|村|号|镇|乡|弄|园|大厦)`)
	longUnit    = 6
)

// words finds names of units, addresses and people that stand for themselves.
func (r *reader) words() {
	all := span{0, len(r.plain)}
	for _, s := range r.find(segmentForm, all) {
		s = r.cut("address", r.trimmed(s))
		text := r.half(s)
		if len([]rune(text)) >= 9 && streetForm.MatchString(text) && identity.NamesDoor(text) && !sentence.MatchString(text) && !strings.Contains(text, "公司") {
			r.shaped(s, target{attribute: "address"}, "")
		}
	}
	for _, s := range r.find(tokenForm, all) {
		if text := r.half(s); len([]rune(text)) >= longUnit && strongUnit.MatchString(text) && !sentence.MatchString(text) {
			r.shaped(s, target{field: "client.name"}, "")
		}
	}
	r.names(all)
}

const unsureName = "这里的名字没有标明是谁，请核对后再勾"

// names takes the name of somebody in, plain where it stands in a line with his numbers.
func (r *reader) names(all span) {
	for _, s := range r.find(tokenForm, all) {
		text := r.half(s)
		if _, word := targetOf(text); word || !isName(text) || slices.ContainsFunc(r.claims, s.meets) {
			continue
		}
		why := unsureName
		for _, p := range r.pieces {
			own := p.at.attribute == "mobile" || p.at.attribute == "number"
			if own && !p.labeled && r.sameLine(p.start, s.start) {
				why = ""
			}
		}
		r.shaped(s, target{attribute: "name"}, why)
	}
}

// sameLine says that no line ends between two places.
func (r *reader) sameLine(a, b int) bool {
	between := span{min(a, b), max(a, b)}
	return !strings.ContainsAny(r.half(between), "\n\r")
}
