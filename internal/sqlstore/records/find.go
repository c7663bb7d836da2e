package records

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type findStore struct{ Records }

// SameSubject finds by client, by credit code, and for personal subjects by the
// number of a document of one of their people.
func (s findStore) SameSubject(q store.SubjectQuery) ([]store.SubjectCase, error) {
	w := s.Where()
	var subjects []string
	if q.Client != "" {
		subjects = append(subjects, "SELECT CAST("+w.Arg(q.Client)+" AS TEXT)")
	}
	if q.CreditCode != "" {
		subjects = append(subjects, "SELECT id FROM clients WHERE credit_code = "+w.Arg(q.CreditCode))
	}
	if hashes := s.DocumentHashes(q.DocNumber); len(hashes) > 0 {
		subjects = append(subjects, "SELECT k.id FROM people h JOIN clients k ON k.id = h.client_id WHERE h.doc_number_hash IN ("+
			sqltx.ArgList(&w, hashes)+") AND k.kind = "+w.Arg(clients.Personal))
	}
	if len(subjects) == 0 {
		return nil, nil
	}
	w.Add("client_id IN (" + strings.Join(subjects, " UNION ") + ")")
	w.Add("active = 1")
	w.Add("status <> " + w.Arg(workflow.Leaving)) // it is in nobody's way any more
	w.Add("id <> " + w.Arg(q.Except))
	return sqltx.List(s.Tx, func(row sqltx.Row) (c store.SubjectCase, err error) {
		err = row.Scan(&c.ID, &c.Number, &c.Type)
		return c, err
	}, "SELECT id, number, type FROM cases"+w.Indexed("cases_client")+" WHERE "+w.Text()+" ORDER BY id", w.Args...)
}

// PhoneUses has one answer for each number and person, by person.
func (s findStore) PhoneUses(numbers []string) ([]store.PhoneUse, error) {
	asked := map[string][]string{} // the numbers as they were asked for, by hash
	var hashes []string
	for _, number := range numbers {
		for _, hash := range s.PhoneHashes(number) {
			if asked[hash] == nil {
				hashes = append(hashes, hash)
			}
			asked[hash] = append(asked[hash], number)
		}
	}
	if len(hashes) == 0 {
		return nil, nil
	}
	w := s.Where()
	marks := sqltx.ArgList(&w, hashes)
	type use struct {
		store.PhoneUse
		hash string
	}
	rows, err := sqltx.List(s.Tx, func(row sqltx.Row) (u use, err error) {
		err = row.Scan(&u.hash, &u.PersonID, &u.ClientID, &u.Client)
		return u, err
	}, `SELECT u.hash, u.id, u.client_id, `+sqltx.OrLost("cl.name")+` FROM (
			SELECT mobile_hash AS hash, id, client_id FROM people WHERE mobile_hash IN (`+marks+`)
			UNION SELECT emergency_hash, id, client_id FROM people WHERE emergency_hash IN (`+marks+`)) AS u
		LEFT JOIN clients cl ON cl.id = u.client_id ORDER BY u.id, u.hash`, w.Args...)
	var all []store.PhoneUse
	seen := map[store.PhoneUse]bool{}
	for _, r := range rows {
		for _, r.Number = range asked[r.hash] {
			if !seen[r.PhoneUse] {
				seen[r.PhoneUse] = true
				all = append(all, r.PhoneUse)
			}
		}
	}
	return all, err
}

func (s findStore) NumberUses(numbers []string, except ref.CaseID) ([]store.NumberUse, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	w := s.Where()
	marks := sqltx.ArgList(&w, numbers)
	own := w.Arg(except)
	of := func(column string) string {
		return "SELECT s." + column + ", s.domain, s.name, " + sqltx.OrLost("c.number") + ", " + sqltx.OrLost("cl.name") +
			" FROM sites s LEFT JOIN cases c ON c.id = s.case_id LEFT JOIN clients cl ON cl.id = c.client_id WHERE s." +
			column + " IN (" + marks + ") AND s.case_id <> " + own + " AND COALESCE(c.status, '') <> 'void'"
	}
	return sqltx.List(s.Tx, func(row sqltx.Row) (u store.NumberUse, err error) {
		err = row.Scan(&u.Number, &u.Domain, &u.Name, &u.CaseNumber, &u.Client)
		return u, err
	}, of("icp_number")+" UNION "+of("police_number")+" ORDER BY 4, 2, 3, 1", w.Args...)
}

func (s findStore) Intents() ([]store.Intent, error) {
	return sqltx.List(s.Tx, func(row sqltx.Row) (i store.Intent, err error) {
		err = row.Scan(&i.Blob, &i.PID)
		return i, err
	}, "SELECT blob, pid FROM upload_intents ORDER BY created_at, blob, pid")
}
