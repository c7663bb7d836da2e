package retention

import (
	"cmp"
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

// kindOfScan is the kind under which scans of a material are kept.
func kindOfScan(material string) string {
	if slices.Contains(retention.Of(retention.Scans).Materials, material) {
		return retention.Scans
	}
	return retention.Papers
}

// scans are those of ended cases: a case an item.
func (f *finder) scans() error {
	rows, err := f.tx.RetentionList().Scans(f.matter)
	if err != nil {
		return err
	}
	for _, code := range []string{retention.Scans, retention.Papers} {
		for start := 0; start < len(rows); {
			end := start
			i := Item{ID: string(rows[start].Case), Label: rows[start].Number + "　" + shown(rows[start].ClientName, rows[start].ClientKind)}
			for ; end < len(rows) && rows[end].Case == rows[start].Case; end++ {
				if h := rows[end]; kindOfScan(h.Material) == code {
					r, _ := materials.Find(h.Material)
					i.Count, i.erased = i.Count+h.Count, append(i.erased, r.Label)
				}
			}
			if i.Count > 0 {
				if err := f.scansOf(code, rows[start], i); err != nil {
					return err
				}
			}
			start = end
		}
	}
	return nil
}

func (f *finder) scansOf(code string, h store.HeldScans, i Item) (err error) {
	ended := cal.DayOf(h.Ended)
	if i.Why, err = casefile.ScansKeptWhy(f.o.Engine.Graph(), f.tx, h.Case); err != nil {
		return err
	}
	if i.Why != "" {
		i.Why = "办结时写的保留理由：" + i.Why
	}
	agreed, err := f.agreed(h)
	if err != nil {
		return err
	}
	f.add(code, ended, i)
	last := &f.found[code][len(f.found[code])-1]
	if k := retention.Of(code); agreed && k.Agreed > 0 && k.AgreedUntil(ended) >= f.today {
		last.Due, last.Until, last.Why = false, k.AgreedUntil(ended), "各负责人已单独同意办结后继续保存"
	}
	return nil
}

// keepMatter is the consent to keep scans once a case is over.
const keepMatter = "keep"

// agreed says that everybody who answers in a case has agreed that its scans are kept.
func (f *finder) agreed(h store.HeldScans) (bool, error) {
	leads, err := f.tx.Leads().Of(h.Case)
	if err != nil || len(leads) == 0 {
		return false, err
	}
	given, err := f.tx.Consents().OfClient(h.Client)
	if err != nil {
		return false, err
	}
	agreed := map[ref.PersonID]bool{}
	for _, c := range given {
		agreed[c.Person] = agreed[c.Person] || c.Matter == keepMatter && c.Holds(f.today)
	}
	for _, l := range leads {
		if !agreed[l.Person] {
			return false, nil
		}
	}
	return true, nil
}

// ofClients are the people, contacts, consents, tags and own fields of clients, which count from the end of the
// client's last case.
func (f *finder) ofClients() error {
	rows, err := f.tx.RetentionList().Clients(f.client)
	if err != nil {
		return err
	}
	put := func(code string, c store.HeldClient, i Item) {
		if c.Open > 0 {
			f.wait(code, fmt.Sprintf("客户还有 %d 个案件没有结束", c.Open), i)
			return
		}
		f.add(code, cal.DayOf(c.Last), i)
	}
	of := map[ref.ClientID]store.HeldClient{}
	for _, c := range rows {
		of[c.ID] = c
		if c.Reachable || c.Note != "" {
			put(retention.Contacts, c, Item{ID: string(c.ID), Label: shown(c.Name, c.Kind), Count: 1})
		}
		if c.Own > 0 {
			put(retention.Own, c, Item{ID: string(c.ID), Label: shown(c.Name, c.Kind), Count: c.Own})
		}
	}
	people, err := f.tx.RetentionList().People(f.client)
	if err != nil {
		return err
	}
	for _, p := range people {
		c := of[p.Client]
		label := person(p.Name)
		if c.Name != p.Name {
			label += "　" + shown(c.Name, c.Kind)
		}
		if p.Name != clients.Erased {
			put(retention.People, c, Item{ID: string(p.ID), Label: label, Count: 1})
		}
		if p.Consents > 0 {
			if p.Files > 0 {
				label += fmt.Sprintf("，凭据文件 %d 份", p.Files)
			}
			put(retention.Consents, c, Item{ID: string(p.ID), Label: label, Count: p.Consents})
		}
	}
	return nil
}

// person is a name as lists show it.
func person(name string) string {
	if name == clients.Erased {
		return name
	}
	return identity.MaskName(name)
}

// shown is a client's name as lists show it.
func shown(name string, kind clients.Kind) string {
	if kind == clients.Personal {
		return person(name)
	}
	return name
}

// whole is the ID of an item that is all of its kind.
const whole = "all"

// handovers are the lines of the register that need not be kept any more, as one.
func (f *finder) handovers() error {
	last := retention.Of(retention.Handovers).LastDue(f.today)
	n, err := f.tx.Handovers().Over(last)
	if err == nil && n > 0 {
		f.all(retention.Handovers, Item{ID: whole, Label: fmt.Sprintf("%s 和以前移交的", last), Count: n})
	}
	return err
}

// drafts are those of each 经办: what is due, and what is not.
func (f *finder) drafts() error {
	staff, err := f.tx.Staff().All()
	if err != nil {
		return err
	}
	k := retention.Of(retention.Drafts)
	for _, s := range staff {
		drafts, err := f.tx.Drafts().Of(s.ID)
		if err != nil {
			return err
		}
		var due, waiting Item
		var oldest, next cal.Day
		for _, d := range drafts {
			on := cal.DayOf(d.UpdatedAt)
			if k.Due(on, f.today) {
				due.Count++
				if oldest == 0 || on < oldest {
					oldest = on
				}
			} else if waiting.Count++; next == 0 || on < next {
				next = on
			}
		}
		if due.Count > 0 {
			f.add(k.Code, oldest, Item{ID: string(s.ID), Label: s.Name, Count: due.Count})
		}
		if waiting.Count > 0 {
			f.add(k.Code, next, Item{ID: string(s.ID) + " later", Label: s.Name, Count: waiting.Count})
		}
	}
	return nil
}

// words are what is written in the journal of cases that have ended, and of the desk: a case an
// item.
func (f *finder) words() error {
	last := retention.Of(retention.Words).LastDue(f.today)
	rows, err := f.tx.RetentionList().Words(last)
	for _, h := range rows {
		label := h.Number
		if h.Case == "" {
			label = "不属于案件的"
		}
		f.all(retention.Words, Item{ID: cmp.Or(string(h.Case), whole), Label: fmt.Sprintf("%s　%s 和以前记的", label, last), Count: len(h.Seqs), seqs: h.Seqs})
	}
	return err
}
