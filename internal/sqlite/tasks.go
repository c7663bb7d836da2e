package sqlite

import (
	"strconv"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

type listStore struct{ *tx }

// taskWhere is what a task query asks for. The columns are all in the indexes whose
// names end in _due.
func taskWhere(q office.TaskQuery) (where, error) {
	var w where
	if q.Owner != "" {
		w.equal("owner_id", q.Owner)
	}
	w.add("active = 1")
	if q.Party != "" {
		no, err := partyNo(q.Party)
		if err != nil {
			return w, err
		}
		w.equal("party_no", no)
	}
	if q.Stage != "" {
		w.equal("stage", q.Stage)
	}
	b := boundsAt(q.Now)
	if q.Acting {
		b.notFolded(&w)
	}
	return w, b.only(&w, q.Group, "due_sort", "soft")
}

// taskIndex is the index in whose order the page lies.
func taskIndex(q office.TaskQuery, byParty bool) string {
	index := "runs"
	if q.Owner != "" {
		index += "_owner"
	}
	if byParty {
		index += "_party"
	}
	return indexed(index + "_due")
}

const taskOrder = "due_sort, id"

// Tasks pages through open runs in the order of their dates, or of parties and then
// dates.
func (s listStore) Tasks(q office.TaskQuery) ([]office.TaskRow, error) {
	if err := pageSize(q.Limit); err != nil {
		return nil, err
	}
	w, err := taskWhere(q)
	if err != nil {
		return nil, err
	}
	order, keys := taskOrder, 2
	switch q.Sort {
	case "", "due":
	case "party":
		order, keys = "party_no, "+taskOrder, 3
	default:
		return nil, errs.New(errs.Invalid, "不能按“%s”排序。从列出的排序里选", q.Sort)
	}
	if q.After != "" {
		after, err := afterKeys(q.After, order, keys)
		if err != nil {
			return nil, err
		}
		args := []any{after[keys-2], after[keys-1]}
		if keys == 3 {
			no, err := strconv.Atoi(after[0])
			if err != nil {
				return nil, badCursor()
			}
			args = append([]any{no}, args...)
		}
		w.add("(" + order + ") > (" + argList(&w, args) + ")")
	}
	page := "SELECT id FROM runs" + taskIndex(q, keys == 3 || q.Party != "") + w.clause() +
		" ORDER BY " + order + " LIMIT " + w.arg(q.Limit)
	b := boundsAt(q.Now)
	return list(s.tx, func(row scanner) (r office.TaskRow, err error) {
		var due string
		var isSoft bool
		var no int
		err = row.Scan(append(into(&r.RunRow), &due, &isSoft, &no, &r.CaseNumber, &r.CaseType, &r.Province, &r.ClientID,
			&r.Client, &r.Domain, &r.SiteName, &r.Lead, &r.OwnerID, &r.Owner, &r.Status, &r.Edition)...)
		r.Group = b.group(due, isSoft)
		r.Cursor = cursor(order, due, string(r.ID))
		if keys == 3 {
			r.Cursor = cursor(order, strconv.Itoa(no), due, string(r.ID))
		}
		return r, err
	}, `SELECT `+runColumns+`, r.due_sort, r.soft, r.party_no, c.number, c.type, c.province, c.client_id, cl.name,
		COALESCE(s.domain, `+firstDomain+`, ''), COALESCE(s.name, ''), COALESCE(`+leadName+`, ''),
		COALESCE(c.owner_id, ''), COALESCE(o.name, ''), c.status, c.edition
		FROM (`+page+`) p JOIN runs r ON r.id = p.id JOIN cases c ON c.id = r.case_id JOIN clients cl ON cl.id = c.client_id
		LEFT JOIN sites s ON s.id = r.site_id LEFT JOIN staff o ON o.id = c.owner_id
		ORDER BY `+qualified(keys == 3), w.args...)
}

func qualified(byParty bool) string {
	if byParty {
		return "r.party_no, r.due_sort, r.id"
	}
	return "r.due_sort, r.id"
}

// Subqueries over a case c: the domain of its first site and the name of its
// subject's lead.
const (
	firstDomain = `(SELECT f.domain FROM sites f WHERE f.case_id = c.id ORDER BY f.ordinal LIMIT 1)`
	leadName    = `(SELECT h.name FROM case_leads m JOIN people h ON h.id = m.person_id
		WHERE m.case_id = c.id AND m.site_id = '' AND m.role = 'subject' ORDER BY m.ordinal LIMIT 1)`
)
