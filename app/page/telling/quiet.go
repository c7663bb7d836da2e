package telling

import "beiandesk/internal/office/views"

// QuietRow is a case in which nothing has happened for long.
type QuietRow struct {
	CaseID string `json:"caseId"`
	Number string `json:"number"`
	Client string `json:"client"`
	Words  string `json:"words"` // "办理中，30 天没有动静，10月24日 周六 起"
}

// NewQuietRows lays them out.
func NewQuietRows(cases []views.Quiet) []QuietRow {
	rows := []QuietRow{}
	for _, c := range cases {
		rows = append(rows, QuietRow{CaseID: string(c.CaseID), Number: c.Number, Client: c.Client, Words: c.Words})
	}
	return rows
}
