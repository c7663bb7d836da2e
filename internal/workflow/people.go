package workflow

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// Document is a kind of identity document as the texts speak of it. Which of its places a
// check asks for depends on the kind, and in some provinces on more.
type Document struct {
	Code      string              `json:"code"` // as in clients.DocKind; "" is one of which nothing is known
	Name      string              `json:"name"` // 身份证
	Last      string              `json:"last"` // 身份证号后六位: which of its places are asked for, never the places
	Source    string              `json:"source"`
	Sourced   string              `json:"sourced"`
	Provinces map[string]Document `json:"provinces"` // where a province's check asks for other places
}

// Checked is one of the people whom a step asks, once he has done his part.
type Checked struct {
	Person ref.PersonID
	Name   string
	At     cal.Moment
}

// leads lists the people with one of the roles in the order, each person once, those of
// the first role before the others. Where a site has no lead of its own the subject's
// stands for him.
func (p *Plan) leads(s *State, roles []string, only ref.SiteID) []Lead {
	var list []Lead
	add := func(l Lead) {
		if !slices.ContainsFunc(list, func(o Lead) bool { return o.Person == l.Person }) {
			list = append(list, l)
		}
	}
	i := slices.IndexFunc(p.Leads, func(l Lead) bool { return l.Role == "subject" })
	if i >= 0 && slices.Contains(roles, "subject") {
		add(p.Leads[i])
	}
	if !slices.Contains(roles, "site") {
		return list
	}
	for _, site := range s.sites(p) {
		if only != "" && only != site.ID {
			continue
		}
		found := false
		for _, l := range p.Leads {
			if l.Role == "site" && (l.Site == site.ID || l.Site == "") {
				add(l)
				found = true
			}
		}
		if !found && i >= 0 {
			add(p.Leads[i])
		}
	}
	return list
}

// Verifiers lists who must verify by SMS in an order of this plan, once for each
// mobile; for a type where staff must say who (变更), everybody who may be meant.
// Source: cloud providers' help pages, 2018–2023.
func (e *Engine) Verifiers(p Plan, s State) []Lead {
	t := e.graph.types[p.Type]
	if t == nil {
		return nil
	}
	var list []Lead
	for _, l := range p.leads(&s, s.verifiers(t), "") {
		same := func(o Lead) bool { return l.Mobile != "" && l.Mobile == o.Mobile }
		if !slices.ContainsFunc(list, same) {
			list = append(list, l)
		}
	}
	return list
}

// Asked lists whom an open run asks to do something in person and who has not done it yet:
// the people of its SMS round, else those with the roles that its step asks. It is empty
// where a step asks nobody in particular.
func (e *Engine) Asked(p Plan, s State, r Run) []Lead { return e.whom(&p, &s, &r) }

func (e *Engine) whom(p *Plan, s *State, r *Run) []Lead {
	if round := s.round(); round != nil && r.Stage == e.graph.rounds.Code {
		var list []Lead
		for _, person := range round.Waiting() {
			list = append(list, p.lead(person))
		}
		return list
	}
	step := e.graph.stages[r.Stage].step(r.Step)
	return slices.DeleteFunc(p.leads(s, step.Asks, r.Site), func(l Lead) bool {
		return slices.ContainsFunc(r.Checked, func(c Checked) bool { return c.Person == l.Person })
	})
}

func namesIn(people []Lead) []string {
	var names []string
	for _, l := range people {
		names = append(names, l.Name)
	}
	return names
}

// lead is somebody of a round, as the plan knows him now; by the name that the round kept
// where the plan no longer does.
func (p *Plan) lead(person RoundPerson) Lead {
	if i := slices.IndexFunc(p.Leads, func(l Lead) bool { return l.Person == person.Person }); i >= 0 {
		return p.Leads[i]
	}
	return Lead{Person: person.Person, Name: person.Name}
}

// valueWaits is the key under which a move keeps who of the people whom the step asks had
// not done his part after it. The fold goes by it and not by the people of today: a lead
// who was changed since does not open a step again.
const valueWaits = "waits"

// waitsAfter fills in valueWaits in a move that says of one person that he has done his
// part.
func (x *transition) waitsAfter(values map[string]string) {
	delete(values, valueWaits)
	r := x.current()
	if r == nil || values["person"] == "" || !x.act.checks() {
		return
	}
	var left []string
	for _, l := range x.whom(x.plan, x.state, r) {
		if string(l.Person) != values["person"] {
			left = append(left, string(l.Person))
		}
	}
	if len(left) > 0 {
		values[valueWaits] = strings.Join(left, ",")
	}
}

// current is the open run that the action is about, nil when there is none.
func (x *transition) current() *Run {
	i := x.run
	if i < 0 && x.move != nil && x.act.Stage != "" {
		i = x.state.openRun(x.act.Stage, x.move.Site)
	}
	if i < 0 {
		return nil
	}
	return &x.state.Runs[i]
}

// Each says that an open run waits for each of those whom its step asks by himself: what
// one has done is recorded of him alone.
func (e *Engine) Each(r Run) bool {
	return slices.ContainsFunc(e.graph.byStage[r.Stage], func(a *ActionSpec) bool { return slices.Contains(a.Steps, r.Step) && a.checks() })
}

// checks says that an action records one person's part of a step.
func (a *ActionSpec) checks() bool {
	return slices.ContainsFunc(a.Then, func(e Effect) bool { return e.Do == "check" })
}

// check notes who has done his part. A move that names nobody, as those of earlier
// releases do, says that all have.
func (x *transition) check() error {
	r := &x.state.Runs[x.run]
	id := ref.PersonID(x.move.Values["person"])
	if id == "" {
		return nil
	}
	if slices.ContainsFunc(r.Checked, func(c Checked) bool { return c.Person == id }) {
		return errs.AtField("person", "这个人已经登记过，不用再登记")
	}
	r.Checked = append(slices.Clip(r.Checked), Checked{Person: id, Name: x.plan.nameOf(id), At: x.move.At})
	r.touch(x.move)
	return nil
}

// document tells the words for a kind of document in a province; those of an unknown kind
// where nothing is known.
func (g *Graph) document(code, province string) Document {
	found := g.Documents[0]
	for _, d := range g.Documents {
		if d.Code == code {
			found = d
		}
	}
	if own, ok := found.Provinces[province]; ok {
		own.Name = found.Name
		return own
	}
	return found
}

// checkAsks: whom a step asks is told with its source.
func (g *Graph) checkAsks(s *Step) error {
	for _, role := range s.Asks {
		if role != "subject" && role != "site" {
			return fmt.Errorf("asks an unknown role %q", role)
		}
	}
	if (len(s.Asks) == 0) != (s.AsksSource == "") {
		return errors.New("whom it asks, without a source or the other way round")
	}
	return nil
}

// checkDocuments: each kind has its words and says where they are written, and so does each
// place where reviewers leave word.
func (g *Graph) checkDocuments() error {
	for _, n := range g.Notices {
		if n.Code == "" || n.Label == "" || n.URL == "" || n.Source == "" || n.Sourced == "" {
			return fmt.Errorf("notice %q: words or source missing", n.Code)
		}
	}
	if len(g.Documents) == 0 || g.Documents[0].Code != "" {
		return errors.New("the words for a document of an unknown kind come first")
	}
	for _, d := range g.Documents {
		if d.Name == "" || d.Last == "" || d.Source == "" {
			return fmt.Errorf("document %q: words or source missing", d.Code)
		}
		for code, own := range d.Provinces {
			if g.provinces[code] == nil || own.Last == "" || own.Source == "" {
				return fmt.Errorf("document %q: province %s", d.Code, code)
			}
		}
	}
	return nil
}

// documentVars fills in how texts speak of the documents of the people whom they are for:
// one word where all hold the same kind, else each by his name.
func (g *Graph) documentVars(vars map[string]string, people []Lead, province string) {
	word := func(of func(Document) string) string {
		var words, named []string
		for _, l := range people {
			one := of(g.document(l.Document, province))
			if !slices.Contains(words, one) {
				words = append(words, one)
			}
			named = append(named, l.Name+"的"+one)
		}
		switch {
		case len(words) == 0:
			return of(g.document("", province))
		case len(words) > 1 && !slices.ContainsFunc(people, func(l Lead) bool { return l.Name == "" }):
			return strings.Join(named, "、")
		}
		return strings.Join(words, "或")
	}
	vars["document"] = word(func(d Document) string { return d.Name })
	vars["last"] = word(func(d Document) string { return d.Last })
}

func (p *Plan) nameOf(id ref.PersonID) string {
	for _, l := range p.Leads {
		if l.Person == id {
			return l.Name
		}
	}
	return ""
}

// leadOf is the lead a text addresses where it asks nobody in particular: the site's, else
// the subject's; nobody while there is none.
func (p *Plan) leadOf(site ref.SiteID) []Lead {
	var subject []Lead
	for _, l := range p.Leads {
		switch {
		case site != "" && l.Role == "site" && l.Site == site:
			return []Lead{l}
		case l.Role == "subject" && subject == nil:
			subject = []Lead{l}
		}
	}
	return subject
}

func (p *Plan) leadName(site ref.SiteID) string { return strings.Join(namesIn(p.leadOf(site)), "") }
