package filing

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// settleFees makes the fees agree with what the moves add up to: one for each phase
// of the case, none for a void case. So a phase added later, a void case and the
// undoing of either book and void by themselves. What stands on a bill is never
// changed: the bill must be voided first (Blocked).
func settleFees(w *office.Work, id ref.CaseID, st workflow.State) error {
	fees, err := w.Fees().Of(id)
	if err != nil {
		return err
	}
	price, err := setup.PriceOf(w.Tx)
	if err != nil {
		return err
	}
	for _, phase := range []struct {
		code, label string
		wanted      bool
		amount      money.Fen
	}{
		{string(workflow.PhaseICP), "ICP 备案服务", st.ICP, price.ICP},
		{string(workflow.PhasePolice), "公安备案服务", st.Police, price.Police},
	} {
		wanted := phase.wanted && st.Status != workflow.Void
		var standing, voided *billing.Fee
		for i := range fees {
			switch {
			case fees[i].Phase != phase.code:
			case fees[i].State == billing.FeeVoid:
				voided = &fees[i]
			default:
				standing = &fees[i]
			}
		}
		switch {
		case wanted && standing == nil && voided != nil:
			voided.State = billing.FeeOpen
			err = w.Fees().Update(*voided)
		case wanted && standing == nil:
			err = w.Fees().Add(billing.Fee{
				ID: ref.New[ref.FeeID](), CaseID: id, Phase: phase.code, Label: phase.label, Amount: phase.amount,
				State: billing.FeeOpen, CreatedAt: w.Now, Version: 1,
			})
		case !wanted && standing != nil && standing.State == billing.FeeInvoiced:
			err = errs.New(errs.Blocked, "%s", casefile.OnBill(*standing))
		case !wanted && standing != nil:
			standing.State = billing.FeeVoid
			err = w.Fees().Update(*standing)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
