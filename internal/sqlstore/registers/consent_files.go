package registers

import (
	"beiandesk/internal/consents"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// placeOfFile is that of a file's name, which is written once: its seal binds whose evidence it
// is, and which sealed file.
func placeOfFile(id ref.ConsentID, f consents.File) sqltx.Place {
	return sqltx.Place{Table: "consent_files", Row: sqltx.RowOf(id, f.Size, f.Blob), Version: sqltx.Added}
}

func (s consentStore) addFile(id ref.ConsentID, f consents.File) error {
	name, err := s.Seal(placeOfFile(id, f), "name", f.Name)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO consent_files (consent_id, name_sealed, mime, size, width, height, blob, added_by, added_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		id, name, f.Mime, f.Size, f.Width, f.Height, f.Blob, f.AddedBy, s.StampOr(f.AddedAt))
	return s.marked(err, "consent_files", id)
}

// SetFile drops the row that was there, so that one which was changed past the desk is not made
// to fit, and adds another.
func (s consentStore) SetFile(id ref.ConsentID, f *consents.File) error {
	if _, err := sqltx.One(s.Tx, "这条同意", sqltx.Integer, "SELECT version FROM consents WHERE id = $1", id); err != nil {
		return err
	}
	if _, err := s.drop("consent_files", "consent_id = $1", id); err != nil || f == nil {
		return err
	}
	return s.addFile(id, *f)
}

func (s consentStore) Files() ([]store.ConsentFile, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (f store.ConsentFile, err error) {
		return f, row.Scan(&f.Blob, &f.Person)
	}, `SELECT f.blob, `+sqltx.OrLost("p.name")+` FROM consent_files f LEFT JOIN consents k ON k.id = f.consent_id
		LEFT JOIN people p ON p.id = k.person_id ORDER BY f.blob, f.consent_id`)
}
