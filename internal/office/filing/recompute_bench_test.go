package filing_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/materials"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// benchCases is how many cases the benchmark counts again: enough to leave every cache,
// little enough to be built in half a minute.
const benchCases = 20_000

// model is a case that was really walked, to be copied.
type model struct {
	client clients.Client
	people []clients.Person
	c      cases.Case
	sites  []cases.Site
	leads  []cases.Lead
	moves  []workflow.Move
	runs   []office.RunRow
	dates  []office.DeadlineRow
}

func readModel(tx office.Tx, id ref.CaseID) (m model, err error) {
	if m.c, err = tx.Cases().Get(id); err != nil {
		return m, err
	}
	if m.client, err = tx.Clients().Client(m.c.ClientID); err != nil {
		return m, err
	}
	if m.people, err = tx.Clients().People(m.c.ClientID); err != nil {
		return m, err
	}
	if m.sites, err = tx.Cases().Sites(id); err != nil {
		return m, err
	}
	if m.leads, err = tx.Cases().Leads(id); err != nil {
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
func (m model) copy(tx office.Tx, no int) error {
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
	runs, dates := []office.RunRow{}, []office.DeadlineRow{}
	for _, r := range m.runs {
		r.Key, r.DueKey, r.CaseID = fresh(r.Key), fresh(r.DueKey), m.c.ID
		if r.ID = filing.RunID(m.c.ID, r.Key); r.SiteID != "" {
			r.SiteID = site
		}
		runs = append(runs, r)
	}
	for _, d := range m.dates {
		d.Key, d.CaseID = fresh(d.Key), m.c.ID
		if d.ID = filing.DeadlineID(m.c.ID, d.Key); d.SiteID != "" {
			d.SiteID = site
		}
		dates = append(dates, d)
	}
	return tx.Projections().Replace(m.c.ID, runs, dates)
}

// BenchmarkRecompute imports a year and counts a desk's dates again. Half of the cases
// wait for the bureau beyond New Year, with two dates to change each; the others have
// nothing that touches the new year, as on a desk in November.
func BenchmarkRecompute(b *testing.B) {
	ctx := context.Background()
	for b.Loop() {
		b.StopTimer()
		now := time.Date(2026, 12, 21, 2, 0, 0, 0, time.UTC)
		d, _, err := desk.Create(ctx, b.TempDir(), passphrase, "周敏", desk.Options{Now: func() time.Time { return now }})
		if err != nil {
			b.Fatal(err)
		}
		if err := fillDesk(ctx, d); err != nil {
			b.Fatal(err)
		}
		begun := time.Now()
		b.StartTimer()
		in, err := importBench(ctx, d)
		if err != nil {
			b.Fatal(err)
		}
		slowest, last := time.Duration(0), time.Now()
		out, err := filing.Recompute(ctx, d.Office, filing.RecomputeOptions{Progress: func(int, int) {
			slowest, last = max(slowest, time.Since(last)), time.Now()
		}})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		took := time.Since(begun)
		if in != out.Done || out.Moved == 0 {
			b.Fatalf("%d affected, %+v", in, out.Done)
		}
		b.ReportMetric(took.Seconds()*100_000/benchCases, "s/100k-cases")
		b.ReportMetric(float64(out.Done), "touched")
		b.ReportMetric(float64(out.Moved), "moved")
		b.ReportMetric(slowest.Seconds()*1000, "ms-slowest-batch")
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func importBench(ctx context.Context, d *desk.Desk) (int, error) {
	in, err := setup.ImportHolidays(ctx, d.Office, []byte(year2027))
	return in.Affected, err
}

// fillDesk walks one case to the bureau and one to its materials, and copies them.
func fillDesk(ctx context.Context, d *desk.Desk) error {
	in := qinghe()
	far, err := filing.Open(ctx, d.Office, in)
	if err != nil {
		return err
	}
	for _, m := range []string{"licence", "id-front", "id-back", "handheld"} {
		if _, err := materials.Attach(ctx, d.Office, materials.Input{CaseID: far.ID, Material: m, Name: m + ".jpg", Content: benchPicture()}); err != nil {
			return err
		}
	}
	for _, a := range []string{"account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified"} {
		if _, err := filing.Do(ctx, d.Office, filing.DoInput{CaseID: far.ID, Action: a}); err != nil {
			return fmt.Errorf("%s: %w", a, err)
		}
	}
	near, err := filing.Open(ctx, d.Office, little("近处有限公司", "near.example"))
	if err != nil {
		return err
	}
	var models [2]model
	err = d.Look(ctx, func(tx office.Tx) error {
		for i, id := range []ref.CaseID{far.ID, near.ID} {
			if models[i], err = readModel(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
	for from := 3; from <= benchCases && err == nil; from += 1000 {
		err = d.Do(ctx, func(w *office.Work) error {
			for no := from; no < min(from+1000, benchCases+1); no++ {
				if err := models[no%2].copy(w.Tx, no); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return err
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
