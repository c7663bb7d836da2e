package rulebook

import (
	"context"
	"regexp"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Unconfirmed is something that staff have not confirmed with the office for as long as
// the release allows.
type Unconfirmed struct {
	store.RuleKey
	Sort  string // 期限, 规则, 文字, and the sorts of Fixed
	Where string // the stage of a clock or a text; the pack of a rule; where something Fixed stands
	Name  string
	Due   *cal.Day // since when it is due; nil when nobody has confirmed it and its source has no date
	Provenance
}

// MonthsConfirmed is for how many months a confirmation, or the date of a source, holds.
func MonthsConfirmed() int { return confirming().Months }

// CountUnconfirmed counts what ListUnconfirmed lists, without reading the desk.
func CountUnconfirmed(o *office.Office) int {
	return len(book{latest: o.Editions.Latest()}.unconfirmed(o.Today()))
}

// ListUnconfirmed lists the clocks, the rules, the texts of case types and all that is Fixed
// which nobody has confirmed for that long, in the order of the settings.
func ListUnconfirmed(ctx context.Context, o *office.Office) (list []Unconfirmed, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		b := book{latest: o.Editions.Latest()}
		b.rows, err = tx.Overrides().All()
		list = b.unconfirmed(o.Today())
		return err
	})
	return list, err
}

func (b book) unconfirmed(today cal.Day) []Unconfirmed {
	list := []Unconfirmed{}
	add := func(u Unconfirmed, source, sourced string) {
		if names(source, confirming().Lasting) {
			return
		}
		u.Provenance = b.provenance(u.RuleKey)
		u.Source, u.Sourced = source, sourced
		from, known := dayOf(sourced)
		if c, ok := b.latest.Confirmed[u.RuleKey]; ok {
			from, known = c.On, true
			u.Confirmed, u.ConfirmedBy = &c.On, c.By
		}
		if known {
			due := from.AddMonths(confirming().Months)
			if due > today {
				return
			}
			u.Due = &due
		}
		list = append(list, u)
	}
	var all Rulebook
	b.clocks(&all)
	for _, c := range all.Clocks {
		name := c.Label
		if c.Scope != "" {
			name += "（" + c.ScopeLabel + "）"
		}
		add(Unconfirmed{RuleKey: c.RuleKey, Sort: "期限", Where: c.Stage, Name: name}, c.Source, c.Sourced)
	}
	for _, a := range b.ages() {
		if a.Words != "" {
			add(Unconfirmed{RuleKey: a.RuleKey, Sort: "材料", Where: a.Stage, Name: a.Label + " " + a.Words + "（" + a.ScopeLabel + "）"}, a.Source, a.Sourced)
		}
	}
	for _, scope := range packScopes() {
		p, _ := b.latest.Rules.Pack(scope)
		for _, r := range p.Rules {
			if source, date := p.Source(r); !r.Off {
				add(Unconfirmed{RuleKey: store.RuleKey{Kind: store.OverrideRule, Scope: scope, Code: r.Code}, Sort: "规则", Where: p.Name, Name: b.latest.Engine.Graph().Word(r.Label)}, source, date)
			}
		}
	}
	for _, t := range all.Texts {
		// What staff have worded themselves is written nowhere else.
		if t.Scope != "" && t.Text == t.Base {
			add(Unconfirmed{
				RuleKey: store.RuleKey{Kind: workflow.ChangeText, Scope: t.Scope, Code: t.Code}, Sort: "文字", Where: t.Stage,
				Name: t.Step + "：" + t.Field + "（" + t.Type + "）",
			}, t.Source, t.Sourced)
		}
	}
	for _, f := range fixed() {
		add(Unconfirmed{RuleKey: f.RuleKey, Sort: f.Sort, Where: f.Where, Name: f.Name}, f.Source, f.Sourced)
	}
	return list
}

var dateIn = regexp.MustCompile(`(\d{4})(-\d{2})?(-\d{2})?`)

// dayOf is the last day that the date of a source may mean: 2022 is its 31 December, and
// 日期不详，抄录于 2026-11-23 that day; false when there is no date in it.
func dayOf(sourced string) (cal.Day, bool) {
	parts := dateIn.FindStringSubmatch(sourced)
	if parts == nil {
		return 0, false
	}
	month, day := strings.TrimPrefix(parts[2], "-"), strings.TrimPrefix(parts[3], "-")
	text := parts[1] + "-"
	switch {
	case day != "":
		text += month + "-" + day
	case month != "":
		text += month + "-01"
	default:
		text += "12-31"
	}
	d, err := cal.ParseDay(text)
	if err != nil {
		return 0, false
	}
	if month != "" && day == "" {
		d = d.AddMonths(1) - 1
	}
	return d, true
}
