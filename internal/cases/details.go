package cases

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/details.json
var detailData []byte

// Details are what one case type asks of a site beside the portals' common forms, by the
// codes of DetailsOf; nil when nothing is known.
type Details map[string]string

// DetailList is what cases of some types ask of a site, with where it is written.
type DetailList struct {
	Types   []string `json:"types"`
	Title   string   `json:"title"`
	Source  string   `json:"source"`
	Sourced string   `json:"sourced"` // date of the source
	Fields  []Detail `json:"fields"`
}

// Detail is one field of such a list.
type Detail struct {
	Code    string   `json:"code"`
	Label   string   `json:"label"`
	Sheet   string   `json:"sheet"` // the form of a portal whose lines it joins; "" = the list's own sheet
	Part    string   `json:"part"`  // the heading above it and those that follow; "" = as before
	Hint    string   `json:"hint"`
	Long    bool     `json:"long"`    // it may take several lines
	Suggest []string `json:"suggest"` // what is usual; anything may be written
	List    bool     `json:"list"`    // each of its lines is an item of its own: what, the old and the new
	Covered bool     `json:"covered"` // personal values in it are covered like everywhere (Cover)
	Pattern string   `json:"pattern"` // what a value, or each item of a list, looks like; "" = anything
	Wrong   string   `json:"wrong"`   // what is wrong with another one

	looks *regexp.Regexp
}

var detailLists = sync.OnceValue(func() []DetailList {
	all := embedded.JSON[[]DetailList]("details.json", detailData)
	for _, list := range all {
		for i := range list.Fields {
			if f := &list.Fields[i]; f.Pattern != "" {
				f.looks = regexp.MustCompile(f.Pattern)
			}
		}
	}
	return all
})

// DetailsOf is what cases of a type ask of a site; the zero DetailList where that is nothing.
func DetailsOf(caseType string) DetailList {
	for _, list := range detailLists() {
		if slices.Contains(list.Types, caseType) {
			return list
		}
	}
	return DetailList{}
}

// DetailField tells a field by its code, whichever types ask for it; false when there is none.
func DetailField(code string) (Detail, bool) {
	for _, list := range detailLists() {
		for _, f := range list.Fields {
			if f.Code == code {
				return f, true
			}
		}
	}
	return Detail{}, false
}

// Items are the lines of a list, each as what and its old and new: 手机：旧 → 新.
func (d Detail) Items(value string) []string {
	var items []string
	for line := range strings.Lines(value) {
		if line = strings.TrimSpace(line); line != "" {
			items = append(items, strings.Replace(line, "->", "→", 1))
		}
	}
	return items
}

// Read tidies a value; fault is what is wrong with it in words, "" when nothing is.
func (d Detail) Read(value string) (kept, fault string) {
	items := []string{strings.TrimSpace(value)}
	if d.List {
		items = d.Items(value)
	}
	kept = strings.Join(items, "\n")
	if kept == "" || d.looks == nil {
		return kept, ""
	}
	for _, item := range items {
		if !d.looks.MatchString(item) {
			return kept, d.Wrong
		}
	}
	return kept, ""
}
