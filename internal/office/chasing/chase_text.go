package chasing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/silence"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// gathered is what one client owes at a moment.
type gathered struct {
	client clients.Client
	waits  []waiting  // what waits for the client
	heard  cal.Day    // when it was heard of last, in any of the cases
	days   int        // how long the client has not answered
	letter ref.CaseID // the case of which the letter is due
	from   string     // who writes: the agency's short name; "" while it has none
	staff  string     // who sends it
	around workflow.Phrases
	to     string
	way    string           // WeChat or SMS
	asks   []asked          // what it is to do, a run each
	owed   []string         // materials, a line each
	files  []*casefile.File // the cases of asks and owed
}

// waiting is since when a case waits for its client.
type waiting struct {
	id    ref.CaseID
	since cal.Day
}

// asked is what a client is asked to do in one run.
type asked struct {
	file     *casefile.File
	run      ref.RunID
	matter   string
	entered  cal.Moment
	sort     string // its date, by which several are put in order
	text     string
	persons  []string // whom it asks in person
	brief    string   // text in a few words
	of       matterOf
	missing  int  // how many materials of the case
	collects bool // it says itself that materials are missing
}

// add takes in what a case asks of its client, the given run first. A case on hold asks
// nothing.
func (g *gathered) add(o *office.Office, tx store.Tx, d *casefile.File, first ref.RunID) error {
	if d.State.Status != workflow.Open {
		return nil
	}
	sheet, err := intake.SheetIn(o, tx, d, o.Today())
	if err != nil {
		return err
	}
	missing := materials.Asks(sheet.Items)
	asks := asksOf(o, d, len(missing))
	slices.SortStableFunc(asks, func(a, b asked) int {
		if (a.run == first) == (b.run == first) {
			return 0
		}
		if a.run == first {
			return -1
		}
		return 1
	})
	if len(g.files) == 0 {
		g.client = people.MaskClient(d.Client)
		g.to = cmp.Or(d.Client.Contact, addressee(d, asks))
	}
	if len(asks)+len(missing) > 0 {
		g.files = append(g.files, d)
	}
	g.asks = append(g.asks, asks...)
	if err := g.listen(tx, d, asks); err != nil {
		return err
	}
	lead := d.Leader(cases.SubjectLead, "").Name
	for _, m := range missing {
		line := "・" + m.Label + "：" + m.Text
		if m.Lead && lead != "" && lead != g.to {
			line = "・" + lead + "的" + m.Label + "：" + m.Text
		}
		if !slices.Contains(g.owed, line) { // one photo does for all cases
			g.owed = append(g.owed, line)
		}
	}
	return nil
}

// listen hears what the client has said of a case, and since when the case waits for it.
func (g *gathered) listen(tx store.Tx, d *casefile.File, asks []asked) error {
	heard, err := tx.Journal().LastHeard([]ref.CaseID{d.Case.ID}, ChaseTitle)
	if err != nil {
		return err
	}
	g.heard = max(g.heard, heard[d.Case.ID].Day())
	for _, a := range asks {
		if a.matter != "" && a.entered.Dated() { // else it waits for somebody else
			g.waits = append(g.waits, waiting{d.Case.ID, a.entered.Day})
		}
	}
	return nil
}

// count tells how long the client has been silent at all: word of one case is an answer to the
// message that speaks of all.
func (g *gathered) count(today cal.Day) {
	for _, w := range g.waits {
		days := int(today - max(w.since, g.heard))
		g.days = max(g.days, days)
		if step, _ := silence.At(days); step.Letter && g.letter == "" {
			g.letter = w.id
		}
	}
}

// asksOf puts the runs of a case that wait for the client in the client's words. That
// materials are missing is asked only where some are.
func asksOf(o *office.Office, d *casefile.File, missing int) []asked {
	dates := d.Engine.Deadlines(d.Plan, d.State)
	asks := []asked{}
	for _, r := range d.State.OpenRuns() {
		stage, _ := d.Engine.Graph().Stage(r.Stage)
		said := d.Engine.DescribeWith(d.Plan, r, d.State, dates, o.Now())
		text := said.Message
		if text == "" || (stage.Collects && missing == 0) {
			continue
		}
		if stage.Account == "given" {
			text += "\n" + setup.AccountFor(d.Case.Type, d.Case.AccountUser).Brief()
		}
		line := d.Engine.Line(d.Plan, d.State, r, dates)
		asks = append(asks, asked{
			file: d, run: casefile.RunID(d.Case.ID, r.Key), matter: line.Matter(), sort: line.Sort(), entered: r.Entered, text: text, brief: said.Brief,
			of: matter(o, d, r, line), missing: missing, persons: namesOf(d.Engine.Asked(d.Plan, d.State, r)), collects: stage.Collects,
		})
	}
	return asks
}

// addressee is to whom the message goes where the client has no contact: those whom the
// first run asks in person, else the lead of its site, else of the order.
func addressee(d *casefile.File, asks []asked) string {
	if len(asks) > 0 {
		r, _ := d.OpenRun(asks[0].run)
		if names := asks[0].persons; len(names) > 0 {
			return strings.Join(names, "、")
		}
		if name := d.Leader(cases.SiteLead, r.Site).Name; name != "" {
			return name
		}
	}
	return d.Leader(cases.SubjectLead, "").Name
}

func namesOf(leads []workflow.Lead) []string {
	names := []string{}
	for _, l := range leads {
		names = append(names, l.Name)
	}
	return names
}

// greeting ends the salutation with which the ready texts of steps begin.
const greeting = "您好，"

// words are the whole message, in the way in which it goes.
func (g *gathered) words() string {
	if g.way == SMS {
		return g.short()
	}
	return g.text()
}

// phrase is what stands around the texts of steps.
func (g *gathered) phrase(code string) string {
	wechat := ""
	if g.client.WeChat != "" {
		wechat = wayLabels[WeChat]
	}
	return g.around.Say(code, map[string]string{"to": g.to, "client": g.client.Name, "agency": g.from, "staff": g.staff, "wechat": wechat})
}

// text is the whole message.
func (g *gathered) text() string {
	var b strings.Builder
	switch len(g.asks) {
	case 0:
		b.WriteString(g.phrase("owed"))
	case 1:
		b.WriteString(g.greeted(g.asks[0]))
	default:
		b.WriteString(g.phrase("several"))
		for i, a := range g.listed() {
			fmt.Fprintf(&b, "\n%d. %s\n%s", i+1, a.head(), g.ungreeted(a))
		}
	}
	if len(g.owed) > 0 {
		said := slices.ContainsFunc(g.asks, func(a asked) bool { return a.collects })
		if !said && len(g.asks) > 0 {
			b.WriteString("\n" + g.phrase("besides"))
		}
		b.WriteString("\n" + strings.Join(g.owed, "\n"))
	}
	if closing := silence.Say(g.days); closing != "" {
		b.WriteString("\n" + closing)
	}
	if closing := g.phrase("closing"); closing != "" {
		b.WriteString("\n" + closing)
	}
	return b.String()
}

// listed are the asks in the order of the text: the list of materials follows what says
// that some are missing.
func (g *gathered) listed() []asked {
	list := slices.Clone(g.asks)
	slices.SortStableFunc(list, func(a, b asked) int {
		switch {
		case a.collects == b.collects:
			return 0
		case a.collects:
			return 1
		}
		return -1
	})
	return list
}

// greeted is the only text of a message: to the client's contact, where there is one, whoever
// else it was meant for.
func (g *gathered) greeted(a asked) string {
	if _, _, ok := salutation(a.text); !ok || g.client.Contact == "" {
		return a.text
	}
	return g.to + greeting + g.ungreeted(a)
}

// ungreeted takes the salutation off a text that stands behind another. Whoever else it was
// meant for stays named; what is asked of nobody in person the contact may see to.
func (g *gathered) ungreeted(a asked) string {
	who, rest, ok := salutation(a.text)
	switch {
	case !ok:
		return a.text
	case who == "" || who == g.to || g.client.Contact != "" && len(a.persons) == 0:
		return rest
	}
	return "请转" + who + "：" + rest
}

// salutation parts a text that greets somebody by name; false where none does.
func salutation(text string) (who, rest string, ok bool) {
	who, rest, ok = strings.Cut(text, greeting)
	return who, rest, ok && !strings.ContainsAny(who, "，。\n")
}

func (g *gathered) message() Message {
	m := Message{Way: g.way, Letter: g.letter, To: g.to, Phone: g.client.ContactPhone, WeChat: g.client.WeChat, Client: g.client.ID, Runs: []ref.RunID{}, Cases: []string{}}
	switch len(g.asks) {
	case 0:
		if len(g.owed) == 0 {
			return m
		}
		m.Title = ChaseTitle + "：材料"
	case 1:
		m.Title = ChaseTitle + "：" + g.asks[0].of.stage
	default:
		m.Title = fmt.Sprintf("%s：%s等 %d 件", ChaseTitle, g.asks[0].of.stage, len(g.asks))
	}
	m.Text = g.words()
	for _, a := range g.asks {
		m.Runs = append(m.Runs, a.run)
	}
	for _, d := range g.files {
		m.Cases = append(m.Cases, d.Case.Number)
	}
	return m
}
