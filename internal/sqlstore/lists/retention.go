package lists

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type retentionList struct{ Lists }

func (s retentionList) Scans(of ref.CaseID) ([]store.HeldScans, error) {
	w := s.Where()
	w.Add("c.active = 0")
	if of != "" {
		w.Equal("c.id", of)
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (h store.HeldScans, err error) {
		var ended *time.Time
		err = row.Scan(&h.Case, &h.Number, &h.Client, &h.ClientName, &h.ClientKind, sqltx.NullTime(&ended), &h.Material, &h.Count)
		if ended != nil {
			h.Ended = *ended
		}
		return h, err
	}, `SELECT c.id, c.number, c.client_id, `+sqltx.OrLost("cl.name")+`, COALESCE(cl.kind, ''), c.closed_at, d.material, COUNT(*)
		FROM documents d JOIN cases c ON c.id = d.case_id LEFT JOIN clients cl ON cl.id = c.client_id`+w.Clause()+`
		GROUP BY c.id, c.number, c.number_key, c.client_id, cl.name, cl.kind, c.closed_at, d.material ORDER BY c.number_key, c.id, d.material`, w.Args...)
}

func (s retentionList) Clients(of ref.ClientID) ([]store.HeldClient, error) {
	w := s.Where()
	if of != "" {
		w.Equal("cl.id", of)
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (h store.HeldClient, err error) {
		var last *time.Time
		var created time.Time
		var note []byte
		var version int
		if err := row.Scan(&h.ID, &h.Name, &h.Kind, &h.Open, sqltx.NullTime(&last), sqltx.Time(&created), &h.Reachable, &note, &version, &h.Own); err != nil {
			return h, err
		}
		if h.Last = created; last != nil {
			h.Last = *last
		}
		h.Note, err = s.UnsealText(sqltx.Place{Table: "clients", Row: string(h.ID), Version: version}, "note", note)
		return h, err
	}, `SELECT cl.id, cl.name, cl.kind, COALESCE(t.open, 0), t.last, cl.created_at,
		CASE WHEN cl.contact <> '' OR cl.contact_phone_hash <> '' OR cl.wechat_hash <> '' THEN 1 ELSE 0 END,
		cl.note_sealed, cl.version, (SELECT COUNT(*) FROM own_values v WHERE v.client_id = cl.id)
			+ (SELECT COUNT(*) FROM cases c JOIN own_values v ON v.case_id = c.id WHERE c.client_id = cl.id)
		FROM clients cl LEFT JOIN (SELECT client_id, SUM(active) AS open, MAX(closed_at) AS last FROM cases GROUP BY client_id) t ON t.client_id = cl.id`+w.Clause()+`
		ORDER BY cl.name, cl.id`, w.Args...)
}

func (s retentionList) People(of ref.ClientID) ([]store.HeldPerson, error) {
	w := s.Where()
	if of != "" {
		w.Equal("p.client_id", of)
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (h store.HeldPerson, err error) {
		err = row.Scan(&h.ID, &h.Client, &h.Name, &h.Consents, &h.Files)
		return h, err
	}, `SELECT p.id, p.client_id, p.name, COALESCE(k.n, 0), COALESCE(k.files, 0)
		FROM people p LEFT JOIN (SELECT c.person_id, COUNT(*) AS n, COUNT(f.consent_id) AS files
			FROM consents c LEFT JOIN consent_files f ON f.consent_id = c.id GROUP BY c.person_id) k ON k.person_id = p.id`+w.Clause()+`
		ORDER BY p.name, p.id`, w.Args...)
}

// unkept are the kinds of entries whose words stay: the list of what was erased, bills and
// payments, and backups, which tell of nobody.
const unkept = "'" + store.KindErase + "', 'money', 'backup'"

// inWork are the clients that have an open case, and their people: what the desk's own entries
// say of them is not over.
const inWork = `SELECT client_id FROM cases WHERE active = 1 UNION SELECT p.id FROM people p JOIN cases c ON c.client_id = p.client_id AND c.active = 1`

func (s retentionList) Words(last cal.Day) (all []store.HeldWords, err error) {
	err = sqltx.EachRow(s.Tx, func(row sqltx.Row) error {
		var id ref.CaseID
		var number string
		var seq int64
		if err := row.Scan(&id, &number, &seq); err != nil {
			return err
		}
		if len(all) == 0 || all[len(all)-1].Case != id {
			all = append(all, store.HeldWords{Case: id, Number: number})
		}
		of := &all[len(all)-1]
		of.Seqs = append(of.Seqs, seq)
		return nil
	}, `SELECT j.case_id, COALESCE(c.number, ''), j.seq FROM journal j JOIN journal_payloads p ON p.seq = j.seq LEFT JOIN cases c ON c.id = j.case_id
		WHERE j.at < $1 AND j.kind NOT IN (`+unkept+`) AND COALESCE(c.active, 0) = 0
		AND (j.case_id <> '' OR j.subject NOT IN (`+inWork+`)) ORDER BY j.case_id, j.seq`, []any{sqltx.Stamp(last.Add(1).Start())})
	return all, err
}
