package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Purge removes every document of a case, and what the journal says of them, with a reason,
// and tells how many went and which files no document keeps any more. The caller sweeps those once it has committed;
// until then each keeps an intent, so that a process that dies in between leaves nothing
// that can't be found.
func Purge(w *office.Work, id ref.CaseID, reason string) (removed int, blobs []string, err error) {
	return PurgeOf(w, id, reason, func(materials.Document) bool { return true })
}

// PurgeOf is Purge of some of a case's documents.
func PurgeOf(w *office.Work, id ref.CaseID, reason string, which func(materials.Document) bool) (removed int, blobs []string, err error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return 0, nil, errs.AtField("reason", "请写明为什么清除材料")
	}
	docs, err := w.Documents().Of(id)
	kept := map[string]bool{}
	docs = slices.DeleteFunc(docs, func(d materials.Document) bool {
		if !which(d) {
			kept[string(d.ID)] = true
		}
		return !which(d)
	})
	if err != nil || len(docs) == 0 {
		return 0, nil, err
	}
	for _, d := range docs {
		if err := w.Documents().Remove(d.ID); err != nil {
			return 0, nil, err
		}
		blobs = append(blobs, d.Blob)
	}
	if blobs, err = Release(w, blobs); err != nil {
		return 0, nil, err
	}
	// That single documents came in stays: of those that go, the file's name, its days and what
	// was wrong with it do not.
	err = w.Forget(id, "删去 %d 条材料记录里的文件名和日期", func(e store.Entry) bool { return e.Kind == "material" && e.Subject != "" && !kept[e.Subject] })
	if err != nil {
		return 0, nil, err
	}
	return len(docs), blobs, w.Note("material", id, "", fmt.Sprintf("清除材料 %d 份", len(docs)), reason)
}

// Release keeps an intent of each file whose name was just taken out somewhere, and gives them,
// each once, for Sweep.
func Release(w *office.Work, blobs []string) ([]string, error) {
	blobs = slices.Compact(slices.Sorted(slices.Values(blobs)))
	for _, blob := range blobs {
		if err := w.Documents().Intend(blob, os.Getpid()); err != nil {
			return nil, err
		}
	}
	return blobs, nil
}

// Sweep removes the files that no document and no consent uses any more, and settles their intents.
func Sweep(ctx context.Context, o *office.Office, blobs []string) error {
	var failed []error
	for _, blob := range blobs {
		failed = append(failed, sweep(ctx, o, blob))
	}
	return errors.Join(failed...)
}

func sweep(ctx context.Context, o *office.Office, blob string) error {
	return o.Write(ctx, func(w *office.Work) error {
		uses, err := w.Documents().BlobUses(blob)
		if err != nil {
			return err
		}
		if uses == 0 {
			// A file that is gone already is what was asked for.
			if err := o.Files.Remove(blob); err != nil && errs.CodeOf(err) != errs.NotFound {
				return err
			}
		}
		return w.Documents().Settle(blob)
	})
}
