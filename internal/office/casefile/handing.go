package casefile

import (
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/workflow"
)

// handings tells when the papers of each stage go to the reviewer who takes them first. When
// they are expected to is reckoned only where a paper has a day to be held against it.
func handings(f *File, docs []materials.Document, today cal.Day) map[string]materials.Handing {
	out := map[string]materials.Handing{}
	expect := func(string) cal.Day { return today }
	if slices.ContainsFunc(docs, func(d materials.Document) bool { return d.Days.Issued != nil || d.Days.Until != nil }) {
		expect = expecting(f, today)
	}
	for _, code := range f.Kind().Stages {
		stage, _ := f.Engine.Graph().Stage(code)
		if stage.Submission == nil {
			continue
		}
		h := materials.Handing{Day: expect(code)}
		if day, ok := went(f, stage); ok {
			h = materials.Handing{Day: day, Done: true}
		}
		for _, taken := range stage.Submission.Takes {
			if _, ok := out[taken]; !ok {
				out[taken] = h
			}
		}
	}
	return out
}

// went is the day on which a stage's papers went to its reviewer; false while they are still
// to go, or to go once more.
func went(f *File, stage workflow.Stage) (cal.Day, bool) {
	order := f.Kind().Stages
	if slices.ContainsFunc(f.State.OpenRuns(), func(r workflow.Run) bool {
		s, _ := f.Engine.Graph().Stage(r.Stage)
		return s.Phase == stage.Phase && slices.Contains(order, r.Stage) && slices.Index(order, r.Stage) < slices.Index(order, stage.Code)
	}) {
		return 0, false
	}
	var last cal.Day
	seen := map[string]bool{}
	for _, r := range slices.Backward(f.State.Runs) {
		if r.Stage != stage.Code || seen[string(r.Site)] {
			continue
		}
		seen[string(r.Site)] = true
		if r.Submitted == nil || r.Outcome != "" && r.Outcome != workflow.Done {
			return 0, false
		}
		last = max(last, r.Submitted.Day)
	}
	return last, last != 0
}

// expecting tells of each stage the day on which its papers may go: after the offices that
// come before it, and after what was agreed on until then.
func expecting(f *File, today cal.Day) func(string) cal.Day {
	order := f.Kind().Stages
	forecast := f.Engine.Forecast(f.Plan, f.State, today).Steps
	dates := f.Engine.Deadlines(f.Plan, f.State)
	return func(stage string) cal.Day {
		day, at := today, slices.Index(order, stage)
		for _, step := range forecast {
			if slices.Index(order, step.Stage) < at {
				day = max(day, step.Late)
			}
		}
		for _, r := range f.State.OpenRuns() {
			own := slices.Index(order, r.Stage)
			if own < 0 || own > at || own == at && r.Agreed == nil || r.Submitted != nil {
				continue // what stands at its own step may go today, unless another day was agreed on
			}
			if line := f.Engine.Line(f.Plan, f.State, r, dates); line.Due != nil {
				day = max(day, line.Due.At.Day)
			}
		}
		return day
	}
}

// WatchPapers writes until when each paper can be handed in, for the watch. Of an earlier
// version, of a paper that nobody wants and of one that everybody has there is nothing to
// watch.
func WatchPapers(w *office.Work, f *File) error {
	docs, err := w.Documents().Of(f.Case.ID)
	if err != nil || len(docs) == 0 {
		return err
	}
	for _, item := range materials.Judge(MaterialsPlan(f, docs, cal.DayOf(w.Now)), MaterialsFacts(f), docs) {
		for n, d := range item.Docs {
			was := d
			d.Ends, d.EndsAs = nil, ""
			if last, ok := item.LastDay(); ok && n == 0 {
				d.Ends, d.EndsAs = &last, item.Label
			}
			if was.EndsAs == d.EndsAs && (was.Ends == nil) == (d.Ends == nil) && (d.Ends == nil || *was.Ends == *d.Ends) {
				continue
			}
			if err := w.Documents().Put(d); err != nil {
				return err
			}
		}
	}
	return nil
}
