package filing

import (
	"context"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
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
		lines := []string{}
		for _, f := range []struct {
			label, now string
			old        *string
		}{{"合同号", contract, &c.Contract}, {"主账号 ID", account, &c.AccountUIN}} {
			if *f.old != f.now {
				lines = append(lines, f.label+"："+orNone(*f.old)+" → "+orNone(f.now))
				*f.old = f.now
			}
		}
		return strings.Join(lines, "\n"), nil
	})
}

func orNone(text string) string {
	if text == "" {
		return "（空）"
	}
	return text
}

// readOrder reads a contract's number, however the agency writes it, and a main account's id.
func readOrder(r *people.Reader, contract, account string) (number, id string) {
	number = r.Text("contract", "合同号", contract)
	if strings.TrimSpace(account) == "" {
		return number, ""
	}
	return number, r.Keep("accountUin", "主账号 ID", account, identity.UIN(account))
}
