package journal

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Verify walks the whole chain and goes on behind a fault.
func (s Store) Verify() (store.Chain, error) {
	seam, err := s.seam()
	if err != nil {
		return store.Chain{}, err
	}
	v := verifier{Store: s, erased: map[int64]bool{}, seam: seam}
	_, err = sqltx.List(s.Tx, func(row sqltx.Row) (struct{}, error) {
		l, err := scanLink(row)
		if err == nil {
			v.take(l)
		}
		return struct{}{}, err
	}, "SELECT "+journalColumns+" FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq ORDER BY j.seq")
	if err != nil {
		return store.Chain{}, err
	}
	anchored, anchor, err := s.head()
	if err != nil {
		return store.Chain{}, err
	}
	switch {
	case anchored > v.seq:
		v.missing(v.seq+1, anchored)
	case anchored != v.seq || anchor != v.hash:
		v.faults = append(v.faults, "末尾的锚被改动或缺失")
	}
	for _, seq := range v.wordless {
		if !v.erased[seq] {
			v.fault(seq, "的内容缺失")
		}
	}
	if len(v.faults) > 0 {
		const most = 5
		if len(v.faults) > most {
			v.faults = append(v.faults[:most], "等")
		}
		return v.chain, errs.New(errs.Internal, "日志对不上：%s。保留这个文件夹，从备份核对", strings.Join(v.faults, "；"))
	}
	return v.chain, nil
}

// verifier is how far a chain has been walked.
type verifier struct {
	Store
	seq      int64     // the last entry's
	hash     string    // and its hash
	at       time.Time // when it was recorded
	chain    store.Chain
	wordless []int64
	erased   map[int64]bool // whose payload an entry says to be erased
	seam     seam           // where keys change
	faults   []string
}

func (v *verifier) fault(seq int64, what string) {
	v.faults = append(v.faults, fmt.Sprintf("第 %d 条%s", seq, what))
}

func (v *verifier) missing(from, to int64) {
	if from == to {
		v.fault(from, "缺失")
		return
	}
	v.faults = append(v.faults, fmt.Sprintf("第 %d–%d 条缺失", from, to))
}

func (v *verifier) take(l link) {
	gap := l.Seq != v.seq+1
	if gap {
		v.missing(v.seq+1, l.Seq-1)
	}
	payload, ok := v.payload(l)
	if !gap && l.prev != v.hash && !v.seam.before(l) || !v.summed(l) || !ok {
		v.fault(l.Seq, "被改动")
	} else {
		v.chain.Whole++
	}
	if l.Kind == store.KindErase {
		var seqs []int64
		if json.Unmarshal([]byte(payload), &seqs) != nil {
			v.fault(l.Seq, "读不出删去了哪些内容")
		}
		for _, seq := range seqs {
			v.erased[seq] = true
		}
	}
	if l.At.Before(v.at) && v.chain.Back == 0 {
		v.chain.Back = l.Seq
	}
	v.seq, v.hash, v.at = l.Seq, l.hash, l.At
}

// payload reads an entry's words; false when they are not those that were written. Words that
// are not there are noted.
func (v *verifier) payload(l link) (string, bool) {
	if l.payload == nil {
		if !v.digested(l, "") {
			v.wordless = append(v.wordless, l.Seq)
		}
		return "", true
	}
	text, err := v.Unseal(placeOfPayload(l.Entry), "sealed", l.sealed)
	return text, err == nil && v.digested(l, text)
}
