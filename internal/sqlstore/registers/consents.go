package registers

import (
	"encoding/json"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/consents"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

type consentStore struct{ Registers }

const consentColumns = `k.id, k.person_id, k.matter, k.kinds, k.way, k.given_on, k.staff_id, k.recorded, k.withdrawn_on, k.withdrawn_by, k.withdrawn_at, k.sealed, k.version,
	COALESCE(proof.blob, ''), proof.name_sealed, COALESCE(proof.mime, ''), COALESCE(proof.size, 0), COALESCE(proof.width, 0), COALESCE(proof.height, 0), COALESCE(proof.added_by, ''), proof.added_at`

// withFile joins each consent with its file, if it has one.
const withFile = " LEFT JOIN consent_files proof ON proof.consent_id = k.id"

// consentSecret is what a consent keeps sealed: whatever somebody may have typed.
type consentSecret struct {
	Evidence string `json:"evidence,omitempty"`
	Follows  string `json:"follows,omitempty"`
}

// damagedConsent is what is said of one whose words can't be read.
const damagedConsent = `{"evidence":"` + damage.Mark + `","follows":"` + damage.Mark + `"}`

func placeOfConsent(id ref.ConsentID, version int) sqltx.Place {
	return sqltx.Place{Table: "consents", Row: string(id), Version: version}
}

func (t Registers) sealConsent(c consents.Consent, version int) ([]byte, error) {
	secret := consentSecret{Evidence: c.Evidence}
	if c.Withdrawn != nil {
		secret.Follows = c.Withdrawn.Follows
	}
	plain, err := json.Marshal(secret)
	if err != nil {
		return nil, err
	}
	return t.Seal(placeOfConsent(c.ID, version), "sealed", string(plain))
}

// withdrawal is what a consent's row keeps of one; nulls where there is none.
func withdrawal(c consents.Consent) (on any, by ref.StaffID, at any) {
	if c.Withdrawn == nil {
		return nil, "", nil
	}
	return sqltx.DayOrNull(&c.Withdrawn.On), c.Withdrawn.Staff, sqltx.TimeOrNull(&c.Withdrawn.Recorded)
}

func (s consentStore) Add(c consents.Consent) error {
	sealed, err := s.sealConsent(c, sqltx.Added)
	if err != nil {
		return err
	}
	on, by, at := withdrawal(c)
	_, err = s.Exec(`INSERT INTO consents (id, person_id, matter, kinds, way, given_on, staff_id, recorded, withdrawn_on, withdrawn_by, withdrawn_at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		c.ID, c.Person, c.Matter, strings.Join(c.Kinds, "\n"), c.Way, c.On.String(), c.Staff, s.StampOr(c.Recorded), on, by, at, sealed)
	if err := s.marked(err, "consents", c.ID); err != nil || c.File == nil {
		return err
	}
	return s.addFile(c.ID, *c.File)
}

func (s consentStore) scan(row sqltx.Row) (c consents.Consent, err error) {
	var kinds string
	var on, withdrawn *cal.Day
	var by ref.StaffID
	var at *time.Time
	var sealed []byte
	var version int
	var file consents.File
	var name []byte
	var added *time.Time
	if err := row.Scan(&c.ID, &c.Person, &c.Matter, &kinds, &c.Way, sqltx.NullDay(&on), &c.Staff, sqltx.Time(&c.Recorded),
		sqltx.NullDay(&withdrawn), &by, sqltx.NullTime(&at), &sealed, &version,
		&file.Blob, &name, &file.Mime, &file.Size, &file.Width, &file.Height, &file.AddedBy, sqltx.NullTime(&added)); err != nil {
		return c, err
	}
	if added != nil {
		file.AddedAt, c.File = *added, &file
		if file.Name, err = s.UnsealText(placeOfFile(c.ID, file), "name", name); err != nil {
			return c, err
		}
	}
	plain, err := s.Unseal(placeOfConsent(c.ID, version), "sealed", sealed)
	if damage.Is(err) {
		plain, err = damagedConsent, nil
	}
	if err != nil {
		return c, err
	}
	var secret consentSecret
	if err := json.Unmarshal([]byte(plain), &secret); err != nil {
		return c, err
	}
	c.Kinds, c.On, c.Evidence = strings.Split(kinds, "\n"), *on, secret.Evidence
	if withdrawn != nil && at != nil {
		c.Withdrawn = &consents.Withdrawal{On: *withdrawn, Follows: secret.Follows, Staff: by, Recorded: *at}
	}
	return c, nil
}

func (s consentStore) Get(id ref.ConsentID) (consents.Consent, error) {
	return sqltx.One(s.Tx, "这条同意", s.scan, "SELECT "+consentColumns+" FROM consents k"+withFile+" WHERE k.id = $1", id)
}

func (s consentStore) OfClient(id ref.ClientID) ([]consents.Consent, error) {
	return sqltx.List(s.Tx, s.scan, "SELECT "+consentColumns+` FROM people p JOIN consents k ON k.person_id = p.id`+withFile+`
		WHERE p.client_id = $1 ORDER BY k.given_on DESC, k.id DESC`, id)
}

func (s consentStore) Drop(id ref.PersonID) (int, error) {
	if _, err := s.drop("consent_files", "consent_id IN (SELECT id FROM consents WHERE person_id = $1)", id); err != nil {
		return 0, err
	}
	return s.drop("consents", "person_id = $1", id)
}

func (s consentStore) Update(c consents.Consent) error {
	if err := s.before("consents", c.ID); err != nil {
		return err
	}
	if c.Evidence == damage.Mark {
		return errs.New(errs.Blocked, "这条同意的内容损坏了，不能再改；另登记一条正确的")
	}
	version, err := sqltx.One(s.Tx, "这条同意", sqltx.Integer, "SELECT version FROM consents WHERE id = $1", c.ID)
	if err != nil {
		return err
	}
	sealed, err := s.sealConsent(c, int(version)+1)
	if err != nil {
		return err
	}
	on, by, at := withdrawal(c)
	n, err := s.Exec("UPDATE consents SET withdrawn_on = $1, withdrawn_by = $2, withdrawn_at = $3, sealed = $4, version = version + 1 WHERE id = $5", on, by, at, sealed, c.ID)
	return s.marked(sqltx.Found(n, err, "这条同意"), "consents", c.ID)
}
