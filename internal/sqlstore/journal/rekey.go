package journal

import (
	"beiandesk/internal/sqlstore/sqltx"
)

// seam is how far a rekey of the chain has come: the last entry whose hash is of the present
// key, and the hash that it had before, which the next one still links to. The zero seam is
// before the first entry, and where no rekey is under way.
type seam struct {
	seq int64
	was string
}

// before says that an entry comes right behind the seam and links to what was there.
func (m seam) before(l link) bool { return m.seq > 0 && l.Seq == m.seq+1 && l.prev == m.was }

// seamKey is the setting that keeps it.
const seamKey = "secret.journal.seam"

func (s Store) seam() (seam, error) {
	seq, was, err := s.pinned(seamKey)
	return seam{seq, was}, err
}

// Rekey keys the links and digests of some entries behind the seam anew, and says whether more
// are left. One that does not hold keeps its hash, so that Verify names it.
func (s Store) Rekey(limit int) (more bool, err error) {
	if err := sqltx.PageSize(limit); err != nil {
		return false, err
	}
	at, err := s.seam()
	if err != nil {
		return false, err
	}
	hash := ""
	if at.seq > 0 {
		last, err := s.Link(at.seq)
		if err != nil {
			return false, err
		}
		hash = last.Hash
	}
	batch, err := sqltx.List(s.Tx, scanLink, "SELECT "+journalColumns+` FROM journal j LEFT JOIN journal_payloads p ON p.seq = j.seq
		WHERE j.seq > $1 ORDER BY j.seq`+sqltx.Limit(limit), at.seq)
	if err != nil {
		return false, err
	}
	for _, l := range batch {
		held := l.Seq == at.seq+1 && l.prev == at.was && s.summed(l)
		at = seam{l.Seq, l.hash}
		if held {
			l.prev, l.digest = hash, s.redigested(l)
			l.hash = s.sum(l)
			if _, err := s.Exec("UPDATE journal SET prev = $1, hash = $2, digest = $3 WHERE seq = $4", l.prev, l.hash, l.digest, l.Seq); err != nil {
				return false, err
			}
		}
		hash = l.hash
	}
	if len(batch) == limit {
		if err := s.pin(seamKey, at.seq, at.was); err != nil {
			return false, err
		}
		return true, s.moveHead(at, hash)
	}
	if _, err := s.Exec("DELETE FROM settings WHERE key = $1", seamKey); err != nil || at.seq == 0 {
		return false, err
	}
	return false, s.moveHead(at, hash)
}

// redigested is the digest of an entry's payload by the present key. Of one that was erased
// nobody knows the text: its digest is hashed, so that the older key tries no text against it.
func (s Store) redigested(l link) string {
	if l.payload == nil {
		if s.digested(l, "") {
			return s.digestOf(l.Seq, "")
		}
		return s.Hash(ofErased, l.digest)
	}
	text, err := s.Unseal(placeOfPayload(l.Entry), "sealed", l.sealed)
	if err != nil || !s.digested(l, text) {
		return l.digest // Verify names it
	}
	return s.digestOf(l.Seq, text)
}

// moveHead takes the anchor to an entry's new hash when it held to what that was.
func (s Store) moveHead(at seam, hash string) error {
	anchored, anchor, err := s.head()
	if err != nil || anchored != at.seq || anchor != at.was {
		return err
	}
	return s.putHead(at.seq, hash)
}
