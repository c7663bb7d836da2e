package calendar

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// recomputeAhead is how many batches are counted before the first of them is written.
const recomputeAhead = 2

// DateChange is a date that another calendar has moved, or made firm where it stands.
type DateChange struct {
	CaseID ref.CaseID
	Number string
	Stage  string // 管局审核
	Site   string // "" where the case has one
	Label  string // 管局最迟
	Old    string // 2027-02-05, or 2027-02-01 至 2027-02-05, followed by （暂定） while a year is missing
	New    string
	Firmed bool // it stays, and is provisional no more
}

// Name is the label with the site's name where the case has several: 网站上线（青禾社区）.
func (c DateChange) Name() string {
	if c.Site == "" {
		return c.Label
	}
	return c.Label + "（" + c.Site + "）"
}

// Recomputed is what counting dates again has come to.
type Recomputed struct {
	Done    int // cases looked at, since the calendar changed
	Total   int // cases to look at
	Moved   int // dates moved, since the calendar changed
	Firmed  int // provisional dates that became firm where they stand, since then
	Changes []DateChange
	Left    bool // there is more to do
}

// RecomputeOptions say how Recompute tells of its progress.
type RecomputeOptions struct {
	Progress func(done, total int) // after each batch; may be nil
}

// Recompute counts every date again that a change of the calendar may have moved, and
// lists those it has moved. What is done is kept batch by batch: ended by ctx or by a
// fault it gives what it has done and the error, and goes on from there the next time,
// in any process.
func Recompute(ctx context.Context, o *office.Office, opts RecomputeOptions) (Recomputed, error) {
	out := Recomputed{Changes: []DateChange{}}
	ctx, stop := context.WithCancel(ctx)
	ready, batch := make(chan prepared, recomputeAhead), newPace()
	go func() {
		defer close(ready)
		ahead(ctx, o, batch, ready)
	}()
	defer func() {
		stop()
		for range ready { // until nobody reads the folder any more
		}
	}()
	for p := range ready {
		err := p.err
		if err == nil {
			begun := time.Now()
			err = p.write(ctx, o)
			batch.took(p.size, time.Since(begun))
		}
		if err != nil {
			return out, err
		}
		out.Changes = append(out.Changes, p.out.Changes...)
		out.Done, out.Total, out.Moved, out.Firmed, out.Left = p.out.Done, p.out.Total, p.out.Moved, p.out.Firmed, p.out.Left
		if opts.Progress != nil {
			opts.Progress(out.Done, out.Total)
		}
	}
	return out, nil
}

// ahead counts batch after batch while the ones before are being written, until
// nothing is left or one has failed.
func ahead(ctx context.Context, o *office.Office, batch *pace, ready chan<- prepared) {
	var behind *Recount
	for {
		p, err := prepare(ctx, o, behind, batch.size())
		if err == nil && !p.from.Pending() {
			return
		}
		p.err = err
		ready <- p
		if err != nil || !p.to.Pending() {
			return
		}
		behind = &p.to
	}
}

// RecomputeLeft tells how far the counting has come, without going on.
func RecomputeLeft(ctx context.Context, o *office.Office) (Recomputed, error) {
	out := Recomputed{Changes: []DateChange{}}
	err := o.Read(ctx, func(tx store.Tx) error {
		r, err := RecountOf(tx)
		if err != nil || !r.Pending() {
			return err
		}
		if r.Total == 0 {
			r.Total, err = tx.Projections().CountFrom(*r.From)
		}
		out.Done, out.Total, out.Moved, out.Firmed, out.Left = r.Done, r.Total, r.Changed, r.Firmed, true
		return err
	})
	return out, err
}

// RecomputeStep counts one batch again.
func RecomputeStep(ctx context.Context, o *office.Office) (Recomputed, error) {
	p, err := prepare(ctx, o, nil, newPace().size())
	if err != nil || !p.from.Pending() {
		return p.out, err
	}
	return p.out, p.write(ctx, o)
}

// prepared is a batch that was counted and is still to be written.
type prepared struct {
	from, to  Recount // what was left before it, and will be after it
	redatings []store.DateUpdate
	out       Recomputed
	size      int // how many cases it was to have at most
	err       error
}

// prepare reads a batch and counts it: what comes next as the folder has it, or what
// comes behind a batch that is just being written.
func prepare(ctx context.Context, o *office.Office, behind *Recount, size int) (prepared, error) {
	p := prepared{out: Recomputed{Changes: []DateChange{}}, size: size}
	var batch []store.CaseDates
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		if behind != nil {
			p.from = *behind
		} else if p.from, err = RecountOf(tx); err != nil || !p.from.Pending() {
			return err
		}
		if p.from.Total == 0 {
			if p.from.Total, err = tx.Projections().CountFrom(*p.from.From); err != nil {
				return err
			}
		}
		batch, err = tx.Projections().CasesDatedFrom(*p.from.From, p.from.After, size)
		return err
	})
	if err != nil || !p.from.Pending() {
		return p, err
	}
	for _, f := range batch {
		x, changes, err := redate(o, f)
		if err != nil {
			return p, err
		}
		if len(x.Runs)+len(x.Deadlines) > 0 {
			p.redatings = append(p.redatings, x)
		}
		p.out.Changes = append(p.out.Changes, changes...)
	}
	p.to = p.from
	p.to.Done += len(batch)
	for _, c := range p.out.Changes {
		if c.Firmed {
			p.to.Firmed++
		} else {
			p.to.Changed++
		}
	}
	p.out.Done, p.out.Total, p.out.Moved, p.out.Firmed = p.to.Done, max(p.from.Total, p.to.Done), p.to.Changed, p.to.Firmed
	if p.out.Left = len(batch) == size; p.out.Left {
		p.to.After = batch[len(batch)-1].Case.ID
	} else {
		p.to = Recount{}
	}
	p.to.Version = p.from.Version + 1
	return p, nil
}

// write stores a batch together with how far the counting has come. Conflict when
// another process has done so meanwhile.
func (p prepared) write(ctx context.Context, o *office.Office) error {
	return o.Write(ctx, func(w *office.Work) error {
		// A case that was changed meanwhile was counted anew by that change.
		if err := w.Projections().UpdateDates(p.redatings); err != nil {
			return err
		}
		if err := noteChanges(w, p.out); err != nil {
			return err
		}
		kept := p.to
		kept.Version = p.from.Version
		return SaveRecount(w.Tx, kept)
	})
}

// redate tells which rows of a case differ from what the engine makes of it now.
func redate(o *office.Office, f store.CaseDates) (store.DateUpdate, []DateChange, error) {
	d := &casefile.File{Case: f.Case, Sites: f.Sites, Moves: f.Moves}
	if err := d.Fold(o); err != nil && !damage.Is(err) {
		return store.DateUpdate{}, nil, errs.Wrap(errs.Internal, err, "案件 %s 的期限算不出来，请用 doctor 检查资料夹", f.Case.Number)
	}
	x := store.DateUpdate{Case: f.Case.ID, Version: f.Case.Version}
	changes := []DateChange{}
	if d.Damaged() {
		return x, changes, nil // the dates of before are the best that is known of it
	}
	runs, deadlines := casefile.Rows(o, d)
	for _, now := range deadlines {
		i := slices.IndexFunc(f.Deadlines, func(was store.DeadlineRow) bool { return was.Key == now.Key })
		if i < 0 {
			return x, nil, errs.New(errs.Internal, "案件 %s 少一条期限（%s），请用 doctor 检查资料夹", f.Case.Number, now.Label)
		}
		was := f.Deadlines[i]
		now.ID = was.ID // an earlier release made its ids otherwise
		stays := was.From == now.From && was.DueDay == now.DueDay && was.DueMin == now.DueMin
		firmed := stays && was.Provisional && !now.Provisional
		if !stays || firmed {
			changes = append(changes, DateChange{
				CaseID: f.Case.ID, Number: f.Case.Number, Stage: casefile.StageLabel(o, f.Case.Type, now.Stage), Site: d.SiteLabel(now.SiteID),
				Label: now.Label, Old: SpanText(was), New: SpanText(now), Firmed: firmed,
			})
		} else if was.Governs == now.Governs && was.Provisional == now.Provisional && slices.Equal(was.Reasons, now.Reasons) {
			continue
		}
		x.Deadlines = append(x.Deadlines, now)
	}
	for _, now := range runs {
		i := slices.IndexFunc(f.Runs, func(was store.RunRow) bool { return was.Key == now.Key })
		if i < 0 {
			return x, nil, errs.New(errs.Internal, "案件 %s 少一个在办环节（%s），请用 doctor 检查资料夹", f.Case.Number, casefile.StageLabel(o, f.Case.Type, now.Stage))
		}
		was := f.Runs[i]
		if reflect.DeepEqual(was.Due, now.Due) && reflect.DeepEqual(was.Late, now.Late) && was.Headline == now.Headline {
			continue
		}
		// The people of a case were not read, so that whom an SMS round waits for stands as it did.
		was.Due, was.Late, was.Soft, was.Headline = now.Due, now.Late, now.Soft, now.Headline
		x.Runs = append(x.Runs, was)
	}
	return x, changes, nil
}

// SpanText is a date as a line tells it, with the start of an expected span.
func SpanText(d store.DeadlineRow) string {
	text := cal.Moment{Day: d.DueDay, Minute: d.DueMin}.String()
	if d.From != "" && d.From != text {
		text = d.From + " 至 " + text
	}
	if d.Provisional {
		text += "（暂定）"
	}
	return text
}

// noteChanges keeps the list of a batch in the journal, so that a list that was cut
// short can still be read whole.
func noteChanges(w *office.Work, out Recomputed) error {
	if len(out.Changes) == 0 && out.Left {
		return nil
	}
	title := fmt.Sprintf("按放假安排重算期限，已算 %d 件，改了 %d 个", out.Done, out.Moved)
	if !out.Left {
		title = fmt.Sprintf("按放假安排重算完，共 %d 件，改了 %d 个期限", out.Done, out.Moved)
	}
	if out.Firmed > 0 {
		title += fmt.Sprintf("，%d 个由暂定变为确定", out.Firmed)
	}
	lines := make([]string, len(out.Changes))
	for i, c := range out.Changes {
		lines[i] = fmt.Sprintf("%s %s：%s → %s", c.Number, c.Label, c.Old, c.New)
	}
	return w.Note("edit", "", "recount", title, strings.Join(lines, "\n"))
}
