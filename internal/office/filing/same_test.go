package filing_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// unit is a new case of a client by its name and code.
func unit(name, code string) filing.OpenInput {
	return filing.OpenInput{
		Client: people.ClientInput{Name: name, Kind: "enterprise", CreditCode: code}, Type: "first", Province: "33", ICP: true,
		Sites: []filing.SiteInput{{Name: "一个网站"}}, Lookup: "未备案", Agree: true,
	}
}

// person is a new case of 沈一鸣, a personal subject.
func person(number string) filing.OpenInput {
	in := unit("沈一鸣", "")
	in.Client.Kind = "personal"
	in.Lead = people.PersonInput{Name: "沈一鸣", DocNumber: number}
	return in
}

func open(t *testing.T, f *desktest.Fixture, in filing.OpenInput) filing.Opened {
	t.Helper()
	out, err := filing.Open(t.Context(), f.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// clientsThere counts the clients.
func clientsThere(t *testing.T, f *desktest.Fixture) int {
	t.Helper()
	list, err := people.ListClients(t.Context(), f.Office, store.ClientQuery{Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	return list.Total.N
}

func TestAClientThatIsThereIsFoundByEachOfItsMarks(t *testing.T) {
	const code, id = "91330106MA2KQ7T8XJ", "330106198205290002"
	for name, c := range map[string]struct {
		first, again filing.OpenInput
		sure         bool
		marks        string
	}{
		"credit code, another name":  {unit("杭州青禾软件有限公司", code), unit("杭州青禾科技有限公司", code), true, "统一社会信用代码"},
		"radicals in the name":       {unit("杭州高立软件有限公司", ""), unit("杭州⾼⽴软件有限公司", ""), true, "名称"},
		"width, brackets and spaces": {unit("杭州（高立）软件有限公司", ""), unit("杭州(高立) 软件有限公司", ""), true, "名称"},
		"a name, the code is new":    {unit("杭州青禾软件有限公司", ""), unit("杭州青禾软件有限公司", code), true, "名称"},
		"a name beside another code": {unit("杭州青禾软件有限公司", code), unit("杭州青禾软件有限公司", "91620102MA74EK9D4H"), false, "名称"},
		"a person's number":          {person(id), person(id), true, "证件号码、名称"},
		"a person's name alone":      {person(id), person(""), false, "名称"},
		"a unit's name on a person":  {unit("沈一鸣", ""), person(id), false, "名称"},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-11-23 09:12")
			open(t, f, c.first)
			asked := open(t, f, c.again)
			if !asked.Confirm || asked.ID != "" || len(asked.Same) != 1 || asked.Same[0].Sure != c.sure || strings.Join(asked.Same[0].Marks, "、") != c.marks {
				t.Fatalf("asked %+v", asked)
			}
			c.again.Same = filing.SameUse
			used := open(t, f, c.again)
			if (used.Used != nil) != c.sure || used.Confirm == c.sure || clientsThere(t, f) != 1 {
				t.Errorf("used %+v, %d clients", used, clientsThere(t, f))
			}
			c.again.Same = filing.SameNew
			if made := open(t, f, c.again); made.ID == "" || clientsThere(t, f) != 2 {
				t.Errorf("a second one on purpose: %+v, %d clients", made, clientsThere(t, f))
			}
		})
	}
}

func TestWhatDiffersIsToldAndTakenFieldByField(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	first := desktest.Qinghe()
	open(t, f, first)
	again := desktest.Qinghe()
	again.Client.Address, again.Client.Note, again.Lead.Mobile, again.Agree = "浙江省杭州市西湖区文三路 400 号", "老客户", "13800571009", true
	again.Same = filing.SameUse
	used := open(t, f, again)
	told := map[string]people.Difference{}
	for _, d := range used.Used.Differs {
		told[d.Field] = d
	}
	if len(told) != 3 || told["client.note"].Ours != "" || told["lead.mobile"].New != "138****1009" || told["client.address"].Ours != first.Client.Address {
		t.Errorf("told %+v", used.Used.Differs)
	}
	c := f.Show(used.ID)
	if c.Client.Address != first.Client.Address || len(c.People) != 1 || c.People[0].Mobile != "138****1001" {
		t.Errorf("what is stored was changed: %+v, %+v", c.Client, c.People)
	}
	// The window names the client, its lead and the fields that it takes.
	again.Same, again.ClientID, again.LeadID = "", c.Client.ID, c.People[0].ID
	again.Take = []string{"client.address", "lead.mobile"}
	taken := f.Show(open(t, f, again).ID)
	if taken.Client.ID != c.Client.ID || taken.Client.Address != again.Client.Address || taken.Client.Note != "" || len(taken.People) != 1 || taken.People[0].Mobile != "138****1009" {
		t.Errorf("taken %+v, %+v", taken.Client, taken.People)
	}
	if n := clientsThere(t, f); n != 1 {
		t.Errorf("%d clients", n)
	}
}

func TestAWrongFieldThatIsTakenIsRefused(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	c := f.Show(open(t, f, desktest.Qinghe()).ID)
	in := desktest.Qinghe()
	in.ClientID, in.LeadID, in.Take, in.Agree = c.Client.ID, c.People[0].ID, []string{"client.postcode"}, true
	in.Client.Postcode = "1"
	if _, err := filing.Open(t.Context(), f.Office, in); err == nil || !strings.Contains(err.Error(), "邮政编码") {
		t.Errorf("%v", err)
	}
}

func TestAnEarlierCaseOfADomainIsNamed(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 09:12")
	first := unit("杭州青禾软件有限公司", "")
	first.Sites = []filing.SiteInput{{Domain: "qinghe.cn"}}
	id := open(t, f, first).ID
	second := unit("宁波松涧家居有限公司", "")
	second.Sites = []filing.SiteInput{{Domain: "https://www.qinghe.cn/"}}
	known, err := filing.LookFor(t.Context(), f.Office, filing.KnownInput{Client: second.Client, Domains: []string{"https://qinghe.cn/", "x"}})
	if err != nil || len(known.Matches) != 0 || len(known.Cases) != 1 || known.Cases[0].ID != id || known.Cases[0].Domain != "qinghe.cn" {
		t.Errorf("known %+v, %v", known, err)
	}
	if got := strings.Join(open(t, f, second).Warnings, "\n"); !strings.Contains(got, "域名 qinghe.cn 已有案件 BA2026-0001（杭州青禾软件有限公司") {
		t.Errorf("warned %q", got)
	}
	known, err = filing.LookFor(t.Context(), f.Office, filing.KnownInput{ClientID: clientOf(t, f, id)})
	if err != nil || len(known.Cases) != 1 || known.Cases[0].Domain != "" || !strings.Contains(known.Cases[0].Words, "BA2026-0001") {
		t.Errorf("by client %+v, %v", known, err)
	}
}

func clientOf(t *testing.T, f *desktest.Fixture, id ref.CaseID) ref.ClientID {
	t.Helper()
	return f.Show(id).Client.ID
}
