//go:build desktop || dev || bindings

package app

// HasWindow says that this build carries the window.
const HasWindow = true
