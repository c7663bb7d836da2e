package chasing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

// second opens one more case of the client of a case.
func second(f *desktest.Fixture, of ref.CaseID) ref.CaseID {
	in := desktest.Qinghe()
	in.ClientID, in.LeadID = f.Show(of).Client.ID, f.Show(of).People[0].Person.ID
	in.Type, in.Agree = "add", true
	in.Sites = []filing.SiteInput{{Name: "青禾商城", Domain: "shop.qinghe.example"}}
	return f.OpenCase(in)
}

func TestAClientIsToldOfAllItsCasesWhateverWayItGoes(t *testing.T) {
	ctx := context.Background()
	f, verifies := desktest.AtSMS(t)
	collects := second(f, verifies)
	in := chasing.ChaseInput{ClientID: f.Show(verifies).Client.ID}
	m, err := chasing.Chase(ctx, f.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Cases) != 2 || m.Way != chasing.WeChat || !strings.Contains(m.Text, "1. qinghe.example：本人完成管局的短信核验，9月19日 周六 15:40 前\n") {
		t.Errorf("%v %s\n%s", m.Cases, m.Way, m.Text)
	}
	if !strings.Contains(m.Text, "shop.qinghe.example：交齐备案材料，9月22日 周二前\n") {
		t.Errorf("a line a case:\n%s", m.Text)
	}
	in.Way = chasing.SMS
	if m, err = chasing.Chase(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	want := "沈一鸣您好，备案请您办：\n1. 青禾进销存：本人完成管局的短信核验，9月19日 周六 15:40 前\n2. 青禾商城：建好腾讯云子账号，把用户名交给我们，9月22日 周二前\n3. 青禾商城：交齐备案材料（缺 4 样），9月22日 周二前。"
	if m.Text != want {
		t.Errorf("the SMS is\n%s\nwant\n%s", m.Text, want)
	}
	for _, link := range []string{"http", ".example"} {
		if strings.Contains(m.Text, link) {
			t.Errorf("an SMS holds no link: %q", link)
		}
	}

	if _, err := setup.SaveLetterhead(ctx, f.Office, setup.Letterhead{Name: "简备技术服务有限公司", Short: "简备"}); err != nil {
		t.Fatal(err)
	}
	if m, err = chasing.Chase(ctx, f.Office, in); err != nil || m.Text != "【简备】"+want {
		t.Errorf("who writes: %s, %v", m.Text, err)
	}
	want = m.Text
	in.Sent = true
	if _, err := chasing.Chase(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: verifies, Kind: "wechat", Text: "好的，今天办"}); err != nil {
		t.Fatal(err)
	}
	told, more, err := chasing.Told(ctx, f.Office, in.ClientID)
	if more || err != nil {
		t.Fatal(err)
	}
	if len(told) != 2 || told[0].Title != "微信" || len(told[0].Cases) != 1 {
		t.Fatalf("what was told: %+v", told)
	}
	if got := told[1]; got.Title != "催办：短信" || got.Text != want || len(got.Cases) != 2 || got.Who == "" {
		t.Errorf("one message about two cases stands once: %+v", got)
	}
	if n := runOf(f, collects, "materials").Chased.Words; n != "今天催过" {
		t.Errorf("the run it asks about was %q", n)
	}
}

func TestAnSMSTakesPartsAsPhonesCountThem(t *testing.T) {
	for n, want := range map[int]int{0: 1, 70: 1, 71: 2, 134: 2, 135: 3} {
		if got := chasing.Parts(strings.Repeat("备", n)); got != want {
			t.Errorf("%d characters take %d, want %d", n, got, want)
		}
	}
	if got := chasing.Parts(strings.Repeat("𠮷", 36)); got != 2 {
		t.Errorf("a character beyond the plane counts twice: %d", got)
	}
}

func TestAClientThatOwesNothingAndAnUnknownWayAreRefused(t *testing.T) {
	ctx := context.Background()
	f, id := desktest.AtSMS(t)
	client := f.Show(id).Client.ID
	_, err := chasing.Chase(ctx, f.Office, chasing.ChaseInput{ClientID: client, Way: "fax"})
	if errs.CodeOf(err) != errs.Invalid {
		t.Errorf("an unknown way: %v", err)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户出差", Values: map[string]string{"until": "2026-12-31"}})
	_, err = chasing.Chase(ctx, f.Office, chasing.ChaseInput{ClientID: client})
	if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "没有要办的事") {
		t.Errorf("on hold: %v", err)
	}
	if _, _, err := chasing.Told(ctx, f.Office, "nobody"); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("an unknown client: %v", err)
	}
}
