package registers

import (
	"encoding/json"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

type followupStore struct{ Registers }

const followupColumns = `fu.id, fu.case_id, fu.kind, fu.site_id, fu.person_id, fu.day, fu.yearly, fu.state, fu.led_to, fu.staff_id, fu.at, fu.sealed, fu.version`

const oneFollowup = "这条后续"

// followupSecret is what one keeps sealed: whatever somebody may have typed, and the days of papers.
type followupSecret struct {
	Label string `json:"label,omitempty"`
	Words string `json:"words,omitempty"`
	Was   string `json:"was,omitempty"`
	Now   string `json:"now,omitempty"`
}

// damagedFollowup is what is said of one whose words can't be read.
const damagedFollowup = `{"label":"` + damage.Mark + `","words":"` + damage.Mark + `"}`

func placeOfFollowup(d followups.Decision, version int) sqltx.Place {
	return sqltx.Place{Table: "followups", Row: string(d.ID), Version: version, Case: string(d.Case)}
}

func (t Registers) sealFollowup(d followups.Decision, version int) ([]byte, error) {
	plain, err := json.Marshal(followupSecret{Label: d.Label, Words: d.Words, Was: dayText(d.Was), Now: dayText(d.Now)})
	if err != nil {
		return nil, err
	}
	return t.Seal(placeOfFollowup(d, version), "sealed", string(plain))
}

func dayText(d *cal.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func dayOf(text string) (*cal.Day, error) {
	if text == "" {
		return nil, nil
	}
	d, err := cal.ParseDay(text)
	return &d, err
}

func (s followupStore) Add(d followups.Decision) error {
	sealed, err := s.sealFollowup(d, sqltx.Added)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO followups (id, case_id, kind, site_id, person_id, day, yearly, state, led_to, staff_id, at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		d.ID, d.Case, d.Kind, d.Site, d.Person, d.Day.String(), sqltx.Flag(d.Yearly), d.State, d.Led, d.Staff, s.StampOr(d.At), sealed)
	return s.marked(err, "followups", d.ID)
}

// OwnFollowup opens the words of a row that a list has read.
func (t Registers) OwnFollowup(id ref.FollowupID, of ref.CaseID, version int, sealed []byte) (string, error) {
	d := followups.Decision{ID: id, Case: of}
	err := t.openFollowup(&d, version, sealed)
	return d.Label, err
}

func (t Registers) openFollowup(d *followups.Decision, version int, sealed []byte) error {
	plain, err := t.Unseal(placeOfFollowup(*d, version), "sealed", sealed)
	if damage.Is(err) {
		plain, err = damagedFollowup, nil
	}
	if err != nil {
		return err
	}
	var secret followupSecret
	if err := json.Unmarshal([]byte(plain), &secret); err != nil {
		return err
	}
	d.Label, d.Words = secret.Label, secret.Words
	if d.Was, err = dayOf(secret.Was); err != nil {
		return err
	}
	d.Now, err = dayOf(secret.Now)
	return err
}

func (s followupStore) scan(row sqltx.Row) (d followups.Decision, err error) {
	var sealed []byte
	var version int
	if err := row.Scan(&d.ID, &d.Case, &d.Kind, &d.Site, &d.Person, sqltx.Day(&d.Day), &d.Yearly, &d.State, &d.Led, &d.Staff, sqltx.Time(&d.At), &sealed, &version); err != nil {
		return d, err
	}
	return d, s.openFollowup(&d, version, sealed)
}

func (s followupStore) Get(id ref.FollowupID) (followups.Decision, error) {
	return sqltx.One(s.Tx, oneFollowup, s.scan, "SELECT "+followupColumns+" FROM followups fu WHERE fu.id = $1", id)
}

func (s followupStore) Of(id ref.CaseID) ([]followups.Decision, error) {
	return sqltx.List(s.Tx, s.scan, "SELECT "+followupColumns+" FROM followups fu WHERE fu.case_id = $1 ORDER BY fu.at DESC, fu.id DESC", id)
}

func (s followupStore) LedTo(id ref.CaseID) ([]followups.Decision, error) {
	return sqltx.List(s.Tx, s.scan, "SELECT "+followupColumns+" FROM followups fu WHERE fu.led_to = $1 AND fu.led_to <> '' ORDER BY fu.at DESC, fu.id DESC", id)
}

func (s followupStore) Update(d followups.Decision) error {
	if err := s.before("followups", d.ID); err != nil {
		return err
	}
	if d.Words == damage.Mark {
		return errs.New(errs.Blocked, "这条后续的内容损坏了，不能再改；另加一条正确的")
	}
	version, err := sqltx.One(s.Tx, oneFollowup, sqltx.Integer, "SELECT version FROM followups WHERE id = $1", d.ID)
	if err != nil {
		return err
	}
	sealed, err := s.sealFollowup(d, int(version)+1)
	if err != nil {
		return err
	}
	n, err := s.Exec("UPDATE followups SET day = $1, state = $2, led_to = $3, staff_id = $4, at = $5, sealed = $6, version = version + 1 WHERE id = $7",
		d.Day.String(), d.State, d.Led, d.Staff, s.StampOr(d.At), sealed, d.ID)
	return s.marked(sqltx.Found(n, err, oneFollowup), "followups", d.ID)
}

func (s followupStore) Drop(id ref.CaseID) error {
	_, err := s.drop("followups", "case_id = $1", id)
	return err
}
