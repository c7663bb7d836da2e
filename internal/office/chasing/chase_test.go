package chasing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// chase makes the message of a run of a case.
func chase(f *desktest.Fixture, id ref.CaseID, run ref.RunID, sent bool, text string) chasing.Message {
	f.T.Helper()
	m, err := chasing.Chase(context.Background(), f.Office, chasing.ChaseInput{CaseID: id, RunID: run, Sent: sent, Text: text})
	if err != nil {
		f.T.Fatal(err)
	}
	return m
}

// runOf is the open run of a stage.
func runOf(f *desktest.Fixture, id ref.CaseID, stage string) views.Next {
	f.T.Helper()
	for _, n := range f.Show(id).Next {
		if n.Run.Stage == stage {
			return n
		}
	}
	f.T.Fatalf("%s is not open", stage)
	return views.Next{}
}

func TestAChaseGathersWhatTheClientOwesInAllItsCases(t *testing.T) {
	f, verifies := desktest.AtSMS(t)
	second := desktest.Qinghe()
	second.ClientID, second.LeadID = f.Show(verifies).Client.ID, f.Show(verifies).People[0].Person.ID
	second.Type, second.Agree = "add", true
	second.Sites = []filing.SiteInput{{Name: "青禾商城", Domain: "shop.qinghe.example"}}
	collects := f.OpenCase(second)
	stranger := f.OpenCase(desktest.Little("别家", "other.example"))
	run := runOf(f, verifies, "sms")
	m := chase(f, verifies, run.ID, false, "")

	for _, part := range []string{
		"沈一鸣您好，杭州青禾软件有限公司的备案还有下面几件事要办：\n1. qinghe.example：本人完成管局的短信核验，9月19日 周六 15:40 前\n管局的核验短信已发出（qinghe.example）。请本人在 ",
		"还缺下面的材料", "\n・身份证人像面：把证件平放，从正上方拍，四个角都拍进去", "发原图，不要截图",
	} {
		if !strings.Contains(m.Text, part) {
			t.Errorf("%q is missing in\n%s", part, m.Text)
		}
	}
	for _, part := range []string{"KB", "补正通知", "说明页", "other.example", "要用"} {
		if strings.Contains(m.Text, part) {
			t.Errorf("%q is no word for a client:\n%s", part, m.Text)
		}
	}
	if strings.Count(m.Text, "您好") != 1 || strings.Count(m.Text, "・身份证人像面") != 1 {
		t.Errorf("said twice:\n%s", m.Text)
	}
	if len(m.Cases) != 2 || m.Cases[0] != f.Show(verifies).Case.Number || m.Runs[0] != run.ID || !strings.HasPrefix(m.Title, "催办：短信核验等 ") {
		t.Errorf("it gathers %v, runs %v, as %q", m.Cases, m.Runs, m.Title)
	}

	sent := "沈总，短信今天一定要点。"
	chase(f, verifies, run.ID, true, sent)
	for _, id := range []ref.CaseID{verifies, collects} {
		if line := f.Show(id).Timeline[0]; line.Kind != "contact" || line.Title != "催办：微信" || line.Text != sent {
			t.Errorf("timeline %+v", line)
		}
	}
	if line := f.Show(stranger).Timeline[0]; strings.HasPrefix(line.Title, "催办") {
		t.Error("a stranger's case was chased")
	}
	for stage, id := range map[string]ref.CaseID{"sms": verifies, "materials": collects} {
		if n := runOf(f, id, stage); n.Chased != (views.Chased{Words: "今天催过", Today: true}) {
			t.Errorf("%s: %+v", stage, n.Chased)
		}
	}
}

func TestAChasedRowStandsLastUntilTomorrowAndTellsHowOften(t *testing.T) {
	ctx := context.Background()
	f, id := desktest.AtSMS(t)
	run := runOf(f, id, "sms").ID
	other := f.OpenCase(desktest.Little("别家", "other.example"))
	rows := func() (list []views.Task) {
		page, err := views.Today(ctx, f.Office, views.TodayInput{By: "party", Party: "client", Size: 1})
		for err == nil {
			list = append(list, page.Groups[0].Rows...)
			if page.Groups[0].Next == "" {
				return list
			}
			page, err = views.Today(ctx, f.Office, views.TodayInput{By: "party", Party: "client", Group: "client", Cursor: page.Groups[0].Next, Size: 1})
		}
		t.Fatal(err)
		return nil
	}
	if first := rows()[0]; first.RunRow.ID != run || first.Chased.Words != "" {
		t.Fatalf("first %+v", first)
	}
	chase(f, id, run, true, "")
	chase(f, id, run, true, "")
	list := rows()
	if last := list[len(list)-1]; last.RunRow.ID != run || last.Chased != (views.Chased{Words: "今天催过，共 2 次", Today: true}) || list[0].CaseID != other {
		t.Errorf("last %+v", last)
	}
	f.SetClock("2026-09-19 09:00")
	if first := rows()[0]; first.RunRow.ID != run || first.Chased != (views.Chased{Words: "催过 2 次，上次 9月18日"}) {
		t.Errorf("the next morning %+v", first)
	}
	f.SetClock("2026-09-19 16:00")
	f.Record(filing.DoInput{CaseID: id, Action: "sms.missed", Values: map[string]string{"change": "no"}})
	f.Step(id, "bureau-submit.again")
	f.Record(filing.DoInput{CaseID: id, Action: "bureau-submit.sms"})
	if n := runOf(f, id, "sms"); n.Chased.Words != "" {
		t.Errorf("the second round was not chased yet: %+v", n.Chased)
	}
}

func TestOnlyWhatIsOwedIsChased(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	run := runOf(f, id, "account").ID
	if text := chase(f, id, run, false, "").Text; !strings.Contains(text, "五项策略：QcloudBAFullAccess、") || !strings.Contains(text, "（1）还没有腾讯云账号的先注册") {
		t.Errorf("how the sub-account is made is missing:\n%s", text)
	}
	f.Scans(id)
	if text := chase(f, id, run, false, "").Text; strings.Contains(text, "还缺下面的材料") {
		t.Errorf("all materials are there:\n%s", text)
	}
	refused := func(run ref.RunID, code errs.Code, words string) {
		t.Helper()
		_, err := chasing.Chase(ctx, f.Office, chasing.ChaseInput{CaseID: id, RunID: run, Sent: true})
		if errs.CodeOf(err) != code || !strings.Contains(err.Error(), words) {
			t.Errorf("%v, want %s", err, words)
		}
	}
	refused(runOf(f, id, "materials").ID, errs.Blocked, "材料都齐了")
	f.Record(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户出差", Values: map[string]string{"until": "2026-12-31"}})
	refused(run, errs.Blocked, "暂停")
}

// What the lead must do in person is passed on to him; what anybody may see to is not.
func TestAChaseIsWrittenToTheClientsContact(t *testing.T) {
	f, verifies := desktest.AtSMS(t)
	c := f.Show(verifies).Client
	in := people.InputOf(c)
	in.Contact, in.ContactPhone, in.WeChat = "顾经理", "13800571009", "gumin-qinghe"
	if _, err := people.SaveClient(context.Background(), f.Office, in); err != nil {
		t.Fatal(err)
	}
	run := runOf(f, verifies, "sms")
	m := chase(f, verifies, run.ID, false, "")
	if m.To != "顾经理" || m.Phone != "138****1009" || m.WeChat != "gu********he" || m.Client != c.ID {
		t.Errorf("%+v", m)
	}
	if !strings.HasPrefix(m.Text, "顾经理您好，请转沈一鸣：管局的核验短信已发出") {
		t.Errorf("what he does in person:\n%s", m.Text)
	}
	second := desktest.Qinghe()
	second.ClientID, second.LeadID = c.ID, f.Show(verifies).People[0].Person.ID
	second.Type, second.Agree = "add", true
	second.Sites = []filing.SiteInput{{Name: "青禾商城", Domain: "shop.qinghe.example"}}
	f.OpenCase(second)
	m = chase(f, verifies, run.ID, false, "")
	if !strings.HasPrefix(m.Text, "顾经理您好，杭州青禾软件有限公司的备案还有下面几件事要办：\n1. qinghe.example：本人完成管局的短信核验，9月19日 周六 15:40 前\n请转沈一鸣：管局的核验短信已发出") {
		t.Errorf("several:\n%s", m.Text)
	}
	if strings.Count(m.Text, "您好") != 1 || strings.Count(m.Text, "请转") != 1 {
		t.Errorf("the materials are not for the lead alone:\n%s", m.Text)
	}
	if len(f.Show(verifies).People) != 1 {
		t.Error("a contact is nobody who answers for the case")
	}
}

func TestAContactWhoIsTheLeadIsGreetedAsBefore(t *testing.T) {
	f, id := desktest.AtSMS(t)
	run := runOf(f, id, "sms").ID
	before := chase(f, id, run, false, "")
	in := people.InputOf(f.Show(id).Client)
	in.Contact = "沈一鸣"
	if _, err := people.SaveClient(context.Background(), f.Office, in); err != nil {
		t.Fatal(err)
	}
	if now := chase(f, id, run, false, ""); now.Text != before.Text || now.To != before.To {
		t.Errorf("%q, before %q", now.Text, before.Text)
	}
}
