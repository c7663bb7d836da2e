package calendar_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// model is a case that was really walked, to be copied.
type model struct {
	client clients.Client
	people []clients.Person
	c      cases.Case
	sites  []cases.Site
	leads  []cases.Lead
	moves  []workflow.Move
	runs   []store.RunRow
	dates  []store.DeadlineRow
}

func readModel(tx store.Tx, id ref.CaseID) (m model, err error) {
	if m.c, err = tx.Cases().Get(id); err != nil {
		return m, err
	}
	if m.client, err = tx.Clients().Client(m.c.ClientID); err != nil {
		return m, err
	}
	if m.people, err = tx.Clients().People(m.c.ClientID); err != nil {
		return m, err
	}
	if m.sites, err = tx.Sites().Of(id); err != nil {
		return m, err
	}
	if m.leads, err = tx.Leads().Of(id); err != nil {
		return m, err
	}
	if m.moves, err = tx.Moves().Of(id); err != nil {
		return m, err
	}
	if m.runs, err = tx.Projections().Runs(id); err != nil {
		return m, err
	}
	m.dates, err = tx.Projections().Deadlines(id)
	return m, err
}

// copy adds the case once more under fresh ids.
func (m model) copy(tx store.Tx, no int) error {
	site, was := ref.New[ref.SiteID](), string(m.sites[0].ID)
	m.c.ID, m.c.Number = ref.New[ref.CaseID](), fmt.Sprintf("BA2026-%05d", no)
	s := m.sites[0]
	s.ID, s.CaseID, s.Version = site, m.c.ID, 1
	leads := []cases.Lead{}
	for _, l := range m.leads {
		if l.CaseID = m.c.ID; l.SiteID != "" {
			l.SiteID = site
		}
		leads = append(leads, l)
	}
	if err := tx.Cases().Add(m.c, []cases.Site{s}, leads); err != nil {
		return err
	}
	for _, move := range m.moves {
		if move.ID = ref.New[ref.MoveID](); move.Site != "" {
			move.Site = site
		}
		if err := tx.Moves().Append(m.c.ID, move); err != nil {
			return err
		}
	}
	fresh := func(key string) string { return strings.ReplaceAll(key, was, string(site)) }
	runs, dates := []store.RunRow{}, []store.DeadlineRow{}
	for _, r := range m.runs {
		r.Key, r.CaseID = fresh(r.Key), m.c.ID
		if r.ID = casefile.RunID(m.c.ID, r.Key); r.Site != "" {
			r.Site = site
		}
		if r.Due != nil {
			due := *r.Due
			due.Key, r.Due = fresh(due.Key), &due
		}
		runs = append(runs, r)
	}
	for _, d := range m.dates {
		d.Key, d.CaseID = fresh(d.Key), m.c.ID
		if d.ID = casefile.DeadlineID(m.c.ID, d.Key); d.SiteID != "" {
			d.SiteID = site
		}
		dates = append(dates, d)
	}
	return tx.Projections().Replace(m.c.ID, runs, dates)
}

// BenchmarkRecompute imports a year and counts a desk's dates again. Half of the cases
// wait for the bureau beyond New Year, with two dates and a run to change each; the
// others are due before it, as on a desk in December. The bigger desk is the smaller one
// gone on, and each run works on a copy.
func BenchmarkRecompute(b *testing.B) {
	ctx := context.Background()
	f := &benchDesk{dir: b.TempDir()}
	for _, n := range []int{20_000, 100_000} {
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			if err := f.grow(ctx, n); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				b.StopTimer()
				dir := b.TempDir()
				if err := os.CopyFS(dir, os.DirFS(f.dir)); err != nil {
					b.Fatal(err)
				}
				d, err := desk.Open(ctx, dir, desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{Now: f.clock})
				if err != nil {
					b.Fatal(err)
				}
				watched := &watchedStore{Store: d.Store}
				d.Store = watched
				b.StartTimer()
				if _, err := calendar.ImportHolidays(ctx, d.Office, []byte(desktest.Year2027), true); err != nil {
					b.Fatal(err)
				}
				batches := 0
				out, err := calendar.Recompute(ctx, d.Office, calendar.RecomputeOptions{Progress: func(int, int) { batches++ }})
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if out.Left || out.Moved == 0 {
					b.Fatalf("%d done, %d moved, more left: %v", out.Done, out.Moved, out.Left)
				}
				b.ReportMetric(float64(out.Done), "touched")
				b.ReportMetric(float64(batches), "batches")
				b.ReportMetric(float64(watched.longest.Milliseconds()), "ms-longest-write")
				if err := d.Close(); err != nil {
					b.Fatal(err)
				}
				if err := os.RemoveAll(dir); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

// watchedStore tells how long the longest write took, its wait for the disk included.
type watchedStore struct {
	store.Store
	longest time.Duration
}

func (s *watchedStore) Write(ctx context.Context, f func(store.Tx) error) error {
	begun := time.Now()
	err := s.Store.Write(ctx, f)
	s.longest = max(s.longest, time.Since(begun))
	return err
}

// benchDesk is a closed folder that grows: a few cases that were really walked, and
// copies of them.
type benchDesk struct {
	dir    string
	now    time.Time
	models []model
	cases  int
}

func (f *benchDesk) clock() time.Time { return f.now }

// grow brings the folder to n cases.
func (f *benchDesk) grow(ctx context.Context, n int) (err error) {
	var d *desk.Desk
	if f.cases == 0 {
		f.now = time.Date(2026, 12, 4, 2, 0, 0, 0, time.UTC)
		d, _, err = desk.Create(ctx, f.dir, desktest.Passphrase, "周敏", desk.Options{Now: f.clock})
	} else {
		d, err = desk.Open(ctx, f.dir, desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{Now: f.clock})
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if f.cases == 0 {
		if err := f.walk(ctx, d); err != nil {
			return err
		}
	}
	for f.cases < n {
		err := d.Write(ctx, func(w *office.Work) error {
			for range min(1000, n-f.cases) {
				f.cases++
				if err := f.models[f.cases%len(f.models)].copy(w.Tx, f.cases); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// walk takes two cases on each of ten working days: one up to the wait for the bureau,
// one to the choice of a template.
func (f *benchDesk) walk(ctx context.Context, d *desk.Desk) error {
	for day := 0; len(f.models) < 20; day++ {
		f.now = time.Date(2026, 12, 4+day, 2, 0, 0, 0, time.UTC)
		if off, _ := d.Calendar.Off(cal.DayOf(f.now)); off {
			continue
		}
		far := []string{"account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
			"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified"}
		for i, actions := range [][]string{far, far[:2]} {
			in := desktest.Qinghe()
			in.Sites[0].Domain = fmt.Sprintf("day%d-%d.example", day, i)
			in.Agree = true // the client has a case already
			opened, err := filing.Open(ctx, d.Office, in)
			if err != nil {
				return err
			}
			for _, m := range []string{"licence", "id-front", "id-back", "handheld"} {
				if _, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: opened.ID, Material: m, Name: m + ".jpg", Content: benchPicture()}); err != nil {
					return err
				}
			}
			for _, a := range actions {
				if _, err := filing.Do(ctx, d.Office, filing.DoInput{CaseID: opened.ID, Action: a}); err != nil {
					return fmt.Errorf("%s: %w", a, err)
				}
			}
			err = d.Read(ctx, func(tx store.Tx) error {
				m, err := readModel(tx, opened.ID)
				f.models = append(f.models, m)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	f.cases = len(f.models)
	return nil
}

// benchPicture is a good scan: noise of about 120 KB.
func benchPicture() []byte {
	r := rand.New(rand.NewPCG(1, rand.Uint64()))
	img := image.NewGray(image.Rect(0, 0, 470, 470))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.UintN(256))
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 60}); err != nil {
		panic(err)
	}
	return out.Bytes()
}
