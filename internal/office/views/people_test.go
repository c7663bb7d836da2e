package views_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// atFace is the walk's case with a second site that 林晓 leads, waiting for the face check.
func atFace(t *testing.T) (f *desktest.Fixture, id ref.CaseID, lin ref.PersonID) {
	f = desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	second := in.Sites[0]
	second.Name, second.Domain = "青禾社区", "bbs.example"
	in.Sites = append(in.Sites, second)
	id = f.OpenCase(in)
	saved, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{ClientID: f.Show(id).Client.ID, Name: "林晓", Mobile: "13800571009", DocKind: "passport", DocNumber: "E12345678"})
	if err != nil {
		t.Fatal(err)
	}
	lin = saved.Person.ID
	site := f.Show(id).Sites[1].ID
	if err := filing.SetLead(context.Background(), f.Office, filing.LeadInput{CaseID: id, Role: cases.SiteLead, SiteID: site, Person: lin}); err != nil {
		t.Fatal(err)
	}
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified", "reporting.done", "forms.filled")
	return f, id, lin
}

func TestTodayTheCaseAndTheMessageNameWhoIsMissingAtTheFaceCheck(t *testing.T) {
	f, id, lin := atFace(t)
	next := f.Show(id).Next[0]
	if next.Todo != "催沈一鸣、林晓完成视频人脸核验" || len(next.People) != 2 {
		t.Fatalf("%q %+v", next.Todo, next.People)
	}
	first := ref.PersonID("")
	for _, p := range f.Show(id).People {
		if slices.Contains(p.Roles, cases.SubjectLead) {
			first = p.ID
		}
	}
	f.Record(filing.DoInput{CaseID: id, Action: "forms.face", Values: map[string]string{"person": string(first)}})
	next = f.Show(id).Next[0]
	if next.Todo != "催林晓完成视频人脸核验" || next.People[0].Done == nil || next.People[0].Name != "沈一鸣" || next.People[1].Done != nil {
		t.Errorf("the case: %q %+v", next.Todo, next.People)
	}
	if todos := todosOf(t, f); !slices.Contains(todos, "催林晓完成视频人脸核验") {
		t.Errorf("Today: %q", todos)
	}
	m, err := chasing.Chase(context.Background(), f.Office, chasing.ChaseInput{CaseID: id, RunID: next.ID})
	if err != nil || m.To != "林晓" || !strings.HasPrefix(m.Text, "林晓您好") || !strings.Contains(m.Text, "请备好护照原件") {
		t.Errorf("%v %q %q", err, m.To, m.Text)
	}

	// Her name is corrected: what is kept of the run follows.
	lead := clients.Person{}
	for _, p := range f.Show(id).People {
		if p.ID == lin {
			lead = p.Person
		}
	}
	if _, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{ID: lin, ClientID: lead.ClientID, Name: "林小晓", Mobile: "13800571009", DocKind: "passport", DocNumber: "E12345678", Version: lead.Version}); err != nil {
		t.Fatal(err)
	}
	if todos := todosOf(t, f); !slices.Contains(todos, "催林小晓完成视频人脸核验") {
		t.Errorf("Today, by the name of before: %q", todos)
	}
	f.Step(id, "forms.face")
	if c := f.Show(id); c.Next[0].Run.Stage != "prereview" {
		t.Errorf("all have done it: %+v", c.Next[0].Run)
	}
}

func todosOf(t *testing.T, f *desktest.Fixture) (todos []string) {
	t.Helper()
	today, err := views.Today(context.Background(), f.Office, views.TodayInput{Size: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range today.Groups {
		for _, task := range g.Rows {
			todos = append(todos, task.Words.Todo)
		}
	}
	return todos
}
