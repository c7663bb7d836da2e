package consents

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/consents"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Missing says whose consent is missing in a case, by use: a sentence a person. It stops
// nobody. One statement, whatever the case holds.
func Missing(tx store.Tx, d *casefile.File, today cal.Day) (map[consents.Use][]string, error) {
	given, err := tx.Consents().OfClient(d.Client.ID)
	if err != nil {
		return nil, err
	}
	told := map[consents.Use][]string{}
	for _, p := range d.People {
		if !slices.ContainsFunc(d.Leads, func(l cases.Lead) bool { return l.Person == p.ID && d.OfOrder(l) }) {
			continue
		}
		his := of(given, p.ID)
		for _, use := range []consents.Use{consents.Scans, consents.Handover} {
			if line := sentence(p.Name, consents.Gaps(his, use, today)); line != "" {
				told[use] = append(told[use], line)
			}
		}
	}
	return told, nil
}

func of(given []consents.Consent, id ref.PersonID) []consents.Consent {
	return slices.DeleteFunc(slices.Clone(given), func(c consents.Consent) bool { return c.Person != id })
}

// sentence tells of one person's gaps; "" when there are none.
func sentence(name string, gaps []consents.Gap) string {
	var never, back []string
	for _, g := range gaps {
		words := g.Matter.Label + "（" + g.Matter.At + "）"
		if g.Withdrawn != 0 {
			back = append(back, fmt.Sprintf("%s 撤回了对“%s”的同意", g.Withdrawn, words))
		} else {
			never = append(never, words)
		}
	}
	var parts []string
	if len(back) > 0 {
		parts = append(parts, strings.Join(back, "，")+"：不要再处理、提供")
	}
	if len(never) > 0 {
		parts = append(parts, "没有登记单独同意："+strings.Join(never, "、"))
	}
	if len(parts) == 0 {
		return ""
	}
	return name + "：" + strings.Join(parts, "；")
}
