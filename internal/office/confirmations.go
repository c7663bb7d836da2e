package office

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Confirmation says which staff confirmed something with the office, and when.
type Confirmation struct {
	On cal.Day
	By ref.StaffID
}

// Confirmations are those of one thing as it stands. They follow from its rows, which are
// only ever added to.
type Confirmations struct{ list []Confirmation }

// Take goes on by one row, in the order of Seq: a change drops what was confirmed of the
// thing before, and a row that neither changes nor confirms takes the last one back.
func (c *Confirmations) Take(v store.Override) {
	switch {
	case v.Changes:
		c.list = nil
	case v.ConfirmedOn == nil && len(c.list) > 0:
		c.list = c.list[:len(c.list)-1]
	}
	if v.ConfirmedOn != nil {
		c.list = append(c.list, Confirmation{*v.ConfirmedOn, v.Staff})
	}
}

// Last is the one that holds; false when there is none.
func (c *Confirmations) Last() (Confirmation, bool) {
	if len(c.list) == 0 {
		return Confirmation{}, false
	}
	return c.list[len(c.list)-1], true
}
