package workflow

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// sites are those of the order now, in their order: the plan also holds those that were
// dropped, and those whose adding was taken back.
func (s *State) sites(p *Plan) []Site {
	gone := func(site Site) bool { return !s.holds(&site) }
	if !slices.ContainsFunc(p.Sites, gone) {
		return p.Sites
	}
	return slices.DeleteFunc(slices.Clone(p.Sites), gone)
}

func (s *State) holds(site *Site) bool {
	at, there := s.Sites[site.ID]
	return at.Dropped == nil && (there || !site.Added)
}

func (s *State) has(p *Plan, id ref.SiteID) bool {
	site := p.site(id)
	return site != nil && s.holds(site)
}

// Holds says whether a site of the plan is of the order now.
func (s State) Holds(site Site) bool { return s.holds(&site) }

// addSite takes a site into the order. It begins where the others of the order are, and the
// order falls back to what has to be done again for it.
func (x *transition) addSite() error {
	s, site := x.state, x.plan.site(x.move.Site)
	switch {
	case site == nil:
		return errs.AtField("site", "%s要先写它的资料，请用“%s”填写", x.act.Label, x.act.Label)
	case s.Sites[site.ID].Dropped != nil:
		return errs.New(errs.Blocked, "%s", x.typ.Word("这个{files}已移出本案；再办请重新加一次"))
	case s.holds(site):
		return errs.New(errs.Blocked, "%s", x.typ.Word("这个{files}已在本案里"))
	}
	s.Sites[site.ID] = SiteState{}
	if err := x.refill(x.move.Values["new_domain"] == "yes"); err != nil {
		return err
	}
	// The first stage that sites go through each by itself; what comes after opens from it.
	for _, code := range x.typ.Stages {
		stage := x.graph.stages[code]
		if !stage.PerSite || !x.has(x.typ, s, code) {
			continue
		}
		if slices.ContainsFunc(s.Runs, func(r Run) bool { return r.Stage == code }) {
			return x.begin(stage, site.ID, "", x.move.At)
		}
		return nil
	}
	return nil
}

// dropSite takes a site out of the order: what is known of it stays, what was open of it ends.
func (x *transition) dropSite() error {
	s := x.state
	if !s.has(x.plan, x.move.Site) {
		return errs.AtField("site", x.typ.Word("请写明移出哪个{files}：%s"), x.siteNames())
	}
	if len(s.sites(x.plan)) == 1 {
		return errs.New(errs.Blocked, "%s", x.typ.Word(lastSite))
	}
	site := s.Sites[x.move.Site]
	site.Dropped = &Drop{At: x.move.At, Why: x.move.Reason}
	s.Sites[x.move.Site] = site
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Open() && r.Site == x.move.Site {
			x.end(i, Dropped, "")
		}
	}
	return x.refill(false)
}

// refill takes the order back to the forms, or to the domain where a new one is bought:
// what was made there names the sites as they were.
func (x *transition) refill(domain bool) error {
	s := x.state
	if domain && slices.Contains(s.Skipped, x.graph.buys.Code) {
		s.Skipped = nil
		return x.fallBack(x.graph.stages[x.typ.Domain[0]])
	}
	if domain && slices.Contains(x.typ.Stages, x.graph.buys.Code) {
		if err := x.fallBack(x.graph.buys); err != nil {
			return err
		}
	}
	return x.fallBack(x.graph.refilled)
}

// fallBack returns an order that has come as far as a stage to its first step. Where the
// order has not come so far it stays where it is.
func (x *transition) fallBack(to *Stage) error {
	s, far, reached := x.state, slices.Index(x.typ.Stages, to.Code), false
	if far < 0 {
		return nil
	}
	for i := range s.Runs {
		r := &s.Runs[i]
		stage := x.graph.stages[r.Stage]
		if !r.Open() || stage.PerSite || stage.Phase != to.Phase || slices.Index(x.typ.Stages, r.Stage) < far {
			continue
		}
		reached = true
		if r.Stage != to.Code {
			x.end(i, Dropped, "")
			continue
		}
		if first := to.Steps[0].Code; r.Step != first {
			x.run = i
			x.toStep(first)
			x.run = -1
		}
	}
	if !reached || s.openRun(to.Code, "") >= 0 {
		return nil
	}
	return x.begin(to, "", "", x.move.At)
}

const lastSite = "这是本案最后一个{files}，不能移出；整单不办请登记“客户不办了”"

// sitesFixed tells why the sites of the order can't change now, and what to do instead.
func (x *transition) sitesFixed() string {
	for i := range x.state.Runs {
		r := &x.state.Runs[i]
		stage := x.graph.stages[r.Stage]
		if stage.Settles != "" && r.Outcome == Done {
			return x.insteadOf(stage.Settles, x.act.Settled)
		}
		if step := stage.step(r.Step).in(x.typ.Code); r.Open() && step.Fixes != "" {
			if x.has(x.typ, x.state, x.graph.refilled.Code) && !stage.Last {
				return x.insteadOf(step.Fixes, x.act.Fixed)
			}
			return x.insteadOf(step.Fixes, x.act.Settled)
		}
	}
	return ""
}

func (x *transition) insteadOf(why, instead string) string {
	further := x.graph.types[x.typ.Further].Label
	return fmt.Sprintf("%s，不能%s。%s", why, x.act.Label, strings.ReplaceAll(instead, "{further}", further))
}

// notDroppable tells why the site can't leave the order now.
func (x *transition) notDroppable() string {
	if why := x.sitesFixed(); why != "" {
		return why
	}
	s := x.state
	if x.move == nil || !s.has(x.plan, x.move.Site) {
		return "" // refused where the move is applied
	}
	site := s.Sites[x.move.Site]
	switch {
	case site.ICPNumber != "" || site.PoliceNumber != "":
		return x.insteadOf(x.typ.Word("这个{files}已有备案号"), x.act.Settled)
	case site.Live != nil:
		return x.insteadOf(x.typ.Word("这个{files}已上线"), x.act.Settled)
	case len(s.sites(x.plan)) == 1:
		return x.typ.Word(lastSite) + "。"
	}
	return ""
}

// checkSites: an action that changes the sites says what to do where they stay as they are.
func (a *ActionSpec) checkSites() error {
	changes := slices.ContainsFunc(a.Then, func(e Effect) bool { return e.Do == "add-site" || e.Do == "drop-site" })
	if changes != (a.Fixed != "") || changes != (a.Settled != "") || (a.OfSite && a.Kind != "case") {
		return fmt.Errorf("action %s: what it says where the sites stay as they are", a.Code)
	}
	if strings.ContainsAny(strings.NewReplacer("{further}", "", "{files}", "").Replace(a.Fixed+a.Settled), "{}") {
		return fmt.Errorf("action %s: nothing fills in %q", a.Code, a.Fixed+a.Settled)
	}
	return nil
}
