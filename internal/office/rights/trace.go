package rights

import (
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// gone stands where something that names an erased person stood.
const gone = "〔已删除〕"

// trace is where in the desk a person is named.
type trace struct {
	now      cal.Moment
	person   clients.Person
	client   clients.Client
	isClient bool         // the client is a natural person, and he is it
	cases    []cases.Case // in which he has a role, or all of the client that he is
	others   []ref.CaseID // the client's other cases, whose words may name him
	open     []string     // numbers of those of his cases that have not ended
	marks    []string     // what he is named by
	blanked  *strings.Replacer
}

func traceOf(o *office.Office, tx store.Tx, id ref.PersonID) (*trace, error) {
	t := &trace{now: cal.At(o.Now())}
	var err error
	if t.person, err = tx.Clients().Person(id); err != nil {
		if errs.CodeOf(err) == errs.NotFound {
			return nil, errs.Wrap(errs.NotFound, err, "没有这位负责人，请核对")
		}
		return nil, err
	}
	if t.client, err = tx.Clients().Client(t.person.ClientID); err != nil {
		return nil, err
	}
	t.isClient = is(t.client, t.person)
	t.mark()
	if err := t.spare(tx); err != nil {
		return nil, err
	}
	return t, t.findCases(o, tx)
}

// is says that a client is a natural person, and which.
func is(c clients.Client, p clients.Person) bool {
	return c.Kind == clients.Personal && c.Name == p.Name
}

// mark gathers what he is named by. A value that can't be read names nobody.
func (t *trace) mark() {
	p, c := t.person, t.client
	all := []string{p.Name, p.DocNumber, p.DocAddress, p.Living, p.Mobile, p.Emergency, p.Email}
	if t.isClient {
		all = append(all, c.Address, c.OfficePhone, c.ContactPhone, c.WeChat)
	} else if c.Contact == p.Name {
		all = append(all, c.ContactPhone, c.WeChat)
	}
	for _, text := range all {
		if text = strings.TrimSpace(text); text != "" && text != damage.Mark && text != clients.Erased && !slices.Contains(t.marks, text) {
			t.marks = append(t.marks, text)
		}
	}
}

// spare makes blanked, which leaves the names of others alone that a mark of his is part of:
// those of the client and its people, and of staff.
func (t *trace) spare(tx store.Tx) error {
	people, err := tx.Clients().People(t.client.ID)
	if err != nil {
		return err
	}
	staff, err := tx.Staff().All()
	if err != nil {
		return err
	}
	whole := []string{t.client.Name, t.client.Contact}
	for _, p := range people {
		whole = append(whole, p.Name)
	}
	for _, s := range staff {
		whole = append(whole, s.Name)
	}
	others := slices.DeleteFunc(whole, func(name string) bool { return name == "" || slices.Contains(t.marks, name) })
	all := append(others, t.marks...)
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) }) // the longest takes its place first
	var pairs []string
	for _, text := range all {
		by := text
		if slices.Contains(t.marks, text) {
			by = gone
		}
		pairs = append(pairs, text, by)
	}
	t.blanked = strings.NewReplacer(pairs...)
	return nil
}

func (t *trace) findCases(o *office.Office, tx store.Tx) error {
	for after := ""; ; {
		rows, err := tx.CaseList().Cases(store.CaseQuery{Now: o.Now(), View: "all", Client: t.client.ID, Sort: "number", After: after, Limit: page})
		if err != nil {
			return err
		}
		for _, r := range rows {
			after = r.Cursor
			leads, err := tx.Leads().Of(r.ID)
			if err != nil {
				return err
			}
			if !t.isClient && !slices.ContainsFunc(leads, func(l cases.Lead) bool { return l.Person == t.person.ID }) {
				t.others = append(t.others, r.ID)
				continue
			}
			c, err := tx.Cases().Get(r.ID)
			if err != nil {
				return err
			}
			t.cases = append(t.cases, c)
			if r.Ended == nil {
				t.open = append(t.open, r.Number)
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

// shows says that a scan of a material may show him: the lead's own papers, and of a natural
// person who is the client all papers.
func (t *trace) shows(material string) bool {
	r, _ := materials.Find(material)
	return t.isClient || r.Lead || seen(material)
}

func labelOf(material string) string {
	r, _ := materials.Find(material)
	return r.Label
}

// names says that a text names him.
func (t *trace) names(text string) bool { return t.blank(text) != text }

// blank puts a mark wherever a text names him.
func (t *trace) blank(text string) string { return t.blanked.Replace(text) }
