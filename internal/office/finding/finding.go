// Package finding answers quick find: what a few words name of all that the desk holds and of
// what the program offers. See docs/adr/0024.
package finding

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/pinyin"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Input asks for what a few words name; without words, for what was opened last.
type Input struct {
	Text   string
	Recent []string // identifiers of cases, clients and bills, the last opened first; read without words alone
	Limit  int      // of a group, 1 to 50
}

// mostRecent is how many of what was opened last are given.
const mostRecent = 20

// Found is what was found, a group a kind; groups without anything are left out.
type Found struct {
	Groups []Group
	Count  store.Count
}

// Group is what was found of a kind, the nearest first.
type Group struct {
	Code, Label string
	Items       []Item
}

// Item is a thing that may be opened: one that the desk holds, or a place of the program.
type Item struct {
	store.QuickHit
	Title  []Piece
	Detail string    // 短信核验; 2 件案件
	Due    views.Due // of an open case
	Act    string    // what an open case's next step is: 催短信核验
	Place  string    // code of a place of the program; "" of what the desk holds
}

// Piece is a part of a title; Met says that the words met it.
type Piece struct {
	Text string
	Met  bool
}

// Find gives the nearest of each kind. Nothing of the words is kept or logged. Errors: words
// that nobody looks for, a size out of bounds.
func Find(ctx context.Context, o *office.Office, in Input) (Found, error) {
	if err := office.JudgeSearch(in.Text); err != nil {
		return Found{}, err
	}
	if in.Limit < 1 || in.Limit > 50 || len(in.Recent) > mostRecent {
		return Found{}, errs.New(errs.Invalid, "一组要 1 到 50 条，最近打开的至多 %d 条", mostRecent)
	}
	words := strings.Fields(pinyin.Fold(in.Text))
	places := placesNamed(words, in.Limit)
	found := Found{Groups: []Group{}}
	err := o.Read(ctx, func(tx store.Tx) error {
		if len(words) == 0 {
			recent, err := tx.QuickFind().Named(in.Recent)
			if err == nil {
				err = found.add(o, tx, "recent", "最近打开", recent, nil)
			}
			return err
		}
		hits, err := tx.QuickFind().Quick(in.Text, in.Limit)
		found.Count = hits.Count
		people := append(slices.Clone(hits.Clients), hits.Leads...)
		for _, g := range []struct {
			code, label string
			hits        []store.QuickHit
		}{{"cases", "案件", hits.Cases}, {"people", "客户与负责人", people}, {"sites", "域名与备案号", hits.Sites}, {"bills", "账单", hits.Bills}} {
			if err == nil {
				err = found.add(o, tx, g.code, g.label, g.hits, words)
			}
		}
		return err
	})
	if len(places) > 0 {
		found.Groups = append(found.Groups, Group{"places", "操作与设置", places})
		found.Count.N += len(places)
	}
	return found, err
}

// add takes a group of hits, with what is said of each.
func (f *Found) add(o *office.Office, tx store.Tx, code, label string, hits []store.QuickHit, words []string) error {
	if len(hits) == 0 {
		return nil
	}
	var ids []ref.CaseID
	for _, hit := range hits {
		if hit.Kind == store.QuickCase {
			ids = append(ids, hit.Case)
		}
	}
	cases, err := views.RowsOf(o, tx, ids)
	group := Group{Code: code, Label: label}
	for _, hit := range hits {
		item := Item{QuickHit: hit, Title: pieces(hit.Title, words), Due: views.Due{Tone: views.ToneNone}}
		switch hit.Kind {
		case store.QuickCase:
			row := cases[hit.Case]
			item.Detail, item.Due = cmp.Or(row.StageLabel, row.StatusText), row.Due
			if row.Run != nil {
				item.Act = row.Todo
			}
		case store.QuickClient:
			item.Detail = fmt.Sprintf("%d 件案件", hit.Cases)
		case store.QuickSite:
			if hit.Until != nil {
				item.Detail = cal.FormatDay(*hit.Until, o.Today()) + " 到期"
			}
		case store.QuickBill:
			item.Detail = "未收 " + hit.Open.String()
			if hit.Open == 0 {
				item.Detail = "已收齐"
			}
			if hit.Ended {
				item.Detail = "已作废"
			}
		}
		group.Items = append(group.Items, item)
	}
	f.Groups = append(f.Groups, group)
	return err
}

// pieces cuts a title where folded words meet it.
func pieces(title string, words []string) []Piece {
	runes := []rune(title)
	met := make([]bool, len(runes))
	for _, word := range words {
		span := pinyin.Where(title, word)
		for i := span.From; i < span.To; i++ {
			met[i] = true
		}
	}
	var all []Piece
	for i, r := range runes {
		if i == 0 || met[i] != met[i-1] {
			all = append(all, Piece{Met: met[i]})
		}
		all[len(all)-1].Text += string(r)
	}
	return all
}
