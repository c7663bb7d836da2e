package demo

import (
	_ "embed"
	"strings"
)

//go:embed data/places.tsv
var placeData string

// place is a county that clients live in.
type place struct {
	province, division, name, postcode, area string
}

var places = func() []place {
	list := []place{}
	for line := range strings.Lines(placeData) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 5 {
			list = append(list, place{f[0], f[1], f[2], f[3], f[4]})
		}
	}
	return list
}()
