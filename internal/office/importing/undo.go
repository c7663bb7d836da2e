package importing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

const (
	importedTitle = "导入案件"
	undoneTitle   = "撤销导入"
)

// Batch is an import that stored something. Its cases are those whose numbers it has taken, in
// one transaction and one after the other.
type Batch struct {
	Seq         int64     `json:"seq"` // of its line in the journal
	At          time.Time `json:"at"`
	Staff       string    `json:"staff"`
	File        string    `json:"file"`
	First, Last string    `json:"-"` // numbers of its cases
	Cases       int       `json:"cases"`
	Undone      bool      `json:"undone"`
}

// Span names the cases of a batch: BA2026-0001 至 BA2026-0025.
func (b Batch) Span() string {
	if b.First == b.Last {
		return b.First
	}
	return b.First + " 至 " + b.Last
}

// latest is how many lines of the journal are looked through for imports.
const latest = 20

// Batches are the latest imports, the newest first.
func Batches(ctx context.Context, o *office.Office) (list []Batch, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		list, err = batches(tx)
		return err
	})
	return list, err
}

func batches(tx store.Tx) ([]Batch, error) {
	rows := map[string][]store.JournalRow{}
	for _, title := range []string{importedTitle, undoneTitle} {
		found, err := tx.JournalList().Find(store.JournalQuery{Kind: "case", Text: title, Limit: latest})
		if err != nil {
			return nil, err
		}
		rows[title] = found
	}
	list := []Batch{}
	for _, r := range rows[importedTitle] {
		b, ok := batchOf(r.Entry)
		if !ok {
			continue // of an earlier release
		}
		b.Staff = r.Staff
		b.Undone = slices.ContainsFunc(rows[undoneTitle], func(u store.JournalRow) bool { return u.Subject == r.Subject })
		list = append(list, b)
	}
	return list, nil
}

// spanned is the subject of the lines of an import and of its undoing.
func spanned(first, last string) string { return first + " " + last }

// batchOf reads an import from its line in the journal; false for one that can't be undone.
func batchOf(e store.Entry) (Batch, bool) {
	first, last, ok := strings.Cut(e.Subject, " ")
	from, known := office.ReadNumber(first)
	to, too := office.ReadNumber(last)
	if e.Title != importedTitle || !ok || !known || !too {
		return Batch{}, false
	}
	return Batch{Seq: e.Seq, At: e.At, File: e.Payload[:max(0, strings.LastIndex(e.Payload, "："))], First: first, Last: last, Cases: to.Last - from.Last + 1}, true
}

// numbers are those of the cases of a batch.
func (b Batch) numbers() []string {
	from, _ := office.ReadNumber(b.First)
	to, _ := office.ReadNumber(b.Last)
	list := []string{}
	for n := from.Last; n <= to.Last; n++ {
		list = append(list, office.SpellNumber(from.Series, from.Year, n))
	}
	return list
}

// Undo takes an import back: its cases, with the clients and people that it has opened, are
// removed, and the words of their lines in the journal erased. Errors: NotFound for no import
// of the latest; Blocked for one that was undone, and with the numbers of the cases on which
// something was built since; that of ctx. Nothing is removed then.
func Undo(ctx context.Context, o *office.Office, seq int64) (b Batch, err error) {
	err = o.Write(ctx, func(w *office.Work) error {
		all, err := batches(w.Tx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(b Batch) bool { return b.Seq == seq })
		if i < 0 {
			return errs.New(errs.NotFound, "没有这一次导入，请从最近的导入里选")
		}
		if b = all[i]; b.Undone {
			return errs.New(errs.Blocked, "这一次导入已经撤销")
		}
		t := takeBack{w: w, o: o, at: b.At, clients: map[ref.ClientID]bool{}, people: map[ref.PersonID]bool{}, removed: map[string]bool{}}
		if err := t.look(ctx, b); err != nil {
			return err
		}
		if err := t.remove(ctx); err != nil {
			return err
		}
		from, _ := office.ReadNumber(b.First)
		if err := w.Vacate(office.Skipped{Series: from.Series, Year: from.Year, From: from.Last, To: from.Last + b.Cases - 1, Undone: true}); err != nil {
			return err
		}
		return w.Note("case", "", spanned(b.First, b.Last), undoneTitle, fmt.Sprintf("%s：撤销 %d 件，%s", b.File, b.Cases, b.Span()))
	})
	return b, err
}

// takeBack is an import on its way out.
type takeBack struct {
	w     *office.Work
	o     *office.Office
	at    time.Time // when all of it was written
	cases []cases.Case
	// Those that it has opened.
	clients map[ref.ClientID]bool
	people  map[ref.PersonID]bool
	removed map[string]bool // the ids of those that went
	filled  []filled        // what it brought to clients that were there
	lines   []int64         // of the journal, whose words go
	built   []string
}

// look finds all that the import has opened, and what was built on it since.
func (t *takeBack) look(ctx context.Context, b Batch) error {
	for _, number := range b.numbers() {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := t.w.Cases().ByNumber(number)
		if err != nil {
			return err
		}
		since, err := t.since(c.ID)
		if err != nil {
			return err
		}
		if since == "" {
			since, err = t.parties(c)
		}
		if err != nil {
			return err
		}
		if since != "" {
			t.built = append(t.built, number+"（"+since+"）")
		}
		t.cases = append(t.cases, c)
	}
	if err := t.refilled(); err != nil {
		return err
	}
	if len(t.built) > 0 {
		const most = 10
		text := strings.Join(t.built[:min(most, len(t.built))], "、")
		if len(t.built) > most {
			text += fmt.Sprintf("等 %d 件", len(t.built))
		}
		return errs.New(errs.Blocked, "导入以后已有记录，不能整批撤销：%s。这些案件请逐件作废，或者撤销后来的记录", text)
	}
	return nil
}

// journalPage is how many lines of a case are read at once.
const journalPage = 200

// since tells what was recorded of a case after the import, "" for nothing; looks at what is
// covered change nothing.
func (t *takeBack) since(id ref.CaseID) (string, error) {
	for before := int64(0); ; {
		entries, err := t.w.Journal().Of(id, before, journalPage)
		if err != nil {
			return "", err
		}
		for _, e := range entries {
			if before = e.Seq; !e.At.Equal(t.at) && e.Kind != "reveal" {
				return e.Title, nil
			}
			if e.Payload != "" {
				t.lines = append(t.lines, e.Seq)
			}
			if f, ok := filledBy(e); ok {
				t.filled = append(t.filled, f)
			}
		}
		if len(entries) < journalPage {
			return "", nil
		}
	}
}

// parties finds the client and the people of a case that came with it, and what was changed of
// them since.
func (t *takeBack) parties(c cases.Case) (since string, err error) {
	client, err := t.w.Clients().Client(c.ClientID)
	if err != nil {
		return "", err
	}
	people, err := t.w.Clients().People(c.ClientID)
	if err != nil {
		return "", err
	}
	given, err := t.w.Consents().OfClient(c.ClientID)
	if err != nil {
		return "", err
	}
	leads, err := t.w.Leads().Of(c.ID)
	if err != nil {
		return "", err
	}
	ours := client.CreatedAt.Equal(t.at)
	if ours {
		t.clients[client.ID] = true
	}
	changed := ours && client.Version > 1
	for _, p := range people {
		brought := p.CreatedAt.Equal(t.at) && (ours || slices.ContainsFunc(leads, func(l cases.Lead) bool { return l.Person == p.ID }))
		if ours && !brought {
			changed = true // somebody was added since
		}
		if brought {
			t.people[p.ID] = true
			changed = changed || p.Version > 1
		}
	}
	if changed {
		return "客户或人员的资料改过", nil
	}
	for _, g := range given {
		if t.people[g.Person] {
			return "登记过同意", nil
		}
	}
	return "", nil
}

// remove takes the cases out, and the clients and people that no other case has.
func (t *takeBack) remove(ctx context.Context) error {
	for _, c := range t.cases {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.w.Removals().Case(c.ID); err != nil {
			return err
		}
	}
	kept, err := t.kept()
	if err != nil {
		return err
	}
	for _, c := range t.cases {
		if !t.clients[c.ClientID] || kept[string(c.ClientID)] {
			continue
		}
		delete(t.clients, c.ClientID)
		people, err := t.w.Clients().People(c.ClientID)
		if err != nil {
			return err
		}
		for _, p := range people {
			delete(t.people, p.ID)
			t.removed[string(p.ID)] = true
		}
		if err := t.w.Removals().Client(c.ClientID); err != nil {
			return err
		}
		t.removed[string(c.ClientID)] = true
	}
	for id := range t.people {
		if kept[string(id)] {
			continue
		}
		if err := t.w.Removals().Person(id); err != nil {
			return err
		}
		t.removed[string(id)] = true
	}
	for _, f := range t.filled { // of those that were there before
		if err := t.w.Own().Set(store.Whose{Client: f.client}, f.field, false); err != nil {
			return err
		}
	}
	if err := t.about(); err != nil {
		return err
	}
	return t.forget()
}

// kept are the clients that have other cases, and the people who lead in them.
func (t *takeBack) kept() (map[string]bool, error) {
	kept := map[string]bool{}
	seen := map[ref.ClientID]bool{}
	for _, c := range t.cases {
		if seen[c.ClientID] {
			continue
		}
		seen[c.ClientID] = true
		for after := ""; ; {
			rows, err := t.w.CaseList().Cases(store.CaseQuery{Now: t.o.Now(), View: "all", Client: c.ClientID, Sort: "number", After: after, Limit: journalPage})
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				after = r.Cursor
				kept[string(c.ClientID)] = true
				leads, err := t.w.Leads().Of(r.ID)
				if err != nil {
					return nil, err
				}
				for _, l := range leads {
					kept[string(l.Person)] = true
				}
			}
			if len(rows) < journalPage {
				break
			}
		}
	}
	return kept, nil
}

// about finds the lines of no case that tell of a client or a person that went.
func (t *takeBack) about() error {
	q := store.JournalQuery{From: cal.DayOf(t.at), Limit: journalPage}
	for len(t.removed) > 0 {
		rows, err := t.w.JournalList().Find(q)
		if err != nil {
			return err
		}
		for _, r := range rows {
			q.After = r.Cursor
			if r.CaseID == "" && r.Payload != "" && t.removed[r.Subject] {
				t.lines = append(t.lines, r.Seq)
			}
		}
		if len(rows) < journalPage {
			break
		}
	}
	return nil
}

// forget erases the words of the lines of all that went: they tell of what is not here any more.
func (t *takeBack) forget() error {
	const together = 5000
	for some := range slices.Chunk(t.lines, together) {
		if err := t.w.Erase("", fmt.Sprintf("删去 %d 条撤销的导入的内容", len(some)), some); err != nil {
			return err
		}
	}
	return nil
}
