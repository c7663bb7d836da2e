// Package app is what the window may call: one small bound service per room of
// the screen. Methods take one input struct and return one view struct of plain
// strings, numbers, booleans and arrays that are never nil. Failures arrive in the
// page as the JSON text {code, message, field, reference}.
package app

import "beiandesk/internal/present"

// Due is a date as a row shows it. Go says the words; the page never computes a
// day. At is set for clocks that run by the minute and lets the page count down.
type Due struct {
	Day    string `json:"day"`    // "11月23日 周一"; "" when there is no date
	Full   string `json:"full"`   // "2026年11月23日 周一 15:04", for hover
	Left   string `json:"left"`   // "逾期 2 天", "今天到期", "剩 5 小时 42 分", "该问进度"
	Tone   string `json:"tone"`   // overdue | today | soon | later | none
	Kind   string `json:"kind"`   // expected | max | legal | agreed | reminder | ""
	Clock  bool   `json:"clock"`  // runs by the minute: show a countdown
	At     string `json:"at"`     // RFC 3339, only with Clock
	Start  string `json:"start"`  // RFC 3339, only with Clock: the bar shows the share used
	Before string `json:"before"` // last working day before a legal day off, else ""
	// Provisional says that it counts through a year whose days off are not published yet.
	Provisional bool `json:"provisional"`
}

// Why explains one date: what started it, what was counted, what was skipped.
type Why struct {
	Title       string   `json:"title"`       // "为什么是 2026年10月22日 周四"
	Trigger     string   `json:"trigger"`     // "9月18日 周五 短信核验完成，当天不计"
	Count       string   `json:"count"`       // "20 个工作日：9月 7 天，10月 13 天"
	Skipped     string   `json:"skipped"`     // "周末 6 天，中秋节 3 天，国庆节 7 天"
	Notes       []string `json:"notes"`       // further sentences, e.g. the other published term
	Provisional string   `json:"provisional"` // warning when a year's calendar is unpublished
	Source      string   `json:"source"`      // "腾讯云公开文档，2022-06"
	Confirmed   string   `json:"confirmed"`   // "2026-11-20 周敏"; "" when nobody has confirmed the clock
	Rule        string   `json:"rule"`        // what may be changed, "clock//bureau-review.max": kind, scope and code; "" for a date set by hand
	Days        []WhyDay `json:"days"`        // the small calendar, whole weeks; empty for hours
}

// WhyDay is a cell of the small calendar.
type WhyDay struct {
	Date string `json:"date"` // 2026-10-08
	Text string `json:"text"` // "8", "10月1", "国庆"
	Kind string `json:"kind"` // start | counted | skipped | end | outside
}

// ActionView is something that may happen in a case now, or is blocked with a reason.
type ActionView struct {
	Code    string              `json:"code"`
	Label   string              `json:"label"` // verb first, at most eight characters
	Stage   string              `json:"stage"` // stage code
	SiteID  string              `json:"siteId"`
	Kind    string              `json:"kind"`    // primary | outcome | setback | case (page menu)
	Hint    string              `json:"hint"`    // consequence in one sentence
	Blocked []string            `json:"blocked"` // why it can't happen now; empty when it may
	Values  []present.ValueView `json:"values"`  // what it asks for
	Reason  bool                `json:"reason"`  // a reason must be given
}

// Empty is the input of a method that needs none and the result of one that says nothing.
type Empty struct{}

// IDInput names one thing.
type IDInput struct {
	ID string `json:"id"`
}
