package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/paper"
)

func TestReportFitsTwoPagesAndTheHistoryGivesWay(t *testing.T) {
	v := progress(t)
	for i := range 80 {
		v.History = append(v.History, paper.Done{On: day(t, "2026-09-10").Add(-i), Matter: "往来", Note: fmt.Sprintf("第 %d 封邮件", i+1)})
	}
	l, err := paper.LayoutProgress(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	got := texts(l)
	shown := strings.Count(got, "封邮件")
	if l.Pages != 2 || shown == 0 || !strings.Contains(got, fmt.Sprintf("更早的 %d 项略", 80-shown)) || !strings.Contains(got, "经办人") {
		t.Errorf("%d pages, %d shown:\n%s", l.Pages, shown, got)
	}
}

func TestReportMovesWhatThePageCannotHold(t *testing.T) {
	v := progress(t)
	for range 6 {
		v.Actions = append(v.Actions, v.Actions[0])
	}
	l, err := paper.LayoutProgress(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	page := map[string]int{}
	for _, ln := range l.Lines {
		page[ln.Text] = ln.Page
	}
	if page["需要您现在做的事"] != 1 || page["已取得的号码"] != 2 || page["后续时间及依据"] != 2 {
		t.Errorf("%v", texts(l))
	}
}

func TestReportThatCannotFitIsRefused(t *testing.T) {
	v := progress(t)
	for range 60 {
		v.Actions = append(v.Actions, v.Actions[0])
	}
	if _, err := paper.RenderProgress(v); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("%v", err)
	}
}

func TestReportSaysWhenThereIsNothing(t *testing.T) {
	l, err := paper.LayoutProgress(openedCase(t))
	if err != nil {
		t.Fatal(err)
	}
	got := texts(l)
	for _, s := range []string{"目前没有需要您做的事。", "目前没有等待中的事项。", "目前还没有取得号码。", "暂无。", "未委托", "备案进度报告　BA2026-0386"} {
		if !strings.Contains(got, s) {
			t.Errorf("no %q", s)
		}
	}
	if strings.Contains(got, "放假安排尚未公布") {
		t.Error("a published year is called unpublished")
	}
}

func TestReportRefusesWhatItCannotPrint(t *testing.T) {
	for name, spoil := range map[string]func(*paper.Progress){
		"no case":      func(v *paper.Progress) { v.CaseNumber = "" },
		"no client":    func(v *paper.Progress) { v.Client = "" },
		"no summary":   func(v *paper.Progress) { v.Summary = "" },
		"unknown node": func(v *paper.Progress) { v.Tracks[0].Nodes[0].Code = "moon" },
		"many nodes":   func(v *paper.Progress) { v.Tracks[0].Nodes = append(v.Tracks[0].Nodes, v.Tracks[0].Nodes...) },
	} {
		v := progress(t)
		spoil(&v)
		if _, err := paper.RenderProgress(v); err == nil {
			t.Errorf("%s is printed", name)
		}
	}
}

func TestTheSheetOfTheFormsRepeatsItsHeadsAndKeepsRowsTogether(t *testing.T) {
	v := filing()
	for i := range 70 {
		v.Forms[1].Lines = append(v.Forms[1].Lines, paper.FilingLine{Label: fmt.Sprintf("第 %d 项", i+1), Value: "写好了"})
	}
	l, err := paper.LayoutFiling(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	got := texts(l)
	if l.Pages != 3 || strings.Count(got, "互联网服务信息（兰悦酒店官网）（续）") != 2 || strings.Count(got, "写好了") != 70 || !strings.Contains(got, "核对人（签字）") {
		t.Errorf("%d pages:\n%s", l.Pages, got)
	}
	// A heading with less than two rows below it goes to the next page.
	for i, line := range l.Lines {
		if strings.HasPrefix(line.Text, "公安 新办网站") && l.Lines[i+3].Page != line.Page {
			t.Errorf("its heading stands on page %d, its second row on %d", line.Page, l.Lines[i+3].Page)
		}
	}
}

func TestNoRowNorTheSignatureOfTheSheetStandsAlone(t *testing.T) {
	const row = "写好了"
	for n := range 60 {
		v := filing()
		for f := range v.Forms {
			v.Forms[f].Lines = nil
		}
		for i := range n + 1 {
			v.Forms[2].Lines = append(v.Forms[2].Lines, paper.FilingLine{Label: fmt.Sprintf("第 %d 项", i+1), Value: row})
		}
		v.Forms = v.Forms[2:]
		l, err := paper.LayoutFiling(v)
		if err != nil {
			t.Fatal(err)
		}
		inside(t, l)
		rows := make([]int, l.Pages+1)
		for _, line := range l.Lines {
			rows[line.Page] += strings.Count(line.Text, row)
		}
		for page, here := range rows[1:] {
			if here < min(2, n+1) {
				t.Errorf("%d rows: page %d has %d of them", n+1, page+1, here)
			}
		}
	}
}

func TestTheSheetOfTheFormsRefusesWhatItCannotPrint(t *testing.T) {
	for name, spoil := range map[string]func(*paper.Filing){
		"no case":   func(v *paper.Filing) { v.CaseNumber = "" },
		"no client": func(v *paper.Filing) { v.Client = "" },
		"no forms":  func(v *paper.Filing) { v.Forms = nil },
		"no agency": func(v *paper.Filing) { v.Letterhead.Name = "" },
	} {
		v := filing()
		spoil(&v)
		if _, err := paper.RenderFiling(v); errs.CodeOf(err) != errs.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNodesStandForEveryStageOnce(t *testing.T) {
	next := 0
	for _, n := range append(paper.ICPNodes(), paper.PoliceNodes()...) {
		if n.First != next || n.Last < n.First {
			t.Errorf("%s covers %d to %d, want from %d", n.Code, n.First, n.Last, next)
		}
		next = n.Last + 1
		for _, l := range n.Lines {
			if c := len([]rune(l)); c == 0 || c > 5 {
				t.Errorf("%s: label %q", n.Code, l)
			}
		}
	}
	if next != 18 {
		t.Errorf("stages end at %d", next-1)
	}
}

func TestDailyGroupsAreSortedCountedAndWorded(t *testing.T) {
	v := daily(t, 0, 0, 0)
	d := cal.DayOf(generated)
	at := func(day cal.Day, minute int) cal.Moment { return cal.Moment{Day: day, Minute: minute} }
	v.Overdue = []paper.DailyRow{{Due: at(d, 8*60), Left: "已过期", Staff: "周敏", Client: "戊"}, {Due: at(d.Add(-9), -1), Left: "逾期 9 天", Staff: "王晴", Client: "甲"}}
	v.Ask = []paper.DailyRow{
		{Due: at(d, 9*60), Left: "该问进度", Staff: "周敏", Client: "催"}, {Due: at(d.Add(-2), -1), Left: "该问进度", Staff: "李洋", Client: "问"},
	}
	v.Today = []paper.DailyRow{
		{Due: at(d, -1), Left: "今天到期", Staff: "周敏", Client: "终"}, {Due: at(d, 14*60+20), Left: "剩 5 小时 8 分", Staff: "周敏", Client: "午"},
		{Due: at(d, 12*60+12), Left: "剩 3 小时", Staff: "周敏", Client: "乙"}, {Due: at(d, 12*60+11), Left: "剩 2 小时 59 分", Staff: "周敏", Client: "丙"},
	}
	v.Week = []paper.DailyRow{{Due: at(d.Add(1), -1), Left: "明天", Staff: "周敏", Client: "庚"}, {Due: at(d.Add(1), -1), Left: "明天", Staff: "李洋", Client: "己"}}
	l, err := paper.LayoutDaily(v)
	if err != nil {
		t.Fatal(err)
	}
	got := texts(l)
	from := 0
	for _, s := range []string{
		"逾期 2　该问进度 2　今日 4　7 天内 2　合计 10 项", "|期限|剩余|经办|客户|案件编号|环节|要做的事|在等|电话",
		"逾期　2 项", "11-14 周六|逾期 9 天|王晴|甲", "今日 08:00|已过期|周敏|戊",
		"该问进度　2 项", "11-21 周六|该问进度|李洋|问", "今日 09:00|该问进度|周敏|催",
		"今日　4 项", "今日 12:11|2 小时 59 分|周敏|丙", "今日 12:12|3 小时|周敏|乙", "今日 14:20|5 小时 8 分|周敏|午", "今日 24:00 前|今天到期|周敏|终",
		"7 天内（11-24 至 11-30）　2 项", "11-24 周二|明天|周敏|庚", "11-24 周二|明天|李洋|己", "会上决定",
	} {
		s = strings.TrimPrefix(s, "|")
		i := strings.Index(got[from:], s)
		if i < 0 {
			t.Fatalf("%q is missing or out of order in\n%s", s, got)
		}
		from += i
	}
}

// What is due once a year is a line at the foot, and none on the other days.
func TestDailyKeepsWhatIsTheClientsOwnApart(t *testing.T) {
	v := daily(t, 0, 1, 1)
	if l, err := paper.LayoutDaily(v); err != nil || strings.Contains(texts(l), "客户自办") {
		t.Errorf("%v: none is told of", err)
	}
	v.Own = []paper.DailyRow{{Due: v.Week[0].Due, Left: "剩 9 天", Client: "甘肃兰悦酒店管理有限公司", Todo: "客户自办公安备案：lanyue.example，还没登记告知客户"}}
	l, err := paper.LayoutDaily(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	got := texts(l)
	if !strings.Contains(got, "合计 2 项　另有客户自办 1 项") || !strings.Contains(got, "客户自办，到期前提醒　1 项") || strings.Index(got, "7 天内（") > strings.Index(got, "客户自办，到期前") {
		t.Errorf("%s", got)
	}
}

func TestDailyTellsTheYearlyTaskOnlyWhenItIsDue(t *testing.T) {
	v := daily(t, 0, 0, 2)
	for yearly, want := range map[string]bool{"": false, "312 条规则满 12 个月没有核实": true} {
		v.Yearly = yearly
		l, err := paper.LayoutDaily(v)
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(l); strings.Contains(got, "没有核实（设置 → 待核实）") != want {
			t.Errorf("%q prints\n%s", yearly, got)
		}
	}
}

func TestDailyRepeatsTheBarOnEachPage(t *testing.T) {
	for week := 1; week <= 70; week++ {
		l, err := paper.LayoutDaily(daily(t, 6, 14, week))
		if err != nil {
			t.Fatal(err)
		}
		inside(t, l)
		first := map[int]string{}
		rows := 0
		for _, ln := range l.Lines {
			isRow := strings.Contains(ln.Text, "|BA2026-")
			if isRow {
				rows++
			}
			if first[ln.Page] == "" && strings.HasSuffix(ln.Text, " 项") && ln.Y > 24 {
				first[ln.Page] = ln.Text
			}
			if isRow && first[ln.Page] == "" {
				t.Errorf("%d rows: page %d starts without a bar", week, ln.Page)
			}
		}
		if rows != 20+week {
			t.Errorf("%d of %d rows printed", rows, 20+week)
		}
	}
}

func TestNoTextOfTheReportsLeavesItsMargins(t *testing.T) {
	report, sheet := progress(t), daily(t, 2, 3, 20)
	rapid.Check(t, func(t *rapid.T) {
		v, text := report, anyText(12)
		v.Client, v.SiteName, v.Domain, v.CaseType = "甲"+text.Draw(t, "client"), text.Draw(t, "site"), text.Draw(t, "domain"), text.Draw(t, "type")
		v.Summary = "乙" + text.Draw(t, "summary")
		v.Waits = []paper.Wait{{Who: text.Draw(t, "who"), What: text.Draw(t, "what"), Waited: text.Draw(t, "waited")}}
		v.Actions = []paper.Action{{Text: text.Draw(t, "act"), By: text.Draw(t, "by")}}
		v.Dates = []paper.DateReason{{Matter: text.Draw(t, "matter"), Expected: text.Draw(t, "expected"), Latest: text.Draw(t, "latest"), Why: anyText(60).Draw(t, "why")}}
		v.Contact = paper.Contact{Name: "丙丁", Phone: text.Draw(t, "phone"), Email: text.Draw(t, "mail")}
		l, err := paper.LayoutProgress(v)
		if err != nil {
			t.Fatalf("%v", err)
		}
		inside(t, l)
		s := sheet
		s.Week = append([]paper.DailyRow(nil), s.Week...)
		for i := range s.Week {
			s.Week[i].Client, s.Week[i].Todo, s.Week[i].Stage, s.Week[i].WaitingOn = text.Draw(t, "c"), text.Draw(t, "t"), text.Draw(t, "s"), text.Draw(t, "w")
		}
		if l, err = paper.LayoutDaily(s); err != nil {
			t.Fatalf("%v", err)
		}
		inside(t, l)
	})
}
