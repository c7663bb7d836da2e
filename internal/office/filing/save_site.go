package filing

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// SaveSiteInput changes a site of a case.
type SaveSiteInput struct {
	CaseID ref.CaseID `json:"caseId"`
	Site   SiteInput  `json:"site"`
}

// SavedSite tells what should be looked at of a saved site, and what was mended.
type SavedSite struct {
	Title    string // what was recorded of one that was added: 加网站（青禾商城）
	Warnings []string
	Mended   []people.Mended
}

// oneDomain refuses a domain that another site of the order has.
func oneDomain(r *people.Reader, d *casefile.File, s cases.Site) {
	for _, other := range d.Sites {
		if other.ID != s.ID && s.Domain != "" && strings.EqualFold(other.Domain, s.Domain) {
			r.At("domain", "%s", d.Kind().Word(domainTwice))
		}
	}
}

// SaveSite changes a site's name, domain, server and last days, and gives the doubts
// about them. Errors: Invalid with every wrong field, Conflict, NotFound.
func SaveSite(ctx context.Context, o *office.Office, in SaveSiteInput) (SavedSite, error) {
	if err := office.Judge(in); err != nil {
		return SavedSite{}, err
	}
	var out SavedSite
	err := o.Write(ctx, func(w *office.Work) error {
		d, err := casefile.Read(o, w.Tx, in.CaseID)
		if err != nil {
			return err
		}
		old, ok := d.Site(in.Site.ID)
		if !ok {
			return errs.New(errs.NotFound, "%s", d.Kind().Word("没有这个{files}，请刷新后再看"))
		}
		if old.Gone {
			return errs.New(errs.Blocked, "%s", d.Kind().Word("这个{files}已移出本案，资料只供查看；再办请重新加一次"))
		}
		if err := store.Stale(d.Kind().Files, in.Site.Version, old.Version); err != nil {
			return err
		}
		r := &people.Reader{Today: o.Today()}
		s := readSite(r, "", in.Site, old, d.Kind(), d.Client.Kind)
		oneDomain(r, d, s)
		if err := r.Err(); err != nil {
			return err
		}
		out = SavedSite{Warnings: r.Warnings, Mended: r.Mended()}
		if err := w.Sites().Update(s); err != nil {
			return err
		}
		s.Version++
		for i := range d.Sites {
			if d.Sites[i].ID == s.ID {
				d.Sites[i] = s
			}
		}
		// Whether a site is interactive decides its way through the police.
		if err := d.Fold(o); err != nil {
			return err
		}
		if err := casefile.Project(o, w, d); err != nil {
			return err
		}
		return w.Note("edit", in.CaseID, string(s.ID), d.Kind().Word("修改{files}资料"), fmt.Sprintf("%s %d：%s", d.Kind().Files, s.Ordinal, strings.TrimSpace(s.Name+" "+s.Domain)))
	})
	return out, err
}
