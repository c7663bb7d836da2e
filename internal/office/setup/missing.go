package setup

import (
	"context"
	"fmt"

	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// Missing is what first run may put off: the desk works without it, papers and fees do not
// come out right.
type Missing struct {
	Part string // of the settings that has it: letterhead, price
	Text string
}

// WhatIsMissing tells what is still put off.
func WhatIsMissing(ctx context.Context, o *office.Office) ([]Missing, error) {
	var list []Missing
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		list, err = MissingIn(tx)
		return err
	})
	return list, err
}

// MissingIn is WhatIsMissing inside a transaction.
func MissingIn(tx store.Tx) ([]Missing, error) {
	l, err := LetterheadIfWhole(tx)
	if err != nil {
		return nil, err
	}
	p, err := PriceOf(tx)
	if err != nil {
		return nil, err
	}
	list := []Missing{}
	switch {
	case l.Damaged:
		list = append(list, Missing{"letterhead", "存着的抬头损坏或被改动过，没有采用；核对后重新填写，账单和报告才印得出来"})
	case l.Name == "":
		list = append(list, Missing{"letterhead", "还没有抬头，账单和报告印不出来"})
	}
	if p.Version == 0 {
		list = append(list, Missing{"price", fmt.Sprintf("价格还没有核对过，新案件按默认的 ICP %s、公安 %s 记费用", p.ICP, p.Police)})
	}
	return list, nil
}
