package records

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type journalStore struct{ Records }

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

func scanLink(row sqltx.Row) (l link, err error) {
	err = row.Scan(&l.Seq, sqltx.Time(&l.At), &l.Happen, &l.StaffID, &l.Via, &l.Kind, &l.CaseID, &l.Subject, &l.Title,
		&l.digest, &l.prev, &l.hash, &l.sealed, &l.payload)
	return l, err
}

// sum hashes the entry's clear parts, its payload's digest and the hash before it.
// Each part is preceded by its length, so that no two entries spell the same.
func (l link) sum() string {
	h := sha256.New()
	for _, part := range []string{
		l.prev, strconv.FormatInt(l.Seq, 10), sqltx.Stamp(l.At), l.Happen, string(l.StaffID), l.Via, l.Kind,
		string(l.CaseID), l.Subject, l.Title, l.digest,
	} {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(part))))
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// digestOf is the keyed digest of a payload at its place: without the key nobody can
// try texts against the digest of an erased payload.
func (t Records) digestOf(seq int64, payload string) string {
	return t.Hash("journal.payload", strconv.FormatInt(seq, 10)+"\n"+payload)
}

func (s journalStore) Append(e store.Entry) (store.Entry, error) {
	if e.At.IsZero() {
		return e, errs.New(errs.Internal, "程序出错：日志没有时间")
	}
	l := link{Entry: e}
	last, err := sqltx.List(s.Tx, func(row sqltx.Row) (v link, err error) {
		err = row.Scan(&v.Seq, &v.hash)
		return v, err
	}, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
	if err != nil {
		return e, err
	}
	l.Seq = 1
	if len(last) > 0 {
		l.Seq, l.prev = last[0].Seq+1, last[0].hash
	}
	l.digest = s.digestOf(l.Seq, e.Payload)
	l.hash = l.sum()
	_, err = s.Exec(`INSERT INTO journal (seq, at, happen, staff_id, via, kind, case_id, subject, title, digest, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		l.Seq, sqltx.Stamp(l.At), l.Happen, l.StaffID, l.Via, l.Kind, l.CaseID, l.Subject, l.Title, l.digest, l.prev, l.hash)
	if err != nil || e.Payload == "" {
		return l.Entry, err
	}
	sealed, err := s.Seal(placeOfPayload(l.Entry), "sealed", e.Payload)
	if err != nil {
		return e, err
	}
	_, err = s.Exec("INSERT INTO journal_payloads (seq, sealed) VALUES ($1, $2)", l.Seq, sealed)
	return l.Entry, err
}

// scanEntry reads an entry with its payload; "" for one that was erased.
func (t Records) scanEntry(row sqltx.Row) (store.Entry, error) {
	l, err := scanLink(row)
	if err != nil {
		return l.Entry, err
	}
	if l.payload != nil {
		l.Payload, err = t.UnsealText(placeOfPayload(l.Entry), "sealed", l.sealed)
	}
	return l.Entry, err
}

// Of lists a case's entries with a seq below before, newest first; before 0 begins
// at the newest. The case "" is the desk's own.
func (s journalStore) Of(id ref.CaseID, before int64, limit int) ([]store.Entry, error) {
	if err := sqltx.PageSize(limit); err != nil {
		return nil, err
	}
	if before == 0 {
		before = 1<<63 - 1
	}
	return sqltx.List(s.Tx, s.scanEntry, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE j.case_id = $1 AND j.seq < $2 ORDER BY j.seq DESC LIMIT $3`, id, before, limit)
}

func (s journalStore) LastContact(ids []ref.CaseID) (map[ref.CaseID]store.Entry, error) {
	found := map[ref.CaseID]store.Entry{}
	if len(ids) == 0 {
		return found, nil
	}
	w := s.Where()
	sqltx.OneOf(&w, "case_id", ids)
	entries, err := sqltx.List(s.Tx, s.scanEntry, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE j.seq IN (SELECT MAX(seq) FROM journal WHERE `+w.Text()+` AND kind = 'contact' GROUP BY case_id)`, w.Args...)
	for _, e := range entries {
		found[e.CaseID] = e
	}
	return found, err
}

// Verify walks the whole chain. A payload that was erased is no fault.
func (s journalStore) Verify() (int64, error) {
	var checked int64
	var prev string
	_, err := sqltx.List(s.Tx, func(row sqltx.Row) (struct{}, error) {
		l, err := scanLink(row)
		if err != nil {
			return struct{}{}, err
		}
		if l.Seq != checked+1 || l.prev != prev || l.hash != l.sum() {
			return struct{}{}, broken(checked + 1)
		}
		if l.payload != nil {
			payload, err := s.Unseal(placeOfPayload(l.Entry), "sealed", l.sealed)
			if err != nil || l.digest != s.digestOf(l.Seq, payload) {
				return struct{}{}, broken(l.Seq)
			}
		}
		checked, prev = l.Seq, l.hash
		return struct{}{}, nil
	}, "SELECT "+journalColumns+" FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq ORDER BY j.seq")
	return checked, err
}

func broken(seq int64) error {
	return errs.New(errs.Internal, "日志第 %d 条被改动或缺失。保留这个文件夹，从备份核对", seq)
}
