package intake

import (
	"context"
	"errors"
	"os"
	"strings"
	"unicode"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/scan"
	"beiandesk/internal/store"
)

// Incoming is a readable file on its way in, under the name that the vault gives its content.
type Incoming struct {
	scan.Info
	Blob string

	content []byte
	files   office.Files
}

// Measured is what requirements hold against it.
func (f Incoming) Measured() materials.Measured {
	return materials.Measured{Mime: f.Mime, Size: f.Size, Width: f.Width, Height: f.Height, Grey: f.Grey, OffSpec: f.OffSpec}
}

// Keep seals the file, in the transaction that names it.
func (f Incoming) Keep(w *office.Work) error {
	stored, err := f.files.Put(f.content)
	if err != nil {
		return err
	}
	if stored != f.Blob {
		return errs.New(errs.Internal, "文件没有存到该存的地方，请重试")
	}
	return w.Documents().Settle(f.Blob)
}

// Receive takes in a file for whatever names it: may says beforehand, and once more when it is
// kept, whether that takes one; keep asks Incoming.Keep and writes what names it, in one write
// transaction, so that nobody can take the file away in between: removals hold a write
// transaction, too. Errors: Hostile (unreadable or dangerous), those of may and keep; nothing is
// kept then.
func Receive(ctx context.Context, o *office.Office, content []byte, may func(store.Tx) error, keep func(*office.Work, Incoming) error) error {
	info, err := scan.Inspect(ctx, content)
	if err != nil {
		return err
	}
	blob, err := o.Files.NameOf(content)
	if err != nil {
		return err
	}
	// The intent is stored before the file: a process that dies between the two leaves
	// a row by which its file is found and swept.
	err = o.Write(ctx, func(w *office.Work) error {
		if err := may(w.Tx); err != nil {
			return err
		}
		return w.Documents().Intend(blob, os.Getpid())
	})
	if err != nil {
		return err
	}
	err = o.Write(ctx, func(w *office.Work) error {
		if err := may(w.Tx); err != nil {
			return err
		}
		return keep(w, Incoming{info, blob, content, o.Files})
	})
	if err != nil {
		return errors.Join(err, sweep(ctx, o, blob))
	}
	return nil
}

// BaseName drops the folders that some systems put before a file's name, and puts a mark in
// place of each control character and mark of direction: no screen or terminal may do what a name says.
func BaseName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, name[strings.LastIndexAny(name, `/\`)+1:]))
}
