// Package results records one result in many cases at once: what thirty cases have got on one
// morning is typed once. Each case gets its own move by the verb that the window uses for one,
// in one transaction: all of them are recorded, or none. They are taken back as one as long as
// each is still the last of its case. Another 经办, a note and a chase go the same way.
package results

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/sweep"
	"beiandesk/internal/ref"
)

// Most is how many cases get a result at once.
const Most = 500

// PickedCase is a case that was picked, as it was shown.
type PickedCase struct {
	CaseID  ref.CaseID `json:"caseId"`
	RunID   ref.RunID  `json:"runId"`   // "" is whatever of the case the action is offered for
	Version int        `json:"version"` // 0 asks for no check
}

// ResultsInput is one result for many cases.
type ResultsInput struct {
	Cases  []PickedCase      `json:"cases"`
	Action string            `json:"action"`                            // Pending where nothing has come of it yet
	At     string            `json:"at" text:"时间,number,100"`           // day or minute as typed; "" is now
	Reason string            `json:"reason" text:"原因,lines,2000"`       // of those that have none in the column
	Values map[string]string `json:"values" text:"这一项,lines,2000"`      // the same for all
	Column string            `json:"column" text:"粘贴的内容,number,200000"` // a number or a reason each, a line a case
	Agree  bool              `json:"agree"`                             // records what is asked about, too
	Dry    bool              `json:"dry"`                               // tells what would be recorded, and stores nothing
}

// Pending is the action of a look that has found nothing new: a note says so, and each case
// stands as it stood.
const Pending = ""

// ResultRow is what becomes of one case, or of one of its sites where each has a run of its own.
type ResultRow struct {
	CaseID  ref.CaseID `json:"caseId"`
	RunID   ref.RunID  `json:"runId"`  // "" where the case has nothing open
	Number  string     `json:"number"` // of the case
	Client  string     `json:"client"`
	Site    string     `json:"site"`
	Stage   string     `json:"stage"`
	Title   string     `json:"title"`   // what is recorded: 管局已通过
	Text    string     `json:"text"`    // its reason and values; lines
	Problem string     `json:"problem"` // why it is not; "" when it is
	Asks    string     `json:"asks"`    // what somebody must agree to first; "" for nothing
	Lines   []int      `json:"lines"`   // of the column that it was dealt, from 1
}

// LineProblem is a pasted line that belongs to none of the cases.
type LineProblem struct {
	Line int    `json:"line"` // from 1
	Text string `json:"text"`
}

// ResultsReport is what becomes of all.
type ResultsReport struct {
	Rows  []ResultRow   `json:"rows"`
	Lines []LineProblem `json:"lines"`
	Wrong int           `json:"wrong"` // rows and lines with a problem
	Asked int           `json:"asked"` // rows that ask
	Done  bool          `json:"done"`  // all is recorded; else nothing is
	Batch string        `json:"batch"` // by which all are taken back; "" unless Done
	Title string        `json:"title"` // 管局已通过，30 件
}

// errDry takes back what was only tried.
var errDry = errors.New("results: nothing is kept")

// Run records a result in all cases that were picked, or tells what would be recorded. Nothing
// is while one row is wrong or asks. Errors: Invalid at cases for none or too many, at action
// for an unknown one, at at.
func Run(ctx context.Context, o *office.Office, in ResultsInput) (ResultsReport, error) {
	if err := judge(o, in.Cases, in); err != nil {
		return ResultsReport{}, err
	}
	var out ResultsReport
	var blobs []string
	err := o.Write(ctx, func(w *office.Work) error {
		t := &taking{o: o, w: w, in: in}
		if err := t.all(ctx); err != nil {
			return err
		}
		out, blobs = t.out, t.blobs
		if in.Dry || out.Wrong+out.Asked > 0 {
			return errDry
		}
		out.Done, out.Batch = true, ref.New[string]()
		if in.Action == Pending {
			if err := sweep.Rest(o, w, runs(t.parts)); err != nil {
				return err
			}
		}
		if err := keep(w, Batch{ID: out.Batch, Title: out.Title, Parts: t.parts}); err != nil {
			return err
		}
		if err := w.Note("case", "", out.Batch, "批量登记："+out.Title, strings.Join(t.numbers(), "\n")); err != nil || len(blobs) == 0 {
			return err
		}
		return o.DropBefore() // they name what is purged
	})
	if errors.Is(err, errDry) {
		return out, nil
	}
	if err != nil {
		return ResultsReport{}, err
	}
	return out, intake.Sweep(ctx, o, blobs)
}

// runs are those that were looked up.
func runs(parts []Part) (list []ref.RunID) {
	for _, p := range parts {
		if p.Run != "" {
			list = append(list, p.Run)
		}
	}
	return list
}

// judge refuses what is wrong as a whole.
func judge(o *office.Office, picked []PickedCase, all any) error {
	if err := office.Judge(all); err != nil {
		return err
	}
	switch n := len(picked); {
	case n == 0:
		return errs.AtField("cases", "请先选案件")
	case n > Most:
		return errs.AtField("cases", "一次最多 %d 件，现在选了 %d 件，请分几次", Most, n)
	}
	in, ok := all.(ResultsInput)
	if !ok {
		return nil
	}
	if strings.TrimSpace(in.At) != "" {
		if _, err := cal.Read(in.At, cal.Want{Now: cal.At(o.Now()), Lean: cal.Happened, Clock: true}); err != nil {
			return errs.AtField("at", "%s", err.Error())
		}
	}
	if in.Action != Pending {
		if act, known := o.Engine.Graph().Action(in.Action); !known || act.Kind == "case" {
			return errs.AtField("action", "没有“%s”这个结果，请从列表里选", in.Action)
		}
	}
	return nil
}

// taking is a result on its way into the cases.
type taking struct {
	o     *office.Office
	w     *office.Work
	in    ResultsInput
	items []*item
	parts []Part
	blobs []string
	out   ResultsReport
}

// all reads the cases, deals the column out and records row by row.
func (t *taking) all(ctx context.Context) error {
	var err error
	if t.items, err = read(t.o, t.w.Tx, t.in.Cases, t.in.Action); err != nil {
		return err
	}
	t.out = ResultsReport{Rows: []ResultRow{}, Lines: t.deal()}
	t.sameSubjects()
	for _, it := range t.items {
		if err := ctx.Err(); err != nil {
			return err
		}
		if it.row.Problem == "" {
			if err := t.record(it); err != nil {
				return err
			}
		}
		if it.row.Problem != "" {
			t.out.Wrong++
		} else if it.row.Asks != "" {
			t.out.Asked++
		}
		t.out.Rows = append(t.out.Rows, it.row)
	}
	t.out.Wrong += len(t.out.Lines)
	t.out.Title = fmt.Sprintf("%s，%d 件", t.title(), len(t.numbers()))
	return nil
}

// title is what is recorded, in a word.
func (t *taking) title() string {
	if t.in.Action == Pending {
		return noteTitle
	}
	act, _ := t.o.Engine.Graph().Action(t.in.Action)
	return act.Label
}

// numbers are those of the cases, each once.
func (t *taking) numbers() []string {
	list := []string{}
	for _, it := range t.items {
		if !slices.Contains(list, it.row.Number) {
			list = append(list, it.row.Number)
		}
	}
	return list
}

// record records one row; what is wrong with it stands in the row.
func (t *taking) record(it *item) error {
	if t.in.Action == Pending {
		return t.note(it)
	}
	in := filing.DoInput{CaseID: it.file.Case.ID, Action: t.in.Action, SiteID: it.action.Site, At: t.in.At, Reason: it.reason, Values: it.values}
	if t.in.Agree {
		in.Values[filing.AgreeKey] = "yes"
	}
	moved, blobs, err := filing.DoIn(t.o, t.w, it.file, in)
	if err != nil {
		return it.refused(err, t.in.Agree)
	}
	t.blobs = append(t.blobs, blobs...)
	t.parts = append(t.parts, Part{Case: it.file.Case.ID, Seq: it.file.Moves[len(it.file.Moves)-1].Seq})
	it.row.Title, it.row.Text = moved.Title, moved.Text
	if t.in.Agree {
		it.row.Asks = ""
	}
	return nil
}

// refused puts an error into a row; what is nobody's to put right goes on.
func (it *item) refused(err error, agreed bool) error {
	var e *errs.Error
	if !errors.As(err, &e) || e.Code == errs.Internal || e.Code == errs.Storage {
		return err
	}
	if e.Field == filing.AgreeKey && !agreed {
		it.row.Asks = strings.Trim(it.row.Asks+"；"+e.Message, "；")
		return nil
	}
	said := []string{}
	for _, p := range office.ProblemsOf(err) {
		said = append(said, p.Message)
	}
	if len(said) == 0 {
		said = append(said, e.Message)
	}
	it.row.Problem = strings.Join(said, "；")
	return nil
}

const (
	noteTitle = "查过，还没有结果"
	noteTaken = "撤销“" + noteTitle + "”"
)

// note says in the timeline that somebody has looked.
func (t *taking) note(it *item) error {
	text := strings.TrimSpace(t.in.Reason)
	if own := strings.TrimSpace(it.reason); own != "" {
		text = own
	}
	if text == "" {
		text = it.pending
	}
	err := filing.NoteIn(t.o, t.w, filing.NoteInput{CaseID: it.file.Case.ID, Kind: "note", Text: text, At: t.in.At}, noteTitle)
	if err != nil {
		return it.refused(err, false)
	}
	it.row.Title, it.row.Text = noteTitle, text
	t.parts = append(t.parts, Part{Case: it.file.Case.ID, Run: it.row.RunID})
	return nil
}
