package views

import (
	"context"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// TimelineItem is a line of what happened in a case, newest first.
type TimelineItem struct {
	Seq      int64
	At       cal.Moment  // when it happened, by its last correction
	Recorded cal.Moment  // when it was written down
	Was      *cal.Moment // the moment a corrected move was recorded with; nil when it stands
	Who      string
	Via      string
	Kind     string // move, note, contact, material, money, reveal, edit, case
	Title    string
	Text     string
	Move     int // of a move whose moment may be corrected its seq within the case, else 0
}

// Timeline reads on from a seq given by CasePage.More or by the call before: the lines
// that are older, and the seq to read on from, 0 at the end. Errors: Invalid at before;
// NotFound.
func Timeline(ctx context.Context, o *office.Office, id ref.CaseID, before int64) (items []TimelineItem, more int64, err error) {
	if before < 1 {
		return nil, 0, errs.AtField("before", "时间线读不下去，请重新打开案件")
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		l, err := linesOf(o, tx, id)
		if err != nil {
			return err
		}
		items, more, err = l.page(tx, before)
		return err
	})
	return items, more, err
}

// WholeTimeline reads a case's timeline to its beginning. Errors: NotFound.
func WholeTimeline(ctx context.Context, o *office.Office, id ref.CaseID) ([]TimelineItem, error) {
	all := []TimelineItem{}
	err := o.Read(ctx, func(tx store.Tx) error {
		l, err := linesOf(o, tx, id)
		if err != nil {
			return err
		}
		for before := int64(0); ; {
			items, more, err := l.page(tx, before)
			if err != nil {
				return err
			}
			all = append(all, items...)
			if before = more; more == 0 {
				return nil
			}
		}
	})
	return all, err
}

// lines turns a case's journal into its timeline.
type lines struct {
	of    ref.CaseID
	moves map[ref.MoveID]casefile.MoveStatus
	names map[ref.StaffID]string
}

// linesOf reads what the lines of a case's timeline need beside the journal.
func linesOf(o *office.Office, tx store.Tx, id ref.CaseID) (lines, error) {
	if _, err := tx.Cases().Get(id); err != nil {
		return lines{}, err
	}
	staff, err := tx.Staff().All()
	if err != nil {
		return lines{}, err
	}
	names := map[ref.StaffID]string{}
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	moves, err := tx.Moves().Of(id)
	if err != nil {
		return lines{}, err
	}
	return linesWith(o, id, moves, names)
}

// linesWith is linesOf for a case whose moves and staff are at hand.
func linesWith(o *office.Office, id ref.CaseID, moves []workflow.Move, names map[ref.StaffID]string) (lines, error) {
	statuses, err := casefile.MoveStatuses(o.Engine.Graph(), moves)
	return lines{of: id, moves: statuses, names: names}, err
}

// page reads the lines before one of them, from the newest when before is 0, and gives
// the seq to read on from, 0 at the end.
func (l lines) page(tx store.Tx, before int64) (items []TimelineItem, more int64, err error) {
	entries, err := tx.Journal().Of(l.of, before, timelinePage+1)
	if err != nil {
		return nil, 0, err
	}
	if len(entries) > timelinePage {
		entries = entries[:timelinePage]
		more = entries[timelinePage-1].Seq
	}
	items = []TimelineItem{}
	for _, e := range entries {
		items = append(items, l.item(e))
	}
	return items, more, nil
}

func (l lines) item(e store.Entry) TimelineItem {
	recorded := cal.At(e.At)
	item := TimelineItem{
		Seq: e.Seq, At: recorded, Recorded: recorded, Who: l.names[e.StaffID], Via: e.Via, Kind: e.Kind, Title: e.Title, Text: e.Payload,
	}
	if e.Kind == store.KindErase {
		item.Text = "" // which lines of the journal, for who looks through that
	}
	happened, err := cal.ParseMoment(e.Happen)
	if err != nil {
		return item // it happened when it was written down
	}
	item.At = happened
	if s, ok := l.moves[ref.MoveID(e.Subject)]; ok && e.Kind == "move" {
		item.At, item.Move = s.At, s.Seq
		if s.At != s.Was {
			item.Was = &s.Was
		}
	}
	return item
}
