package importing

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/people"
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

// joinOwn takes tags and values of a further row in. A value that is another than that of the rows
// before stands aside; one that is sealed would stand there in clear, and is to be put right.
func (r *reading) joinOwn(more *reading) {
	tags, err := ownfields.Tags(append(r.tags, more.tags...))
	r.wrong.Take(addedPrefix, err)
	r.tags = tags
	for _, f := range r.fields {
		had, value := r.added[f.ID], more.added[f.ID]
		switch {
		case value == "" || value == had:
		case had == "":
			r.added[f.ID] = value
		case f.Sealed:
			r.wrong.At(addedPrefix+f.ID, "第 %d 行和第 %d 行是同一件，这一项加密保存，只能有一个，请改成一样", more.lines[0], r.lines[0])
		default:
			r.aside = append(r.aside, fmt.Sprintf("第 %d 行的%s：%s", more.lines[0], f.Name, value))
		}
	}
}

// ofClient tells which values of fields of clients go to the client, which was there before, and
// which do not, since it has another one: an import changes nothing that is there. used is that
// client, nil for a new one.
func (r *reading) ofClient(w *office.Work, used *people.Match) (told []string, err error) {
	if used == nil || len(r.added) == 0 {
		return nil, nil
	}
	whose := store.Whose{Client: used.Client.ID}
	all, err := w.Own().Of(whose)
	if err != nil {
		return nil, err
	}
	for _, f := range r.fields {
		value := r.added[f.ID]
		if f.About != ownfields.OfClients || value == "" {
			continue
		}
		at := slices.IndexFunc(all[whose], func(v store.OwnValue) bool { return v.Field == f.ID })
		switch {
		case at >= 0 && all[whose][at].Value != value:
			told = append(told, f.Name+"和已有的不同，没有改动")
		case at < 0 && !used.Client.CreatedAt.Equal(w.Now):
			told = append(told, "已有的客户没有填"+f.Name+"，这次补上")
		}
	}
	return told, nil
}

// fillIn gives the case its tags and values, and the client those of clients that it has none of
// yet: where that was there before, a line of the case names both, so that it may be taken back.
// What is only tried is nowhere to be given any.
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
	whose := store.Whose{Client: c.ClientID}
	client, err := w.Clients().Client(c.ClientID)
	if err != nil {
		return err
	}
	if client.CreatedAt.Equal(w.Now) {
		return own.Filled(w, whose, nil, r.added)
	}
	had, err := w.Own().Of(whose)
	if err != nil {
		return err
	}
	missing, said := map[string]string{}, map[string]string{}
	for _, f := range r.fields {
		value := r.added[f.ID]
		if f.About != ownfields.OfClients || value == "" || slices.ContainsFunc(had[whose], func(v store.OwnValue) bool { return v.Field == f.ID }) {
			continue
		}
		missing[f.ID], said[f.ID] = value, "补填客户的"+f.Name+"："+value
		if f.Sealed {
			said[f.ID] = "补填客户的" + f.Name + "：已填（加密）"
		}
	}
	if err := own.Filled(w, whose, nil, missing); err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(said)) {
		if err := w.Note("edit", id, string(c.ClientID)+" "+field, own.Title, said[field]); err != nil {
			return err
		}
	}
	return nil
}

// filled is a field of a client that an import has filled.
type filled struct {
	client ref.ClientID
	field  string
}

// filledBy reads it from its line in the journal; false for another one.
func filledBy(e store.Entry) (filled, bool) {
	client, field, ok := strings.Cut(e.Subject, " ")
	return filled{ref.ClientID(client), field}, ok && e.Title == own.Title
}

// refilled finds the clients whose fields were changed since the import has filled some.
func (t *takeBack) refilled() error {
	q := store.JournalQuery{From: cal.DayOf(t.at), Kind: "edit", Text: own.Title, Limit: journalPage}
	for len(t.filled) > 0 {
		rows, err := t.w.JournalList().Find(q)
		if err != nil {
			return err
		}
		for _, r := range rows {
			q.After = r.Cursor
			if r.At.After(t.at) && slices.ContainsFunc(t.filled, func(f filled) bool { return string(f.client) == r.Subject }) {
				client, err := t.w.Clients().Client(ref.ClientID(r.Subject))
				if err != nil {
					return err
				}
				t.built = append(t.built, client.Name+"（自定义字段改过）")
			}
		}
		if len(rows) < journalPage {
			break
		}
	}
	return nil
}
