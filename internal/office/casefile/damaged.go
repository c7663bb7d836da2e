package casefile

import (
	"cmp"
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// lostClient stands for a client whose row is gone: all that would be shown of it is the mark.
func lostClient(id ref.ClientID) clients.Client {
	const m = damage.Mark
	return clients.Client{
		ID: id, Name: m, CreditCode: m, Address: m, Postcode: m, OfficePhone: m, Contact: m, ContactPhone: m, WeChat: m,
		FapiaoTitle: m, FapiaoTaxNo: m, Note: m,
	}
}

// keepLost puts the mark in the place of each person and each site whose row is gone and that
// others of the case refer to; no case is without a site.
func (d *File) keepLost() {
	const m = damage.Mark
	if d.Client.Name == m {
		d.lost = "客户"
	}
	sites := []ref.SiteID{}
	for _, move := range d.Moves {
		sites = append(sites, move.Site)
	}
	if len(d.Sites) == 0 {
		sites = append(sites, m)
	}
	for _, id := range sites {
		if _, there := d.Site(id); !there && id != "" {
			d.lost = cmp.Or(d.lost, "网站")
			d.Sites = append(d.Sites, cases.Site{ID: id, CaseID: d.Case.ID, Ordinal: len(d.Sites) + 1, Name: m, Domain: m, ServerIP: m})
		}
	}
	for _, l := range d.Leads {
		if d.Person(l.Person).ID != "" {
			continue
		}
		d.lost = cmp.Or(d.lost, "负责人")
		d.People = append(d.People, clients.Person{
			ID: l.Person, ClientID: d.Client.ID, Name: m, DocNumber: m, DocAddress: m, Living: m, Mobile: m, Emergency: m, Email: m,
		})
	}
}

// Damaged says that what was typed with one of the moves can't be read, or that a row is gone
// to which the case refers. The case can be looked at as far as the rest tells;
// what is stored of its stages, dates and numbers stays.
func (d *File) Damaged() bool {
	return d.lost != "" || slices.ContainsFunc(d.Moves, func(m workflow.Move) bool { return m.Damaged })
}

// Unharmed refuses to record, or to count anew, what would rest on a damaged move. Errors:
// Blocked.
func (d *File) Unharmed() error {
	if !d.Damaged() {
		return nil
	}
	return errs.New(errs.Blocked, "案件 %s %s，先不能登记、改期", d.Case.Number, d.Harm())
}

// Harm says of a damaged case what is wrong and what to do.
func (d *File) Harm() string {
	for _, m := range d.Moves {
		if m.Damaged {
			title := m.Action
			if act, ok := d.Engine.Graph().Action(m.Action); ok {
				title = act.Label
			}
			return m.At.String() + " 登记的“" + title + "”内容损坏。环节、期限、编号照原来存的保留；请从备份恢复资料夹"
		}
	}
	if d.lost != "" {
		return d.lost + "在数据文件里找不到了，显示为〔损坏〕。环节、期限、编号照原来存的保留；请从备份恢复资料夹"
	}
	return ""
}

// unread is why a case whose moves don't add up can't be read, when a damaged one is the
// cause; nil otherwise.
func (d *File) unread(err error) error {
	if err == nil || !d.Damaged() {
		return nil
	}
	return damage.Of("moves", d.Case.Number, err)
}

// keepNumbers puts the stored numbers where a damaged move has lost them.
func (d *File) keepNumbers() {
	d.State.SubjectNumber = cmp.Or(d.State.SubjectNumber, d.Case.SubjectNumber)
	for _, s := range d.all() {
		if now, there := d.State.Sites[s.ID]; there {
			now.ICPNumber, now.PoliceNumber = cmp.Or(now.ICPNumber, s.ICPNumber), cmp.Or(now.PoliceNumber, s.PoliceNumber)
			d.State.Sites[s.ID] = now
		}
	}
}
