package papers_test

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

var ctx = context.Background()

func (d *desk) letterhead(t *testing.T) {
	t.Helper()
	_, err := setup.SaveLetterhead(ctx, d.Office, setup.Letterhead{
		Name: "兰州青桐信息服务有限公司", Short: "桐城", Address: "甘肃省兰州市城关区雁园路示例大厦 7 层 702 室",
		Phone: "0931-5550118", Email: "beian@qingtong.example", BankName: "示例银行兰州雁园支行", BankAcct: "6200 1234 5678 9012 345",
	})
	if err != nil {
		t.Fatal(err)
	}
}

// text reads a paper back as its reader's software would.
func text(t *testing.T, p papers.Paper) string {
	t.Helper()
	cmd := exec.Command("pdftotext", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(p.PDF)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// inOrder says that the parts stand in the text one after the other.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	// Gaps between Chinese and Latin are room on paper, not characters.
	tight := func(s string) string { return strings.Join(strings.Fields(s), "") }
	rest := tight(text)
	for _, p := range parts {
		_, after, found := strings.Cut(rest, tight(p))
		if !found {
			t.Fatalf("%q does not stand after what came before in\n%s", p, text)
		}
		rest = after
	}
}

func TestTheBillReadsBackInOrder(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	p, err := papers.Invoice(ctx, d.Office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "服务费账单 ZD2026-0001" || p.FileName != "服务费账单-ZD2026-0001-2026-09-07.pdf" || p.Pages != 1 || len(p.Warnings) != 0 {
		t.Errorf("%s, %s, %d pages, %q", p.Title, p.FileName, p.Pages, p.Warnings)
	}
	if len(p.PDF) > 150<<10 {
		t.Errorf("%d bytes", len(p.PDF))
	}
	inOrder(t, text(t, p), "兰州青桐信息服务有限公司", "服务费账单", "非发票", "杭州青禾软件有限公司", "ICP备案服务", "600.00", "公安备案服务", "600.00",
		"人民币壹仟贰佰元整", "附言", "ZD2026-0001")
}

func TestTheBillFollowsItsPayments(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"部分付款", "已付清"} {
		if b, err = invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: 60_000, On: d.Today(), Method: "银行转账", Version: b.Version}); err != nil {
			t.Fatal(err)
		}
		p, err := papers.Invoice(ctx, d.Office, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		inOrder(t, text(t, p), want, "SJ2026-0001")
	}
}

func TestAReversedPaymentStaysOnTheBill(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if b, err = invoicing.Pay(ctx, d.Office, invoicing.PayInput{InvoiceID: b.ID, Amount: 60_000, On: d.Today(), Method: "银行转账", Version: b.Version}); err != nil {
			t.Fatal(err)
		}
	}
	in := invoicing.ReverseInput{InvoiceID: b.ID, PaymentID: b.Payments[0].ID, Reason: "登到了别家的账单上", Version: b.Version}
	if _, err = invoicing.Reverse(ctx, d.Office, in); err != nil {
		t.Fatal(err)
	}
	p, err := papers.Invoice(ctx, d.Office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, p), "部分付款", "已收", "600.00", "应付金额", "¥600.00", "收款记录", "SJ2026-0001", "600.00",
		"冲正", "登到了别家的账单上（经办周敏）", "SJ2026-0001", "-600.00", "SJ2026-0002", "600.00", "付款方式")
}

// A preview takes no number: the bill issued after any number of them has the first.
func TestAPreviewHasNoNumberAndTakesNone(t *testing.T) {
	d := newDesk(t)
	if _, err := papers.Draft(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("without a letterhead: %v", err)
	}
	d.letterhead(t)
	for range 2 {
		p, err := papers.Draft(ctx, d.Office, d.Case)
		if err != nil {
			t.Fatal(err)
		}
		if p.FileName != "服务费账单预览-2026-09-07.pdf" || len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "价格还没有核对过") {
			t.Errorf("%s, %q", p.FileName, p.Warnings)
		}
		read := text(t, p)
		inOrder(t, read, "预览，未取号", "杭州青禾软件有限公司", "ICP备案服务", "公安备案服务", "¥1,200.00", "6200123456789012345")
		if strings.Contains(read, "ZD2026") {
			t.Errorf("a number stands in\n%s", read)
		}
	}
	if b, err := invoicing.Issue(ctx, d.Office, d.Case); err != nil || b.Number != "ZD2026-0001" {
		t.Errorf("%s, %v", b.Number, err)
	}
	if _, err := papers.Draft(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a preview of nothing: %v", err)
	}
}

func TestAVoidBillNamesReasonAndSuccessor(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = invoicing.Void(ctx, d.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "客户名称有误", Version: b.Version}); err != nil {
		t.Fatal(err)
	}
	if _, err = invoicing.Issue(ctx, d.Office, d.Case); err != nil {
		t.Fatal(err)
	}
	p, err := papers.Invoice(ctx, d.Office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	read := text(t, p)
	inOrder(t, read, "已作废")
	inOrder(t, read, "客户名称有误")
	inOrder(t, read, "ZD2026-0002")
	inOrder(t, read, "周敏")
	if strings.Contains(strings.Join(strings.Fields(read), ""), "6200123456789012345") {
		t.Error("a void bill asks for money")
	}
}

func TestTheTaxSplitPrintsWhenItIsOn(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	if _, err := setup.SavePrice(ctx, d.Office, setup.Price{ICP: 60_000, Police: 60_000, TermDays: 14, Split: true, TaxRate: 600}); err != nil {
		t.Fatal(err)
	}
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	p, err := papers.Invoice(ctx, d.Office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, p), "1,132.08", "6%", "67.92", "1,200.00")
}

func TestMissingCharactersAreNamed(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	d.MustWrite(t, func(w *office.Work) error {
		c, err := w.Cases().Get(d.Case)
		if err != nil {
			return err
		}
		client, err := w.Clients().Client(c.ClientID)
		if err != nil {
			return err
		}
		client.Name = "杭州𠮷祥㛃䶮软件有限公司"
		return w.Clients().UpdateClient(client)
	})
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	p, err := papers.Invoice(ctx, d.Office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Warnings) != 1 || p.Warnings[0] != "字体缺“𠮷”，纸上印作〓" {
		t.Errorf("warnings: %q", p.Warnings)
	}
	inOrder(t, text(t, p), "杭州〓祥㛃䶮软件有限公司")
}

func TestWithoutALetterheadNothingPrints(t *testing.T) {
	d := newDesk(t)
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := papers.Invoice(ctx, d.Office, b.ID); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("got %v", err)
	}
	if _, err := papers.Invoice(ctx, d.Office, ref.New[ref.InvoiceID]()); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("got %v", err)
	}
}

// Whom a bill is sent to and by which contract is as client and case stand now.
func TestABillNamesTheContactAndTheContract(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	b, err := invoicing.Issue(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	c, err := views.Show(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	client := people.InputOf(c.Client)
	client.Contact, client.ContactPhone, client.WeChat = "顾经理", "13800571009", "gumin-qinghe"
	if _, err := people.SaveClient(ctx, d.Office, client); err != nil {
		t.Fatal(err)
	}
	if _, err := filing.SetOrder(ctx, d.Office, filing.OrderInput{CaseID: d.Case, Contract: "HT-2026-118", Version: c.Case.Version}); err != nil {
		t.Fatal(err)
	}
	p, err := papers.Invoice(ctx, d.Office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	read := text(t, p)
	inOrder(t, read, "联系人：顾经理", "138****1009")
	inOrder(t, read, "合同号", "HT-2026-118")
	if strings.Contains(read, "13800571009") || strings.Contains(read, "gumin") {
		t.Errorf("what is covered stands in\n%s", read)
	}
}
