package registers

import (
	"encoding/json"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

type handoverStore struct{ Registers }

// HandoverColumns are those of a line of the register, for ScanHandover.
const HandoverColumns = `v.id, v.case_id, v.at, v.recipient, v.actor, v.kinds, v.basis, v.move_id, v.staff_id, v.recorded, v.undone_at, v.undone_by, v.sealed, v.version`

// handoverSecret is what a line keeps sealed: whatever somebody may have typed.
type handoverSecret struct {
	Name    string `json:"name"`
	Purpose string `json:"purpose"`
	Note    string `json:"note,omitempty"`
	Why     string `json:"why,omitempty"`
}

// damagedHandover is what is said of a line whose words can't be read.
const damagedHandover = `{"name":"` + damage.Mark + `","purpose":"` + damage.Mark + `","note":"` + damage.Mark + `","why":"` + damage.Mark + `"}`

func placeOfHandover(h handovers.Handover, version int) sqltx.Place {
	return sqltx.Place{Table: "handovers", Row: string(h.ID), Version: version, Case: string(h.CaseID)}
}

func (t Registers) sealHandover(h handovers.Handover, version int) ([]byte, error) {
	secret := handoverSecret{Name: h.Name, Purpose: h.Purpose, Note: h.Note}
	if h.Undone != nil {
		secret.Why = h.Undone.Why
	}
	plain, err := json.Marshal(secret)
	if err != nil {
		return nil, err
	}
	return t.Seal(placeOfHandover(h, version), "sealed", string(plain))
}

func (s handoverStore) Add(h handovers.Handover) error {
	sealed, err := s.sealHandover(h, sqltx.Added)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO handovers (id, case_id, at, recipient, actor, kinds, basis, move_id, staff_id, recorded, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		h.ID, h.CaseID, h.At.String(), h.Recipient, h.Actor, strings.Join(h.Kinds, "\n"), h.Basis, h.Move, h.Staff, s.StampOr(h.Recorded), sealed)
	return s.marked(err, "handovers", h.ID)
}

// ScanHandover reads a line of the register, and what a list adds after its columns.
func (t Registers) ScanHandover(row sqltx.Row, more ...any) (h handovers.Handover, err error) {
	var at, kinds string
	var undone *time.Time
	var by ref.StaffID
	var sealed []byte
	var version int
	if err := row.Scan(append([]any{&h.ID, &h.CaseID, &at, &h.Recipient, &h.Actor, &kinds, &h.Basis, &h.Move, &h.Staff, sqltx.Time(&h.Recorded),
		sqltx.NullTime(&undone), &by, &sealed, &version}, more...)...); err != nil {
		return h, err
	}
	if err := h.At.UnmarshalText([]byte(at)); err != nil {
		return h, err
	}
	plain, err := t.Unseal(placeOfHandover(h, version), "sealed", sealed)
	if damage.Is(err) {
		plain, err = damagedHandover, nil
	}
	if err != nil {
		return h, err
	}
	var secret handoverSecret
	if err := json.Unmarshal([]byte(plain), &secret); err != nil {
		return h, err
	}
	h.Kinds, h.Name, h.Purpose, h.Note = strings.Split(kinds, "\n"), secret.Name, secret.Purpose, secret.Note
	if undone != nil {
		h.Undone = &handovers.Undone{At: *undone, Staff: by, Why: secret.Why}
	}
	return h, nil
}

func (s handoverStore) scan(row sqltx.Row) (handovers.Handover, error) { return s.ScanHandover(row) }

func (s handoverStore) Get(id ref.HandoverID) (handovers.Handover, error) {
	return sqltx.One(s.Tx, "这条移交登记", s.scan, "SELECT "+HandoverColumns+" FROM handovers v WHERE v.id = $1", id)
}

func (s handoverStore) Of(id ref.CaseID) ([]handovers.Handover, error) {
	return sqltx.List(s.Tx, s.scan, "SELECT "+HandoverColumns+" FROM handovers v WHERE v.case_id = $1 ORDER BY v.at DESC, v.id DESC", id)
}

func (s handoverStore) Update(h handovers.Handover) error {
	if err := s.before("handovers", h.ID); err != nil {
		return err
	}
	if h.Name == damage.Mark && h.Purpose == damage.Mark {
		return errs.New(errs.Blocked, "这条移交登记的内容损坏了，不能再改；另登记一条正确的")
	}
	version, err := sqltx.One(s.Tx, "这条移交登记", sqltx.Integer, "SELECT version FROM handovers WHERE id = $1", h.ID)
	if err != nil {
		return err
	}
	sealed, err := s.sealHandover(h, int(version)+1)
	if err != nil {
		return err
	}
	var at *time.Time
	var by ref.StaffID
	if h.Undone != nil {
		at, by = &h.Undone.At, h.Undone.Staff
	}
	n, err := s.Exec("UPDATE handovers SET at = $1, undone_at = $2, undone_by = $3, sealed = $4, version = version + 1 WHERE id = $5",
		h.At.String(), sqltx.TimeOrNull(at), by, sealed, h.ID)
	return s.marked(sqltx.Found(n, err, "这条移交登记"), "handovers", h.ID)
}

// over are the lines of ended cases until a day. The text of a moment begins with its day,
// so that all of a day is below the day after it.
const over = "at < $1 AND case_id IN (SELECT id FROM cases WHERE active = 0)"

func (s handoverStore) Over(latest cal.Day) (int, error) {
	n, err := sqltx.One(s.Tx, "", sqltx.Integer, "SELECT COUNT(*) FROM handovers WHERE "+over, latest.Add(1).String())
	return int(n), err
}

func (s handoverStore) Drop(latest cal.Day) (int, error) {
	return s.drop("handovers", over, latest.Add(1).String())
}
