package people

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// partsKey is the setting under which a folder keeps the make of the parts by which texts
// are found.
const partsKey = "parts"

// fillBatch and sweepBatch are how many rows, and how many of their parts, one transaction
// looks at: a fraction of a second.
const (
	fillBatch  = 500
	sweepBatch = 10_000
)

// FillParts puts in by which parts rows of a folder of another make are found.
func FillParts(ctx context.Context, o *office.Office) error {
	return office.Anew(ctx, o, partsKey, store.PartsMake, func(w *office.Work, after string) (string, error) {
		return w.Parts().Fill(after, fillBatch)
	})
}

// Mend puts in by which parts rows are found, where they are missing, takes out what no row is
// called, and counts the tallies of lists anew. What is whole stays as it is and is found
// meanwhile.
func Mend(ctx context.Context, o *office.Office) error {
	if err := o.Write(ctx, func(w *office.Work) error { return w.Projections().Recount() }); err != nil {
		return err
	}
	if err := batches(ctx, o, fillBatch, store.PartStore.Fill); err != nil {
		return err
	}
	return batches(ctx, o, sweepBatch, store.PartStore.Sweep)
}

func batches(ctx context.Context, o *office.Office, size int, of func(parts store.PartStore, after string, limit int) (string, error)) error {
	for after := ""; ; {
		err := o.Write(ctx, func(w *office.Work) (err error) {
			after, err = of(w.Parts(), after, size)
			return err
		})
		if err != nil || after == "" {
			return err
		}
	}
}
