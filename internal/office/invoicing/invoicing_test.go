package invoicing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	fen "beiandesk/internal/money"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

var ctx = context.Background()

// desk is the walk's on the day of its signing.
type desk struct{ *desktest.Walk }

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{desktest.OpenWalk(t)}
}

func (d *desk) issue(t *testing.T) invoicing.Bill {
	t.Helper()
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (d *desk) get(t *testing.T, id ref.InvoiceID) invoicing.Bill {
	t.Helper()
	b, err := invoicing.Get(ctx, d.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func feeWords(m invoicing.CaseMoney) []string {
	words := []string{}
	for _, f := range m.Fees {
		words = append(words, f.Text)
	}
	return words
}

func TestWalkTheBillOver1200(t *testing.T) {
	d := newDesk(t)
	b := d.issue(t)
	if b.Number != "ZD2026-0001" || b.Total.String() != "1,200.00" || b.Upper != "人民币壹仟贰佰元整" || b.DueOn.String() != "2026-09-21" {
		t.Errorf("%s over %s, %s, due %s", b.Number, b.Total, b.Upper, b.DueOn)
	}
	if b.Items != "ICP、公安" || b.Case != "BA2026-0001" || b.ClientName != "杭州青禾软件有限公司" || b.Lines[0].Domain != "qinghe.example" {
		t.Errorf("%+v", b)
	}
	for day, want := range map[string]string{"2026-09-21": "未到期", "2026-09-22": "逾期 1 天", "2026-11-02": "逾期 42 天"} {
		d.At(t, day)
		if got := d.get(t, b.ID); got.Status.Text != want {
			t.Errorf("on %s: %s, want %s", day, got.Status.Text, want)
		}
	}
	d.At(t, "2026-09-22")
	totals, err := invoicing.Totals(ctx, d.Office)
	if err != nil || totals.Sum["d30"] != 120_000 || totals.Count["open"] != 1 {
		t.Errorf("%+v, %v", totals, err)
	}
	d.At(t, "2026-11-03")
	paid, err := invoicing.Pay(ctx, d.Office, invoicing.PayInput{
		InvoiceID: b.ID, Amount: 120_000, On: d.Today(), Method: "银行转账", Version: b.Version,
	})
	if err != nil || paid.Status.Text != "已收" || len(paid.Payments) != 1 || paid.Payments[0].Number != "SJ2026-0001" {
		t.Errorf("%+v, %v", paid, err)
	}
	m, err := invoicing.OfCase(ctx, d.Office, d.Case)
	if err != nil || m.Unpaid != 0 || m.CanIssue || !slices.Equal(feeWords(m), []string{"已收", "已收"}) {
		t.Errorf("%+v, %v", m, err)
	}
	j := d.Journal(t)
	if len(j) != 2 || j[0].Title != "登记收款 ZD2026-0001" || j[1].Title != "开账单 ZD2026-0001" || j[0].Happen != "2026-11-03" {
		t.Errorf("journal: %+v", j)
	}
}

// What has no domain stands on its bill by its name.
func TestABillNamesAMiniProgram(t *testing.T) {
	d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) {
		in.Type, in.Police, in.Sites = "mini", false, []filing.SiteInput{{Name: "青禾库存助手"}}
	})}
	if b := d.issue(t); b.Lines[0].Domain != "青禾库存助手" {
		t.Errorf("%+v", b.Lines)
	}
}

func TestNothingOpenIsNothingToBill(t *testing.T) {
	d := newDesk(t)
	d.issue(t)
	_, err := invoicing.Issue(ctx, d.Office, d.Case)
	if errs.CodeOf(err) != errs.Blocked || err.Error() != "没有未开单的费用" {
		t.Errorf("got %v", err)
	}
}

func TestPartPaymentsNeverPassTheTotal(t *testing.T) {
	d := newDesk(t)
	b := d.issue(t)
	pay := func(amount fen.Fen, version int) (invoicing.Bill, error) {
		return invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: amount, On: d.Today(), Method: "微信支付", Version: version})
	}
	part, err := pay(60_000, b.Version)
	if err != nil || part.Status.Text != "部分已收" || part.Open() != 60_000 {
		t.Fatalf("%+v, %v", part, err)
	}
	if _, err := pay(60_000, b.Version); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale bill took money: %v", err)
	}
	if _, err := pay(60_001, part.Version); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("too much was taken: %v", err)
	}
	_, err = invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: 1, On: d.Today().Add(1), Method: "现金", Version: part.Version})
	if errs.CodeOf(err) != errs.Invalid {
		t.Errorf("money of tomorrow was taken: %v", err)
	}
	_, err = invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "重开", Version: part.Version})
	if errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a paid bill was made void: %v", err)
	}
	whole, err := pay(60_000, part.Version)
	if err != nil || whole.Payments[1].Number != "SJ2026-0002" || whole.Status.Text != "已收" {
		t.Errorf("%+v, %v", whole, err)
	}
}

func TestAVoidBillKeepsItsNumberAndFreesItsFees(t *testing.T) {
	d := newDesk(t)
	b := d.issue(t)
	if _, err := invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: b.ID, Version: b.Version}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("void without a reason: %v", err)
	}
	void, err := invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "客户名称有误", Version: b.Version})
	if err != nil || void.Status.Text != "作废" || void.Number != b.Number || void.VoidReason != "客户名称有误" {
		t.Fatalf("%+v, %v", void, err)
	}
	m, err := invoicing.OfCase(ctx, d.Office, d.Case)
	if err != nil || !m.CanIssue || m.Unbilled != 120_000 || m.Unpaid != 120_000 || !slices.Equal(feeWords(m), []string{"未开单", "未开单"}) {
		t.Errorf("%+v, %v", m, err)
	}
	if again := d.issue(t); again.Number != "ZD2026-0002" {
		t.Errorf("the next bill is %s", again.Number)
	}
}

func TestARolledBackBillTakesNoNumber(t *testing.T) {
	d := newDesk(t)
	whole := d.Store
	d.Store = forgetful{whole}
	if _, err := invoicing.Issue(ctx, d.Office, d.Case); err == nil {
		t.Fatal("nothing failed")
	}
	d.Store = whole
	if b := d.issue(t); b.Number != "ZD2026-0001" {
		t.Errorf("the number after a failure is %s", b.Number)
	}
}

// forgetful fails each write at its very end.
type forgetful struct{ store.Store }

func (s forgetful) Write(ctx context.Context, f func(store.Tx) error) error {
	return s.Store.Write(ctx, func(tx store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return errors.New("no room left")
	})
}

func TestPriceSettingsReachTheNextBillOnly(t *testing.T) {
	d := newDesk(t)
	first := d.issue(t)
	price, err := setup.SavePrice(ctx, d.Office, setup.Price{ICP: 80_000, Police: 60_000, TermDays: 30, Split: true, TaxRate: 600})
	if err != nil {
		t.Fatal(err)
	}
	if first.TaxRate != 0 || price.Version != 1 {
		t.Errorf("rate %d, version %d", first.TaxRate, price.Version)
	}
	if _, err := invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: first.ID, Reason: "改条件", Version: first.Version}); err != nil {
		t.Fatal(err)
	}
	second := d.issue(t)
	if second.TaxRate != 600 || second.DueOn.String() != "2026-10-07" || second.Total != 120_000 {
		t.Errorf("rate %d, due %s, total %s (booked fees keep their price)", second.TaxRate, second.DueOn, second.Total)
	}
}

// A part-paid bill opened from the list shows its receipts and can't be made void.
func TestTheListKnowsWhatWasPaid(t *testing.T) {
	d := newDesk(t)
	b := d.issue(t)
	for _, amount := range []fen.Fen{10_000, 20_000} {
		var err error
		if b, err = invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: amount, On: d.Today(), Method: "现金", Version: b.Version}); err != nil {
			t.Fatal(err)
		}
	}
	p, err := invoicing.List(ctx, d.Office, store.InvoiceQuery{Limit: 10})
	if err != nil || len(p.Bills) != 1 || !slices.Equal(p.Bills[0].Payments, b.Payments) || len(b.Payments) != 2 {
		t.Errorf("the list has %+v, %v; want %+v", p.Bills, err, b.Payments)
	}
}

// A payment booked by mistake is reversed: it stays to be read with its reversal, and the
// bill goes on as if it had not come.
func TestAReversedPaymentStaysAndTheBillIsOpenAgain(t *testing.T) {
	d := newDesk(t)
	b := d.issue(t)
	d.At(t, "2026-09-10")
	paid, err := invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: 120_000, On: d.Today(), Method: "银行转账", Version: b.Version})
	if err != nil {
		t.Fatal(err)
	}
	wrong := paid.Payments[0]
	d.At(t, "2026-09-22")
	reverse := func(in invoicing.ReverseInput) (invoicing.Bill, error) { return invoicing.Reverse(ctx, d.Office, in) }
	for name, c := range map[string]struct {
		in   invoicing.ReverseInput
		code errs.Code
	}{
		"without a reason": {invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: wrong.ID, Version: paid.Version}, errs.Invalid},
		"a stale bill":     {invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: wrong.ID, Reason: "登错", Version: b.Version}, errs.Conflict},
		"no such payment":  {invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: "none", Reason: "登错", Version: paid.Version}, errs.NotFound},
	} {
		if _, err := reverse(c.in); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	open, err := reverse(invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: wrong.ID, Reason: " 登到了别家的账单上 ", Version: paid.Version})
	if err != nil || open.Status.Text != "逾期 1 天" || open.Open() != 120_000 || len(open.Payments) != 1 {
		t.Fatalf("%+v, %v", open, err)
	}
	p := open.Payments[0]
	if r := p.Reversal; p.Number != "SJ2026-0001" || r == nil || r.Reason != "登到了别家的账单上" || r.On.String() != "2026-09-22" || p.ReversedBy != "周敏" {
		t.Errorf("%+v, reversed %+v", p, p.Reversal)
	}
	m, err := invoicing.OfCase(ctx, d.Office, d.Case)
	if err != nil || m.Unpaid != 120_000 || !slices.Equal(feeWords(m), []string{"已开单", "已开单"}) || m.Bills[0].Payments[0].Reversal == nil {
		t.Errorf("%+v, %v", m, err)
	}
	list, err := invoicing.List(ctx, d.Office, store.InvoiceQuery{Limit: 10, Age: "d30"})
	if err != nil || len(list.Bills) != 1 || len(list.Bills[0].Payments) != 1 || list.Bills[0].Payments[0].ReversedBy != "周敏" {
		t.Errorf("%+v, %v", list, err)
	}
	if j := d.Journal(t); j[0].Title != "冲正收款 ZD2026-0001" || !strings.Contains(j[0].Payload, "SJ2026-0001") || !strings.Contains(j[0].Payload, "登到了别家的账单上") {
		t.Errorf("journal: %+v", j[0])
	}
	if _, err := reverse(invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: wrong.ID, Reason: "再来", Version: open.Version}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a payment was reversed twice: %v", err)
	}
	void, err := invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "重开", Version: open.Version})
	if err != nil || !void.Invoice.Void || len(void.Payments) != 1 {
		t.Errorf("%+v, %v", void, err)
	}
	if _, err := reverse(invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: wrong.ID, Reason: "再来", Version: void.Version}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a payment of a void bill was reversed again: %v", err)
	}
	next := d.issue(t)
	if got, err := invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: next.ID, Amount: 1, On: d.Today(), Method: "现金", Version: next.Version}); err != nil || got.Payments[0].Number != "SJ2026-0002" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAPaymentBeforeItsBillIsAsked(t *testing.T) {
	d := newDesk(t)
	b := d.issue(t)
	in := invoicing.PayInput{InvoiceID: b.ID, Amount: 1, On: b.IssuedOn.Add(-1), Method: "现金", Version: b.Version}
	_, err := invoicing.Pay(ctx, d.Office, in)
	if e := (*errs.Error)(nil); !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != "early" || !strings.Contains(e.Message, "2026-09-06") {
		t.Fatalf("got %v", err)
	}
	if got := d.get(t, b.ID); len(got.Payments) != 0 || got.Version != b.Version {
		t.Errorf("something was booked: %+v", got)
	}
	in.Early = true
	if got, err := invoicing.Pay(ctx, d.Office, in); err != nil || got.Payments[0].Number != "SJ2026-0001" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestABillIsIssuedAsItWasShown(t *testing.T) {
	d := newDesk(t)
	if _, err := invoicing.IssueShown(ctx, d.Office, d.Case, 60_000); errs.CodeOf(err) != errs.Conflict || !strings.Contains(err.Error(), "1,200.00") {
		t.Errorf("got %v", err)
	}
	if b, err := invoicing.IssueShown(ctx, d.Office, d.Case, 120_000); err != nil || b.Number != "ZD2026-0001" {
		t.Errorf("%s, %v", b.Number, err)
	}
}

func TestTheListPagesByNumber(t *testing.T) {
	d := newDesk(t)
	for range 3 {
		b := d.issue(t)
		if _, err := invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "重开", Version: b.Version}); err != nil {
			t.Fatal(err)
		}
	}
	d.issue(t)
	var seen []string
	q := store.InvoiceQuery{Limit: 3}
	for {
		p, err := invoicing.List(ctx, d.Office, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range p.Bills {
			seen = append(seen, fmt.Sprintf("%s %s", b.Number, b.Status.Text))
		}
		if p.Next == "" {
			break
		}
		q.After = p.Next
	}
	want := "ZD2026-0004 未到期,ZD2026-0003 作废,ZD2026-0002 作废,ZD2026-0001 作废"
	if got := strings.Join(seen, ","); got != want {
		t.Errorf("listed %s", got)
	}
	if b, err := invoicing.ByNumber(ctx, d.Office, " zd2026-0004 "); err != nil || b.Number != "ZD2026-0004" {
		t.Errorf("%s, %v", b.Number, err)
	}
	if _, err := invoicing.ByNumber(ctx, d.Office, "ZD2026-0005"); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("got %v", err)
	}
}
