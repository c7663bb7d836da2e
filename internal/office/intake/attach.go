package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Input is a file that came in.
type Input struct {
	CaseID   ref.CaseID
	Material string // code of a file material
	Name     string `text:"文件名,line,255"` // as the client named it, "" for a pasted picture; kept sealed
	Content  []byte
	Days     PaperDays
}

// Attach seals a file into a case as the next version of a material. A readable file
// that fails a check is kept and comes back with OK false; Why says what to do.
// Errors: Hostile (unreadable or dangerous; nothing is kept), Invalid for a material
// that takes no file, Exists for the very file that is its newest version, Blocked
// for a case that has ended, NotFound.
func Attach(ctx context.Context, o *office.Office, in Input) (materials.Document, error) {
	in.Name = BaseName(in.Name)
	if err := office.Judge(in); err != nil {
		return materials.Document{}, err
	}
	r, ok := materials.Find(in.Material)
	if !ok || r.Kind != materials.File {
		return materials.Document{}, errs.AtField("material", "没有这一项文件材料，请从材料清单里选")
	}
	days, err := in.Days.read(r, o.Today())
	if err != nil {
		return materials.Document{}, err
	}
	var d materials.Document
	may := func(tx store.Tx) error { return mayTake(tx, in.CaseID) }
	err = Receive(ctx, o, in.Content, may, func(w *office.Work, f Incoming) (err error) {
		d, err = keep(o, w, in, r, f, days)
		return err
	})
	if err != nil {
		return materials.Document{}, err
	}
	return d, nil
}

// keep puts a document's row, with its file, into its case.
func keep(o *office.Office, w *office.Work, in Input, r materials.Requirement, f Incoming, days materials.Days) (materials.Document, error) {
	d := materials.Document{
		ID: ref.New[ref.DocumentID](), CaseID: in.CaseID, Material: r.Code, No: 1, Name: in.Name,
		Mime: f.Mime, Size: f.Size, Width: f.Width, Height: f.Height, Blob: f.Blob, Days: days, AddedBy: w.Staff, AddedAt: w.Now,
	}
	d.Checks, d.OK = materials.Examine(r, f.Measured())
	of, err := casefile.Read(o, w.Tx, in.CaseID)
	if err != nil {
		return d, err
	}
	s, err := SheetIn(o, w.Tx, of, o.Today())
	if err != nil {
		return d, err
	}
	label := r.Label
	for _, i := range s.Items {
		if i.Code != r.Code {
			continue
		}
		label = i.Label
		if len(i.Docs) > 0 {
			newest := i.Docs[0]
			if newest.Blob == d.Blob {
				return d, errs.New(errs.Exists, "和%s第 %d 版是同一个文件，没有重复收下", label, newest.No)
			}
			d.No = newest.No + 1
		}
	}
	if err := f.Keep(w); err != nil {
		return d, err
	}
	if err := w.Documents().Put(d); err != nil {
		return d, err
	}
	if err := casefile.WatchPapers(w, of); err != nil {
		return d, err
	}
	title := fmt.Sprintf(workflow.Naming("收到{files}第 %d 版", label), d.No)
	if !d.OK {
		title += "，不合格"
	}
	return d, w.Note("material", in.CaseID, string(d.ID), title, joined(d.Name, d.Why(), DaysText(d.Days)))
}

// joined puts what there is to say on lines of their own.
func joined(lines ...string) string {
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

// mayTake says whether a case still takes materials.
func mayTake(tx store.Tx, id ref.CaseID) error {
	c, err := tx.Cases().Get(id)
	if err != nil {
		return err
	}
	if c.Status != string(workflow.Open) && c.Status != string(workflow.Hold) {
		return errs.New(errs.Blocked, "这件案件已经结束，不再收材料")
	}
	return nil
}
