//go:build !linux

package app

// DisplayThere is true where the system always has one.
func DisplayThere() bool { return true }
