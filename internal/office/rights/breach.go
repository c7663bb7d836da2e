package rights

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

//go:embed data/breach.json
var breachFile []byte

// breachText is the notice that the law asks for, with its places in {braces}.
type breachText struct {
	Source  string   `json:"source"`
	Sourced string   `json:"sourced"`
	Title   string   `json:"title"`
	To      string   `json:"to"`
	Body    []string `json:"body"`
	Harm    string   `json:"harm"`   // where nothing else is said
	Advice  string   `json:"advice"` // likewise
	Note    string   `json:"note"`   // for who sends it
}

var breach = sync.OnceValue(func() breachText { return embedded.JSON[breachText]("breach.json", breachFile) })

// BreachInput says what has happened to the data of some cases.
type BreachInput struct {
	Cases  []string `json:"cases"`                        // numbers; none is all of them
	On     string   `json:"on" text:"日期,number,100"`      // day as typed
	What   string   `json:"what" text:"经过和原因,lines,2000"` // why
	Done   string   `json:"done" text:"补救措施,lines,2000"`
	Harm   string   `json:"harm" text:"危害,lines,2000"`      // "" is the usual
	Advice string   `json:"advice" text:"本人的措施,lines,2000"` // "" is the usual
}

// Notices are the letters to all who are affected.
type Notices struct {
	Letters []Letter // by name
	Note    string   // for who sends them
	Source  string
}

// Letter is one person's.
type Letter struct {
	Name, Client string
	Kinds        []string // what the desk holds of him
	Cases        []string
	Text         string
}

// Breach writes a letter to each person whose data stand in the cases, of what the law has it
// say, and notes that it was done. Errors: Invalid at on, what, done, cases, or at
// letterhead.name until the agency's name is set; Blocked when nobody is affected; Damaged.
func Breach(ctx context.Context, o *office.Office, in BreachInput) (Notices, error) {
	if err := office.Judge(in); err != nil {
		return Notices{}, err
	}
	on, err := in.check(o.Today())
	if err != nil {
		return Notices{}, err
	}
	all := Notices{Note: breach().Note, Source: breach().Source + "，" + breach().Sourced}
	err = o.Write(ctx, func(w *office.Work) error {
		head, err := setup.LetterheadOf(w.Tx)
		if err != nil {
			return err
		}
		if head.Name == "" {
			return errs.AtField("letterhead.name", "请先在设置里填写本单位名称")
		}
		if head.Phone == "" && head.Email == "" && head.Address == "" {
			return errs.AtField("letterhead.phone", "通知要写联系方式：请先在设置里填写本单位的电话、邮箱或地址")
		}
		if all.Letters, err = affected(w.Tx, in.Cases); err != nil {
			return err
		}
		if len(all.Letters) == 0 {
			return errs.New(errs.Blocked, "这些案件里没有存着的人，没有要通知的人")
		}
		for i := range all.Letters {
			all.Letters[i].Text = in.letter(all.Letters[i], on, head)
		}
		if err := damage.Refuse(all); err != nil {
			return err
		}
		return w.Note("export", "", "", fmt.Sprintf("作出个人信息安全事件通知 %d 份", len(all.Letters)), in.What)
	})
	if err != nil {
		return Notices{}, err
	}
	return all, nil
}

func (in BreachInput) check(today cal.Day) (cal.Day, error) {
	var wrong office.Problems
	on, err := cal.ReadDay(in.On, today, cal.Happened, "")
	wrong.Take("on", err)
	if strings.TrimSpace(in.What) == "" {
		wrong.At("what", "请写明经过和原因")
	}
	if strings.TrimSpace(in.Done) == "" {
		wrong.At("done", "请写明已经采取的补救措施")
	}
	return on, wrong.Err()
}

func (in BreachInput) letter(l Letter, on cal.Day, head setup.Letterhead) string {
	t := breach()
	fill := strings.NewReplacer(
		"{name}", l.Name, "{client}", l.Client, "{kinds}", strings.Join(l.Kinds, "、"), "{on}", cal.LongDay(on), "{what}", ended(in.What),
		"{harm}", ended(cmp.Or(strings.TrimSpace(in.Harm), t.Harm)), "{done}", ended(in.Done), "{advice}", ended(cmp.Or(strings.TrimSpace(in.Advice), t.Advice)),
		"{agency}", head.Name, "{contact}", strings.Join(slices.DeleteFunc([]string{head.Phone, head.Email, head.Address}, func(s string) bool { return s == "" }), "，"),
	)
	return fill.Replace(t.Title + "\n\n" + t.To + "\n" + strings.Join(t.Body, "\n"))
}

// ended ends a sentence.
func ended(text string) string {
	text = strings.TrimSpace(text)
	if strings.HasSuffix(text, "。") {
		return text
	}
	return text + "。"
}

// affected are the people of cases with what the desk holds of them.
func affected(tx store.Tx, numbers []string) ([]Letter, error) {
	ids, err := casesOf(tx, numbers)
	if err != nil {
		return nil, err
	}
	by, contacts := map[ref.PersonID]*Letter{}, map[ref.ClientID]*Letter{}
	for _, id := range ids {
		c, err := tx.Cases().Get(id)
		if err != nil {
			return nil, err
		}
		leads, err := tx.Leads().Of(id)
		if err != nil {
			return nil, err
		}
		scans, err := scansOf(tx, id)
		if err != nil {
			return nil, err
		}
		client, err := tx.Clients().Client(c.ClientID)
		if err != nil {
			return nil, err
		}
		// Who has no role any more is kept, too.
		all, err := tx.Clients().People(c.ClientID)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			l := by[p.ID]
			if l == nil {
				l = &Letter{Name: p.Name, Client: client.Name, Kinds: append([]string{"姓名"}, people.Held(p)...)}
				by[p.ID] = l
				given, err := consents.GivenBy(tx, c.ClientID, p.ID)
				if err != nil {
					return nil, err
				}
				if proved(given) > 0 {
					l.Kinds = append(l.Kinds, proofs)
				}
			}
			l.concerns(c.Number)
			if slices.ContainsFunc(leads, func(lead cases.Lead) bool { return lead.Person == p.ID }) {
				l.holds(scans)
			}
		}
		if client.Contact != "" {
			if contacts[client.ID] == nil {
				contacts[client.ID] = letterToContact(client)
			}
			contacts[client.ID].concerns(c.Number)
		}
	}
	letters := make([]Letter, 0, len(by)+len(contacts))
	for _, l := range by {
		letters = append(letters, *l)
	}
	for _, l := range contacts {
		letters = append(letters, *l)
	}
	slices.SortFunc(letters, func(a, b Letter) int {
		return cmp.Or(strings.Compare(a.Cases[0], b.Cases[0]), strings.Compare(a.Name, b.Name))
	})
	return letters, nil
}

// concerns adds a case to those by which he is affected.
func (l *Letter) concerns(number string) {
	if !slices.Contains(l.Cases, number) {
		l.Cases = append(l.Cases, number)
	}
}

// holds adds what scans there are of him.
func (l *Letter) holds(scans []string) {
	for _, label := range scans {
		if !slices.Contains(l.Kinds, label) {
			l.Kinds = append(l.Kinds, label)
		}
	}
}

// letterToContact is to who is called and written to at a client.
func letterToContact(c clients.Client) *Letter {
	l := &Letter{Name: c.Contact, Client: c.Name, Kinds: []string{"姓名"}}
	if c.ContactPhone != "" {
		l.Kinds = append(l.Kinds, "手机")
	}
	if c.WeChat != "" {
		l.Kinds = append(l.Kinds, "微信")
	}
	return l
}

// seen says that a person is seen in scans of a material.
func seen(material string) bool {
	return slices.Contains(retention.Of(retention.Scans).Materials, material)
}

// scansOf are what scans of persons a case has, by their names.
func scansOf(tx store.Tx, id ref.CaseID) (labels []string, err error) {
	docs, err := tx.Documents().Of(id)
	for _, d := range docs {
		if r, _ := materials.Find(d.Material); seen(d.Material) && !slices.Contains(labels, r.Label) {
			labels = append(labels, r.Label)
		}
	}
	return labels, err
}

func casesOf(tx store.Tx, numbers []string) (ids []ref.CaseID, err error) {
	for _, number := range numbers {
		c, err := tx.Cases().ByNumber(strings.TrimSpace(number))
		if errs.CodeOf(err) == errs.NotFound {
			return nil, errs.AtField("case", "没有 %s 这个案件，请核对编号", number)
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, c.ID)
	}
	if len(numbers) > 0 {
		return ids, nil
	}
	for after := ref.CaseID(""); ; {
		some, err := tx.Cases().Every(after, page)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
		if len(some) < page {
			return ids, nil
		}
		after = some[len(some)-1]
	}
}
