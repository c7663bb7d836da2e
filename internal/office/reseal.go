package office

import (
	"cmp"
	"context"
	"strings"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

// resealBatch is how many rows one transaction seals anew: some milliseconds.
const resealBatch = 500

// What is before the places of the journal, and of the marks of rows, among those of Reseal, and
// the last one, at which rows are counted. chased is the place of those that were marked last.
const (
	bound  = "links "
	marked = "marks "
	chased = marked + "chases "
	summed = "rows "
)

// Reseal gives the seals of an older folder and the links of its journal their present form,
// and marks the folder so that nothing of the older one is taken any more. A folder that has
// seals of the present form and no mark has lost it: what is of the older form there was put
// in since, and is not taken. It comes before anything else reads what is sealed. told hears
// after each batch how many rows of how many are done.
func Reseal(ctx context.Context, o *Office, told func(done, of int)) error {
	at, err := sealedTo(ctx, o)
	if err != nil {
		return err
	}
	done, all := 0, 0
	return Anew(ctx, o, store.SealsKey, store.SealsMake, func(w *Work, after string) (string, error) {
		switch {
		case after == "" && at.Make == 3 && at.After == "": // its seals are of the present form
			after = marked
		case after == "" && at.Make == 4: // and its rows are marked, as far as it says
			after = cmp.Or(at.After, chased)
		}
		if after == "" && at.Make == 0 {
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
		if again, err := begin(w, after); again || err != nil {
			return "", err
		}
		last, err := resealFrom(w, after)
		if done = min(done+resealBatch, all); last == "" {
			done = all
		}
		told(done, all)
		return last, err
	})
}

// begin notes in the journal that rows are marked from now on, or counted, at the place where
// that begins. It says that a folder goes through this again, by the journal, which brings no
// second mark and no second count: somebody has put an older state of the folder's mark back.
func begin(w *Work, after string) (again bool, err error) {
	if !strings.HasPrefix(after, marked) && after != summed {
		return false, nil
	}
	if again, err = w.Marks().Begun(store.RowsSubject); err == nil && !again && after == marked {
		again, err = w.Marks().Begun(store.MarksSubject)
	}
	switch {
	case err != nil:
		return false, err
	case again:
		return true, w.Note("edit", "", store.MarksSubject, "密封的记号退回过，明文内容没有重作标记和记数", "")
	case after == marked:
		err = w.Note("edit", "", store.MarksSubject, "明文内容从现在起有标记", "")
	case after == summed:
		err = w.Note("edit", "", store.RowsSubject, "明文内容从现在起按行记数", "")
	}
	return false, err
}

// SealMarkAnew seals the mark of Reseal by the present key.
func SealMarkAnew(w *Work) error {
	text, version, err := w.Settings().Get(store.SealsKey)
	if damage.Is(err) || err == nil && version == 0 {
		return nil // the next opening makes it anew
	}
	if err != nil {
		return err
	}
	return w.Settings().Put(store.SealsKey, text, version)
}

// sealedTo is how far a folder says that its seals have come; make 0 when it does not say.
func sealedTo(ctx context.Context, o *Office) (at anew, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		_, err := ReadSetting(tx, store.SealsKey, &at)
		return err
	})
	if damage.Is(err) || errs.CodeOf(err) == errs.Internal {
		return anew{}, nil
	}
	return at, err
}

// Resealed refuses a folder that may only be read before Reseal is through with it. Errors:
// Blocked.
func Resealed(ctx context.Context, o *Office) error {
	at, err := sealedTo(ctx, o)
	if err != nil || at.Make == store.SealsMake && at.After == "" {
		return err
	}
	return errs.New(errs.Blocked, "这个只读的文件夹还没有升级完，现在看不了。请把整个文件夹拷到可写的位置再打开，会接着升级")
}

// resealFrom does a batch: the values table by table, then the links of the journal, then the
// marks of rows, which are counted at last.
func resealFrom(w *Work, after string) (last string, err error) {
	if after == summed {
		return "", w.Marks().Count()
	}
	if row, marks := strings.CutPrefix(after, marked); marks {
		if last, err = w.Marks().Mark(row, resealBatch); err != nil || last == "" {
			return summed, err
		}
		return marked + last, nil
	}
	link, links := strings.CutPrefix(after, bound)
	if !links {
		if last, err = w.Seals().Reseal(after, resealBatch); err == nil && last == "" {
			last = bound
		}
		return last, err
	}
	if last, err = w.Journal().Bind(link, resealBatch); err != nil {
		return "", err
	}
	if last == "" {
		return marked, nil
	}
	return bound + last, nil
}
