package office

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Edition is what a case is counted, worded and judged by: the release's own under the
// desk's overrides up to a number.
type Edition struct {
	No        int
	Engine    *workflow.Engine
	Rules     *rules.Book
	Ages      materials.Ages
	Confirmed map[store.RuleKey]Confirmation // of what stands in it
}

// Editions are all of a desk: the release's is number 0. The latest is made at once, an
// earlier one when it is asked for first. They never change.
type Editions struct {
	list   []edition // ascending
	latest Edition
	// Phrases open and close what clients are told, in cases of every edition.
	Phrases workflow.Phrases
	// Unfit are the overrides in force that this release has no place for.
	Unfit []store.Override
	// Damaged are those whose words can't be read: the release's own holds in their place.
	Damaged []store.Override
}

// edition is one that is made when it is asked for.
type edition struct {
	no   int
	made func() Edition
}

// NewEditions makes them of the rows in order of Seq. What a release no longer has a place
// for is left out of its editions, and told if it is the present one; so is a row that can't
// be read, which stops nothing else. Errors: Invalid for the latest, whose changes don't fit
// together.
func NewEditions(rows []store.Override, calendar *cal.Calendar, closures []workflow.Closure) (*Editions, error) {
	e := &Editions{}
	b := basis{rows: slices.Clone(rows), laid: make([]laid, len(rows)), calendar: calendar, closures: closures}
	last := -1
	for i := range b.rows {
		r := &b.rows[i]
		var err error
		if b.laid[i], err = lay(*r); err != nil || r.Damaged {
			r.New = "" // as if it had gone back to the release's own
			if r.Changes && r.Kind != store.OverrideRelease {
				e.Damaged = append(e.Damaged, *r)
			}
		}
		if r.Changes && r.Kind != store.OverridePhrase {
			last = i
		}
	}
	e.Phrases = workflow.ReleasedPhrases()
	var lost []store.Override // what this release has no place for
	for _, i := range inForce(b.rows, len(b.rows)-1) {
		if b.rows[i].Kind != store.OverridePhrase {
			continue
		}
		if now, err := e.Phrases.With(b.rows[i].Code, b.laid[i].phrase); err == nil {
			e.Phrases = now
		} else {
			lost = append(lost, b.rows[i])
		}
	}
	var err error
	if e.latest, e.Unfit, err = b.edition(last); err != nil {
		return nil, err
	}
	e.Unfit = append(e.Unfit, lost...)
	for i := -1; i < last; i++ {
		if i < 0 || b.rows[i].Changes && b.rows[i].Kind != store.OverridePhrase {
			e.list = append(e.list, edition{b.no(i), sync.OnceValue(func() Edition { return b.earlier(i) })})
		}
	}
	e.list = append(e.list, edition{b.no(last), func() Edition { return e.latest }})
	return e, nil
}

// basis is what editions are made of.
type basis struct {
	rows     []store.Override
	laid     []laid
	calendar *cal.Calendar
	closures []workflow.Closure
}

// no is the number of the edition that came with the row at i, -1 for the release's.
func (b basis) no(i int) int {
	if i < 0 {
		return 0
	}
	return b.rows[i].Seq
}

// earlier makes one that was the latest once: that its changes fit together was seen then.
func (b basis) earlier(i int) Edition {
	made, _, err := b.edition(i)
	if err != nil {
		panic(fmt.Sprintf("office: edition %d: %v", b.no(i), err))
	}
	return made
}

// edition makes the one that came with the row at i, and tells what it has no place for.
func (b basis) edition(i int) (made Edition, unfit []store.Override, err error) {
	release := releaseAt(b.rows, i)
	graph, book := workflow.Released(release), rules.Released(release)
	var clocks []workflow.Change
	var edits []rules.Change
	var papers []materials.AgeChange
	for _, j := range inForce(b.rows, i) {
		switch l := b.laid[j]; {
		case b.rows[j].Kind == store.OverrideRelease, b.rows[j].Kind == store.OverridePhrase:
		case !l.fits(graph, book):
			unfit = append(unfit, b.rows[j])
		case b.rows[j].Kind == store.OverrideRule:
			edits = append(edits, l.edit)
		case b.rows[j].Kind == store.OverrideAge:
			papers = append(papers, l.age)
		default:
			clocks = append(clocks, l.clock)
		}
	}
	if graph, err = graph.With(clocks...); err != nil {
		return made, nil, err
	}
	if book, err = book.With(edits...); err != nil {
		return made, nil, err
	}
	ages, err := materials.Ages{}.With(papers...)
	if err != nil {
		return made, nil, err
	}
	known := confirmed(b.rows, b.no(i))
	var words []rules.Confirmation
	sure := map[materials.AgeKey]cal.Day{}
	for about, c := range known {
		switch about.Kind {
		case store.OverrideRule:
			words = append(words, rules.Confirmation{Scope: about.Scope, Code: about.Code, On: c.On})
		case store.OverrideAge:
			sure[materials.AgeKey{Scope: about.Scope, Code: about.Code}] = c.On
		}
	}
	return Edition{
		No: b.no(i), Engine: workflow.New(graph, b.calendar).WithClosures(b.closures), Rules: book.Confirm(words...), Ages: ages.Confirm(sure), Confirmed: known,
	}, unfit, nil
}

// laid is a row as what it lays over a release.
type laid struct {
	kind   string
	clock  workflow.Change
	edit   rules.Change
	age    materials.AgeChange
	phrase string
}

// fits says that a release has a place for it.
func (l laid) fits(base *workflow.Graph, book *rules.Book) bool {
	var unfit error
	switch l.kind {
	case store.OverrideRule:
		_, unfit = book.With(l.edit)
	case store.OverrideAge:
		_, unfit = materials.Ages{}.With(l.age)
	default:
		_, unfit = base.With(l.clock)
	}
	return unfit == nil
}

func lay(v store.Override) (l laid, err error) {
	l.kind = v.Kind
	switch {
	case !v.Changes || v.New == "" || v.Kind == store.OverrideRelease:
		return l, nil
	case v.Kind == store.OverrideRule:
		l.edit, err = RuleChange(v)
	case v.Kind == store.OverrideAge:
		l.age, err = AgeChange(v)
	case v.Kind == store.OverridePhrase:
		err = read(v, &l.phrase)
	default:
		l.clock, err = GraphChange(v)
	}
	return l, err
}

// inForce are the rows in force once the one at i was entered, the earliest first.
func inForce(rows []store.Override, i int) []int {
	var list []int
	seen := map[store.RuleKey]bool{}
	for ; i >= 0; i-- {
		if r := rows[i]; r.Changes && !seen[r.Key()] {
			seen[r.Key()] = true
			if r.New != "" {
				list = append(list, i)
			}
		}
	}
	slices.Reverse(list)
	return list
}

// confirmed is what of an edition staff have confirmed as it stands there, also after the
// edition was made.
func confirmed(rows []store.Override, no int) map[store.RuleKey]Confirmation {
	all := map[store.RuleKey]*Confirmations{}
	over := map[store.RuleKey]bool{} // changed since: what came later is about something else
	for _, r := range rows {
		if over[r.Key()] {
			continue
		}
		if r.Changes && r.Seq > no {
			over[r.Key()] = true
			continue
		}
		if all[r.Key()] == nil {
			all[r.Key()] = &Confirmations{}
		}
		all[r.Key()].Take(r)
	}
	on := map[store.RuleKey]Confirmation{}
	for key, of := range all {
		if last, ok := of.Last(); ok {
			on[key] = last
		}
	}
	return on
}

// Latest is the edition that a new case goes by.
func (e *Editions) Latest() Edition { return e.latest }

// Of is the edition that a case of this number goes by.
func (e *Editions) Of(no int) Edition {
	for i := len(e.list) - 1; i > 0; i-- {
		if e.list[i].no <= no {
			return e.list[i].made()
		}
	}
	return e.list[0].made()
}

// Release is the edition without any override.
func (e *Editions) Release() Edition { return e.list[0].made() }

// GraphChange reads a row of a clock, an agreed date or a text.
func GraphChange(v store.Override) (workflow.Change, error) {
	c := workflow.Change{Kind: v.Kind, Scope: v.Scope, Code: v.Code, Source: v.Source, Sourced: v.Sourced}
	into := any(&c.Term)
	if v.Kind == workflow.ChangeText {
		into = &c.Text
	}
	return c, read(v, into)
}

// AgeChange reads a row of how old a paper may be.
func AgeChange(v store.Override) (materials.AgeChange, error) {
	c := materials.AgeChange{AgeKey: materials.AgeKey{Scope: v.Scope, Code: v.Code}, Source: v.Source, Sourced: v.Sourced}
	return c, read(v, &c.Term)
}

// RuleChange reads a row of a rule.
func RuleChange(v store.Override) (rules.Change, error) {
	c := rules.Change{Scope: v.Scope, Code: v.Code, Source: rules.Source{Label: v.Source, Date: v.Sourced}}
	if c.Source.Date == "" {
		c.Source.Date = "日期不详"
	}
	return c, read(v, &c.Edit)
}

func read(v store.Override, into any) error {
	if err := json.Unmarshal([]byte(v.New), into); err != nil {
		return errs.Wrap(errs.Internal, err, "有一条改动读不出来，请用 doctor 检查资料夹")
	}
	return nil
}
