package papers

import (
	"context"
	"errors"
	"fmt"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
)

// MostReports is how many cases ProgressOfMany takes: a stack that is printed in one go.
const MostReports = 100

// ProgressOfMany prints the progress reports of several cases one after another in one file.
// Errors: as of Progress, with the number of the case; Invalid at cases for none or too many.
func ProgressOfMany(ctx context.Context, o *office.Office, ids []ref.CaseID) (Paper, error) {
	if len(ids) > MostReports {
		return Paper{}, errs.AtField("cases", "一次最多打印 %d 件的进度报告，现在选了 %d 件，请分几次", MostReports, len(ids))
	}
	views, parts := []paper.Progress{}, []Paper{}
	for _, id := range ids {
		v, err := progressOf(ctx, o, id)
		if err != nil {
			return Paper{}, numbered(v.CaseNumber, err)
		}
		views = append(views, v)
		parts = append(parts, finish(progressName, v.CaseNumber, o.Today(), paper.Result{}).of(id))
	}
	r, err := paper.RenderProgresses(views)
	if err != nil {
		return Paper{}, err
	}
	all := finish(progressName, fmt.Sprintf("%d 件", len(ids)), o.Today(), r)
	all.parts = parts
	return all, nil
}

// numbered says in which case something is wrong that somebody can put right.
func numbered(number string, err error) error {
	var e *errs.Error
	if !errors.As(err, &e) || e.Code == errs.Internal || e.Code == errs.Storage || number == "" {
		return err
	}
	return errs.Wrap(e.Code, err, "%s：%s", number, e.Message)
}
