package sqltx

import (
	"database/sql"
	"time"

	"beiandesk/internal/cal"
)

// timeLayout is RFC 3339 of fixed width, so that it sorts as text and loses nothing.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

// Stamp writes a time.
func Stamp(at time.Time) string { return at.UTC().Format(timeLayout) }

// StampOr is Stamp, or the transaction's own moment for a value that has none.
func (t *Tx) StampOr(at time.Time) string {
	if at.IsZero() {
		at = t.Now
	}
	return Stamp(at)
}

type timeText struct{ to *time.Time }

// Time scans a time that Stamp wrote.
func Time(to *time.Time) sql.Scanner { return timeText{to} }

func (v timeText) Scan(src any) error {
	text, _ := src.(string)
	at, err := time.Parse(timeLayout, text)
	*v.to = at
	return err
}

// TimeOrNull writes a time that may be missing.
func TimeOrNull(at *time.Time) any {
	if at == nil {
		return nil
	}
	return Stamp(*at)
}

type nullTime struct{ to **time.Time }

// NullTime scans what TimeOrNull wrote.
func NullTime(to **time.Time) sql.Scanner { return nullTime{to} }

func (v nullTime) Scan(src any) error {
	*v.to = nil
	if src == nil {
		return nil
	}
	var at time.Time
	err := timeText{&at}.Scan(src)
	*v.to = &at
	return err
}

type dayText struct{ to *cal.Day }

// Day scans a day.
func Day(to *cal.Day) sql.Scanner { return dayText{to} }

func (v dayText) Scan(src any) error {
	text, _ := src.(string)
	day, err := cal.ParseDay(text)
	*v.to = day
	return err
}

// DayOrNull writes a day that may be missing.
func DayOrNull(day *cal.Day) any {
	if day == nil {
		return nil
	}
	return day.String()
}

type nullDay struct{ to **cal.Day }

// NullDay scans what DayOrNull wrote.
func NullDay(to **cal.Day) sql.Scanner { return nullDay{to} }

func (v nullDay) Scan(src any) error {
	*v.to = nil
	if src == nil {
		return nil
	}
	var day cal.Day
	err := dayText{&day}.Scan(src)
	*v.to = &day
	return err
}

// Flag stores a boolean as 0 or 1.
func Flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Nullable stores "" as NULL, for columns that refer to another table.
func Nullable[T ~string](id T) any {
	if id == "" {
		return nil
	}
	return string(id)
}
