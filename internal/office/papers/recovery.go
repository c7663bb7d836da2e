package papers

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/paper"
	"beiandesk/internal/store"
)

// Keys is what of a folder's keys goes on paper.
type Keys struct {
	Folder     string
	Groups     []string
	CodeGroups int // of the recovery code, which is written in by hand
}

// Recovery prints the recovery sheet. It wants no letterhead: a desk has keys before it has
// a name.
func Recovery(ctx context.Context, o *office.Office, k Keys) (Paper, error) {
	var head setup.Letterhead
	err := o.Read(ctx, func(tx store.Tx) (err error) {
		head, err = setup.LetterheadOf(tx)
		return err
	})
	if err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderRecovery(paper.Recovery{Agency: head.Name, Folder: k.Folder, Groups: k.Groups, CodeGroups: k.CodeGroups, GeneratedAt: o.Now()})
	if err != nil {
		return Paper{}, err
	}
	return finish("恢复单", "", o.Today(), made), nil
}
