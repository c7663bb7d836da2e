// Package records keeps what a desk knows, a file a noun: people, cases, moves, money,
// journal, and what is computed from moves. The statement that changes the truth changes
// the copies that lists sort by, in the same transaction.
package records

import (
	"beiandesk/internal/sqlstore/marks"
	"beiandesk/internal/sqlstore/parts"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Records are the rooms of a transaction that keep single things.
type Records struct{ *sqltx.Tx }

func (t Records) marked(err error, table string, keys ...any) error {
	return marks.Store{Tx: t.Tx}.After(err, table, keys...)
}

func (t Records) before(table string, keys ...any) error {
	return marks.Store{Tx: t.Tx}.Before(table, keys...)
}

func (t Records) drop(table, condition string, args ...any) (int, error) {
	return marks.Store{Tx: t.Tx}.Drop(table, condition, args...)
}

// found puts in by which parts a row is found that was just added with an error or none.
func (t Records) found(err error, k parts.Kind, id any) error {
	return parts.Store{Tx: t.Tx}.Added(err, k, id)
}

// call gives a row the text in which its parts are found.
func (t Records) call(err error, k parts.Kind, id any, find string) error {
	if err != nil {
		return err
	}
	return parts.Store{Tx: t.Tx}.Set(k, id, find)
}

func (t Records) Staff() store.StaffStore            { return staffStore{t} }
func (t Records) Clients() store.ClientStore         { return clientStore{t} }
func (t Records) Cases() store.CaseStore             { return caseStore{t} }
func (t Records) Sites() store.SiteStore             { return siteStore{t} }
func (t Records) Leads() store.LeadStore             { return leadStore{t} }
func (t Records) Moves() store.MoveStore             { return moveStore{t} }
func (t Records) Projections() store.ProjectionStore { return projectionStore{t} }
func (t Records) Chases() store.ChaseStore           { return chaseStore{t} }
func (t Records) Documents() store.DocumentStore     { return documentStore{t} }
func (t Records) Fees() store.FeeStore               { return feeStore{t} }
func (t Records) Invoices() store.InvoiceStore       { return invoiceStore{t} }
func (t Records) Payments() store.PaymentStore       { return paymentStore{t} }
func (t Records) Settings() store.SettingStore       { return settingStore{t} }
func (t Records) Overrides() store.OverrideStore     { return overrideStore{t} }
func (t Records) Drafts() store.DraftStore           { return draftStore{t} }
func (t Records) Numbers() store.NumberStore         { return numberStore{t} }
func (t Records) Removals() store.RemovalStore       { return removalStore{t} }
func (t Records) Find() store.FindStore              { return findStore{t} }
func (t Records) Parts() store.PartStore             { return parts.Store{Tx: t.Tx} }
