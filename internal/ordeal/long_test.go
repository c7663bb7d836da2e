//go:build linux && amd64 && faults

package ordeal

// long hits every call; see `make faults`.
const long = true
