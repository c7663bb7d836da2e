package filing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office"
	"beiandesk/internal/office/materials"
	"beiandesk/internal/office/money"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// timelinePage is how much of a timeline is read at once.
const timelinePage = 100

// CaseFile is the whole page of a case. Everything sealed is masked, and the
// sub-account's password is left out.
type CaseFile struct {
	Case       cases.Case
	TypeLabel  string
	Province   string // 浙江
	Phases     string // ICP 与公安
	StatusText string
	Client     clients.Client
	Kind       string // 企业
	Owner      string
	People     []Person
	Leads      []cases.Lead // who has which role, by site where it goes by site
	Sites      []SiteFile
	State      workflow.State
	Next       []Next // open runs, the headline first
	Menu       []workflow.Action
	Clocks     []Clock
	Stages     []workflow.StageLine
	Materials  materials.Sheet
	Money      money.CaseMoney
	Forms      []Sheet
	Account    Account
	Timeline   []TimelineItem
	More       int64 // the seq from which Timeline reads on, 0 at the end
	Owed       []string
	Warnings   []string
	Now        time.Time
}

// Person is somebody who answers for the case, masked.
type Person struct {
	clients.Person
	Roles []cases.Role
	Words []string // the roles in words: 主体负责人, 网站负责人（青禾进销存）
}

// SiteFile is a site with its footer.
type SiteFile struct {
	cases.Site
	Live   *cal.Moment
	Footer Footer
}

// Account is the sub-account sheet of a case.
type Account struct {
	Sheet    setup.AccountSheet
	UserName string
	Secret   bool   // a password is stored
	Token    string // for Reveal
	State    string // 未交来, 已交来, 已撤销
}

// Show reads a case's page in a number of statements that does not grow with what
// the case holds. Errors: NotFound.
func Show(ctx context.Context, o *office.Office, id ref.CaseID) (CaseFile, error) {
	var f CaseFile
	err := o.Look(ctx, func(tx store.Tx) error {
		d, err := read(o, tx, id)
		if err != nil {
			return err
		}
		return f.fill(o, tx, d)
	})
	return f, err
}

// ByNumber finds a case by its number. Errors: NotFound.
func ByNumber(ctx context.Context, o *office.Office, number string) (ref.CaseID, error) {
	var c cases.Case
	err := o.Look(ctx, func(tx store.Tx) error {
		var err error
		c, err = tx.Cases().ByNumber(number)
		return err
	})
	return c.ID, err
}

func (f *CaseFile) fill(o *office.Office, tx store.Tx, d *dossier) error {
	f.Now = o.Now()
	f.Case, f.State = d.c, d.state
	f.Case.AccountSecret = ""
	f.Client, f.Kind = people.MaskClient(d.client), people.LabelOf(people.Kinds, string(d.client.Kind))
	f.TypeLabel, f.Province = TypeLabel(o, d.c.Type), provinceName(d.c.Province)
	f.Phases = PhasesLabel(d.state.ICP, d.state.Police)
	f.StatusText = workflow.StatusLabel(d.state.Status)
	f.People, f.Leads = d.persons(), slices.Clone(d.leads)
	for _, s := range d.sites {
		live, err := cal.ParseMoment(s.Live)
		site := SiteFile{Site: s, Footer: FooterOf(d.c, s, d.client.Name, o.Today().Year())}
		if err == nil {
			site.Live = &live
		}
		f.Sites = append(f.Sites, site)
	}
	var err error
	if f.Materials, err = materials.SheetIn(tx, d.c, o.Today()); err != nil {
		return err
	}
	f.Owed = f.Materials.Owed
	if d.state.Ended != nil {
		f.Owed = []string{} // nobody is asked for anything any more
	}
	if f.Money, err = money.CaseMoneyIn(tx, d.c.ID, o.Today()); err != nil {
		return err
	}
	f.Owner = f.Materials.Names[d.c.OwnerID]
	f.Forms = d.forms()
	f.Account = d.account(f.State)
	have := func(stage string, _ ref.SiteID) []string { return f.Materials.Gaps(stage) }
	f.steps(o, d, have)
	if err := f.blockUndo(tx, d); err != nil {
		return err
	}
	f.blockVoid()
	if f.Timeline, f.More, err = timeline(o, tx, d.c.ID, d.moves, 0, f.Materials.Names); err != nil {
		return err
	}
	return f.warn(o, tx, d)
}

// persons lists the people of the client, each with the roles he has in the case.
func (d *dossier) persons() []Person {
	list := []Person{}
	for _, p := range d.people {
		person := Person{Person: people.MaskPerson(p), Roles: []cases.Role{}, Words: []string{}}
		for _, l := range d.leads {
			if l.Person != p.ID {
				continue
			}
			word := people.LabelOf(Roles, string(l.Role))
			if s, ok := d.site(l.SiteID); ok && len(d.sites) > 1 {
				word += "（" + SiteLabel(s) + "）"
			}
			if !slices.Contains(person.Roles, l.Role) {
				person.Roles = append(person.Roles, l.Role)
			}
			if !slices.Contains(person.Words, word) {
				person.Words = append(person.Words, word)
			}
		}
		list = append(list, person)
	}
	return list
}

// Roles are what a person may be in a case.
var Roles = []people.Label{
	{Code: string(cases.SubjectLead), Label: "主体负责人"},
	{Code: string(cases.SiteLead), Label: "网站负责人"},
	{Code: string(cases.LegalRep), Label: "法定代表人"},
	{Code: string(cases.SecurityLead), Label: "信息安全负责人"},
	{Code: string(cases.OpinionLead), Label: "舆情引导员"},
}

func (d *dossier) account(st workflow.State) Account {
	a := Account{
		Sheet: setup.AccountFor(d.c.Type, d.c.AccountUser), UserName: d.c.AccountUser,
		Secret: d.c.AccountSecret != "", Token: AccountToken(d.c.ID), State: "未交来",
	}
	for _, r := range st.Runs {
		stage, _ := d.engine.Graph().Stage(r.Stage)
		switch {
		case stage.Account == workflow.AccountGiven && r.Outcome == workflow.Done && a.State == "未交来":
			a.State = "已交来"
		case stage.Account == workflow.AccountRevoked && r.Outcome == workflow.Done:
			a.State = "已撤销"
		}
	}
	return a
}

// behindWarning says that a case goes by an earlier edition that makes a difference.
const behindWarning = "时限、文字或规则后来有改动，本案仍按原来的；要按新的执行，请到“设置 › 时限”看影响并勾选"

// warn gathers what somebody should look at.
func (f *CaseFile) warn(o *office.Office, tx store.Tx, d *dossier) error {
	f.Warnings = []string{}
	if d.state.Ended != nil {
		return nil
	}
	if d.c.Lookup == "" {
		f.Warnings = append(f.Warnings, lookupMissing)
	}
	others, err := sameSubject(tx, d.client, d.leader(cases.SubjectLead, ""), d.c.ID)
	if err != nil {
		return err
	}
	phones, err := people.PhoneWarnings(tx, d.people...)
	if err != nil {
		return err
	}
	f.Warnings = append(append(f.Warnings, others...), phones...)
	if latest := o.Editions.Latest(); d.c.Edition < latest.No {
		if change, _, err := d.latest(o, tx); err != nil {
			return err
		} else if !change.Nothing() && change.Blocked == "" {
			f.Warnings = append(f.Warnings, behindWarning)
		}
	}
	for _, c := range f.Clocks {
		if c.Provisional {
			f.Warnings = append(f.Warnings, fmt.Sprintf("“%s”跨入放假安排尚未公布的年份，日期可能变动", c.Label))
		}
	}
	return nil
}
