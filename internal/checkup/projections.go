package checkup

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Projections holds what is stored of runs and dates against a fresh fold of the moves.
func Projections(ctx context.Context, d *desk.Desk) (Finding, error) {
	f := Finding{Check: "projections", Label: "环节和期限", OK: true}
	list, err := views.AllCases(ctx, d.Office)
	if err != nil {
		return f, err
	}
	wrong := 0
	for _, c := range list {
		same, err := agrees(ctx, d.Office, c.ID)
		if err != nil {
			return f, err
		}
		if !same {
			wrong++
			f.Detail = c.Number
		}
	}
	if wrong > 0 {
		f.OK, f.Detail = false, fmt.Sprintf("%d 个案件里有 %d 个与登记的经过不符（例如 %s）", len(list), wrong, f.Detail)
		left, err := Recount(ctx, d)
		if left != "" {
			f.Detail += "。期限还没有重算完，请算完后再检查"
		}
		return f, err
	}
	f.Detail = fmt.Sprintf("%d 个案件，与登记的经过一致", len(list))
	return f, nil
}

// agrees says whether the stored runs and dates of a case are those that its moves add
// up to now. A case whose moves add up to nothing does not; it stops no other.
func agrees(ctx context.Context, o *office.Office, id ref.CaseID) (bool, error) {
	fresh, err := views.Show(ctx, o, id)
	if err != nil {
		if ctx.Err() != nil || errs.CodeOf(err) == errs.Storage {
			return false, err
		}
		return false, nil
	}
	want, have := []string{}, []string{}
	for _, c := range fresh.Clocks {
		want = append(want, strings.Join([]string{"date", c.Key, string(c.Kind), c.Deadline.Due.String()}, " "))
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		folded, _ := casefile.Rows(o, d)
		stored, err := tx.Projections().Runs(id)
		if err != nil {
			return err
		}
		for _, r := range folded {
			want = append(want, runText(r))
		}
		for _, r := range stored {
			have = append(have, runText(r))
		}
		dates, err := tx.Projections().Deadlines(id)
		for _, l := range dates {
			have = append(have, strings.Join([]string{"date", l.Key, l.Kind, l.Due().String()}, " "))
		}
		return err
	})
	slices.Sort(want)
	slices.Sort(have)
	return slices.Equal(want, have), err
}

// runText is what is kept of a run, in one text.
func runText(r store.RunRow) string {
	line, _ := json.Marshal(r.RunLine) // plain fields always marshal
	return strings.Join([]string{"run", r.Entered, string(line)}, " ")
}
