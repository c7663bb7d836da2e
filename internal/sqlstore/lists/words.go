package lists

import (
	"strings"

	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
)

// word is one of the words by which a list is filtered: a row is kept when each of them is
// found somewhere in it.
type word struct {
	Lists
	w    *sqltx.Where
	text string // folded
	like string // its placeholder as a pattern
}

// words adds to the conditions what every word of a text asks for.
func (s Lists) words(w *sqltx.Where, text string, found func(word) []string) {
	for _, one := range strings.Fields(records.Fold(text)) {
		like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(one) + "%"
		w.Add("(" + strings.Join(found(word{Lists: s, w: w, text: one, like: w.Arg(like)}), " OR ") + ")")
	}
}

// in says that a folded column holds the word.
func (o word) in(column string) string { return column + " LIKE " + o.like + ` ESCAPE '\'` }

// people are those whose name holds the word, whose mobile number it is, or ends with its
// four digits.
func (o word) people() string {
	return "people h WHERE " + o.in("h.find") + o.number("h.mobile_tail", "h.mobile_hash")
}

// contacts are clients whose contact's number it is, or ends with its four digits, or whose
// WeChat account; his name lies beside the client's.
func (o word) contacts() string {
	r := records.Records{Tx: o.Tx}
	return "clients k WHERE k.wechat_hash IN (" + sqltx.ArgList(o.w, r.WeChatHashes(o.text)) + ")" + o.number("k.contact_phone_tail", "k.contact_phone_hash")
}

// number adds that a sealed number is the word, or ends with its four digits.
func (o word) number(tail, whole string) string {
	if strings.Trim(o.text, "0123456789") != "" {
		return ""
	}
	r := records.Records{Tx: o.Tx}
	switch len(o.text) {
	case 4:
		return " OR " + tail + " IN (" + sqltx.ArgList(o.w, r.TailHashes(o.text)) + ")"
	case 11:
		return " OR " + whole + " IN (" + sqltx.ArgList(o.w, r.PhoneHashes(o.text)) + ")"
	}
	return ""
}

// ofCase finds it in what a case is called: number, domains and names of its sites, its
// client with its contact, its leads and their numbers.
func (o word) ofCase() []string {
	return []string{
		o.in("find"), o.in("client_find"),
		"id IN (SELECT m.case_id FROM case_leads m WHERE m.person_id IN (SELECT h.id FROM " + o.people() + "))",
		"client_id IN (SELECT k.id FROM " + o.contacts() + ")",
	}
}

// ofClient finds it in what a client is called: name, credit code, contact, people and their numbers,
// and the numbers and domains of its cases.
func (o word) ofClient() []string {
	return []string{
		o.in("find"), "credit_code = " + o.w.Arg(strings.ToUpper(o.text)),
		"id IN (SELECT h.client_id FROM " + o.people() + ")",
		"id IN (SELECT k.id FROM " + o.contacts() + ")",
		"id IN (SELECT c.client_id FROM cases c WHERE " + o.in("c.find") + ")",
	}
}

// ofBill finds it in what a bill is called: its number, whom it was made out to, the client
// as it is called now, its contact, its people and their numbers, and the numbers and domains of its cases.
func (o word) ofBill() []string {
	return []string{
		o.in("find"), "client_id IN (SELECT h.client_id FROM " + o.people() + ")", "client_id IN (SELECT k.id FROM " + o.contacts() + " OR " + o.in("k.find") + ")",
		"id IN (SELECT l.invoice_id FROM invoice_lines l JOIN cases c ON c.id = l.case_id WHERE " + o.in("c.find") + ")",
	}
}
