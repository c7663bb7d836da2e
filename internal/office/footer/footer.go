// Package footer says what a site must show at the foot of its home page, by rules that are
// data with their sources.
package footer

import (
	_ "embed"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cases"
	"beiandesk/internal/embedded"
	"beiandesk/internal/workflow"
)

//go:embed data/footer.json
var file []byte

// Rule is one thing that a foot must hold, or what is said in its place.
type Rule struct {
	Code      string   `json:"-"`         // what the desk keeps a confirmation by: number, copyright:32, types:cancel
	Provinces []string `json:"provinces"` // where it holds; empty = everywhere
	Hint      string   `json:"hint"`
	Source    string   `json:"source"`
	Sourced   string   `json:"sourced"` // date of the source; "" of what only this product knows
}

type data struct {
	Link   string `json:"link"`
	Police string `json:"police"`

	Number    Rule            `json:"number"`    // which number is shown
	Subject   []Rule          `json:"subject"`   // where the subject's may be
	Copyright []Rule          `json:"copyright"` // want a line of copyright, too
	Fine      Rule            `json:"fine"`      // what a foot without the number costs
	Icon      Rule            `json:"icon"`      // how the police's number is shown
	Shown     Rule            `json:"shown"`     // where the police's number goes without a home page
	Types     map[string]Rule `json:"types"`     // case types whose sites get no footer
}

var rules = sync.OnceValue(func() data { return embedded.JSON[data]("footer.json", file) })

// Rules lists all of them, each with its code.
func Rules() (all []Rule) {
	d := rules()
	add := func(code string, r Rule) {
		for _, p := range r.Provinces {
			code += ":" + p
		}
		r.Code = code
		all = append(all, r)
	}
	add("number", d.Number)
	for _, r := range d.Subject {
		add("subject", r)
	}
	for _, r := range d.Copyright {
		add("copyright", r)
	}
	add("fine", d.Fine)
	add("icon", d.Icon)
	add("shown", d.Shown)
	for _, of := range slices.Sorted(maps.Keys(d.Types)) {
		add("types:"+of, d.Types[of])
	}
	return all
}

// Footer is what a site must show at the foot of its home page (handbook §4).
type Footer struct {
	HTML  string   // to paste; "" until the number is there
	Lines []string // how it reads on the page, a line each; none until the number is there
	Hint  string   // the rules in a sentence
}

// Of makes a site's footer; what has no home page only gets the rule. owner is the subject's name for the copyright line.
func Of(kind workflow.Type, c cases.Case, s cases.Site, owner string, year int) Footer {
	d := rules()
	if kind.Shows != "" {
		f := Footer{Hint: kind.Named("备案号") + kind.Word("展示在"+kind.Shows) + "，链接到工信部"}
		if s.PoliceNumber != "" {
			f.Hint += "；" + d.Shown.Hint
		}
		return f
	}
	if own, ok := d.Types[c.Type]; ok {
		return Footer{Hint: own.Hint}
	}
	f := Footer{Hint: d.Number.Hint}
	if either, ok := in(d.Subject, c.Province); ok {
		f.Hint = either.Hint
	}
	f.Hint += "；" + d.Fine.Hint
	lines := []string{}
	if r, ok := in(d.Copyright, c.Province); ok {
		f.Hint += "；" + r.Hint
		owned := fmt.Sprintf("版权所有 © %d %s", year, owner)
		f.Lines = append(f.Lines, owned)
		lines = append(lines, "<p>"+html.EscapeString(owned)+"</p>")
	}
	if s.ICPNumber == "" {
		f.Lines = nil
		return f
	}
	f.Lines = append(f.Lines, s.ICPNumber)
	lines = append(lines, fmt.Sprintf(`<p><a href="%s" target="_blank" rel="noopener">%s</a></p>`, d.Link, html.EscapeString(s.ICPNumber)))
	if s.PoliceNumber != "" {
		f.Hint += "；" + d.Icon.Hint
		f.Lines = append(f.Lines, s.PoliceNumber)
		lines = append(lines, fmt.Sprintf(`<p><a href="%s%s" target="_blank" rel="noopener"><img src="beian-icon.png" alt="" width="20" height="20"> %s</a></p>`,
			d.Police, digits(s.PoliceNumber), html.EscapeString(s.PoliceNumber)))
	}
	f.HTML = strings.Join(lines, "\n")
	return f
}

// in is the rule that holds in a province.
func in(rules []Rule, province string) (Rule, bool) {
	i := slices.IndexFunc(rules, func(r Rule) bool { return slices.Contains(r.Provinces, province) })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
