package filing

import (
	"context"
	"maps"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// AddSiteInput adds a site to an open order.
type AddSiteInput struct {
	CaseID  ref.CaseID        `json:"caseId"`
	Site    SiteInput         `json:"site"`
	At      string            `json:"at" text:"时间,number,100"`      // day or minute as typed; "" is now
	Values  map[string]string `json:"values" text:"这一项,lines,2000"` // of the move site.add
	Version int               `json:"version"`                      // of the case as shown; 0 asks for no check
}

// AddSite stores a site and records the move by which it is of the order: undone, the order
// is as it was. The subject's lead answers for it until another is named. Errors: Invalid
// with every wrong field, Blocked where the sites stay as they are, Conflict.
func AddSite(ctx context.Context, o *office.Office, in AddSiteInput) (SavedSite, error) {
	if err := office.Judge(in); err != nil {
		return SavedSite{}, err
	}
	var out SavedSite
	err := o.Write(ctx, func(w *office.Work) error {
		d, err := casefile.Read(o, w.Tx, in.CaseID)
		if err != nil {
			return err
		}
		if in.Version != 0 {
			if err := store.Stale("案件", in.Version, d.Case.Version); err != nil {
				return err
			}
		}
		r := &people.Reader{Today: o.Today()}
		s := readSite(r, "", in.Site, cases.Site{}, d.Kind(), d.Client.Kind)
		oneDomain(r, d, s)
		if err := r.Err(); err != nil {
			return err
		}
		told, err := Earlier(o, w.Tx, "", []string{s.Domain})
		if err != nil {
			return err
		}
		if s, err = storeSite(w, d, s); err != nil {
			return err
		}
		lead, err := leadNewSite(w, d, s.ID)
		if err != nil {
			return err
		}
		if err := d.Fold(o); err != nil {
			return err
		}
		m := workflow.Move{At: cal.At(w.Now), Action: workflow.ActionAddSite, Site: s.ID, Values: maps.Clone(in.Values)}
		if m.Values == nil {
			m.Values = map[string]string{}
		}
		if err := readTimes(d, &m, in.At); err != nil {
			return err
		}
		title, _, _, err := move(o, w, d, m)
		if err != nil {
			return err
		}
		out = SavedSite{Title: title, Warnings: slices.Concat(lead, preflight.TooManySites(d, o)), Mended: r.Mended()}
		for _, e := range told {
			out.Warnings = append(out.Warnings, e.Words)
		}
		out.Warnings = append(out.Warnings, r.Warnings...)
		return nil
	})
	return out, err
}

// storeSite stores a site behind those that the order ever had. It is of the order only
// once its move is recorded.
func storeSite(w *office.Work, d *casefile.File, s cases.Site) (cases.Site, error) {
	s.ID, s.CaseID, s.Added, s.Gone, s.Version = ref.New[ref.SiteID](), d.Case.ID, true, true, 1
	for _, other := range slices.Concat(d.Sites, d.Gone) {
		s.Ordinal = max(s.Ordinal, other.Ordinal)
	}
	s.Ordinal++
	d.Gone = append(d.Gone, s)
	return s, w.Sites().Add(s)
}

// leadNewSite lets the subject's lead answer for a new site, as he does when a case is
// opened, and says so.
func leadNewSite(w *office.Work, d *casefile.File, site ref.SiteID) ([]string, error) {
	lead := d.Leader(cases.SubjectLead, "")
	if lead.ID == "" {
		return nil, nil
	}
	d.Leads = append(d.Leads, cases.Lead{CaseID: d.Case.ID, SiteID: site, Person: lead.ID, Role: cases.SiteLead})
	return []string{d.Kind().Named("负责人先写主体负责人") + lead.Name + "，不是本人请改角色"}, w.Leads().Set(d.Case.ID, d.Leads)
}
