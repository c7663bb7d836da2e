package app

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/office/pasting"
)

// PasteService reads what is pasted. The text is kept nowhere.
type PasteService struct{ s *Session }

// Read reads a pasted text into the fields of a case.
func (p *PasteService) Read(in pasting.PasteInput) (pasting.PasteView, error) {
	return run(p.s, func(ctx context.Context, o *office.Office) (pasting.PasteView, error) {
		return pasting.Read(ctx, o, in)
	})
}
