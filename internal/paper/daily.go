package paper

import (
	"strings"
	"time"

	"beiandesk/internal/cal"
)

// Daily is the sheet of a day's deadlines (今日期限表), A4 landscape, for the
// morning's round. Which group a deadline belongs to is the caller's to say; inside
// a group the sheet sorts by time, then by staff.
type Daily struct {
	Agency      string // "" until there is a letterhead: the sheet stays in the house
	Staff       string // whose deadlines; empty: 全部人员
	Party       string // whom they wait for, where only those are listed: 待客户; empty: anybody
	Overdue     []DailyRow
	Ask         []DailyRow // passed, yet no term: a reminder, or when an office was expected to be done
	Today       []DailyRow
	Week        []DailyRow // within seven days
	Own         []DailyRow // what clients must do themselves, however far ahead: no term of ours
	Cut         []string   // of which groups the beginning alone is here, and of how many: 逾期共 812 项，只印前 300 项
	Torn        []string   // what of the sheet could not be read: 逾期
	Notices     []string   // what to look at today, a line each at the foot: 公安平台的系统消息：2 件在审（…）
	Yearly      string     // what is due of the desk itself, a line at the foot; "" for nothing
	Code        string     // how far the journal had come, at the foot: 412-3f9ac210
	From, To    cal.Day    // the span of Week
	GeneratedAt time.Time  // its day is the sheet's; what is left is counted from it
}

// DailyRow is one deadline.
type DailyRow struct {
	Due       cal.Moment
	Appointed bool   // it is at that time, not by it
	Left      string // how Today says what is left: 剩 2 个工作日, 明天, 逾期 2 天, 该问进度
	Staff     string // 经办
	Client    string
	Case      string // BA2026-0386
	Stage     string
	Todo      string
	WaitingOn string // 客户, 我方, 腾讯云, 管局, 公安
	Phone     string // as it may be shown: 138****5678
}

// RenderDaily prints the daily sheet.
func RenderDaily(v Daily) (Result, error) {
	d, err := layoutDaily(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: dailyKind + " " + cal.DayOf(v.GeneratedAt).String(), author: v.Agency, created: v.GeneratedAt})
}

// TornWords says what could not be read, and what to do; "" when all could.
func (v Daily) TornWords() string {
	if len(v.Torn) == 0 {
		return ""
	}
	return "没有印：" + strings.Join(v.Torn, "、") + "。数据文件有一处读不出来，请运行 doctor 看是哪一处，从备份恢复后再印"
}

// CutWords says what is not on the sheet and where it stands; "" when all is.
func (v Daily) CutWords() string {
	if len(v.Cut) == 0 {
		return ""
	}
	return "没有印全：" + strings.Join(v.Cut, "；") + "。其余请在窗口的今日页看"
}
