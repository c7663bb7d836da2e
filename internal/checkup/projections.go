package checkup

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// projections holds what is stored of runs and dates against a fresh fold of the moves.
func projections(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	count, off := 0, []string{}
	err = views.EachCase(ctx, d.Office, func(c views.Row) error {
		count++
		same, err := agrees(ctx, d.Office, c.ID)
		if !same {
			off = append(off, c.Number)
		}
		return err
	})
	if err != nil {
		return "", "", err
	}
	if len(off) == 0 {
		return fmt.Sprintf("%d 个案件，与登记的经过一致", count), "", nil
	}
	wrong = fmt.Sprintf("%d 个案件里有 %d 个与登记的经过不符（%s）", count, len(off), some(off))
	left, err := Recount(ctx, d)
	if left != "" {
		wrong += "。期限还没有重算完，请算完后再检查"
	}
	return "", wrong, err
}

// agrees says whether the stored runs and dates of a case are those that its moves add
// up to now. A case whose moves add up to nothing does not; it stops no other.
func agrees(ctx context.Context, o *office.Office, id ref.CaseID) (bool, error) {
	if _, err := views.Show(ctx, o, id); err != nil {
		if ctx.Err() != nil || errs.CodeOf(err) == errs.Storage {
			return false, err
		}
		return false, nil
	}
	want, have := []string{}, []string{}
	err := o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		if d.Damaged() {
			want, have = nil, nil // told as a damaged value; what is stored is the best that is known
			return nil
		}
		want, have = append(want, folded(d)...), append(have, kept(d)...)
		runs, due := casefile.Rows(o, d)
		stored, err := tx.Projections().Runs(id)
		if err != nil {
			return err
		}
		for _, r := range runs {
			want = append(want, runText(r))
		}
		for _, l := range due {
			want = append(want, dateText(l))
		}
		for _, r := range stored {
			have = append(have, runText(r))
		}
		dates, err := tx.Projections().Deadlines(id)
		for _, l := range dates {
			have = append(have, dateText(l))
		}
		return err
	})
	slices.Sort(want)
	slices.Sort(have)
	return slices.Equal(want, have), err
}

// folded is where the moves have brought a case and its sites, kept what its rows say of that.
func folded(d *casefile.File) []string {
	ended := ""
	if d.State.Ended != nil {
		ended = fmt.Sprint(cal.Start(*d.State.Ended).UTC(), !d.State.Ended.Dated())
	}
	all := []string{strings.Join([]string{"case", string(d.State.Status), d.State.SubjectNumber, ended}, " ")}
	for _, s := range d.Sites {
		now, live := d.State.Sites[s.ID], ""
		if now.Live != nil {
			live = now.Live.String()
		}
		all = append(all, strings.Join([]string{"site", string(s.ID), now.ICPNumber, now.PoliceNumber, live}, " "))
	}
	return all
}

func kept(d *casefile.File) []string {
	ended := ""
	if d.Case.ClosedAt != nil {
		ended = fmt.Sprint(d.Case.ClosedAt.UTC(), d.Case.UndatedEnd)
	}
	all := []string{strings.Join([]string{"case", d.Case.Status, d.Case.SubjectNumber, ended}, " ")}
	for _, s := range d.Sites {
		all = append(all, strings.Join([]string{"site", string(s.ID), s.ICPNumber, s.PoliceNumber, s.Live}, " "))
	}
	return all
}

// runText is what is kept of a run, in one text.
func dateText(l store.DeadlineRow) string {
	text, _ := json.Marshal(l) // plain fields always marshal
	return "date " + string(text)
}

func runText(r store.RunRow) string {
	line, _ := json.Marshal(r.RunLine) // plain fields always marshal
	return strings.Join([]string{"run", r.Entered, string(line)}, " ")
}
