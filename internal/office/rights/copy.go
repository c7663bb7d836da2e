// Package rights does what the law on personal information owes a person: a copy of all that
// the desk holds of him (《个人信息保护法》第四十五条), and word of a breach (第五十七条).
package rights

import (
	"context"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	register "beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Copy is what the desk holds of a person. What lies in scans stands in the scans.
type Copy struct {
	Made   cal.Moment
	Agency string // "" until the agency's name is set
	Whole  bool   // nothing is covered
	Person clients.Person
	Client string // whose person he is
	Cases  []Part
	Own    []Own           // tags and values of the desk's own fields, where the client is he himself
	Agreed []consents.Line // what he has agreed to, the latest first
	Looks  []Look          // at his covered values and the scans of his cases, the latest first

	about map[string]bool // what those looks are at: he himself and the scans
}

// Own are the tags of the client or of a case, or the value of a field.
type Own struct {
	Case        string // its number, "" of the client
	Name, Value string
}

// Part is what one case holds of him.
type Part struct {
	Number, Type, Status string
	Roles                []string // in words
	Opened               cal.Day
	Documents            []Document
	Handovers            []Handover // what was handed over in the case, the latest first
}

// Document is a scan of the case.
type Document struct {
	Label    string // 身份证人像面
	No       int
	Received cal.Day
}

// Handover is one to a recipient; one that was taken back is none.
type Handover struct {
	At        cal.Moment
	Recipient string
	Kinds     []string
	Purpose   string
}

// Look is one at a covered value.
type Look struct {
	At         cal.Moment
	Who, Title string
}

// CopyOf gathers what the desk holds of a person, covered unless whole is asked for, and notes
// that it was taken. Errors: NotFound; Damaged where something of him can't be read.
func CopyOf(ctx context.Context, o *office.Office, id ref.PersonID, whole bool) (Copy, error) {
	c := Copy{Made: cal.At(o.Now()), Whole: whole, Cases: []Part{}, Own: []Own{}, Looks: []Look{}}
	err := o.Write(ctx, func(w *office.Work) error {
		if err := c.gather(o, w.Tx, id); err != nil {
			return err
		}
		if err := damage.Refuse(c); err != nil {
			return err
		}
		title := "导出个人信息副本"
		if whole {
			title += "，没有遮住"
		}
		return w.Note("export", "", string(id), title, c.Person.Name)
	})
	if err != nil {
		return Copy{}, err
	}
	if !whole {
		c.Person = people.MaskPerson(c.Person)
	}
	return c, nil
}

func (c *Copy) gather(o *office.Office, tx store.Tx, id ref.PersonID) (err error) {
	if c.Person, err = tx.Clients().Person(id); err != nil {
		if errs.CodeOf(err) == errs.NotFound {
			return errs.Wrap(errs.NotFound, err, "没有这位负责人，请核对")
		}
		return err
	}
	client, err := tx.Clients().Client(c.Person.ClientID)
	if err != nil {
		return err
	}
	head, err := setup.LetterheadOf(tx)
	if err != nil {
		return err
	}
	c.Client, c.Agency = client.Name, head.Name
	if c.Agreed, err = agreedBy(tx, c.Person); err != nil {
		return err
	}
	c.about = map[string]bool{string(id): true}
	himself := is(client, c.Person)
	if himself {
		if err := c.own(tx, map[store.Whose]string{{Client: client.ID}: ""}); err != nil {
			return err
		}
	}
	for after := ""; ; {
		rows, err := tx.CaseList().Cases(store.CaseQuery{Now: o.Now(), View: "all", Client: client.ID, Sort: "number", After: after, Limit: page})
		if err != nil {
			return err
		}
		numbers := map[store.Whose]string{}
		for _, r := range rows {
			if err := c.part(o, tx, r.ID); err != nil {
				return err
			}
			numbers[store.Whose{Case: r.ID}] = r.Number
			after = r.Cursor
		}
		if himself {
			if err := c.own(tx, numbers); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return c.looks(tx)
		}
	}
}

// own adds the tags and values of the client or of cases, by their numbers.
func (c *Copy) own(tx store.Tx, numbers map[store.Whose]string) error {
	whose := slices.Collect(maps.Keys(numbers))
	slices.SortFunc(whose, func(a, b store.Whose) int { return strings.Compare(numbers[a], numbers[b]) })
	sheets, err := ownfields.SheetsIn(tx, c.Whole, whose...)
	for _, one := range whose {
		if tags := sheets[one].Tags; len(tags) > 0 {
			c.Own = append(c.Own, Own{numbers[one], ownfields.TagsName, strings.Join(tags, "、")})
		}
		for _, row := range sheets[one].Rows {
			if row.Value != "" {
				c.Own = append(c.Own, Own{numbers[one], row.Name, row.Value})
			}
		}
	}
	return err
}

// agreedBy are the consents of one person.
func agreedBy(tx store.Tx, p clients.Person) ([]consents.Line, error) {
	given, err := consents.GivenBy(tx, p.ClientID, p.ID)
	if err != nil {
		return nil, err
	}
	return consents.LinesOf(tx, given)
}

// page is how many rows are read at once.
const page = 200

// part adds a case in which he has a role.
func (c *Copy) part(o *office.Office, tx store.Tx, id ref.CaseID) error {
	leads, err := tx.Leads().Of(id)
	if err != nil {
		return err
	}
	leads = slices.DeleteFunc(leads, func(l cases.Lead) bool { return l.Person != c.Person.ID })
	if len(leads) == 0 {
		return nil
	}
	of, err := tx.Cases().Get(id)
	if err != nil {
		return err
	}
	kind, _ := o.Engine.Graph().Type(of.Type)
	p := Part{Number: of.Number, Type: kind.Label, Status: workflow.StatusLabel(workflow.Status(of.Status)), Opened: cal.DayOf(of.OpenedAt), Documents: []Document{}, Handovers: []Handover{}}
	for _, l := range leads {
		if label := casefile.RoleLabel(kind, l.Role); !slices.Contains(p.Roles, label) {
			p.Roles = append(p.Roles, label)
		}
	}
	docs, err := tx.Documents().Of(id)
	if err != nil {
		return err
	}
	for _, d := range docs {
		r, _ := materials.Find(d.Material)
		c.about[string(d.ID)] = true
		p.Documents = append(p.Documents, Document{Label: r.Label, No: d.No, Received: cal.DayOf(d.AddedAt)})
	}
	given, err := tx.Handovers().Of(id)
	for _, h := range given {
		if h.Undone == nil {
			p.Handovers = append(p.Handovers, Handover{At: h.At, Recipient: recipient(h), Kinds: h.Kinds, Purpose: h.Purpose})
		}
	}
	c.Cases = append(c.Cases, p)
	return err
}

// recipient is whom something was handed to, with of what kind he is.
func recipient(h register.Handover) string {
	r, ok := register.RecipientOf(h.Recipient)
	if !ok || r.Label == h.Name {
		return h.Name
	}
	return h.Name + "（" + r.Label + "）"
}

// looks adds who looked at his covered values, and at the scans that are there.
func (c *Copy) looks(tx store.Tx) error {
	q := store.JournalQuery{Kind: "reveal", Limit: page}
	for {
		rows, err := tx.JournalList().Find(q)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if c.about[r.Subject] {
				c.Looks = append(c.Looks, Look{At: cal.At(r.At), Who: r.Staff, Title: r.Title})
			}
			q.After = r.Cursor
		}
		if len(rows) < page {
			return nil
		}
	}
}
