// Package workflow decides what a filing case is: from its plan and its moves it
// computes the runs, what may happen now, what is blocked and why, which dates hold
// and the reasons of each date.
//
// Everything here is pure: no files, no clock, no database. The stage graph, the
// clocks with their sources, the actions and the texts are data (data/*.json, explained
// in docs/workflow.md), read once and checked; the code knows only how to apply them.
// Fold is the one way from moves to a state, so undo, a corrected plan and a newly
// published holiday year are all the same computation done again. Line says of an open
// run what lists keep of it, so that no list has a rule of its own.
package workflow
