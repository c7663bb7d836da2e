package materials

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
)

// Days are what a paper says of itself: the day on which it was issued, and the last one
// on which it holds. Nil is not on record.
type Days struct {
	Issued *cal.Day
	Until  *cal.Day
	Long   bool // it holds for good: 长期
}

// The days that a paper may carry, as requirements name them.
const (
	Issued = "issued" // 出具日
	Until  = "until"  // 有效期至
)

// Undated is the check of a paper whose day is not on record.
const Undated = "undated"

// OfDays says that a check is about the days of a paper.
func (c Check) OfDays() bool { return c.Code == Issued || c.Code == Until || c.Code == Undated }

// Term is how old a paper may be, or how long it must still hold, on the day on which it
// is handed over. It counts months or days.
type Term struct {
	Months  int        `json:"months"`
	Days    int        `json:"days"`
	Only    string     `json:"only"` // the one kind of paper of which it is said, where others are taken, too; then it is told and fails nothing
	Sources []Citation `json:"sources"`

	said string // who says so, where it is the desk or has confirmed it
}

// Handing is when the papers of a stage go to their reviewer.
type Handing struct {
	Day  cal.Day // on which they went, or are expected to go
	Done bool    // he has them, and nobody is to send them again for now
}

// after is the day a term after another.
func (t Term) after(day cal.Day) cal.Day {
	if t.Months == 0 {
		return day.Add(t.Days)
	}
	return day.AddMonths(t.Months)
}

// Words is the length of the term: "3 个月", "45 天".
func (t Term) Words() string {
	if t.Months > 0 {
		return fmt.Sprintf("%d 个月", t.Months)
	}
	return fmt.Sprintf("%d 天", t.Days)
}

// Source tells who says so, each with its place and date, and whether it is to be confirmed.
func (t Term) Source() string {
	if t.said != "" {
		return t.said
	}
	return sourcesText(t.Sources)
}

// Carries says whether papers of the requirement carry such a day.
func (r Requirement) Carries(day string) bool { return slices.Contains(r.Dated, day) }

// handing is when the papers of a stage go to their reviewer, today where nothing tells.
func (c Case) handing(stage string) Handing {
	if h, ok := c.Handings[stage]; ok {
		return h
	}
	return Handing{Day: c.Today}
}

// dayChecks judges the days of a paper for stages that use it: on the day on which it went
// to the reviewer, else today, with a look ahead at the day on which it may go.
func (r Requirement) dayChecks(d Days, stages []string, c Case) []Check {
	var checks []Check
	for _, stage := range r.uses() {
		if !slices.Contains(stages, stage) {
			continue
		}
		if check, ok := r.ageCheck(d, stage, c); ok {
			checks = append(checks, check)
		}
		if check, ok := r.untilCheck(d, stage, c); ok {
			checks = append(checks, check)
		}
	}
	return checks
}

func (r Requirement) ageCheck(d Days, stage string, c Case) (Check, bool) {
	h := c.handing(stage)
	check := Check{Code: Issued, Stage: stage, Label: "出具日", OK: true}
	switch {
	case !r.Carries(Issued) || d.Issued == nil && (r.Age == nil || h.Done):
		return check, false
	case d.Issued == nil:
		check.Code, check.Measured, check.Limit = Undated, "没有登记", r.Age.Words()+"以内"
		check.Doubt, check.Source = true, r.Age.Source()
		check.Advice = "没有登记出具日，看不出有没有超过 " + r.Age.Words() + "，请照文件补上"
		return check, true
	}
	check.Measured = d.Issued.String() + " 出具"
	if r.Age == nil {
		check.Limit = "多久以内没有收录，待核实"
		return check, true
	}
	check.Limit, check.Source = r.Age.Words()+"以内", r.Age.Source()
	last := r.Age.after(*d.Issued)
	act := "请重新办一份"
	if r.Age.Only != "" {
		act = "是" + r.Age.Only + "的，" + act
	}
	check.judge(last, c.Today, h, "用到 "+last.String()+" 为止，"+act, act)
	if r.Age.Only != "" && !check.OK {
		check.OK, check.Doubt = true, true
	}
	return check, true
}

func (r Requirement) untilCheck(d Days, stage string, c Case) (Check, bool) {
	h := c.handing(stage)
	check := Check{Code: Until, Stage: stage, Label: "文件日期", Limit: "在有效期内", OK: true}
	switch {
	case !r.Carries(Until) || d.Until == nil && !d.Long:
		return check, false
	case d.Long:
		check.Measured = "长期"
		return check, true
	}
	check.Measured = "有效期到 " + d.Until.String()
	check.judge(*d.Until, c.Today, h, "已过期，请换发新的再传", "请换发新的再传")
	if r.Left == nil || !check.OK || h.Done {
		return check, true
	}
	check.Limit, check.Source = "还有 "+r.Left.Words(), r.Left.Source()
	if r.Left.after(c.Today) >= *d.Until && !check.Doubt {
		check.Doubt, check.Advice = true, "剩下的不足 "+r.Left.Words()+"，请先换发"
	}
	return check, true
}

// judge holds a last day against today, or the day on which the paper went; and where it is
// still to go, against the day on which it may. It says what to do when it is over, and when
// it will be.
func (c *Check) judge(last, today cal.Day, h Handing, over, ahead string) {
	now := today
	if h.Done {
		now = h.Day
	}
	switch {
	case now > last:
		c.OK, c.Advice = false, over
	case h.Day > last:
		c.Doubt, c.Advice = true, "预计 "+h.Day.String()+" 才交，那时已经过了，"+ahead
	}
}

// LastDay is the last day on which the newest file of the item can still be handed in,
// where it is to be; false when nothing of it ends, or all who want it have it.
func (i Item) LastDay() (cal.Day, bool) {
	if len(i.Docs) == 0 || !slices.ContainsFunc(i.Stages, func(s string) bool { return !i.plan.handing(s).Done }) {
		return 0, false
	}
	var last cal.Day
	d := i.Docs[0].Days
	if d.Issued != nil && i.req.Age != nil && i.req.Carries(Issued) {
		last = i.req.Age.after(*d.Issued)
	}
	if d.Until != nil && i.req.Carries(Until) && (last == 0 || *d.Until < last) {
		last = *d.Until
	}
	return last, last != 0
}

// Dated tells which days a file of the item carries, and so is to be asked for.
func (i Item) Dated() []string { return i.req.Dated }

// Terms lists how old papers of the requirement may be and how long they must still hold,
// those of a province under its name, each with who says so.
func (r Requirement) Terms() []string {
	var out []string
	tell := func(where string, age, left *Term) {
		if age != nil {
			out = append(out, fmt.Sprintf("%s%s出具日在 %s以内（%s）", where, age.Only, age.Words(), age.Source()))
		}
		if left != nil {
			out = append(out, fmt.Sprintf("%s有效期还有 %s（%s）", where, left.Words(), left.Source()))
		}
	}
	tell("", r.Age, r.Left)
	for _, d := range r.Demands {
		if p, ok := identity.ProvinceByCode(d.Province); ok {
			tell(p.Name+"：", d.Age, d.Left)
		}
	}
	return out
}

// checkDays refuses terms of days that the paper does not carry, or without a source.
func (p *pack) checkDays(r Requirement) error {
	for _, day := range r.Dated {
		if r.Kind != File || day != Issued && day != Until {
			return fmt.Errorf("no paper carries %s", day)
		}
	}
	ages, lefts := []*Term{r.Age}, []*Term{r.Left}
	for _, d := range r.Demands {
		ages, lefts = append(ages, d.Age), append(lefts, d.Left)
	}
	for day, terms := range map[string][]*Term{Issued: ages, Until: lefts} {
		for _, t := range terms {
			if t == nil {
				continue
			}
			if !r.Carries(day) || (t.Months > 0) == (t.Days > 0) || len(t.Sources) == 0 {
				return fmt.Errorf("a term of %s lacks its day, its length or its source", day)
			}
			if err := p.checkSources(t.Sources); err != nil {
				return err
			}
		}
	}
	return nil
}
