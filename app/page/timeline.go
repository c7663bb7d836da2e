package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/views"
)

type TimelineItem struct {
	Seq      int    `json:"seq"`
	When     string `json:"when"`     // happened
	Recorded string `json:"recorded"` // "" when the same minute or day
	Who      string `json:"who"`
	Via      string `json:"via"` // 窗口 命令
	Title    string `json:"title"`
	Text     string `json:"text"`
	Kind     string `json:"kind"` // move | note | contact | material | money | reveal | edit
	Move     int    `json:"move"` // of a move whose moment may be corrected its number, else 0
	At       string `json:"at"`   // of such a move: when it happened, as a form takes it; "" for an unknown day
	Was      string `json:"was"`  // the moment a corrected move was recorded with, else ""
}

// TimelineInput asks for the lines of a case's timeline before one of them.
type TimelineInput struct {
	CaseID string `json:"caseId"`
	Before int    `json:"before"` // CaseView.TimelineMore, or More of the page before
}

// TimelineView is a page of a timeline, newest first.
type TimelineView struct {
	Items []TimelineItem `json:"items"`
	More  int            `json:"more"` // the seq to read on from, 0 at the end
}

// vias say where an entry was made.
var vias = map[string]string{"window": "窗口", "command": "命令"}

// NewTimelineItems lays out lines of a timeline.
func NewTimelineItems(of []views.TimelineItem, today cal.Day) []TimelineItem {
	items := []TimelineItem{}
	for _, t := range of {
		items = append(items, timelineItem(t, today))
	}
	return items
}

func timelineItem(t views.TimelineItem, today cal.Day) TimelineItem {
	item := TimelineItem{
		Seq: int(t.Seq), When: cal.FormatMoment(t.At, today), Who: t.Who, Via: vias[t.Via], Title: t.Title, Text: t.Text, Kind: t.Kind,
		Move: t.Move, Was: moment(t.Was, today),
	}
	if t.At.Compare(t.Recorded) != 0 {
		item.Recorded = cal.FormatMoment(t.Recorded, today)
	}
	if t.Move > 0 && t.At.Dated() {
		item.At = t.At.String()
	}
	return item
}
