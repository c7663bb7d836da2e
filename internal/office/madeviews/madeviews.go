// Package madeviews keeps the views of the cases table that a member of staff has made: a
// filter with its words, order, form and columns under a name. They are its maker's alone and
// in no journal. A filter may name a person, so they lie sealed.
package madeviews

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Most is how many views one member of staff keeps.
const Most = 20

// Given is a view that every desk has.
type Given struct{ Code, Label string }

// AllGiven are the views of the cases table that need not be made.
var AllGiven = []Given{{"open", "在办"}, {"mine", "我的"}, {"closed", "已结"}, {"all", "全部"}}

// MadeView is one that somebody has made.
type MadeView struct {
	Name  string `json:"name" text:"视图名称,line,20"`
	Body  string `json:"body" text:"视图,raw,8192"` // as the page writes it
	First bool   `json:"first"`                   // the page opens with it
}

// ViewInput is a view as it shall be kept.
type ViewInput struct {
	Was  string `json:"was" text:"视图名称,line,20"` // the name of the one that it replaces; "" for a new one
	Name string `json:"name" text:"视图名称,line,20"`
	Body string `json:"body" text:"视图,raw,8192"`
}

// PutBackInput is a view that was dropped, and where it stood.
type PutBackInput struct {
	View MadeView `json:"view"`
	At   int      `json:"at"`
}

// ViewNameInput names a view; "" is none.
type ViewNameInput struct {
	Name string `json:"name" text:"视图名称,line,20"`
}

// keyOf is the setting that has somebody's views.
func keyOf(staff ref.StaffID) string { return "secret.views." + string(staff) }

// All are those of who acts, in the order in which they were made.
func All(ctx context.Context, o *office.Office) ([]MadeView, error) {
	all := []MadeView{}
	err := o.Read(ctx, func(tx store.Tx) error {
		_, err := office.ReadSetting(tx, keyOf(o.Staff), &all)
		return err
	})
	return all, err
}

// Save keeps a new view, or another body or name of one. Errors: Invalid at name or body, for a name that
// another one has and for more than Most of them; NotFound when the one
// to replace is gone.
func Save(ctx context.Context, o *office.Office, in ViewInput) ([]MadeView, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	return change(ctx, o, func(all []MadeView) ([]MadeView, error) {
		v := MadeView{Name: strings.TrimSpace(in.Name), Body: in.Body}
		at := len(all)
		if in.Was != "" {
			var err error
			if at, err = find(all, in.Was); err != nil {
				return nil, err
			}
			v.First = all[at].First
		}
		if err := fits(slices.Concat(all[:at], all[min(at+1, len(all)):]), v); err != nil {
			return nil, err
		}
		return slices.Concat(all[:at], []MadeView{v}, all[min(at+1, len(all)):]), nil
	})
}

// Restore puts a view back where it stood. Errors: as of Save.
func Restore(ctx context.Context, o *office.Office, in PutBackInput) ([]MadeView, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	return change(ctx, o, func(all []MadeView) ([]MadeView, error) {
		if err := fits(all, in.View); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all, func(v MadeView) bool { return v.First }) {
			in.View.First = false
		}
		return slices.Insert(all, min(max(in.At, 0), len(all)), in.View), nil
	})
}

// Drop forgets a view. Errors: NotFound.
func Drop(ctx context.Context, o *office.Office, in ViewNameInput) ([]MadeView, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	return change(ctx, o, func(all []MadeView) ([]MadeView, error) {
		at, err := find(all, in.Name)
		if err != nil {
			return nil, err
		}
		return slices.Delete(all, at, at+1), nil
	})
}

// SetFirst says with which view the page opens; "" is none of them. Errors: NotFound.
func SetFirst(ctx context.Context, o *office.Office, in ViewNameInput) ([]MadeView, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	return change(ctx, o, func(all []MadeView) ([]MadeView, error) {
		if in.Name != "" {
			if _, err := find(all, in.Name); err != nil {
				return nil, err
			}
		}
		for i := range all {
			all[i].First = in.Name != "" && strings.EqualFold(all[i].Name, in.Name)
		}
		return all, nil
	})
}

// DropNaming drops the views of everybody whose filter names somebody who is erased.
func DropNaming(w *office.Work, names func(text string) bool) error {
	staff, err := w.Tx.Staff().All()
	if err != nil {
		return err
	}
	for _, s := range staff {
		all := []MadeView{}
		version, err := office.ReadSetting(w.Tx, keyOf(s.ID), &all)
		if err != nil {
			return err
		}
		left := slices.DeleteFunc(slices.Clone(all), func(v MadeView) bool { return names(v.Name) || names(v.Body) })
		if len(left) == len(all) {
			continue
		}
		if err := office.SaveSetting(w.Tx, keyOf(s.ID), left, version); err != nil {
			return err
		}
	}
	return nil
}

func change(ctx context.Context, o *office.Office, to func([]MadeView) ([]MadeView, error)) (all []MadeView, err error) {
	return all, o.Write(ctx, func(w *office.Work) error {
		was := []MadeView{}
		version, err := office.ReadSetting(w.Tx, keyOf(w.Staff), &was)
		if err != nil {
			return err
		}
		if all, err = to(was); err != nil {
			return err
		}
		return office.SaveSetting(w.Tx, keyOf(w.Staff), all, version)
	})
}

func find(all []MadeView, name string) (int, error) {
	at := slices.IndexFunc(all, func(v MadeView) bool { return strings.EqualFold(v.Name, name) })
	if at < 0 {
		return 0, errs.New(errs.NotFound, "视图“%s”已经删除，要留就另存一个", name)
	}
	return at, nil
}

// fits says why a view can't stand beside others.
func fits(others []MadeView, v MadeView) error {
	given := slices.ContainsFunc(AllGiven, func(g Given) bool { return g.Label == v.Name })
	switch {
	case v.Name == "":
		return errs.AtField("name", "给视图起个名字")
	case v.Body == "":
		return errs.AtField("body", "没有要存的筛选，请重新打开这一页再存")
	case given || slices.ContainsFunc(others, func(o MadeView) bool { return strings.EqualFold(o.Name, v.Name) }):
		return errs.AtField("name", "已经有叫“%s”的视图，换个名字", v.Name)
	case len(others) >= Most:
		return errs.AtField("name", "最多存 %d 个视图，先删掉不用的", Most)
	}
	return nil
}
