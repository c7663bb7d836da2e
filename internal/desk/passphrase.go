package desk

import (
	"context"
	"errors"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/vault"
)

// DemoPassphrase opens every demonstration. It is no secret, and refused anywhere else.
const DemoPassphrase = vault.DemoPassphrase

// JudgePassphrase tells how well a passphrase that is to be set stands up to guessing, 0 to
// 4, and why it may not be: Invalid at "passphrase".
func JudgePassphrase(passphrase string) (score int, err error) {
	return vault.Strength(passphrase), vault.CheckPassphrase(passphrase)
}

// Forget empties memory that nothing uses any more: what opening has mixed, and copies of
// secrets once a desk is closed. It takes some tenths of a second.
func Forget() { vault.Forget() }

// ChangePassphrase sets another passphrase. An open desk is not enough: proof is the
// present passphrase, or the recovery code, which stays valid. Whoever has the folder
// open goes on. Errors, with nothing changed: Invalid at "passphrase" for a new one
// that may not be set; Locked or Invalid at "old" or "recovery" for a wrong proof;
// Conflict when another process changed the keys meanwhile; Storage.
func (d *Desk) ChangePassphrase(ctx context.Context, proof Secret, passphrase string) error {
	if passphrase != "" && proof.Passphrase == passphrase {
		return errs.AtField("passphrase", "新口令和现在的一样，请换一个")
	}
	if err := vault.CheckPassphrase(passphrase); err != nil {
		return err
	}
	if err := d.prove(proof); err != nil {
		return err
	}
	c, err := d.vault.NewPassphrase(d.Dir, passphrase)
	if err != nil {
		return err
	}
	return d.putKeys(ctx, c, "改口令", nil)
}

// Renewal is a recovery code that is drawn but opens nothing yet.
type Renewal struct {
	Code string // as it is printed

	Keys bool // it comes with other keys and another passphrase

	desk   *Desk
	change *vault.Change
}

// DrawRecovery draws another recovery code. The old one stays valid until the new one
// is kept, so that a code that nobody wrote down locks nobody out. Errors: those of
// ChangePassphrase for the proof.
func (d *Desk) DrawRecovery(proof Secret) (*Renewal, error) {
	if err := d.prove(proof); err != nil {
		return nil, err
	}
	c, code, err := d.vault.NewRecovery(d.Dir)
	if err != nil {
		return nil, err
	}
	return &Renewal{Code: code, desk: d, change: c}, nil
}

// Keep makes the drawn code, which somebody has typed back, the only one. Errors, with nothing changed: Conflict when
// another process changed the keys meanwhile, Storage; for other keys those of DrawKeys, and
// Rekey is to follow.
func (r *Renewal) Keep(ctx context.Context) error {
	if r.Keys {
		return r.desk.turnKeys(ctx, r.change)
	}
	return r.desk.putKeys(ctx, r.change, "换恢复码", func(w *office.Work) error { return setup.NoteRecovery(w, false) })
}

// prove asks for the passphrase or the recovery code of an open desk once more.
func (d *Desk) prove(proof Secret) error {
	var v *vault.Vault
	var err error
	switch {
	case proof.Passphrase != "":
		v, err = vault.OpenPassphrase(d.Dir, proof.Passphrase)
		if errs.CodeOf(err) == errs.Locked {
			return &errs.Error{Code: errs.Locked, Field: "old", Message: "现在的口令不对，没有改动；请再输一次，忘了可以用恢复码"}
		}
	case proof.Recovery != "":
		v, err = vault.OpenRecovery(d.Dir, proof.Recovery)
		if errs.CodeOf(err) == errs.Locked {
			return &errs.Error{Code: errs.Locked, Field: "recovery", Message: "恢复码不是这个资料夹现在的那一份，没有改动；请核对打印件"}
		}
	default:
		return errs.AtField("old", "请输入现在的口令，或用恢复码")
	}
	if err != nil {
		return err
	}
	v.Close()
	return nil
}

// putKeys puts a key file in place, with its copy in the database and what also changes there,
// and writes down that it was done, never what. The store's one writer keeps other processes
// from doing the same meanwhile.
func (d *Desk) putKeys(ctx context.Context, c *vault.Change, title string, also func(*office.Work) error) error {
	text, err := c.Text()
	if err != nil {
		return err
	}
	err = d.Write(ctx, func(w *office.Work) error {
		if err := w.Note("edit", "", "keys", title, ""); err != nil {
			return err
		}
		if also != nil {
			if err := also(w); err != nil {
				return err
			}
		}
		if err := putCopy(w.Tx, text); err != nil {
			return err
		}
		return c.Put()
	})
	if err != nil {
		// What stands in no journal must not stand on the disk.
		return errors.Join(err, c.Undo())
	}
	return nil
}
