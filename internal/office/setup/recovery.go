package setup

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// recoveryKey is the setting that says whether somebody has the folder's recovery code.
const recoveryKey = "recovery"

// recovery is how that setting is kept. A folder without it was made before it was asked.
type recovery struct {
	Pending bool `json:"pending"` // drawn, and nobody has typed it back
}

// RecoveryPending tells whether the recovery code was shown and never typed back: nobody
// may have written it down.
func RecoveryPending(tx store.Tx) (bool, error) {
	var r recovery
	_, err := office.ReadSetting(tx, recoveryKey, &r)
	return r.Pending, err
}

// SetRecoveryPending notes that a code was shown, or that it was typed back.
func SetRecoveryPending(ctx context.Context, o *office.Office, pending bool) error {
	return o.Write(ctx, func(w *office.Work) error { return NoteRecovery(w, pending) })
}

// NoteRecovery is SetRecoveryPending beside the change of the code itself.
func NoteRecovery(w *office.Work, pending bool) error {
	var r recovery
	version, err := office.ReadSetting(w.Tx, recoveryKey, &r)
	if err != nil || r.Pending == pending {
		return err
	}
	return office.SaveSetting(w.Tx, recoveryKey, recovery{Pending: pending}, version)
}
