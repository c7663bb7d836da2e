package sqlite

import (
	"encoding/json"

	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

type moveStore struct{ *tx }

// moveSecret is what a move keeps sealed.
type moveSecret struct {
	Values map[string]string `json:"values,omitempty"`
	Reason string            `json:"reason,omitempty"`
}

func (s moveStore) Append(id ref.CaseID, m workflow.Move) error {
	var sealed any
	if len(m.Values) > 0 || m.Reason != "" {
		plain, err := json.Marshal(moveSecret{m.Values, m.Reason})
		if err != nil {
			return err
		}
		if sealed, err = s.seal("moves", "sealed", string(m.ID), string(plain)); err != nil {
			return err
		}
	}
	_, err := s.exec(`INSERT INTO moves (id, case_id, seq, at, recorded, staff_id, action, site_id, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		m.ID, id, m.Seq, m.At.String(), s.stampOr(m.Recorded), m.Staff, m.Action, m.Site, sealed)
	return err
}

func (s moveStore) Of(id ref.CaseID) ([]workflow.Move, error) {
	return list(s.tx, s.scanMove, `SELECT id, seq, at, recorded, staff_id, action, site_id, sealed
		FROM moves WHERE case_id = $1 ORDER BY seq`, id)
}

func (t *tx) scanMove(row scanner) (m workflow.Move, err error) {
	var at string
	var sealed []byte
	if err := row.Scan(&m.ID, &m.Seq, &at, timeText{&m.Recorded}, &m.Staff, &m.Action, &m.Site, &sealed); err != nil {
		return m, err
	}
	if err := m.At.UnmarshalText([]byte(at)); err != nil {
		return m, err
	}
	return m, t.openMove(&m, sealed)
}

// openMove reads what a move keeps sealed.
func (t *tx) openMove(m *workflow.Move, sealed []byte) error {
	plain, err := t.unseal("moves", "sealed", string(m.ID), sealed)
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
