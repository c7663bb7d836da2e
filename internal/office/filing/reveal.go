package filing

import (
	"context"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// Reveal gives a masked value in full and logs it: a field of a person or a client,
// or the password of a sub-account. Errors: Invalid for a token or use that does not
// exist, NotFound.
func Reveal(ctx context.Context, o *office.Office, in people.RevealInput) (string, error) {
	rest, ok := strings.CutPrefix(in.Token, "account:")
	if !ok {
		return people.Reveal(ctx, o, in)
	}
	id, _ := strings.CutSuffix(rest, ":secret")
	var c cases.Case
	err := o.Write(ctx, func(w *office.Work) error {
		var err error
		if c, err = w.Cases().Get(ref.CaseID(id)); err != nil {
			return err
		}
		if c.AccountSecret == "" {
			return errs.New(errs.NotFound, "没有保存子账号密码")
		}
		in.CaseID = c.ID
		return people.LogReveal(w, in, id, "子账号密码", c.AccountUser)
	})
	if err != nil {
		return "", err
	}
	return c.AccountSecret, nil
}
