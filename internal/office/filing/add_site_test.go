package filing_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

func addSite(f *desktest.Fixture, id ref.CaseID, domain string) (filing.SavedSite, error) {
	return filing.AddSite(context.Background(), f.Office, filing.AddSiteInput{
		CaseID: id, Site: filing.SiteInput{Domain: domain, Name: "青禾商城"}, Values: map[string]string{"new_domain": "no"},
	})
}

// found tells how many cases a search for the mall finds.
func found(f *desktest.Fixture) int {
	f.T.Helper()
	table, err := views.List(context.Background(), f.Office, store.CaseQuery{View: "all", Text: "mall.example", Sort: "number", Limit: 10})
	if err != nil {
		f.T.Fatal(err)
	}
	return table.Total.N
}

// refolds fails unless rows folded anew are those that are stored.
func refolds(f *desktest.Fixture, id ref.CaseID) {
	f.T.Helper()
	before := f.Stored(id)
	if got := f.Computed(id); !slices.Equal(got, before) {
		f.T.Errorf("folded anew %v, stored %v", got, before)
	}
	if err := casefile.Refold(context.Background(), f.Office); err != nil {
		f.T.Fatal(err)
	}
	if err := desktest.Rebuild(context.Background(), f.Office, id); err != nil {
		f.T.Fatal(err)
	}
	if got := f.Stored(id); !slices.Equal(got, before) {
		f.T.Errorf("rebuilt %v, stored %v", got, before)
	}
}

func domainsOf(c views.CasePage) (list []string) {
	for _, s := range c.Sites {
		list = append(list, s.Domain)
	}
	return list
}

func TestASiteComesIntoAnOpenOrderAndLeavesItAgain(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	before := f.Show(id)
	f.SetClock("2026-09-08 10:00")
	out, err := addSite(f, id, "mall.example")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(out.Warnings, func(w string) bool { return strings.Contains(w, "网站负责人先写主体负责人沈一鸣") }) {
		t.Errorf("warnings %v", out.Warnings)
	}
	c := f.Show(id)
	if got := domainsOf(c); !slices.Equal(got, []string{"qinghe.example", "mall.example"}) || found(f) != 1 {
		t.Fatalf("sites %v, found %d", got, found(f))
	}
	if !slices.ContainsFunc(c.People[0].Words, func(w string) bool { return w == "网站负责人" }) {
		t.Errorf("roles %v", c.People[0].Words)
	}
	if c.Undoes != "加网站 青禾商城（9月8日 10:00）" || c.Money.Unbilled != before.Money.Unbilled {
		t.Errorf("undoes %q, unbilled %v", c.Undoes, c.Money.Unbilled)
	}
	refolds(f, id)

	f.Step(id, "case.undo")
	c = f.Show(id)
	if got := domainsOf(c); len(got) != 1 || len(c.Dropped) != 0 || found(f) != 0 {
		t.Fatalf("taken back: sites %v, dropped %v", got, c.Dropped)
	}
	if words := c.People[0].Words; !slices.Equal(words, before.People[0].Words) {
		t.Errorf("roles %v, before %v", words, before.People[0].Words)
	}
	refolds(f, id)

	if _, err = addSite(f, id, "mall.example"); err != nil {
		t.Fatal(err)
	}
	if _, err = addSite(f, id, "MALL.example"); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a domain twice: %v", err)
	}
	bill, err := invoicing.Issue(context.Background(), f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	site := f.Show(id).Sites[1].ID
	f.Record(filing.DoInput{CaseID: id, Action: "site.drop", SiteID: site, Reason: "商城不办了"})
	c = f.Show(id)
	if got := domainsOf(c); len(got) != 1 || found(f) != 0 {
		t.Errorf("dropped, sites are %v", got)
	}
	if len(c.Dropped) != 1 || c.Dropped[0].Domain != "mall.example" || c.Dropped[0].Why != "商城不办了" || c.Dropped[0].At.String() != "2026-09-08 10:00" {
		t.Errorf("the record says %+v", c.Dropped)
	}
	if now := c.Money.Bills; len(now) != 1 || now[0].Total != bill.Total || now[0].Lines[0].Domain != bill.Lines[0].Domain {
		t.Errorf("the bill is %+v, was %+v", now, bill)
	}
	if c.Timeline[0].Title != "移出网站（青禾商城）" {
		t.Errorf("the timeline says %q", c.Timeline[0].Title)
	}
	refolds(f, id)
	if _, err := filing.SaveSite(context.Background(), f.Office, filing.SaveSiteInput{CaseID: id, Site: filing.SiteInput{ID: site, Domain: "x.example"}}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("its data can be changed: %v", err)
	}
	if err := filing.SetLead(context.Background(), f.Office, filing.LeadInput{CaseID: id, SiteID: site, Role: cases.SiteLead}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("it can be given a lead: %v", err)
	}
	f.Step(id, "case.undo")
	if got := domainsOf(f.Show(id)); len(got) != 2 || found(f) != 1 {
		t.Errorf("back again, sites are %v", got)
	}
}

func TestAnOrderThatIsAwayTakesNoSite(t *testing.T) {
	f, id := desktest.AtSMS(t)
	_, err := addSite(f, id, "mall.example")
	if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "另开一件“新增网站”案件") {
		t.Errorf("added: %v", err)
	}
	if got := len(f.Show(id).Sites); got != 1 {
		t.Errorf("%d sites", got)
	}
	err = f.Read(context.Background(), func(tx store.Tx) error {
		sites, err := tx.Sites().Of(id)
		if len(sites) != 1 {
			t.Errorf("%d sites are stored", len(sites))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAddingASiteSaysWhatTheProvinceAndOtherCasesSay(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	other := f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	in := desktest.Little("武汉江汉软件有限公司", "jianghan.example")
	in.Province = "42"
	id := f.OpenCase(in)
	out, err := addSite(f, id, "songjian.example")
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Join(out.Warnings, "\n")
	for _, want := range []string{"湖北：本案网站超过 1 个（2 个），分成几个订单依次提交", "域名 songjian.example 已有案件 " + f.Show(other).Case.Number} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not in %s", want, told)
		}
	}
}

func TestAHolidayYearCountsACaseWhoseSitesChanged(t *testing.T) {
	f := desktest.NewFixture(t, "2026-12-29 10:00")
	id := f.OpenCase(desktest.Qinghe())
	if _, err := addSite(f, id, "mall.example"); err != nil {
		t.Fatal(err)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "site.drop", SiteID: f.Show(id).Sites[0].ID, Reason: "先办商城"})
	f.ImportYear()
	f.Recompute()
	if got, want := f.Stored(id), f.Computed(id); !slices.Equal(got, want) {
		t.Errorf("stored %v, want %v", got, want)
	}
	var row store.CaseRow
	f.MustWrite(t, func(w *office.Work) error {
		rows, err := w.CaseList().Cases(store.CaseQuery{Limit: 5, Now: w.Now})
		row = rows[0]
		return err
	})
	if row.Domain != "mall.example" {
		t.Errorf("the table calls it %s", row.Domain)
	}
}
