// Package setup keeps what the desk is set up with: staff, prices, letterhead, and
// the instructions for the client's sub-account.
package setup

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"sync"

	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

//go:embed data/*.json
var files embed.FS

const priceKey = "price"

// Price is what the agency asks for a phase and how its bills are made. Changing it
// touches no fee that is booked already.
type Price struct {
	ICP      money.Fen `json:"icp"`      // for the ICP phase of a case
	Police   money.Fen `json:"police"`   // for the police phase of a case
	TermDays int       `json:"termDays"` // days a bill may be paid in
	Split    bool      `json:"split"`    // print net and tax
	TaxRate  int       `json:"taxRate"`  // basis points
	Version  int       `json:"-"`
}

var defaultPrice = sync.OnceValue(func() Price { return load[Price]("data/price.json") })

// load reads an embedded file. The files are part of the program: a broken one is a
// fault of the build, which the tests find.
func load[T any](name string) T {
	var v T
	data, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	if err != nil {
		panic(fmt.Sprintf("setup: %s: %v", name, err))
	}
	return v
}

// PriceOf reads the price; the published default (handbook §6) when none is set.
func PriceOf(tx store.Tx) (Price, error) {
	p := defaultPrice()
	version, err := office.ReadSetting(tx, priceKey, &p)
	p.Version = version
	return p, err
}

// SavePrice sets the price. Errors: Invalid at a field, Conflict when somebody has
// changed it since.
func SavePrice(ctx context.Context, o *office.Office, in Price) (Price, error) {
	if err := office.Judge(in); err != nil {
		return Price{}, err
	}
	if err := in.check(); err != nil {
		return Price{}, err
	}
	err := o.Write(ctx, func(w *office.Work) error {
		old, err := PriceOf(w.Tx)
		if err != nil {
			return err
		}
		if err := office.SaveSetting(w.Tx, priceKey, in, in.Version); err != nil {
			return err
		}
		return w.Note("edit", "", priceKey, "修改收费设置", old.describe()+"\n改为\n"+in.describe())
	})
	in.Version++
	return in, err
}

func (p Price) check() error {
	var wrong office.Problems
	if p.ICP <= 0 {
		wrong.At("icp", "ICP 备案的价格要大于 0")
	}
	if p.Police <= 0 {
		wrong.At("police", "公安备案的价格要大于 0")
	}
	if p.TermDays < 1 || p.TermDays > 365 {
		wrong.At("termDays", "付款期要在 1 到 365 天之间")
	}
	if p.TaxRate < 0 || p.TaxRate > 2000 {
		wrong.At("taxRate", "税率要在 0%% 到 20%% 之间")
	}
	return wrong.Err()
}

func (p Price) describe() string {
	split := "不拆分税额"
	if p.Split {
		split = fmt.Sprintf("拆分税额 %d.%02d%%", p.TaxRate/100, p.TaxRate%100)
	}
	return fmt.Sprintf("ICP %s，公安 %s，付款期 %d 天，%s", p.ICP, p.Police, p.TermDays, split)
}
