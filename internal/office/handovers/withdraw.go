package handovers

import (
	"context"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// Withdraw takes a line back that was registered by mistake: it stays, struck out. Errors:
// Invalid at reason; Blocked for what an action registered, and for what was taken back
// already; NotFound.
func Withdraw(ctx context.Context, o *office.Office, id ref.HandoverID, reason string) error {
	if err := office.JudgeText("reason", "原因,lines,2000", reason); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return errs.AtField("reason", "请写明为什么撤回")
	}
	if err := noValues(reason); err != nil {
		return errs.AtField("reason", "%s", err.Error())
	}
	return o.Write(ctx, func(w *office.Work) error {
		h, err := w.Handovers().Get(id)
		switch {
		case err != nil:
			return err
		case h.Undone != nil:
			return errs.New(errs.Blocked, "这条登记已经撤回")
		case h.Move != "":
			return errs.New(errs.Blocked, "这条是办理时自动登记的：登记错了的那一步撤销后，它跟着撤回")
		}
		h.Undone = &handovers.Undone{At: w.Now, Staff: w.Staff, Why: reason}
		if err := w.Handovers().Update(h); err != nil {
			return err
		}
		r, _ := handovers.RecipientOf(h.Recipient)
		return w.Note("edit", h.CaseID, string(id), "撤回移交登记："+r.Label, reason)
	})
}
