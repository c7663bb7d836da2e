package rights_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/clients"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
)

// Each who is affected gets a letter of what the law has it say, with what is held of him.
func TestABreachIsToldToEachWhoIsAffected(t *testing.T) {
	f, id := desktest.AtSMS(t)
	in := rights.BreachInput{On: "2026-09-10", What: "存备份的移动硬盘遗失", Done: "已更换口令，并报告网信部门", Cases: []string{f.Show(id).Case.Number}}
	if _, err := rights.Breach(ctx, f.Office, in); errs.CodeOf(err) != errs.Invalid {
		t.Fatalf("without the agency's name: %v", err)
	}
	bare, err := setup.SaveLetterhead(ctx, f.Office, setup.Letterhead{Name: "杭州备案服务有限公司"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rights.Breach(ctx, f.Office, in); errs.CodeOf(err) != errs.Invalid {
		t.Fatalf("without a way to reach the agency: %v", err)
	}
	bare.Phone = "0571-88880000"
	head, err := setup.SaveLetterhead(ctx, f.Office, bare)
	if err != nil {
		t.Fatal(err)
	}
	got, err := rights.Breach(ctx, f.Office, in)
	if err != nil || len(got.Letters) != len(f.Show(id).People) || !strings.Contains(got.Source, "第五十七条") || got.Note == "" {
		t.Fatalf("%+v, %v", got, err)
	}
	at := slices.IndexFunc(got.Letters, func(l rights.Letter) bool { return l.Name == "沈一鸣" })
	letter := got.Letters[at]
	for _, part := range []string{"沈一鸣：", "证件号码", "身份证人像面", "2026年9月10日", "存备份的移动硬盘遗失。", "已更换口令，并报告网信部门。", "冒用", "验证码", head.Name, head.Phone} {
		if !strings.Contains(letter.Text, part) {
			t.Errorf("it does not say %s:\n%s", part, letter.Text)
		}
	}
	if strings.ContainsAny(letter.Text, "{}") || strings.Contains(letter.Text, "13800571001") || strings.Contains(letter.Text, "营业执照") || !slices.Equal(letter.Cases, in.Cases) {
		t.Errorf("%+v", letter)
	}
	in.Cases, in.Harm = nil, "可能被冒用开户"
	all, err := rights.Breach(ctx, f.Office, in)
	if err != nil || len(all.Letters) != len(got.Letters) || !strings.Contains(all.Letters[at].Text, "可能被冒用开户。") {
		t.Errorf("of all cases: %+v, %v", all, err)
	}
	for field, change := range map[string]func(*rights.BreachInput){
		"on":   func(in *rights.BreachInput) { in.On = "2027-01-01" },
		"what": func(in *rights.BreachInput) { in.What = " " },
		"done": func(in *rights.BreachInput) { in.Done = "" },
		"case": func(in *rights.BreachInput) { in.Cases = []string{"BA2026-0099"} },
	} {
		wrong := in
		change(&wrong)
		_, err := rights.Breach(ctx, f.Office, wrong)
		if list := office.ProblemsOf(err); len(list) != 1 || list[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	var lines []store.JournalRow
	err = f.Read(ctx, func(tx store.Tx) (err error) {
		lines, err = tx.JournalList().Find(store.JournalQuery{Kind: "export", Limit: 9})
		return err
	})
	if err != nil || len(lines) != 2 || !strings.HasPrefix(lines[0].Title, "作出个人信息安全事件通知") || lines[0].Payload != in.What {
		t.Errorf("%+v, %v", lines, err)
	}
}

// Who has no role any more is kept, and whom one calls is a person, too.
func TestABreachIsToldToWhoHasNoRole(t *testing.T) {
	f, id := desktest.AtSMS(t)
	if _, err := setup.SaveLetterhead(ctx, f.Office, setup.Letterhead{Name: "杭州备案服务有限公司", Phone: "0571-88880000"}); err != nil {
		t.Fatal(err)
	}
	f.MustWrite(t, func(w *office.Work) error {
		c, err := w.Clients().Client(f.Show(id).Client.ID)
		if err != nil {
			return err
		}
		c.Contact, c.WeChat = "陈立", "chenli"
		return errors.Join(w.Clients().UpdateClient(c), w.Clients().AddPerson(clients.Person{ID: "before", ClientID: c.ID, Name: "何静", Mobile: "13800571008"}))
	})
	signed := consents.ConsentInput{Person: "before", Matters: []string{"basic"}, Way: "paper", Evidence: "同意书",
		File: &consents.EvidenceFile{Name: "何静.jpg", Content: desktest.Photo(t, 60_000, 1)}}
	if err := consents.Add(ctx, f.Office, signed); err != nil {
		t.Fatal(err)
	}
	got, err := rights.Breach(ctx, f.Office, rights.BreachInput{On: "2026-09-10", What: "遗失", Done: "已换口令"})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{}
	for _, l := range got.Letters {
		kinds[l.Name] = strings.Join(l.Kinds, "、")
	}
	if kinds["何静"] != "姓名、手机、同意的凭据文件" || kinds["陈立"] != "姓名、微信" || !strings.Contains(kinds["沈一鸣"], "身份证人像面") {
		t.Errorf("told are %v", kinds)
	}
}
