// Package calendar keeps which days are off: published holidays and the offices' own
// closures, and counts every date again that a change of either moves.
package calendar

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/charset"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

const holidaysKey = "holidays"

// keptYear is an imported year: an override row over the years of the release. File
// is the arrangement as package cal writes it.
type keptYear struct {
	Year int             `json:"year"`
	File json.RawMessage `json:"file"`
	By   ref.StaffID     `json:"by"`
	At   time.Time       `json:"at"`
}

// HolidayYear is a published year as the desk knows it.
type HolidayYear struct {
	cal.Year
	By ref.StaffID // who imported it; "" when it came with the release
	On *cal.Day    // and when
}

// Origin tells where the year comes from: 随软件带来, 2026-11-28 导入.
func (y HolidayYear) Origin() string {
	if y.On == nil {
		return "随软件带来"
	}
	return y.On.String() + " 导入"
}

// Holidays are the years the desk counts with, the latest first.
func Holidays(ctx context.Context, o *office.Office) ([]HolidayYear, error) {
	list := []HolidayYear{}
	err := o.Read(ctx, func(tx store.Tx) error {
		kept, _, err := keptYears(tx)
		if err != nil {
			return err
		}
		calendar, _ := withYears(kept)
		years := calendar.Years()
		for i := len(years) - 1; i >= 0; i-- {
			y := HolidayYear{Year: years[i]}
			for _, k := range kept {
				if k.Year == y.Year.Year {
					day := cal.DayOf(k.At)
					y.By, y.On = k.By, &day
				}
			}
			list = append(list, y)
		}
		return nil
	})
	return list, err
}

// Imported says what a file of holidays has come to.
type Imported struct {
	Year cal.Year
	Same bool // the desk knew all of it: nothing was stored

	Doubts []string // what should be looked at first: nothing was stored either
}

// ImportHolidays takes the arrangement of a year from the text of a chinese-days or
// holiday-cn file, over what the desk knew of that year; o counts with it from now on,
// and the dates of open cases wait to be counted again (filing.Recompute). A year that differs
// from the release's, or that looks impossible, is taken once somebody agrees. Errors:
// Blocked for a year that is not published yet, Invalid for any other file. The caller
// lets no other work run on o meanwhile.
func ImportHolidays(ctx context.Context, o *office.Office, file []byte, agree bool) (Imported, error) {
	content, err := charset.Decode(file)
	if err != nil {
		return Imported{}, err
	}
	year, err := cal.ParseYear([]byte(content))
	if err != nil {
		return Imported{}, err
	}
	out := Imported{Year: year}
	text, err := json.Marshal(year)
	if err != nil {
		return Imported{}, errs.Wrap(errs.Internal, err, "放假安排写不下来，请重试")
	}
	err = o.Write(ctx, func(w *office.Work) error {
		kept, version, err := keptYears(w.Tx)
		if err != nil {
			return err
		}
		before, _ := withYears(kept)
		from, differs := before.FirstChange(before.With(year))
		if !differs {
			out.Same = true
			return nil
		}
		if out.Doubts = cal.Embedded().Doubts(year, cal.DayOf(w.Now)); len(out.Doubts) > 0 && !agree {
			return nil
		}
		out.Doubts = nil
		now := keptYear{Year: year.Year, File: text, By: w.Staff, At: w.Now}
		replaced := false
		for i := range kept {
			if kept[i].Year == year.Year {
				kept[i], replaced = now, true
			}
		}
		if !replaced {
			kept = append(kept, now)
		}
		if err := office.SaveSetting(w.Tx, holidaysKey, kept, version); err != nil {
			return err
		}
		if err := recount(w, from); err != nil {
			return err
		}
		return w.Note("edit", "", fmt.Sprint("holidays.", year.Year), fmt.Sprintf("导入 %d 年放假安排", year.Year), "来源："+year.Source)
	})
	if err == nil {
		err = Reload(ctx, o)
	}
	if err != nil {
		return Imported{}, err
	}
	return out, nil
}

// Reload makes o go by the years, closures and overrides that the folder holds: after opening
// it, and after another process has written. The caller lets no other work run on o
// meanwhile.
func Reload(ctx context.Context, o *office.Office) error {
	return o.Read(ctx, func(tx store.Tx) error {
		fallen := []office.Fallback{}
		kept, _, err := keptYears(tx)
		if err != nil {
			return err
		}
		calendar, unread := withYears(kept)
		if unread || unreadable(tx, holidaysKey) {
			fallen = append(fallen, office.Fallback{Part: "holidays", Text: "导入的放假安排读不出来，暂按随软件带来的算；重新导入这一年，或从备份恢复"})
		}
		closures, _, err := closuresIn(tx)
		if err != nil {
			return err
		}
		if unreadable(tx, closuresKey) {
			fallen = append(fallen, office.Fallback{Part: "holidays", Text: "登记的停办安排读不出来，暂按没有停办算；重新登记，或从备份恢复"})
		}
		list := make([]workflow.Closure, len(closures))
		for i, c := range closures {
			list[i] = workflow.Closure{Authority: c.Authority, Province: c.Province, From: c.From, To: c.To, Name: c.Name}
		}
		rows, err := tx.Overrides().All()
		if err != nil {
			return err
		}
		editions, err := office.NewEditions(rows, calendar, list)
		if err != nil {
			return err
		}
		if n := len(editions.Damaged); n > 0 {
			fallen = append(fallen, office.Fallback{Part: "clocks", Text: fmt.Sprintf("本台改动里有 %d 条损坏，暂用随软件带来的；到设置里重新改过，或从备份恢复", n)})
		}
		o.Calendar, o.Editions, o.Engine, o.Fallen = calendar, editions, editions.Latest().Engine, fallen
		return nil
	})
}

func keptYears(tx store.Tx) ([]keptYear, int, error) {
	var kept []keptYear
	version, err := office.ReadSetting(tx, holidaysKey, &kept)
	if errs.CodeOf(err) == errs.Internal {
		return nil, version, nil // none of them can be read: told by Reload
	}
	return kept, version, err
}

// unreadable says that a setting is there and is no JSON.
func unreadable(tx store.Tx, key string) bool {
	var any json.RawMessage
	_, err := office.ReadSetting(tx, key, &any)
	return errs.CodeOf(err) == errs.Internal
}

// withYears lays the imported years over those of the release, and says whether one of them
// can't be read and was left out.
func withYears(kept []keptYear) (calendar *cal.Calendar, unread bool) {
	calendar = cal.Embedded()
	for _, k := range kept {
		year, err := cal.ParseYear(k.File)
		if err != nil {
			unread = true
			continue
		}
		calendar = calendar.With(year)
	}
	return calendar, unread
}
