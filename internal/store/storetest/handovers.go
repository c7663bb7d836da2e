package storetest

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// given registers a hand-over of a case.
func (d *desk) given(c cases.Case, id, recipient, at string) handovers.Handover {
	d.Helper()
	h := handovers.Handover{
		ID: ref.HandoverID(id), CaseID: c.ID, At: moment(at), Recipient: recipient, Name: "公安机关", Actor: "agency",
		Kinds: []string{"姓名", "身份证人像面"}, Purpose: "审核", Basis: "duty", Note: "窗口递交", Move: "move-1", Staff: "staff-1", Recorded: now,
	}
	d.write(func(tx store.Tx) error { return tx.Handovers().Add(h) })
	return h
}

// registered reads the register in pages of two and gives the ids.
func (d *desk) registered(q store.HandoverQuery) string {
	d.Helper()
	ids := ""
	for q.Limit = 2; ; {
		page := got(d, func(tx store.Tx) ([]store.HandoverRow, error) { return tx.HandoverList().Handovers(q) })
		for _, r := range page {
			ids += string(r.ID)
			q.After = r.Cursor
		}
		if len(page) < q.Limit {
			return ids
		}
	}
}

var handoverTests = map[string]func(*desk){
	"a line is read as it was written, and once it was taken back": func(d *desk) {
		c, _ := d.aCase()
		h := d.given(c, "a", "police", "2026-11-20 09:30")
		read := func() handovers.Handover {
			return got(d, func(tx store.Tx) (handovers.Handover, error) { return tx.Handovers().Get(h.ID) })
		}
		equal(d, "line", read(), h)
		h.At, h.Undone = moment("2026-11-19"), &handovers.Undone{At: now, Staff: "staff-2", Why: "登错了"}
		d.write(func(tx store.Tx) error { return tx.Handovers().Update(h) })
		equal(d, "taken back", read(), h)
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Handovers().Update(handovers.Handover{ID: "b", At: h.At}) })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Handovers().Get("b"); return err })
	},
	"the latest comes first, of a case and of the desk, by recipient, days and words": func(d *desk) {
		unit, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		one, _ := d.caseFor(unit, p, nil)
		person, q := d.client("沈一鸣", clients.Personal)
		other, _ := d.caseFor(person, q, func(_ *cases.Case, s *cases.Site) { s.Domain = "yi.example" })
		d.given(one, "a", "cloud", "2026-11-20")
		d.given(other, "b", "police", "2026-11-20 23:59")
		d.given(one, "c", "bureau", "2026-11-21")
		d.given(one, "d", "police", "2026-11-21")
		for _, test := range []struct {
			q    store.HandoverQuery
			want string
		}{
			{store.HandoverQuery{}, "dcba"},
			{store.HandoverQuery{Case: one.ID}, "dca"},
			{store.HandoverQuery{Recipient: "police"}, "db"},
			{store.HandoverQuery{From: day("2026-11-21")}, "dc"},
			{store.HandoverQuery{To: day("2026-11-20")}, "ba"},
			{store.HandoverQuery{Text: "yi.example"}, "b"},
			{store.HandoverQuery{Text: "青禾 " + one.Number}, "dca"},
			{store.HandoverQuery{Text: "没有"}, ""},
		} {
			if got := d.registered(test.q); got != test.want {
				d.Errorf("%+v found %q, want %q", test.q, got, test.want)
			}
		}
		row := got(d, func(tx store.Tx) ([]store.HandoverRow, error) {
			return tx.HandoverList().Handovers(store.HandoverQuery{Recipient: "police", Text: "yi", Limit: 1})
		})[0]
		equal(d, "case", []string{row.Number, row.Client, string(row.ClientKind)}, []string{other.Number, "沈一鸣", "personal"})
		of := got(d, func(tx store.Tx) ([]handovers.Handover, error) { return tx.Handovers().Of(one.ID) })
		same(d, "first of the case", of[0].ID, "d")
		same(d, "lines of the case", len(of), 3)
	},
	"what is over is counted and dropped, of ended cases alone": func(d *desk) {
		open, _ := d.aCase()
		ended, _ := d.aCase()
		d.given(open, "a", "cloud", "2023-11-01")
		d.given(ended, "b", "cloud", "2023-11-22 23:59")
		d.given(ended, "c", "cloud", "2023-11-23")
		over := func() int {
			return got(d, func(tx store.Tx) (int, error) { return tx.Handovers().Over(day("2023-11-22")) })
		}
		same(d, "while both are open", over(), 0)
		ended.Status = "delivered"
		d.write(func(tx store.Tx) error { return tx.Cases().Update(ended) })
		same(d, "once one has ended", over(), 1)
		d.write(func(tx store.Tx) error {
			n, err := tx.Handovers().Drop(day("2023-11-22"))
			same(d, "dropped", n, 1)
			return err
		})
		same(d, "left", d.registered(store.HandoverQuery{}), "ca")
	},
	"nothing is handed over of a case that is not there": func(d *desk) {
		d.refused(errs.NotFound, func(tx store.Tx) error {
			return tx.Handovers().Add(handovers.Handover{ID: "a", CaseID: "nowhere", At: moment("2026-11-20"), Staff: "staff-1"})
		})
	},
}
