package pasted

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// stranger is the role of whom a label or a heading names that nobody knows.
const stranger = "?"

// introductions are words before a colon that name nobody: 资料如下.
var introductions = regexp.MustCompile(`如下|以下|你好|您好|备注|说明|要求|补充|另外|谢谢|客户资料|客户信息`)

// invoices are labels under which a client's name and code may be another's.
var invoices = regexp.MustCompile(`开票|发票|抬头|收件|寄`)

// estrange notes that the text goes on about somebody unknown, until the next known role.
func (r *reader) estrange(m mark, alone bool) {
	if word := r.word(m); !introductions.MatchString(word) {
		r.turns = append(r.turns, turn{span{m.start, len(r.plain)}, stranger, word, alone || invoices.MatchString(word)})
	}
}

const (
	strangers   = "写在“%s”下面，不知道是谁的，请核对后再勾"
	whichUntil  = "没有写明是哪个证件的有效期，请核对后再勾"
	behindWords = "前面还写着“%s”，不知道是谁的，请核对后再勾"
	otherRole   = "文字里还写着“%s”，不知道是不是这个人，请核对后再勾"
)

// bareUntil are labels of a last day that do not say of which document.
var bareUntil = regexp.MustCompile(`^有效期`)

// cardForm is what stands on a card beside its last day, licenceForm what on a licence.
var (
	cardForm    = regexp.MustCompile(`身份证|公民身份|签发机关`)
	licenceForm = regexp.MustCompile(`执照|信用代码|登记机关|成立日期|经营范围`)
)

// doubtStrangers doubts what follows a label that nobody knows, and a last day with no card
// beside it.
func (r *reader) doubtStrangers() {
	for i, p := range r.pieces {
		if p.bare && p.at.role == "" && !r.cardBefore(p.start) {
			r.pieces[i].doubt = whichUntil
		}
		t := r.turnAt(p.start)
		if t.role != stranger || p.doubt != "" {
			continue
		}
		if p.at.attribute != "" && p.at.role == "" || t.alone && strings.HasPrefix(p.at.field, "client.") {
			r.pieces[i].doubt = fmt.Sprintf(strangers, t.label)
		}
	}
}

// cardBefore says that the last document named before a place is a card of a person.
func (r *reader) cardBefore(at int) bool {
	card, licence := -1, -1
	for _, p := range r.pieces {
		if p.start >= at {
			continue
		}
		switch {
		case p.at.attribute == "number" || p.at.field == "lead.docNumber":
			card = max(card, p.start)
		case p.at.field == "client.creditCode":
			licence = max(licence, p.start)
		}
	}
	before := span{0, at}
	for _, s := range r.find(cardForm, before) {
		card = max(card, s.start)
	}
	for _, s := range r.find(licenceForm, before) {
		licence = max(licence, s.start)
	}
	return card > licence
}

// doubtWords doubts what has no label and stands behind words that may tell whose it is, and
// a name without a role where the words name one.
func (r *reader) doubtWords() {
	role := r.roleInWords()
	for i, p := range r.pieces {
		if words := r.wordsBefore(p.start); p.at.attribute == "name" && !p.labeled && words != "" {
			r.turns = append(r.turns, turn{span{p.start, len(r.plain)}, stranger, words, false})
		}
		if p.labeled || p.doubt != "" {
			continue
		}
		person := p.at.attribute == "name" || p.at.attribute == "number" || p.at.attribute == "mobile"
		switch words := r.wordsBefore(p.start); {
		case words != "":
			r.pieces[i].doubt = fmt.Sprintf(behindWords, words)
		case person && role != "" && r.roleAt(p.start) == "":
			r.pieces[i].doubt = fmt.Sprintf(otherRole, role)
		}
	}
}

// fillers are words that tell of nobody.
var fillers = regexp.MustCompile(`^(?:[是叫为]|我|我是|我叫|您好|你好)$`)

// wordsBefore are the words before a place that nothing was read from, back to the last label
// or mark that parts.
func (r *reader) wordsBefore(at int) string {
	left := []rune{}
	for i := at - 1; i >= 0; i-- {
		here := span{i, i + 1}
		if strings.ContainsRune("\n\r\t,;。|!?", r.plain[i]) || slices.ContainsFunc(r.pieces, func(p piece) bool { return p.labeled && p.meets(here) }) {
			break
		}
		if slices.ContainsFunc(r.claims, here.meets) {
			if !slices.ContainsFunc(r.pieces, func(p piece) bool { return p.meets(here) }) {
				break // a label
			}
			continue
		}
		if unicode.IsLetter(r.plain[i]) {
			left = append(left, r.plain[i])
		}
	}
	slices.Reverse(left)
	words := string(left)
	if t, ok := targetOf(words); fillers.MatchString(words) || ok && t.role == "" && t.field != ignored {
		return "" // a label, parted by an unusual mark
	}
	return words
}

// roleInWords is a role that the text names outside of its labels; "" for none.
func (r *reader) roleInWords() string {
	all := span{0, len(r.plain)}
	for _, s := range r.find(roleForm, all) {
		if !slices.ContainsFunc(r.claims, s.meets) {
			return r.half(s)
		}
	}
	return ""
}

var roleForm = regexp.MustCompile(`负责人|法人|法定代表人|经营者`)

// nameIn is how a text begins where that is a name, as far as the next label: 沈敏 of 沈敏身份证330….
func nameIn(text string) string {
	head := nameHead.FindString(text)
	runes := []rune(head)
	for n := 2; n <= 4 && n < len(runes); n++ {
		rest := string(runes[n:])
		if isName(string(runes[:n])) && known().attributes[rest] != "" {
			return string(runes[:n])
		}
	}
	return head
}
