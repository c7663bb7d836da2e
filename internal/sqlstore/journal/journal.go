// Package journal keeps the journal: a chain of keyed hashes whose newest entry is anchored.
package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Store is the room of a transaction for it.
type Store struct{ *sqltx.Tx }

// link is an entry with its place in the chain.
type link struct {
	store.Entry
	sealed             []byte
	payload            *int64 // nil for one without, or whose payload was erased
	digest, prev, hash string
}

// placeOfPayload is that of an entry's payload, which is written once.
func placeOfPayload(e store.Entry) sqltx.Place {
	return sqltx.Place{Table: "journal_payloads", Row: strconv.FormatInt(e.Seq, 10), Version: sqltx.Added, Case: string(e.CaseID)}
}

const journalColumns = `j.seq, j.at, j.happen, j.staff_id, j.via, j.kind, j.case_id, j.subject, j.title,
	j.digest, j.prev, j.hash, p.sealed, p.seq`

// scanBeside reads journalColumns; beside are targets of columns behind them.
func scanBeside(row sqltx.Row, beside ...any) (l link, err error) {
	err = row.Scan(append([]any{&l.Seq, sqltx.Time(&l.At), &l.Happen, &l.StaffID, &l.Via, &l.Kind, &l.CaseID, &l.Subject, &l.Title,
		&l.digest, &l.prev, &l.hash, &l.sealed, &l.payload}, beside...)...)
	return l, err
}

func scanLink(row sqltx.Row) (link, error) { return scanBeside(row) }

// spelt is the entry's clear parts, its payload's digest and the hash before it. Each part
// is preceded by its length, so that no two entries spell the same.
func (l link) spelt() []byte {
	var all []byte
	for _, part := range []string{
		l.prev, strconv.FormatInt(l.Seq, 10), sqltx.Stamp(l.At), l.Happen, string(l.StaffID), l.Via, l.Kind,
		string(l.CaseID), l.Subject, l.Title, l.digest,
	} {
		all = binary.BigEndian.AppendUint32(all, uint32(len(part)))
		all = append(all, part...)
	}
	return all
}

// olderSum is the hash of an entry of before, which anybody could compute.
func (l link) olderSum() string {
	sum := sha256.Sum256(l.spelt())
	return hex.EncodeToString(sum[:])
}

// sum is the entry's keyed hash: who has no key forges no link.
func (s Store) sum(l link) string { return s.Hash(ofLinks, string(l.spelt())) }

// digestOf is the keyed digest of a payload at its place: without the key nobody can
// try texts against the digest of an erased payload.
func (s Store) digestOf(seq int64, payload string) string {
	return s.Hash(ofPayloads, placed(seq, payload))
}

// The purposes of the journal's keyed hashes.
const (
	ofLinks    = "journal.link"
	ofPayloads = "journal.payload"
	ofErased   = "journal.erased"
)

func placed(seq int64, payload string) string { return strconv.FormatInt(seq, 10) + "\n" + payload }

// summed says that an entry has its hash: of the present key, or of that of before a rekey
// that is not through.
func (s Store) summed(l link) bool {
	return slices.Contains(s.Hashes(ofLinks, string(l.spelt())), l.hash)
}

// digested says so of the digest of its payload.
func (s Store) digested(l link, payload string) bool {
	return slices.Contains(s.Hashes(ofPayloads, placed(l.Seq, payload)), l.digest)
}

// headKey is the setting that anchors the chain: its version is the newest entry's seq, its
// sealed value that entry's hash. Without it nobody could tell that entries are missing at
// the end.
const headKey = "secret.journal"

// head reads the anchor; 0 and "" when there is none, or none that opens.
func (s Store) head() (seq int64, hash string, err error) { return s.pinned(headKey) }

// putHead anchors the chain at its newest entry.
func (s Store) putHead(seq int64, hash string) error { return s.pin(headKey, seq, hash) }

func placeOfPin(key string, seq int64) sqltx.Place {
	return sqltx.Place{Table: "settings", Row: key, Version: int(seq)}
}

// pinned reads a link that a setting keeps: its version is the entry's seq, its sealed value
// the hash. 0 and "" when there is none, or none that opens.
func (s Store) pinned(key string) (seq int64, hash string, err error) {
	type anchor struct {
		version int
		sealed  []byte
	}
	all, err := sqltx.List(s.Tx, func(row sqltx.Row) (a anchor, err error) {
		err = row.Scan(&a.version, &a.sealed)
		return a, err
	},
		"SELECT version, value_sealed FROM settings WHERE key = $1", key)
	if err != nil || len(all) == 0 {
		return 0, "", err
	}
	hash, err = s.Unseal(placeOfPin(key, int64(all[0].version)), "value", all[0].sealed)
	if damage.Is(err) {
		return 0, "", nil
	}
	return int64(all[0].version), hash, err
}

// pin keeps a link under a setting.
func (s Store) pin(key string, seq int64, hash string) error {
	sealed, err := s.Seal(placeOfPin(key, seq), "value", hash)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO settings (key, value, value_sealed, created_at, updated_at, version)
		VALUES ($1, '', $2, $3, $3, $4)
		ON CONFLICT (key) DO UPDATE SET value = '', value_sealed = excluded.value_sealed, updated_at = excluded.updated_at, version = excluded.version`,
		key, sealed, sqltx.Stamp(s.Now), seq)
	return err
}

// Link reads one entry's, or the newest one's.
func (s Store) Link(seq int64) (store.Link, error) {
	query := "SELECT seq, at, hash FROM journal WHERE seq = $1"
	if seq == 0 {
		query = "SELECT seq, at, hash FROM journal WHERE seq > $1 ORDER BY seq DESC LIMIT 1"
	}
	all, err := sqltx.List(s.Tx, func(row sqltx.Row) (l store.Link, err error) {
		err = row.Scan(&l.Seq, sqltx.Time(&l.At), &l.Hash)
		return l, err
	}, query, seq)
	if err != nil || len(all) == 0 {
		return store.Link{}, err
	}
	return all[0], nil
}

// next is the link that comes after the newest one. Entries that are missing at the end, or
// an anchor that is gone, must not be covered by what is appended: the gap, or a link that
// holds to nothing, stays and is named by Verify.
func (s Store) next() (l link, err error) {
	last, err := s.Link(0)
	if err != nil {
		return l, err
	}
	anchored, anchor, err := s.head()
	switch {
	case anchored > last.Seq:
		l.Seq, l.prev = anchored+1, anchor
	case anchored == 0 && last.Seq > 0:
		l.Seq = last.Seq + 1
	default:
		l.Seq, l.prev = last.Seq+1, last.Hash
	}
	return l, err
}

// idle are the kinds of entries that say nothing happened in a case: somebody has looked,
// printed, or taken away, or put what is written of it right: its 经办, a name.
var idle = map[string]bool{"reveal": true, "edit": true, "paper": true, "export": true, store.KindErase: true}

func (s Store) Append(e store.Entry) (store.Entry, error) {
	if e.At.IsZero() {
		return e, errs.New(errs.Internal, "程序出错：日志没有时间")
	}
	l, err := s.next()
	if err != nil {
		return e, err
	}
	e.Seq = l.Seq
	l.Entry = e
	l.digest = s.digestOf(l.Seq, e.Payload)
	l.hash = s.sum(l)
	_, err = s.Exec(`INSERT INTO journal (seq, at, happen, staff_id, via, kind, case_id, subject, title, digest, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		l.Seq, sqltx.Stamp(l.At), l.Happen, l.StaffID, l.Via, l.Kind, l.CaseID, l.Subject, l.Title, l.digest, l.prev, l.hash)
	if err != nil {
		return e, err
	}
	if s.Entered == 0 {
		s.Entered = l.Seq
	}
	if l.CaseID != "" && !idle[l.Kind] {
		if _, err := s.Exec("UPDATE cases SET acted_at = $1 WHERE id = $2", sqltx.Stamp(l.At), l.CaseID); err != nil {
			return e, err
		}
	}
	if err := s.putHead(l.Seq, l.hash); err != nil || e.Payload == "" {
		return l.Entry, err
	}
	sealed, err := s.Seal(placeOfPayload(l.Entry), "sealed", e.Payload)
	if err != nil {
		return e, err
	}
	_, err = s.Exec("INSERT INTO journal_payloads (seq, sealed) VALUES ($1, $2)", l.Seq, sealed)
	return l.Entry, err
}

func (s Store) Erase(e store.Entry, seqs []int64) (store.Entry, error) {
	text, err := json.Marshal(seqs)
	if err != nil {
		return e, err
	}
	if len(seqs) == 0 {
		return e, errs.New(errs.Internal, "程序出错：没有要删去内容的日志")
	}
	e.Kind, e.Payload = store.KindErase, string(text)
	if e, err = s.Append(e); err != nil {
		return e, err
	}
	w := s.Where()
	sqltx.OneOf(&w, "seq", seqs)
	w.Add("seq NOT IN (SELECT seq FROM journal WHERE kind = " + w.Arg(store.KindErase) + ")")
	_, err = s.Exec("DELETE FROM journal_payloads"+w.Clause(), w.Args...)
	return e, err
}

// scanEntry reads an entry with its payload.
func (s Store) scanEntry(row sqltx.Row) (store.Entry, error) {
	l, err := scanLink(row)
	if err != nil {
		return l.Entry, err
	}
	return s.opened(l)
}

// opened is an entry with its payload; "" for one that was erased.
func (s Store) opened(l link) (e store.Entry, err error) {
	if l.payload != nil {
		l.Payload, err = s.UnsealText(placeOfPayload(l.Entry), "sealed", l.sealed)
	}
	return l.Entry, err
}

// Of lists a case's entries with a seq below before, newest first; before 0 begins
// at the newest. The case "" is the desk's own.
func (s Store) Of(id ref.CaseID, before int64, limit int) ([]store.Entry, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return nil, err
	}
	if before == 0 {
		before = 1<<63 - 1
	}
	return sqltx.List(s.Tx, s.scanEntry, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE j.case_id = $1 AND j.seq < $2 ORDER BY j.seq DESC`+sqltx.Limit(limit), id, before)
}

func (s Store) LastContact(ids []ref.CaseID) (map[ref.CaseID]store.Entry, error) {
	w := s.Where()
	sqltx.OneOf(&w, "case_id", ids)
	return s.newest(ids, w, "kind = 'contact'")
}

// newest gives the newest entry of each case that w chooses, of those which.
func (s Store) newest(ids []ref.CaseID, w sqltx.Where, which string) (map[ref.CaseID]store.Entry, error) {
	found := map[ref.CaseID]store.Entry{}
	if len(ids) == 0 {
		return found, nil
	}
	entries, err := sqltx.List(s.Tx, s.scanEntry, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE j.seq IN (SELECT MAX(seq) FROM journal WHERE `+w.Text()+` AND `+which+` GROUP BY case_id)`, w.Args...)
	for _, e := range entries {
		found[e.CaseID] = e
	}
	return found, err
}

func (s Store) LastHeard(ids []ref.CaseID, but string) (map[ref.CaseID]store.Entry, error) {
	w := s.Where()
	sqltx.OneOf(&w, "case_id", ids)
	return s.newest(ids, w, "(kind = 'material' OR kind = 'contact' AND title NOT LIKE "+w.Arg(but+"%")+")")
}

func (s Store) Contacts(ids []ref.CaseID, limit int) ([]store.Entry, error) {
	if err := sqltx.PageSize(limit); err != nil || len(ids) == 0 {
		return nil, err
	}
	w := s.Where()
	sqltx.OneOf(&w, "j.case_id", ids)
	return sqltx.List(s.Tx, s.scanEntry, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE `+w.Text()+" AND j.kind = 'contact' ORDER BY j.seq DESC"+sqltx.Limit(limit), w.Args...)
}

// Bind keys the links of a chain of before. One that does not hold keeps its hash, so that
// Verify names it. A place is the last entry's seq and the hash that it had.
func (s Store) Bind(after string, limit int) (string, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return "", err
	}
	from, was, _ := strings.Cut(after, " ")
	seq, _ := strconv.ParseInt(from, 10, 64) // 0 before the first
	hash := ""
	if seq > 0 {
		var err error
		if hash, err = sqltx.One(s.Tx, "", sqltx.Text, "SELECT hash FROM journal WHERE seq = $1", seq); err != nil {
			return "", err
		}
	}
	batch, err := sqltx.List(s.Tx, scanLink, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE j.seq > $1 ORDER BY j.seq`+sqltx.Limit(limit), seq)
	if err != nil {
		return "", err
	}
	for _, l := range batch {
		held := l.Seq == seq+1 && l.prev == was && (l.hash == l.olderSum() || l.hash == s.sum(l))
		seq, was = l.Seq, l.hash
		if held {
			l.prev = hash
			l.hash = s.sum(l)
			if _, err := s.Exec("UPDATE journal SET prev = $1, hash = $2 WHERE seq = $3", l.prev, l.hash, l.Seq); err != nil {
				return "", err
			}
		}
		hash = l.hash
	}
	if len(batch) == limit {
		return strconv.FormatInt(seq, 10) + " " + was, nil
	}
	if seq == 0 {
		return "", nil
	}
	return "", s.putHead(seq, hash)
}
