package filing

import (
	"fmt"
	"slices"

	"beiandesk/internal/billing"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
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
			err = errs.New(errs.Blocked, "%s", onBill(*standing))
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

// onBill says why a fee can't go: what stands on a bill is never changed.
func onBill(f billing.Fee) string {
	return fmt.Sprintf("“%s”已经开在账单上，请先作废那张账单，再办这一步", f.Label)
}

// blockVoid tells in the menu which fees keep the case from being void.
func (f *CaseFile) blockVoid() {
	i := slices.IndexFunc(f.Menu, func(a workflow.Action) bool { return a.Code == workflow.ActionVoid })
	if i < 0 {
		return
	}
	for _, fee := range f.Money.Fees {
		if fee.State == billing.FeeInvoiced {
			f.Menu[i].Why = append(f.Menu[i].Why, onBill(fee.Fee)+"。")
		}
	}
}
