package rulebook

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cal"
	"beiandesk/internal/embedded"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

//go:embed data/confirming.json
var confirmingData []byte

// confirming says what staff confirm, and how often.
var confirming = sync.OnceValue(func() confirmRule { return embedded.JSON[confirmRule]("confirming.json", confirmingData) })

type confirmRule struct {
	Months  int      `json:"months"`  // after which what stands wants to be confirmed again
	Firm    []string `json:"firm"`    // sources whose word stands until another contradicts it
	Lasting []string `json:"lasting"` // and those that no office is asked about: standards
}

// Doubtful says that nothing but a second-hand or a contradicted source stands behind
// something: it is 待核实 until staff confirm it.
func Doubtful(source string, conflict bool) bool {
	return conflict || strings.Contains(source, "待核实") || !names(source, confirming().Firm)
}

func names(source string, labels []string) bool {
	return slices.ContainsFunc(labels, func(label string) bool { return strings.Contains(source, label) })
}

// Standing is what a desk has done with something that it may change.
type Standing struct {
	Changed   bool
	Confirmed *cal.Day // nil when nobody has confirmed it as it stands
	By        string
}

// Standings are those of everything that was ever changed or confirmed.
func Standings(ctx context.Context, o *office.Office) (map[store.RuleKey]Standing, error) {
	all := map[store.RuleKey]Standing{}
	err := o.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.Overrides().All()
		if err != nil {
			return err
		}
		who, err := staffNames(tx)
		if err != nil {
			return err
		}
		b := book{rows: rows}
		for _, r := range rows {
			if _, seen := all[r.Key()]; !seen {
				st := b.provenance(r.Key())
				all[r.Key()] = Standing{Changed: st.Changed, Confirmed: st.Confirmed, By: who[st.ConfirmedBy]}
			}
		}
		return nil
	})
	return all, err
}
