package people_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/store"
)

func TestAContactIsKeptCoveredAndShownOnlyWithALine(t *testing.T) {
	d := newDesk(t)
	c := opened(t, d, "杭州青禾软件有限公司", "13800571001").Client
	in := people.InputOf(c)
	in.Contact, in.ContactPhone, in.WeChat = "顾经理", "138 0057 1009", "gumin-qinghe"
	saved, err := people.SaveClient(context.Background(), d.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	if got := saved.Client; got.Contact != "顾经理" || got.ContactPhone != "138****1009" || got.WeChat != "gu********he" {
		t.Errorf("%+v", got)
	}
	if phone, wechat := reveal(t, d, "client:"+string(c.ID)+":contactPhone"), reveal(t, d, "client:"+string(c.ID)+":wechat"); phone != "13800571009" || wechat != "gumin-qinghe" {
		t.Errorf("%s, %s", phone, wechat)
	}
	again := people.InputOf(saved.Client) // the covered forms go back and change nothing
	again.Note = "改过"
	if _, err := people.SaveClient(context.Background(), d.Office, again); err != nil {
		t.Fatal(err)
	}
	if got := reveal(t, d, "client:"+string(c.ID)+":wechat"); got != "gumin-qinghe" {
		t.Errorf("after another save %q", got)
	}
	var lines []string
	if err := d.Office.Read(context.Background(), func(tx store.Tx) error {
		entries, err := tx.Journal().Of("", 0, 50)
		for _, e := range entries {
			lines = append(lines, e.Title+" "+e.Payload)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(lines, "\n")
	for _, part := range []string{"查看联系人手机", "查看微信", "联系人：（空） → 顾经理", "联系人手机已修改", "微信已修改"} {
		if !strings.Contains(all, part) {
			t.Errorf("%q is not in the journal:\n%s", part, all)
		}
	}
	if strings.Contains(all, "13800571009") || strings.Contains(all, "gumin") {
		t.Errorf("the journal tells it:\n%s", all)
	}
	again.Version, again.ContactPhone = saved.Client.Version+1, "1380057"
	if _, err := people.SaveClient(context.Background(), d.Office, again); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a number cut short: %v", err)
	}
}

func TestAContactIsAskedForWithTheCase(t *testing.T) {
	d := newDesk(t)
	in := filing.OpenInput{
		Client: people.ClientInput{Name: "杭州青禾软件有限公司", Kind: "enterprise", Contact: "顾经理", WeChat: "gumin-qinghe"},
		Type:   "first", Province: "33", ICP: true, Sites: []filing.SiteInput{{Domain: "qinghe.example"}}, Lookup: "未备案",
	}
	if _, err := filing.Open(context.Background(), d.Office, in); err != nil {
		t.Fatal(err)
	}
	in.Client.WeChat = "another-one"
	out, err := filing.Open(context.Background(), d.Office, in)
	if err != nil || len(out.Same) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	differs := out.Same[0].Differs
	if len(differs) != 1 || differs[0] != (people.Difference{Field: "client.wechat", Label: "微信", Ours: "gu********he", New: "an*******ne"}) {
		t.Errorf("%+v", differs)
	}
	in.ClientID, in.Take, in.Agree = out.Same[0].Client.ID, []string{"client.wechat"}, true
	if _, err := filing.Open(context.Background(), d.Office, in); err != nil {
		t.Fatal(err)
	}
	if got := reveal(t, d, "client:"+string(in.ClientID)+":wechat"); got != "another-one" {
		t.Errorf("taken: %q", got)
	}
}
