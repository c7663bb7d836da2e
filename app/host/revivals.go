package host

import "time"

// A page that ends as soon as it is there is not loaded for ever: mostRevivals times within
// revivalsWithin, and then no more until some of them are longer ago.
const (
	mostRevivals   = 3
	revivalsWithin = time.Minute
)

// Revivals counts how often a page was loaded anew because its process had ended. It is not
// for several goroutines at once. The zero value has counted none.
type Revivals struct{ at []time.Time }

// Again says whether a page that ended now may be loaded anew, and counts it where it may.
func (r *Revivals) Again(now time.Time) bool {
	recent := r.at[:0]
	for _, at := range r.at {
		if now.Sub(at) < revivalsWithin {
			recent = append(recent, at)
		}
	}
	r.at = recent
	if len(r.at) == mostRevivals {
		return false
	}
	r.at = append(r.at, now)
	return true
}
