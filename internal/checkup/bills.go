package checkup

import (
	"context"
	"fmt"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// rowPage is how many rows are read at a time.
const rowPage = 200

// bills holds each bill against its own arithmetic, what was paid against the payments
// that stand, and what the lists say is owed against the bills.
func bills(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	count, off := 0, []string{}
	var open money.Fen
	var totals store.InvoiceTotals
	err = d.Read(ctx, func(tx store.Tx) (err error) {
		if totals, err = tx.InvoiceList().Totals(d.Today()); err != nil {
			return err
		}
		return eachBill(tx, d.Today(), func(bill billing.Invoice, payments []billing.Payment) {
			count++
			open += bill.Open()
			var paid money.Fen
			for _, p := range payments {
				if p.Reversal == nil {
					paid += p.Amount
				}
			}
			if bill.Check() != nil || bill.Paid != paid || bill.Void != (bill.VoidOn != nil) || bill.Void && paid > 0 {
				off = append(off, bill.Number)
			}
		})
	})
	switch {
	case err != nil:
		return "", "", err
	case len(off) == 0 && totals.Sum[billing.AgeOpen] != open:
		wrong = fmt.Sprintf("列表里的未收合计是 %s，各张账单加起来是 %s，请从备份核对", totals.Sum[billing.AgeOpen], open)
	case len(off) > 0:
		wrong = fmt.Sprintf("%d 张账单里有 %d 张金额、状态和收款对不上（%s），请从备份核对", count, len(off), some(off))
	}
	return fmt.Sprintf("%d 张，各项、合计和收款一致", count), wrong, nil
}

// numbers holds the series against what they were given to: each number from 1 to the
// counter is there once, unless a restore has skipped it, and none beyond it.
func numbers(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	used := map[string]bool{}
	counters := []store.Counter{}
	gone, lost, undone := map[string]bool{}, 0, 0
	err = d.Read(ctx, func(tx store.Tx) (err error) {
		if counters, err = tx.Numbers().All(); err != nil {
			return err
		}
		skipped, err := office.SkippedNumbers(tx)
		if err != nil {
			return err
		}
		for _, s := range skipped {
			for n := s.From; n <= s.To; n++ {
				gone[office.SpellNumber(s.Series, s.Year, n)] = true
				if s.Undone {
					undone++
				} else {
					lost++
				}
			}
		}
		if err = everyCase(tx, func(c store.CaseRow) { used[c.Number] = true }); err != nil {
			return err
		}
		return eachBill(tx, d.Today(), func(bill billing.Invoice, payments []billing.Payment) {
			used[bill.Number] = true
			for _, p := range payments {
				used[p.Number] = true
			}
		})
	})
	off, count := []string{}, len(used)
	for _, c := range counters {
		for n := 1; n <= c.Last; n++ {
			number := office.SpellNumber(c.Series, c.Year, n)
			if !used[number] && !gone[number] {
				off = append(off, "缺 "+number)
			}
			delete(used, number)
		}
	}
	for number := range used {
		off = append(off, "多 "+number)
	}
	if len(off) > 0 {
		wrong = fmt.Sprintf("案件、账单、收据的编号和计数对不上（%s），请从备份核对", some(off))
	}
	whole = fmt.Sprintf("%d 个，连续，没有缺号", count)
	switch {
	case lost > 0 && undone > 0:
		whole = fmt.Sprintf("%d 个；从备份恢复时跳过 %d 个，恢复前已经发出；撤销导入时收走 %d 个", count, lost, undone)
	case lost > 0:
		whole = fmt.Sprintf("%d 个；从备份恢复时跳过 %d 个，恢复前已经发出", count, lost)
	case undone > 0:
		whole = fmt.Sprintf("%d 个；撤销导入时收走 %d 个", count, undone)
	}
	return whole, wrong, err
}

// everyCase gives every case as the lists have it, from one state of the desk.
func everyCase(tx store.Tx, f func(store.CaseRow)) error {
	for after := ""; ; {
		page, err := casesAfter(tx, after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, c := range page {
			f(c)
		}
		after = page[len(page)-1].Cursor
	}
}

// eachCase does so with a transaction a page, so that a look at all of a big desk holds up
// nobody's.
func eachCase(ctx context.Context, d *desk.Desk, f func(store.Tx, store.CaseRow) error) error {
	for after := ""; ; {
		var page []store.CaseRow
		err := d.Read(ctx, func(tx store.Tx) (err error) {
			page, err = casesAfter(tx, after)
			for _, c := range page {
				if err == nil {
					err = f(tx, c)
				}
			}
			return err
		})
		if err != nil || len(page) == 0 {
			return err
		}
		after = page[len(page)-1].Cursor
	}
}

func casesAfter(tx store.Tx, after string) ([]store.CaseRow, error) {
	return tx.CaseList().Cases(store.CaseQuery{View: "all", Sort: "number", After: after, Limit: rowPage})
}

// eachBill gives every bill with its payments.
func eachBill(tx store.Tx, today cal.Day, f func(billing.Invoice, []billing.Payment)) error {
	for after := ""; ; {
		page, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Today: today, After: after, Limit: rowPage})
		if err != nil || len(page) == 0 {
			return err
		}
		ids := make([]ref.InvoiceID, len(page))
		for i, bill := range page {
			ids[i] = bill.ID
		}
		all, err := tx.Payments().OfAll(ids)
		if err != nil {
			return err
		}
		of := map[ref.InvoiceID][]billing.Payment{}
		for _, p := range all {
			of[p.InvoiceID] = append(of[p.InvoiceID], p)
		}
		for _, bill := range page {
			f(bill, of[bill.ID])
		}
		after = page[len(page)-1].Number
	}
}
