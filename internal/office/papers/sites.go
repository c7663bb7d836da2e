package papers

import (
	"beiandesk/internal/ref"
)

// group is what several sites have in common.
type group[T, K any] struct {
	key   K
	items []T
}

// merged puts items of the same key together, in the order of their first.
func merged[T any, K comparable](items []T, key func(T) K) []group[T, K] {
	var groups []group[T, K]
	at := map[K]int{}
	for _, i := range items {
		k := key(i)
		n, ok := at[k]
		if !ok {
			n = len(groups)
			at[k] = n
			groups = append(groups, group[T, K]{key: k})
		}
		groups[n].items = append(groups[n].items, i)
	}
	return groups
}

// sitesOf names the one site of a group, or tells how many there are; "" for what
// concerns the order.
func sitesOf[T any](r report, items []T, site func(T) ref.SiteID) string {
	if len(items) > 1 {
		return r.sitesWord(len(items))
	}
	return r.siteWord(site(items[0]))
}
