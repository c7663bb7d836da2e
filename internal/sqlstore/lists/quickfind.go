package lists

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/pinyin"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type quickFind struct{ Lists }

// How many rows of a table one word may bring, to be held against all words. One word alone
// finds enough among few; of several the rarest must bring those that have the others.
const (
	ofOneWord  = 100
	ofOneOfAll = 200
)

var allKinds = []parts.Kind{parts.Clients, parts.People, parts.Cases, parts.Bills}

// quickWord is a word with the rows that may have it.
type quickWord struct {
	text   string
	rows   map[parts.Kind][]int64
	marked map[rowNo]pinyin.How // found by a hash or a code: whole, or by its last places
}

type rowNo struct {
	kind parts.Kind
	no   int64
}

// quickRow is a row with all that it is called.
type quickRow struct {
	store.QuickHit
	own   []string // by which it is found
	other []string // and whose it is, which counts for the other words
	nos   []rowNo
}

// quickMarks are what rows are found by as a whole.
var quickMarks = append([]mark{
	{parts.Clients, "credit_code", creditCode},
	{parts.Clients, "same_key", func(_ records.Records, word string) []string { return []string{records.SameKey(word)} }},
	{parts.People, "doc_number_hash", documentNumber},
}, numbers...)

// documentNumber reads a word as an identity card's number or another document's.
func documentNumber(r records.Records, word string) []string {
	if len(word) < 6 || !strings.ContainsAny(word, "0123456789") {
		return nil
	}
	return r.DocumentHashes(word)
}

func (s quickFind) Quick(text string, limit int) (found store.QuickHits, err error) {
	if err := sqltx.PageSize(limit); err != nil {
		return found, err
	}
	fields := strings.Fields(records.Fold(text))
	slices.Sort(fields)
	fields = slices.Compact(fields)
	if len(fields) == 0 {
		return found, nil
	}
	most := ofOneWord
	if len(fields) > 1 {
		most = ofOneOfAll
	}
	var words []*quickWord
	for _, field := range fields {
		word, err := s.gathered(field, most)
		if err != nil {
			return found, err
		}
		words = append(words, word)
	}
	for _, of := range []struct {
		kinds []parts.Kind
		rows  func(in, int) ([]quickRow, error)
		into  *[]store.QuickHit
	}{
		{[]parts.Kind{parts.Cases, parts.Clients, parts.People}, s.cases, &found.Cases},
		{[]parts.Kind{parts.Clients}, s.clients, &found.Clients},
		{[]parts.Kind{parts.People}, s.leads, &found.Leads},
		{[]parts.Kind{parts.Cases}, s.sites, &found.Sites},
		{[]parts.Kind{parts.Bills}, s.bills, &found.Bills},
	} {
		rarest := rarestOf(words, of.kinds)
		if rarest == nil {
			continue
		}
		rows, err := of.rows(rarest.in, most)
		if err != nil {
			return found, err
		}
		hits := nearest(rows, words)
		found.Count.N += len(hits)
		found.Count.More = found.Count.More || len(rows) >= most
		*of.into = hits[:min(len(hits), limit)]
	}
	return found, nil
}

// gathered are the rows that may have a word, up to so many of each way that leads there.
func (s quickFind) gathered(text string, most int) (*quickWord, error) {
	o := &quickWord{text: text, rows: map[parts.Kind][]int64{}, marked: map[rowNo]pinyin.How{}}
	w := s.Where()
	var ways []string
	way := func(k parts.Kind, how pinyin.How, query string) {
		ways = append(ways, "SELECT "+strconv.Itoa(int(k))+" AS kind, "+strconv.Itoa(int(how))+" AS how, no FROM ("+query+sqltx.Limit(most)+") AS w"+strconv.Itoa(len(ways)))
	}
	ranges, _ := parts.Ranges(text)
	ranges = append(ranges, parts.Spelt(text)...)
	for _, k := range allKinds {
		for _, r := range ranges {
			way(k, pinyin.Apart, "SELECT q.no FROM find_parts q WHERE "+r.In(&w, k))
		}
	}
	for _, m := range quickMarks {
		if values := m.values(records.Records{Tx: s.Tx}, text); len(values) > 0 {
			how := pinyin.Whole
			if strings.HasSuffix(m.column, "_tail") {
				how = pinyin.Ahead
			}
			way(m.kind, how, "SELECT x.find_no AS no FROM "+m.kind.Table()+" x WHERE x."+m.column+" <> '' AND x."+m.column+" IN ("+sqltx.ArgList(&w, values)+")")
		}
	}
	err := sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var at rowNo
		var how pinyin.How
		if err := row.Scan(&at.kind, &how, &at.no); err != nil {
			return err
		}
		o.rows[at.kind] = append(o.rows[at.kind], at.no)
		if how != pinyin.Apart {
			o.marked[at] = how
		}
		return nil
	}, strings.Join(ways, " UNION ALL "), w.Args)
	for k, nos := range o.rows {
		slices.Sort(nos)
		o.rows[k] = slices.Compact(nos)
	}
	return o, err
}

// in spells the condition that a row of a table may have the word.
func (o *quickWord) in(k parts.Kind, column string) string {
	if len(o.rows[k]) == 0 {
		return "1 = 0"
	}
	text := column + " IN ("
	for i, no := range o.rows[k] {
		if i > 0 {
			text += ", "
		}
		text += strconv.FormatInt(no, 10)
	}
	return text + ")"
}

// rarestOf is the word that the fewest rows of some tables may have; nil when no word has one.
func rarestOf(words []*quickWord, kinds []parts.Kind) (rarest *quickWord) {
	fewest := 0
	for _, o := range words {
		n := 0
		for _, k := range kinds {
			n += len(o.rows[k])
		}
		if n > 0 && (rarest == nil || n < fewest) {
			rarest, fewest = o, n
		}
	}
	return rarest
}

// nearest are the rows that have each word, the nearest first. One of the words must be found in
// what the row itself is called.
func nearest(rows []quickRow, words []*quickWord) []store.QuickHit {
	type ranked struct {
		store.QuickHit
		rank pinyin.How
	}
	var all []ranked
	for _, r := range rows {
		v := ranked{QuickHit: r.QuickHit}
		kept, itself := true, false
		for _, o := range words {
			how, own := o.meets(r)
			kept, itself = kept && how != pinyin.Apart, itself || own
			v.rank += how
		}
		if kept && itself {
			if r.Kind == store.QuickSite {
				v.QuickHit = siteHit(r, words)
			}
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), compareFlags(a.Ended, b.Ended), cmp.Compare(b.ID, a.ID))
	})
	hits := make([]store.QuickHit, len(all))
	for i, v := range all {
		hits[i] = v.QuickHit
	}
	return hits
}

func compareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// meets says how nearly the word meets a row, and whether by what that itself is called.
func (o *quickWord) meets(r quickRow) (how pinyin.How, own bool) {
	how = pinyin.Apart
	for _, name := range r.own {
		met := pinyin.Meet(name, o.text)
		how = min(how, met)
	}
	for _, at := range r.nos {
		if met, ok := o.marked[at]; ok {
			how = min(how, met)
		}
	}
	own = how != pinyin.Apart
	for _, name := range r.other {
		met := pinyin.Meet(name, o.text)
		how = min(how, met)
	}
	return how, own
}

// siteHit calls a site by what the words meet best: its domain, or a filing number.
func siteHit(r quickRow, words []*quickWord) store.QuickHit {
	hit, best := r.QuickHit, pinyin.Apart
	for _, name := range r.own {
		for _, o := range words {
			if how := pinyin.Meet(name, o.text); how < best {
				hit.Title, best = name, how
			}
		}
	}
	if hit.Title != r.own[0] {
		hit.Until = nil
	}
	return hit
}
