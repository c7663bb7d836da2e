package audit

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

// Acceptance is why rows that were changed past the desk are taken for good.
type Acceptance struct {
	Reason string `text:"理由,line,200"`
}

// Accept takes the rows that were changed past the desk for good, once somebody has looked at
// them and put right what was wrong, and says which in the journal. Errors: Invalid at "reason"
// without one, NotFound when there is no such row.
func Accept(ctx context.Context, o *office.Office, in Acceptance) (accepted []string, err error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" {
		return nil, errs.AtField("reason", "请写明和什么核对过、为什么认下")
	}
	err = o.Write(ctx, func(w *office.Work) error {
		found, err := office.Changed(w.Tx)
		if err != nil {
			return err
		}
		missing, err := w.Marks().Missing()
		if err != nil {
			return err
		}
		for _, m := range missing {
			accepted = append(accepted, office.MissingWords(m))
		}
		if len(found)+len(missing) == 0 {
			return errs.New(errs.NotFound, "没有在备案台外面改过的内容，不用认下")
		}
		for _, one := range found {
			accepted = append(accepted, office.ChangedWords(one))
		}
		if err := w.Marks().Accept(found); err != nil {
			return err
		}
		return w.Note("edit", "", "accepted", fmt.Sprintf("认下在备案台外面改过的内容 %d 处", len(accepted)), in.Reason+"\n"+strings.Join(accepted, "\n"))
	})
	return accepted, err
}
