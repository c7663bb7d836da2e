package views

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cases"
	"beiandesk/internal/workflow"
)

//go:embed data/footer.json
var footerFile []byte

type provinceRule struct {
	Provinces []string `json:"provinces"`
	Source    string   `json:"source"`
}

type footerData struct {
	Sourced   string         `json:"sourced"`
	Link      string         `json:"link"`
	Police    string         `json:"police"`
	Subject   []provinceRule `json:"subject"`   // may show the subject's number
	Copyright []provinceRule `json:"copyright"` // want a line of copyright, too

	Fine  typeRule            `json:"fine"`  // what a foot without the number costs
	Icon  typeRule            `json:"icon"`  // where the police's icon comes from
	Types map[string]typeRule `json:"types"` // case types whose sites get no footer
}

// typeRule is what is said beside a footer, or in its place.
type typeRule struct {
	Hint   string `json:"hint"`
	Source string `json:"source"`
}

var footerRules = sync.OnceValue(func() footerData {
	var d footerData
	if err := json.Unmarshal(footerFile, &d); err != nil {
		panic(fmt.Sprintf("filing: data/footer.json: %v", err))
	}
	return d
})

// Footer is what a site must show at the foot of its home page (handbook §4).
type Footer struct {
	HTML  string   // to paste; "" until the number is there
	Lines []string // how it reads on the page, a line each; none until the number is there
	Hint  string   // the rule in a sentence
}

// FooterOf makes a site's footer; what has no home page only gets the rule. owner is the subject's name for the copyright line.
func FooterOf(kind workflow.Type, c cases.Case, s cases.Site, owner string, year int) Footer {
	if kind.Shows != "" {
		return Footer{Hint: kind.Named("备案号") + "展示在 " + kind.Shows + "，链接到工信部"}
	}
	d := footerRules()
	if own, ok := d.Types[c.Type]; ok {
		return Footer{Hint: own.Hint}
	}
	f := Footer{Hint: "页脚写网站备案号（带 -1 这样的序号），链接到工信部；不写主体备案号"}
	either := applies(d.Subject, c.Province)
	if either {
		f.Hint = "页脚写主体备案号或网站备案号，链接到工信部"
	}
	f.Hint += "；" + d.Fine.Hint
	lines := []string{}
	if applies(d.Copyright, c.Province) {
		f.Hint += "；本省还要有版权所有一行"
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
		f.Hint += "；公安备案号配图标，链接到公安平台；" + d.Icon.Hint
		f.Lines = append(f.Lines, s.PoliceNumber)
		lines = append(lines, fmt.Sprintf(`<p><a href="%s%s" target="_blank" rel="noopener"><img src="beian-icon.png" alt="" width="20" height="20"> %s</a></p>`,
			d.Police, digits(s.PoliceNumber), html.EscapeString(s.PoliceNumber)))
	}
	f.HTML = strings.Join(lines, "\n")
	return f
}

func applies(rules []provinceRule, province string) bool {
	return slices.ContainsFunc(rules, func(r provinceRule) bool { return slices.Contains(r.Provinces, province) })
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
