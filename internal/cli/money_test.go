package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestMoneyIsRefusedWhereItDoesNotFit(t *testing.T) {
	f := opened(t)
	bill := f.must("invoice", "issue", "--case", "BA2026-0001")
	f.refused(1, "没有未开单的费用", "invoice", "issue", "--case", "BA2026-0001")
	f.refused(1, "", "invoice", "pay", "--invoice", bill, "--amount", "1200.01")
	f.refused(1, "收款日期不能晚于今天", "invoice", "pay", "--invoice", bill, "--amount", "1", "--on", "2026-09-08")
	f.refused(2, "--on：日期要写成", "invoice", "pay", "--invoice", bill, "--amount", "1", "--on", "改天")
	f.refused(1, "", "invoice", "pay", "--invoice", bill, "--amount", "1", "--method", "贝壳")
	f.refused(1, "账单", "invoice", "pay", "--invoice", "ZD2026-0099", "--amount", "1")
	f.refused(2, "--amount", "invoice", "pay", "--invoice", bill, "--amount", "much")
	f.must("invoice", "pay", "--invoice", bill, "--amount", "200.00", "--method", "现金", "--on", "今天")
	var list []struct{ Number, Paid, Open, State string }
	if err := json.Unmarshal([]byte(f.must("list", "invoices", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].Number != bill || list[0].Paid != "200.00" || list[0].Open != "1000.00" || list[0].State != "part" {
		t.Errorf("bills are %+v", list)
	}
}

func TestAPaymentBookedByMistakeIsReversed(t *testing.T) {
	f := opened(t)
	bill := f.must("invoice", "issue", "--case", "BA2026-0001")
	f.refused(1, "--agree", "invoice", "pay", "--invoice", bill, "--amount", "200.00", "--on", "2026-09-06")
	receipt := f.must("invoice", "pay", "--invoice", bill, "--amount", "200.00", "--on", "2026-09-06", "--agree")
	f.refused(1, "先冲正", "invoice", "void", "--invoice", bill, "--reason", "重开")
	f.refused(2, "--reason", "invoice", "reverse", "--receipt", receipt)
	f.refused(1, "原因", "invoice", "reverse", "--receipt", receipt, "--reason", " ")
	f.refused(1, "没有这张收据", "invoice", "reverse", "--receipt", "SJ2026-0099", "--reason", "登错了账单")
	if got := f.must("invoice", "reverse", "--receipt", strings.ToLower(receipt), "--reason", "登错了账单"); got != bill {
		t.Errorf("reversed on %s", got)
	}
	f.refused(1, "已冲正", "invoice", "reverse", "--receipt", receipt, "--reason", "再来")
	var list []struct {
		Open, State string
		Payments    []struct {
			Receipt, On, Amount string
			Reversal            *struct{ On, By, Reason string }
		}
	}
	if err := json.Unmarshal([]byte(f.must("list", "invoices", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	p := list[0].Payments
	if list[0].Open != "1200.00" || list[0].State != "current" || len(p) != 1 || p[0].Receipt != receipt || p[0].Reversal == nil ||
		p[0].Reversal.Reason != "登错了账单" || p[0].Reversal.By == "" {
		t.Errorf("bills are %+v", list)
	}
	f.must("invoice", "void", "--invoice", bill, "--reason", "重开")
}

// A void bill keeps its number, and what stood on it can be billed again.
func TestAVoidBillKeepsItsNumberAndFreesItsFees(t *testing.T) {
	f := opened(t)
	bill := f.must("invoice", "issue", "--case", "BA2026-0001")
	f.refused(2, "--reason", "invoice", "void", "--invoice", bill)
	f.refused(2, "--invoice", "invoice", "void", "--reason", "客户名称有误")
	f.refused(1, "原因", "invoice", "void", "--invoice", bill, "--reason", " ")
	f.refused(1, "账单", "invoice", "void", "--invoice", "ZD2026-0099", "--reason", "客户名称有误")
	if got := f.must("invoice", "void", "--invoice", bill, "--reason", "客户名称有误"); got != bill {
		t.Errorf("it says %q, want %s", got, bill)
	}
	f.refused(1, "已经作废", "invoice", "void", "--invoice", bill, "--reason", "再作废一次")
	f.refused(1, "作废", "invoice", "pay", "--invoice", bill, "--amount", "1")
	second := f.must("invoice", "issue", "--case", "BA2026-0001")
	if second == bill {
		t.Errorf("the number %s is used again", bill)
	}
	f.must("invoice", "pay", "--invoice", second, "--amount", "1")
	f.refused(1, "已收过款", "invoice", "void", "--invoice", second, "--reason", "客户名称有误")
	var list []struct{ Number, Open, State string }
	if err := json.Unmarshal([]byte(f.must("list", "invoices", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	for _, b := range list {
		if (b.State == "void") != (b.Number == bill) {
			t.Errorf("bills are %+v", list)
		}
	}
}
