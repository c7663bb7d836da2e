package records

import (
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
	"beiandesk/internal/workflow"
)

type caseStore struct{ Records }

const caseColumns = `id, number, client_id, type, province, icp, police, edition, COALESCE(owner_id, ''), status,
	subject_number, lookup_sealed, lookup_day, remark_sealed, account_user, account_secret_sealed, opened_at, closed_at,
	created_at, updated_at, version, account_uin_sealed, contract, undated_end`

func sealedOfCase(c *cases.Case) []sqltx.SealedText {
	return []sqltx.SealedText{
		{Column: "lookup", Text: &c.Lookup}, {Column: "remark", Text: &c.Remark}, {Column: "account_secret", Text: &c.AccountSecret},
		{Column: "account_uin", Text: &c.AccountUIN},
	}
}

func placeOfCase(c cases.Case, version int) sqltx.Place {
	return sqltx.Place{Table: "cases", Row: string(c.ID), Version: version, Case: c.Number}
}

func (t Records) scanCase(row sqltx.Row) (c cases.Case, err error) {
	sealed := make([][]byte, 4)
	err = row.Scan(&c.ID, &c.Number, &c.ClientID, &c.Type, &c.Province, &c.ICP, &c.Police, &c.Edition, &c.OwnerID, &c.Status,
		&c.SubjectNumber, &sealed[0], sqltx.NullDay(&c.LookupDay), &sealed[1], &c.AccountUser, &sealed[2], sqltx.Time(&c.OpenedAt),
		sqltx.NullTime(&c.ClosedAt), sqltx.Time(&c.CreatedAt), sqltx.Time(&c.UpdatedAt), &c.Version, &sealed[3], &c.Contract, &c.UndatedEnd)
	if err != nil {
		return c, err
	}
	return c, t.UnsealAll(placeOfCase(c, c.Version), sealedOfCase(&c), sealed)
}

// active says that a case stands on Today.
func active(status string) bool { return workflow.Status(status).Active() }

// NumberKey pads the running part of a number to eight places: BA2026-10000 comes
// after BA2026-9999, which plain text would turn round.
func NumberKey(number string) string {
	cut := strings.LastIndexByte(number, '-') + 1
	head, tail := number[:cut], number[cut:]
	if pad := 8 - len(tail); pad > 0 {
		tail = strings.Repeat("0", pad) + tail
	}
	return head + tail
}

// findOfCase is what a search by parts looks through beside the client's name.
func findOfCase(number, contract string, sites []cases.Site) string {
	parts := []string{number, contract}
	for _, site := range sites {
		if !site.Gone {
			parts = append(parts, site.Domain, site.Name, site.ICPNumber, site.PoliceNumber)
		}
	}
	return Fold(parts...)
}

func (s caseStore) Add(c cases.Case, sites []cases.Site, leads []cases.Lead) error {
	return tallies.Store{Tx: s.Tx}.Case(c.ID, func() error { return s.add(c, sites, leads) })
}

func (s caseStore) add(c cases.Case, sites []cases.Site, leads []cases.Lead) error {
	sealed, err := s.SealAll(placeOfCase(c, c.Version), sealedOfCase(&c))
	if err != nil {
		return err
	}
	find, name, err := s.namesOf(c.ClientID)
	if err != nil {
		return err
	}
	_, err = s.Exec(`INSERT INTO cases (id, number, number_key, client_id, type, province, icp, police, owner_id,
		status, active, subject_number, lookup_sealed, lookup_day, account_user, account_secret_sealed,
		opened_at, closed_at, client_find, client_sort, find, created_at, updated_at, version, edition, remark_sealed,
		account_uin_sealed, contract, undated_end, acted_at, find_no)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $22, `+parts.Cases.NextNo()+`)`,
		c.ID, c.Number, NumberKey(c.Number), c.ClientID, c.Type, c.Province, sqltx.Flag(c.ICP), sqltx.Flag(c.Police),
		sqltx.Nullable(c.OwnerID), c.Status, sqltx.Flag(active(c.Status)), c.SubjectNumber, sealed[0], sqltx.DayOrNull(c.LookupDay),
		c.AccountUser, sealed[2], s.StampOr(c.OpenedAt), sqltx.TimeOrNull(c.ClosedAt), find, SortKey(name), findOfCase(c.Number, c.Contract, sites),
		s.StampOr(c.CreatedAt), s.StampOr(c.UpdatedAt), c.Version, c.Edition, sealed[1], sealed[3], c.Contract, sqltx.Flag(c.UndatedEnd))
	if err := s.found(s.marked(err, "cases", c.ID), parts.Cases, c.ID); err != nil {
		return err
	}
	for _, site := range sites {
		if err := s.addSite(c.ID, site, active(c.Status)); err != nil {
			return err
		}
	}
	return s.addLeads(c.ID, leads)
}

func (s caseStore) Get(id ref.CaseID) (cases.Case, error) {
	return sqltx.One(s.Tx, "这件案件", s.scanCase, "SELECT "+caseColumns+" FROM cases WHERE id = $1", id)
}

func (s caseStore) ByNumber(number string) (cases.Case, error) {
	return sqltx.One(s.Tx, "这件案件", s.scanCase, "SELECT "+caseColumns+" FROM cases WHERE number = $1", number)
}

// Update keeps number, client and opening as they are, and carries status and owner
// to the rows that copy them.
func (s caseStore) Update(c cases.Case) error {
	return tallies.Store{Tx: s.Tx}.Case(c.ID, func() error { return s.update(c) })
}

func (s caseStore) update(c cases.Case) error {
	if err := s.before("cases", c.ID); err != nil {
		return err
	}
	sealed, err := s.SealOver(placeOfCase(c, c.Version), sealedOfCase(&c))
	if err != nil {
		return err
	}
	on := sqltx.Flag(active(c.Status))
	n, err := s.Exec(`UPDATE cases SET type = $1, province = $2, icp = $3, police = $4, owner_id = $5,
		status = $6, active = $7, subject_number = $8, lookup_sealed = $9, lookup_day = $10, account_user = $11,
		account_secret_sealed = $12, closed_at = $13, updated_at = $14, edition = $15, remark_sealed = $16,
		account_uin_sealed = $17, contract = $18, undated_end = $19, version = version + 1
		WHERE id = $20 AND version = $21`,
		c.Type, c.Province, sqltx.Flag(c.ICP), sqltx.Flag(c.Police), sqltx.Nullable(c.OwnerID), c.Status, on, c.SubjectNumber,
		sealed[0], sqltx.DayOrNull(c.LookupDay), c.AccountUser, sealed[2], sqltx.TimeOrNull(c.ClosedAt), s.StampOr(c.UpdatedAt),
		c.Edition, sealed[1], sealed[3], c.Contract, sqltx.Flag(c.UndatedEnd), c.ID, c.Version)
	if err := s.marked(s.Changed(n, err, "cases", string(c.ID), "这件案件", c.Version), "cases", c.ID); err != nil {
		return err
	}
	if err := siteStore(s).findAnew(c.ID); err != nil {
		return err
	}
	if _, err := s.Exec(`UPDATE runs SET owner_id = $1, active = $2, edition = $3, type = $4, province = $5 WHERE case_id = $6
		AND (owner_id <> $1 OR active <> $2 OR edition <> $3 OR type <> $4 OR province <> $5)`, c.OwnerID, on, c.Edition, c.Type, c.Province, c.ID); err != nil {
		return err
	}
	if _, err := s.Exec("UPDATE deadlines SET active = $1 WHERE case_id = $2 AND active <> $1", on, c.ID); err != nil {
		return err
	}
	if _, err := s.Exec("UPDATE sites SET active = $1 WHERE case_id = $2 AND gone = 0 AND active <> $1", on, c.ID); err != nil {
		return err
	}
	leads, err := leadStore(s).Of(c.ID)
	if err != nil {
		return err
	}
	return s.watch(leads)
}

// Every lists the ids of cases behind one.
func (s caseStore) Every(after ref.CaseID, limit int) ([]ref.CaseID, error) {
	return s.ids(`SELECT id FROM cases WHERE id > $1 ORDER BY id`+sqltx.Limit(limit), after)
}

// Dated lists the ids of cases behind one that may have dates.
func (s caseStore) Dated(after ref.CaseID, limit int) ([]ref.CaseID, error) {
	return s.ids(`SELECT id FROM cases c WHERE id > $1
		AND (active = 1 OR police = 0 AND EXISTS (SELECT 1 FROM sites s WHERE s.case_id = c.id AND s.live <> '')) ORDER BY id`+sqltx.Limit(limit), after)
}

func (s caseStore) ids(query string, after ref.CaseID) ([]ref.CaseID, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (id ref.CaseID, err error) {
		err = row.Scan(&id)
		return id, err
	}, query, after)
}
