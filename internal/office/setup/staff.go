package setup

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// AddStaff adds an active 经办. Errors: Invalid at name, also when the name is taken.
func AddStaff(ctx context.Context, o *office.Office, name string) (store.Staff, error) {
	var added store.Staff
	err := o.Write(ctx, func(w *office.Work) error {
		var err error
		added, err = addStaff(w, name)
		return err
	})
	return added, err
}

// FirstStaff adds the first 经办 of a new desk, who is then the one who acts.
func FirstStaff(ctx context.Context, o *office.Office, name string) (store.Staff, error) {
	var first store.Staff
	err := o.Write(ctx, func(w *office.Work) error {
		first = store.Staff{ID: ref.New[ref.StaffID](), Active: true}
		w.Staff = first.ID
		all, err := w.Tx.Staff().All()
		if err != nil {
			return err
		}
		if len(all) > 0 {
			return errs.New(errs.Exists, "这个资料夹已经有经办了，请在设置里添加")
		}
		if first.Name, err = staffName(all, "", name); err != nil {
			return err
		}
		first.Version = 1
		if err := w.Tx.Staff().Add(first); err != nil {
			return err
		}
		return w.Note("edit", "", string(first.ID), "建立资料夹", first.Name)
	})
	return first, err
}

func addStaff(w *office.Work, name string) (store.Staff, error) {
	all, err := w.Tx.Staff().All()
	if err != nil {
		return store.Staff{}, err
	}
	if name, err = staffName(all, "", name); err != nil {
		return store.Staff{}, err
	}
	s := store.Staff{ID: ref.New[ref.StaffID](), Name: name, Active: true, Version: 1}
	if err := w.Tx.Staff().Add(s); err != nil {
		return store.Staff{}, err
	}
	return s, w.Note("edit", "", string(s.ID), "添加经办", s.Name)
}

// SaveStaff renames a 经办, or lets him rest or return. Errors: Invalid at name,
// Blocked when nobody active would be left, Conflict for a stale Version, NotFound.
func SaveStaff(ctx context.Context, o *office.Office, in store.Staff) (store.Staff, error) {
	if err := office.Judge(in); err != nil {
		return store.Staff{}, err
	}
	err := o.Write(ctx, func(w *office.Work) error {
		all, err := w.Tx.Staff().All()
		if err != nil {
			return err
		}
		if in.Name, err = staffName(all, in.ID, in.Name); err != nil {
			return err
		}
		var old store.Staff
		others := 0
		for _, s := range all {
			if s.ID == in.ID {
				old = s
			} else if s.Active {
				others++
			}
		}
		if old.ID == "" {
			return errs.New(errs.NotFound, "没有这位经办，请刷新后再看")
		}
		if !in.Active && others == 0 {
			return errs.New(errs.Blocked, "至少要留一位在岗的经办，请先添加另一位")
		}
		if !in.Active && in.ID == w.Staff {
			return errs.New(errs.Blocked, "不能停用当前经办，请换一位经办解锁后再停用")
		}
		if !in.Active {
			absences, _, err := Absences(w.Tx, cal.DayOf(w.Now))
			if err != nil {
				return err
			}
			if slices.ContainsFunc(absences, func(a Absence) bool { return a.Cover == in.ID }) {
				return errs.New(errs.Blocked, "%s还代管着别人的案件，请先改由别人代管", old.Name)
			}
		}
		if err := w.Tx.Staff().Update(in); err != nil {
			return err
		}
		title := "修改经办"
		switch {
		case old.Active && !in.Active:
			title = "停用经办"
		case !old.Active && in.Active:
			title = "恢复经办"
		}
		return w.Note("edit", "", string(in.ID), title, old.Name+" → "+in.Name)
	})
	in.Version++
	return in, err
}

// staffName is the trimmed name, or why it can't be one.
func staffName(all []store.Staff, self ref.StaffID, name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return "", errs.AtField("name", "请填写经办的姓名")
	}
	if err := office.JudgeText("name", "姓名,line,20", name); err != nil {
		return "", err
	}
	for _, s := range all {
		if s.ID != self && s.Name == name {
			return "", errs.AtField("name", "已有同名的经办，请加以区分，例如加上部门")
		}
	}
	return name, nil
}
