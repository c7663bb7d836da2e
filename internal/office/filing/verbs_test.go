package filing_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/footer"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// TestNothingSensitiveLiesInClear plants sensitive values wherever staff may type
// them and looks for their bytes in every file of the folder, open and closed.
func TestNothingSensitiveLiesInClear(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Client.Note = "备注里的电话 13911110001"
	id := f.OpenCase(in)
	scan := desktest.Picture(t, 100*1024)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := intake.Attach(ctx, f.Office, intake.Input{CaseID: id, Material: "id-front", Name: "沈一鸣身份证.jpg", Content: scan})
	must(err)
	must(filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "wechat", Text: "让打 13911110002"}))
	c := f.Show(id)
	must(filing.SaveAccount(ctx, f.Office, filing.AccountInput{CaseID: id, UserName: "beian-desk", Secret: "Qh#2026-secret", Version: c.Case.Version}))
	c = f.Show(id)
	must(filing.SetLookup(ctx, f.Office, filing.LookupInput{CaseID: id, Text: "查到旧主体，联系人 13911110003", Version: c.Case.Version}))
	_, err = filing.Agree(ctx, f.Office, filing.AgreeInput{CaseID: id, RunID: c.Next[0].ID, Day: "2026-09-30", Reason: "改打 13911110005"})
	must(err)
	f.Record(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户说打 13911110004", Values: map[string]string{"until": "2026-12-31"}})
	_, err = setup.SaveLetterhead(ctx, f.Office, setup.Letterhead{Name: "兰州青桐信息服务有限公司", Phone: "13911110006", BankAcct: "6222000011112222"})
	must(err)
	_, err = filing.Reveal(ctx, f.Office, people.RevealInput{Token: casefile.PersonToken(c.People[0].ID, "mobile"), CaseID: id, Use: "dial"})
	must(err)

	secrets := []string{
		"330106198205290002", "13800571001", "13800571002", "shen@example.com", "翠苑一区", "88880101", "Qh#2026-secret",
		"13911110001", "13911110002", "13911110003", "13911110004", "13911110005", "13911110006", "6222000011112222",
		"沈一鸣身份证.jpg", desktest.Passphrase, string(scan[len(scan)/2 : len(scan)/2+64]),
	}
	look := func(when string) {
		t.Helper()
		found := false
		must(filepath.WalkDir(f.Dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			found = found || bytes.Contains(content, []byte("青禾进销存"))
			for i, s := range secrets {
				if bytes.Contains(content, []byte(s)) || strings.Contains(path, s) {
					t.Errorf("%s: secret %d lies in clear in %s", when, i, filepath.Base(path))
				}
			}
			return nil
		}))
		if !found {
			t.Errorf("%s: not even the site's name was found: the look is blind", when)
		}
	}
	look("open")
	f.Reopen()
	look("after a restart")
}

func TestARevealIsLoggedWithoutItsValue(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	c := f.Show(id)
	if err := filing.SaveAccount(ctx, f.Office, filing.AccountInput{CaseID: id, UserName: "beian-desk", Secret: "Qh#2026-secret", Version: c.Case.Version}); err != nil {
		t.Fatal(err)
	}
	lead := c.People[0]
	for _, r := range []struct{ token, use, value, title string }{
		{casefile.PersonToken(lead.ID, "docNumber"), "show", "330106198205290002", "查看证件号码"},
		{casefile.PersonToken(lead.ID, "mobile"), "dial", "13800571001", "拨打手机"},
		{casefile.PersonToken(lead.ID, "living"), "copy", "浙江省杭州市西湖区翠苑一区 8 幢 302 室", "复制常住地"},
		{casefile.ClientToken(c.Client.ID, "officePhone"), "copy", "0086-0571-88880101", "复制办公电话"},
		{"account:" + string(id) + ":secret", "show", "Qh#2026-secret", "查看子账号密码"},
	} {
		got, err := filing.Reveal(ctx, f.Office, people.RevealInput{Token: r.token, CaseID: id, Use: r.use})
		if err != nil || got != r.value {
			t.Errorf("%s: %q, %v", r.token, got, err)
		}
		line := f.Show(id).Timeline[0]
		if line.Kind != "reveal" || line.Title != r.title || strings.Contains(line.Text, r.value) || line.Who != "周敏" {
			t.Errorf("%s: timeline says %+v", r.token, line)
		}
	}
	for _, bad := range []people.RevealInput{
		{Token: "person:" + string(lead.ID) + ":note", Use: "show"}, {Token: "moon", Use: "show"},
		{Token: casefile.PersonToken(lead.ID, "mobile"), Use: "sell"},
	} {
		if got, err := filing.Reveal(ctx, f.Office, bad); errs.CodeOf(err) != errs.Invalid || got != "" {
			t.Errorf("%+v: %q, %v", bad, got, err)
		}
	}
}

func TestTheFormsFollowThePortalsAndMaskWhatIsSealed(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	c := f.Show(f.OpenCase(desktest.Qinghe()))
	labels := []string{}
	values := map[string]string{}
	for _, s := range c.Forms {
		labels = append(labels, s.Label)
		for _, l := range s.Lines {
			values[s.Code+"/"+l.Label] = l.Value
			if l.Empty != (l.Value == "" && l.Note == "") || l.Sealed != (l.Token != "") {
				t.Errorf("%s %s: %+v", s.Label, l.Label, l)
			}
			for _, secret := range []string{"330106198205290002", "13800571001", "13800571002", "翠苑一区", "shen@", "88880101"} {
				if strings.Contains(l.Value, secret) {
					t.Errorf("%s %s shows %q", s.Label, l.Label, l.Value)
				}
			}
		}
	}
	want := "基本信息 主体信息 主体负责人 互联网服务信息 网站负责人 公安 开办主体 公安 新办网站"
	if got := strings.Join(labels, " "); got != want {
		t.Errorf("sheets %s", got)
	}
	for key, want := range map[string]string{
		"basic/备案省份": "浙江", "basic/证件类型": "营业执照", "basic/证件号码": "91330106MA2KQ7T8XJ", "basic/域名": "qinghe.example",
		"basic/备案云服务": "轻量应用服务器", "basic/公网 IP": "203.0.113.10", "subject/单位名称": "杭州青禾软件有限公司",
		"subject-lead/手机": "138****1001", "subject-lead/证件号码": "330***********0002", "subject-lead/有效期": "2039-06-12",
		"subject-lead/法定代表人姓名": "沈一鸣", "site-lead/与主体负责人相同": "是", "police-subject/办公电话": "0086-0571-****0101",
		"police-site/交互式": "否", "police-site/信息安全负责人": "沈一鸣", "subject/证件住所": "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室",
	} {
		if values[key] != want {
			t.Errorf("%s is %q, want %q", key, values[key], want)
		}
	}
}

func TestAChaseIsReadyAndNotedWhenSent(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	for _, n := range f.Show(id).Next {
		m, err := chasing.Chase(ctx, f.Office, chasing.ChaseInput{CaseID: id, RunID: n.ID})
		if err != nil || m.To != "沈一鸣" || !strings.Contains(m.Text, "杭州青禾软件有限公司") {
			t.Errorf("%s: %+v, %v", n.StageLabel, m, err)
		}
		if n.Run.Stage == "materials" && !strings.Contains(m.Text, "营业执照") {
			t.Errorf("what is owed is not listed: %s", m.Text)
		}
	}
	if got := len(f.Show(id).Timeline); got != 2 {
		t.Errorf("%d lines although nothing was sent", got)
	}
	run := f.Show(id).Next[0].ID
	if _, err := chasing.Chase(ctx, f.Office, chasing.ChaseInput{CaseID: id, RunID: run, Sent: true}); err != nil {
		t.Fatal(err)
	}
	if line := f.Show(id).Timeline[0]; line.Kind != "contact" || line.Title != "催办：微信" || line.Text == "" {
		t.Errorf("timeline %+v", line)
	}
	table, err := views.List(ctx, f.Office, store.CaseQuery{View: "open", Sort: "due", Limit: 5})
	if err != nil || table.Rows[0].Contact != "9月7日 催办：微信" {
		t.Errorf("contact %+v, %v", table.Rows, err)
	}
	f.Step(id, "account.done")
	_, err = chasing.Chase(ctx, f.Office, chasing.ChaseInput{CaseID: id, RunID: run})
	if errs.CodeOf(err) != errs.NotFound {
		t.Errorf("a run that has ended is chased: %v", err)
	}
}

func TestASiteLeadOfItsOwnMustVerifyToo(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	c := f.Show(id)
	saved, err := casefile.SavePerson(ctx, f.Office, people.PersonInput{ClientID: c.Client.ID, Name: "林晓", Mobile: "13800571009"})
	if err != nil {
		t.Fatal(err)
	}
	set := filing.LeadInput{CaseID: id, Role: cases.SiteLead, SiteID: c.Sites[0].ID, Person: saved.Person.ID, Version: c.Case.Version}
	if err := filing.SetLead(ctx, f.Office, set); err != nil {
		t.Fatal(err)
	}
	if err := filing.SetLead(ctx, f.Office, set); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale lead was set: %v", err)
	}
	for name, bad := range map[string]filing.LeadInput{
		"siteId":   {CaseID: id, Role: cases.SiteLead, Person: saved.Person.ID},
		"role":     {CaseID: id, Role: "king", Person: saved.Person.ID},
		"personId": {CaseID: id, Role: cases.SubjectLead, Person: "nobody"},
	} {
		problems := office.ProblemsOf(filing.SetLead(ctx, f.Office, bad))
		if len(problems) != 1 || problems[0].Field != name {
			t.Errorf("%v, want one at %s", problems, name)
		}
	}
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms")
	c = f.Show(id)
	if got := c.Next[0].Todo; got != "催沈一鸣、林晓完成短信核验" {
		t.Errorf("todo %q", got)
	}
	f.Refused(filing.DoInput{CaseID: id, Action: "sms.verified"}, errs.Invalid) // who?
	f.Record(filing.DoInput{CaseID: id, Action: "sms.verified", Values: map[string]string{"person": string(c.State.Rounds[0].People[0].Person)}})
	table, err := views.List(ctx, f.Office, store.CaseQuery{View: "open", Sort: "due", Limit: 5})
	if err != nil || table.Rows[0].Todo != "催林晓完成短信核验" {
		t.Errorf("the table says %+v, %v", table.Rows, err)
	}
	f.Step(id, "sms.verified") // only one is left
	if c = f.Show(id); c.Next[0].Run.Stage != "bureau-review" {
		t.Errorf("headline %s", c.Next[0].Run.Stage)
	}
}

func TestFieldsOfACaseAreKeptUnderTheirVersion(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	other, err := setup.AddStaff(ctx, f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	version := func() int { return f.Show(id).Case.Version }
	if err := filing.SetLookup(ctx, f.Office, filing.LookupInput{CaseID: id, Text: "域名未备案", Version: version()}); err != nil {
		t.Fatal(err)
	}
	if err := filing.SetOwner(ctx, f.Office, filing.OwnerInput{CaseID: id, OwnerID: other.ID, Version: version()}); err != nil {
		t.Fatal(err)
	}
	c := f.Show(id)
	if c.Case.Lookup != "域名未备案" || c.Case.LookupDay.String() != "2026-09-07" || c.Owner != "林晓" || len(c.Warnings) != 0 {
		t.Errorf("%+v, owner %s, warnings %v", c.Case, c.Owner, c.Warnings)
	}
	stale := c.Case.Version - 1
	for name, err := range map[string]error{
		"lookup":  filing.SetLookup(ctx, f.Office, filing.LookupInput{CaseID: id, Text: "又查", Version: stale}),
		"owner":   filing.SetOwner(ctx, f.Office, filing.OwnerInput{CaseID: id, OwnerID: f.Staff, Version: stale}),
		"account": filing.SaveAccount(ctx, f.Office, filing.AccountInput{CaseID: id, UserName: "x", Version: stale}),
	} {
		if errs.CodeOf(err) != errs.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"text":     filing.SetLookup(ctx, f.Office, filing.LookupInput{CaseID: id, Text: " ", Version: c.Case.Version}),
		"day":      filing.SetLookup(ctx, f.Office, filing.LookupInput{CaseID: id, Text: "查", Day: "2026-09-08", Version: c.Case.Version}),
		"ownerId":  filing.SetOwner(ctx, f.Office, filing.OwnerInput{CaseID: id, OwnerID: "nobody", Version: c.Case.Version}),
		"userName": filing.SaveAccount(ctx, f.Office, filing.AccountInput{CaseID: id, Version: c.Case.Version}),
		"kind":     filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "smoke", Text: "x"}),
		"at":       filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "note", Text: "x", At: "2026-09-08"}),
	} {
		if problems := office.ProblemsOf(err); len(problems) != 1 || problems[0].Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASiteIsSavedAndJudged(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	s := f.Show(id).Sites[0]
	in := filing.SaveSiteInput{CaseID: id, Site: filing.SiteInput{ID: s.ID, Domain: "songjian.example", Name: "songjian", ServerKind: "cvm", ServerIP: "203.0.113.9", Version: s.Version}}
	in.Site.Domain = "https://www.songjian.example/"
	saved, err := filing.SaveSite(ctx, f.Office, in)
	if err != nil || len(saved.Warnings) == 0 {
		t.Fatalf("a name without Chinese: %v, %v", saved, err)
	}
	want := []people.Mended{{Field: "domain", Label: "域名", Note: "已去掉前面的 https://；已去掉后面的路径；已去掉前面的 www."}}
	if kept := f.Show(id).Sites[0].Domain; kept != "songjian.example" || !slices.Equal(saved.Mended, want) {
		t.Errorf("a page's address is kept as %q, told as %q", kept, saved.Mended)
	}
	if _, err := filing.SaveSite(ctx, f.Office, in); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale site was saved: %v", err)
	}
	in.Site.Version++
	in.Site.Domain = "songjian"
	_, err = filing.SaveSite(ctx, f.Office, in)
	if problems := office.ProblemsOf(err); len(problems) != 1 || problems[0].Field != "domain" {
		t.Errorf("%v", err)
	}
}

func TestFootersFollowTheProvince(t *testing.T) {
	site := cases.Site{ICPNumber: "浙ICP备2026051234号-1"}
	for name, c := range map[string]struct {
		province  string
		subject   bool
		copyright bool
	}{
		"zhejiang shows the site's":        {"33", false, false},
		"guangdong may show the subject's": {"44", true, false},
		"jiangsu wants the copyright":      {"32", false, true},
		"gansu wants the copyright":        {"62", false, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := footer.Of(workflow.Type{Files: "网站"}, cases.Case{Province: c.province}, site, "<青禾>", 2026)
			if strings.Contains(f.Hint, "主体备案号或网站备案号") != c.subject || strings.Contains(f.HTML, "版权所有 © 2026 &lt;青禾&gt;") != c.copyright {
				t.Errorf("%+v", f)
			}
			if !strings.Contains(f.HTML, `<a href="https://beian.miit.gov.cn/" target="_blank" rel="noopener">浙ICP备2026051234号-1</a>`) || strings.Contains(f.HTML, "mps") {
				t.Errorf("%s", f.HTML)
			}
		})
	}
	site.PoliceNumber = "浙公网安备 33010602012345号"
	if f := footer.Of(workflow.Type{Files: "网站"}, cases.Case{Province: "33"}, site, "", 2026); !strings.Contains(f.HTML, `https://beian.mps.gov.cn/#/query/webSearch?code=33010602012345"`) {
		t.Errorf("%s", f.HTML)
	}
	if f := footer.Of(workflow.Type{Files: "网站"}, cases.Case{Province: "33"}, cases.Site{}, "", 2026); f.HTML != "" || f.Hint == "" {
		t.Errorf("%+v", f)
	}
	// What has no home page has no foot to paste into.
	mini, _ := workflow.Embedded().Type("mini")
	if f := footer.Of(mini, cases.Case{Province: "33"}, cases.Site{}, "", 2026); f.HTML != "" || f.Hint != "小程序备案号展示在小程序的“更多资料”或首页底部，链接到工信部" {
		t.Errorf("%+v", f)
	}
	app, _ := workflow.Embedded().Type("app")
	for number, want := range map[string]string{
		"":                "APP 备案号展示在 APP 的设置或介绍页，链接到工信部",
		site.PoliceNumber: "APP 备案号展示在 APP 的设置或介绍页，链接到工信部；公安备案号展示在同一处，怎样展示以当地网安的要求为准（待核实）",
	} {
		site.PoliceNumber = number
		if f := footer.Of(app, cases.Case{Province: "33"}, site, "", 2026); f.HTML != "" || f.Hint != want {
			t.Errorf("%+v", f)
		}
	}
}
