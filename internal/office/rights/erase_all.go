package rights

import (
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/madeviews"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/results"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// erase takes all of it away and gives the files that no document keeps any more.
func (t *trace) erase(w *office.Work) (blobs []string, err error) {
	for _, c := range t.cases {
		labels, n, err := t.scansOf(w.Tx, c.ID)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		_, freed, err := intake.PurgeOf(w, c.ID, "删除个人信息", func(d materials.Document) bool { return t.shows(d.Material) })
		if err != nil {
			return nil, err
		}
		blobs = append(blobs, freed...)
		if err := handovers.Destroyed(w, c.ID, labels, "删除个人信息，销毁扫描件"); err != nil {
			return nil, err
		}
	}
	given, err := consents.GivenBy(w.Tx, t.client.ID, t.person.ID)
	if err != nil {
		return nil, err
	}
	proofs, err := consents.Release(w, given)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(*office.Work) error{t.words, t.forms, t.own, t.drafts, t.views, t.consents, t.journal, t.owner, t.self} {
		if err := step(w); err != nil {
			return nil, err
		}
	}
	return append(blobs, proofs...), nil
}

// everywhere are all cases whose words may name him.
func (t *trace) everywhere() []ref.CaseID {
	ids := append([]ref.CaseID{}, t.others...)
	for _, c := range t.cases {
		ids = append(ids, c.ID)
	}
	return ids
}

// has says that a case is one of his.
func (t *trace) has(id ref.CaseID) bool {
	return slices.ContainsFunc(t.cases, func(c cases.Case) bool { return c.ID == id })
}

// words takes him out of what was typed with moves, and of the register.
func (t *trace) words(w *office.Work) error {
	for _, id := range t.everywhere() {
		moves, err := w.Moves().Of(id)
		if err != nil {
			return err
		}
		for _, m := range moves {
			before := m
			m.Reason, m.Values = t.blank(m.Reason), each(m.Values, t.blank)
			if m.Damaged || m.Reason == before.Reason && maps.Equal(m.Values, before.Values) {
				continue
			}
			if err := w.Moves().Reword(id, m); err != nil {
				return err
			}
		}
		lines, err := w.Handovers().Of(id)
		if err != nil {
			return err
		}
		for _, h := range lines {
			if !t.names(h.Name + "\n" + h.Purpose + "\n" + h.Note) {
				continue
			}
			h.Name, h.Purpose, h.Note = t.blank(h.Name), t.blank(h.Purpose), t.blank(h.Note)
			if err := w.Handovers().Update(h); err != nil {
				return err
			}
		}
		if err := t.followups(w, id); err != nil {
			return err
		}
	}
	return nil
}

// followups drops what was typed of what follows his cases, and what names him elsewhere.
func (t *trace) followups(w *office.Work, id ref.CaseID) error {
	decided, err := w.Followups().Of(id)
	if err != nil {
		return err
	}
	his := t.has(id)
	for _, d := range decided {
		before := d
		if d.Label, d.Words = t.blank(d.Label), t.blank(d.Words); his {
			d.Label, d.Words, d.Was, d.Now = "", "", nil, nil
		}
		if d == before {
			continue
		}
		if err := w.Followups().Update(d); err != nil {
			return err
		}
	}
	return nil
}

// each is a copy of some values, every one put through f.
func each(values map[string]string, f func(string) string) map[string]string {
	values = maps.Clone(values)
	for key, value := range values {
		values[key] = f(value)
	}
	return values
}

// forms takes him out of what is filled in of cases and sites; the account of a natural person
// is his own.
func (t *trace) forms(w *office.Work) error {
	for _, id := range t.everywhere() {
		c, err := w.Cases().Get(id)
		if err != nil {
			return err
		}
		before := c
		c.Lookup, c.Remark = t.blank(c.Lookup), t.blank(c.Remark)
		if t.isClient {
			if err := w.Seals().Empty("cases", string(id), "account_secret", "account_uin"); err != nil {
				return err
			}
			c.AccountUIN, c.AccountUser, c.AccountSecret = "", "", ""
		}
		if c.Lookup != before.Lookup || c.Remark != before.Remark || c.AccountUIN+c.AccountUser+c.AccountSecret != before.AccountUIN+before.AccountUser+before.AccountSecret {
			if err := w.Cases().Update(c); err != nil {
				return err
			}
		}
		sites, err := w.Sites().Of(id)
		if err != nil {
			return err
		}
		for _, s := range sites {
			if err := t.site(w, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *trace) site(w *office.Work, s cases.Site) error {
	remark, permits, details := t.blank(s.Remark), each(s.Permits, t.blank), each(s.Details, t.blank)
	if remark == s.Remark && maps.Equal(permits, s.Permits) && maps.Equal(details, s.Details) {
		return nil
	}
	s.Remark, s.Permits, s.Details = remark, permits, details
	return w.Sites().Update(s)
}

// own takes tags and values of the desk's own fields away: of a client that he is and of his cases
// all of them, of others those that name him.
func (t *trace) own(w *office.Work) error {
	whose := []store.Whose{{Client: t.client.ID}}
	for _, id := range t.everywhere() {
		whose = append(whose, store.Whose{Case: id})
	}
	all, err := w.Own().Of(whose...)
	if err != nil {
		return err
	}
	for _, one := range whose {
		if t.isClient {
			if err := w.Own().Drop(one); err != nil {
				return err
			}
			continue
		}
		stay, sealed, named := map[string][]string{}, map[string]bool{}, map[string]bool{}
		for _, v := range all[one] {
			sealed[v.Field] = v.Sealed
			if t.names(v.Value) {
				named[v.Field] = true
			} else {
				stay[v.Field] = append(stay[v.Field], v.Value)
			}
		}
		for field := range named {
			if err := w.Own().Set(one, field, sealed[field], stay[field]...); err != nil {
				return err
			}
		}
	}
	return results.DropTags(w, func(p results.Part) bool {
		return t.isClient && t.has(p.Case) || t.names(strings.Join(append(p.Had, p.Tags...), "\n"))
	})
}

// drafts drops what anybody has typed about him and not saved.
func (t *trace) drafts(w *office.Work) error {
	staff, err := w.Tx.Staff().All()
	if err != nil {
		return err
	}
	for _, s := range staff {
		drafts, err := w.Drafts().Of(s.ID)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			about := strings.Contains(d.Key, string(t.person.ID)) || t.isClient && (strings.Contains(d.Key, string(t.client.ID)) || t.keysOwn(d.Key))
			if !about && !t.names(d.Body) {
				continue
			}
			if err := w.Drafts().Remove(s.ID, d.Key); err != nil {
				return err
			}
		}
	}
	return nil
}

// keysOwn says that a draft's key is of the tags and own fields of one of his cases.
func (t *trace) keysOwn(key string) bool {
	id, own := strings.CutPrefix(key, ownfields.TokenPrefix)
	return own && t.has(ref.CaseID(id))
}

// views drops what anybody's view of the cases looks for by his name.
func (t *trace) views(w *office.Work) error { return madeviews.DropNaming(w, t.names) }

// consents keeps that he agreed, and drops what was typed of it.
func (t *trace) consents(w *office.Work) error {
	given, err := consents.GivenBy(w.Tx, t.client.ID, t.person.ID)
	if err != nil {
		return err
	}
	for _, c := range given {
		c.Evidence = ""
		if c.Withdrawn != nil {
			back := *c.Withdrawn
			back.Follows = ""
			c.Withdrawn = &back
		}
		if err := w.Consents().Update(c); err != nil {
			return err
		}
	}
	return nil
}

// journal takes the words away of the entries that are about him or name him.
func (t *trace) journal(w *office.Work) error {
	for _, id := range append(t.everywhere(), "") {
		err := w.Forget(id, "删除个人信息：删去 %d 条记录的内容", func(e store.Entry) bool {
			ofHim := e.Subject == string(t.client.ID) || id != "" && e.Title == ownfields.Title
			return e.Subject == string(t.person.ID) || t.isClient && ofHim || t.names(e.Payload)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// owner takes him out of the client's own data.
func (t *trace) owner(w *office.Work) error {
	c := t.client
	var his []string // columns; none of a client that he is, whose are all
	if t.isClient {
		c = clients.Client{ID: c.ID, Name: clients.Erased, Kind: c.Kind, CreatedAt: c.CreatedAt, Version: c.Version}
	} else {
		if c.Contact == t.person.Name {
			c.Contact, c.ContactPhone, c.WeChat, his = "", "", "", []string{"contact_phone", "wechat"}
		}
		c.Investor, c.Note = t.blank(c.Investor), t.blank(c.Note)
	}
	if c == t.client {
		return nil
	}
	if t.isClient || len(his) > 0 {
		if err := w.Seals().Empty("clients", string(c.ID), his...); err != nil {
			return err
		}
	}
	c.UpdatedAt = w.Now
	return w.Clients().UpdateClient(c)
}

// self leaves a row without a name, by which cases still know that there was somebody.
func (t *trace) self(w *office.Work) error {
	p := t.person
	if err := w.Seals().Empty("people", string(p.ID)); err != nil {
		return err
	}
	return w.Clients().UpdatePerson(clients.Person{ID: p.ID, ClientID: p.ClientID, Name: clients.Erased, DocKind: p.DocKind, CreatedAt: p.CreatedAt, UpdatedAt: w.Now, Version: p.Version})
}
