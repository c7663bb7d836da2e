package office

import (
	"encoding/json"
	"slices"

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

// Editions are all of a desk, each made once: the release's is number 0. They never change.
type Editions struct {
	list []Edition // ascending
	// Unfit are the overrides in force that this release has no place for.
	Unfit []store.Override
	// Damaged are those whose words can't be read: the release's own holds in their place.
	Damaged []store.Override
}

// NewEditions makes them of the rows in order of Seq. What a release no longer has a place
// for is left out of its editions, and told if it is the present one; so is a row that can't
// be read, which stops nothing else.
func NewEditions(rows []store.Override, calendar *cal.Calendar, closures []workflow.Closure) (*Editions, error) {
	e := &Editions{}
	all := make([]laid, len(rows))
	rows = slices.Clone(rows)
	for i := range rows {
		r := &rows[i]
		var err error
		if all[i], err = lay(*r); err != nil || r.Damaged {
			r.New = "" // as if it had gone back to the release's own
			if r.Changes && r.Kind != store.OverrideRelease {
				e.Damaged = append(e.Damaged, *r)
			}
		}
	}
	for i := -1; i < len(rows); i++ {
		if i >= 0 && !rows[i].Changes {
			continue
		}
		no, release := 0, releaseAt(rows, i)
		base, book := workflow.Released(release), rules.Released(release)
		var clocks []workflow.Change
		var edits []rules.Change
		var papers []materials.AgeChange
		e.Unfit = nil
		for _, j := range inForce(rows, i) {
			switch l := all[j]; {
			case rows[j].Kind == store.OverrideRelease:
			case !l.fits(base, book):
				e.Unfit = append(e.Unfit, rows[j])
			case rows[j].Kind == store.OverrideRule:
				edits = append(edits, l.edit)
			case rows[j].Kind == store.OverrideAge:
				papers = append(papers, l.age)
			default:
				clocks = append(clocks, l.clock)
			}
		}
		if i >= 0 {
			no = rows[i].Seq
		}
		graph, err := base.With(clocks...)
		if err != nil {
			return nil, err
		}
		if book, err = book.With(edits...); err != nil {
			return nil, err
		}
		ages, err := materials.Ages{}.With(papers...)
		if err != nil {
			return nil, err
		}
		known := confirmed(rows, no)
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
		e.list = append(e.list, Edition{
			No: no, Engine: workflow.New(graph, calendar).WithClosures(closures), Rules: book.Confirm(words...), Ages: ages.Confirm(sure), Confirmed: known,
		})
	}
	return e, nil
}

// laid is a row as what it lays over a release.
type laid struct {
	kind  string
	clock workflow.Change
	edit  rules.Change
	age   materials.AgeChange
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
func (e *Editions) Latest() Edition { return e.list[len(e.list)-1] }

// Of is the edition that a case of this number goes by.
func (e *Editions) Of(no int) Edition {
	for i := len(e.list) - 1; i > 0; i-- {
		if e.list[i].No <= no {
			return e.list[i]
		}
	}
	return e.list[0]
}

// Release is the edition without any override.
func (e *Editions) Release() Edition { return e.list[0] }

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
