package pasted

import (
	"regexp"
	"strings"
	"unicode"
)

// mark is a label in a line: where it begins, where its value may, and what it means.
type mark struct {
	start int
	from  int
	at    target
	known bool
	// loose is a label without a colon: what follows must look like its value.
	loose bool
}

// longestLabel is how many characters a label has at most.
const longestLabel = 24

// said is the line that a chat puts over what somebody has written: 张三 10:32.
var said = regexp.MustCompile(`^\s*[^:,;]{0,30}?\s*(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?|\d{1,2}[-/月]\d{1,2}日?|昨天|今天|前天|星期.|周.)?\s*(?:上午|下午|晚上|早上|中午)?\s*\d{1,2}:\d{2}(?::\d{2})?\s*$`)

// lines reads what has labels, line by line.
func (r *reader) lines() {
	var waiting *mark // a label whose value stands in a line below
	for at := 0; at <= len(r.plain); {
		end := at
		for end < len(r.plain) && r.plain[end] != '\n' && r.plain[end] != '\r' {
			end++
		}
		line := span{at, end}
		at = end + 1
		if strings.TrimSpace(r.half(line)) == "" {
			continue
		}
		if next := r.table(line); next > 0 {
			at, waiting = next, nil
			continue
		}
		if said.MatchString(r.half(line)) {
			r.claims, waiting = append(r.claims, line), nil
			continue
		}
		waiting = r.line(line, waiting)
	}
}

// line reads a line; waiting is the label that stood alone above it. It gives back the label
// that stands alone in this one.
func (r *reader) line(line span, waiting *mark) *mark {
	marks := r.marks(line)
	head := span{line.start, line.end}
	if len(marks) > 0 {
		head.end = marks[0].start
	}
	if head = r.trimmed(head); waiting != nil && !head.empty() {
		r.value(*waiting, head)
	}
	for i, m := range marks {
		to := line.end
		if i+1 < len(marks) {
			to = marks[i+1].start
		}
		r.claims = append(r.claims, span{m.start, min(m.from, to)})
		value := r.trimmed(span{min(m.from, to), to})
		switch {
		case !value.empty():
			r.value(m, value)
		case i+1 == len(marks):
			r.turn(m, len(r.plain))
			return &m
		default:
			r.turn(m, len(r.plain))
		}
	}
	return nil
}

// turn notes whom the text goes on about; a number for emergencies is no more than that, until
// its end.
func (r *reader) turn(m mark, end int) {
	if !m.known {
		r.estrange(m, end == len(r.plain))
		return
	}
	if m.at.role != "" && (m.at.role != emergency || m.at.attribute == "name") {
		role := m.at.role
		if role == client {
			role = ""
		}
		if role != emergency {
			end = len(r.plain)
		}
		r.turns = append(r.turns, turn{span: span{m.start, end}, role: role})
	}
}

// marks finds the labels of a line, in their order.
func (r *reader) marks(line span) []mark {
	list := []mark{}
	at := line.start
	for at < line.end && unicode.IsSpace(r.plain[at]) {
		at++
	}
	from := at + len([]rune(numbering.FindString(r.half(span{at, line.end}))))
	for first, value := true, false; from < line.end; first = false {
		m, ok := r.markAt(from, line.end, first, value)
		if ok {
			if first {
				m.start = at
			}
			list = append(list, m)
			from, value = m.from, true
			continue
		}
		from, value = r.next(from+1, line.end), false
	}
	return list
}

// next is the next place at which a label may begin.
func (r *reader) next(at, end int) int {
	for at < end && !parts(r.plain[at]) {
		at++
	}
	for at < end && (parts(r.plain[at]) && !opens(r.plain[at])) {
		at++
	}
	return at
}

func opens(c rune) bool { return closings[c] != 0 }

// parts are the characters behind which a label may begin.
func parts(c rune) bool {
	return unicode.IsSpace(c) || strings.ContainsRune(",;、。|/【[】]()!?~", c)
}

// markAt finds a label that begins at a place; first says that it is the first of its line,
// value that a value may begin there just as well.
func (r *reader) markAt(at, end int, first, value bool) (mark, bool) {
	if m, ok := r.bracketed(at, end); ok {
		return m, ok
	}
	if m, ok := r.coloned(at, end); ok || value {
		return m, ok
	}
	return r.bare(at, end, first)
}

var closings = map[rune]rune{'【': '】', '[': ']', '「': '」'}

// bracketed reads 【公司名称】.
func (r *reader) bracketed(at, end int) (mark, bool) {
	closing := closings[r.plain[at]]
	for i := at + 1; closing != 0 && i < end && i-at <= longestLabel; i++ {
		if r.plain[i] != closing {
			continue
		}
		t, ok := targetOf(r.half(span{at + 1, i}))
		for i++; i < end && (r.plain[i] == ':' || unicode.IsSpace(r.plain[i])); i++ {
		}
		return mark{start: at, from: i, at: t, known: ok}, ok || r.namesNext(i, end)
	}
	return mark{}, false
}

// namesNext says that somebody's name stands at a place, and nothing with it.
func (r *reader) namesNext(at, end int) bool {
	next := r.find(tokenForm, span{at, end})
	return len(next) > 0 && next[0].start == at && isName(r.half(next[0]))
}

// coloned reads 公司名称: and 姓  名:, and a label that nobody knows.
func (r *reader) coloned(at, end int) (mark, bool) {
	spaced, depth := false, 0
	for i := at; i < end && i-at <= longestLabel; i++ {
		switch c := r.plain[i]; {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == ':' || c == '=' && i > at:
			t, ok := targetOf(r.half(span{at, i}))
			if !ok && (spaced || c == '=' || !r.maybeLabel(at, i, end)) {
				return mark{}, false
			}
			for i < end && (r.plain[i] == c || unicode.IsSpace(r.plain[i])) {
				i++
			}
			t.unknown = !ok
			return mark{start: at, from: i, at: t, known: ok}, true
		case unicode.IsSpace(c) || c == '、' || c == '/':
			spaced = true
		case depth == 0 && strings.ContainsRune(",;。|【】[]?!", c):
			return mark{}, false
		}
	}
	return mark{}, false
}

// maybeLabel keeps times, addresses of pages and the like from being labels.
func (r *reader) maybeLabel(at, colon, end int) bool {
	word := r.half(span{at, colon})
	if word == "" || strings.ContainsAny(word, "0123456789@") {
		return false
	}
	if colon+2 < end && r.plain[colon+1] == '/' && r.plain[colon+2] == '/' {
		return false
	}
	return strings.ContainsFunc(word, unicode.IsLetter)
}

// bare reads a label without a colon: 公司名称 杭州…, 手机13800571001, 域名是 qinghe.cn. What
// follows must look like its value.
func (r *reader) bare(at, end int, first bool) (mark, bool) {
	for to := min(end, at+16); to > at; to-- {
		if unicode.IsSpace(r.plain[to-1]) {
			continue
		}
		t, ok := targetOf(r.half(span{at, to}))
		if !ok {
			continue
		}
		m := mark{start: at, from: to, at: t, known: true, loose: true}
		if to == end {
			return m, first && to-at > 1
		}
		c := r.plain[to]
		switch {
		case c == '是' || c == '为' || c == '叫':
			m.from++
		case c == '-' || c == '—' || c == '_' || c == '>':
			for m.from < end && strings.ContainsRune("-—_>", r.plain[m.from]) {
				m.from++
			}
		case c == '\t':
			return m, true
		}
		value := r.trimmed(span{m.from, end})
		if m.at.field == ignored || !value.empty() && r.looksLike(t, value, c) {
			return m, m.at.field != ignored || unicode.IsSpace(c)
		}
	}
	return mark{}, false
}

var (
	digitsHead  = regexp.MustCompile(`^\+?[(0-9][-0-9 ().]{5,}`)
	numberHead  = regexp.MustCompile(`^[0-9A-Za-z]{15,}`)
	mailHead    = regexp.MustCompile(`^[A-Za-z0-9._+-]+@`)
	domainHead  = regexp.MustCompile(`^(?i:https?:|[a-z0-9\p{Han}-]+\.[a-z\p{Han}])`)
	addressHead = regexp.MustCompile(`^\p{Han}{2,}.*[省市区县镇乡村路街号道弄]`)
	addressIP   = regexp.MustCompile(`^\d{1,3}(?:\.\d{1,3}){3}`)
	dayHead     = regexp.MustCompile(`^(?:\d{4}[-/.年]|长期|\d{8})`)
	nameHead    = regexp.MustCompile(`^\p{Han}[\p{Han}·]{1,}`)
	accountHead = regexp.MustCompile(`^[A-Za-z0-9_-]{5,}`)
	wordHead    = regexp.MustCompile(`^\S{2,}`)
)

// heads are the forms of values by their attribute or field.
var heads = map[string]*regexp.Regexp{
	"number": numberHead, "mobile": digitsHead, "phone": digitsHead, "landline": digitsHead, "email": mailHead,
	"wechat": accountHead, "until": dayHead, "address": addressHead, "docAddress": addressHead, "living": addressHead,
	"client.creditCode": numberHead, "lead.docNumber": numberHead, "lead.mobile": digitsHead, "lead.emergency": digitsHead,
	"client.officePhone": digitsHead, "client.contactPhone": digitsHead, "client.postcode": regexp.MustCompile(`^\d{6}`),
	"lead.email": mailHead, "client.address": addressHead, "client.registered": addressHead, "lead.docAddress": addressHead,
	"lead.living": addressHead, "site.domain": domainHead, "site.serverIp": addressIP, "lead.docUntil": dayHead,
	"site.serverUntil": dayHead, "site.domainUntil": dayHead, "site.boughtOn": dayHead, "site.verifiedOn": dayHead,
	"client.wechat": accountHead, "accountUin": regexp.MustCompile(`^\d{5,14}`), "site.serverInstance": accountHead,
}

// looksLike says that what stands behind a label without a colon is its value; gap is the
// character right behind the label.
func (r *reader) looksLike(t target, value span, gap rune) bool {
	text := r.half(value)
	key := t.attribute + t.field
	switch {
	case key == "name":
		return isName(nameIn(text)) || digitsHead.MatchString(text)
	case key == "client.name":
		if end := strings.IndexAny(text, " ,;。|\t"); end > 0 {
			text = text[:end]
		}
		return unitName.MatchString(text)
	case heads[key] != nil:
		return heads[key].MatchString(text)
	}
	return unicode.IsSpace(gap) && key == "site.name" && wordHead.MatchString(text)
}
