package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/app/page/personal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/closing"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/retention"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/ref"
)

// RightsService is what people are owed about their own data.
type RightsService struct{ s *Session }

// AddConsent registers what a person has agreed to. With the file that proves it, that goes
// through the asset handler.
func (r *RightsService) AddConsent(in consents.ConsentInput) (page.Empty, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, consents.Add(ctx, o, in)
	})
}

// SaveEvidence asks where to and writes there the file that proves a consent. The look is noted
// before the file is written.
func (r *RightsService) SaveEvidence(in page.IDInput) (page.SavedView, error) {
	return r.s.save("", func(ctx context.Context, o *office.Office) (string, []byte, error) {
		got, err := consents.Fetch(ctx, o, ref.ConsentID(in.ID))
		return got.SaveName(), got.Content, err
	})
}

// WithdrawConsent registers that a person takes a consent back.
func (r *RightsService) WithdrawConsent(in consents.WithdrawalInput) (page.Empty, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, consents.Withdraw(ctx, o, in)
	})
}

// Copy asks where to and writes there all that the desk holds of a person. It is noted before
// the file is written.
func (r *RightsService) Copy(in personal.PersonCopyInput) (page.SavedView, error) {
	return r.s.save(".json", func(ctx context.Context, o *office.Office) (string, []byte, error) {
		held, err := rights.CopyOf(ctx, o, ref.PersonID(in.PersonID), in.Whole)
		if err != nil {
			return "", nil, err
		}
		return held.File()
	})
}

// Breach asks where to and writes there the letters of a breach to all who are affected.
func (r *RightsService) Breach(in rights.BreachInput) (page.SavedView, error) {
	return r.s.save(".txt", func(ctx context.Context, o *office.Office) (string, []byte, error) {
		all, err := rights.Breach(ctx, o, in)
		name, text := all.File()
		return name, text, err
	})
}

// PlanErasure tells what erasing a person would take away.
func (r *RightsService) PlanErasure(in page.IDInput) (personal.ErasureView, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (personal.ErasureView, error) {
		holds, err := r.s.desk.Backups().Holds(ctx)
		if err != nil {
			return personal.ErasureView{}, err
		}
		e, err := rights.PlanErasure(ctx, o, ref.PersonID(in.ID))
		return personal.NewErasureView(e, holds), err
	})
}

// Erase takes a person's data out of the desk.
func (r *RightsService) Erase(in rights.EraseInput) (page.Empty, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		_, err := rights.Erase(ctx, o, in)
		return page.Empty{}, err
	})
}

// Closing tells how far a case is on its way to its end.
func (r *RightsService) Closing(in page.CaseInput) (personal.ClosingView, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (personal.ClosingView, error) {
		holds, err := r.s.desk.Backups().Holds(ctx)
		if err != nil {
			return personal.ClosingView{}, err
		}
		now, err := closing.Of(ctx, o, ref.CaseID(in.CaseID), holds)
		return personal.NewClosingView(now), err
	})
}

// Give registers what the client was given back at the end of a case.
func (r *RightsService) Give(in closing.GiveInput) (page.Empty, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, closing.Give(ctx, o, in)
	})
}

// HandoversService is the register of hand-overs of personal data.
type HandoversService struct{ s *Session }

// List gives a page of the register.
func (h *HandoversService) List(in personal.HandoversInput) (personal.HandoversView, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (personal.HandoversView, error) {
		list, err := handovers.List(ctx, o, handovers.Filter{Case: ref.CaseID(in.CaseID), Recipient: in.Recipient, Text: in.Text, Cursor: in.Cursor, Size: pageSize(in.PageSize)})
		if err != nil {
			return personal.HandoversView{}, err
		}
		over, err := handovers.Over(ctx, o)
		return personal.NewHandoversView(list, over, o.Today()), err
	})
}

// Choices tells what a hand-over of a case may be registered with.
func (h *HandoversService) Choices(in page.CaseInput) (personal.HandoverChoices, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (personal.HandoverChoices, error) {
		c, err := handovers.ChoicesOf(ctx, o, ref.CaseID(in.CaseID))
		return personal.NewHandoverChoices(c), err
	})
}

// Add registers a hand-over by hand.
func (h *HandoversService) Add(in handovers.HandoverInput) (page.Empty, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, handovers.Add(ctx, o, in)
	})
}

// Withdraw takes back what was registered by hand.
func (h *HandoversService) Withdraw(in personal.TakeBackInput) (page.Empty, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, handovers.Withdraw(ctx, o, ref.HandoverID(in.ID), in.Reason)
	})
}

// Expire takes out what need not be kept any more.
func (h *HandoversService) Expire(page.Empty) (personal.ExpiredView, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (personal.ExpiredView, error) {
		n, err := handovers.Expire(ctx, o, "")
		return personal.ExpiredView{Gone: n}, err
	})
}

// RetentionService is how long things about people are kept, and the removal of what is due.
type RetentionService struct{ s *Session }

// List tells of every kind what is due.
func (r *RetentionService) List(page.Empty) (personal.RetentionView, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (personal.RetentionView, error) {
		lines, err := retention.List(ctx, o)
		return personal.NewRetentionView(lines), err
	})
}

// Purge removes what was picked of one kind, and tells what is left.
func (r *RetentionService) Purge(in retention.PurgeInput) (personal.RetentionView, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (personal.RetentionView, error) {
		if _, err := retention.Purge(ctx, o, in); err != nil {
			return personal.RetentionView{}, err
		}
		lines, err := retention.List(ctx, o)
		return personal.NewRetentionView(lines), err
	})
}
