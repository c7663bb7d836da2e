package sqlite

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/store"
)

type findStore struct{ *tx }

// SameSubject finds by client, by credit code, and for personal subjects by the
// number of a document of one of their people.
func (s findStore) SameSubject(q store.SubjectQuery) ([]store.SubjectCase, error) {
	w := s.where()
	var subjects []string
	if q.Client != "" {
		subjects = append(subjects, "SELECT id FROM clients WHERE id = "+w.arg(q.Client))
	}
	if q.CreditCode != "" {
		subjects = append(subjects, "SELECT id FROM clients WHERE credit_code = "+w.arg(q.CreditCode))
	}
	if hash, _ := s.hashes(hashDocNumber, hashDocNumberTail, q.DocNumber); hash != "" {
		subjects = append(subjects, "SELECT k.id FROM people h JOIN clients k ON k.id = h.client_id WHERE h.doc_number_hash = "+
			w.arg(hash)+" AND k.kind = "+w.arg(clients.Personal))
	}
	if len(subjects) == 0 {
		return nil, nil
	}
	w.add("client_id IN (" + strings.Join(subjects, " UNION ") + ")")
	w.add("active = 1")
	w.add("id <> " + w.arg(q.Except))
	return list(s.tx, func(row scanner) (c store.SubjectCase, err error) {
		err = row.Scan(&c.ID, &c.Number, &c.Type)
		return c, err
	}, "SELECT id, number, type FROM cases"+w.indexed("cases_client")+" WHERE "+w.text()+" ORDER BY id", w.args...)
}

// PhoneUses has one answer for each number and person, by person.
func (s findStore) PhoneUses(numbers []string) ([]store.PhoneUse, error) {
	asked := map[string][]string{} // the numbers as they were asked for, by hash
	var hashes []string
	for _, number := range numbers {
		hash, _ := s.hashes(hashPhone, hashPhoneTail, number)
		if hash == "" {
			continue
		}
		if asked[hash] == nil {
			hashes = append(hashes, hash)
		}
		asked[hash] = append(asked[hash], number)
	}
	if len(hashes) == 0 {
		return nil, nil
	}
	w := s.where()
	marks := argList(&w, hashes)
	type use struct {
		store.PhoneUse
		hash string
	}
	rows, err := list(s.tx, func(row scanner) (u use, err error) {
		err = row.Scan(&u.hash, &u.PersonID, &u.ClientID, &u.Client)
		return u, err
	}, `SELECT u.hash, u.id, u.client_id, cl.name FROM (
			SELECT mobile_hash AS hash, id, client_id FROM people WHERE mobile_hash IN (`+marks+`)
			UNION SELECT emergency_hash, id, client_id FROM people WHERE emergency_hash IN (`+marks+`)) AS u
		JOIN clients cl ON cl.id = u.client_id ORDER BY u.id, u.hash`, w.args...)
	var all []store.PhoneUse
	for _, r := range rows {
		seen := map[string]bool{}
		for _, number := range asked[r.hash] {
			if !seen[number] {
				seen[number] = true
				all = append(all, store.PhoneUse{Number: number, PersonID: r.PersonID, ClientID: r.ClientID, Client: r.Client})
			}
		}
	}
	return all, err
}

func (s findStore) Intents() ([]store.Intent, error) {
	return list(s.tx, func(row scanner) (i store.Intent, err error) {
		err = row.Scan(&i.Blob, &i.PID)
		return i, err
	}, "SELECT blob, pid FROM upload_intents ORDER BY created_at, blob, pid")
}
