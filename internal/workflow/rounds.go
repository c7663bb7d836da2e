package workflow

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

func (x *transition) recall() error {
	r := &x.state.Runs[x.run]
	if r.Recall != nil {
		return errs.New(errs.Blocked, "已登记过一次未接；再次未接会被驳回，请登记驳回")
	}
	when := x.move.At.AddHours(x.graph.clockFrom("recall").To)
	r.Recall = &when
	r.touch(x.move)
	r.Reason = x.move.Reason
	return nil
}

// verifiers are the roles that verify by SMS in an order of the type.
func (s *State) verifiers(t *Type) []string {
	if s.Verify != nil {
		return s.Verify
	}
	return t.Verify
}

// chosen says that staff tell who verifies: neither the type nor the signing settles it.
func (x *transition) chosen() bool { return x.typ.VerifyChosen && x.state.Verify == nil }

// startRound begins a round with the moment at which the bureau's SMS was sent.
func (x *transition) startRound() error {
	ids := splitPeople(x.move.Values["people"])
	_, imported := x.move.Imported()
	if len(ids) == 0 {
		if x.chosen() && !imported && len(x.Verifiers(*x.plan, *x.state)) > 1 {
			return errs.AtField("people", "请写明谁的资料变了、由谁核验")
		}
		for _, l := range x.Verifiers(*x.plan, *x.state) {
			ids = append(ids, l.Person)
		}
	}
	if len(ids) == 0 && !imported {
		return errs.New(errs.Blocked, "%s", x.typ.Word("案件还没有负责人，请先登记主体负责人和{files}负责人"))
	}
	round := Round{
		No: len(x.state.Rounds) + 1, Sent: x.move.At,
		Expires: x.move.At.AddHours(x.graph.clockFrom("sent").To),
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
	if !round.Expires.Dated() {
		x.state.Runs[x.run].touch(x.move)
		return round, nil
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

// wrong counts a wrong entry; the last one allowed loses the round.
func (x *transition) wrong() error {
	person, err := x.roundPerson()
	if err != nil {
		return err
	}
	if person.Wrong++; person.Wrong == x.graph.MaxWrong {
		at := x.move.At
		x.state.round().Lost = &at
	}
	return nil
}

func (x *transition) resend() error {
	round, err := x.runningRound()
	if err != nil {
		return err
	}
	round.Resent = append(round.Resent, x.move.At)
	for i := range round.People {
		round.People[i].Astray = false
	}
	return nil
}

// oftenResent: the SMS was sent again as often as is published. That more happened may
// still be recorded, with the reason.
func (x *transition) oftenResent() string {
	round, limit := x.state.round(), x.graph.Resends
	if round == nil || len(round.Resent) < limit.Most {
		return ""
	}
	return fmt.Sprintf("第 %d 轮已重发 %d 次，一般最多重发 %d 次（%s）；确实又重发了的，写明情况再登记",
		round.No, len(round.Resent), limit.Most, sourceWords(limit.Source, limit.Sourced))
}

// astray keeps that somebody has not received the SMS: the round runs on as it did.
func (x *transition) astray() error {
	person, err := x.roundPerson()
	if err == nil {
		person.Astray = true
	}
	return err
}

// astray names who waits for an SMS that has not come.
func (r *Round) astray() []string {
	var names []string
	for _, p := range r.People {
		if p.Astray && p.Done == nil {
			names = append(names, p.Name)
		}
	}
	return names
}

func (x *transition) nobodyVerifies() string {
	if len(x.Verifiers(*x.plan, *x.state)) > 0 {
		return ""
	}
	return x.typ.Word("案件还没有负责人，先登记主体负责人和{files}负责人。")
}

func (x *transition) verify() error {
	if _, imported := x.move.Imported(); imported {
		return x.allVerified()
	}
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

// allVerified ends a round of which nothing is known but that it came through.
func (x *transition) allVerified() error {
	round := x.state.round()
	if round == nil {
		return errs.New(errs.Internal, "短信核验没有轮次")
	}
	at := x.move.At
	for i := range round.People {
		round.People[i].Done = &at
	}
	round.Outcome = Done
	x.state.Runs[x.run].touch(x.move)
	return nil
}

// miss confirms that a round was lost: by time, or by wrong entries.
func (x *transition) miss() error {
	s := x.state
	round := s.round()
	if round == nil {
		return errs.New(errs.Internal, "短信核验没有轮次")
	}
	if round.Lost == nil && precedes(x.move.At, round.Expires) {
		return errs.AtField("at", "第 %d 轮短信到 %s 才到期，还不能登记错过", round.No, round.Expires)
	}
	round.Outcome = MissedIt
	s.Missed++
	x.fifth = s.Missed >= x.graph.MaxRounds
	if !x.fifth && x.move.Values["change"] == "" {
		return errs.AtField("change", "请写明资料要不要改：no 或 forms")
	}
	s.Runs[x.run].Reason = fmt.Sprintf("第 %d 轮短信核验错过", round.No)
	return nil
}

func splitPeople(list string) []ref.PersonID {
	var ids []ref.PersonID
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part != "" {
			ids = append(ids, ref.PersonID(part))
		}
	}
	return ids
}

// Waiting lists the people who have not verified yet.
func (r Round) Waiting() []RoundPerson {
	var list []RoundPerson
	for _, p := range r.People {
		if p.Done == nil {
			list = append(list, p)
		}
	}
	return list
}

// round is the SMS round that has no outcome yet, nil when none runs.
func (s *State) round() *Round {
	if n := len(s.Rounds); n > 0 && s.Rounds[n-1].Outcome == "" {
		return &s.Rounds[n-1]
	}
	return nil
}
