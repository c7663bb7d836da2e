//go:build !linux

package host

// DisplayThere is true where the system always has one.
func DisplayThere() bool { return true }
