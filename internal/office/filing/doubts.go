package filing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// AgreeKey is the value by which somebody says that odd numbers have been checked.
const AgreeKey = "agree"

// takeAgreed takes that word out of a move's values.
func takeAgreed(m workflow.Move) bool {
	said := m.Values[AgreeKey]
	delete(m.Values, AgreeKey)
	return said == "yes"
}

// settleDoubts stops a move whose numbers are odd, or of which a pre-flight rule warns,
// until somebody has agreed to it, and then tells the timeline what was agreed to. Errors:
// Blocked at "agree".
func settleDoubts(d *casefile.File, o *office.Office, tx store.Tx, m workflow.Move, agreed bool) (lines []string, err error) {
	doubts := d.Engine.Doubts(d.Plan, d.State, m)
	taken, err := takenNumbers(d, tx, m)
	if err != nil {
		return nil, err
	}
	doubts = append(doubts, taken...)
	warned, err := preflight.Asked(d, o, tx, m)
	if err != nil {
		return nil, err
	}
	doubts = append(doubts, warned...)
	if len(doubts) == 0 {
		return nil, nil
	}
	slices.Sort(doubts)
	if !agreed {
		e := errs.New(errs.Blocked, "%s", strings.Join(doubts, "；"))
		e.Field = AgreeKey
		return nil, e
	}
	for _, doubt := range doubts {
		lines = append(lines, "核对后照记："+doubt)
	}
	return lines, nil
}

// takenNumbers says which numbers of a move stand for another site in another case. The
// same site in a later order keeps its number.
func takenNumbers(d *casefile.File, tx store.Tx, m workflow.Move) ([]string, error) {
	numbers := d.Engine.Numbers(d.Plan, d.State, m)
	if len(numbers) == 0 {
		return nil, nil
	}
	list := make([]string, 0, len(numbers))
	for number := range numbers {
		list = append(list, number)
	}
	uses, err := tx.Find().NumberUses(list, d.Case.ID)
	taken := []string{}
	for _, u := range uses {
		if own := numbers[u.Number]; u.Site() != cmp.Or(own.Domain, own.Name) {
			taken = append(taken, fmt.Sprintf(d.Kind().Word("%s 已经登记给 %s 的 %s（%s），一个{files}一个号，请核对"), u.Number, u.Client, u.Site(), u.CaseNumber))
		}
	}
	return taken, err
}
