package lists

import (
	"slices"
	"strings"

	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
)

// way leads from the rows x of a table that are called so to rows of a list.
type way struct {
	kind parts.Kind
	no   string // find_no of the list's row
	to   string // the tables on the way
	on   string // how they belong together
	own  string // the condition on the list's row that finds the same, before LIKE
	end  string // and behind it; "" where own is a column of the list's
}

// called is a list whose rows are found by what they and others are called.
type called struct {
	table   string
	columns string // of the list's rows, that ways and sums read
	ways    []way
	marks   []mark
}

// mark is what rows of a table are found by as a whole.
type mark struct {
	kind   parts.Kind
	column string
	values func(records.Records, string) []string // what the column may hold for a word; none for one that is no such thing
}

// digits reads a word of so many digits.
func digits(n int, values func(records.Records, string) []string) func(records.Records, string) []string {
	return func(r records.Records, word string) []string {
		if len(word) != n || strings.Trim(word, "0123456789") != "" {
			return nil
		}
		return values(r, word)
	}
}

// numbers are a mobile number or its last four digits, of people or of a client's contact, and
// his WeChat account.
var numbers = []mark{
	{parts.Clients, "wechat_hash", records.Records.WeChatHashes},
	{parts.People, "mobile_tail", digits(4, records.Records.TailHashes)},
	{parts.Clients, "contact_phone_tail", digits(4, records.Records.TailHashes)},
	{parts.People, "mobile_hash", digits(11, records.Records.PhoneHashes)},
	{parts.Clients, "contact_phone_hash", digits(11, records.Records.PhoneHashes)},
}

func creditCode(_ records.Records, word string) []string { return []string{strings.ToUpper(word)} }

var (
	// casesCalled are found by number, contract, domains and names of their sites, their client and its contact, their leads.
	casesCalled = called{"cases", "id, find_no, find, client_find, unpaid_fen", []way{
		{kind: parts.Cases, no: "x.find_no", own: "cases.find"},
		{kind: parts.Clients, no: "c.find_no", to: " CROSS JOIN cases c", on: " AND c.client_id = x.id", own: "cases.client_find"},
		{kind: parts.People, no: "c.find_no", to: " CROSS JOIN case_leads m CROSS JOIN cases c", on: " AND m.person_id = x.id AND c.id = m.case_id",
			own: "EXISTS (SELECT 1 FROM case_leads m JOIN people h ON h.id = m.person_id WHERE m.case_id = cases.id AND h.find", end: ")"},
	}, numbers}
	// clientsCalled by name, contact, credit code, people, and the numbers and domains of the cases.
	clientsCalled = called{"clients", "id, find_no, find", []way{
		{kind: parts.Clients, no: "x.find_no", own: "clients.find"},
		{kind: parts.People, no: "k.find_no", to: " CROSS JOIN clients k", on: " AND k.id = x.client_id",
			own: "EXISTS (SELECT 1 FROM people h WHERE h.client_id = clients.id AND h.find", end: ")"},
		{kind: parts.Cases, no: "k.find_no", to: " CROSS JOIN clients k", on: " AND k.id = x.client_id",
			own: "EXISTS (SELECT 1 FROM cases c WHERE c.client_id = clients.id AND c.find", end: ")"},
	}, append([]mark{{parts.Clients, "credit_code", creditCode}}, numbers...)}
	// billsCalled by number, whom they were made out to, the client as it is called now, its contact and people, and their cases.
	billsCalled = called{"invoices", "id, find_no, find, client_id", []way{
		{kind: parts.Bills, no: "x.find_no", own: "invoices.find"},
		{kind: parts.Clients, no: "i.find_no", to: " CROSS JOIN invoices i", on: " AND i.client_id = x.id",
			own: "EXISTS (SELECT 1 FROM clients k WHERE k.id = invoices.client_id AND k.find", end: ")"},
		{kind: parts.People, no: "i.find_no", to: " CROSS JOIN invoices i", on: " AND i.client_id = x.client_id",
			own: "EXISTS (SELECT 1 FROM people h WHERE h.client_id = invoices.client_id AND h.find", end: ")"},
		{kind: parts.Cases, no: "i.find_no", to: " CROSS JOIN invoice_lines l CROSS JOIN invoices i", on: " AND l.case_id = x.id AND i.id = l.invoice_id",
			own: "EXISTS (SELECT 1 FROM invoice_lines l JOIN cases c ON c.id = l.case_id WHERE l.invoice_id = invoices.id AND c.find", end: ")"},
	}, numbers}
)

// hits are the rows of the list for those of a source.
func (v way) hits(source, condition string) string {
	return "SELECT " + v.no + " AS no FROM " + source + v.to + " WHERE " + condition + v.on
}

// way gives the list's way from a table.
func (l called) way(k parts.Kind) way {
	return l.ways[slices.IndexFunc(l.ways, func(v way) bool { return v.kind == k })]
}

// word is one of the words by which a list is filtered: a row is kept when each of them is
// found somewhere in it.
type word struct {
	Lists
	text   string // folded
	exact  bool   // its ranges hold nothing else
	ranges []parts.Range
	best   []parts.Range // by way, the one that holds the fewest
	n      []int         // by way, how many that holds, one more than Most for more
}

// like spells that a folded column holds the word.
func (o *word) like(w *sqltx.Where) string {
	return " LIKE " + w.Arg("%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(o.text)+"%") + ` ESCAPE '\'`
}

// found are the rows of the list to which one of its ways leads.
func (o *word) found(w *sqltx.Where, l called, i int) string {
	v := l.ways[i]
	lie := o.best[i].In(w, v.kind)
	if o.exact && v.to == "" {
		return "SELECT q.no AS no FROM find_parts q WHERE " + lie
	}
	lie += " AND x.find_no = q.no"
	if !o.exact {
		lie += " AND x.find" + o.like(w)
	}
	return v.hits("find_parts q CROSS JOIN "+v.kind.Table()+" x", lie)
}

// marked are the rows of the list that are found by the word as a whole.
func (o *word) marked(w *sqltx.Where, l called) []string {
	var all []string
	for _, m := range l.marks {
		if values := m.values(records.Records{Tx: o.Tx}, o.text); len(values) > 0 {
			all = append(all, l.way(m.kind).hits(m.kind.Table()+" x", "x."+m.column+" <> '' AND x."+m.column+" IN ("+sqltx.ArgList(w, values)+")"))
		}
	}
	return all
}

// common says that the word finds too many rows to gather: walking the list in its order
// soon meets enough of them.
func (o *word) common() bool { return slices.Max(o.n) > o.Most() }

// commonest is the first of the ways on which it does.
func (o *word) commonest() int { return slices.Index(o.n, o.Most()+1) }

// gathered are all rows of the list that have the word, of one that is not common.
func (o *word) gathered(w *sqltx.Where, l called) string {
	all := o.marked(w, l)
	for i, n := range o.n {
		if n > 0 {
			all = append(all, o.found(w, l, i))
		}
	}
	if len(all) == 0 {
		return "SELECT 0 AS no WHERE 1 = 0"
	}
	return strings.Join(all, " UNION ALL ")
}

// kept is the condition that a row of the list has the word.
func (o *word) kept(w *sqltx.Where, l called) string {
	var any []string
	rare := o.marked(w, l)
	for i, v := range l.ways {
		switch {
		case o.n[i] > o.Most():
			any = append(any, v.own+o.like(w)+v.end)
		case o.n[i] > 0:
			rare = append(rare, o.found(w, l, i))
		}
	}
	for _, some := range rare {
		any = append(any, l.table+".find_no IN ("+some+")")
	}
	if len(any) == 0 {
		return "1 = 0"
	}
	return "(" + strings.Join(any, " OR ") + ")"
}
