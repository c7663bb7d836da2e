package setup

import (
	"context"
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

const absencesKey = "absences"

// Absence is a 经办 who is away, and who looks after his cases meanwhile. They stay his.
type Absence struct {
	Staff ref.StaffID `json:"staff"`
	From  cal.Day     `json:"from"`
	Until cal.Day     `json:"until"` // the last day
	Cover ref.StaffID `json:"cover"`
}

// Words tell an absence: 11月30日 至 12月4日 不在，由林晓代管.
func (a Absence) Words(today cal.Day, cover string) string {
	return fmt.Sprintf("%s 至 %s 不在，由%s代管", cal.FormatDay(a.From, today), cal.FormatDay(a.Until, today), cover)
}

// AbsenceInput enters an absence, in the place of the one that stands; without Until it ends it.
type AbsenceInput struct {
	Staff ref.StaffID `json:"staff"`
	From  string      `json:"from" text:"开始的日子,line,40"` // as typed; "" = today
	Until string      `json:"until" text:"最后一天,line,40"`
	Cover ref.StaffID `json:"cover"`
}

// Absences lists who is away or will be, the ended ones left out.
func Absences(tx store.Tx, today cal.Day) (list []Absence, version int, err error) {
	version, err = office.ReadSetting(tx, absencesKey, &list)
	return slices.DeleteFunc(list, func(a Absence) bool { return a.Until < today }), version, err
}

// coveredBy lists the absences of today in which the 经办 who acts looks after the cases.
func coveredBy(tx store.Tx, o *office.Office) ([]Absence, error) {
	list, _, err := Absences(tx, o.Today())
	return slices.DeleteFunc(list, func(a Absence) bool { return a.Cover != o.Staff || a.From > o.Today() }), err
}

// CoveredIn are those who are away today and whose cases the 经办 who acts looks after.
func CoveredIn(tx store.Tx, o *office.Office) (list []ref.StaffID, err error) {
	absences, err := coveredBy(tx, o)
	for _, a := range absences {
		list = append(list, a.Staff)
	}
	return list, err
}

// SaveAbsence says from when to when a 经办 is away and who looks after his cases, or that he is
// back. Errors: Invalid at staff, from, until or cover; Blocked where there is none to end.
func SaveAbsence(ctx context.Context, o *office.Office, in AbsenceInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error {
		today := cal.DayOf(w.Now)
		list, version, err := Absences(w.Tx, today)
		if err != nil {
			return err
		}
		away, err := w.Tx.Staff().Get(in.Staff)
		if err != nil {
			return errs.AtField("staff", "没有这位经办，请刷新后再看")
		}
		at := slices.IndexFunc(list, func(a Absence) bool { return a.Staff == in.Staff })
		title, text := "结束代管", away.Name
		if in.Until == "" {
			if at < 0 {
				return errs.New(errs.Blocked, "%s没有登记休假", away.Name)
			}
			list = slices.Delete(list, at, at+1)
		} else {
			a, err := in.read(w.Tx, list, today)
			if err != nil {
				return err
			}
			cover, err := w.Tx.Staff().Get(a.Cover)
			if err != nil {
				return err
			}
			title, text = "登记代管", away.Name+" "+a.Words(today, cover.Name)
			if at >= 0 {
				list[at] = a
			} else {
				list = append(list, a)
			}
		}
		if err := office.SaveSetting(w.Tx, absencesKey, list, version); err != nil {
			return err
		}
		return w.Note("edit", "", string(in.Staff), title, text)
	})
}

// read judges what was typed against those that stand.
func (in AbsenceInput) read(tx store.Tx, list []Absence, today cal.Day) (Absence, error) {
	a := Absence{Staff: in.Staff, From: today, Cover: in.Cover}
	var wrong office.Problems
	var err error
	if in.From != "" {
		if a.From, err = cal.ReadDay(in.From, today, cal.Coming, "开始的日子"); err != nil {
			wrong.Take("from", err)
		}
	}
	if a.Until, err = cal.ReadDay(in.Until, today, cal.Coming, "最后一天"); err != nil {
		wrong.Take("until", err)
	} else if a.Until < max(a.From, today) {
		wrong.At("until", "最后一天在开始之前，或者已经过去")
	}
	overlaps := func(b Absence) bool { return b.From <= a.Until && a.From <= b.Until && b.Staff != a.Staff }
	switch err := OwnerFits(tx, a.Cover); {
	case err != nil:
		wrong.Take("cover", err)
	case a.Cover == a.Staff:
		wrong.At("cover", "请选另一位经办")
	case slices.ContainsFunc(list, func(b Absence) bool { return b.Staff == a.Cover && overlaps(b) }):
		wrong.At("cover", "这位经办那几天也不在，请选别人")
	case slices.ContainsFunc(list, func(b Absence) bool { return b.Cover == a.Staff && overlaps(b) }):
		wrong.At("staff", "这几天还由他代管别人的案件，请先改由别人代管")
	}
	return a, wrong.Err()
}

// Covers tells whose cases the 经办 who acts looks after today, with what their Today asks for.
func Covers(ctx context.Context, o *office.Office) ([]Load, error) {
	list := []Load{}
	err := o.Read(ctx, func(tx store.Tx) error {
		absences, err := coveredBy(tx, o)
		if err != nil || len(absences) == 0 {
			return err
		}
		me, err := tx.Staff().Get(o.Staff)
		if err != nil {
			return err
		}
		for _, a := range absences {
			s, err := tx.Staff().Get(a.Staff)
			if err != nil {
				return err
			}
			l, err := loadOf(o, tx, s)
			if err != nil {
				return err
			}
			l.Away = a.Words(o.Today(), me.Name)
			list = append(list, l)
		}
		return nil
	})
	return list, err
}

// MayLookAfter refuses a 经办 whose cases the one who acts does not look after today. Errors:
// Blocked.
func MayLookAfter(tx store.Tx, o *office.Office, staff ref.StaffID) error {
	absences, err := coveredBy(tx, o)
	if err == nil && !slices.ContainsFunc(absences, func(a Absence) bool { return a.Staff == staff }) {
		return errs.New(errs.Blocked, "代管已经结束，请回到我的或全部")
	}
	return err
}
