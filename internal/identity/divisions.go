package identity

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/divisions.txt
var divisionData string

// divisions holds the known codes of provinces (2 digits), cities (4) and counties (6).
var divisions = sync.OnceValue(func() map[string]bool {
	known := make(map[string]bool, 3500)
	for _, fields := range table(divisionData) {
		city, counties := fields[0], fields[1]
		known[city[:2]], known[city] = true, true
		for ; counties != ""; counties = counties[2:] {
			known[city+counties[:2]] = true
		}
	}
	return known
})

// knownCounty says whether the six digits are a county's code of today. Codes are
// retired and given out anew, so a miss proves nothing.
func knownCounty(code string) bool { return divisions()[code] }

// knownDivision also takes the codes of cities and provinces, which end in zeros.
func knownDivision(code string) bool {
	if code == "100000" { // the country as a whole, for what ministries register
		return true
	}
	city, isCity := strings.CutSuffix(code, "00")
	province, isProvince := strings.CutSuffix(code, "0000")
	return knownCounty(code) || (isCity && divisions()[city]) || (isProvince && divisions()[province])
}

// table reads a data file: lines of fields parted by tabs or spaces, # for comments.
func table(data string) [][]string {
	var rows [][]string
	for line := range strings.Lines(data) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] != "#" {
			rows = append(rows, fields)
		}
	}
	return rows
}
