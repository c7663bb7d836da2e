package records

import (
	"encoding/json"

	"beiandesk/internal/damage"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/workflow"
)

type moveStore struct{ Records }

// moveSecret is what a move keeps sealed.
type moveSecret struct {
	Values map[string]string `json:"values,omitempty"`
	Reason string            `json:"reason,omitempty"`
}

// placeOfMove is that of a move, which is written once: its seal binds what it says in clear.
func placeOfMove(of ref.CaseID, m workflow.Move) sqltx.Place {
	return sqltx.Place{
		Table: "moves", Version: sqltx.Added, Case: string(of),
		Row: sqltx.RowOf(m.ID, of, m.Seq, m.At, m.Action, m.Site),
	}
}

// sealMove seals its reason and values.
func (s moveStore) sealMove(id ref.CaseID, m workflow.Move) ([]byte, error) {
	var plain []byte
	if len(m.Values) > 0 || m.Reason != "" {
		var err error
		if plain, err = json.Marshal(moveSecret{m.Values, m.Reason}); err != nil {
			return nil, err
		}
	}
	return s.Seal(placeOfMove(id, m), "sealed", string(plain))
}

func (s moveStore) Reword(id ref.CaseID, m workflow.Move) error {
	sealed, err := s.sealMove(id, m)
	if err != nil {
		return err
	}
	n, err := s.Exec("UPDATE moves SET sealed = $1 WHERE id = $2 AND case_id = $3", sealed, m.ID, id)
	return sqltx.Found(n, err, "这一步")
}

func (s moveStore) Append(id ref.CaseID, m workflow.Move) error {
	sealed, err := s.sealMove(id, m)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO moves (id, case_id, seq, at, recorded, staff_id, action, site_id, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		m.ID, id, m.Seq, m.At.String(), s.StampOr(m.Recorded), m.Staff, m.Action, m.Site, sealed)
	return s.marked(err, "moves", m.ID)
}

func (s moveStore) Of(id ref.CaseID) ([]workflow.Move, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (workflow.Move, error) { return s.scanMove(row, id) }, `SELECT id, seq, at, recorded, staff_id, action, site_id, sealed
		FROM moves WHERE case_id = $1 ORDER BY seq`, id)
}

func (t Records) scanMove(row sqltx.Row, of ref.CaseID) (m workflow.Move, err error) {
	var at string
	var sealed []byte
	if err := row.Scan(&m.ID, &m.Seq, &at, sqltx.Time(&m.Recorded), &m.Staff, &m.Action, &m.Site, &sealed); err != nil {
		return m, err
	}
	if err := m.At.UnmarshalText([]byte(at)); err != nil {
		return m, err
	}
	return m, t.openMove(&m, of, sealed)
}

// openMove reads what a move keeps sealed, and says of the move that it can't be read.
func (t Records) openMove(m *workflow.Move, of ref.CaseID, sealed []byte) error {
	plain, err := t.Unseal(placeOfMove(of, *m), "sealed", sealed)
	if damage.Is(err) {
		m.Damaged = true
		return nil
	}
	if err != nil || plain == "" {
		return err
	}
	var secret moveSecret
	if err := json.Unmarshal([]byte(plain), &secret); err != nil {
		return err
	}
	m.Values, m.Reason = secret.Values, secret.Reason
	return nil
}
