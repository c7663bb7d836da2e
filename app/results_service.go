package app

import (
	"context"

	"beiandesk/app/page/many"
	"beiandesk/internal/office"
	"beiandesk/internal/office/results"
)

// ResultsService records one result in many cases, or does another act to them.
type ResultsService struct{ s *Session }

// Choices tells which results the cases may get.
func (r *ResultsService) Choices(in results.PicksInput) (many.ResultChoices, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (many.ResultChoices, error) {
		choices, shown, err := results.Choices(ctx, o, in)
		return many.NewResultChoices(choices, shown), err
	})
}

// Try tells what would be recorded, and stores nothing.
func (r *ResultsService) Try(in results.ResultsInput) (results.ResultsReport, error) {
	in.Dry = true
	return r.run(in)
}

// Record records the result in all cases, or in none while one is wrong or asks.
func (r *ResultsService) Record(in results.ResultsInput) (results.ResultsReport, error) {
	in.Dry = false
	return r.run(in)
}

func (r *ResultsService) run(in results.ResultsInput) (results.ResultsReport, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (results.ResultsReport, error) {
		return results.Run(ctx, o, in)
	})
}

// TryAct tells what an act would do to all cases, and stores nothing.
func (r *ResultsService) TryAct(in results.ActInput) (many.ManyView, error) {
	in.Dry = true
	return r.act(in)
}

// Act does it to all cases, or to none while one is wrong.
func (r *ResultsService) Act(in results.ActInput) (many.ManyView, error) {
	in.Dry = false
	return r.act(in)
}

func (r *ResultsService) act(in results.ActInput) (many.ManyView, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (many.ManyView, error) {
		got, err := results.Act(ctx, o, in)
		return many.NewManyView(got), err
	})
}

// TakeBack takes a result or an act back from all of its cases, or from none.
func (r *ResultsService) TakeBack(in results.BatchInput) (results.TakenBack, error) {
	return run(r.s, func(ctx context.Context, o *office.Office) (results.TakenBack, error) {
		return results.Undo(ctx, o, in)
	})
}
