package views_test

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
)

// deadlines are all dates of a desk.
func deadlines(ctx context.Context, o *office.Office) (list []views.Dated, err error) {
	err = views.EachDeadline(ctx, o, func(d views.Dated) error {
		list = append(list, d)
		return nil
	})
	return list, err
}
