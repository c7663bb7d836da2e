package consents

import (
	"context"
	"path/filepath"

	"beiandesk/internal/consents"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan"
	"beiandesk/internal/store"
)

// EvidenceFile is a file that proves a consent, as it comes in.
type EvidenceFile struct {
	Name    string `text:"文件名,line,255"` // "" for a pasted picture; kept sealed
	Content []byte
}

// receive judges and seals the file and has it named, in one transaction with what names it.
func (f EvidenceFile) receive(ctx context.Context, o *office.Office, may func(store.Tx) error, name func(*office.Work, *consents.File) error) error {
	return intake.Receive(ctx, o, f.Content, may, func(w *office.Work, in intake.Incoming) error {
		if fault := materials.EvidenceFault(in.Measured()); fault != "" {
			return errs.AtField("file", "没有收下：%s", fault)
		}
		if err := in.Keep(w); err != nil {
			return err
		}
		return name(w, &consents.File{
			Name: f.Name, Mime: in.Mime, Size: in.Size, Width: in.Width, Height: in.Height, Blob: in.Blob, AddedBy: w.Staff, AddedAt: w.Now,
		})
	})
}

// AttachInput is a file for a consent that is registered.
type AttachInput struct {
	ID   ref.ConsentID
	File EvidenceFile
}

// Attach seals the file that proves a consent, in the place of the one that it has; that leaves
// the disk once nothing else names it. Errors: Hostile for a file that is unreadable or
// dangerous; Invalid at file for one of another kind than JPG, PNG, PDF; Exists for the one that
// it has; Blocked for a person who was erased; NotFound.
func Attach(ctx context.Context, o *office.Office, in AttachInput) error {
	in.File.Name = intake.BaseName(in.File.Name)
	if err := office.Judge(in); err != nil {
		return err
	}
	may := func(tx store.Tx) error {
		c, err := tx.Consents().Get(in.ID)
		if err != nil {
			return err
		}
		return mayAgree(tx, c.Person)
	}
	var before []string
	err := in.File.receive(ctx, o, may, func(w *office.Work, file *consents.File) error {
		c, err := w.Consents().Get(in.ID)
		if err != nil {
			return err
		}
		title := "收下同意的凭据："
		if c.File != nil {
			if c.File.Blob == file.Blob {
				return errs.New(errs.Exists, "和现在的凭据是同一个文件，没有重复收下")
			}
			title = "换同意的凭据："
			if before, err = intake.Release(w, []string{c.File.Blob}); err != nil {
				return err
			}
		}
		if err := w.Consents().SetFile(c.ID, file); err != nil {
			return err
		}
		m, _ := consents.MatterOf(c.Matter)
		return w.Note("edit", "", string(c.Person), title+m.Label, file.Name)
	})
	if err != nil {
		return err
	}
	return intake.Sweep(ctx, o, before)
}

// Original is the file of a consent with its bytes, whole.
type Original struct {
	consents.File
	Content []byte
}

// Fetch opens the file that proves a consent. That is logged before the bytes are handed out.
// Errors: NotFound without one; Damaged where it can't be read.
func Fetch(ctx context.Context, o *office.Office, id ref.ConsentID) (out Original, err error) {
	err = o.Write(ctx, func(w *office.Work) error {
		c, err := proved(w.Tx, id)
		if err != nil {
			return err
		}
		out.File = *c.File
		m, _ := consents.MatterOf(c.Matter)
		return w.Note("reveal", "", string(c.Person), "查看同意的凭据原件："+m.Label, "")
	})
	if err != nil {
		return Original{}, err
	}
	out.Content, err = o.Files.Get(out.Blob)
	return out, err
}

// Preview makes the covered picture of the file that proves a consent: JPEG, nil when there is
// none to cover, such as of a PDF. It shows nothing of the person and is not logged. Errors: as
// Fetch.
func Preview(ctx context.Context, o *office.Office, id ref.ConsentID) (picture []byte, err error) {
	var c consents.Consent
	err = o.Read(ctx, func(tx store.Tx) (err error) {
		c, err = proved(tx, id)
		return err
	})
	if err != nil || c.File.Width == 0 {
		return nil, err
	}
	content, err := o.Files.Get(c.File.Blob)
	if err != nil {
		return nil, err
	}
	return scan.Covered(content)
}

// proved is a consent that has a file.
func proved(tx store.Tx, id ref.ConsentID) (consents.Consent, error) {
	c, err := tx.Consents().Get(id)
	if err == nil && c.File == nil {
		err = errs.New(errs.NotFound, "这条同意没有凭据文件，可能已经清除。请刷新后再看")
	}
	return c, err
}

// SaveName is what the file is called when it is saved elsewhere: as it came in, with the ending
// of its kind.
func (f Original) SaveName() string {
	ending := endings[f.Mime]
	switch {
	case f.Name == "" || f.Name == damage.Mark:
		return "同意的凭据" + ending
	case filepath.Ext(f.Name) == "":
		return f.Name + ending
	}
	return f.Name
}

// endings of names, by kind.
var endings = map[string]string{scan.JPEG: ".jpg", scan.PNG: ".png", scan.PDF: ".pdf"}

// Release takes the files of a person's consents out, and gives those that nothing names any
// more, for intake.Sweep.
func Release(w *office.Work, given []consents.Consent) ([]string, error) {
	var blobs []string
	for _, c := range given {
		if c.File == nil {
			continue
		}
		if err := w.Consents().SetFile(c.ID, nil); err != nil {
			return nil, err
		}
		blobs = append(blobs, c.File.Blob)
	}
	return intake.Release(w, blobs)
}

// GivenBy are the consents of one of a client's people.
func GivenBy(tx store.Tx, client ref.ClientID, person ref.PersonID) ([]consents.Consent, error) {
	given, err := tx.Consents().OfClient(client)
	return of(given, person), err
}
