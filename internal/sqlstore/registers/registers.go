// Package registers keeps what the law has the agency write down about personal data: what went
// to whom, and what people have agreed to; and what was decided of what is followed up of cases
// that have ended.
package registers

import (
	"beiandesk/internal/sqlstore/marks"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Registers are the rooms of a transaction for them.
type Registers struct{ *sqltx.Tx }

func (t Registers) marked(err error, table string, keys ...any) error {
	return marks.Store{Tx: t.Tx}.After(err, table, keys...)
}

func (t Registers) before(table string, keys ...any) error {
	return marks.Store{Tx: t.Tx}.Before(table, keys...)
}

func (t Registers) drop(table, condition string, args ...any) (int, error) {
	return marks.Store{Tx: t.Tx}.Drop(table, condition, args...)
}

func (t Registers) Handovers() store.HandoverStore { return handoverStore{t} }
func (t Registers) Consents() store.ConsentStore   { return consentStore{t} }
func (t Registers) Followups() store.FollowupStore { return followupStore{t} }
