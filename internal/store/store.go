// Package store is the contract between the office and whatever keeps a desk's data: a
// transaction and its rooms, a file a noun, with the rows that pass through them.
// internal/store/storetest holds an engine to it.
package store

import "context"

// Store runs work in transactions. Write transactions come one at a time; f's
// error rolls everything back. Neither may be called inside the other's f.
type Store interface {
	Write(ctx context.Context, f func(Tx) error) error
	Read(ctx context.Context, f func(Tx) error) error
}

// Tx is the desk's data inside one transaction. In a Read, writing methods fail.
type Tx interface {
	Staff() StaffStore
	Clients() ClientStore
	Cases() CaseStore
	Sites() SiteStore
	Leads() LeadStore
	Moves() MoveStore
	Projections() ProjectionStore
	Chases() ChaseStore
	Documents() DocumentStore
	Handovers() HandoverStore
	Consents() ConsentStore
	Followups() FollowupStore
	Fees() FeeStore
	Invoices() InvoiceStore
	Payments() PaymentStore
	Journal() JournalStore
	Settings() SettingStore
	Overrides() OverrideStore
	Drafts() DraftStore
	Own() OwnStore
	Seals() SealStore
	Marks() MarkStore
	Numbers() NumberStore
	Removals() RemovalStore
	Find() FindStore
	QuickFind() QuickFind
	Parts() PartStore
	TaskList() TaskList
	CaseList() CaseList
	ClientList() ClientList
	InvoiceList() InvoiceList
	DateList() DateList
	HandoverList() HandoverList
	JournalList() JournalList
	RetentionList() RetentionList
}
