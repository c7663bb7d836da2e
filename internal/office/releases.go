package office

import (
	"context"
	"strconv"

	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// releaseKey is the setting that keeps by which release's clocks and rules a folder opens
// cases.
const releaseKey = "release"

// firstRelease is that of folders that name none.
const firstRelease = 1

// EnterRelease makes this release's clocks and rules an edition of a folder that has open
// cases from an earlier one. Those go on by what they were opened with until staff tick
// them, as with any change (docs/adr/0012). It must come before the editions are made.
func EnterRelease(ctx context.Context, o *Office) error {
	var kept, version int
	err := o.Read(ctx, func(tx store.Tx) (err error) {
		version, err = ReadSetting(tx, releaseKey, &kept)
		return err
	})
	if err != nil || kept >= workflow.Release {
		return err
	}
	err = o.Write(ctx, func(w *Work) error {
		last, err := w.Overrides().Last()
		if err != nil {
			return err
		}
		open, err := w.Overrides().CountOutdated(last + 1)
		if err != nil {
			return err
		}
		if open > 0 {
			row := store.Override{
				ID: ref.New[ref.OverrideID](), Seq: last + 1, Kind: store.OverrideRelease, Scope: strconv.Itoa(max(kept, firstRelease)),
				Code: strconv.Itoa(workflow.Release), New: strconv.Itoa(workflow.Release), Changes: true, Staff: w.Staff, At: w.Now,
			}
			if err := w.Overrides().Add(row); err != nil {
				return err
			}
		}
		return SaveSetting(w.Tx, releaseKey, workflow.Release, version)
	})
	if errs.CodeOf(err) == errs.Conflict {
		return nil // another process has done it
	}
	return err
}

// releaseAt is the release that holds once the row at i was entered.
func releaseAt(rows []store.Override, i int) int {
	release, before := workflow.Release, true
	for j, r := range rows {
		switch {
		case r.Kind != store.OverrideRelease:
		case j <= i:
			release, before = number(r.Code), false
		case before:
			return number(r.Scope)
		}
	}
	return release
}

// number reads what EnterRelease wrote.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
