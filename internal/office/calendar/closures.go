package calendar

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

const closuresKey = "closures"

// maxClosure bounds a closure in days: a longer one is a slip of the year.
const maxClosure = 60

// Closure is a time in which an office does not work beyond the public holidays.
type Closure struct {
	ID        string         `json:"id"`
	Authority workflow.Party `json:"office"`   // cloud, bureau, police or platform
	Province  string         `json:"province"` // division code; "" every province
	From      cal.Day        `json:"from"`
	To        cal.Day        `json:"to"`
	Name      string         `json:"name"`
	By        ref.StaffID    `json:"by"`
	On        cal.Day        `json:"on"` // when it was entered
}

// ClosureInput enters a closure.
type ClosureInput struct {
	Authority string `json:"office"`
	Province  string `json:"province"`                    // division code; "" every province
	From      string `json:"from" text:"开始日期,number,100"` // as typed
	To        string `json:"to" text:"结束日期,number,100"`   // "" is the same day
	Name      string `json:"name" text:"原因,line,20"`
}

// Closures lists the closures, the latest first.
func Closures(ctx context.Context, o *office.Office) ([]Closure, error) {
	var list []Closure
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		list, _, err = closuresIn(tx)
		return err
	})
	slices.SortStableFunc(list, func(a, b Closure) int { return int(b.From - a.From) })
	return list, err
}

func closuresIn(tx store.Tx) ([]Closure, int, error) {
	list := []Closure{}
	version, err := office.ReadSetting(tx, closuresKey, &list)
	if errs.CodeOf(err) == errs.Internal {
		return []Closure{}, version, nil // told by Reload
	}
	return list, version, err
}

// AddClosure enters a closure; the expected dates of open cases wait to be counted
// again, and how many cases that may concern is told. Errors: Invalid at office,
// province, from, to or name. The caller lets no other work run on o meanwhile.
func AddClosure(ctx context.Context, o *office.Office, in ClosureInput) (int, error) {
	if err := office.Judge(in); err != nil {
		return 0, err
	}
	c, err := in.read(o.Today())
	if err != nil {
		return 0, err
	}
	return changeClosures(ctx, o, "添加停办安排", func(w *office.Work, list []Closure) ([]Closure, Closure, error) {
		for _, other := range list {
			if other.Authority == c.Authority && other.Province == c.Province && other.From == c.From && other.To == c.To {
				return nil, c, errs.AtField("from", "这段停办已经登记过了（%s）", other.Name)
			}
		}
		c.ID, c.By, c.On = ref.New[string](), w.Staff, cal.DayOf(w.Now)
		return append(list, c), c, nil
	})
}

// RemoveClosure takes a closure away again. Errors: NotFound.
func RemoveClosure(ctx context.Context, o *office.Office, id string) (int, error) {
	return changeClosures(ctx, o, "删除停办安排", func(_ *office.Work, list []Closure) ([]Closure, Closure, error) {
		i := slices.IndexFunc(list, func(c Closure) bool { return c.ID == id })
		if i < 0 {
			return nil, Closure{}, errs.New(errs.NotFound, "没有这条停办安排，请刷新后再看")
		}
		gone := list[i]
		return slices.Delete(list, i, i+1), gone, nil
	})
}

func changeClosures(ctx context.Context, o *office.Office, title string, change func(*office.Work, []Closure) ([]Closure, Closure, error)) (int, error) {
	err := o.Write(ctx, func(w *office.Work) error {
		list, version, err := closuresIn(w.Tx)
		if err != nil {
			return err
		}
		list, about, err := change(w, list)
		if err != nil {
			return err
		}
		if err := office.SaveSetting(w.Tx, closuresKey, list, version); err != nil {
			return err
		}
		if err := recount(w, about.From); err != nil {
			return err
		}
		return w.Note("edit", "", "closure", title, fmt.Sprintf("%s：%s 至 %s %s", about.AuthorityLabel(), about.From, about.To, about.Name))
	})
	if err == nil {
		err = Reload(ctx, o)
	}
	if err != nil {
		return 0, err
	}
	return waiting(ctx, o)
}

// AuthorityLabel names the office: 浙江管局, 各地公安, 腾讯云, 小程序平台.
func (c Closure) AuthorityLabel() string {
	where := "各地"
	for _, p := range identity.Provinces() {
		if p.Code == c.Province {
			where = p.Name
		}
	}
	switch c.Authority {
	case workflow.Bureau:
		return where + "管局"
	case workflow.Police:
		return where + "公安"
	case workflow.Platform:
		return "小程序平台"
	default:
		return "腾讯云"
	}
}

func (in ClosureInput) read(today cal.Day) (Closure, error) {
	c := Closure{Authority: workflow.Party(in.Authority), Province: in.Province, Name: strings.TrimSpace(in.Name)}
	var wrong office.Problems
	switch c.Authority {
	case workflow.Bureau, workflow.Police:
		if c.Province != "" && !slices.ContainsFunc(identity.Provinces(), func(p identity.Province) bool { return p.Code == c.Province }) {
			wrong.At("province", "没有这个省份，请从列表里选")
		}
	case workflow.Cloud, workflow.Platform:
		if c.Province != "" {
			wrong.At("province", "%s不分省份，请去掉省份", Closure{Authority: c.Authority}.AuthorityLabel())
		}
	default:
		wrong.At("office", "请选是谁停办：管局、公安、腾讯云或小程序平台")
	}
	if strings.TrimSpace(in.To) == "" {
		in.To = in.From
	}
	var errFrom, errTo error
	c.From, errFrom = cal.ReadDay(in.From, today, cal.Coming, "")
	c.To, errTo = cal.ReadDay(in.To, today, cal.Coming, "")
	wrong.Take("from", errFrom)
	if errFrom == nil {
		wrong.Take("to", errTo)
	}
	if errFrom == nil && errTo == nil {
		switch {
		case c.To < c.From:
			wrong.At("to", "结束日期早于开始日期，请核对")
		case int(c.To-c.From) >= maxClosure:
			wrong.At("to", "停办最长 %d 天，请核对年份", maxClosure)
		}
	}
	if c.Name == "" {
		wrong.At("name", "请写明停办的原因，例如：春节前后停办")
	}
	return c, wrong.Err()
}
