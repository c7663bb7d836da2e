package store

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// OverrideRule is the kind of an override of a rule pack, OverrideAge of how old a paper may
// be or how long it must still hold; the others are workflow's.
const (
	OverrideRule = "rule"
	OverrideAge  = "age" // Scope is a province, Code "lead-letter.issued"
)

// OverridePhrase is the kind of what opens or closes what clients are told: Scope is "". It makes no
// edition, for it is no case's.
const OverridePhrase = "phrase"

// The kinds of what comes with a release alone: staff confirm it, and never change it.
const (
	OverrideLaw     = "law"     // Scope is a law, Code an article of it
	OverrideLimit   = "limit"   // of files: Scope is a limit of the materials
	OverridePaper   = "paper"   // Scope is a province whose bureau wants it
	OverrideFooter  = "footer"  // of what a home page shows
	OverrideForm    = "form"    // a list of choices, a kind of server, the sub-account
	OverrideProcess = "process" // what the graph says beside clocks and texts
)

// OverrideRelease is the kind of the row that a newer release enters when it first opens a
// folder with cases: Scope is the release before, Code the one that holds from then on.
const OverrideRelease = "release"

// Override is a row of what staff have changed of the release's clocks, texts, rules and ages of papers.
// The latest of a kind, scope and code holds.
type Override struct {
	ID          ref.OverrideID
	Seq         int
	Kind        string // workflow.ChangeClock, ChangeAgreed, ChangeText, OverrideRule, OverrideAge, OverridePhrase or one that is only confirmed
	Scope       string // "", a case type or a province
	Code        string
	Old         string   // as JSON; "" is nothing
	New         string   // as JSON; "" is the release's again
	Changes     bool     // false for a row that only confirms what stands, or takes the last confirmation back
	Source      string   // of a row that only confirms: what was asked and answered
	Sourced     string   // date of the source, "" when it bears none
	ConfirmedOn *cal.Day // when staff confirmed it with the office, nil when they have not
	Staff       ref.StaffID
	At          time.Time
	Damaged     bool // what it says can't be read: the release's own holds
}

// OverrideStore keeps the overrides, append-only, and the cases that go by earlier ones.
type OverrideStore interface {
	Add(Override) error
	Last() (int, error)                                                      // the highest Seq, 0 without any
	All() ([]Override, error)                                                // in order of Seq
	Outdated(edition int, after OutdatedAt, limit int) ([]OutdatedAt, error) // open cases of an earlier edition, edition by edition
	CountOutdated(edition int) (int, error)                                  // how many those are
	OutdatedEditions(edition int) ([]int, error)                             // the earlier editions that open cases go by, ascending
	CountAffected([]Affected) (int, error)                                   // open cases in any of these places, each once
}

// OutdatedAt names an open case that goes by an earlier edition, in the order in which they
// are read. The zero value stands before the first.
type OutdatedAt struct {
	Edition int
	ID      ref.CaseID
}

// Affected is where a change of the rulebook meets open cases: those of an edition that
// have a run at one of these stages.
type Affected struct {
	Edition  int
	Type     string // "" = any
	Province string // "" = any
	Stages   []string
}

// RuleKey is what an override is about.
type RuleKey struct {
	Kind  string `json:"kind"`
	Scope string `json:"scope"`
	Code  string `json:"code"`
}

// Key tells what the row is about.
func (v Override) Key() RuleKey { return RuleKey{v.Kind, v.Scope, v.Code} }
