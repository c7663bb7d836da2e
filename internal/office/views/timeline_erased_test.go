package views_test

import (
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// Which lines of the journal were emptied says nothing in a case; who looks through the journal
// reads it in words.
func TestTheTimelineTellsOfErasedWordsInWords(t *testing.T) {
	f, id := desktest.AtSMS(t)
	f.MustWrite(t, func(w *office.Work) error {
		entries, err := w.Journal().Of(id, 0, 2)
		if err != nil {
			return err
		}
		return w.Erase(id, "删去 2 条记录的内容", []int64{entries[0].Seq, entries[1].Seq})
	})
	items := f.Show(id).Timeline
	if len(items) == 0 || items[0].Kind != store.KindErase || items[0].Title != "删去 2 条记录的内容" || items[0].Text != "" {
		t.Fatalf("%+v", items)
	}
	if words := (store.Entry{Kind: store.KindErase, Payload: "[47,5]"}).Words(); words != "日志第 47、5 条" {
		t.Error(words)
	}
	if words := (store.Entry{Kind: "note", Payload: "[47,5]"}).Words(); words != "[47,5]" {
		t.Error(words)
	}
}
