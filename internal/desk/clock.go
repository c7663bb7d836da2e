package desk

import (
	"os"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// NowVariable sets the clock at the start of a process, in demonstrations only; it
// ticks on from there. It takes "2026-11-23", "2026-11-23 09:12" at UTC+8, or RFC 3339.
const NowVariable = "BEIANDESK_NOW"

// clock chooses the clock: the caller's, the one the variable sets, or the system's.
func clock(given func() time.Time, demo bool) (func() time.Time, error) {
	text := os.Getenv(NowVariable)
	switch {
	case given != nil:
		return given, nil
	case text == "":
		return time.Now, nil
	case !demo:
		return nil, errs.New(errs.Usage, "%s 只能用于 demo 建的演示文件夹，请去掉这个变量", NowVariable)
	}
	base, err := time.Parse(time.RFC3339, text)
	if err != nil {
		m, err := cal.ParseMoment(text)
		if err != nil {
			return nil, errs.New(errs.Usage, "%s 要写成 2026-11-23 或 2026-11-23 09:12", NowVariable)
		}
		base = m.Day.Start().Add(time.Duration(max(m.Minute, 0)) * time.Minute)
	}
	began := time.Now()
	return func() time.Time { return base.Add(time.Since(began)) }, nil
}
