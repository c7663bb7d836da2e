package filing

import (
	"slices"
	"strings"

	"beiandesk/internal/office/casefile"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// leftOf tells what is left to do of a case that ends early, as workflow.Stage.Left names
// it: the client's sub-account while it exists, a bill that is open, scans that are kept.
func leftOf(tx store.Tx, d *casefile.File) ([]string, error) {
	left := []string{}
	if hasAccount(d) {
		left = append(left, "account")
	}
	bills, err := tx.Invoices().Of(d.Case.ID)
	if err != nil {
		return nil, err
	}
	for _, b := range bills {
		if b.Open() > 0 && !slices.Contains(left, "bill") {
			left = append(left, "bill")
		}
	}
	docs, err := tx.Documents().Of(d.Case.ID)
	if err == nil && len(docs) > 0 {
		left = append(left, "scans")
	}
	return left, err
}

// hasAccount says that the client has a sub-account for us which nobody has revoked yet.
func hasAccount(d *casefile.File) bool {
	there := d.Case.AccountUser != ""
	for _, r := range d.State.Runs {
		stage, _ := d.Engine.Graph().Stage(r.Stage)
		if r.Outcome != workflow.Done {
			continue
		}
		switch stage.Account {
		case workflow.AccountGiven:
			there = true
		case workflow.AccountRevoked:
			return false
		}
	}
	return there
}

// leftWords names what is left to do, for the timeline.
func leftWords(g *workflow.Graph, left []string) []string {
	labels := []string{}
	for _, s := range g.Stages {
		if s.Left != "" && slices.Contains(left, s.Left) {
			labels = append(labels, s.Label)
		}
	}
	if len(labels) == 0 {
		return nil
	}
	return []string{"还要办：" + strings.Join(labels, "、")}
}
