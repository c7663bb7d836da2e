package closing

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// CloseInput says which of the steps are taken now.
type CloseInput struct {
	CaseID  ref.CaseID `json:"caseId"`
	Revoked bool       `json:"revoked"`                     // the client has deleted the sub-account
	Given   []string   `json:"given"`                       // codes of the kinds that were given back; none leaves the step
	Scans   string     `json:"scans"`                       // purge, keep; "" leaves the step
	Reason  string     `json:"reason" text:"理由,lines,2000"` // why they are kept
}

// Close takes the steps in their order, each by its own act and transaction: what was taken
// before one is refused stays, and who comes again goes on there. A step that is done is left
// alone, but what was given back once more is not passed over. Errors: Blocked where a step's
// turn has not come; those of the acts.
func Close(ctx context.Context, o *office.Office, in CloseInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	if in.Revoked {
		if err := take(ctx, o, in.CaseID, Access, workflow.ActionRevoke, "", nil); err != nil {
			return err
		}
	}
	if len(in.Given) > 0 {
		if err := Give(ctx, o, GiveInput{CaseID: in.CaseID, Kinds: in.Given}); err != nil {
			return err
		}
	}
	if in.Scans == "" {
		return nil
	}
	return take(ctx, o, in.CaseID, Scans, "", in.Reason, map[string]string{"scans": in.Scans})
}

// endBasis is the ground of what a client is given back at the end.
const endBasis = "end"

// GiveInput says what the client was given back at the end of a case.
type GiveInput struct {
	CaseID ref.CaseID `json:"caseId"`
	Kinds  []string   `json:"kinds"` // codes
	Note   string     `json:"note" text:"说明,lines,2000"`
}

// Give registers it. Errors: Blocked where that was done already, or its turn has not come;
// those of handovers.Add.
func Give(ctx context.Context, o *office.Office, in GiveInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	now, err := Of(ctx, o, in.CaseID, nil)
	if err != nil {
		return err
	}
	switch s := now.Step(Back); s.Stands {
	case Done:
		return errs.New(errs.Blocked, "交还已经登记过，这次没有登记。%s又交还了别的，请另写进移交登记", strings.Join(s.Says, ""))
	case Later:
		return errs.New(errs.Blocked, "还不能%s：%s", s.Label, s.Says[0])
	}
	return handovers.Add(ctx, o, handovers.HandoverInput{CaseID: in.CaseID, Recipient: "client", Kinds: in.Kinds, Purpose: "办结，交还客户", Basis: endBasis, Note: in.Note})
}

// take records the action of a step; "" is its only one.
func take(ctx context.Context, o *office.Office, id ref.CaseID, code, action, reason string, values map[string]string) error {
	now, err := Of(ctx, o, id, nil)
	if err != nil {
		return err
	}
	s := now.Step(code)
	switch s.Stands {
	case Done:
		return nil
	case Later:
		return errs.New(errs.Blocked, "还不能%s：%s", s.Label, s.Says[0])
	}
	if action == "" {
		action = s.Acts[0]
	}
	if !slices.Contains(s.Acts, action) {
		return errs.New(errs.Blocked, "现在不能%s，请看案件的下一步", s.Label)
	}
	_, err = filing.Do(ctx, o, filing.DoInput{CaseID: id, Action: action, SiteID: s.Site, Reason: reason, Values: values, Version: now.Case.Case.Version})
	return err
}
