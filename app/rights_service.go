package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
)

// RightsService is what people are owed about their own data.
type RightsService struct{ s *Session }

// AddConsent registers what a person has agreed to.
func (r *RightsService) AddConsent(in consents.ConsentInput) (page.Empty, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, consents.Add(ctx, o, in)
	})
}

// WithdrawConsent registers that a person takes a consent back.
func (r *RightsService) WithdrawConsent(in consents.WithdrawalInput) (page.Empty, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, consents.Withdraw(ctx, o, in)
	})
}

// HandoversService is the register of hand-overs of personal data.
type HandoversService struct{ s *Session }

// List gives a page of the register.
func (h *HandoversService) List(in page.HandoversInput) (page.HandoversView, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.HandoversView, error) {
		list, err := handovers.List(ctx, o, handovers.Filter{Case: ref.CaseID(in.CaseID), Recipient: in.Recipient, Text: in.Text, Cursor: in.Cursor, Size: pageSize(in.PageSize)})
		if err != nil {
			return page.HandoversView{}, err
		}
		over, err := handovers.Over(ctx, o)
		return page.NewHandoversView(list, over, o.Today()), err
	})
}

// Choices tells what a hand-over of a case may be registered with.
func (h *HandoversService) Choices(in page.CaseInput) (page.HandoverChoices, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.HandoverChoices, error) {
		c, err := handovers.ChoicesOf(ctx, o, ref.CaseID(in.CaseID))
		return page.NewHandoverChoices(c), err
	})
}

// Add registers a hand-over by hand.
func (h *HandoversService) Add(in handovers.HandoverInput) (page.Empty, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, handovers.Add(ctx, o, in)
	})
}

// Withdraw takes back what was registered by hand.
func (h *HandoversService) Withdraw(in page.TakeBackInput) (page.Empty, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, handovers.Withdraw(ctx, o, ref.HandoverID(in.ID), in.Reason)
	})
}

// Expire takes out what need not be kept any more.
func (h *HandoversService) Expire(page.Empty) (page.ExpiredView, error) {
	return run(h.s, func(ctx context.Context, o *office.Office) (page.ExpiredView, error) {
		n, err := handovers.Expire(ctx, o)
		return page.ExpiredView{Gone: n}, err
	})
}
