package office

import (
	"context"

	"beiandesk/internal/store"
)

// resealBatch is how many rows one transaction seals anew: some milliseconds.
const resealBatch = 500

// Reseal gives the seals of an older folder their present form, and marks the folder so that
// nothing of the older one is taken any more. A folder that has seals of the present form and
// no mark has lost it: what is of the older form there was put in since, and is not taken. It
// comes before anything else reads what is sealed. told hears after each batch how many rows
// of how many are done.
func Reseal(ctx context.Context, o *Office, told func(done, of int)) error {
	done, all := 0, 0
	return Anew(ctx, o, store.SealsKey, store.SealsMake, func(w *Work, after string) (string, error) {
		if after == "" {
			lost, err := w.Seals().Resealed()
			if err != nil {
				return "", err
			}
			if lost {
				return "", w.Note("edit", "", "seals", "密封的记号不见了，已重新作出；旧格式的内容不再采用", "")
			}
		}
		if all == 0 {
			var err error
			if all, err = w.Seals().Count(); err != nil {
				return "", err
			}
		}
		last, err := w.Seals().Reseal(after, resealBatch)
		if done = min(done+resealBatch, all); last == "" {
			done = all
		}
		told(done, all)
		return last, err
	})
}
