package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/setup"
)

// sunday is the desk's clock in these tests.
func sunday(t *testing.T) *DatesService {
	t.Helper()
	s := open(t)
	clockAt(s, time.Date(2026, 11, 29, 16, 0, 0, 0, cal.Zone))
	return &DatesService{s}
}

// clockAt stops the clock of the open desk at a time.
func clockAt(s *Session, at time.Time) {
	s.mu.Lock() // what goes on beside the page reads the clock, too
	defer s.mu.Unlock()
	s.desk.Office.Now = func() time.Time { return at }
}

func TestATypedDayOrTimeIsUnderstoodInWords(t *testing.T) {
	d := sunday(t)
	for _, c := range []struct {
		in    page.DateInput
		text  string
		words string
		fault string // a part of it
	}{
		{page.DateInput{Text: "昨天 15:20", Kind: "moment", Happened: true}, "2026-11-28 15:20", "昨天 11月28日 周六 15:20", ""},
		{page.DateInput{Text: "08:40", Kind: "moment", Happened: true}, "2026-11-29 08:40", "今天 11月29日 周日 08:40", ""},
		{page.DateInput{Text: "11-30", Kind: "day", Happened: true}, "2025-11-30", "2025年11月30日 周日", ""},
		{page.DateInput{Text: "11-30", Kind: "day"}, "2026-11-30", "明天 11月30日 周一", ""},
		{page.DateInput{Text: "明天", Kind: "day", Happened: true}, "", "", "不能晚于今天"},
		{page.DateInput{Text: "随便", Kind: "moment"}, "", "", "时间要写成"},
		{page.DateInput{Text: "长期", Kind: "until"}, "长期", "长期有效", ""},
		{page.DateInput{Text: "2039.6.12", Kind: "until"}, "2039-06-12", "2039年6月12日 周日", ""},
		{page.DateInput{Text: "2039", Kind: "until"}, "", "", "长期"},
		{page.DateInput{Text: "2026-11", Kind: "sourced"}, "2026-11", "2026-11", ""},
		{page.DateInput{Text: "上周五", Kind: "sourced"}, "2026-11-20", "11月20日 周五", ""},
		{page.DateInput{Text: "去年", Kind: "sourced"}, "", "", "2026-11 或 2026"},
		{page.DateInput{Text: "昨天 15:20", Kind: "moment", Happened: true, Step: -1}, "2026-11-27 15:20", "前天 11月27日 周五 15:20", ""},
		{page.DateInput{Kind: "day", Step: 1}, "2026-11-30", "明天 11月30日 周一", ""},
		{page.DateInput{Kind: "day", Happened: true, Step: 1}, "", "", "不能晚于今天"},
		{page.DateInput{Text: "2", Kind: "day", Step: 1}, "", "", "看不出是哪一天"},
	} {
		got, err := d.Read(c.in)
		if err != nil {
			t.Fatalf("%+v: %v", c.in, err)
		}
		if c.fault != "" && (!strings.Contains(got.Fault, c.fault) || got.Words != "" || got.Text != "") || c.fault == "" && got != (page.DateView{Text: c.text, Words: c.words}) {
			t.Errorf("%+v: %+v", c.in, got)
		}
	}
	if v, err := d.Read(page.DateInput{Text: "今天", Kind: "time"}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a kind that is none reads as %+v, %v", v, err)
	}
}

func TestAMonthPointsAtItsDayAndGoesOnByDaysAndMonths(t *testing.T) {
	d := sunday(t)
	for _, c := range []struct {
		in         page.MonthInput
		day, title string
	}{
		{page.MonthInput{}, "2026-11-29", "2026年11月"},
		{page.MonthInput{Day: "2026-11-29", Days: 2}, "2026-12-01", "2026年12月"},
		{page.MonthInput{Day: "2027-01-31", Months: 1}, "2027-02-28", "2027年2月"},
	} {
		got, err := d.Month(c.in)
		if err != nil || got.Day != c.day || got.Title != c.title {
			t.Errorf("%+v: %s of %s, %v", c.in, got.Day, got.Title, err)
		}
	}
	got, err := d.Month(page.MonthInput{Day: "2026-10-10"})
	if err != nil {
		t.Fatal(err)
	}
	holiday, shifted := got.Weeks[0][3], got.Weeks[1][5]
	if holiday.Words != "10月1日 周四，国庆节" || !holiday.Off || shifted.Words != "10月10日 周六，调休上班" || shifted.Later || got.Weeks[0][0].Outside != true {
		t.Errorf("%+v, %+v", holiday, shifted)
	}
	last, err := d.Month(page.MonthInput{})
	if err != nil {
		t.Fatal(err)
	}
	if today, next := last.Weeks[4][6], last.Weeks[5][0]; !today.Today || today.Later || next.Today || !next.Later {
		t.Errorf("%+v, %+v", today, next)
	}
}

func TestThreeDaysAreOfferedInWords(t *testing.T) {
	got, err := sunday(t).Offers(page.Empty{})
	want := []page.OfferView{
		{Label: "明天", Day: "2026-11-30", Words: "11月30日 周一"}, {Label: "下周一", Day: "2026-11-30", Words: "11月30日 周一"},
		{Label: "三天后", Day: "2026-12-02", Words: "12月2日 周三"},
	}
	if err != nil || !slices.Equal(got.Offers, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAPaymentTakesItsDayAsTyped(t *testing.T) {
	d := sunday(t)
	bills := &BillingService{d.s}
	if _, err := (&SettingsService{d.s}).SaveLetterhead(page.LetterheadInput{Letterhead: setup.Letterhead{Name: "杭州简备信息服务有限公司", Short: "简备"}}); err != nil {
		t.Fatal(err)
	}
	bill, err := bills.Issue(page.IssueInput{CaseID: opened(t, d.s), Total: "1,200.00"})
	if err != nil {
		t.Fatal(err)
	}
	pay := page.PayInput{InvoiceID: bill.ID, Amount: "600", Method: "银行转账", Version: bill.Version, Day: "明天"}
	if _, err := bills.Pay(pay); err == nil || err.Error() != "day：收款日期不能晚于今天" {
		t.Errorf("refused by %v", err)
	}
	pay.Day = "今天"
	paid, err := bills.Pay(pay)
	if err != nil || len(paid.Payments) != 1 || !strings.Contains(paid.Payments[0].Day, "11月29日") {
		t.Errorf("%+v, %v", paid.Payments, err)
	}
}
