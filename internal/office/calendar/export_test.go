package calendar

import "time"

// SizeAfter is how many cases come after a batch of so many that took so long.
func SizeAfter(size int, took time.Duration) int {
	p := newPace()
	p.took(size, took)
	return p.size()
}
