package people_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/clients"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

func newDesk(t *testing.T) *desktest.Desk {
	t.Helper()
	return desktest.New(t, "2026-11-23 09:12")
}

// opened is a client with a lead, as a case makes them.
func opened(t *testing.T, d *desktest.Desk, name, mobile string) people.File {
	t.Helper()
	out, err := filing.Open(context.Background(), d.Office, filing.OpenInput{
		Client: people.ClientInput{Name: name, Kind: "enterprise", OfficePhone: "0086-0571-88880101", Note: "老客户"},
		Lead: people.PersonInput{
			Name: "沈一鸣", DocNumber: "330106198205290002", DocUntil: "long", DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
			Mobile: mobile, Email: "shen@example.com",
		},
		Type: "first", Province: "33", ICP: true, Sites: []filing.SiteInput{{Name: "一个网站"}}, Lookup: "未备案",
	})
	if err != nil || out.Confirm {
		t.Fatalf("%+v, %v", out, err)
	}
	c, err := views.Show(context.Background(), d.Office, out.ID)
	if err != nil {
		t.Fatal(err)
	}
	return page(t, d, c.Client)
}

func page(t *testing.T, d *desktest.Desk, c clients.Client) people.File {
	t.Helper()
	f, err := people.Client(context.Background(), d.Office, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func reveal(t *testing.T, d *desktest.Desk, token string) string {
	t.Helper()
	v, err := people.Reveal(context.Background(), d.Office, people.RevealInput{Token: token, Use: "show"})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func personInput(p clients.Person) people.PersonInput {
	return people.PersonInput{
		ID: p.ID, ClientID: p.ClientID, Name: p.Name, DocKind: string(p.DocKind), DocNumber: p.DocNumber, DocUntil: people.Until(p),
		DocAddress: p.DocAddress, Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email, Version: p.Version,
	}
}

func TestAClientsPageIsMasked(t *testing.T) {
	d := newDesk(t)
	f := opened(t, d, "杭州青禾软件有限公司", "13800571001")
	p := f.People[0]
	got := []string{f.Client.OfficePhone, p.DocNumber, p.Mobile, people.Until(p)}
	want := []string{"0086-0571-****0101", "330***********0002", "138****1001", "长期"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if strings.Contains(p.DocAddress, "翠苑") || strings.Contains(p.Email, "shen@") || p.Emergency != "" || p.Living != "" {
		t.Errorf("%+v", p)
	}
	if f.Client.Note != "老客户" {
		t.Errorf("note %q", f.Client.Note)
	}
}

func TestMaskedFormsLeaveWhatIsStored(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	f := opened(t, d, "杭州青禾软件有限公司", "13800571001")
	in := personInput(f.People[0])
	in.DocUntil = "2039-06-12"
	in.Mobile = "13800571005"
	saved, err := casefile.SavePerson(ctx, d.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	if saved.Person.Mobile != "138****1005" || saved.Person.Version != 2 {
		t.Errorf("%+v", saved.Person)
	}
	id := string(in.ID)
	for token, want := range map[string]string{
		"person:" + id + ":docNumber": "330106198205290002", "person:" + id + ":mobile": "13800571005",
		"person:" + id + ":email": "shen@example.com", "person:" + id + ":docAddress": "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
		"person:" + id + ":living": "",
	} {
		if got := reveal(t, d, token); got != want {
			t.Errorf("%s is %q, want %q", token, got, want)
		}
	}
	c := f.Client
	ci := people.ClientInput{ID: c.ID, Name: "杭州青禾科技有限公司", Kind: string(c.Kind), OfficePhone: c.OfficePhone, Note: c.Note, Version: c.Version}
	if _, err := people.SaveClient(ctx, d.Office, ci); err != nil {
		t.Fatal(err)
	}
	if got := reveal(t, d, "client:"+string(c.ID)+":officePhone"); got != "0086-0571-88880101" {
		t.Errorf("office phone %q", got)
	}
	if now := page(t, d, c); now.Client.Name != "杭州青禾科技有限公司" || now.Client.Version != 2 {
		t.Errorf("%+v", now.Client)
	}
}

func TestAStaleSaveShowsBothVersionsAndStoresNothing(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	f := opened(t, d, "杭州青禾软件有限公司", "13800571001")
	in := personInput(f.People[0])
	if _, err := casefile.SavePerson(ctx, d.Office, in); err != nil {
		t.Fatal(err)
	}
	in.Name = "别人"
	_, err := casefile.SavePerson(ctx, d.Office, in)
	if errs.CodeOf(err) != errs.Conflict || !strings.Contains(err.Error(), "第 1 版") || !strings.Contains(err.Error(), "第 2 版") {
		t.Errorf("%v", err)
	}
	ci := people.ClientInput{ID: f.Client.ID, Name: "别名", Kind: "enterprise", Version: f.Client.Version + 1}
	if _, err := people.SaveClient(ctx, d.Office, ci); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("%v", err)
	}
	if now := page(t, d, f.Client); now.Client.Name != "杭州青禾软件有限公司" || now.People[0].Name != "沈一鸣" {
		t.Errorf("%+v", now)
	}
}

func TestWrongFieldsAreAllReported(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	f := opened(t, d, "杭州青禾软件有限公司", "13800571001")
	fields := func(err error) []string {
		list := []string{}
		for _, p := range office.ProblemsOf(err) {
			list = append(list, p.Field)
		}
		slices.Sort(list)
		return list
	}
	_, err := casefile.SavePerson(ctx, d.Office, people.PersonInput{ClientID: f.Client.ID, Name: "", DocNumber: "1", Mobile: "2", Emergency: "3", Email: "4", DocUntil: "5"})
	if got := fields(err); !slices.Equal(got, []string{"docNumber", "docUntil", "email", "emergency", "mobile", "name"}) {
		t.Errorf("%v", got)
	}
	_, err = people.SaveClient(ctx, d.Office, people.ClientInput{ID: f.Client.ID, Kind: "moon", CreditCode: "1", Postcode: "2", OfficePhone: "3", Version: f.Client.Version})
	if got := fields(err); !slices.Equal(got, []string{"creditCode", "kind", "name", "officePhone", "postcode"}) {
		t.Errorf("%v", got)
	}
	_, err = casefile.SavePerson(ctx, d.Office, people.PersonInput{ClientID: "nobody", Name: "林晓"})
	if errs.CodeOf(err) != errs.NotFound {
		t.Errorf("%v", err)
	}
}

func TestOtherDocumentsNeedNoChecksum(t *testing.T) {
	d := newDesk(t)
	f := opened(t, d, "杭州青禾软件有限公司", "13800571001")
	saved, err := casefile.SavePerson(context.Background(), d.Office, people.PersonInput{
		ClientID: f.Client.ID, Name: "陈国", DocKind: string(clients.Passport), DocNumber: "E12345678",
	})
	if err != nil || saved.Person.DocNumber == "E12345678" {
		t.Errorf("%+v, %v", saved, err)
	}
}

func TestPhonesThatBelongToOthersAreWarnedAbout(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	if _, err := setup.SaveLetterhead(ctx, d.Office, setup.Letterhead{Name: "兰州青桐信息服务有限公司", Phone: "13900000001"}); err != nil {
		t.Fatal(err)
	}
	opened(t, d, "杭州青禾软件有限公司", "13800571001")
	f := opened(t, d, "宁波松涧家居有限公司", "13800571002")
	for name, c := range map[string]struct{ mobile, want string }{
		"another client's":         {"13800571001", "杭州青禾软件有限公司"},
		"another lead's":           {"13800571002", "另一位负责人"},
		"the agency's own":         {"13900000001", "本机构"},
		"nobody else's":            {"13800571007", ""},
		"a virtual operator's one": {"17000571007", "虚拟运营商"},
	} {
		t.Run(name, func(t *testing.T) {
			saved, err := casefile.SavePerson(ctx, d.Office, people.PersonInput{ClientID: f.Client.ID, Name: "林晓", Mobile: c.mobile})
			if err != nil {
				t.Fatal(err)
			}
			all := strings.Join(saved.Warnings, "\n")
			if (c.want == "") != (all == "") || !strings.Contains(all, c.want) || strings.Contains(all, c.mobile) {
				t.Errorf("warnings %q, want %q", all, c.want)
			}
			// The next one must not clash with this one.
			in := personInput(saved.Person)
			in.Mobile = ""
			if _, err := casefile.SavePerson(ctx, d.Office, in); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestANumberThatManyShareIsOneLine(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	const shared = "13800579999"
	var last people.Saved
	for i, n := range []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"} {
		f := opened(t, d, n+"有限公司", "1380057100"+string(rune('1'+i)))
		var err error
		if last, err = casefile.SavePerson(ctx, d.Office, people.PersonInput{ClientID: f.Client.ID, Name: "林" + n, Mobile: shared}); err != nil {
			t.Fatal(err)
		}
		if n == "乙" && !slices.Equal(last.Warnings, []string{"林乙的手机 138****9999 与客户“甲有限公司”登记的号码相同：一个号码只能属于一个主体，核验电话和短信须由负责人本人接收，请核对"}) {
			t.Errorf("two share it: %v", last.Warnings)
		}
	}
	want := "林辛的手机 138****9999 与客户“甲有限公司”、“乙有限公司”、“丙有限公司”等 7 家登记的号码相同：一个号码只能属于一个主体，核验电话和短信须由负责人本人接收，请核对"
	if !slices.Equal(last.Warnings, []string{want}) {
		t.Errorf("eight share it: %v", last.Warnings)
	}
}

func TestClientsAreListedInPages(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	names := []string{"甲有限公司", "乙有限公司", "丙有限公司"}
	for i, n := range names {
		opened(t, d, n, "1380057100"+string(rune('1'+i)))
	}
	seen := []string{}
	for after := ""; ; {
		l, err := people.ListClients(ctx, d.Office, store.ClientQuery{After: after, Limit: 2})
		if err != nil || l.Total.N != 3 {
			t.Fatalf("%+v, %v", l, err)
		}
		for _, r := range l.Rows {
			seen = append(seen, r.Name)
			if r.Lead != "沈一鸣" || r.Open != 1 || r.OfficePhone == "0086-0571-88880101" {
				t.Errorf("%+v", r)
			}
		}
		if after = l.Next; after == "" {
			break
		}
	}
	slices.Sort(seen)
	slices.Sort(names)
	if !slices.Equal(seen, names) {
		t.Errorf("seen %v", seen)
	}
}

func TestWhatIsMendedIsStoredMendedAndTold(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	f := opened(t, d, "杭州青禾软件有限公司", "13800571001")
	c := f.Client
	client, err := people.SaveClient(ctx, d.Office, people.ClientInput{
		ID: c.ID, Name: "杭州⾼⽴软件有限公司", Kind: string(c.Kind), CreditCode: "'91330106MA2KQ7T8XJ", OfficePhone: "0931-8412207", Version: c.Version,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []people.Mended{
		{Field: "name", Label: "名称", Note: "部首和兼容字已改成通用的汉字"}, {Field: "creditCode", Label: "统一社会信用代码", Note: "已去掉表格的文本标记"}, {Field: "officePhone", Label: "办公电话", Note: "已写成 0086-区号-号码"},
	}
	if got := page(t, d, c).Client; got.Name != "杭州高立软件有限公司" || got.CreditCode != "91330106MA2KQ7T8XJ" || !slices.Equal(client.Mended, want) {
		t.Errorf("stored %+v, told %+v", got, client.Mended)
	}
	if got := reveal(t, d, "client:"+string(c.ID)+":officePhone"); got != "0086-0931-8412207" {
		t.Errorf("office phone %q", got)
	}
	person, err := casefile.SavePerson(ctx, d.Office, people.PersonInput{ClientID: c.ID, Name: "⻢云", Mobile: "013900571002"})
	if err != nil || person.Person.Name != "马云" || len(person.Mended) != 2 || person.Mended[1].Field != "mobile" {
		t.Errorf("%+v, %v", person, err)
	}
}

func TestANameInLatinLettersGoesWithAPassport(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := opened(t, d, "杭州青禾软件有限公司", "13800571001").Client
	in := people.PersonInput{ClientID: c.ID, Name: "JOHN SMITH", DocKind: "passport", DocNumber: "E12345678"}
	if saved, err := casefile.SavePerson(ctx, d.Office, in); err != nil || saved.Person.Name != "JOHN SMITH" {
		t.Errorf("%+v, %v", saved, err)
	}
	in.DocKind, in.DocNumber = "id", ""
	if _, err := casefile.SavePerson(ctx, d.Office, in); len(office.ProblemsOf(err)) != 1 {
		t.Errorf("with a resident's card: %v", err)
	}
}

func TestDocumentsOfHongKongTaiwanAndForeignersAreKindsOfTheirOwn(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := opened(t, d, "杭州青禾软件有限公司", "13800571001").Client
	for name, in := range map[string]struct {
		doc, name, number string
		fits              bool
	}{
		"a residence permit":             {"residence", "陈大文", "810000199001010019", true},
		"its last place":                 {"residence", "陈大文", "810000199001010018", false},
		"a permanent residence card":     {"permanent", "JOHN SMITH", "911840198503120108", true},
		"its last place, too":            {"permanent", "JOHN SMITH", "911840198503120109", false},
		"one of the kind before 2023":    {"permanent", "JOHN SMITH", "USA110085031201", true},
		"a resident's, in Latin letters": {"residence", "CHAN TAI MAN", "810000199001010019", false},
	} {
		_, err := casefile.SavePerson(ctx, d.Office, people.PersonInput{ClientID: c.ID, Name: in.name, DocKind: in.doc, DocNumber: in.number})
		if (err == nil) != in.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
}
