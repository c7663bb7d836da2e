package book

import (
	"strconv"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// OutdatedInput asks for the next open cases that go by an earlier edition.
type OutdatedInput struct {
	After string `json:"after"` // OutdatedView.Next of the call before; "" begins
}

// OutdatedView is what would change in open cases if they went by the latest edition. One
// call looks at some cases; those in which nothing would change are only named.
type OutdatedView struct {
	Cases  []OutdatedCase `json:"cases"`
	Same   []string       `json:"same"`   // ids of those in which nothing would change, and that no change meets
	Looked int            `json:"looked"` // cases looked at by this call
	Total  int            `json:"total"`  // all that go by an earlier edition, told by the first call alone
	Next   string         `json:"next"`   // for the call behind it; "" at the end
}

// OutdatedCase is what would change in one case.
type OutdatedCase struct {
	ID      string       `json:"id"`
	Number  string       `json:"number"`
	Client  string       `json:"client"`
	Stage   string       `json:"stage"` // of the headline: 管局审核
	Dates   []ChangeView `json:"dates"`
	Rules   []RuleChange `json:"rules"`   // of the next pre-flight
	Papers  []RuleChange `json:"papers"`  // where papers that were handed in would stand
	Texts   []string     `json:"texts"`   // 收集材料：发给客户的话
	Blocked string       `json:"blocked"` // why it can't be taken further; "" when it can
	Met     bool         `json:"met"`     // RulebookView.Reached counts it
}

// RuleChange is a judgement that would be another.
type RuleChange struct {
	Label string `json:"label"`
	About string `json:"about"`
	Old   string `json:"old"` // 通过; "" when the rule did not run
	New   string `json:"new"` // 警告; "" when it no longer runs
	Text  string `json:"text"`
}

// MoveToLatestInput names the ticked cases.
type MoveToLatestInput struct {
	IDs []string `json:"ids"` // at most 50
}

// TakenView is what ticking has come to.
type TakenView struct {
	Done   int      `json:"done"`
	Moved  int      `json:"moved"`  // dates
	Failed []string `json:"failed"` // BA2026-0012：…
}

// OutdatedAt reads OutdatedView.Next back; "" starts anew. Errors: Invalid at after.
func OutdatedAt(text string) (store.OutdatedAt, error) {
	if text == "" {
		return store.OutdatedAt{}, nil
	}
	edition, id, _ := strings.Cut(text, "/")
	no, err := strconv.Atoi(edition)
	if err != nil || id == "" {
		return store.OutdatedAt{}, errs.AtField("after", "看到哪里读不出来，请从头看")
	}
	return store.OutdatedAt{Edition: no, ID: ref.CaseID(id)}, nil
}

// NewOutdatedView lays out what the latest edition would change.
func NewOutdatedView(p rulebook.OutdatedPage) OutdatedView {
	v := OutdatedView{Cases: []OutdatedCase{}, Same: []string{}, Looked: p.Looked, Total: p.Total}
	if p.Next != (store.OutdatedAt{}) {
		v.Next = strconv.Itoa(p.Next.Edition) + "/" + string(p.Next.ID)
	}
	for _, id := range p.Same {
		v.Same = append(v.Same, string(id))
	}
	for _, c := range p.Changes {
		item := OutdatedCase{
			ID: string(c.CaseID), Number: c.Number, Client: c.Client, Stage: c.Stage, Dates: changeViews(c.Dates), Rules: []RuleChange{}, Papers: []RuleChange{},
			Texts: c.Texts, Blocked: c.Blocked, Met: c.Met,
		}
		for _, r := range c.Rules {
			item.Rules = append(item.Rules, RuleChange(r))
		}
		for _, p := range c.Papers {
			item.Papers = append(item.Papers, RuleChange(p))
		}
		v.Cases = append(v.Cases, item)
	}
	return v
}
