package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Project writes what the moves add up to: open runs, deadlines, the case's status and
// numbers, and those of its sites. It is the only writer of projections; doing it
// twice changes nothing but the case's version. Errors: those of Unharmed.
func Project(o *office.Office, w *office.Work, d *File) error {
	if err := d.Unharmed(); err != nil {
		return err
	}
	st := d.State
	d.Case.Status, d.Case.SubjectNumber = string(st.Status), st.SubjectNumber
	d.Case.ClosedAt, d.Case.UndatedEnd = nil, false
	if st.Ended != nil {
		ended := cal.Start(*st.Ended)
		d.Case.ClosedAt, d.Case.UndatedEnd = &ended, !st.Ended.Dated()
	}
	d.Case.UpdatedAt = w.Now
	if err := w.Cases().Update(d.Case); err != nil {
		return err
	}
	d.Case.Version++
	for _, list := range [][]cases.Site{d.Sites, d.Gone} {
		for i := range list {
			if err := projectSite(w, d, &list[i]); err != nil {
				return err
			}
		}
	}
	runs, dates := Rows(o, d)
	if err := w.Projections().Replace(d.Case.ID, runs, dates); err != nil {
		return err
	}
	return WatchPapers(w, d)
}

func projectSite(w *office.Work, d *File, s *cases.Site) error {
	now, was := d.State.Sites[s.ID], *s
	s.ICPNumber, s.PoliceNumber, s.Live, s.Gone = now.ICPNumber, now.PoliceNumber, "", !d.holds(*s)
	if now.Live != nil {
		s.Live = now.Live.String()
	}
	if was.ICPNumber == s.ICPNumber && was.PoliceNumber == s.PoliceNumber && was.Live == s.Live && was.Gone == s.Gone {
		return nil
	}
	if err := w.Sites().Update(*s); err != nil {
		return err
	}
	s.Version++
	return nil
}

// Rows makes the rows of open runs and of live deadlines.
func Rows(o *office.Office, d *File) ([]store.RunRow, []store.DeadlineRow) {
	dates := d.Engine.Deadlines(d.Plan, d.State)
	head, _, _ := d.Engine.Headline(d.State, dates)
	runs := []store.RunRow{}
	for _, r := range d.State.Runs {
		if !r.Open() {
			continue
		}
		line := d.Engine.Line(d.Plan, d.State, r, dates)
		if d.State.Status == workflow.Hold && line.Due == nil && r.Key != head.Key {
			continue // it rests with the case and is nobody's task
		}
		stage, _ := d.Engine.Graph().Stage(r.Stage)
		row := store.RunRow{
			ID: RunID(d.Case.ID, r.Key), CaseID: d.Case.ID, StageNo: stage.Number, Attempt: r.Attempt, Entered: r.Entered.String(),
			Headline: r.Key == head.Key, RunLine: line,
		}
		runs = append(runs, row)
	}
	told := map[string]bool{}
	for _, duty := range d.Engine.Duties(d.Plan, d.State) {
		told[duty.Date.Key] = duty.Told != nil
	}
	out := make([]store.DeadlineRow, len(dates))
	for i, dl := range dates {
		out[i] = store.DeadlineRow{
			ID: DeadlineID(d.Case.ID, dl.Key), CaseID: d.Case.ID, Key: dl.Key, Stage: dl.Stage, SiteID: dl.Site, Clock: dl.Clock,
			Label: dl.Label, Kind: string(dl.Kind), DueDay: dl.Due.Day, DueMin: dl.Due.Minute, Governs: dl.Governs,
			Provisional: dl.Provisional, Told: told[dl.Key], Reasons: d.Engine.Reasons(dl),
		}
		if dl.From != nil {
			out[i].From = dl.From.String()
		}
	}
	return runs, out
}

// Began is when a minute clock began to run, nil for whole days.
func Began(dl workflow.Deadline) *time.Time {
	if dl.Due.IsDay() || dl.Why.TriggerAt.IsDay() {
		return nil
	}
	t := cal.Start(dl.Why.TriggerAt)
	return &t
}

// RunID derives the id of a run, so that a rebuild keeps it.
func RunID(id ref.CaseID, key string) ref.RunID { return ref.RunID(derive("run", id, key)) }

// DeadlineID derives the id of a deadline, so that a rebuild keeps it.
func DeadlineID(id ref.CaseID, key string) ref.DeadlineID {
	return ref.DeadlineID(derive("deadline", id, key))
}

// OpenRun is the open run of an id, as lists name it; false when it has ended.
func (d *File) OpenRun(id ref.RunID) (workflow.Run, bool) {
	for _, r := range d.State.OpenRuns() {
		if RunID(d.Case.ID, r.Key) == id {
			return r, true
		}
	}
	return workflow.Run{}, false
}

// derive makes a UUID of version 8 from a name. It begins with the moment of the case's
// own id, so that the store keeps what belongs to cases of one time side by side.
func derive(kind string, id ref.CaseID, key string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + string(id) + "\x00" + key))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return string(id)[:13] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
