package app

import (
	"context"
	"encoding/base64"
	"fmt"

	"beiandesk/app/page"
	"beiandesk/app/page/book"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/setup"
)

// HolidaysService keeps the years' holidays and the offices' closures.
type HolidaysService struct{ s *Session }

// Get reads the page.
func (x *HolidaysService) Get(page.Empty) (book.HolidaysView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.HolidaysView, error) { return x.view(ctx, o, "") })
}

// Import takes a year from a file. The dates that touch it wait to be counted again:
// the page calls Step until nothing is left, or stops.
func (x *HolidaysService) Import(in book.HolidayFile) (book.HolidaysView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.HolidaysView, error) {
		file, err := base64.StdEncoding.DecodeString(in.Base64)
		if err != nil {
			return book.HolidaysView{}, errs.New(errs.Invalid, "文件没有传过来，请再选一次")
		}
		got, err := calendar.ImportHolidays(ctx, o, file, in.Agree)
		if err != nil {
			return book.HolidaysView{}, err
		}
		if len(got.Doubts) > 0 {
			v, err := x.view(ctx, o, "")
			v.Doubts = got.Doubts
			return v, err
		}
		notice := fmt.Sprintf("已导入 %d 年放假安排", got.Year.Year)
		if got.Same {
			notice = fmt.Sprintf("%d 年的安排和已有的相同，没有改动", got.Year.Year)
		}
		return x.view(ctx, o, notice)
	})
}

// AddClosure enters when an office does not work.
func (x *HolidaysService) AddClosure(in calendar.ClosureInput) (book.HolidaysView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.HolidaysView, error) {
		if _, err := calendar.AddClosure(ctx, o, in); err != nil {
			return book.HolidaysView{}, err
		}
		return x.view(ctx, o, "已登记停办")
	})
}

// RemoveClosure takes a closure away.
func (x *HolidaysService) RemoveClosure(in page.IDInput) (book.HolidaysView, error) {
	return change(x.s, func(ctx context.Context, o *office.Office) (book.HolidaysView, error) {
		if _, err := calendar.RemoveClosure(ctx, o, in.ID); err != nil {
			return book.HolidaysView{}, err
		}
		return x.view(ctx, o, "已删除停办")
	})
}

// Step counts one batch of dates again.
func (x *HolidaysService) Step(page.Empty) (book.RecountView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (book.RecountView, error) {
		got, err := x.s.recount(ctx, o)
		return book.NewRecountView(got), err
	})
}

func (x *HolidaysService) view(ctx context.Context, o *office.Office, notice string) (book.HolidaysView, error) {
	v := book.HolidaysView{Years: []book.YearView{}, Closures: []book.ClosureView{}, Doubts: []string{}, Notice: notice}
	settings, err := setup.Settings(ctx, o)
	if err != nil {
		return v, err
	}
	who := map[string]string{}
	for _, s := range settings.Staff {
		who[string(s.ID)] = s.Name
	}
	years, err := calendar.Holidays(ctx, o)
	if err != nil {
		return v, err
	}
	for _, y := range years {
		v.Years = append(v.Years, book.NewYearView(y, who))
	}
	closures, err := calendar.Closures(ctx, o)
	if err != nil {
		return v, err
	}
	for _, c := range closures {
		v.Closures = append(v.Closures, book.ClosureView{
			ID: c.ID, Office: c.AuthorityLabel(), Span: cal.SpanIn(c.From, c.To, o.Today().Year()), Name: c.Name,
			How: who[string(c.By)] + " " + c.On.String() + " 登记",
		})
	}
	left, err := calendar.RecomputeLeft(ctx, o)
	v.Left = book.NewRecountView(left)
	return v, err
}
