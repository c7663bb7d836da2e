// Package materials holds the eleven materials a filing needs (handbook §3) and
// the documents that clients hand in.
package materials

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Document is one version of one file material. Name is sealed at rest; the bytes
// lie in the vault under Blob.
type Document struct {
	ID       ref.DocumentID
	CaseID   ref.CaseID
	Material string // code of the material, "id-front"
	No       int    // version, from 1
	Name     string
	Mime     string // image/jpeg, image/png, application/pdf …
	Size     int64  // bytes
	Width    int    // pixels; 0 for a PDF
	Height   int
	Blob     string
	Checks   []Check
	OK       bool // every blocking check passed
	Days     Days
	AddedBy  ref.StaffID
	AddedAt  time.Time

	Ends   *cal.Day // the last day on which it can be handed in, as long as it is to be; computed, nil when nothing is watched
	EndsAs string   // what the watch calls it
}

// Check is one measured property of a document against its limit.
type Check struct {
	Code     string // size, type, pixels, colour, spec; issued, undated, until of a paper's days
	Stage    string // code of the stage whose limit it is; "" for what holds everywhere
	Label    string // what is measured, or the portal that has the limit
	Measured string
	Limit    string
	OK       bool
	Doubt    bool // it stops nobody, and somebody should look: OK stands
	Advice   string
	Source   string // where the limit is from, and of which day; "" of what needs none
}

// at names who holds the document to the check.
func (c Check) at() string {
	if portal := data().Portals[c.Stage]; portal != "" {
		return portal
	}
	s, _ := workflow.Embedded().Stage(c.Stage)
	return s.ShortLabel()
}

// Why says what is wrong with a document and what to do; "" when it is good.
func (d Document) Why() string { return faults(d.Checks) }

// Doubt says what somebody should look at; "" when nothing.
func (d Document) Doubt() string { return doubts(d.Checks) }
