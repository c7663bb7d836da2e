package records

import (
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
)

type clientStore struct{ Records }

// ClientColumns are what ScanClient reads, of clients cl.
const ClientColumns = `cl.id, cl.name, cl.kind, cl.credit_code, cl.address, cl.address_sealed, cl.postcode,
	cl.office_phone_sealed, cl.fapiao_title, cl.fapiao_tax_no, cl.note_sealed, cl.registered, cl.investor,
	cl.contact, cl.contact_phone_sealed, cl.wechat_sealed, cl.created_at, cl.updated_at, cl.version`

// sealedOfClient are a client's sealed values. A unit's address lies in clear, a
// personal subject's doesn't.
func sealedOfClient(c *clients.Client, address *string) []sqltx.SealedText {
	return []sqltx.SealedText{
		{Column: "address", Text: address}, {Column: "office_phone", Text: &c.OfficePhone}, {Column: "note", Text: &c.Note},
		{Column: "contact_phone", Text: &c.ContactPhone}, {Column: "wechat", Text: &c.WeChat},
	}
}

// ScanClient reads a client, and after it what else the row holds.
func (t Records) ScanClient(row sqltx.Row, more ...any) (c clients.Client, err error) {
	sealed := make([][]byte, 5)
	targets := append([]any{&c.ID, &c.Name, &c.Kind, &c.CreditCode, &c.Address, &sealed[0], &c.Postcode,
		&sealed[1], &c.FapiaoTitle, &c.FapiaoTaxNo, &sealed[2], &c.Registered, &c.Investor,
		&c.Contact, &sealed[3], &sealed[4], sqltx.Time(&c.CreatedAt), sqltx.Time(&c.UpdatedAt), &c.Version}, more...)
	if err := row.Scan(targets...); err != nil {
		return c, err
	}
	var address string
	if err := t.UnsealAll(placeOfClient(c, c.Version), sealedOfClient(&c, &address), sealed); err != nil {
		return c, err
	}
	if address != "" && (c.Kind == clients.Personal || c.Address == "") {
		c.Address = address
	}
	return c, nil
}

// splitAddress tells the clear and the secret half of a client's address.
func splitAddress(c clients.Client) (open, secret string) {
	if c.Kind == clients.Personal {
		return "", c.Address
	}
	return c.Address, ""
}

func placeOfClient(c clients.Client, version int) sqltx.Place {
	return sqltx.Place{Table: "clients", Row: string(c.ID), Version: version}
}

func (s clientStore) AddClient(c clients.Client) error {
	open, secret := splitAddress(c)
	sealed, err := s.SealAll(placeOfClient(c, c.Version), sealedOfClient(&c, &secret))
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO clients (id, name, find, kind, credit_code, address, address_sealed, postcode,
		office_phone_sealed, fapiao_title, fapiao_tax_no, note_sealed, created_at, updated_at, version, sort_key, same_key, registered, investor,
		contact, contact_phone_sealed, contact_phone_hash, contact_phone_tail, wechat_sealed, wechat_hash, find_no)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, `+parts.Clients.NextNo()+`)`,
		c.ID, c.Name, Fold(c.Name, c.Contact), c.Kind, c.CreditCode, open, sealed[0], c.Postcode,
		sealed[1], c.FapiaoTitle, c.FapiaoTaxNo, sealed[2], s.StampOr(c.CreatedAt), s.StampOr(c.UpdatedAt), c.Version, SortKey(c.Name), SameKey(c.Name),
		c.Registered, c.Investor, c.Contact, sealed[3], s.hashOf(hashPhone, c.ContactPhone), s.mobileTail(c.ContactPhone), sealed[4], s.weChatHash(c.WeChat))
	return s.found(s.marked(err, "clients", c.ID), parts.Clients, c.ID)
}

func (s clientStore) Client(id ref.ClientID) (clients.Client, error) {
	scan := func(row sqltx.Row) (clients.Client, error) { return s.ScanClient(row) }
	return sqltx.One(s.Tx, "这位客户", scan, "SELECT "+ClientColumns+" FROM clients cl WHERE cl.id = $1", id)
}

func (s clientStore) UpdateClient(c clients.Client) error {
	if err := s.before("clients", c.ID); err != nil {
		return err
	}
	open, secret := splitAddress(c)
	sealed, err := s.SealOver(placeOfClient(c, c.Version), sealedOfClient(&c, &secret))
	if err != nil {
		return err
	}
	n, err := s.Exec(`UPDATE clients SET name = $1, kind = $2, credit_code = $3, address = $4,
		address_sealed = $5, postcode = $6, office_phone_sealed = $7, fapiao_title = $8, fapiao_tax_no = $9,
		note_sealed = $10, updated_at = $11, sort_key = $12, same_key = $13, registered = $14, investor = $15,
		contact = $16, contact_phone_sealed = $17, contact_phone_hash = COALESCE($18, contact_phone_hash), contact_phone_tail = COALESCE($19, contact_phone_tail), wechat_sealed = $20, wechat_hash = COALESCE($21, wechat_hash), version = version + 1
		WHERE id = $22 AND version = $23`,
		c.Name, c.Kind, c.CreditCode, open, sealed[0], c.Postcode, sealed[1], c.FapiaoTitle,
		c.FapiaoTaxNo, sealed[2], s.StampOr(c.UpdatedAt), SortKey(c.Name), SameKey(c.Name), c.Registered, c.Investor,
		c.Contact, sealed[3], sqltx.UnlessDamaged(c.ContactPhone, s.phoneHash), sqltx.UnlessDamaged(c.ContactPhone, s.mobileTail), sealed[4], sqltx.UnlessDamaged(c.WeChat, s.weChatHash), c.ID, c.Version)
	err = s.marked(s.Changed(n, err, "clients", string(c.ID), "这位客户", c.Version), "clients", c.ID)
	if err := s.call(err, parts.Clients, c.ID, Fold(c.Name, c.Contact)); err != nil {
		return err
	}
	return s.nameCases(c.ID, c.Name, c.Contact)
}
