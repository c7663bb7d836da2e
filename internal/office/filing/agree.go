package filing

import (
	"context"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// AgreeInput moves the agreed date of an open run (改期).
type AgreeInput struct {
	CaseID  ref.CaseID `json:"caseId"`
	RunID   ref.RunID  `json:"runId"`
	Day     string     `json:"day"`
	Reason  string     `json:"reason"`
	Version int        `json:"version"` // of the case as shown; 0 asks for no check
}

// Agree moves the date. Errors: Blocked for a legal or longest date, Invalid at day or
// reason, Conflict, NotFound when the run has ended.
func Agree(ctx context.Context, o *office.Office, in AgreeInput) (Moved, error) {
	if err := office.Judge(in); err != nil {
		return Moved{}, err
	}
	key, err := runKey(ctx, o, in.CaseID, in.RunID)
	if err != nil {
		return Moved{}, err
	}
	return Do(ctx, o, DoInput{
		CaseID: in.CaseID, Action: workflow.ActionAgree, Reason: in.Reason, Version: in.Version,
		Values: map[string]string{"run": key, "day": in.Day},
	})
}

// runKey finds the key of an open run by its id.
func runKey(ctx context.Context, o *office.Office, id ref.CaseID, run ref.RunID) (string, error) {
	key := ""
	err := o.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.Projections().Runs(id)
		for _, r := range rows {
			if r.ID == run {
				key = r.Key
			}
		}
		return err
	})
	if err == nil && key == "" {
		err = errs.New(errs.NotFound, "这一步已经办完了，请刷新后再看")
	}
	return key, err
}
