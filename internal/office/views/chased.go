package views

import (
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Chased tells that the client was chased for what a run asks of it now.
type Chased struct {
	Words string // 今天催过; 催过 3 次，上次 11月22日; "" for never
	Today bool   // it rests until tomorrow
}

// matters are runs by what they ask of their clients.
type matters map[ref.RunID]string

// chased reads the chases of runs, in one statement, and the days on which they were last.
func chased(tx store.Tx, today cal.Day, of matters) (map[ref.RunID]Chased, lastChased, error) {
	ids := make([]ref.RunID, 0, len(of))
	for id, matter := range of {
		if matter != "" {
			ids = append(ids, id)
		}
	}
	found, days := map[ref.RunID]Chased{}, lastChased{}
	all, err := tx.Chases().Of(ids)
	for _, c := range all {
		if of[c.Run] == c.Matter {
			found[c.Run] = Chased{Words: chasedWords(c, today), Today: c.Last.Day == today}
			days[c.Run] = c.Last.Day
		}
	}
	return found, days, err
}

func chasedWords(c store.Chased, today cal.Day) string {
	switch {
	case c.Last.Day == today && c.Times == 1:
		return "今天催过"
	case c.Last.Day == today:
		return fmt.Sprintf("今天催过，共 %d 次", c.Times)
	}
	return fmt.Sprintf("催过 %d 次，上次 %s", c.Times, cal.MonthDay(c.Last.Day))
}
