package records

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
)

// Purposes of the keyed hashes by which people are found. A mobile, an emergency number
// and that of a client's contact share one, so that each is found among all.
const (
	hashDocNumber = "person.doc_number"
	hashPhone     = "person.phone"
	hashPhoneTail = "person.phone_tail"
	hashWeChat    = "client.wechat"
)

const peopleColumns = `id, client_id, name, doc_kind, doc_number_sealed, doc_until, doc_long, doc_address_sealed,
	living_sealed, mobile_sealed, emergency_sealed, email_sealed, created_at, updated_at, version`

func sealedOfPerson(p *clients.Person) []sqltx.SealedText {
	return []sqltx.SealedText{
		{Column: "doc_number", Text: &p.DocNumber}, {Column: "doc_address", Text: &p.DocAddress}, {Column: "living", Text: &p.Living},
		{Column: "mobile", Text: &p.Mobile}, {Column: "emergency", Text: &p.Emergency}, {Column: "email", Text: &p.Email},
	}
}

func (t Records) scanPerson(row sqltx.Row) (p clients.Person, err error) {
	sealed := make([][]byte, 6)
	err = row.Scan(&p.ID, &p.ClientID, &p.Name, &p.DocKind, &sealed[0], sqltx.NullDay(&p.DocUntil), &p.DocLong, &sealed[1],
		&sealed[2], &sealed[3], &sealed[4], &sealed[5], sqltx.Time(&p.CreatedAt), sqltx.Time(&p.UpdatedAt), &p.Version)
	if err != nil {
		return p, err
	}
	return p, t.UnsealAll(placeOfPerson(p.ID, p.Version), sealedOfPerson(&p), sealed)
}

// hashOf is the keyed hash of a number, however it is spelt; "" for none.
func (t Records) hashOf(purpose, number string) string {
	return t.Hash(purpose, spelt(number))
}

// hashesOf are those by which a number is found; none for none.
func (t Records) hashesOf(purpose, number string) []string {
	if number = spelt(number); number == "" {
		return nil
	}
	return t.Hashes(purpose, number)
}

func spelt(number string) string { return strings.ToUpper(strings.TrimSpace(number)) }

func placeOfPerson(id ref.PersonID, version int) sqltx.Place {
	return sqltx.Place{Table: "people", Row: string(id), Version: version}
}

func (s clientStore) AddPerson(p clients.Person) error {
	sealed, err := s.SealAll(placeOfPerson(p.ID, p.Version), sealedOfPerson(&p))
	if err != nil {
		return err
	}
	doc, mobile, emergency := s.hashOf(hashDocNumber, p.DocNumber), s.hashOf(hashPhone, p.Mobile), s.hashOf(hashPhone, p.Emergency)
	_, err = s.Exec(`INSERT INTO people (id, client_id, name, doc_kind, doc_number_sealed, doc_number_hash,
		doc_until, doc_long, doc_address_sealed, living_sealed, mobile_sealed, mobile_hash,
		emergency_sealed, emergency_hash, email_sealed, created_at, updated_at, version, find, mobile_tail, find_no)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, `+parts.People.NextNo()+`)`,
		p.ID, p.ClientID, p.Name, p.DocKind, sealed[0], doc,
		sqltx.DayOrNull(p.DocUntil), sqltx.Flag(p.DocLong), sealed[1], sealed[2], sealed[3], mobile,
		sealed[4], emergency, sealed[5], s.StampOr(p.CreatedAt), s.StampOr(p.UpdatedAt), p.Version, Fold(p.Name), s.mobileTail(p.Mobile))
	return s.found(s.marked(err, "people", p.ID), parts.People, p.ID)
}

func (s clientStore) Person(id ref.PersonID) (clients.Person, error) {
	return sqltx.One(s.Tx, "这位人员", s.scanPerson, "SELECT "+peopleColumns+" FROM people WHERE id = $1", id)
}

func (s clientStore) UpdatePerson(p clients.Person) error {
	if err := s.before("people", p.ID); err != nil {
		return err
	}
	sealed, err := s.SealOver(placeOfPerson(p.ID, p.Version), sealedOfPerson(&p))
	if err != nil {
		return err
	}
	doc := sqltx.UnlessDamaged(p.DocNumber, func(number string) string { return s.hashOf(hashDocNumber, number) })
	mobile, emergency := sqltx.UnlessDamaged(p.Mobile, s.phoneHash), sqltx.UnlessDamaged(p.Emergency, s.phoneHash)
	n, err := s.Exec(`UPDATE people SET name = $1, doc_kind = $2, doc_number_sealed = $3, doc_number_hash = COALESCE($4, doc_number_hash),
		doc_until = $5, doc_long = $6, doc_address_sealed = $7, living_sealed = $8,
		mobile_sealed = $9, mobile_hash = COALESCE($10, mobile_hash), emergency_sealed = $11, emergency_hash = COALESCE($12, emergency_hash),
		email_sealed = $13, updated_at = $14, mobile_tail = COALESCE($15, mobile_tail), version = version + 1 WHERE id = $16 AND version = $17`,
		p.Name, p.DocKind, sealed[0], doc, sqltx.DayOrNull(p.DocUntil), sqltx.Flag(p.DocLong), sealed[1], sealed[2],
		sealed[3], mobile, sealed[4], emergency, sealed[5], s.StampOr(p.UpdatedAt), sqltx.UnlessDamaged(p.Mobile, s.mobileTail), p.ID, p.Version)
	err = s.marked(s.Changed(n, err, "people", string(p.ID), "这位人员", p.Version), "people", p.ID)
	return s.call(err, parts.People, p.ID, Fold(p.Name))
}

func (s clientStore) People(id ref.ClientID) ([]clients.Person, error) {
	return sqltx.List(s.Tx, s.scanPerson, "SELECT "+peopleColumns+" FROM people WHERE client_id = $1 ORDER BY id", id)
}
