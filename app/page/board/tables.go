package board

import "beiandesk/app/page"

// TableInput asks for a list as a table, as it is filtered: of the inputs of the lists its own
// counts, cursor and page size aside.
type TableInput struct {
	Table   string             `json:"table"` // today | cases | clients | bills | deadlines | followups
	Today   page.TodayInput    `json:"today"`
	Cases   page.CasesInput    `json:"cases"`
	Clients page.ClientsInput  `json:"clients"`
	Bills   page.InvoicesInput `json:"bills"`
	Only    []string           `json:"only"`    // ids of the rows that are taken; empty is all
	Columns []string           `json:"columns"` // keys of the screen's columns that are taken, in this order; empty is the whole table
	Format  string             `json:"format"`  // xlsx | csv
	Charset string             `json:"charset"` // of a csv: utf-8 | gb18030
	Clear   bool               `json:"clear"`   // what is covered is taken in full, and the journal says so
}

// SavedTable is a table that was written.
type SavedTable struct {
	Path string `json:"path"` // "" when the dialog was closed
	Rows int    `json:"rows"`
}

// CopiedTable is a table for the clipboard.
type CopiedTable struct {
	Text string `json:"text"` // tabs between cells, a line a row
	HTML string `json:"html"`
	Rows int    `json:"rows"`
}
