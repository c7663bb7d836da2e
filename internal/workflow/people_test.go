package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// ofThree is an order of 沈一鸣 with two sites, each with a lead of its own.
func ofThree() workflow.Plan {
	p := plan("first")
	p.Sites = append(p.Sites, workflow.Site{ID: siteB, Name: "青禾社区", Domain: "bbs.example"})
	p.Leads = []workflow.Lead{
		{Person: shen, Name: "沈一鸣", Role: "subject", Mobile: "m1", Document: "id"},
		{Person: lin, Name: "林知远", Role: "site", Site: siteA, Mobile: "m2", Document: "hkmacau"},
		{Person: gao, Name: "高宏伟", Role: "site", Site: siteB, Mobile: "m3", Document: "id"},
	}
	return p
}

const gao = ref.PersonID("gao")

func (d *desk) text(stage string) workflow.Text {
	d.t.Helper()
	for _, r := range d.s.OpenRuns() {
		if r.Stage == stage {
			return d.e.Describe(d.p, r, d.s, at(d.t, "2026-03-02 12:00"))
		}
	}
	d.t.Fatalf("%s is not open", stage)
	return workflow.Text{}
}

func (d *desk) words(stage string) workflow.LineWords {
	d.t.Helper()
	for _, r := range d.s.OpenRuns() {
		if r.Stage == stage {
			names := workflow.LineNames{CaseType: d.p.Type, Province: d.p.Province, Lead: "沈一鸣"}
			return d.e.WordsOf(d.e.Line(d.p, d.s, r, d.deadlines()), names, at(d.t, "2026-03-02 12:00"))
		}
	}
	d.t.Fatalf("%s is not open", stage)
	return workflow.LineWords{}
}

func TestTheFaceCheckWaitsForEachSiteLead(t *testing.T) {
	d := newDesk(t, ofThree())
	straight(d, "forms.filled")
	refused(t, d.try("2026-03-02 13:00", "forms.face"), "person")
	refused(t, d.try("2026-03-02 13:00", "forms.face", "person", string(shen)), "person")
	if text, words := d.text("forms"), d.words("forms"); !strings.HasPrefix(text.Message, "林知远、高宏伟您好") || text.Todo != "催林知远、高宏伟完成视频人脸核验" || words.Todo != text.Todo {
		t.Fatalf("both are named: %q %q %q", text.Message, text.Todo, words.Todo)
	}
	d.do("2026-03-02 13:00", "forms.face", "person", string(lin))
	d.want([]string{"forms/face:client"})
	refused(t, d.try("2026-03-02 14:00", "forms.face", "person", string(lin)), "person")
	if text, words := d.text("forms"), d.words("forms"); !strings.HasPrefix(text.Message, "高宏伟您好") || words.Todo != "催高宏伟完成视频人脸核验" {
		t.Fatalf("who is still missing: %q %q", text.Message, words.Todo)
	}
	if run := d.s.OpenRuns()[0]; len(run.Checked) != 1 || run.Checked[0].Name != "林知远" || run.Checked[0].At.String() != "2026-03-02 13:00" {
		t.Fatalf("who has done it: %+v", run.Checked)
	}
	d.do("2026-03-03", "forms.face") // the only one left need not be named
	d.want([]string{"prereview/todo:agency"})
	d.do("2026-03-03", "case.undo")
	d.want([]string{"forms/face:client"})
}

func TestAFaceCheckThatWasDoneStaysSoWhenLeadsChange(t *testing.T) {
	d := newDesk(t, ofThree())
	straight(d, "forms.filled")
	d.do("2026-03-02 13:00", "forms.face", "person", string(lin))
	d.do("2026-03-02 14:00", "forms.face", "person", string(gao))
	d.do("2026-03-02 15:00", "prereview.submit")
	d.p.Leads[2] = workflow.Lead{Person: "new", Name: "欧阳小明", Role: "site", Site: siteB}
	if s, err := d.e.Fold(d.p, d.moves); err != nil || s.OpenRuns()[0].Step != "submitted" {
		t.Fatalf("%v %+v", err, s.OpenRuns())
	}
	d = newDesk(t, ofThree())
	straight(d, "forms.filled")
	d.do("2026-03-02 13:00", "forms.face", "person", string(lin))
	d.p.Leads[2] = workflow.Lead{Person: "new", Name: "欧阳小明", Role: "site", Site: siteB}
	if words := d.words("forms"); words.Todo != "催欧阳小明完成视频人脸核验" {
		t.Errorf("the new lead is asked: %q", words.Todo)
	}
	d.do("2026-03-02 15:00", "forms.face")
	d.want([]string{"prereview/todo:agency"})
}

func TestAMoveOfAnEarlierReleaseSaysThatAllWereChecked(t *testing.T) {
	d := newDesk(t, ofThree())
	straight(d, "forms.filled")
	m := workflow.Move{ID: "old", Seq: len(d.moves) + 1, At: moment(t, "2026-03-02 13:00"), Action: "forms.face"}
	s, err := d.e.Fold(d.p, append(slices.Clone(d.moves), m))
	if err != nil || s.OpenRuns()[0].Stage != "prereview" {
		t.Fatalf("%v %+v", err, s.OpenRuns())
	}
}

func TestAnOrderWithoutALeadNamesNobody(t *testing.T) {
	d := newDesk(t, plan("first"))
	d.p.Leads = nil
	straight(d, "forms.filled")
	if text := d.text("forms"); text.Todo != "催客户完成视频人脸核验" || !strings.HasPrefix(text.Message, "您好") || !strings.Contains(text.Message, "请备好证件原件") {
		t.Errorf("%q %q", text.Todo, text.Message)
	}
	d.do("2026-03-03", "forms.face")
	d.want([]string{"prereview/todo:agency"})
}

func TestTheReviewersCallReadiesBothLeads(t *testing.T) {
	d := newDesk(t, ofThree())
	straight(d, "forms.filled")
	d.do("2026-03-02 13:00", "forms.face", "person", string(lin))
	d.do("2026-03-02 13:00", "forms.face")
	d.do("2026-03-02 14:00", "prereview.submit")
	text, words := d.text("prereview"), d.words("prereview")
	if words.Todo != "提醒沈一鸣、林知远、高宏伟接预审核电话" || text.Todo != words.Todo || !strings.HasPrefix(text.Message, "沈一鸣、林知远、高宏伟您好") {
		t.Errorf("%q %q %q", words.Todo, text.Todo, text.Message)
	}
	if want := "姓名和沈一鸣的身份证号后六位、林知远的通行证背面的港澳居民身份证号码后六位、高宏伟的身份证号后六位。"; !strings.HasSuffix(text.Message, want) {
		t.Errorf("each by his document: %q", text.Message)
	}
}

// TestACheckAsksForTheLastPlacesOfTheDocument goes through every kind and both provinces
// of the source.
func TestACheckAsksForTheLastPlacesOfTheDocument(t *testing.T) {
	for kind, want := range map[string][2]string{
		"id":        {"身份证号后六位", "身份证号后六位"},
		"hkmacau":   {"通行证号码后六位", "通行证背面的港澳居民身份证号码后六位"},
		"passport":  {"证件号码后六位", "证件号码后六位"},
		"taiwan":    {"证件号码后六位", "证件号码后六位"},
		"residence": {"证件号码后六位", "证件号码后六位"},
		"":          {"证件号码后六位", "证件号码后六位"},
	} {
		for i, province := range []string{"44", "33"} {
			d := newDesk(t, plan("add"))
			d.p.Province = province
			for l := range d.p.Leads {
				d.p.Leads[l].Document = kind
			}
			straight(d, "bureau-submit.sms")
			if text := d.text("sms"); !strings.Contains(text.Message, "手机号和"+want[i]+"。") {
				t.Errorf("%q in %s: %q", kind, province, text.Message)
			}
		}
	}
}
