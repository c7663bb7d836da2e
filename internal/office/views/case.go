// Package views is what screens, commands and papers read of cases: Today, the table, a
// case's page, its timeline and its outlook. It writes nothing.
package views

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	register "beiandesk/internal/consents"
	"beiandesk/internal/damage"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/footer"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// timelinePage is how much of a timeline is read at once.
const timelinePage = 100

// CasePage is the whole page of a case. Everything sealed is masked, and the
// sub-account's password is left out.
type CasePage struct {
	Case       cases.Case
	TypeLabel  string
	CaseType   workflow.Type
	Province   string // 浙江
	Phases     string // ICP 与公安
	StatusText string
	Client     clients.Client
	Kind       string // 企业
	Owner      string
	People     []Person
	Leads      []cases.Lead // who has which role, by site where it goes by site
	Sites      []SiteFile
	Dropped    []DroppedSite
	State      workflow.State
	Next       []Next // open runs, the headline first
	Menu       []workflow.Action
	Refused    []Refused // rejections after which nothing was sent yet, the newest first
	Undoes     string    // what an undo takes back: 预审被驳回（11月29日 15:20）; "" when nothing may be
	Clocks     []Clock
	Duties     []OwnDuty // what the client must do himself, also of a case that has ended
	Stages     []workflow.StageLine
	Materials  intake.Sheet
	Money      invoicing.CaseMoney
	Forms      []Sheet
	Account    Account
	Timeline   []TimelineItem
	More       int64 // the seq from which Timeline reads on, 0 at the end
	Owed       []string
	Warnings   []string
	Unagreed   map[register.Use][]string // whose consent is missing, by what for; a sentence a person
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
	Asks   cases.DetailList // what its case type asks of it beside the common forms
	From   casefile.Domain
	Live   *cal.Moment
	Footer footer.Footer
}

// DroppedSite is a site that was of the order and no longer is.
type DroppedSite struct {
	cases.Site
	workflow.Drop
}

// dropped lists the sites that left the order; one whose adding was taken back never was of it.
func dropped(d *casefile.File) []DroppedSite {
	list := []DroppedSite{}
	for _, s := range d.Gone {
		if drop := d.State.Sites[s.ID].Dropped; drop != nil {
			list = append(list, DroppedSite{Site: s, Drop: *drop})
		}
	}
	return list
}

// Account is the sub-account sheet of a case.
type Account struct {
	Sheet    setup.AccountSheet
	UIN      string // of the main account; "" when it is not known
	UserName string
	Secret   bool   // a password is stored
	State    string // 未交来, 已交来, 已撤销
}

// Show reads a case's page in a number of statements that does not grow with what
// the case holds. Errors: NotFound.
func Show(ctx context.Context, o *office.Office, id ref.CaseID) (CasePage, error) {
	var f CasePage
	err := o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, id)
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
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		c, err = tx.Cases().ByNumber(number)
		return err
	})
	return c.ID, err
}

func (f *CasePage) fill(o *office.Office, tx store.Tx, d *casefile.File) error {
	f.Now = o.Now()
	f.Case, f.State = d.Case, d.State
	f.Case.AccountSecret = ""
	f.Client, f.Kind = people.MaskClient(d.Client), people.LabelOf(people.Kinds, string(d.Client.Kind))
	f.TypeLabel, f.Province = casefile.TypeLabel(o, d.Case.Type), casefile.ProvinceName(d.Case.Province)
	f.CaseType, _ = o.Engine.Graph().Type(d.Case.Type)
	f.Phases = casefile.PhasesLabel(d.State.ICP, d.State.Police)
	f.StatusText = workflow.StatusLabel(d.State.Status)
	f.People, f.Leads = persons(d, f.CaseType), slices.DeleteFunc(slices.Clone(d.Leads), func(l cases.Lead) bool { return !d.OfOrder(l) })
	f.Dropped = dropped(d)
	for _, s := range d.Sites {
		live, err := cal.ParseMoment(s.Live)
		site := SiteFile{Site: s, From: d.DomainOf(s), Asks: cases.DetailsOf(d.Case.Type), Footer: footer.Of(f.CaseType, d.Case, s, d.Client.Name, o.Today().Year())}
		if err == nil {
			site.Live = &live
		}
		f.Sites = append(f.Sites, site)
	}
	var err error
	if f.Materials, err = intake.SheetIn(o, tx, d, o.Today()); err != nil {
		return err
	}
	f.refused(d)
	f.Owed = f.Materials.Owed
	if d.State.Over() {
		f.Owed = []string{} // nobody is asked for anything any more
	}
	if f.Money, err = invoicing.CaseMoneyIn(tx, d.Case.ID, o.Today()); err != nil {
		return err
	}
	if f.Owner = f.Materials.Names[d.Case.OwnerID]; f.Owner == "" && d.Case.OwnerID != "" {
		f.Owner = damage.Mark
	}
	f.Forms = forms(d, f.CaseType, f.Materials.Items)
	f.Account = account(d, f.State)
	if err := f.steps(o, tx, d, f.Materials.Have); err != nil {
		return err
	}
	if err := f.unagreed(o, tx, d); err != nil {
		return err
	}
	if err := f.undo(tx, d); err != nil {
		return err
	}
	f.blockVoid()
	l, err := linesWith(o, d.Case.ID, d.Moves, f.Materials.Names)
	if err != nil {
		return err
	}
	if f.Timeline, f.More, err = l.page(tx, 0); err != nil {
		return err
	}
	return f.warn(o, tx, d)
}

// persons lists the people of the client, each with the roles he has in the case.
func persons(d *casefile.File, kind workflow.Type) []Person {
	list := []Person{}
	for _, p := range d.People {
		person := Person{Person: people.MaskPerson(p), Roles: []cases.Role{}, Words: []string{}}
		person.roles(d, kind)
		list = append(list, person)
	}
	return list
}

// roles fills in what the person is in the case; a role for some of several sites names them.
func (p *Person) roles(d *casefile.File, kind workflow.Type) {
	sites := map[cases.Role][]string{}
	for _, l := range d.Leads {
		if l.Person != p.ID || !d.OfOrder(l) {
			continue
		}
		if !slices.Contains(p.Roles, l.Role) {
			p.Roles = append(p.Roles, l.Role)
		}
		if site := d.SiteLabel(l.SiteID); site != "" {
			sites[l.Role] = append(sites[l.Role], site)
		}
	}
	for _, role := range p.Roles {
		word := casefile.RoleLabel(kind, role)
		if of := sites[role]; len(of) > 0 && len(of) < len(d.Sites) {
			word += "（" + strings.Join(of, "、") + "）"
		}
		p.Words = append(p.Words, word)
	}
}

func account(d *casefile.File, st workflow.State) Account {
	a := Account{
		Sheet: setup.AccountFor(d.Case.Type, d.Case.AccountUser), UIN: d.Case.AccountUIN, UserName: d.Case.AccountUser,
		Secret: d.Case.AccountSecret != "", State: "未交来",
	}
	for _, r := range st.Runs {
		stage, _ := d.Engine.Graph().Stage(r.Stage)
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
const behindWarning = "期限、文字或规则后来有改动，本案仍按原来的；要按新的执行，请到“设置 › 期限”看影响并勾选"

// warn gathers what somebody should look at.
func (f *CasePage) warn(o *office.Office, tx store.Tx, d *casefile.File) error {
	f.Warnings = []string{}
	if d.Damaged() {
		f.Warnings = append(f.Warnings, d.Harm())
	}
	if d.State.Over() {
		return nil
	}
	if d.Case.Lookup == "" {
		f.Warnings = append(f.Warnings, casefile.LookupMissing)
	}
	others, err := casefile.SameSubject(tx, d.Client, d.Leader(cases.SubjectLead, ""), d.Case.ID)
	if err != nil {
		return err
	}
	phones, err := people.PhoneWarnings(tx, d.People...)
	if err != nil {
		return err
	}
	f.Warnings = append(append(f.Warnings, others...), phones...)
	if latest := o.Editions.Latest(); d.Case.Edition < latest.No {
		if change, _, err := rulebook.Latest(d, o, tx); err != nil {
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

// blockVoid tells in the menu which fees keep the case from being void.
func (f *CasePage) blockVoid() {
	i := slices.IndexFunc(f.Menu, func(a workflow.Action) bool { return a.Code == workflow.ActionVoid })
	if i < 0 {
		return
	}
	for _, fee := range f.Money.Fees {
		if fee.State == billing.FeeInvoiced {
			f.Menu[i].Blocked = append(f.Menu[i].Blocked, casefile.OnBill(fee.Fee)+"。")
		}
	}
}

// undo names the move that would be taken back, and tells in the menu why it stands.
func (f *CasePage) undo(tx store.Tx, d *casefile.File) error {
	i := slices.IndexFunc(f.Menu, func(a workflow.Action) bool { return a.Code == workflow.ActionUndo })
	if i < 0 {
		return nil
	}
	if last := slices.IndexFunc(d.Moves, func(m workflow.Move) bool { return m.Seq == d.State.Undoable }); last >= 0 {
		f.Undoes = moveName(d, d.Moves[last], cal.DayOf(f.Now))
	}
	if len(f.Menu[i].Blocked) > 0 {
		return nil
	}
	why, err := d.PapersHold(tx)
	if err == nil && why != "" {
		f.Menu[i].Blocked = []string{why + "。"}
	}
	return err
}

// moveName is a move as people speak of it: 预审被驳回（11月29日 15:20）.
func moveName(d *casefile.File, m workflow.Move, today cal.Day) string {
	act, _ := d.Engine.Graph().Action(m.Action)
	name := act.Label
	if label := d.SiteLabel(m.Site); label != "" {
		name += " " + label
	}
	at := cal.DayOfMoment(m.At, func(d cal.Day) string { return cal.DayIn(d, today.Year()) })
	if !m.At.IsDay() {
		at += " " + cal.Clock(m.At)
	}
	return name + "（" + at + "）"
}
