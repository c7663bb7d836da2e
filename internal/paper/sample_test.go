package paper_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/paper"
)

var generated = time.Date(2026, 11, 23, 9, 12, 0, 0, cal.Zone)

func day(t testing.TB, s string) cal.Day {
	t.Helper()
	d, err := cal.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func letterhead() paper.Letterhead {
	return paper.Letterhead{
		Name: "兰州青桐信息服务有限公司", Short: "桐城", CreditCode: "91620102MA7XQT5K6P",
		Address: "甘肃省兰州市城关区雁园路示例大厦 7 层 702 室", Phone: "0931-5550118", Email: "beian@qingtong.example",
	}
}

// pattern draws a chequered PNG that stands for a payment code.
func pattern(t testing.TB, side int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			if (x/8*7+y/8*5+x/8*(y/8))%3 == 0 {
				img.SetGray(x, y, color.Gray{0})
			} else {
				img.SetGray(x, y, color.Gray{255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func invoice(t testing.TB) paper.Invoice {
	return paper.Invoice{
		Letterhead: letterhead(), State: paper.InvoiceIssued, Number: "ZD2026-0417",
		IssuedOn: day(t, "2026-11-23"), DueOn: day(t, "2026-12-07"),
		Client: paper.Payer{
			Name: "甘肃兰悦酒店管理有限公司", CreditCode: "91620103MA74KQ8X2T", Contact: "陈建国",
			Phone: "138****5678", Address: "甘肃省兰州市七里河区示例路 16 号",
		},
		Lines: []paper.InvoiceLine{
			{Item: "ICP备案阶段服务费", Case: "BA2026-0386", Domain: "lanyuehotel.cn", Quantity: 1, UnitPrice: 60000},
			{Item: "公安备案阶段服务费", Case: "BA2026-0386", Domain: "lanyuehotel.cn", Quantity: 1, UnitPrice: 60000},
		},
		Account:     &paper.BankAccount{Holder: "兰州青桐信息服务有限公司", Bank: "示例银行兰州雁园支行", Number: "6200 1234 5678 9012 345"},
		GeneratedAt: generated,
	}
}

func paidInvoice(t testing.TB) paper.Invoice {
	v := invoice(t)
	v.State = paper.InvoicePaid
	v.Tax = &paper.TaxSplit{Rate: "6%", Net: 113208, Tax: 6792}
	v.Payments = []paper.Payment{{On: day(t, "2026-11-26"), Method: "银行转账", Reference: "20261126 4400 8812 0917", Receipt: "SJ2026-0291", Amount: 120000}}
	return v
}

func partPaidInvoice(t testing.TB) paper.Invoice {
	v := invoice(t)
	v.State = paper.InvoicePartPaid
	v.WeChatQR, v.AlipayQR = pattern(t, 300), pattern(t, 900)
	v.Payments = []paper.Payment{{On: day(t, "2026-11-26"), Method: "微信支付", Amount: 50050}}
	return v
}

func previewInvoice(t testing.TB) paper.Invoice {
	v := invoice(t)
	v.State, v.Number = paper.InvoicePreview, ""
	return v
}

func reversedInvoice(t testing.TB) paper.Invoice {
	v := invoice(t)
	v.Payments = []paper.Payment{{On: day(t, "2026-11-26"), Method: "银行转账", Receipt: "SJ2026-0291", Amount: 60000,
		Reversed: &paper.Reversal{On: day(t, "2026-11-27"), Reason: "登到了别家的账单上", By: "周敏"}}}
	return v
}

func voidInvoice(t testing.TB) paper.Invoice {
	v := invoice(t)
	v.State = paper.InvoiceVoid
	v.WeChatQR = pattern(t, 300)
	v.Void = &paper.Voiding{On: day(t, "2026-11-23"), Reason: "客户名称有误（应为“甘肃兰悦酒店管理有限公司”），按更正后的名称重新开单。", ReplacedBy: "ZD2026-0418", By: "周敏"}
	return v
}

var longName = "西北非物质文化遗产数字化保护与传播工程技术研究中心（甘肃）有限责任公司兰州新区分公司"

// manyLines is a bill of n lines over n/2 cases, some with domains that wrap.
func manyLines(t testing.TB, n int) paper.Invoice {
	v := invoice(t)
	v.Number = "ZD2026-0431"
	v.Client.Name = longName
	v.Lines = nil
	domains := []string{"lanyuehotel.cn", "yunlingtcm.com", "northwest-intangible-heritage-crafts-exchange.com.cn", "maiji-stone.cn"}
	for i := range n {
		v.Lines = append(v.Lines, paper.InvoiceLine{
			Item: []string{"ICP备案阶段服务费", "公安备案阶段服务费"}[i%2], Case: fmt.Sprintf("BA2026-%04d", 301+i/2),
			Domain: domains[i/2%len(domains)], Quantity: 1, UnitPrice: money.Fen(60000 + i),
		})
	}
	return v
}
