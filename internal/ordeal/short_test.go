//go:build linux && amd64 && !faults

package ordeal

// long is a sample here: the whole takes an hour.
const long = false
