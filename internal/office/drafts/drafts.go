// Package drafts keeps what somebody has typed and not saved, so that neither a slip of
// the hand nor an end of the program loses it. A draft is its author's alone and in no
// journal; the verb that saves it removes it.
package drafts

import (
	"context"
	"regexp"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// maxBody is the longest draft in bytes: a form and a long note are far below it.
const maxBody = 1 << 18

// keys are names of forms, with ids and codes of what they are about: they lie in clear.
var keys = regexp.MustCompile(`^[a-z]+(:[A-Za-z0-9._-]*){0,4}$`)

// DraftInput is a form as it stands.
type DraftInput struct {
	Key  string `json:"key"`                       // newcase, note:<case>
	Body string `json:"body" text:"草稿,raw,262144"` // as the page writes it
}

// Keep stores it over what was there, and tells when. Errors: Invalid at key or body.
func Keep(ctx context.Context, o *office.Office, in DraftInput) (time.Time, error) {
	if err := office.Judge(in); err != nil {
		return time.Time{}, err
	}
	var at time.Time
	switch {
	case len(in.Key) > 200 || !keys.MatchString(in.Key):
		return at, errs.AtField("key", "没有这种表单")
	case in.Body == "":
		return at, errs.AtField("body", "没有要留的内容")
	case len(in.Body) > maxBody:
		return at, errs.AtField("body", "写得太长，留不下草稿，请分几次存")
	}
	return at, o.Write(ctx, func(w *office.Work) error {
		at = w.Now
		return w.Drafts().Put(store.Draft{Staff: w.Staff, Key: in.Key, Body: in.Body, UpdatedAt: w.Now})
	})
}

// Drop forgets one; where there is none, nothing happens.
func Drop(ctx context.Context, o *office.Office, key string) error {
	if err := office.JudgeText("key", "草稿,line,200", key); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error { return w.Drafts().Remove(w.Staff, key) })
}

// All are those of who acts, by key.
func All(ctx context.Context, o *office.Office) ([]store.Draft, error) {
	var all []store.Draft
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		all, err = tx.Drafts().Of(o.Staff)
		return err
	})
	return all, err
}
