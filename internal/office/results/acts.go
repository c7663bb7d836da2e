package results

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/setup"
	fields "beiandesk/internal/ownfields"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// What many cases may get beside a result.
const (
	ActOwner = "owner" // another 经办
	ActNote  = "note"  // 备忘
	ActChase = "chase" // 催办, a message a client
	ActTag   = "tag"   // tags put on, others taken off
)

var actNames = map[string]string{ActOwner: "更换经办", ActNote: "备忘", ActChase: "催办", ActTag: "贴标签"}

// ActInput is one act for many cases. A dry run may leave out what is not chosen yet.
type ActInput struct {
	Cases []PickedCase      `json:"cases"`
	Act   string            `json:"act"`
	Owner ref.StaffID       `json:"owner"`                        // who gets them
	Text  string            `json:"text" text:"内容,lines,10000"`   // of the note
	Way   string            `json:"way"`                          // by what clients are chased: chasing.WeChat or chasing.SMS
	Texts map[string]string `json:"texts" text:"催办内容,lines,5000"` // as they were sent, by client; as it was made where there is none
	Tags  []string          `json:"tags" text:"标签,line,100"`      // that are put on
	Untag []string          `json:"untag" text:"标签,line,100"`     // that are taken off
	Dry   bool              `json:"dry"`                          // tells what would be done, and stores nothing
}

// ActReport is what becomes of all.
type ActReport struct {
	ResultsReport
	Cases []PickedCase      // as they stand now, each once
	Said  []chasing.Message // one for each client who is chased
}

// Act does one thing to all cases that were picked, or tells what would be done. Nothing is done while one row is wrong. Batch is ""
// of a chase: what was sent can't be taken back. Errors: Invalid at cases, act, owner, text
// or way.
func Act(ctx context.Context, o *office.Office, in ActInput) (ActReport, error) {
	if err := judge(o, in.Cases, in); err != nil {
		return ActReport{}, err
	}
	var t *doing
	err := o.Write(ctx, func(w *office.Work) error {
		t = &doing{o: o, w: w, in: in, out: ActReport{ResultsReport: ResultsReport{Rows: []ResultRow{}, Lines: []LineProblem{}}, Cases: []PickedCase{}, Said: []chasing.Message{}}, ready: map[ref.ClientID]*sending{}}
		if err := t.all(ctx); err != nil {
			return err
		}
		if in.Dry || t.out.Wrong > 0 {
			return errDry
		}
		t.out.Done = true
		return t.keep()
	})
	if err != nil && !errors.Is(err, errDry) {
		return ActReport{}, err
	}
	return t.out, nil
}

// doing is an act on its way into the cases.
type doing struct {
	o     *office.Office
	w     *office.Work
	in    ActInput
	to    store.Staff // who gets them
	parts []Part
	ready map[ref.ClientID]*sending
	out   ActReport
}

// sending is the message of one client.
type sending struct {
	ready  chasing.Ready
	failed error
	noted  bool
}

// all reads the cases and does the act row by row, each case once.
func (t *doing) all(ctx context.Context) error {
	do, err := t.act()
	if err != nil {
		return err
	}
	seen := map[ref.CaseID]bool{}
	for _, p := range t.in.Cases {
		if err := ctx.Err(); err != nil {
			return err
		}
		if seen[p.CaseID] {
			continue
		}
		seen[p.CaseID] = true
		it, err := t.read(p)
		if err != nil {
			return err
		}
		if it.row.Problem == "" {
			if err := do(it); err != nil {
				return err
			}
		}
		if it.row.Problem != "" {
			t.out.Wrong++
		}
		t.out.Rows = append(t.out.Rows, it.row)
	}
	t.out.Title = fmt.Sprintf("%s，%d 件", actNames[t.in.Act], len(t.out.Rows))
	return nil
}

// act judges what the act needs, and is how it is done to one case.
func (t *doing) act() (func(*item) error, error) {
	switch t.in.Act {
	case ActOwner:
		if t.in.Dry && t.in.Owner == "" {
			return t.owner, nil
		}
		if err := setup.OwnerFits(t.w.Tx, t.in.Owner); err != nil {
			var wrong office.Problems
			wrong.Take("owner", err)
			return nil, wrong.Err()
		}
		var err error
		t.to, err = t.w.Tx.Staff().Get(t.in.Owner)
		return t.owner, err
	case ActNote:
		if !t.in.Dry && strings.TrimSpace(t.in.Text) == "" {
			return nil, errs.AtField("text", "请写下内容")
		}
		return t.note, nil
	case ActChase:
		if t.in.Way != chasing.WeChat && t.in.Way != chasing.SMS {
			return nil, errs.AtField("way", "请选择微信或短信")
		}
		return t.chase, nil
	case ActTag:
		on, err := fields.Tags(t.in.Tags)
		if err == nil && !t.in.Dry && len(on)+len(t.in.Untag) == 0 {
			err = errs.AtField("tags", "请写要贴上或去掉的标签")
		}
		t.in.Tags = on
		return t.tag, err
	}
	return nil, errs.AtField("act", "没有这种批量操作，请从列表里选")
}

// read is a case as it stands, with what makes its version stale.
func (t *doing) read(p PickedCase) (*item, error) {
	d, err := casefile.Read(t.o, t.w.Tx, p.CaseID)
	if err != nil {
		return nil, err
	}
	t.out.Cases = append(t.out.Cases, PickedCase{CaseID: p.CaseID, Version: d.Case.Version})
	c := &open{file: d}
	var first workflow.Run
	if runs := d.State.OpenRuns(); len(runs) > 0 {
		first = runs[0]
	}
	it := c.item(t.o, first)
	if len(d.State.OpenRuns()) != 1 {
		it.row.Site = ""
	}
	it.row.Title = actNames[t.in.Act]
	if p.Version != 0 {
		if stale := store.Stale("案件", p.Version, d.Case.Version); stale != nil {
			it.row.Problem = stale.Error()
		}
	}
	return it, nil
}

func (t *doing) owner(it *item) error {
	c := it.file.Case
	from, err := t.w.Tx.Staff().Get(c.OwnerID)
	if err != nil {
		return err
	}
	switch t.to.ID {
	case "":
		it.row.Text = "现在是 " + from.Name
		return nil
	case from.ID:
		it.row.Problem = "已经由 " + from.Name + " 经办，请取消选择"
		return nil
	}
	it.row.Text = from.Name + " 交给 " + t.to.Name
	t.parts = append(t.parts, Part{Case: c.ID, From: from.ID, To: t.to.ID})
	return setup.HandOn(t.w, c.ID, t.to.ID, actNames[ActOwner], it.row.Text)
}

// giveBack takes another 经办 of a case back.
func giveBack(w *office.Work, d *casefile.File, p Part) error {
	from, err := w.Tx.Staff().Get(p.From)
	if err != nil {
		return err
	}
	if !from.Active {
		return errs.New(errs.Blocked, "%s 已不在岗，不能交还，请给这些案件另选经办", from.Name)
	}
	return setup.HandOn(w, d.Case.ID, from.ID, "撤销更换经办", "交还 "+from.Name)
}

func (t *doing) note(it *item) error {
	it.row.Text = strings.TrimSpace(t.in.Text)
	if it.row.Text == "" {
		return nil
	}
	id := it.file.Case.ID
	t.parts = append(t.parts, Part{Case: id})
	return filing.NoteIn(t.o, t.w, filing.NoteInput{CaseID: id, Kind: "note", Text: it.row.Text}, actNames[ActNote])
}

func (t *doing) tag(it *item) error {
	if len(t.in.Tags)+len(t.in.Untag) == 0 {
		return nil
	}
	c := it.file.Case
	before, after, err := ownfields.Retag(t.w, c.ID, t.in.Tags, t.in.Untag, c.Version)
	if err != nil {
		return it.refused(err, false)
	}
	if slices.Equal(before, after) {
		it.row.Problem = "标签已经是这样，请取消选择"
		return nil
	}
	it.row.Text = "没有标签了"
	if len(after) > 0 {
		it.row.Text = strings.Join(after, "、")
	}
	t.parts = append(t.parts, Part{Case: c.ID, Tags: after, Had: before})
	return nil
}

// untag gives a case the tags that it had.
func untag(w *office.Work, d *casefile.File, p Part) error {
	_, _, err := ownfields.Retag(w, d.Case.ID, p.Had, p.Tags, d.Case.Version)
	return err
}

// chase takes a case into the message of its client, which is noted once for all that it asks.
func (t *doing) chase(it *item) error {
	client := it.file.Client.ID
	s := t.ready[client]
	if s == nil {
		s = &sending{}
		s.ready, s.failed = chasing.ReadyFor(t.o, t.w.Tx, client, t.in.Way)
		t.ready[client] = s
	}
	if s.failed != nil {
		return it.refused(s.failed, false)
	}
	if !slices.Contains(s.ready.Cases, it.row.Number) {
		it.row.Problem = "没有要客户办的事，请取消选择"
		return nil
	}
	it.row.Text = s.ready.Title
	if s.ready.To != "" {
		it.row.Text = "发给 " + s.ready.To + "：" + s.ready.Title
	}
	if s.noted {
		return nil
	}
	s.noted = true
	t.out.Said = append(t.out.Said, s.ready.Message)
	return s.ready.Sent(t.w, t.in.Texts[string(client)])
}

// keep remembers what can be taken back, and notes the batch.
func (t *doing) keep() error {
	batch := ref.New[string]()
	if t.in.Act != ActChase {
		t.out.Batch = batch
		if err := keep(t.w, Batch{ID: batch, Title: t.out.Title, Act: t.in.Act, Parts: t.parts}); err != nil {
			return err
		}
	}
	numbers := []string{}
	for _, row := range t.out.Rows {
		numbers = append(numbers, row.Number)
	}
	return t.w.Note("case", "", batch, "批量登记："+t.out.Title, strings.Join(numbers, "\n"))
}
