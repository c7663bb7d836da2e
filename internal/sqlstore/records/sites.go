package records

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
)

const siteColumns = `id, case_id, ordinal, name, domain, interactive, server_kind, server_ip, server_until,
	domain_until, proof_until, grant_until, icp_number, live, police_number, version`

func scanSite(row sqltx.Row) (v cases.Site, err error) {
	err = row.Scan(&v.ID, &v.CaseID, &v.Ordinal, &v.Name, &v.Domain, &v.Interactive, &v.ServerKind, &v.ServerIP,
		sqltx.NullDay(&v.ServerUntil), sqltx.NullDay(&v.DomainUntil), sqltx.NullDay(&v.ProofUntil), sqltx.NullDay(&v.GrantUntil), &v.ICPNumber, &v.Live, &v.PoliceNumber, &v.Version)
	return v, err
}

type siteStore struct{ Records }

type leadStore struct{ Records }

func (t Records) addSite(id ref.CaseID, v cases.Site, on bool) error {
	now := sqltx.Stamp(t.Now)
	_, err := t.Exec(`INSERT INTO sites (id, case_id, ordinal, name, domain, interactive, server_kind, server_ip,
		server_until, domain_until, proof_until, grant_until, icp_number, live, police_number, active, created_at, updated_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		v.ID, id, v.Ordinal, v.Name, v.Domain, sqltx.Flag(v.Interactive), v.ServerKind, v.ServerIP,
		sqltx.DayOrNull(v.ServerUntil), sqltx.DayOrNull(v.DomainUntil), sqltx.DayOrNull(v.ProofUntil), sqltx.DayOrNull(v.GrantUntil),
		v.ICPNumber, v.Live, v.PoliceNumber, sqltx.Flag(on), now, now, v.Version)
	return err
}

func (s siteStore) Of(id ref.CaseID) ([]cases.Site, error) {
	return sqltx.List(s.Tx, scanSite, "SELECT "+siteColumns+" FROM sites WHERE case_id = $1 ORDER BY ordinal", id)
}

func (s siteStore) Update(v cases.Site) error {
	n, err := s.Exec(`UPDATE sites SET name = $1, domain = $2, interactive = $3, server_kind = $4, server_ip = $5,
		server_until = $6, domain_until = $7, proof_until = $8, grant_until = $9, icp_number = $10, live = $11,
		police_number = $12, updated_at = $13, version = version + 1
		WHERE id = $14 AND version = $15`,
		v.Name, v.Domain, sqltx.Flag(v.Interactive), v.ServerKind, v.ServerIP, sqltx.DayOrNull(v.ServerUntil), sqltx.DayOrNull(v.DomainUntil),
		sqltx.DayOrNull(v.ProofUntil), sqltx.DayOrNull(v.GrantUntil), v.ICPNumber, v.Live, v.PoliceNumber, sqltx.Stamp(s.Now), v.ID, v.Version)
	if err := s.Changed(n, err, "sites", string(v.ID), "这个网站", v.Version); err != nil {
		return err
	}
	number, err := sqltx.One(s.Tx, "这件案件", sqltx.Text,
		"SELECT c.number FROM sites s JOIN cases c ON c.id = s.case_id WHERE s.id = $1", v.ID)
	if err != nil {
		return err
	}
	all, err := sqltx.List(s.Tx, scanSite, `SELECT `+siteColumns+` FROM sites
		WHERE case_id = (SELECT case_id FROM sites WHERE id = $1) ORDER BY ordinal`, v.ID)
	if err != nil {
		return err
	}
	_, err = s.Exec("UPDATE cases SET find = $1 WHERE id = $2", findOfCase(number, all), all[0].CaseID)
	return err
}

func scanLead(row sqltx.Row) (v cases.Lead, err error) {
	err = row.Scan(&v.CaseID, &v.SiteID, &v.Person, &v.Role)
	return v, err
}

func (t Records) addLeads(id ref.CaseID, leads []cases.Lead) error {
	for i, lead := range leads {
		_, err := t.Exec(`INSERT INTO case_leads (case_id, site_id, person_id, role, ordinal) VALUES ($1, $2, $3, $4, $5)`,
			id, lead.SiteID, lead.Person, lead.Role, i)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s leadStore) Of(id ref.CaseID) ([]cases.Lead, error) {
	return sqltx.List(s.Tx, scanLead,
		"SELECT case_id, site_id, person_id, role FROM case_leads WHERE case_id = $1 ORDER BY ordinal", id)
}

func (s leadStore) Set(id ref.CaseID, leads []cases.Lead) error {
	if _, err := s.Exec("DELETE FROM case_leads WHERE case_id = $1", id); err != nil {
		return err
	}
	return s.addLeads(id, leads)
}
