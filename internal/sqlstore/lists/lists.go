// Package lists answers what screens page through and count: tasks, cases, clients,
// bills, dates; a list a file, one statement a question. Pages go by keys: a cursor is
// the place of the last row in its order.
package lists

import (
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

// Lists are the rooms of a transaction that list.
type Lists struct{ *sqltx.Tx }

func (t Lists) TaskList() store.TaskList           { return taskList{t} }
func (t Lists) CaseList() store.CaseList           { return caseList{t} }
func (t Lists) ClientList() store.ClientList       { return clientList{t} }
func (t Lists) InvoiceList() store.InvoiceList     { return invoiceList{t} }
func (t Lists) DateList() store.DateList           { return dateList{t} }
func (t Lists) HandoverList() store.HandoverList   { return handoverList{t} }
func (t Lists) QuickFind() store.QuickFind         { return quickFind{t} }
func (t Lists) RetentionList() store.RetentionList { return retentionList{t} }
