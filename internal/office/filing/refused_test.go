package filing_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// standing tells where a material stands, and why.
func standing(t *testing.T, c views.CasePage, code string) (materials.State, string) {
	t.Helper()
	for _, i := range c.Materials.Items {
		if i.Code == code {
			return i.State, i.Why
		}
	}
	t.Fatalf("there is no %s", code)
	return "", ""
}

// reviewing brings a case to its first pre-review.
func reviewing(t *testing.T) (*desktest.Fixture, ref.CaseID) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit")
	return f, id
}

func TestWhatARejectionNamesIsNoLongerGoodUntilSomethingElseIsThere(t *testing.T) {
	f, id := reviewing(t)
	f.SetClock("2026-09-08 11:30")
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.reject", Values: map[string]string{"cause": "handheld-glare"}})

	c := f.Show(id)
	if state, why := standing(t, c, "handheld"); state != materials.Bad || why != "第 1 次预审核被驳回：手持照反光，证件看不清" {
		t.Errorf("the photo is %s: %s", state, why)
	}
	if len(c.Refused) != 1 || c.Refused[0].What != "第 1 次预审核被驳回" || c.Refused[0].Names != "手持身份证" {
		t.Errorf("the case keeps %+v", c.Refused)
	}
	if line := f.Line(c, "预审被驳回"); !strings.Contains(line.Text, "原因：手持照反光，证件看不清") || !strings.Contains(line.Text, "涉及：手持身份证") ||
		strings.Contains(line.Text, "handheld") {
		t.Errorf("the timeline says %q", line.Text)
	}
	if e := f.Refused(filing.DoInput{CaseID: id, Action: "forms.filled"}, "blocked"); !strings.Contains(e.Message, "被驳回") {
		t.Errorf("filling in the forms is refused by %q", e.Message)
	}

	if _, there := menu(c, "material.keep"); !there {
		t.Error("a photo that is right as it is can't go again")
	}
	f.Attach(id, "handheld", 231)
	c = f.Show(id)
	if state, why := standing(t, c, "handheld"); state != materials.Good || why != "" {
		t.Errorf("a new photo is %s: %s", state, why)
	}
	if _, there := menu(c, "material.keep"); there {
		t.Error("with a new photo there is nothing to keep")
	}
	f.Step(id, "forms.filled", "forms.face", "prereview.submit")
	if c := f.Show(id); len(c.Refused) != 0 {
		t.Errorf("sent again, the case still tells %+v", c.Refused)
	}
}

func TestAVersionThatCameAfterTheRejectionIsNotTheRefusedOne(t *testing.T) {
	f, id := reviewing(t)
	f.SetClock("2026-09-08 15:00")
	f.Attach(id, "handheld", 231)
	f.SetClock("2026-09-09 09:00")
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.reject", At: "2026-09-08 11:30", Values: map[string]string{"cause": "handheld-glare"}})
	if state, why := standing(t, f.Show(id), "handheld"); state != materials.Good {
		t.Errorf("the photo of the afternoon is %s: %s", state, why)
	}
}

func TestARefusedFieldIsGoodAgainWithAnotherValue(t *testing.T) {
	f, id := reviewing(t)
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.reject", Values: map[string]string{"cause": "emergency"}, Reason: "打了三次"})
	c := f.Show(id)
	if state, why := standing(t, c, "emergency"); state != materials.Bad || !strings.HasSuffix(why, "；打了三次") {
		t.Errorf("the number is %s: %s", state, why)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "material.keep", Values: map[string]string{"material": "emergency"}, Reason: "号码没错，当时在开会"})
	c = f.Show(id)
	if state, why := standing(t, c, "emergency"); state != materials.Good || len(c.Refused) != 1 {
		t.Errorf("looked at, the number is %s: %s; the case tells %+v", state, why, c.Refused)
	}
	if _, there := menu(c, "material.keep"); there {
		t.Error("there is nothing more to keep")
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.undo"})
	lead := desktest.Qinghe().Lead
	lead.ID, lead.ClientID, lead.Version, lead.Emergency = c.People[0].ID, c.Client.ID, c.People[0].Version, "13800571009"
	if _, err := casefile.SavePerson(t.Context(), f.Office, lead); err != nil {
		t.Fatal(err)
	}
	if state, why := standing(t, f.Show(id), "emergency"); state != materials.Good {
		t.Errorf("another number is %s: %s", state, why)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.undo"})
	if c := f.Show(id); len(c.Refused) != 0 {
		t.Errorf("undone, the case still tells %+v", c.Refused)
	}
}
