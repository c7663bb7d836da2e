package workflow

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// do carries out an operation of the graph's effects. The set is closed; the graph's
// check refuses any other name.
func (x *transition) do(op string) error {
	s, at := x.state, x.move.At
	switch op {
	case "sign":
		return x.sign()
	case "recall":
		return x.recall()
	case "round":
		return x.startRound()
	case "verify":
		return x.verify()
	case "wrong":
		person, err := x.roundPerson()
		if err != nil {
			return err
		}
		if person.Wrong++; person.Wrong == x.graph.MaxWrong {
			s.round().Lost = &at
		}
		return nil
	case "resend":
		round, err := x.runningRound()
		if err == nil {
			round.Resent = append(round.Resent, at)
		}
		return err
	case "miss":
		return x.miss()
	case "reset":
		s.Rounds, s.Missed = nil, 0
	case "numbers":
		return x.numbers()
	case "live":
		return x.live()
	case "appointment":
		return x.appointment()
	case "police-number":
		site := s.Sites[x.move.Site]
		site.PoliceNumber = x.move.Values["police_number"]
		s.Sites[x.move.Site] = site
	case "agree":
		return x.agree()
	case "police":
		return x.addPolice()
	case "hold":
		s.Status, s.Held = Hold, &at
	case "resume":
		s.Status, s.Held, s.Resumed = Open, nil, &at
	case "delivered":
		s.Status, s.Ended = Delivered, &at
	case "withdrawn":
		x.close(Withdrawn)
	case "declined":
		x.close(Declined)
	case "void":
		x.close(Void)
	}
	return nil
}

// sign records the signing as a run of its own that ends at once, and settles which
// phases and stages the order has.
func (x *transition) sign() error {
	s := x.state
	s.Signed = x.move.At
	s.ICP, s.Police = x.plan.ICP, x.plan.Police
	for _, site := range x.plan.Sites {
		s.Sites[site.ID] = SiteState{}
	}
	switch x.move.Values["new_domain"] {
	case "no":
		if len(x.typ.Domain) == 0 {
			return errs.AtField("new_domain", "“%s”不能跳过域名环节", x.typ.Label)
		}
		s.Skipped = slices.Clone(x.typ.Domain)
	case "", "yes":
	default:
		return errs.AtField("new_domain", "请填 yes 或 no")
	}
	if err := x.begin(x.graph.stages["signing"], "", "", x.move.At); err != nil {
		return err
	}
	x.end(x.fresh, Done, "")
	return nil
}

func (x *transition) recall() error {
	r := &x.state.Runs[x.run]
	if r.Recall != nil {
		return errs.New(errs.Blocked, "已登记过一次未接；再次未接会被驳回，请登记驳回")
	}
	when := x.move.At.AddHours(x.hours("prereview.recall"))
	r.Recall = &when
	r.touch(x.move)
	r.Reason = x.move.Reason
	return nil
}

func (x *transition) hours(clock string) int {
	for i := range x.graph.Clocks {
		if x.graph.Clocks[i].Code == clock {
			return x.graph.Clocks[i].To
		}
	}
	return 0
}

// startRound begins a round with the moment at which the bureau's SMS was sent.
func (x *transition) startRound() error {
	ids := splitPeople(x.move.Values["people"])
	if len(ids) == 0 {
		if x.typ.VerifyChosen && len(x.Verifiers(*x.plan)) > 1 {
			return errs.AtField("people", "请写明谁的资料变了、由谁核验")
		}
		for _, l := range x.Verifiers(*x.plan) {
			ids = append(ids, l.Person)
		}
	}
	if len(ids) == 0 {
		return errs.New(errs.Blocked, "案件还没有负责人，请先登记主体负责人和网站负责人")
	}
	round := Round{
		No: len(x.state.Rounds) + 1, Sent: x.move.At,
		Expires: x.move.At.AddHours(x.hours("sms.legal")),
	}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return errs.AtField("people", "同一个人写了两次，请核对")
		}
		round.People = append(round.People, RoundPerson{Person: id, Name: x.plan.nameOf(id)})
	}
	x.state.Rounds = append(x.state.Rounds, round)
	return nil
}

// runningRound is the round in which something can still happen at the move's
// moment: a minute is past once it is reached.
func (x *transition) runningRound() (*Round, error) {
	round := x.state.round()
	if round == nil {
		return nil, errs.New(errs.Internal, "短信核验没有轮次")
	}
	if round.Lost != nil {
		return nil, errs.New(errs.Blocked, "第 %d 轮已填错 %d 次作废，请登记“确认错过”", round.No, x.graph.MaxWrong)
	}
	c := x.move.At.Compare(round.Expires)
	if c > 0 || (c == 0 && !x.move.At.IsDay() && !round.Expires.IsDay()) {
		return nil, errs.AtField("at", "第 %d 轮短信已在 %s 到期，到期后的操作不算；请核对时间，或登记“确认错过”", round.No, round.Expires)
	}
	x.state.Runs[x.run].touch(x.move)
	return round, nil
}

// roundPerson is the person whom the move names, or the only one left.
func (x *transition) roundPerson() (*RoundPerson, error) {
	round, err := x.runningRound()
	if err != nil {
		return nil, err
	}
	id := ref.PersonID(x.move.Values["person"])
	if id == "" {
		waiting := round.Waiting()
		if len(waiting) != 1 {
			return nil, errs.AtField("person", "这一轮还有 %d 人没有核验，请写明是谁", len(waiting))
		}
		id = waiting[0].Person
	}
	for i := range round.People {
		if round.People[i].Person == id {
			if round.People[i].Done != nil {
				return nil, errs.AtField("person", "这个人在这一轮已核验过，不用再登记")
			}
			return &round.People[i], nil
		}
	}
	return nil, errs.AtField("person", "这个人不在这一轮的核验名单里，请从名单里选")
}

func (x *transition) verify() error {
	person, err := x.roundPerson()
	if err != nil {
		return err
	}
	at := x.move.At
	person.Done = &at
	if round := x.state.round(); len(round.Waiting()) == 0 {
		round.Outcome = Done
	}
	return nil
}

// miss confirms that a round was lost: by time, or by wrong entries.
func (x *transition) miss() error {
	s := x.state
	round := s.round()
	if round == nil {
		return errs.New(errs.Internal, "短信核验没有轮次")
	}
	if round.Lost == nil && x.move.At.Compare(round.Expires) < 0 {
		return errs.AtField("at", "第 %d 轮短信到 %s 才到期，还不能登记错过", round.No, round.Expires)
	}
	round.Outcome = MissedIt
	s.Missed++
	x.fifth = s.Missed >= x.graph.MaxRounds
	if change := x.move.Values["change"]; !x.fifth && change != "yes" && change != "no" {
		return errs.AtField("change", "请写明资料要不要改：yes 或 no")
	}
	s.Runs[x.run].Reason = fmt.Sprintf("第 %d 轮短信核验错过", round.No)
	return nil
}

func (x *transition) numbers() error {
	s := x.state
	s.SubjectNumber = x.move.Values["subject_number"]
	for i, site := range x.plan.Sites {
		state := s.Sites[site.ID]
		state.ICPNumber = x.move.Values[siteKey("site_number", i, len(x.plan.Sites))]
		if state.ICPNumber == "" || s.SubjectNumber == "" {
			return errs.AtField("site_number", "主体备案号和每个网站的备案号都要填")
		}
		s.Sites[site.ID] = state
	}
	return nil
}

// siteKey is the key of a value asked for each site: plain for one site, with the
// site's place in the order for several.
func siteKey(key string, i, n int) string {
	if n == 1 {
		return key
	}
	return fmt.Sprintf("%s:%d", key, i+1)
}

// live sets the go-live date: the move's own moment, or the day named where the site
// was on line before the order began.
func (x *transition) live() error {
	at := x.move.At
	if text := x.move.Values["live_day"]; text != "" {
		day, err := cal.ParseDay(text)
		if err != nil {
			return errs.AtField("live_day", "%s", err.Error())
		}
		if day > at.Day {
			return errs.AtField("live_day", "上线日期不能晚于登记的时间")
		}
		at = cal.Whole(day)
	}
	site := x.state.Sites[x.move.Site]
	site.Live = &at
	if number := x.move.Values["site_number"]; number != "" {
		site.ICPNumber = number
	}
	x.state.Sites[x.move.Site] = site
	return nil
}

func (x *transition) appointment() error {
	when, err := cal.ParseMoment(x.move.Values["when"])
	if err != nil {
		return errs.AtField("when", "%s", err.Error())
	}
	if when.Compare(x.move.At) < 0 {
		return errs.AtField("when", "约定的时间早于登记的时间，请核对")
	}
	x.state.Runs[x.run].Visit = &Visit{When: when, Kind: x.move.Values["kind"]}
	return nil
}

func (x *transition) agree() error {
	day, err := cal.ParseDay(x.move.Values["day"])
	if err != nil {
		return errs.AtField("day", "%s", err.Error())
	}
	if day < x.move.At.Day {
		return errs.AtField("day", "约定日期不能早于登记的那天")
	}
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Open() && r.Key == x.move.Values["run"] {
			r.Agreed = &Agreed{Day: day, Reason: x.move.Reason, Seq: x.move.Seq}
			return nil
		}
	}
	return errs.AtField("run", "没有这件在办的事，请从列表里选")
}

// addPolice switches the police phase on. A hand-over that had already begun is
// dropped: it comes after all else.
func (x *transition) addPolice() error {
	s := x.state
	if !x.addable(s) {
		return errs.New(errs.Blocked, "%s", x.notAddable(s))
	}
	s.Police = true
	if i := s.openRun("handover", ""); i >= 0 {
		x.end(i, Dropped, "")
	}
	return nil
}

func (x *transition) addable(s *State) bool { return !s.Police && s.ICP && x.typ.HasPolice() }

func (x *transition) notAddable(s *State) string {
	if s.Police {
		return "已在办公安备案，不用再加"
	}
	return "“" + x.typ.Label + "”不办公安备案"
}

// close ends a case early; what was open is dropped.
func (x *transition) close(status Status) {
	at := x.move.At
	for i := range x.state.Runs {
		if x.state.Runs[i].Open() {
			x.end(i, Dropped, "")
		}
	}
	x.state.Status, x.state.Ended = status, &at
}
