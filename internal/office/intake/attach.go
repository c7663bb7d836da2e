package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan"
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
	in.Name = baseName(in.Name)
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
	info, err := scan.Inspect(ctx, in.Content)
	if err != nil {
		return materials.Document{}, err
	}
	blob, err := o.Files.NameOf(in.Content)
	if err != nil {
		return materials.Document{}, err
	}
	// The intent is stored before the file: a process that dies between the two leaves
	// a row by which its file is found and swept.
	err = o.Write(ctx, func(w *office.Work) error {
		if err := mayTake(w.Tx, in.CaseID); err != nil {
			return err
		}
		return w.Documents().Intend(blob, os.Getpid())
	})
	if err != nil {
		return materials.Document{}, err
	}
	d, err := keep(ctx, o, in, r, info, blob, days)
	if err != nil {
		return materials.Document{}, errors.Join(err, sweep(ctx, o, blob))
	}
	return d, nil
}

// keep writes the file and its row in one write transaction, so that nobody can take
// the file away in between: removals hold a write transaction, too.
func keep(ctx context.Context, o *office.Office, in Input, r materials.Requirement, info scan.Info, blob string, days materials.Days) (materials.Document, error) {
	d := materials.Document{
		ID: ref.New[ref.DocumentID](), CaseID: in.CaseID, Material: r.Code, No: 1, Name: in.Name,
		Mime: info.Mime, Size: info.Size, Width: info.Width, Height: info.Height, Blob: blob, Days: days,
	}
	d.Checks, d.OK = materials.Examine(r, materials.Measured{
		Mime: d.Mime, Size: d.Size, Width: d.Width, Height: d.Height, Grey: info.Grey, OffSpec: info.OffSpec,
	})
	err := o.Write(ctx, func(w *office.Work) error {
		if err := mayTake(w.Tx, in.CaseID); err != nil {
			return err
		}
		f, err := casefile.Read(o, w.Tx, in.CaseID)
		if err != nil {
			return err
		}
		s, err := SheetIn(o, w.Tx, f, o.Today())
		if err != nil {
			return err
		}
		label := r.Label
		for _, i := range s.Items {
			if i.Code != r.Code {
				continue
			}
			label = i.Label
			if len(i.Docs) > 0 {
				newest := i.Docs[0]
				if newest.Blob == blob {
					return errs.New(errs.Exists, "和%s第 %d 版是同一个文件，没有重复收下", label, newest.No)
				}
				d.No = newest.No + 1
			}
		}
		stored, err := o.Files.Put(in.Content)
		if err != nil {
			return err
		}
		if stored != blob {
			return errs.New(errs.Internal, "文件没有存到该存的地方，请重试")
		}
		d.AddedBy, d.AddedAt = w.Staff, w.Now
		if err := w.Documents().Put(d); err != nil {
			return err
		}
		if err := w.Documents().Settle(blob); err != nil {
			return err
		}
		if err := casefile.WatchPapers(w, f); err != nil {
			return err
		}
		title := fmt.Sprintf(workflow.Naming("收到{files}第 %d 版", label), d.No)
		if !d.OK {
			title += "，不合格"
		}
		return w.Note("material", in.CaseID, string(d.ID), title, joined(d.Name, d.Why(), DaysText(d.Days)))
	})
	return d, err
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

// baseName drops the folders that some systems put before a file's name, and puts a mark in
// place of each control character and mark of direction: no screen or terminal may do what a name says.
func baseName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, name[strings.LastIndexAny(name, `/\`)+1:]))
}
