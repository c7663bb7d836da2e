package shapes

import (
	"fmt"

	"beiandesk/internal/office/calendar"
	"beiandesk/internal/present"
)

// Recounted is what counting dates again has come to.
type Recounted struct {
	Cases   int         `json:"cases"` // counted again
	Moved   int         `json:"moved"`
	Firmed  int         `json:"firmed"` // provisional dates that stay and are firm now
	Changes []MovedDate `json:"changes"`
}

// MovedDate is a date that was counted again and moved.
type MovedDate struct {
	Case  string `json:"case"`
	Stage string `json:"stage"`
	Site  string `json:"site"`
	Label string `json:"label"`
	Old   string `json:"old"` // followed by （暂定） while a year is missing, as the new one
	New   string `json:"new"`
	name  string // the label, with the site's name where the case has several
}

// RecountedOf is what a counting has come to.
func RecountedOf(got calendar.Recomputed) Recounted {
	out := Recounted{Cases: got.Done, Moved: got.Moved, Firmed: got.Firmed, Changes: []MovedDate{}}
	for _, c := range got.Changes {
		out.Changes = append(out.Changes, MovedDate{Case: c.Number, Stage: c.Stage, Site: c.Site, Label: c.Label, Old: c.Old, New: c.New, name: c.Name()})
	}
	return out
}

// Lines tell it in words.
func (r Recounted) Lines() []string {
	lines := []string{fmt.Sprintf("重算 %d 件案件，改了 %d 个期限", r.Cases, r.Moved)}
	if r.Firmed > 0 {
		lines[0] += fmt.Sprintf("，%d 个由暂定变为确定", r.Firmed)
	}
	for _, c := range r.Changes {
		lines = append(lines, fmt.Sprintf("  %s　%s　%s → %s", c.Case, c.name, c.Old, c.New))
	}
	return lines
}

// ListedYear is a year the desk counts with.
type ListedYear struct {
	Year     int    `json:"year"`
	Source   string `json:"source"`
	Imported string `json:"imported"` // the day, "" when it came with the release
	Off      int    `json:"days_off"`
	Worked   int    `json:"days_worked"`
}

// ListedYearOf is a year of the calendar.
func ListedYearOf(y calendar.HolidayYear) ListedYear {
	l := ListedYear{Year: y.Year.Year, Source: y.Source, Imported: present.Day(y.On)}
	l.Off, l.Worked = y.Days()
	return l
}

// ImportedYear is what an import tells a program.
type ImportedYear struct {
	Year   int    `json:"year"`
	Source string `json:"source"`
	Off    int    `json:"days_off"`    // beyond the weekends
	Worked int    `json:"days_worked"` // weekend days that are worked
	Same   bool   `json:"same"`        // the desk knew it already
	Recounted
}
