// Package incoming is what the page is told of a spreadsheet that is being imported, and how it
// is to be read.
package incoming

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/present"
	"beiandesk/internal/sheet"
)

// SheetChoice is a filled sheet of a file.
type SheetChoice struct {
	Index int    `json:"index"` // its place in the file
	Name  string `json:"name"`  // "" in a csv
	Rows  int    `json:"rows"`
}

// SheetsView is a spreadsheet that lies ready to be imported.
type SheetsView struct {
	File   string        `json:"file"`   // its name; "" while none lies ready
	Sheets []SheetChoice `json:"sheets"` // those that are filled
}

// NewSheetsView lays a file out.
func NewSheetsView(file string, tables []sheet.Table) SheetsView {
	v := SheetsView{File: file, Sheets: []SheetChoice{}}
	for i, t := range tables {
		if len(t.Rows) > 0 {
			v.Sheets = append(v.Sheets, SheetChoice{Index: i, Name: t.Name, Rows: len(t.Rows)})
		}
	}
	return v
}

// ImportInput says how a sheet of the file is read.
type ImportInput struct {
	Sheet   int               `json:"sheet"`   // index of a SheetChoice
	Header  int               `json:"header"`  // the line of the headers; 0 finds it, -1 says that there is none
	Columns map[string]string `json:"columns"` // header → field, where its words do not tell; "" leaves it aside
	// The phases of the rows that name none.
	ICP        bool `json:"icp"`
	Police     bool `json:"police"`
	Agree      bool `json:"agree"`      // goes on although something is asked
	NewClients bool `json:"newClients"` // opens another client where one is there that may be the same
	// Leave are the lines that stay out, since they are to be put right; Faults writes just those.
	Leave []int `json:"leave"`
}

// Input is the table of a file with how it is read.
func (in ImportInput) Input(file string, rows [][]string, dry bool) importing.Input {
	return importing.Input{
		File: file, Rows: rows, Columns: in.Columns, Header: in.Header, ICP: in.ICP, Police: in.Police,
		Agree: in.Agree, NewClients: in.NewClients, Leave: in.Leave, Dry: dry,
	}
}

// ImportColumn is a header and the field that it is taken for, "" for none.
type ImportColumn struct {
	Header  string   `json:"header"` // C列 for one without
	Field   string   `json:"field"`
	Guessed bool     `json:"guessed"` // from its values
	Values  []string `json:"values"`  // the first of them, with what is sealed covered
	Looks   string   `json:"looks"`   // what they look like: 日期; "" for nothing that is known
}

// ImportHead is the header of a sheet.
type ImportHead struct {
	Line    int                  `json:"line"`  // 0 where there is none
	Known   bool                 `json:"known"` // by its words; else the columns are guessed
	Lines   []string             `json:"lines"` // the first rows, one of which may be the header
	Columns []ImportColumn       `json:"columns"`
	Fields  []present.OptionView `json:"fields"` // all that a column may be
}

// NewImportHead lays a header out, without the column that says what was wrong with a row.
func NewImportHead(seen importing.Seen) ImportHead {
	v := ImportHead{Line: seen.Line, Known: seen.Known, Lines: present.List(seen.Lines), Columns: []ImportColumn{}, Fields: []present.OptionView{}}
	for _, c := range seen.Shown {
		if c.Header != "" && c.Header != importing.FaultHeader {
			v.Columns = append(v.Columns, ImportColumn{Header: c.Header, Field: c.Field, Guessed: c.Guessed, Values: present.List(c.Values), Looks: c.Looks})
		}
	}
	for _, f := range seen.Fields {
		v.Fields = append(v.Fields, present.OptionView{Code: f.Code, Label: f.Label})
	}
	return v
}

// ImportSum counts the cases of an outcome.
type ImportSum struct {
	Code  string `json:"code"` // open | skip | ask | wrong
	Label string `json:"label"`
	Count int    `json:"count"`
}

// ImportProblem is what is wrong at a column of a row.
type ImportProblem struct {
	Column string `json:"column"` // "" for the row as a whole
	Text   string `json:"text"`
}

// ImportRow is a row of a sheet and what becomes of it.
type ImportRow struct {
	Line     int             `json:"line"`
	Client   string          `json:"client"`
	Site     string          `json:"site"`
	Outcome  string          `json:"outcome"` // as in ImportSum
	Label    string          `json:"label"`   // the same in words
	Number   string          `json:"number"`  // of its case; "" while there is none
	Problems []ImportProblem `json:"problems"`
	Asks     []string        `json:"asks"`
	Told     []string        `json:"told"` // what was mended, settled or should be looked at
}

// ImportView is what becomes of a sheet.
type ImportView struct {
	Rows   []ImportRow `json:"rows"`
	Sums   []ImportSum `json:"sums"`
	Unsure int         `json:"unsure"` // cases whose client may be one that is there
	Done   bool        `json:"done"`   // it is stored; else nothing of it is
}

// NewImportView lays a report out.
func NewImportView(r importing.Report) ImportView {
	v := ImportView{Rows: make([]ImportRow, len(r.Rows)), Sums: []ImportSum{}, Unsure: r.Unsure, Done: r.Done}
	labels := map[string]string{}
	for _, o := range importing.Outcomes {
		labels[o.Code] = o.Label
		v.Sums = append(v.Sums, ImportSum{Code: o.Code, Label: o.Label, Count: r.Of(o.Code)})
	}
	for i, row := range r.Rows {
		v.Rows[i] = ImportRow{
			Line: row.Line, Client: row.Client, Site: row.Site, Outcome: row.Outcome, Label: labels[row.Outcome], Number: row.Number,
			Problems: []ImportProblem{}, Asks: present.List(row.Asks), Told: present.List(row.Told),
		}
		for _, p := range row.Problems {
			v.Rows[i].Problems = append(v.Rows[i].Problems, ImportProblem{Column: p.Column, Text: p.Text})
		}
	}
	return v
}

// ImportBatch is an import of before.
type ImportBatch struct {
	Seq    int64  `json:"seq"` // by which it is named
	At     string `json:"at"`  // 11月23日 周一 10:00
	Staff  string `json:"staff"`
	File   string `json:"file"`
	Cases  int    `json:"cases"`
	Span   string `json:"span"`   // BA2026-0001 至 BA2026-0025
	Undone bool   `json:"undone"` // it was taken back
}

// ImportBatches are the latest imports, the newest first.
type ImportBatches struct {
	Batches []ImportBatch `json:"batches"`
}

// ImportBatchInput names an import.
type ImportBatchInput struct {
	Seq int64 `json:"seq"`
}

// shownBatches is how many of them the page shows.
const shownBatches = 5

// NewImportBatches lays them out.
func NewImportBatches(list []importing.Batch, today cal.Day) ImportBatches {
	v := ImportBatches{Batches: []ImportBatch{}}
	for _, b := range list[:min(shownBatches, len(list))] {
		v.Batches = append(v.Batches, ImportBatch{
			Seq: b.Seq, At: cal.FormatMoment(cal.At(b.At), today), Staff: b.Staff, File: b.File, Cases: b.Cases, Span: b.Span(), Undone: b.Undone,
		})
	}
	return v
}
