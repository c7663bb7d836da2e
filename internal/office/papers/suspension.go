package papers

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"beiandesk/internal/damage"
	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
)

//go:embed data/suspension.json
var suspensionFile []byte

// suspensionText is what the letter says that no case changes.
type suspensionText struct {
	Source   string   `json:"source"`
	Sourced  string   `json:"sourced"`
	Intro    string   `json:"intro"` // {days} is how long nothing has come
	Stands   string   `json:"stands"`
	Asks     string   `json:"asks"`
	Effects  string   `json:"effects"`
	Resume   string   `json:"resume"`
	Effect   []string `json:"effect"`
	Resuming []string `json:"resuming"`
}

var suspensionWords = sync.OnceValue(func() suspensionText {
	return embedded.JSON[suspensionText]("suspension.json", suspensionFile)
})

// Suspension prints the letter by which a case is suspended whose client does not answer.
// Errors: NotFound; Blocked where nothing waits for the client, or he has not been silent for
// as long as the first reminder; Invalid at letterhead.name until the agency's name is set.
func Suspension(ctx context.Context, o *office.Office, id ref.CaseID) (Paper, error) {
	f, head, contact, err := underContact(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	days := 0
	for _, n := range f.Next {
		days = max(days, n.Silence.Days)
	}
	if days == 0 {
		return Paper{}, errs.New(errs.Blocked, "客户没有久不回复的事，不用发中止函：先催办")
	}
	r, t := newReport(o, f), suspensionWords()
	asks := []string{}
	for _, a := range r.actions() {
		asks = append(asks, fmt.Sprintf("%s（原定 %s）", strings.TrimRight(a.Text, "。"), a.By))
	}
	v := paper.Suspension{
		Letterhead: letterhead(head), CaseNumber: f.Case.Number, Client: f.Client.Name, CaseType: r.caseType(),
		Intro: strings.ReplaceAll(t.Intro, "{days}", fmt.Sprint(days)), Contact: contact, GeneratedAt: o.Now(),
		Parts: []paper.ClosingPart{{Title: t.Stands, Lines: []string{r.summary()}}, {Title: t.Asks, Lines: asks}, {Title: t.Effects, Lines: t.Effect}, {Title: t.Resume, Lines: t.Resuming}},
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderSuspension(v)
	if err != nil {
		return Paper{}, err
	}
	return finish("备案中止函", f.Case.Number, o.Today(), made).of(id), nil
}
