package filing

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// What the two are called.
const (
	contractLabel = "合同号"
	accountLabel  = "主账号 ID"
)

// OrderInput are by what contract an order is done and under which main account it is filed;
// what is "" is taken away.
type OrderInput struct {
	CaseID     ref.CaseID `json:"caseId"`
	Contract   string     `json:"contract" text:"合同号,name,100"`        // 合同号
	AccountUIN string     `json:"accountUin" text:"主账号 ID,number,100"` // 主账号 ID
	Version    int        `json:"version"`
}

// SetOrder keeps both, and gives the doubts about them. Errors: Invalid at accountUin,
// Conflict, NotFound.
func SetOrder(ctx context.Context, o *office.Office, in OrderInput) ([]string, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	r := &people.Reader{Today: o.Today()}
	contract, account := readOrder(r, in.Contract, in.AccountUIN)
	if err := r.Err(); err != nil {
		return nil, err
	}
	return r.Warnings, edit(ctx, o, in.CaseID, in.Version, "修改合同号和主账号", func(_ *office.Work, c *cases.Case) (string, error) {
		lines := slices.Concat(changed(contractLabel, &c.Contract, contract), changed(accountLabel, &c.AccountUIN, account))
		return strings.Join(lines, "\n"), nil
	})
}

// changed puts a new value in the place of an old one, and tells both where they differ.
func changed(label string, old *string, now string) []string {
	if *old == now {
		return nil
	}
	line := label + "：" + orNone(*old) + " → " + orNone(now)
	*old = now
	return []string{line}
}

func orNone(text string) string {
	if text == "" {
		return "（空）"
	}
	return text
}

// readOrder reads a contract's number, however the agency writes it, and a main account's id.
func readOrder(r *people.Reader, contract, account string) (number, id string) {
	number = r.Text("contract", contractLabel, contract)
	if strings.TrimSpace(account) == "" {
		return number, ""
	}
	return number, r.Keep("accountUin", accountLabel, account, identity.UIN(account))
}
