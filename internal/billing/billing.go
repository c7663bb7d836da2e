// Package billing holds what is owed and paid: fees, bills (账单), payments, and the
// reversals of those that were booked wrongly.
package billing

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
)

// FeeState is where a fee stands.
type FeeState string

const (
	FeeOpen     FeeState = "open"     // booked, on no bill
	FeeInvoiced FeeState = "invoiced" // on a bill that stands
	FeeVoid     FeeState = "void"     // voided with its case
)

// Fee is what a case owes for one phase (handbook §6).
type Fee struct {
	ID        ref.FeeID
	CaseID    ref.CaseID
	Phase     string // icp, police
	Label     string // ICP 备案服务
	Amount    money.Fen
	State     FeeState
	InvoiceID ref.InvoiceID // "" unless invoiced
	CreatedAt time.Time
	Version   int
}

// Invoice is a bill. Its number is gapless and never used again; a void one keeps
// number and reason. All amounts include tax.
type Invoice struct {
	ID         ref.InvoiceID
	Number     string // ZD2026-0417
	ClientID   ref.ClientID
	ClientName string // as it stood when issued
	CreditCode string
	IssuedOn   cal.Day
	DueOn      cal.Day
	Lines      []Line
	Total      money.Fen
	Paid       money.Fen // by payments that stand
	TaxRate    int       // basis points; 0 = no split printed
	Void       bool
	VoidOn     *cal.Day
	VoidReason string // sealed
	IssuedBy   ref.StaffID
	CreatedAt  time.Time
	UpdatedAt  time.Time
	Version    int
}

// Line is a line of a bill, kept as it was issued.
type Line struct {
	FeeID      ref.FeeID
	CaseID     ref.CaseID
	CaseNumber string
	Domain     string // of its sites; the name of one that has none
	Label      string
	Quantity   int
	Price      money.Fen
	Amount     money.Fen
}
