package filing_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

func caseCount(t *testing.T, f *desktest.Fixture) int {
	t.Helper()
	table, err := views.List(context.Background(), f.Office, store.CaseQuery{View: "all", Sort: "number", Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	return table.Total.N
}

func TestACaseOpensWithLittleAndListsWhatIsOwed(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	out, err := filing.Open(context.Background(), f.Office, desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	if err != nil {
		t.Fatal(err)
	}
	if out.Number != "BA2026-0001" || out.Confirm || len(out.Warnings) != 3 {
		t.Fatalf("opened %+v", out)
	}
	c := f.Show(out.ID)
	if len(c.Owed) == 0 || len(c.People) != 0 || c.Case.Type != "first" || c.Kind != "企业" {
		t.Errorf("owed %v, people %v, type %s, kind %s", c.Owed, c.People, c.Case.Type, c.Kind)
	}
	fees := c.Money.Fees
	if len(fees) != 2 || fees[0].Amount != 60000 || fees[1].Amount != 60000 || c.Money.Unbilled != 120000 {
		t.Errorf("fees %+v", fees)
	}
	if !slices.ContainsFunc(c.Warnings, func(w string) bool { return strings.Contains(w, "查重定类") }) {
		t.Errorf("warnings %v", c.Warnings)
	}
	if c.Case.OwnerID != f.Staff || c.Owner != "周敏" {
		t.Errorf("owner %q %q", c.Case.OwnerID, c.Owner)
	}
	titles := []string{}
	for _, i := range c.Timeline {
		titles = append(titles, i.Title)
	}
	if !slices.Equal(titles, []string{"签约", "开立案件"}) {
		t.Errorf("timeline %v", titles)
	}
}

func TestEveryWrongFieldIsReportedAtOnce(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	in := desktest.Qinghe()
	in.Client.CreditCode = "91330106MA2KQ7T80J"
	in.Client.Postcode = "31001"
	in.Client.OfficePhone = "010-00000000"
	in.Lead.Name = "沈先生"
	in.Lead.DocNumber = "330106198205290001"
	in.Lead.Mobile = "12800571001"
	in.Lead.Email = "shen"
	in.Lead.DocUntil = "2039-02-30"
	in.Sites = append(in.Sites, filing.SiteInput{Domain: "qinghe_.example", ServerIP: "192.168.1.1"}, filing.SiteInput{Name: "  "}, in.Sites[0])
	in.SignedAt = "2026-11-24"
	in.LookupDay = "2026-12-01"
	in.Province = "99"
	_, err := filing.Open(context.Background(), f.Office, in)
	got := []string{}
	for _, p := range office.ProblemsOf(err) {
		got = append(got, p.Field)
		if p.Message == "" || strings.Contains(p.Message, "330106198205290001") || strings.Contains(p.Message, "12800571001") {
			t.Errorf("message at %s: %q", p.Field, p.Message)
		}
	}
	slices.Sort(got)
	want := []string{
		"client.creditCode", "client.officePhone", "client.postcode", "lead.docNumber", "lead.docUntil", "lead.email", "lead.mobile",
		"lead.name", "lookupDay", "province", "signedAt", "sites.1.domain", "sites.1.serverIp", "sites.2.domain", "sites.3.domain",
	}
	if !slices.Equal(got, want) {
		t.Errorf("fields\n%v, want\n%v", got, want)
	}
	if errs.CodeOf(err) != errs.Invalid || caseCount(t, f) != 0 {
		t.Errorf("code %s, %d cases", errs.CodeOf(err), caseCount(t, f))
	}
}

func TestWrongInputIsRefusedAtItsField(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	for name, c := range map[string]struct {
		change func(*filing.OpenInput)
		field  string
	}{
		"no phase":           {func(in *filing.OpenInput) { in.ICP, in.Police = false, false }, "phases"},
		"police with a move": {func(in *filing.OpenInput) { in.Type = "access" }, "phases"},
		"unknown type":       {func(in *filing.OpenInput) { in.Type = "moon" }, "type"},
		"no site":            {func(in *filing.OpenInput) { in.Sites = nil }, "sites.0.domain"},
		"no name":            {func(in *filing.OpenInput) { in.Client.Name = " " }, "client.name"},
		"a person with a code": {func(in *filing.OpenInput) {
			in.Client.Kind, in.Client.Registered, in.Client.Investor = "personal", "", ""
		}, "client.creditCode"},
		"a person with an investor": {func(in *filing.OpenInput) {
			in.Client.Kind, in.Client.CreditCode, in.Client.Registered = "personal", "", ""
		}, "client.investor"},
		"emergency equals mobile":   {func(in *filing.OpenInput) { in.Lead.Emergency = in.Lead.Mobile }, "lead.emergency"},
		"unknown client":            {func(in *filing.OpenInput) { in.ClientID = "nobody" }, "clientId"},
		"a lead of somebody else":   {func(in *filing.OpenInput) { in.LeadID = "nobody" }, "leadId"},
		"an owner who is not there": {func(in *filing.OpenInput) { in.OwnerID = "nobody" }, "ownerId"},
		"unknown document":          {func(in *filing.OpenInput) { in.Lead.DocKind = "library" }, "lead.docKind"},
	} {
		t.Run(name, func(t *testing.T) {
			in := desktest.Qinghe()
			c.change(&in)
			_, err := filing.Open(context.Background(), f.Office, in)
			problems := office.ProblemsOf(err)
			if len(problems) != 1 || problems[0].Field != c.field {
				t.Fatalf("%v at %v, want one at %s", err, problems, c.field)
			}
		})
	}
	if n := caseCount(t, f); n != 0 {
		t.Errorf("%d cases were stored", n)
	}
}

func TestASecondCaseOfASubjectIsAskedAbout(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	first := f.OpenCase(desktest.Qinghe())
	// The same subject typed anew as another client: found by its credit code.
	again := desktest.Qinghe()
	again.Same = filing.SameNew
	again.Lead = people.PersonInput{}
	again.LegalRep = false
	out, err := filing.Open(ctx, f.Office, again)
	if err != nil || !out.Confirm || out.ID != "" || len(out.Warnings) != 1 || !strings.Contains(out.Warnings[0], "BA2026-0001") {
		t.Fatalf("%+v, %v", out, err)
	}
	if n := caseCount(t, f); n != 1 {
		t.Fatalf("%d cases although it was only asked", n)
	}
	again.Agree = true
	if out, err = filing.Open(ctx, f.Office, again); err != nil || out.Number != "BA2026-0002" {
		t.Fatalf("%+v, %v", out, err)
	}
	if c := f.Show(first); len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "BA2026-0002") {
		t.Errorf("the first case warns %v", c.Warnings)
	}
}

func TestAPersonIsKnownAgainByHisNumber(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	in := desktest.Qinghe()
	in.Client = people.ClientInput{Name: "沈一鸣", Kind: "personal"}
	in.LegalRep, in.Police = false, false
	f.OpenCase(in)
	out, err := filing.Open(context.Background(), f.Office, in)
	if err != nil || !out.Confirm {
		t.Fatalf("%+v, %v", out, err)
	}
}

func TestAPhoneOfAnotherSubjectIsAskedAbout(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	f.OpenCase(desktest.Qinghe())
	in := desktest.Little("宁波松涧家居有限公司", "songjian.example")
	in.Lead = people.PersonInput{Name: "林晓", Mobile: "13800571002"} // the emergency number of somebody else
	out, err := filing.Open(context.Background(), f.Office, in)
	if err != nil || !out.Confirm || !strings.Contains(strings.Join(out.Warnings, ""), "杭州青禾软件有限公司") {
		t.Fatalf("%+v, %v", out, err)
	}
	if strings.Contains(strings.Join(out.Warnings, ""), "13800571002") {
		t.Error("the warning shows the number")
	}
}

func TestAnExistingClientAndLeadAreTaken(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	first := f.Show(f.OpenCase(desktest.Qinghe()))
	in := filing.OpenInput{
		ClientID: first.Client.ID, LeadID: first.People[0].ID, Type: "add", Province: "33", ICP: true,
		Sites: []filing.SiteInput{{Domain: "second.example"}}, Values: map[string]string{"new_domain": "no"}, Agree: true,
		Lookup: "主体已备案",
	}
	c := f.Show(f.OpenCase(in))
	if c.Client.Name != first.Client.Name || len(c.People) != 1 || !slices.Equal(c.People[0].Words, []string{"主体负责人", "网站负责人"}) {
		t.Errorf("client %s, people %+v", c.Client.Name, c.People)
	}
	if slices.ContainsFunc(c.Stages, func(l workflowLine) bool { return l.Code == "template" && l.State != "skipped" }) {
		t.Error("a case with its own domain wants the template")
	}
}

func TestNumbersFollowTheYearAtUTC8(t *testing.T) {
	f := desktest.NewFixture(t, "2026-12-31 23:59")
	a := f.Show(f.OpenCase(desktest.Little("甲有限公司", "a.example")))
	b := f.Show(f.OpenCase(desktest.Little("乙有限公司", "b.example")))
	f.SetClock("2027-01-01 00:00")
	c := f.Show(f.OpenCase(desktest.Little("丙有限公司", "c.example")))
	if got := []string{a.Case.Number, b.Case.Number, c.Case.Number}; !slices.Equal(got, []string{"BA2026-0001", "BA2026-0002", "BA2027-0001"}) {
		t.Errorf("numbers %v", got)
	}
}
