package storetest

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var moves = map[string]func(*desk){
	"moves come back whole and in the order of recording": func(d *desk) {
		v, site := d.aCase()
		all := []workflow.Move{
			{ID: "m1", Seq: 1, At: cal.Whole(day("2026-09-07")), Recorded: now, Staff: "s", Action: "signing.sign"},
			{ID: "m2", Seq: 2, At: cal.At(now), Recorded: now.AddDate(0, 0, 1), Staff: "s", Action: "sms.wrong", Site: site.ID,
				Values: map[string]string{"person": "沈一鸣"}, Reason: "电话 13800571001 打不通"},
			{ID: "m3", Seq: 3, At: cal.Whole(day("2026-09-06")), Recorded: now, Action: "template.reject", Reason: "反光"},
		}
		for _, i := range []int{0, 1, 2} {
			d.write(func(tx store.Tx) error { return tx.Moves().Append(v.ID, all[i]) })
		}
		equal(d, "moves", got(d, func(tx store.Tx) ([]workflow.Move, error) { return tx.Moves().Of(v.ID) }), all)
	},
	"a place in the order is taken once": func(d *desk) {
		v, _ := d.aCase()
		d.write(func(tx store.Tx) error { return tx.Moves().Append(v.ID, workflow.Move{ID: "m1", Seq: 1}) })
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Moves().Append(v.ID, workflow.Move{ID: "m2", Seq: 1}) })
	},
	"the words of a move are put anew, and nothing else of it": func(d *desk) {
		v, _ := d.aCase()
		m := workflow.Move{ID: "m1", Seq: 1, At: cal.Whole(day("2026-09-07")), Recorded: now, Staff: "s", Action: "sms.wrong", Values: map[string]string{"note": "沈一鸣"}, Reason: "沈一鸣不接"}
		d.write(func(tx store.Tx) error { return tx.Moves().Append(v.ID, m) })
		m.Values, m.Reason = map[string]string{"note": "一"}, "不接"
		d.write(func(tx store.Tx) error { return tx.Moves().Reword(v.ID, m) })
		equal(d, "moves", got(d, func(tx store.Tx) ([]workflow.Move, error) { return tx.Moves().Of(v.ID) }), []workflow.Move{m})
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Moves().Reword(v.ID, workflow.Move{ID: "m2"}) })
	},
	"a case that is not there takes none": func(d *desk) {
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Moves().Append("none", workflow.Move{ID: "m", Seq: 1}) })
	},
}

var projections = map[string]func(*desk){
	"runs and deadlines come back whole": func(d *desk) {
		v, site := d.aCase()
		runs := []store.RunRow{
			{ID: "r1", CaseID: v.ID, StageNo: 9, Attempt: 2, Entered: "2026-11-23 09:00", Headline: true, RunLine: workflow.RunLine{
				Key: "sms#2", Stage: "sms", Site: site.ID, Step: "todo", Party: "client", EscalatesTo: "agency",
				Due: &workflow.LineDue{At: moment("2026-11-24 09:00"), Kind: workflow.Legal, Key: "sms#2/round", Clock: "round", Own: true,
					Began: new(moment("2026-11-23 09:00")), Provisional: true},
				Round: &workflow.LineRound{No: 2, Waiting: []string{"沈一鸣", "欧阳、小明"}},
			}},
			{ID: "r2", CaseID: v.ID, StageNo: 17, Attempt: 1, Entered: "2026-11-20", RunLine: workflow.RunLine{
				Key: "revoke#1", Stage: "revoke", Step: "ask", Party: "agency", Soft: true, Visit: "interview",
			}},
		}
		dates := []store.DeadlineRow{
			{ID: "d1", CaseID: v.ID, Key: "sms#2/round", Stage: "sms", SiteID: site.ID, Clock: "round", Label: "短信核验", Kind: "legal",
				DueDay: day("2026-11-24"), DueMin: 540, Governs: true, Reasons: []string{"从短信到达起 24 小时"}},
			{ID: "d2", CaseID: v.ID, Key: "review", Stage: "bureau-review", Clock: "expected", Label: "管局预计", Kind: "expected",
				From: "2026-12-01", DueDay: day("2026-12-08"), DueMin: -1, Provisional: true, Reasons: []string{"一", "二"}},
		}
		d.write(func(tx store.Tx) error { return tx.Projections().Replace(v.ID, runs, dates) })
		equal(d, "runs", got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(v.ID) }), runs)
		equal(d, "deadlines", got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(v.ID) }), dates)
	},
	"a replacement drops what it doesn't name and may keep ids": func(d *desk) {
		v, _ := d.aCase()
		keep, drop := run(v.ID, "a#1", "materials", "client", "", ""), run(v.ID, "b#1", "account", "client", "", "")
		d.replace(v.ID, keep, drop)
		d.replace(v.ID, keep)
		runs := got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(v.ID) })
		same(d, "runs", len(runs), 1)
		same(d, "id", runs[0].ID, keep.ID)
	},
	"a case has one headline": func(d *desk) {
		v, _ := d.aCase()
		a, b := run(v.ID, "a#1", "materials", "client", "", ""), run(v.ID, "b#1", "account", "client", "", "")
		a.Headline, b.Headline = true, true
		d.refused(errs.Exists, func(tx store.Tx) error {
			return tx.Projections().Replace(v.ID, []store.RunRow{a, b}, nil)
		})
	},
	"an unknown party or case is refused": func(d *desk) {
		v, _ := d.aCase()
		d.refused(errs.Invalid, func(tx store.Tx) error {
			return tx.Projections().Replace(v.ID, []store.RunRow{run(v.ID, "a", "b", "nobody", "", "")}, nil)
		})
		late := run(v.ID, "a", "b", "client", "", "")
		late.EscalatesTo = "nobody"
		d.refused(errs.Invalid, func(tx store.Tx) error { return tx.Projections().Replace(v.ID, []store.RunRow{late}, nil) })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Projections().Replace("none", nil, nil) })
	},
}

var numbers = map[string]func(*desk){
	"each series and year counts from one without gaps": func(d *desk) {
		for i, want := range map[string][]int{"ZD": {1, 2, 3}, "HC": {1, 2, 3}} {
			for _, n := range want {
				d.write(func(tx store.Tx) error {
					next, err := tx.Numbers().Next(i, 2026)
					same(d, "next", next, n)
					return err
				})
			}
		}
		d.write(func(tx store.Tx) error {
			next, err := tx.Numbers().Next("ZD", 2027)
			same(d, "another year", next, 1)
			return err
		})
		d.read(func(tx store.Tx) error {
			all, err := tx.Numbers().All()
			same(d, "counters", fmt.Sprint(all), "[{HC 2026 3} {ZD 2026 3} {ZD 2027 1}]")
			return err
		})
	},
	"a series that is raised goes on behind that number, and is never set back": func(d *desk) {
		for _, step := range []struct{ raise, next int }{{7, 8}, {5, 9}, {9, 10}, {20, 21}} {
			d.write(func(tx store.Tx) error {
				return tx.Numbers().Raise(store.Counter{Series: "ZD", Year: 2026, Last: step.raise})
			})
			d.write(func(tx store.Tx) error {
				next, err := tx.Numbers().Next("ZD", 2026)
				same(d, "next", next, step.next)
				return err
			})
		}
	},
	"a number that was rolled back is given again": func(d *desk) {
		next := func(fail error) (n int) {
			err := d.store.Write(d.Context(), func(tx store.Tx) (err error) {
				if n, err = tx.Numbers().Next("ZD", 2026); err != nil {
					return err
				}
				return fail
			})
			if err != nil && fail == nil {
				d.Fatal(err)
			}
			return n
		}
		same(d, "first", next(nil), 1)
		same(d, "rolled back", next(fmt.Errorf("no")), 2)
		same(d, "again", next(nil), 2)
	},
}

var settings = map[string]func(*desk){
	"an unset key is empty at version 0": func(d *desk) {
		d.read(func(tx store.Tx) error {
			value, version, err := tx.Settings().Get("letterhead")
			same(d, "value", value, "")
			same(d, "version", version, 0)
			return err
		})
	},
	"values come back, sealed or not": func(d *desk) {
		for _, key := range []string{"letterhead", "secret.bank"} {
			d.write(func(tx store.Tx) error { return tx.Settings().Put(key, `{"a":1}`, 0) })
			d.write(func(tx store.Tx) error { return tx.Settings().Put(key, `{"a":2}`, 1) })
			d.read(func(tx store.Tx) error {
				value, version, err := tx.Settings().Get(key)
				same(d, "value", value, `{"a":2}`)
				same(d, "version", version, 2)
				return err
			})
		}
	},
	"a stale save is refused": func(d *desk) {
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Settings().Put("letterhead", "a", 3) })
		d.write(func(tx store.Tx) error { return tx.Settings().Put("letterhead", "a", 0) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Settings().Put("letterhead", "b", 0) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Settings().Put("letterhead", "b", 2) })
	},
}

var journal = map[string]func(*desk){
	"entries come back newest first and page by page": func(d *desk) {
		var ids []ref.CaseID
		for range 2 {
			v, _ := d.aCase()
			ids = append(ids, v.ID)
		}
		var want []store.Entry
		for i := range 6 {
			e := store.Entry{At: now.AddDate(0, 0, i), Happen: "2026-09-07", StaffID: "s", Via: "window", Kind: "note", CaseID: ids[i%2],
				Subject: "x", Title: fmt.Sprint("记一笔 ", i), Payload: "电话 13800571001"}
			d.write(func(tx store.Tx) (err error) {
				e, err = tx.Journal().Append(e)
				return err
			})
			same(d, "seq", e.Seq, int64(i+1))
			if i%2 == 0 {
				want = append([]store.Entry{e}, want...)
			}
		}
		of := func(before int64, limit int) []store.Entry {
			return got(d, func(tx store.Tx) ([]store.Entry, error) { return tx.Journal().Of(ids[0], before, limit) })
		}
		equal(d, "all", of(0, 100), want)
		equal(d, "first page", of(0, 2), want[:2])
		equal(d, "second page", of(want[1].Seq, 2), want[2:])
	},
	"the whole journal is looked through": func(d *desk) {
		zhou, lin := d.colleague("周敏"), d.colleague("林晓")
		v, _ := d.aCase()
		w, _ := d.aCase()
		for i, e := range []store.Entry{
			{StaffID: zhou, Kind: "note", CaseID: v.ID, Title: "记一笔"},
			{StaffID: lin, Kind: "reveal", CaseID: v.ID, Title: "查看手机", Payload: "沈一鸣"},
			{StaffID: lin, Kind: "edit", Title: "修改 100% 的收费设置"},
			{StaffID: zhou, Kind: "reveal", CaseID: w.ID, Title: "复制证件号码"},
			{StaffID: zhou, Kind: "reveal", Title: "查看 A_b"},
		} {
			e.At = now.AddDate(0, 0, i)
			if i == 4 { // one of the same moment comes before it
				e.At = now.AddDate(0, 0, 3)
			}
			d.write(func(tx store.Tx) error { _, err := tx.Journal().Append(e); return err })
		}
		find := func(q store.JournalQuery) (seqs []int64) {
			q.Limit = 2
			for {
				rows := got(d, func(tx store.Tx) ([]store.JournalRow, error) { return tx.JournalList().Find(q) })
				for _, r := range rows {
					seqs = append(seqs, r.Seq)
				}
				if len(rows) < q.Limit {
					return seqs
				}
				q.After = rows[len(rows)-1].Cursor
			}
		}
		on := func(i int) cal.Day { return cal.DayOf(now.AddDate(0, 0, i)) }
		for name, c := range map[string]struct {
			q    store.JournalQuery
			want []int64
		}{
			"all":           {store.JournalQuery{}, []int64{5, 4, 3, 2, 1}},
			"of one":        {store.JournalQuery{Staff: lin}, []int64{3, 2}},
			"of a kind":     {store.JournalQuery{Kind: "reveal"}, []int64{5, 4, 2}},
			"of a case":     {store.JournalQuery{Case: v.ID}, []int64{2, 1}},
			"of all three":  {store.JournalQuery{Case: v.ID, Kind: "reveal", Staff: zhou}, nil},
			"of some days":  {store.JournalQuery{From: on(1), To: on(2)}, []int64{3, 2}},
			"since a day":   {store.JournalQuery{From: on(3)}, []int64{5, 4}},
			"until a day":   {store.JournalQuery{To: on(0)}, []int64{1}},
			"by a word":     {store.JournalQuery{Text: "查看"}, []int64{5, 2}},
			"by two":        {store.JournalQuery{Text: "手机 查看"}, []int64{2}},
			"by a per cent": {store.JournalQuery{Text: "0%"}, []int64{3}},
			"by a line":     {store.JournalQuery{Text: "a_B"}, []int64{5}},
		} {
			equal(d, name, find(c.q), c.want)
		}
		rows := got(d, func(tx store.Tx) ([]store.JournalRow, error) {
			return tx.JournalList().Find(store.JournalQuery{Kind: "reveal", Case: v.ID, Limit: 9})
		})
		same(d, "who, which case and what", rows[0].Staff+rows[0].Number+rows[0].Payload, "林晓"+v.Number+"沈一鸣")
		for _, after := range []string{"x", "WyJqb3VybmFsIiwiYSIsIngiXQ"} {
			d.refused(errs.Invalid, func(tx store.Tx) error {
				_, err := tx.JournalList().Find(store.JournalQuery{After: after, Limit: 2})
				return err
			})
		}
	},
	"the last contact of each case is found": func(d *desk) {
		a, _ := d.aCase()
		b, _ := d.aCase()
		for _, e := range []store.Entry{
			{Kind: "contact", CaseID: a.ID, Title: "电话"}, {Kind: "contact", CaseID: a.ID, Title: "微信", Payload: "发了代码"},
			{Kind: "note", CaseID: a.ID, Title: "记一笔"}, {Kind: "note", CaseID: b.ID, Title: "记一笔"},
		} {
			e.At = now
			d.write(func(tx store.Tx) error { _, err := tx.Journal().Append(e); return err })
		}
		last := got(d, func(tx store.Tx) (map[ref.CaseID]store.Entry, error) {
			return tx.Journal().LastContact([]ref.CaseID{a.ID, b.ID})
		})
		same(d, "cases with a contact", len(last), 1)
		same(d, "title", last[a.ID].Title, "微信")
		same(d, "payload", last[a.ID].Payload, "发了代码")
		none := got(d, func(tx store.Tx) (map[ref.CaseID]store.Entry, error) { return tx.Journal().LastContact(nil) })
		same(d, "of no cases", len(none), 0)
		titles := func(list []store.Entry) (all string) {
			for _, e := range list {
				all = strings.TrimSpace(all + " " + e.Title)
			}
			return all
		}
		all := got(d, func(tx store.Tx) ([]store.Entry, error) { return tx.Journal().Contacts([]ref.CaseID{a.ID, b.ID}, 9) })
		same(d, "all contacts, the newest first", titles(all), "微信 电话")
		heard := got(d, func(tx store.Tx) (map[ref.CaseID]store.Entry, error) {
			return tx.Journal().LastHeard([]ref.CaseID{a.ID, b.ID}, "微")
		})
		same(d, "heard of one case", len(heard), 1)
		same(d, "what was not sent by us", heard[a.ID].Title, "电话")
		one := got(d, func(tx store.Tx) ([]store.Entry, error) { return tx.Journal().Contacts([]ref.CaseID{a.ID}, 1) })
		same(d, "no more than asked for", titles(one), "微信")
		nothing := got(d, func(tx store.Tx) ([]store.Entry, error) { return tx.Journal().Contacts(nil, 9) })
		same(d, "contacts of no cases", len(nothing), 0)
	},
	"a whole chain verifies": func(d *desk) {
		same(d, "empty", got(d, func(tx store.Tx) (store.Chain, error) { return tx.Journal().Verify() }), store.Chain{})
		for i := range 5 {
			d.write(func(tx store.Tx) error {
				_, err := tx.Journal().Append(store.Entry{At: now, Kind: "note", Title: "一", Payload: fmt.Sprint(i % 2)})
				return err
			})
		}
		same(d, "checked", got(d, func(tx store.Tx) (store.Chain, error) { return tx.Journal().Verify() }), store.Chain{Whole: 5})
		newest := got(d, func(tx store.Tx) (store.Link, error) { return tx.Journal().Link(0) })
		same(d, "the newest", newest, got(d, func(tx store.Tx) (store.Link, error) { return tx.Journal().Link(5) }))
		same(d, "its seq", newest.Seq, 5)
		same(d, "of none", got(d, func(tx store.Tx) (store.Link, error) { return tx.Journal().Link(6) }), store.Link{})
		d.write(func(tx store.Tx) error {
			_, err := tx.Journal().Append(store.Entry{At: now.Add(-time.Hour), Kind: "note", Title: "一"})
			return err
		})
		same(d, "recorded before", got(d, func(tx store.Tx) (store.Chain, error) { return tx.Journal().Verify() }), store.Chain{Whole: 6, Back: 6})
	},
}
