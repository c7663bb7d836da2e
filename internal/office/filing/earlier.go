package filing

import (
	"fmt"
	"slices"

	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// EarlierCase is the newest case that a client or a domain has already.
type EarlierCase struct {
	ID     ref.CaseID
	Number string
	Domain string // "" when it is the client's
	Words  string // 域名 qinghe.cn 已有案件 BA2026-0001（…）
}

// Earlier names the newest case of the client, "" for none, and of each domain, and says
// how many there are.
func Earlier(o *office.Office, tx store.Tx, client ref.ClientID, domains []string) ([]EarlierCase, error) {
	found, err := tx.Find().Earlier(client, slices.DeleteFunc(slices.Clone(domains), func(d string) bool { return d == "" }))
	count := map[string]int{}
	for _, e := range found {
		count[e.Domain]++
	}
	list := []EarlierCase{}
	for _, e := range found {
		if slices.ContainsFunc(list, func(had EarlierCase) bool { return had.Domain == e.Domain }) {
			continue
		}
		list = append(list, EarlierCase{ID: e.ID, Number: e.Number, Domain: e.Domain, Words: earlierWords(o, e, count[e.Domain])})
	}
	return list, err
}

func earlierWords(o *office.Office, e store.Earlier, n int) string {
	what := casefile.TypeLabel(o, e.Type) + "，" + workflow.StatusLabel(workflow.Status(e.Status))
	many := ""
	if n > 1 {
		many = fmt.Sprintf(" 等 %d 个", n)
	}
	if e.Domain == "" {
		return fmt.Sprintf("客户“%s”已有案件 %s（%s）%s", e.Client, e.Number, what, many)
	}
	return fmt.Sprintf("域名 %s 已有案件 %s（%s，%s）%s", e.Domain, e.Number, e.Client, what, many)
}
