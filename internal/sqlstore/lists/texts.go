package lists

import (
	"slices"
	"strings"

	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// text is what a list is filtered by, word by word; nil is nothing.
type text struct {
	called
	words []*word
	rare  *word // whose rows are gathered first, the fewest; nil when all are common
}

// text reads one for a list, and looks how many rows each of its words may find.
func (s Lists) text(of string, l called) (*text, error) {
	fields := strings.Fields(records.Fold(of))
	slices.Sort(fields)
	fields = slices.Compact(fields)
	if len(fields) == 0 {
		return nil, nil
	}
	w := s.Where()
	t := &text{called: l}
	var counts []string
	for _, field := range fields {
		o := &word{Lists: s, text: field, best: make([]parts.Range, len(l.ways)), n: make([]int, len(l.ways))}
		o.ranges, o.exact = parts.Ranges(field)
		for _, v := range l.ways {
			for _, r := range o.ranges {
				counts = append(counts, "(SELECT COUNT(*) FROM (SELECT 1 FROM find_parts q WHERE "+r.In(&w, v.kind)+sqltx.Limit(s.Most()+1)+") AS n)")
			}
		}
		t.words = append(t.words, o)
	}
	found, err := sqltx.One(s.Tx, "", func(row sqltx.Row) ([]int, error) {
		found := make([]int, len(counts))
		into := make([]any, len(counts))
		for i := range found {
			into[i] = &found[i]
		}
		return found, row.Scan(into...)
	}, "SELECT "+strings.Join(counts, ", "), w.Args...)
	if err != nil {
		return nil, err
	}
	fewest := 0
	for _, o := range t.words {
		sum := 0
		for i := range l.ways {
			o.n[i] = s.Most() + 1
			for _, r := range o.ranges {
				if found[0] <= o.n[i] {
					o.n[i], o.best[i] = found[0], r
				}
				found = found[1:]
			}
			sum += o.n[i]
		}
		if !o.common() && (t.rare == nil || sum < fewest) {
			t.rare, fewest = o, sum
		}
	}
	return t, nil
}

// each are the words.
func (t *text) each() []*word {
	if t == nil {
		return nil
	}
	return t.words
}

// from is where a list's rows come from: those of the rarest word, which with puts before
// the statement, or a walk in the order of an index. What it adds to the conditions keeps those that have the other words.
func (t *text) from(w *sqltx.Where, table, index string) (with, from string) {
	if t == nil {
		return "", table + w.Indexed(index)
	}
	for _, o := range t.words {
		if o != t.rare {
			w.Add(o.kept(w, t.called))
		}
	}
	if t.rare == nil {
		return "", table + w.Indexed(index)
	}
	w.Add(table + ".find_no = g.no")
	return "WITH g AS MATERIALIZED (" + each(t.rare.gathered(w, t.called)) + ") ", "g CROSS JOIN " + table
}

// each has every row once.
func each(gathered string) string { return "SELECT DISTINCT no FROM (" + gathered + ") AS u" }

// common says that all the text's words are, so that what it keeps is counted up to a number.
func (t *text) common() bool { return t != nil && t.rare == nil }

// atMost counts what a text of common words and other conditions keep of a list, up to so many,
// and adds up a value of theirs. The first rows that have one of the words may be enough, or the
// first rows of the list; where both are too few, the list is walked.
func (s Lists) atMost(t *text, others sqltx.Where, index, value string) (n store.Count, sum int64, err error) {
	if len(others.Conditions) == 0 {
		index = "" // the order is nobody's concern: as they lie
	}
	looks := []func(*text, sqltx.Where, string, string) (store.Count, int64, bool, error){s.gather, s.sample}
	if v := t.ways[t.words[0].commonest()]; v.to != "" && v.end == "" {
		slices.Reverse(looks) // the way is long, and the list's own column says the same
	}
	for _, look := range looks {
		n, sum, done, err := look(t, others.Copy(), index, value)
		if err != nil || done {
			return n, sum, err
		}
	}
	_, from := t.from(&others, t.table, index)
	n, sum, _, err = s.upToMost(others, from, value)
	return n, sum, err
}

// gather counts among the first rows that have the first word. It adds nothing up: fewer than
// the most tell nothing of the rest.
func (s Lists) gather(t *text, w sqltx.Where, _, _ string) (n store.Count, sum int64, done bool, err error) {
	first := t.words[0]
	alone := len(t.words) == 1 && len(w.Conditions) == 0
	from := "(" + each("SELECT no FROM ("+first.found(&w, t.called, first.commonest())+sqltx.Limit(2*s.Most())+") AS h") + ") AS g"
	if !alone {
		from += " CROSS JOIN " + t.table
		w.Add(t.table + ".find_no = g.no")
	}
	for _, o := range t.words[1:] {
		w.Add(o.kept(&w, t.called))
	}
	return s.upToMost(w, from, "0")
}

// sample counts among the first rows of a list, which may be all, and ends at the most: of a
// word that most rows have it reads few more than that.
func (s Lists) sample(t *text, w sqltx.Where, index, value string) (n store.Count, sum int64, done bool, err error) {
	size := s.Most() * 5 / 2
	list := t.table + w.Indexed(index) + w.Clause()
	args := slices.Clone(w.Args)
	w.Conditions = nil
	for _, o := range t.words {
		w.Add(o.kept(&w, t.called))
	}
	n, sum, done, err = s.upToMost(w, "(SELECT "+t.columns+" FROM "+list+sqltx.Limit(size)+") AS "+t.table, value)
	if err != nil || done {
		return n, sum, done, err
	}
	rows, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COUNT(*) FROM (SELECT 1 FROM "+list+sqltx.Limit(size)+") AS n", args...)
	return n, sum, int(rows) < size, err
}

// upToMost counts to the most, and is done when there are more.
func (s Lists) upToMost(w sqltx.Where, from, value string) (n store.Count, sum int64, done bool, err error) {
	n.N, err = sqltx.One(s.Tx, "", func(row sqltx.Row) (n int, err error) {
		err = row.Scan(&n, &sum)
		return n, err
	}, "SELECT COUNT(*), COALESCE(SUM(v), 0) FROM (SELECT "+value+" AS v FROM "+from+w.Clause()+sqltx.Limit(s.Most()+1)+") AS n", w.Args...)
	return s.told(n.N), sum, n.N > s.Most(), err
}

// told is how many rows are told of those that were counted.
func (s Lists) told(n int) store.Count {
	if n > s.Most() {
		return store.Count{N: s.Most(), More: true}
	}
	return store.Count{N: n}
}
