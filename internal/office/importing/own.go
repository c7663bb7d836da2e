package importing

import (
	"slices"
	"strings"
	"time"

	"beiandesk/internal/office"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/ownfields"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// addOwn takes tags or the value of a field of the desk's own from a cell.
func (r *reading) addOwn(column, value string, now time.Time) {
	if err := office.JudgeText(column, "自定义字段,lines,2000", value); err != nil {
		r.wrong.Take(column, err)
		return
	}
	id := strings.TrimPrefix(column, addedPrefix)
	if id == "" {
		tags, err := ownfields.Tags(strings.FieldsFunc(value, func(c rune) bool { return strings.ContainsRune("、,，;；\n", c) }))
		r.wrong.Take(column, err)
		r.tags = tags
		return
	}
	at := slices.IndexFunc(r.fields, func(f ownfields.Field) bool { return f.ID == id })
	judged, err := r.fields[at].Judge(value, "", now)
	r.wrong.Take(column, err)
	r.added[id] = judged
}

// fillIn gives the case its tags and values, and its client those of clients that it has none of
// yet. What is only tried is nowhere to be given any.
func (r *reading) fillIn(w *office.Work, id ref.CaseID) error {
	if r.in.Try || len(r.added)+len(r.tags) == 0 {
		return nil
	}
	c, err := w.Cases().Get(id)
	if err != nil {
		return err
	}
	if err := own.Filled(w, store.Whose{Case: id}, r.tags, r.added); err != nil {
		return err
	}
	return own.Filled(w, store.Whose{Client: c.ClientID}, nil, r.added)
}
