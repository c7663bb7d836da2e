package handovers

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// Destroyed enters in the register that scans of a case are gone, by their names, for another
// purpose than the end of the case.
func Destroyed(w *office.Work, id ref.CaseID, kinds []string, purpose string) error {
	act := handovers.Destroyed()
	r, _ := handovers.RecipientOf(act.Recipient)
	return w.Handovers().Add(handovers.Handover{ID: ref.New[ref.HandoverID](), CaseID: id, At: cal.At(w.Now), Recipient: act.Recipient, Name: r.Name, Actor: act.Actor,
		Kinds: kinds, Purpose: purpose, Basis: act.Basis, Staff: w.Staff, Recorded: w.Now})
}
