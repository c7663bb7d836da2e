package results

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/sweep"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Batch is one result that was recorded in many cases, or another act.
type Batch struct {
	ID    string      `json:"id"`
	At    time.Time   `json:"at"`
	Staff ref.StaffID `json:"staff"`
	Title string      `json:"title"`
	Act   string      `json:"act,omitempty"` // ActOwner, ActNote or ActTag; "" of a result
	Parts []Part      `json:"parts"`
}

// Part is what it left in one case: a move, a note, another 经办, or other tags.
type Part struct {
	Case ref.CaseID `json:"case"`
	Seq  int        `json:"seq"`           // of the move; 0 for a note
	Run  ref.RunID  `json:"run,omitempty"` // that was looked up, of a note that nothing has come of it

	From ref.StaffID `json:"from,omitempty"` // of another 经办: who had the case, and who got it
	To   ref.StaffID `json:"to,omitempty"`

	Tags []string `json:"tags,omitempty"` // that the case got, and that it had
	Had  []string `json:"had,omitempty"`
}

const (
	batchesKey  = "results" // the setting that keeps the newest batches; the journal tells of all
	batchesKept = 10        // of many cases, and as many of one
)

// keep remembers a batch, newest last. What lies further back has been built on by then; single
// results push out no batch of many.
func keep(w *office.Work, b Batch) error {
	list := []Batch{}
	version, err := office.ReadSetting(w.Tx, batchesKey, &list)
	if err != nil {
		return err
	}
	b.At, b.Staff = w.Now, w.Staff
	list = append(list, b)
	kept := map[bool]int{}
	newest := []Batch{}
	for _, old := range slices.Backward(list) {
		if many := len(old.Parts) > 1; kept[many] < batchesKept {
			kept[many]++
			newest = append(newest, old)
		}
	}
	slices.Reverse(newest)
	return office.SaveSetting(w.Tx, batchesKey, newest, version)
}

// DropTags forgets what a choice takes of the tags that batches put on, so that taking one back
// brings none of it back. A batch that nothing is left of is gone.
func DropTags(w *office.Work, takes func(Part) bool) error {
	list := []Batch{}
	version, err := office.ReadSetting(w.Tx, batchesKey, &list)
	if err != nil {
		return err
	}
	left, dropped := []Batch{}, false
	for _, b := range list {
		had := len(b.Parts)
		if b.Act == ActTag {
			b.Parts = slices.DeleteFunc(b.Parts, takes)
		}
		dropped = dropped || len(b.Parts) < had
		if b.Act != ActTag || len(b.Parts) > 0 {
			left = append(left, b)
		}
	}
	if !dropped {
		return nil
	}
	return office.SaveSetting(w.Tx, batchesKey, left, version)
}

// BatchInput names the batch to take back.
type BatchInput struct {
	Batch string `json:"batch"`
}

// TakenBack is what was taken back.
type TakenBack struct {
	Title string `json:"title"` // 管局已通过，30 件
}

// Undo takes a batch back as one. Errors: NotFound for one that is unknown or too old, Blocked
// with the cases that something was recorded in since; then nothing is taken back.
func Undo(ctx context.Context, o *office.Office, in BatchInput) (TakenBack, error) {
	if err := office.Judge(in); err != nil {
		return TakenBack{}, err
	}
	var title string
	var blobs []string
	err := o.Write(ctx, func(w *office.Work) error {
		list := []Batch{}
		version, err := office.ReadSetting(w.Tx, batchesKey, &list)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(b Batch) bool { return b.ID == in.Batch })
		if at < 0 {
			return errs.New(errs.NotFound, "这一批已经撤销，或者隔得太久，请到各个案件里撤销")
		}
		title = list[at].Title
		if blobs, err = takeBack(o, w, list[at]); err != nil {
			return err
		}
		if err := office.SaveSetting(w.Tx, batchesKey, slices.Delete(list, at, at+1), version); err != nil {
			return err
		}
		return w.Note("case", "", in.Batch, "撤销批量登记："+title, "")
	})
	if err != nil {
		return TakenBack{}, err
	}
	return TakenBack{Title: title}, intake.Sweep(ctx, o, blobs)
}

// takeBack takes the parts back, the last first; those of one case follow each other.
func takeBack(o *office.Office, w *office.Work, b Batch) (blobs []string, err error) {
	files, held := map[ref.CaseID]*casefile.File{}, []string{}
	for _, p := range slices.Backward(b.Parts) {
		d := files[p.Case]
		if d == nil {
			if d, err = casefile.Read(o, w.Tx, p.Case); err != nil {
				return nil, err
			}
			files[p.Case] = d
		}
		switch {
		case p.To != "" && d.Case.OwnerID != p.To:
			held = append(held, d.Case.Number)
		case p.To != "":
			err = giveBack(w, d, p)
		case b.Act == ActTag:
			var kept bool
			if kept, err = stillTagged(w, p); err == nil && !kept {
				held = append(held, d.Case.Number)
			} else if err == nil {
				err = untag(w, d, p)
			}
		case b.Act == ActNote:
			err = filing.NoteIn(o, w, filing.NoteInput{CaseID: p.Case, Kind: "note", Text: cal.At(b.At).String() + " 记的一笔"}, "撤销“"+actNames[ActNote]+"”")
		case p.Seq == 0:
			err = filing.NoteIn(o, w, filing.NoteInput{CaseID: p.Case, Kind: "note", Text: cal.At(b.At).String() + " 记的一笔"}, noteTaken)
		case d.State.Undoable != p.Seq:
			held = append(held, d.Case.Number)
		default:
			var gone []string
			_, gone, err = filing.DoIn(o, w, d, filing.DoInput{CaseID: p.Case, Action: workflow.ActionUndo, Values: map[string]string{"seq": strconv.Itoa(p.Seq)}})
			blobs = append(blobs, gone...)
			if errs.CodeOf(err) == errs.Blocked {
				err = errs.Wrap(errs.Blocked, err, "%s：%s", d.Case.Number, err.Error())
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if len(held) > 0 {
		slices.Sort(held)
		return nil, errs.New(errs.Blocked, "%s 后来又登记过别的，这一批一件也没有撤销，请到案件里分别撤销", named(slices.Compact(held)))
	}
	if looked := runs(b.Parts); len(looked) > 0 {
		return blobs, sweep.Wake(o, w, looked)
	}
	return blobs, nil
}

// stillTagged says that a case has the tags that it got.
func stillTagged(w *office.Work, p Part) (bool, error) {
	now, _, err := ownfields.Retag(w, p.Case, nil, nil, 0)
	return slices.Equal(now, p.Tags), err
}

// named lists the first numbers and says how many there are.
func named(numbers []string) string {
	const most = 8
	if len(numbers) <= most {
		return strings.Join(numbers, "、")
	}
	return strings.Join(numbers[:most], "、") + " 等 " + strconv.Itoa(len(numbers)) + " 件"
}
