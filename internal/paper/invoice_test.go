package paper_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/paper"
)

var lineNumber = regexp.MustCompile(`^\d+\|`)

func TestTailKeepsThreeRowsAboveIt(t *testing.T) {
	for n := 3; n <= 220; n++ {
		l, err := paper.LayoutInvoice(manyLines(t, n))
		if err != nil {
			t.Fatalf("%d lines: %v", n, err)
		}
		rows, total, tailPage := map[int]int{}, 0, 0
		for _, ln := range l.Lines {
			if lineNumber.MatchString(ln.Text) && strings.Contains(ln.Text, "|BA2026-") {
				rows[ln.Page]++
				total++
			}
			if strings.Contains(ln.Text, "金额（大写）：") {
				tailPage = ln.Page
			}
		}
		if total != n || tailPage != l.Pages || rows[tailPage] < 3 {
			t.Errorf("%d lines: %d printed, %d above the tail on page %d of %d", n, total, rows[tailPage], tailPage, l.Pages)
		}
	}
}

func TestFewRowsUnderALongHeadStayOnItsPage(t *testing.T) {
	v := partPaidInvoice(t)
	v.Letterhead.Name, v.Client.Name = longName, strings.Repeat(longName, 3)
	l, err := paper.LayoutInvoice(v)
	if err != nil {
		t.Fatal(err)
	}
	page := map[string]int{}
	for _, ln := range l.Lines {
		page[ln.Text] = ln.Page
	}
	if l.Pages != 2 || page["2|公安备案阶段服务费|BA2026-0386|lanyuehotel.cn|1|600.00|600.00"] != 1 ||
		page["过次页（第 1–2 项累计）|1,200.00"] != 1 || page["承前页（第 1–2 项累计）|1,200.00"] != 2 || page["应付金额|¥699.50"] != 2 {
		t.Errorf("%d pages:\n%s", l.Pages, texts(l))
	}
	inside(t, l)
}

var carried = regexp.MustCompile(`^(过次页|承前页)（第 1–(\d+) 项累计）\|([\d,.]+)$`)

func TestCarriedSumsAreTheSumsOfTheRowsAbove(t *testing.T) {
	for _, n := range []int{20, 60, 137, 200} {
		v := manyLines(t, n)
		l, err := paper.LayoutInvoice(v)
		if err != nil {
			t.Fatal(err)
		}
		feet, heads := 0, 0
		for _, ln := range l.Lines {
			m := carried.FindStringSubmatch(ln.Text)
			if m == nil {
				continue
			}
			var upTo int
			fmt.Sscan(m[2], &upTo)
			var want money.Fen
			for _, x := range v.Lines[:upTo] {
				want += x.UnitPrice
			}
			if m[3] != want.String() {
				t.Errorf("%d lines: %s, want %s", n, ln.Text, want)
			}
			if m[1] == "过次页" {
				feet++
			} else {
				heads++
			}
		}
		if feet != l.Pages-1 || heads != l.Pages-1 {
			t.Errorf("%d lines on %d pages: %d feet, %d heads", n, l.Pages, feet, heads)
		}
	}
}

func texts(l paper.Layout) string {
	var sb strings.Builder
	for _, ln := range l.Lines {
		sb.WriteString(ln.Text + "\n")
	}
	return sb.String()
}

func TestEachStateSaysWhatHoldsForIt(t *testing.T) {
	for _, c := range []struct {
		name      string
		invoice   paper.Invoice
		has, lack []string
	}{
		{"issued", invoice(t),
			[]string{"合计|1,200.00", "应付金额|¥1,200.00", "人民币壹仟贰佰元整", "付款方式", "6200 1234 5678 9012 345", "附言|ZD2026-0417（请务必填写，便于核对）", "我方可按合同暂停后续", "收款单位（盖章）", "统一社会信用代码 91620103MA74KQ8X2T", "本公司非腾讯云"},
			[]string{"已付清", "已作废", "部分付款", "收款记录", "不含税", "微信支付"}},
		{"paid with the tax split", paidInvoice(t),
			[]string{"已付清", "合计（含税）|1,200.00", "其中：不含税金额|1,132.08", "增值税（6%）|67.92", "已收|1,200.00", "未付金额|¥0.00", "收款记录", "20261126 4400 8812 0917", "SJ2026-0291", "以税务系统开具的发票为准"},
			[]string{"付款方式", "6200 1234", "逾期未付的", "应付金额"}},
		{"part paid", partPaidInvoice(t),
			[]string{"部分付款", "已收|500.50", "应付金额|¥699.50", "收款记录", "付款方式", "微信支付", "支付宝"},
			[]string{"已付清", "未付金额"}},
		{"void", voidInvoice(t),
			[]string{"已作废", "应付金额|¥0.00", "作废说明", "替代账单|ZD2026-0418", "经办|周敏", "本账单已作废，请勿付款。编号保留，不再使用。"},
			[]string{"付款方式", "6200 1234", "微信支付", "盖章", "逾期未付的", "退款按"}},
		{"preview", previewInvoice(t),
			[]string{"预览，未取号", "账单编号|未取号", "应付金额|¥1,200.00", "付款方式", "附言|开单后的账单编号（请务必填写，便于核对）", "逾期未付的"},
			[]string{"ZD2026", "已付清", "收款记录"}},
		{"all reversed", reversedInvoice(t),
			[]string{"应付金额|¥1,200.00", "付款方式", "收款记录", "2026-11-26|银行转账|—|SJ2026-0291|600.00", "2026-11-27|冲正|登到了别家的账单上（经办 周敏）|SJ2026-0291|-600.00"},
			[]string{"已收|", "部分付款", "已付清"}},
		{"many cases", manyLines(t, 12),
			[]string{"案件编号|6 个案件，见明细", "域名或名称|见明细"}, nil},
	} {
		l, err := paper.LayoutInvoice(c.invoice)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got := texts(l)
		for _, s := range c.has {
			if !strings.Contains(got, s) {
				t.Errorf("%s: no %q", c.name, s)
			}
		}
		for _, s := range c.lack {
			if strings.Contains(got, s) {
				t.Errorf("%s: %q printed", c.name, s)
			}
		}
	}
}

func TestOnlyWhatWasReversedIsStruckThrough(t *testing.T) {
	v := reversedInvoice(t)
	standing := v.Payments[0]
	standing.Reversed, standing.Receipt = nil, "SJ2026-0292"
	v.State, v.Payments = paper.InvoicePartPaid, append(v.Payments, standing)
	l, err := paper.LayoutInvoice(v)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(l.Struck, "|"); got != "2026-11-26|银行转账|—|SJ2026-0291|600.00" {
		t.Errorf("struck through: %s", got)
	}
	inside(t, l)
}

func TestInvoiceRefusesWhatDoesNotAgree(t *testing.T) {
	for name, spoil := range map[string]func(*paper.Invoice){
		"no number":               func(v *paper.Invoice) { v.Number = "" },
		"a preview with a number": func(v *paper.Invoice) { v.State = paper.InvoicePreview },
		"issued but part paid":    func(v *paper.Invoice) { v.Payments = []paper.Payment{{Amount: 1}} },
		"no agency":               func(v *paper.Invoice) { v.Letterhead.Name = "" },
		"no client":               func(v *paper.Invoice) { v.Client.Name = "" },
		"no lines":                func(v *paper.Invoice) { v.Lines = nil },
		"no quantity":             func(v *paper.Invoice) { v.Lines[0].Quantity = 0 },
		"negative price":          func(v *paper.Invoice) { v.Lines[0].UnitPrice = -1 },
		"too large":               func(v *paper.Invoice) { v.Lines[0].UnitPrice, v.Lines[0].Quantity = 1<<62, 4 },
		"paid but open":           func(v *paper.Invoice) { v.State = paper.InvoicePaid },
		"part paid, all open":     func(v *paper.Invoice) { v.State = paper.InvoicePartPaid },
		"void without a reason":   func(v *paper.Invoice) { v.State = paper.InvoiceVoid },
		"a reason but not void":   func(v *paper.Invoice) { v.Void = &paper.Voiding{} },
		"unknown state":           func(v *paper.Invoice) { v.State = "draft" },
		"split that is off":       func(v *paper.Invoice) { v.Tax = &paper.TaxSplit{Rate: "6%", Net: 1, Tax: 1} },
		"a logo that is no PNG":   func(v *paper.Invoice) { v.Letterhead.Logo = []byte("GIF89a") },
		"a code that is no PNG":   func(v *paper.Invoice) { v.WeChatQR = []byte{0} },
		"a huge picture":          func(v *paper.Invoice) { v.AlipayQR = pattern(t, 4200) },
		"a name that fills more":  func(v *paper.Invoice) { v.Client.Name = strings.Repeat("长", 2000) },
	} {
		v := invoice(t)
		spoil(&v)
		_, err := paper.RenderInvoice(v)
		if c := errs.CodeOf(err); c != errs.Invalid {
			t.Errorf("%s: %q %v", name, c, err)
		}
	}
}

func TestLongNamesPushTheTableDown(t *testing.T) {
	short, err := paper.LayoutInvoice(invoice(t))
	if err != nil {
		t.Fatal(err)
	}
	v := invoice(t)
	v.Client.Name = strings.Repeat(longName, 3)
	long, err := paper.LayoutInvoice(v)
	if err != nil {
		t.Fatal(err)
	}
	head := func(l paper.Layout) float64 {
		for _, ln := range l.Lines {
			if strings.HasPrefix(ln.Text, "序号|") {
				return ln.Y
			}
		}
		t.Fatal("no table")
		return 0
	}
	if head(long) < head(short)+20 {
		t.Errorf("table at %.1f, with a long name at %.1f", head(short), head(long))
	}
	flat := strings.NewReplacer("\n", "", "|", "").Replace(texts(long))
	if n := strings.Count(flat, "分公司"); n != 3 {
		t.Errorf("%d of 3 name endings printed", n)
	}
}

// inside fails when text would lie outside the margins. An opening mark may hang its
// blank half over the left one.
func inside(t interface{ Fatalf(string, ...any) }, l paper.Layout) {
	o, f := l.Outer, l.Frame
	if o[0] < f[0]-2 || o[2] > f[1]+0.1 || o[1] < 9 || o[3] > f[3] {
		t.Fatalf("text spans %v in %v", o, f)
	}
	for _, ln := range l.Lines {
		if ln.Y > f[2]+0.1 && !strings.Contains(ln.Text, "生成于") {
			t.Fatalf("%q at %.1f lies in the foot", ln.Text, ln.Y)
		}
	}
}

func TestNoTextOfABillLeavesItsMargins(t *testing.T) {
	base := partPaidInvoice(t)
	base.WeChatQR, base.AlipayQR = pattern(t, 40), pattern(t, 40)
	rapid.Check(t, func(t *rapid.T) {
		v := base
		name := anyText(20)
		v.Client = paper.Payer{Name: "甲" + name.Draw(t, "client"), CreditCode: name.Draw(t, "code"), Contact: name.Draw(t, "contact"), Phone: "1", Address: name.Draw(t, "address")}
		v.Letterhead.Name = "乙" + anyText(12).Draw(t, "agency")
		v.Letterhead.Address = anyText(12).Draw(t, "agency address")
		v.Lines = nil
		for range rapid.IntRange(1, 12).Draw(t, "lines") {
			v.Lines = append(v.Lines, paper.InvoiceLine{Item: name.Draw(t, "item"), Case: name.Draw(t, "case"), Domain: name.Draw(t, "domain"),
				Quantity: rapid.Int64Range(1, 999).Draw(t, "quantity"), UnitPrice: money.Fen(rapid.Int64Range(100000, 99999999).Draw(t, "price"))})
		}
		v.Account = &paper.BankAccount{Holder: name.Draw(t, "holder"), Bank: name.Draw(t, "bank"), Number: name.Draw(t, "number")}
		l, err := paper.LayoutInvoice(v)
		if err != nil {
			t.Fatalf("%v", err)
		}
		inside(t, l)
	})
}
