package page

// TableInput asks for a list as a table, as it is filtered: of the inputs of the lists its own
// counts, cursor and page size aside.
type TableInput struct {
	Table   string        `json:"table"` // cases | clients | bills | deadlines
	Cases   CasesInput    `json:"cases"`
	Clients ClientsInput  `json:"clients"`
	Bills   InvoicesInput `json:"bills"`
	Only    []string      `json:"only"`    // ids of the rows that are taken; empty is all
	Format  string        `json:"format"`  // xlsx | csv
	Charset string        `json:"charset"` // of a csv: utf-8 | gb18030
	Clear   bool          `json:"clear"`   // what is covered is taken in full, and the journal says so
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

// AgendaInput asks for a calendar file of the deadlines.
type AgendaInput struct {
	Mine bool `json:"mine"` // of one's own cases alone
}

// AgendaView is the calendar file that the window keeps up to date on this machine.
type AgendaView struct {
	Path   string `json:"path"` // "" when there is none
	Mine   bool   `json:"mine"`
	Events int    `json:"events"` // when it was last written, 0 before that
	At     string `json:"at"`     // 11月23日 周一 10:00; "" when not since the desk was opened
	Failed string `json:"failed"` // why it could not be written the last time
}
