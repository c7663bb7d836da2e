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
	When     string // when it happened, by its last correction: 9月18日 周五 15:04
	Recorded string // when it was written down; "" when that is the same
	Who      string
	Via      string
	Kind     string // move, note, contact, material, money, reveal, edit, case
	Title    string
	Text     string
	Move     int        // of a move whose moment may be corrected its seq within the case, else 0
	At       cal.Moment // of such a move: the same as When
	Was      string     // the moment a corrected move was recorded with: 9月18日 周五 15:40; "" when it stands
}

// Timeline reads on from a seq given by CasePage.More or by the call before: the lines
// that are older, and the seq to read on from, 0 at the end. Errors: Invalid at before;
// NotFound.
func Timeline(ctx context.Context, o *office.Office, id ref.CaseID, before int64) (items []TimelineItem, more int64, err error) {
	if before < 1 {
		return nil, 0, errs.AtField("before", "时间线读不下去，请重新打开案件")
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		if _, err := tx.Cases().Get(id); err != nil {
			return err
		}
		staff, err := tx.Staff().All()
		if err != nil {
			return err
		}
		names := map[ref.StaffID]string{}
		for _, s := range staff {
			names[s.ID] = s.Name
		}
		moves, err := tx.Moves().Of(id)
		if err != nil {
			return err
		}
		items, more, err = timeline(o, tx, id, moves, before, names)
		return err
	})
	return items, more, err
}

func timeline(o *office.Office, tx store.Tx, id ref.CaseID, moves []workflow.Move, before int64, names map[ref.StaffID]string) ([]TimelineItem, int64, error) {
	entries, err := tx.Journal().Of(id, before, timelinePage+1)
	if err != nil {
		return nil, 0, err
	}
	standings, err := casefile.MoveStatuses(o.Engine.Graph(), moves)
	if err != nil {
		return nil, 0, err
	}
	more := int64(0)
	if len(entries) > timelinePage {
		entries = entries[:timelinePage]
		more = entries[timelinePage-1].Seq
	}
	items := []TimelineItem{}
	for _, e := range entries {
		recorded := cal.At(e.At)
		item := TimelineItem{
			Seq: e.Seq, When: cal.FormatMoment(recorded, o.Today()), Who: names[e.StaffID], Via: e.Via,
			Kind: e.Kind, Title: e.Title, Text: e.Payload,
		}
		if happened, err := cal.ParseMoment(e.Happen); err == nil {
			if s, ok := standings[ref.MoveID(e.Subject)]; ok && e.Kind == "move" {
				happened, item.Move, item.At = s.At, s.Seq, s.At
				if s.At != s.Was {
					item.Was = cal.FormatMoment(s.Was, o.Today())
				}
			}
			item.When = cal.FormatMoment(happened, o.Today())
			if happened.Compare(recorded) != 0 {
				item.Recorded = cal.FormatMoment(recorded, o.Today())
			}
		}
		items = append(items, item)
	}
	return items, more, nil
}
