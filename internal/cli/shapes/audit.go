package shapes

import (
	"strings"

	"beiandesk/internal/office/audit"
)

// AuditLine is a line of the journal of the whole desk.
type AuditLine struct {
	Seq       int64  `json:"seq"`
	Recorded  string `json:"recorded"`
	Happened  string `json:"happened"` // "" when it was recorded at once
	Staff     string `json:"staff"`
	Via       string `json:"via"` // window, command
	Kind      string `json:"kind"`
	KindLabel string `json:"kind_label"`
	Case      string `json:"case"` // number, "" for the desk's own
	Title     string `json:"title"`
	Text      string `json:"text"`
}

// Audit are lines of the journal, and as a table for people.
func Audit(lines []audit.Line) (out []AuditLine, head []string, rows [][]string) {
	out = []AuditLine{}
	for _, l := range lines {
		a := AuditLine{
			Seq: l.Seq, Recorded: l.Recorded.String(), Happened: l.Happen, Staff: l.Staff, Via: l.Via, Kind: l.Kind,
			KindLabel: l.KindLabel, Case: l.Number, Title: l.Title, Text: l.Words(),
		}
		out = append(out, a)
		rows = append(rows, []string{a.Recorded, a.Staff, l.ViaLabel, a.KindLabel, a.Case, a.Title, OneLine(a.Text)})
	}
	return out, []string{"记录时间", "经办", "途径", "类别", "案件编号", "做了什么", "内容"}, rows
}

// AuditKinds lists the kinds of lines for a command's help: reveal（查看）、….
func AuditKinds() string {
	return coded(audit.Kinds(), func(k audit.Kind) (code, label string) { return k.Code, k.Label })
}

// AuditTerms tells how long lines are kept at least, and by what law.
func AuditTerms() string {
	var words []string
	for _, k := range audit.Kinds() {
		if term := k.Term(); term != "" {
			words = append(words, k.Label+"至少 "+term)
		}
	}
	return strings.Join(words, "、")
}
