// Package laws names what of the law asks something of the agency itself: since when it is
// in force, what it asks, and where the desk does it. It is data, shown and never applied.
package laws

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/laws.json
var data []byte

// Law is a statute, a regulation or an order.
type Law struct {
	Code        string `json:"code"`
	Name        string `json:"name"`
	Issued      string `json:"issued"` // number or day of issue, "" where the source does not say
	Since       string `json:"since"`  // day from which it is in force
	Asks        []Ask  `json:"asks"`
	Source      string `json:"source"` // what was read
	Sourced     string `json:"sourced"`
	Unconfirmed bool   `json:"unconfirmed"` // its text itself was not seen, or not whole
}

// Ask is one thing that a law asks of the agency.
type Ask struct {
	At    string `json:"at"`    // article, or that the text was not seen
	What  string `json:"what"`  // in our own words
	Where string `json:"where"` // where the desk does it, or that it does not
}

var all = sync.OnceValue(func() []Law { return embedded.JSON[[]Law]("laws/data/laws.json", data) })

// All are the laws in the order in which they are shown.
func All() []Law { return slices.Clone(all()) }
