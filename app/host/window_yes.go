//go:build desktop || dev || bindings

package host

// HasWindow says that this build carries the window.
const HasWindow = true
