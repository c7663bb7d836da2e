package app

import (
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
)

// The page works on while everything is sealed anew; locking in between waits for a batch, and
// the next opening goes on.
func TestKeysAreExchangedAtOnceWithThePagesWork(t *testing.T) {
	rooms, code := recovered(t)
	drawn, err := rooms.DrawKeys(page.ChangePassphraseInput{Recovery: code, Passphrase: another})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rooms.KeepRecovery(typedBack(drawn)); err != nil {
		t.Fatal(err)
	}
	if view, err := rooms.State(page.Empty{}); err != nil || view.Recovered || view.Unconfirmed {
		t.Errorf("recovered %v, unconfirmed %v, %v", view.Recovered, view.Unconfirmed, err)
	}
	for range 20 {
		if _, err := (&TodayService{rooms.s}).Load(page.TodayInput{}); err != nil {
			t.Fatal(err)
		}
		if _, err := rooms.Rekeying(page.Empty{}); err != nil {
			t.Fatal(err)
		}
	}
	lock(t, rooms)
	if _, err := rooms.Unlock(page.UnlockInput{Passphrase: passphrase}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("the old passphrase: %v", err)
	}
	if _, err := rooms.Unlock(page.UnlockInput{Passphrase: another}); err != nil {
		t.Fatal(err)
	}
	if ended := rooms.s.rekeys.Ended(); ended != nil {
		<-ended
	}
	view, err := rooms.Rekeying(page.Empty{})
	if err != nil || view.On || view.Failed != "" {
		t.Errorf("%+v, %v", view, err)
	}
}
