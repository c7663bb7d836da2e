package intake

import (
	"context"
	"fmt"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan"
	"beiandesk/internal/store"
)

// Original is a document with its bytes, whole.
type Original struct {
	materials.Document
	Content []byte
}

// Fetch opens a document whole. That is logged in the case's timeline before the
// bytes are handed out.
func Fetch(ctx context.Context, o *office.Office, id ref.DocumentID) (Original, error) {
	var out Original
	err := o.Write(ctx, func(w *office.Work) error {
		d, err := document(w.Tx, id)
		if err != nil {
			return err
		}
		out.Document = d
		label := d.Material
		if r, ok := materials.Find(d.Material); ok {
			label = r.Label
		}
		return w.Note("reveal", d.CaseID, string(id), fmt.Sprintf("查看%s第 %d 版原件", label, d.No), "")
	})
	if err != nil {
		return Original{}, err
	}
	out.Content, err = o.Files.Get(out.Blob)
	return out, err
}

// Content opens a document whole for the desk alone: nobody is shown it, and nothing is logged.
func Content(ctx context.Context, o *office.Office, id ref.DocumentID) (out Original, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		out.Document, err = document(tx, id)
		return err
	})
	if err != nil {
		return Original{}, err
	}
	out.Content, err = o.Files.Get(out.Blob)
	return out, err
}

// Covered is what a screen shows of a document before anybody asks for the original.
type Covered struct {
	Document materials.Document
	Content  []byte // JPEG; nil when there is no picture to cover, such as a PDF
}

// Preview makes the covered picture of a document. It shows nothing of the person
// and is not logged.
func Preview(ctx context.Context, o *office.Office, id ref.DocumentID) (Covered, error) {
	var out Covered
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		out.Document, err = document(tx, id)
		return err
	})
	if err != nil || out.Document.Width == 0 {
		return out, err
	}
	content, err := o.Files.Get(out.Document.Blob)
	if err != nil {
		return out, err
	}
	out.Content, err = scan.Covered(content)
	return out, err
}

func document(tx store.Tx, id ref.DocumentID) (materials.Document, error) {
	d, err := tx.Documents().Get(id)
	if errs.CodeOf(err) == errs.NotFound {
		return d, errs.Wrap(errs.NotFound, err, "没有这份材料，可能已经清除。请刷新后再看")
	}
	return d, err
}
