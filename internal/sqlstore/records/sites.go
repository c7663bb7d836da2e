package records

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/sqlstore/tallies"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

const siteColumns = `id, case_id, ordinal, name, domain, interactive, server_kind, server_owner, server_months, server_instance, server_ip, server_ip_end, server_until,
	domain_until, proof_until, grant_until, contents, languages, approvals, remark_sealed, access_where, access_region, access_name,
	registrar_where, registrar_region, registrar_name, services, hazard, permits_sealed, details_sealed, bought_on, verified_on,
	icp_number, live, police_number, added, gone, version`

func sealedOfSite(v *cases.Site, permits, details *string) []sqltx.SealedText {
	return []sqltx.SealedText{{Column: "remark", Text: &v.Remark}, {Column: "permits", Text: permits}, {Column: "details", Text: details}}
}

func placeOfSite(v *cases.Site) sqltx.Place {
	return sqltx.Place{Table: "sites", Row: string(v.ID), Version: v.Version, Case: string(v.CaseID)}
}

// sealSite seals what of a site lies sealed, in the order of sealedOfSite, by SealAll or SealOver.
func (t Records) sealSite(v *cases.Site, seal func(sqltx.Place, []sqltx.SealedText) ([][]byte, error)) ([][]byte, error) {
	var permits, details string
	for text, from := range map[*string]map[string]string{&permits: v.Permits, &details: v.Details} {
		if _, damaged := from[damage.Mark]; damaged {
			*text = damage.Mark
		} else if len(from) > 0 {
			written, err := json.Marshal(from)
			if err != nil {
				return nil, err
			}
			*text = string(written)
		}
	}
	return seal(placeOfSite(v), sealedOfSite(v, &permits, &details))
}

func (t Records) unsealSite(v *cases.Site, sealed [][]byte) error {
	var permits, details string
	if err := t.UnsealAll(placeOfSite(v), sealedOfSite(v, &permits, &details), sealed); err != nil {
		return err
	}
	return errors.Join(sqltx.ReadMap(permits, (*map[string]string)(&v.Permits)), sqltx.ReadMap(details, (*map[string]string)(&v.Details)))
}

// codes keeps the codes of a choice side by side; no code holds a comma.
func codes(list []string) string { return strings.Join(list, ",") }

func codesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

func (t Records) scanSite(row sqltx.Row) (v cases.Site, err error) {
	var contents, languages, approvals, services string
	sealed := make([][]byte, 3)
	err = row.Scan(&v.ID, &v.CaseID, &v.Ordinal, &v.Name, &v.Domain, &v.Interactive, &v.ServerKind, &v.ServerOwner, &v.ServerMonths, &v.ServerInstance, &v.ServerIP, &v.ServerIPEnd,
		sqltx.NullDay(&v.ServerUntil), sqltx.NullDay(&v.DomainUntil), sqltx.NullDay(&v.ProofUntil), sqltx.NullDay(&v.GrantUntil),
		&contents, &languages, &approvals, &sealed[0], &v.Access.Where, &v.Access.Region, &v.Access.Name,
		&v.Registrar.Where, &v.Registrar.Region, &v.Registrar.Name, &services, &v.Hazard, &sealed[1], &sealed[2],
		sqltx.NullDay(&v.BoughtOn), sqltx.NullDay(&v.VerifiedOn), &v.ICPNumber, &v.Live, &v.PoliceNumber,
		&v.Added, &v.Gone, &v.Version)
	if err != nil {
		return v, err
	}
	v.Contents, v.Languages, v.Approvals, v.Services = codesOf(contents), codesOf(languages), codesOf(approvals), codesOf(services)
	return v, t.unsealSite(&v, sealed)
}

type siteStore struct{ Records }

type leadStore struct{ Records }

func (t Records) addSite(id ref.CaseID, v cases.Site, on bool) error {
	sealed, err := t.sealSite(&v, t.SealAll)
	if err != nil {
		return err
	}
	now := sqltx.Stamp(t.Now)
	_, err = t.Exec(`INSERT INTO sites (id, case_id, ordinal, name, domain, interactive, server_kind, server_ip, server_ip_end,
		server_until, domain_until, proof_until, grant_until, contents, languages, approvals, remark_sealed,
		access_where, access_region, access_name, registrar_where, registrar_region, registrar_name, services, hazard,
		icp_number, live, police_number, added, gone, active, created_at, updated_at, version, permits_sealed, details_sealed, bought_on, verified_on,
		server_owner, server_months, server_instance, server)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
		$26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42)`,
		v.ID, id, v.Ordinal, v.Name, v.Domain, sqltx.Flag(v.Interactive), v.ServerKind, v.ServerIP, v.ServerIPEnd,
		sqltx.DayOrNull(v.ServerUntil), sqltx.DayOrNull(v.DomainUntil), sqltx.DayOrNull(v.ProofUntil), sqltx.DayOrNull(v.GrantUntil),
		codes(v.Contents), codes(v.Languages), codes(v.Approvals), sealed[0],
		v.Access.Where, v.Access.Region, v.Access.Name, v.Registrar.Where, v.Registrar.Region, v.Registrar.Name, codes(v.Services), v.Hazard,
		v.ICPNumber, v.Live, v.PoliceNumber, sqltx.Flag(v.Added), sqltx.Flag(v.Gone), sqltx.Flag(on && !v.Gone), now, now, v.Version, sealed[1], sealed[2],
		sqltx.DayOrNull(v.BoughtOn), sqltx.DayOrNull(v.VerifiedOn), v.ServerOwner, v.ServerMonths, v.ServerInstance, v.Server())
	return t.marked(err, "sites", v.ID)
}

func (s siteStore) Of(id ref.CaseID) ([]cases.Site, error) {
	return sqltx.List(s.Tx, s.scanSite, "SELECT "+siteColumns+" FROM sites WHERE case_id = $1 ORDER BY ordinal", id)
}

func (s siteStore) Update(v cases.Site) error {
	if err := s.before("sites", v.ID); err != nil {
		return err
	}
	sealed, err := s.sealSite(&v, s.SealOver)
	if err != nil {
		return err
	}
	n, err := s.Exec(`UPDATE sites SET name = $1, domain = $2, interactive = $3, server_kind = $4, server_ip = $5, server_ip_end = $6,
		server_until = $7, domain_until = $8, proof_until = $9, grant_until = $10, contents = $11, languages = $12, approvals = $13,
		remark_sealed = $14, access_where = $15, access_region = $16, access_name = $17, registrar_where = $18, registrar_region = $19,
		registrar_name = $20, services = $21, hazard = $22, icp_number = $23, live = $24, police_number = $25, gone = $26,
		active = CASE WHEN CAST($26 AS BIGINT) = 1 THEN 0 ELSE (SELECT c.active FROM cases c WHERE c.id = sites.case_id) END, updated_at = $27,
		permits_sealed = $28, details_sealed = $29, bought_on = $30, verified_on = $31, server_owner = $32, server_months = $33, server_instance = $34,
		server = $35, version = version + 1 WHERE id = $36 AND version = $37`,
		v.Name, v.Domain, sqltx.Flag(v.Interactive), v.ServerKind, v.ServerIP, v.ServerIPEnd, sqltx.DayOrNull(v.ServerUntil),
		sqltx.DayOrNull(v.DomainUntil), sqltx.DayOrNull(v.ProofUntil), sqltx.DayOrNull(v.GrantUntil),
		codes(v.Contents), codes(v.Languages), codes(v.Approvals), sealed[0], v.Access.Where, v.Access.Region, v.Access.Name,
		v.Registrar.Where, v.Registrar.Region, v.Registrar.Name, codes(v.Services), v.Hazard,
		v.ICPNumber, v.Live, v.PoliceNumber, sqltx.Flag(v.Gone), sqltx.Stamp(s.Now), sealed[1], sealed[2],
		sqltx.DayOrNull(v.BoughtOn), sqltx.DayOrNull(v.VerifiedOn), v.ServerOwner, v.ServerMonths, v.ServerInstance, v.Server(), v.ID, v.Version)
	if err := s.marked(s.Changed(n, err, "sites", string(v.ID), "这个网站", v.Version), "sites", v.ID); err != nil {
		return err
	}
	id, err := sqltx.One(s.Tx, "这个网站", sqltx.Text, "SELECT case_id FROM sites WHERE id = $1", v.ID)
	if err != nil {
		return err
	}
	return s.findAnew(ref.CaseID(id))
}

// Add gives a case one more site.
func (s siteStore) Add(v cases.Site) error {
	on, err := sqltx.One(s.Tx, "这件案件", func(row sqltx.Row) (on bool, err error) {
		err = row.Scan(&on)
		return on, err
	}, "SELECT active FROM cases WHERE id = $1", v.CaseID)
	if err != nil {
		return err
	}
	if err := s.addSite(v.CaseID, v, on); err != nil {
		return err
	}
	return s.findAnew(v.CaseID)
}

// findAnew writes by what a case is found: its number, its contract, and the sites of its order.
func (s siteStore) findAnew(id ref.CaseID) error {
	var contract string
	number, err := sqltx.One(s.Tx, "这件案件", func(row sqltx.Row) (number string, err error) {
		err = row.Scan(&number, &contract)
		return number, err
	}, "SELECT number, contract FROM cases WHERE id = $1", id)
	if err != nil {
		return err
	}
	all, err := sqltx.List(s.Tx, func(row sqltx.Row) (v cases.Site, err error) {
		err = row.Scan(&v.Domain, &v.Name, &v.ICPNumber, &v.PoliceNumber, &v.Gone)
		return v, err
	}, "SELECT domain, name, icp_number, police_number, gone FROM sites WHERE case_id = $1 ORDER BY ordinal", id)
	if err != nil {
		return err
	}
	return s.call(nil, parts.Cases, id, findOfCase(number, contract, all))
}

// On lists the sites of other cases on one server, a row a site. Cases that came to nothing
// do not count.
func (s siteStore) On(server string, except ref.CaseID) ([]store.SiteOn, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (v store.SiteOn, err error) {
		err = row.Scan(&v.Number, &v.Domain, &v.Name)
		return v, err
	}, `SELECT `+sqltx.OrLost("c.number")+`, s.domain, s.name FROM sites s LEFT JOIN cases c ON c.id = s.case_id
		WHERE s.server = $1 AND s.gone = 0 AND s.case_id <> $2 AND COALESCE(c.status, $3) IN ($3, $4, $5) ORDER BY c.number, s.ordinal`,
		server, except, workflow.Open, workflow.Hold, workflow.Delivered)
}

func scanLead(row sqltx.Row) (v cases.Lead, err error) {
	err = row.Scan(&v.CaseID, &v.SiteID, &v.Person, &v.Role)
	return v, err
}

func (t Records) addLeads(id ref.CaseID, leads []cases.Lead) error {
	for i, lead := range leads {
		_, err := t.Exec(`INSERT INTO case_leads (case_id, site_id, person_id, role, ordinal) VALUES ($1, $2, $3, $4, $5)`,
			id, lead.SiteID, lead.Person, lead.Role, i)
		if err := t.marked(err, "case_leads", id, lead.SiteID, lead.Person, lead.Role); err != nil {
			return err
		}
	}
	return t.watch(leads)
}

// watch carries to the people of leads whether any case of theirs is open: the expiry of their
// papers is looked for among those alone.
func (t Records) watch(leads []cases.Lead) error {
	if len(leads) == 0 {
		return nil
	}
	w := t.Where()
	people := make([]ref.PersonID, len(leads))
	for i, lead := range leads {
		people[i] = lead.Person
	}
	slices.Sort(people)
	sqltx.OneOf(&w, "id", slices.Compact(people))
	w.Add("active <> " + tallies.OpenLeads)
	_, err := t.Exec("UPDATE people SET active = 1 - active"+w.Clause(), w.Args...)
	return err
}

func (s leadStore) Of(id ref.CaseID) ([]cases.Lead, error) {
	return sqltx.List(s.Tx, scanLead,
		"SELECT case_id, site_id, person_id, role FROM case_leads WHERE case_id = $1 ORDER BY ordinal", id)
}

func (s leadStore) Persons(role cases.Role, of ...ref.CaseID) (map[ref.CaseID]clients.Person, error) {
	by := map[ref.CaseID]clients.Person{}
	if len(of) == 0 {
		return by, nil
	}
	leads, persons := s.Where(), s.Where()
	leads.Equal("role", role)
	sqltx.OneOf(&leads, "case_id", of)
	list, err := sqltx.List(s.Tx, scanLead, "SELECT case_id, site_id, person_id, role FROM case_leads"+leads.Clause()+" ORDER BY case_id, ordinal", leads.Args...)
	if err != nil || len(list) == 0 {
		return by, err
	}
	ids := []ref.PersonID{}
	for _, l := range list {
		ids = append(ids, l.Person)
	}
	slices.Sort(ids)
	sqltx.OneOf(&persons, "id", slices.Compact(ids))
	all, err := sqltx.List(s.Tx, s.scanPerson, "SELECT "+peopleColumns+" FROM people"+persons.Clause(), persons.Args...)
	found := map[ref.PersonID]clients.Person{}
	for _, p := range all {
		found[p.ID] = p
	}
	for _, l := range list {
		if _, has := by[l.CaseID]; has {
			continue
		}
		p, here := found[l.Person]
		if !here {
			p = clients.Person{ID: l.Person, Name: damage.Mark, DocNumber: damage.Mark, Mobile: damage.Mark, Email: damage.Mark}
		}
		by[l.CaseID] = p
	}
	return by, err
}

func (s leadStore) Set(id ref.CaseID, leads []cases.Lead) error {
	was, err := s.Of(id)
	if err != nil {
		return err
	}
	if _, err := s.drop("case_leads", "case_id = $1", id); err != nil {
		return err
	}
	if err := s.addLeads(id, leads); err != nil {
		return err
	}
	return s.watch(was)
}
