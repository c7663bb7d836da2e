package ownfields

import (
	"context"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// TagsName is what tags are called in lists and tables.
const TagsName = "标签"

// Title is the title of the lines of the journal that tell of changed tags and values.
const Title = "标签和自定义字段"

// Covered stands for a sealed value, of whatever length.
const Covered = "******"

// Row is a field of a case or a client with its value.
type Row struct {
	ownfields.Field
	Value string // Covered where it is sealed; "" for none
}

// Sheet is what a case or a client has. Of retired fields there are those with a value.
type Sheet struct {
	Tags    []string
	Rows    []Row
	Version int // of the case or client, where one alone is read
}

// Of reads what one has. Errors: NotFound.
func Of(ctx context.Context, o *office.Office, whose store.Whose) (s Sheet, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		sheets, err := SheetsIn(tx, false, whose)
		if err != nil {
			return err
		}
		s = sheets[whose]
		s.Version, err = versionOf(tx, whose)
		return err
	})
	return s, err
}

// OfAll reads what several have, for a page of a list.
func OfAll(ctx context.Context, o *office.Office, whose []store.Whose) (sheets map[store.Whose]Sheet, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		sheets, err = SheetsIn(tx, false, whose...)
		return err
	})
	return sheets, err
}

// SheetsIn is OfAll within a transaction; clear leaves sealed values in full.
func SheetsIn(tx store.Tx, clear bool, whose ...store.Whose) (map[store.Whose]Sheet, error) {
	fields, err := FieldsIn(tx)
	if err != nil {
		return nil, err
	}
	all, err := tx.Own().Of(whose...)
	sheets := map[store.Whose]Sheet{}
	for _, one := range whose {
		sheets[one] = laid(fields, one, all[one], clear)
	}
	return sheets, err
}

func versionOf(tx store.Tx, whose store.Whose) (int, error) {
	if whose.Case != "" {
		c, err := tx.Cases().Get(whose.Case)
		return c.Version, err
	}
	c, err := tx.Clients().Client(whose.Client)
	return c.Version, err
}

// laid lays out the values of one by the fields that it may have.
func laid(fields []ownfields.Field, whose store.Whose, values []store.OwnValue, clear bool) Sheet {
	s := Sheet{Tags: []string{}, Rows: []Row{}}
	of := map[string]store.OwnValue{}
	for _, v := range values {
		if v.Field == "" {
			s.Tags = append(s.Tags, v.Value)
		}
		of[v.Field] = v
	}
	about := aboutOf(whose)
	for _, f := range fields {
		v, has := of[f.ID]
		if f.About != about || f.Retired && !has {
			continue
		}
		if v.Sealed && !clear && v.Value != damage.Mark {
			v.Value = Covered
		}
		s.Rows = append(s.Rows, Row{f, v.Value})
	}
	return s
}

func aboutOf(whose store.Whose) string {
	if whose.Case != "" {
		return ownfields.OfCases
	}
	return ownfields.OfClients
}

// OwnSetInput is what a case or a client is to have.
type OwnSetInput struct {
	CaseID   ref.CaseID        `json:"caseId"`   // or the client
	ClientID ref.ClientID      `json:"clientId"` // whose they are
	KeepTags bool              `json:"keepTags"` // the tags stay as they are
	Tags     []string          `json:"tags" text:"标签,line,100"`
	Values   map[string]string `json:"values" text:"自定义字段,lines,2000"` // by field; what is not there stays, and what is still covered
	Version  int               `json:"version"`                        // of the case or the client
}

// Set writes tags and values, with a line in the journal that says which; sealed values stand
// not in it. Errors: Invalid at tags or values.<field>, Conflict, NotFound.
func Set(ctx context.Context, o *office.Office, in OwnSetInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	whose := store.Whose{Case: in.CaseID}
	if in.CaseID == "" {
		whose.Client = in.ClientID
	}
	return o.Write(ctx, func(w *office.Work) error {
		said, err := put(w, whose, in.KeepTags, in.Tags, in.Values)
		if err != nil || len(said) == 0 {
			return err
		}
		return touch(w, whose, in.Version, strings.Join(said, "\n"))
	})
}

// put writes what differs, and says what did.
func put(w *office.Work, whose store.Whose, keepTags bool, typed []string, values map[string]string) (said []string, err error) {
	tags, err := ownfields.Tags(typed)
	if err != nil {
		return nil, err
	}
	fields, err := FieldsIn(w.Tx)
	if err != nil {
		return nil, err
	}
	all, err := w.Own().Of(whose)
	if err != nil {
		return nil, err
	}
	had := laid(fields, whose, all[whose], true)
	if !keepTags && !slices.Equal(tags, had.Tags) {
		if err := w.Own().Set(whose, "", false, tags...); err != nil {
			return nil, err
		}
		said = append(said, TagsName+"："+orNone(strings.Join(tags, "、")))
	}
	more, err := putValues(w, whose, had, values)
	return append(said, more...), err
}

// putValues writes the values that differ from those that one had.
func putValues(w *office.Work, whose store.Whose, had Sheet, values map[string]string) (said []string, err error) {
	var wrong office.Problems
	for _, id := range slices.Sorted(maps.Keys(values)) {
		if !has(had.Rows, id) && strings.TrimSpace(values[id]) != "" && values[id] != Covered {
			wrong.At("values."+id, "这个字段刚停用或删除了，请刷新后再填")
		}
	}
	for _, row := range had.Rows {
		typed, told := values[row.ID]
		if !told || row.Sealed && typed == Covered {
			continue
		}
		value, err := row.Judge(typed, row.Value, w.Now)
		if err != nil {
			wrong.Take("values."+row.ID, err)
			continue
		}
		if value == row.Value {
			continue
		}
		if row.Retired && value != "" {
			wrong.At("values."+row.ID, "“%s”已停用，只能清空", row.Name)
			continue
		}
		if err := w.Own().Set(whose, row.ID, row.Sealed, kept(value)...); err != nil {
			return nil, err
		}
		if row.Sealed && value != "" {
			value = "已填（加密）"
		}
		said = append(said, row.Name+"："+orNone(value))
	}
	return said, wrong.Err()
}

func has(rows []Row, field string) bool {
	return slices.ContainsFunc(rows, func(r Row) bool { return r.ID == field })
}

func kept(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func orNone(text string) string {
	if text == "" {
		return "（空）"
	}
	return text
}

// touch makes the next version of whose they are, and tells of it.
func touch(w *office.Work, whose store.Whose, version int, said string) error {
	if whose.Case != "" {
		c, err := w.Cases().Get(whose.Case)
		if err != nil {
			return err
		}
		if err := store.Stale("案件", version, c.Version); err != nil {
			return err
		}
		c.UpdatedAt = w.Now
		if err := w.Cases().Update(c); err != nil {
			return err
		}
		return w.Note("edit", c.ID, string(c.ID), Title, said)
	}
	c, err := w.Clients().Client(whose.Client)
	if err != nil {
		return err
	}
	if err := store.Stale("客户", version, c.Version); err != nil {
		return err
	}
	c.UpdatedAt = w.Now
	if err := w.Clients().UpdateClient(c); err != nil {
		return err
	}
	return w.Note("edit", "", string(c.ID), Title, said)
}

// Filled writes into a case or a client what has no value yet, by field: what an import brings.
// Values that are there stay, and those of other fields are left out. Errors: Invalid at values.<field>.
func Filled(w *office.Work, whose store.Whose, tags []string, values map[string]string) error {
	all, err := w.Own().Of(whose)
	if err != nil {
		return err
	}
	fields, err := FieldsIn(w.Tx)
	if err != nil {
		return err
	}
	may, missing := laid(fields, whose, nil, true).Rows, map[string]string{}
	for field, value := range values {
		if has(may, field) && !slices.ContainsFunc(all[whose], func(v store.OwnValue) bool { return v.Field == field }) {
			missing[field] = value
		}
	}
	had := []string{}
	for _, v := range all[whose] {
		if v.Field == "" {
			had = append(had, v.Value)
		}
	}
	_, err = put(w, whose, false, append(had, tags...), missing)
	return err
}

// Retag puts tags on a case and takes others off, and gives those before and after. Nothing is
// written where that changes nothing. Errors: Invalid at tags, Conflict, NotFound.
func Retag(w *office.Work, id ref.CaseID, on, off []string, version int) (before, after []string, err error) {
	whose := store.Whose{Case: id}
	all, err := w.Own().Of(whose)
	if err != nil {
		return nil, nil, err
	}
	for _, v := range all[whose] {
		if v.Field == "" {
			before = append(before, v.Value)
		}
	}
	after = slices.DeleteFunc(slices.Clone(before), func(t string) bool { return slices.Contains(off, t) })
	if after, err = ownfields.Tags(append(after, on...)); err != nil || slices.Equal(before, after) {
		return before, after, err
	}
	if err := w.Own().Set(whose, "", false, after...); err != nil {
		return nil, nil, err
	}
	return before, after, touch(w, whose, version, TagsName+"："+orNone(strings.Join(after, "、")))
}

// TagsInUse are the tags to offer.
func TagsInUse(ctx context.Context, o *office.Office) (tags Used, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		tags, err = usedIn(tx, "", mostTags)
		return err
	})
	return tags, err
}

// TokenPrefix begins the token of a sealed value: own:case:<id>:<field>.
const TokenPrefix = "own:"

// Reveal gives a sealed value in full and logs who looked at which field. Errors: Invalid for a
// token or use that does not exist, NotFound.
func Reveal(ctx context.Context, o *office.Office, in people.RevealInput) (value string, err error) {
	if err := office.Judge(in); err != nil {
		return "", err
	}
	parts := strings.Split(strings.TrimPrefix(in.Token, TokenPrefix), ":")
	if len(parts) != 3 {
		return "", noField()
	}
	whose := store.Whose{Client: ref.ClientID(parts[1])}
	if parts[0] == ownfields.OfCases {
		whose = store.Whose{Case: ref.CaseID(parts[1])}
	}
	err = o.Write(ctx, func(w *office.Work) error {
		fields, err := FieldsIn(w.Tx)
		if err != nil {
			return err
		}
		all, err := w.Own().Of(whose)
		if err != nil {
			return err
		}
		for _, row := range laid(fields, whose, all[whose], true).Rows {
			if row.ID == parts[2] && row.Value != "" {
				value = row.Value
				return people.LogReveal(w, in, parts[1], row.Name, "")
			}
		}
		return errs.New(errs.NotFound, "没有这一项内容，请刷新后再看")
	})
	return value, err
}
