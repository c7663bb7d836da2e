package followups

import (
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// term is where a last day stands on record.
type term struct {
	day  *cal.Day
	long bool
	set  func(*office.Work, *cal.Day, bool) error
}

// renew puts the day on record until which something holds now; nil is 长期. Errors: Invalid at
// until.
func renew(w *office.Work, l Line, typed string, today cal.Day) (*cal.Day, error) {
	day, long, err := people.ReadUntil(typed, today)
	switch {
	case err != nil:
		return nil, errs.AtField("until", "%s", err.Error())
	case day == nil && !long:
		return nil, errs.AtField("until", "请填写新的到期日；没有续的不要记完成，写明原因不再跟")
	case long && l.Kind.Of == followups.OfSite:
		return nil, errs.AtField("until", "%s要写到哪一天，不能写长期", l.Kind.Label)
	case day != nil && *day <= l.Day:
		return nil, errs.AtField("until", "新的到期日应晚于原来的 %s", l.Day)
	}
	t, err := termOf(w, l.Kind, l.CaseID, l.Site, l.Person)
	if err != nil {
		return nil, err
	}
	return day, t.set(w, day, long)
}

// unrenew puts back the day that was on record before. Errors: Blocked where it is another one
// since.
func unrenew(w *office.Work, k followups.Kind, d followups.Decision) error {
	t, err := termOf(w, k, d.Case, d.Site, d.Person)
	if err != nil {
		return err
	}
	same := d.Now == nil && t.long || d.Now != nil && t.day != nil && *d.Now == *t.day
	if !same || d.Was == nil {
		return errs.New(errs.Blocked, "到期日后来又改过，不能撤销；请直接改到期日")
	}
	return t.set(w, d.Was, false)
}

func termOf(w *office.Work, k followups.Kind, id ref.CaseID, site ref.SiteID, person ref.PersonID) (term, error) {
	switch k.Of {
	case followups.OfSite:
		return siteTerm(w, k, id, site)
	case followups.OfPerson:
		p, err := w.Clients().Person(person)
		return term{p.DocUntil, p.DocLong, func(w *office.Work, day *cal.Day, long bool) error {
			now := p
			now.DocUntil, now.DocLong = day, long
			return people.PutPerson(w, p, &now)
		}}, err
	}
	return paperTerm(w, k, id)
}

func siteTerm(w *office.Work, k followups.Kind, id ref.CaseID, site ref.SiteID) (term, error) {
	sites, err := w.Sites().Of(id)
	if err != nil {
		return term{}, err
	}
	i := slices.IndexFunc(sites, func(s cases.Site) bool { return s.ID == site })
	if i < 0 {
		return term{}, gone()
	}
	s := sites[i]
	at := &s.ServerUntil
	if k.Code == followups.Domain {
		at = &s.DomainUntil
	}
	return term{*at, false, func(w *office.Work, day *cal.Day, _ bool) error {
		*at = day
		return w.Sites().Update(s)
	}}, nil
}

// paperTerm is that of the newest version of a paper.
func paperTerm(w *office.Work, k followups.Kind, id ref.CaseID) (term, error) {
	all, err := w.Documents().Of(id)
	if err != nil {
		return term{}, err
	}
	newest := -1
	for i, d := range all {
		if d.Material == k.Material && (newest < 0 || d.No > all[newest].No) {
			newest = i
		}
	}
	if newest < 0 {
		return term{}, gone()
	}
	d := all[newest]
	return term{d.Days.Until, d.Days.Long, func(w *office.Work, day *cal.Day, long bool) error {
		d.Days.Until, d.Days.Long = day, long
		return w.Documents().Put(d)
	}}, nil
}

func gone() error {
	return errs.New(errs.NotFound, "到期的东西已经不在了，请刷新后再看")
}
