package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// begun is when these tests began.
var begun = time.Now().In(cal.Zone).Format("2006-01-02 15:04")

// openSession sits down at a desk in a folder of its own, which was made when the tests began.
func openSession(t *testing.T) *Session {
	t.Helper()
	window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
	s := NewSession(NewShell(window), window, Start{Folder: desktest.Made(t, begun), Passphrase: desktest.Passphrase})
	t.Cleanup(s.Close)
	if v, err := (&DeskService{s}).State(page.Empty{}); err != nil || v.State != "open" {
		t.Fatal(v.Message, err)
	}
	return s
}

func openCase(t *testing.T, s *Session, more func(*filing.OpenInput)) page.CaseView {
	t.Helper()
	in := filing.OpenInput{
		Client: people.ClientInput{Name: "杭州栖云茶业有限公司", Kind: "enterprise"}, Type: "first", Province: "33", ICP: true, Police: true,
		Sites: []filing.SiteInput{{Domain: "qiyuntea.example"}},
	}
	if more != nil {
		more(&in)
	}
	c := &CasesService{s}
	opened, err := c.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	v, err := c.Get(page.IDInput{ID: opened.ID})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestACaseOpenedWithoutALeadCanBeGivenOne(t *testing.T) {
	s := openSession(t)
	v := openCase(t, s, nil)
	if len(v.People) != 0 || len(v.Leads) != 0 {
		t.Fatalf("people %v, leads %v; want none", v.People, v.Leads)
	}
	client, err := (&ClientsService{s}).SavePerson(people.PersonInput{ClientID: ref.ClientID(v.ClientID), Name: "陈若溪", DocKind: "id"})
	if err != nil {
		t.Fatal(err)
	}
	person := client.People[0].ID
	c := &CasesService{s}
	for _, in := range []filing.LeadInput{{Role: "subject"}, {Role: "site", SiteID: ref.SiteID(v.Sites[0].ID)}} {
		in.CaseID, in.Person, in.Version = ref.CaseID(v.ID), ref.PersonID(person), v.Version
		if v, err = c.SetLead(in); err != nil {
			t.Fatalf("%s: %v", in.Role, err)
		}
	}
	want := []page.LeadView{{Role: "subject", PersonID: person}, {Role: "site", SiteID: v.Sites[0].ID, PersonID: person}}
	if len(v.Leads) != 2 || !slices.Contains(v.Leads, want[0]) || !slices.Contains(v.Leads, want[1]) {
		t.Errorf("leads = %v, want %v", v.Leads, want)
	}
	if got := v.People[0].RoleCodes; !slices.Equal(got, []string{"subject", "site"}) {
		t.Errorf("roles = %v", got)
	}
	if v, err = c.SetLead(filing.LeadInput{CaseID: ref.CaseID(v.ID), Role: "subject", Version: v.Version}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.Leads, want[1:]) {
		t.Errorf("leads after taking one away = %v, want %v", v.Leads, want[1:])
	}
}

func TestWhatATypeAsksAtSigningDecidesItsStages(t *testing.T) {
	s := openSession(t)
	for answer, want := range map[string]bool{"yes": true, "no": false} {
		v := openCase(t, s, func(in *filing.OpenInput) {
			in.Type, in.Agree, in.Same, in.Values = "add", true, filing.SameNew, map[string]string{"new_domain": answer}
		})
		has := slices.ContainsFunc(v.Stages, func(l page.StageView) bool { return l.Code == "domain" && l.State == "todo" })
		if has != want {
			t.Errorf("new domain %s: 域名购买 to come = %v, want %v", answer, has, want)
		}
	}
}

func TestTypesTellTheirPhasesAndWhatTheyAsk(t *testing.T) {
	types, _ := page.TypesAndStages()
	got := map[string]page.TypeView{}
	for _, v := range types {
		got[v.Code] = v
	}
	for _, want := range []struct {
		code        string
		icp, police bool
		asks        int
	}{{"first", true, true, 1}, {"add", true, true, 1}, {"app", true, true, 0}, {"police", false, true, 0}} {
		v := got[want.code]
		if v.HasICP != want.icp || v.HasPolice != want.police || len(v.Values) != want.asks {
			t.Errorf("%s: ICP %v, police %v, asks %d", want.code, v.HasICP, v.HasPolice, len(v.Values))
		}
	}
	if asked := got["add"].Values[0]; asked.Key != "new_domain" || len(asked.Options) != 2 {
		t.Errorf("asked = %+v", asked)
	}
}

func TestAnOpenDeskTellsItsNow(t *testing.T) {
	s := openSession(t)
	d := &DeskService{s}
	if v, err := d.State(page.Empty{}); err != nil || v.Now == "" {
		t.Errorf("open: now %q, %v", v.Now, err)
	}
	if v, err := d.Lock(page.Empty{}); err != nil || v.Now != "" {
		t.Errorf("locked: now %q, %v", v.Now, err)
	}
}

func TestTheWindowSaysThatADemonstrationWasCutOff(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "desk")
	made, _, err := desk.Create(t.Context(), folder, "lanting-xu-353", "周敏", desk.Options{Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	halfway := func() bool {
		t.Helper()
		window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
		s := NewSession(NewShell(window), window, Start{Folder: folder, Passphrase: "lanting-xu-353"})
		defer s.Close()
		view, err := (&DeskService{s}).State(page.Empty{})
		if err != nil || view.State != "open" || !view.Demo {
			t.Fatalf("%+v, %v", view, err)
		}
		return view.Halfway
	}
	if !halfway() {
		t.Error("nobody is told that the story breaks off")
	}
	if err := made.FinishDemo(); err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	if halfway() {
		t.Error("a story told to its end counts as cut off")
	}
}

func TestAFolderThatTheStartOpensIsWaitedFor(t *testing.T) {
	s := openSession(t)
	s.Close()
	for pass, want := range map[string]string{passphrase: "open", "another-one-353": "locked"} {
		window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
		again := NewSession(NewShell(window), window, Start{Folder: s.folder, Passphrase: pass})
		v, err := (&DeskService{again}).State(page.Empty{})
		if err != nil || v.State != want || (v.Message == "") != (want == "open") {
			t.Errorf("%s: %q, %q, %v", pass, v.State, v.Message, err)
		}
		again.Close()
	}
}

func TestAFirstReadingOfTodayFillsAScreen(t *testing.T) {
	const count = firstRows + 3
	s := openSession(t)
	for i := range count {
		openCase(t, s, func(in *filing.OpenInput) {
			in.Client.Name = fmt.Sprintf("杭州栖云%d茶业有限公司", i)
			in.Sites[0].Domain = fmt.Sprintf("qiyuntea%d.example", i)
			in.Agree = true
		})
	}
	line := page.FoldKey{Party: "client", Stage: "account", Group: "week"}
	for first, want := range map[bool]int{true: firstRows, false: count} {
		v, err := (&TodayService{s}).Load(page.TodayInput{Scope: "all", By: "time", Group: line.Group, Fold: line, First: first})
		if err != nil || len(v.Groups) != 1 {
			t.Fatal(len(v.Groups), err)
		}
		if g := v.Groups[0]; len(g.Rows) != want || (g.Next != "") != first {
			t.Errorf("first %v: %d rows, next %q", first, len(g.Rows), g.Next)
		}
	}
}
