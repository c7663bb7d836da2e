// Package ownfields keeps what a desk adds to its cases and clients by itself: the fields that it
// has defined, and on each case and client their values and its tags.
package ownfields

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/wordings"
)

// fieldsKey is the setting that has the fields, in their order.
const fieldsKey = "fields"

// Defined is all fields of a desk.
type Defined struct {
	Fields  []ownfields.Field
	Values  map[string]Used // by field
	Tags    Used
	InUse   map[string]int // how many cases or clients have a value, by field; nil unless it was counted
	Version int            // 0 before the first one
}

// Used are the clear values that are in use of a field, or tags, in order; More says that only
// the first of them are there.
type Used struct {
	Values []string
	More   bool
}

// FieldsIn reads the fields, retired ones too.
func FieldsIn(tx store.Tx) ([]ownfields.Field, error) {
	list := []ownfields.Field{}
	_, err := office.ReadSetting(tx, fieldsKey, &list)
	return list, err
}

// How many values of a field, and how many tags, are offered.
const (
	mostOffered = 50
	mostTags    = 200
)

// List reads the fields with what is in use of them. To count who has a value, the desk is walked
// through: only the settings ask for that.
func List(ctx context.Context, o *office.Office, counted bool) (d Defined, err error) {
	d.Values = map[string]Used{}
	err = o.Read(ctx, func(tx store.Tx) error {
		d.Fields = []ownfields.Field{}
		if d.Version, err = office.ReadSetting(tx, fieldsKey, &d.Fields); err != nil {
			return err
		}
		for _, f := range d.Fields {
			if d.Values[f.ID], err = usedIn(tx, f.ID, mostOffered); err != nil {
				return err
			}
		}
		if d.Tags, err = usedIn(tx, "", mostTags); err != nil || !counted {
			return err
		}
		d.InUse = map[string]int{}
		for _, f := range d.Fields {
			if d.InUse[f.ID], err = tx.Own().Count(f.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return d, err
}

// usedIn reads what is in use of a field, or the tags for "".
func usedIn(tx store.Tx, field string, most int) (u Used, err error) {
	u.Values, err = tx.Own().Used(field, most+1)
	if u.More = len(u.Values) > most; u.More {
		u.Values = u.Values[:most]
	}
	return u, err
}

// OwnFieldInput makes a field (ID "") or changes one; of one that is there About, Kind and Sealed
// stay.
type OwnFieldInput struct {
	ID      string   `json:"id"`
	About   string   `json:"about"`
	Name    string   `json:"name" text:"名称,line,20"`
	Kind    string   `json:"kind"`
	Sealed  bool     `json:"sealed"`
	Choices []string `json:"choices" text:"选项,line,40"`
	Retired bool     `json:"retired"`
	Version int      `json:"version"`
}

// SaveField makes or changes a field. Errors: Invalid at about, name, kind or choices, Blocked
// where there are ten, Conflict, NotFound.
func SaveField(ctx context.Context, o *office.Office, in OwnFieldInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return change(ctx, o, in.Version, func(_ *office.Work, list []ownfields.Field) ([]ownfields.Field, string, string, error) {
		f := ownfields.Field{ID: ref.New[string](), About: in.About, Kind: in.Kind, Sealed: in.Sealed}
		at, title := len(list), "新建自定义字段"
		if in.ID != "" {
			if at = indexOf(list, in.ID); at < 0 {
				return nil, "", "", noField()
			}
			f, title = list[at], "修改自定义字段"
			if in.Retired != f.Retired {
				title = map[bool]string{true: "停用自定义字段", false: "恢复自定义字段"}[in.Retired]
			}
		}
		f.Name, f.Retired, f.Choices = strings.Join(strings.Fields(in.Name), " "), in.Retired, choices(in)
		if err := judge(f, list); err != nil {
			return nil, "", "", err
		}
		if at == len(list) {
			list = append(list, f)
		}
		list[at] = f
		return list, title, f.Name, nil
	})
}

func choices(in OwnFieldInput) []string {
	list := []string{}
	for _, c := range in.Choices {
		if c = strings.TrimSpace(c); c != "" && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// judge says what is wrong with a field beside the others.
func judge(f ownfields.Field, list []ownfields.Field) error {
	var wrong office.Problems
	if f.About != ownfields.OfCases && f.About != ownfields.OfClients {
		wrong.At("about", "请选择放在案件还是客户上")
	}
	if !slices.Contains([]string{ownfields.Text, ownfields.Number, ownfields.Day, ownfields.Choice}, f.Kind) {
		wrong.At("kind", "请选择文字、数字、日期或选项")
	}
	same := func(o ownfields.Field) bool { return o.Name == f.Name && o.ID != f.ID }
	if _, known := wordings.Of(f.Name); f.Name == "" {
		wrong.At("name", "请填写名称，例如 客户来源")
	} else if slices.ContainsFunc(list, same) {
		wrong.At("name", "已经有叫“%s”的字段，请换一个名称", f.Name)
	} else if known || f.Name == TagsName {
		wrong.At("name", "“%s”是软件已有的一项，请换一个名称", f.Name)
	}
	if f.Kind == ownfields.Choice && (len(f.Choices) < 2 || len(f.Choices) > ownfields.MostChoices) {
		wrong.At("choices", "请写 2 到 %d 个选项，一行一个", ownfields.MostChoices)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(list), func(o ownfields.Field) bool { return o.ID == f.ID || o.Retired })
	if !f.Retired && len(others) >= ownfields.Most {
		return errs.New(errs.Blocked, "最多 %d 个在用的自定义字段。请先停用一个", ownfields.Most)
	}
	return nil
}

// OwnMoveInput puts a field before or behind the one beside it.
type OwnMoveInput struct {
	ID      string `json:"id"`
	By      int    `json:"by"` // -1 or 1
	Version int    `json:"version"`
}

// MoveField changes the order in which the fields are shown. Errors: Conflict, NotFound.
func MoveField(ctx context.Context, o *office.Office, in OwnMoveInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return change(ctx, o, in.Version, func(_ *office.Work, list []ownfields.Field) ([]ownfields.Field, string, string, error) {
		at := indexOf(list, in.ID)
		to := at + in.By
		if at < 0 || to < 0 || to >= len(list) {
			return nil, "", "", noField()
		}
		list[at], list[to] = list[to], list[at]
		return list, "调整自定义字段的次序", list[to].Name, nil
	})
}

// OwnRemoveInput names the field that goes with all its values.
type OwnRemoveInput struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// RemoveField takes a retired field away with all its values; it can't be taken back. Errors:
// Blocked for one that is in use, Conflict, NotFound, Storage where a copy of before an upgrade
// can't go.
func RemoveField(ctx context.Context, o *office.Office, in OwnRemoveInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return change(ctx, o, in.Version, func(w *office.Work, list []ownfields.Field) ([]ownfields.Field, string, string, error) {
		at := indexOf(list, in.ID)
		if at < 0 {
			return nil, "", "", noField()
		}
		f := list[at]
		if !f.Retired {
			return nil, "", "", errs.New(errs.Blocked, "“%s”还在用，请先停用再删除", f.Name)
		}
		if _, err := w.Own().DropField(f.ID); err != nil {
			return nil, "", "", err
		}
		return slices.Delete(list, at, at+1), "删除自定义字段和它的内容", f.Name, o.DropBefore()
	})
}

// change writes the fields anew, with a line in the journal.
func change(ctx context.Context, o *office.Office, version int, f func(*office.Work, []ownfields.Field) (list []ownfields.Field, title, name string, err error)) error {
	return o.Write(ctx, func(w *office.Work) error {
		list := []ownfields.Field{}
		stored, err := office.ReadSetting(w.Tx, fieldsKey, &list)
		if err != nil {
			return err
		}
		if err := store.Stale("自定义字段", version, stored); err != nil {
			return err
		}
		list, title, name, err := f(w, list)
		if err != nil {
			return err
		}
		if err := office.SaveSetting(w.Tx, fieldsKey, list, stored); err != nil {
			return err
		}
		return w.Note("edit", "", fieldsKey, title, name)
	})
}

func indexOf(list []ownfields.Field, id string) int {
	return slices.IndexFunc(list, func(f ownfields.Field) bool { return f.ID == id })
}

func noField() error {
	return errs.New(errs.NotFound, "没有这个自定义字段，可能已经删除，请刷新后再看")
}
