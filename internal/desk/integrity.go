package desk

import "context"

// Integrity says what is wrong with the database's own structure, fault by fault. It
// reads only. Errors: Storage.
func (d *Desk) Integrity(ctx context.Context) ([]string, error) { return d.store.Integrity(ctx) }

// SealedFiles lists the sealed files that lie in the folder, named by a case or not.
// Errors: Storage.
func (d *Desk) SealedFiles() ([]string, error) { return d.files.Names() }
