// Package materials holds the eleven materials a filing needs (handbook §3) and
// the documents that clients hand in.
package materials

import (
	"time"

	"beiandesk/internal/ref"
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
	AddedBy  ref.StaffID
	AddedAt  time.Time
}

// Check is one measured property of a document against its limit.
type Check struct {
	Code     string // size, type, pixels, colour, spec
	Stage    string // code of the stage whose limit it is; "" for what holds everywhere
	Label    string // what is measured, or the portal that has the limit
	Measured string
	Limit    string
	OK       bool
	Doubt    bool // it stops nobody, and somebody should look: OK stands
	Advice   string
	Source   string // where the limit is from, and of which day; "" of what needs none
}

// Why says what is wrong with a document and what to do; "" when it is good.
func (d Document) Why() string { return faults(d.Checks) }

// Doubt says what somebody should look at; "" when nothing.
func (d Document) Doubt() string { return doubts(d.Checks) }
