package records

import (
	"encoding/json"

	"beiandesk/internal/materials"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

type documentStore struct{ Records }

const documentColumns = `id, case_id, material, no, name_sealed, mime, size, width, height, blob, checks, ok, added_by, added_at,
	issued_on, until_day, until_long, ends_day, ends_as`

// placeOfDocument is that of a document's name, which is written once: its seal binds whose
// document it is, of what, and which sealed file.
func placeOfDocument(d materials.Document) sqltx.Place {
	return sqltx.Place{
		Table: "documents", Version: sqltx.Added, Case: string(d.CaseID),
		Row: sqltx.RowOf(d.ID, d.CaseID, d.Material, d.No, d.Size, d.Blob),
	}
}

// Put keeps a document. Of one that is there already only its days change, and what
// follows from them.
func (s documentStore) Put(d materials.Document) error {
	if err := s.before("documents", d.ID); err != nil {
		return err
	}
	name, err := s.Seal(placeOfDocument(d), "name", d.Name)
	if err != nil {
		return err
	}
	checks, err := json.Marshal(d.Checks)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO documents (id, case_id, material, no, name_sealed, mime, size, width, height, blob, checks,
		ok, added_by, added_at, issued_on, until_day, until_long, ends_day, ends_as)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
		ON CONFLICT (id) DO UPDATE SET issued_on = excluded.issued_on, until_day = excluded.until_day, until_long = excluded.until_long,
		ends_day = excluded.ends_day, ends_as = excluded.ends_as`,
		d.ID, d.CaseID, d.Material, d.No, name, d.Mime, d.Size, d.Width, d.Height, d.Blob, string(checks),
		sqltx.Flag(d.OK), d.AddedBy, s.StampOr(d.AddedAt), sqltx.DayOrNull(d.Days.Issued), sqltx.DayOrNull(d.Days.Until),
		sqltx.Flag(d.Days.Long), sqltx.DayOrNull(d.Ends), d.EndsAs)
	return s.marked(err, "documents", d.ID)
}

func (t Records) scanDocument(row sqltx.Row) (d materials.Document, err error) {
	var name []byte
	var checks string
	err = row.Scan(&d.ID, &d.CaseID, &d.Material, &d.No, &name, &d.Mime, &d.Size, &d.Width, &d.Height, &d.Blob, &checks,
		&d.OK, &d.AddedBy, sqltx.Time(&d.AddedAt), sqltx.NullDay(&d.Days.Issued), sqltx.NullDay(&d.Days.Until), &d.Days.Long,
		sqltx.NullDay(&d.Ends), &d.EndsAs)
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal([]byte(checks), &d.Checks); err != nil {
		return d, err
	}
	d.Name, err = t.UnsealText(placeOfDocument(d), "name", name)
	return d, err
}

func (s documentStore) Get(id ref.DocumentID) (materials.Document, error) {
	return sqltx.One(s.Tx, "这份材料", s.scanDocument, "SELECT "+documentColumns+" FROM documents WHERE id = $1", id)
}

// Of lists a case's documents by material, oldest version first.
func (s documentStore) Of(id ref.CaseID) ([]materials.Document, error) {
	return sqltx.List(s.Tx, s.scanDocument,
		"SELECT "+documentColumns+" FROM documents WHERE case_id = $1 ORDER BY material, no", id)
}

func (s documentStore) Remove(id ref.DocumentID) error {
	n, err := s.drop("documents", "id = $1", id)
	if err == nil && n == 0 {
		return sqltx.Missing("这份材料")
	}
	return err
}

func (s documentStore) BlobUses(blob string) (int, error) {
	n, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT (SELECT COUNT(*) FROM documents WHERE blob = $1) + (SELECT COUNT(*) FROM consent_files WHERE blob = $1)", blob)
	return int(n), err
}

func (s documentStore) Intend(blob string, pid int) error {
	_, err := s.Exec(`INSERT INTO upload_intents (blob, pid, created_at) VALUES ($1, $2, $3)
		ON CONFLICT (blob, pid) DO UPDATE SET created_at = excluded.created_at`, blob, pid, sqltx.Stamp(s.Now))
	return err
}

func (s documentStore) Settle(blob string) error {
	_, err := s.Exec("DELETE FROM upload_intents WHERE blob = $1", blob)
	return err
}
