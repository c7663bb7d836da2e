package desktest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
)

// AtSMS is the walk's case on 18 September, with the bureau's SMS written up for 15:40.
func AtSMS(t *testing.T) (*Fixture, ref.CaseID) {
	f := NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass")
	f.SetClock("2026-09-18 16:00")
	f.Record(filing.DoInput{CaseID: id, Action: "bureau-submit.sms", At: "2026-09-18 15:40"})
	return f, id
}

// Line is the newest line of a timeline with a title.
func (f *Fixture) Line(c views.CasePage, title string) views.TimelineItem {
	f.T.Helper()
	i := slices.IndexFunc(c.Timeline, func(item views.TimelineItem) bool { return item.Title == title })
	if i < 0 {
		f.T.Fatalf("no line %s", title)
	}
	return c.Timeline[i]
}

// Rebuild writes every row of a case from its moves.
func Rebuild(ctx context.Context, o *office.Office, id ref.CaseID) error {
	return o.Write(ctx, func(w *office.Work) error {
		d, err := casefile.Read(o, w.Tx, id)
		if err != nil {
			return err
		}
		return casefile.Project(o, w, d)
	})
}

// Fixture is a desk with what these tests do to its cases.
type Fixture struct {
	T *testing.T
	*Desk
}

func NewFixture(t *testing.T, now string) *Fixture {
	t.Helper()
	return &Fixture{t, New(t, now)}
}

func (f *Fixture) Reopen() {
	f.T.Helper()
	f.Restart(f.T)
}

// SetClock sets the clock: a day is nine o'clock.
func (f *Fixture) SetClock(text string) {
	f.T.Helper()
	f.At(f.T, text)
}

func (f *Fixture) OpenCase(in filing.OpenInput) ref.CaseID {
	f.T.Helper()
	out, err := filing.Open(context.Background(), f.Office, in)
	if err != nil {
		f.T.Fatalf("open: %v", err)
	}
	if out.Confirm {
		f.T.Fatalf("open asks: %v", out.Warnings)
	}
	return out.ID
}

func (f *Fixture) Record(in filing.DoInput) filing.Moved {
	f.T.Helper()
	out, err := filing.Do(context.Background(), f.Office, in)
	if err != nil {
		f.T.Fatalf("%s: %v", in.Action, err)
	}
	return out
}

// Step records a move that needs nothing but its code; that all happens on one day is agreed to.
func (f *Fixture) Step(id ref.CaseID, actions ...string) {
	f.T.Helper()
	for _, a := range actions {
		in := filing.DoInput{CaseID: id, Action: a}
		if a == "reporting.done" {
			in.Values = map[string]string{filing.AgreeKey: "yes"}
		}
		f.Record(in)
	}
}

func (f *Fixture) Refused(in filing.DoInput, want errs.Code) *errs.Error {
	f.T.Helper()
	_, err := filing.Do(context.Background(), f.Office, in)
	var e *errs.Error
	if !errors.As(err, &e) || e.Code != want {
		f.T.Fatalf("%s: error %v, want %s", in.Action, err, want)
	}
	return e
}

func (f *Fixture) Show(id ref.CaseID) views.CasePage {
	f.T.Helper()
	c, err := views.Show(context.Background(), f.Office, id)
	if err != nil {
		f.T.Fatalf("show: %v", err)
	}
	return c
}

// Attach uploads a picture of about the given size.
func (f *Fixture) Attach(id ref.CaseID, material string, kilobytes int) bool {
	f.T.Helper()
	d, err := intake.Attach(context.Background(), f.Office, intake.Input{
		CaseID: id, Material: material, Name: material + ".jpg", Content: Picture(f.T, kilobytes*1024),
	})
	if err != nil {
		f.T.Fatalf("attach %s: %v", material, err)
	}
	return d.OK
}

// Dated puts days on the newest version of a material.
func (f *Fixture) Dated(id ref.CaseID, material, issued, until string) {
	f.T.Helper()
	for _, i := range f.Show(id).Materials.Items {
		if i.Code != material || len(i.Docs) == 0 {
			continue
		}
		days := intake.PaperDays{Issued: issued, Until: until}
		if _, err := intake.SetDays(context.Background(), f.Office, intake.DaysInput{Document: i.Docs[0].ID, Days: days}); err != nil {
			f.T.Fatalf("days of %s: %v", material, err)
		}
		return
	}
	f.T.Fatalf("no file of %s", material)
}

// Scans uploads what the forms and the police want of a unit.
func (f *Fixture) Scans(id ref.CaseID) {
	f.T.Helper()
	for _, m := range []string{"licence", "id-front", "id-back", "handheld"} {
		if !f.Attach(id, m, 120) {
			f.T.Fatalf("%s of 120 KB is not good", m)
		}
	}
	if icon, _ := materials.Find("app-icon"); slices.Contains(icon.Types, f.Show(id).Case.Type) && !f.Attach(id, icon.Code, 60) {
		f.T.Fatal("an icon of 60 KB is not good")
	}
}

// Picture makes a JPEG of noise whose size lies within a twentieth of the one asked
// for: noise of this quality takes 0.55 bytes a pixel.
func Picture(t *testing.T, size int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(size), rand.Uint64()))
	side := int(math.Sqrt(float64(size) / 0.55))
	for range 5 {
		img := image.NewGray(image.Rect(0, 0, side, side))
		for i := range img.Pix {
			img.Pix[i] = uint8(r.UintN(256))
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
			t.Fatal(err)
		}
		if part := float64(b.Len()) / float64(size); part > 0.95 && part < 1.05 {
			return b.Bytes()
		} else {
			side = int(float64(side) / math.Sqrt(part))
		}
	}
	t.Fatalf("no picture of %d bytes", size)
	return nil
}

// Spoken is what a case says first: stage, whom it waits for and by when.
func Spoken(c views.CasePage) [3]string {
	if len(c.Next) == 0 {
		return [3]string{string(c.State.Status), "", ""}
	}
	n := c.Next[0]
	due := ""
	if n.Due.Moment != nil {
		due = n.Due.Moment.String()
	}
	return [3]string{n.Run.Stage, string(n.Party), due}
}

// Little is as little as a case opens with.
func Little(name, domain string) filing.OpenInput {
	return filing.OpenInput{
		Client: people.ClientInput{Name: name}, Province: "33", ICP: true, Police: true,
		Sites: []filing.SiteInput{{Domain: domain}},
	}
}

func (f *Fixture) Preflight(id ref.CaseID, stage string) preflight.Report {
	f.T.Helper()
	r, err := preflight.Check(context.Background(), f.Office, id, stage)
	if err != nil {
		f.T.Fatalf("preflight: %v", err)
	}
	return r
}

// Outcome is the worst that a rule says.
func Outcome(t *testing.T, r preflight.Report, code string) rules.Result {
	t.Helper()
	for _, result := range r.Results { // the worst come first
		if result.Code == code {
			return result
		}
	}
	t.Fatalf("%s: no rule %s", r.Stage, code)
	return rules.Result{}
}

// Year2027 is an arrangement made up for tests, in the shape of holiday-cn: New Year
// lasts until 5 January and 9 January is worked.
const Year2027 = `{"year":2027,"papers":["x"],"days":[
	{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":true},{"name":"元旦","date":"2027-01-03","isOffDay":true},
	{"name":"元旦","date":"2027-01-04","isOffDay":true},{"name":"元旦","date":"2027-01-05","isOffDay":true},{"name":"元旦","date":"2027-01-09","isOffDay":false},
	{"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"清明节","date":"2027-04-05","isOffDay":true},{"name":"端午节","date":"2027-06-09","isOffDay":true},
	{"name":"劳动节","date":"2027-05-01","isOffDay":true},{"name":"国庆节","date":"2027-10-01","isOffDay":true}]}`

func (f *Fixture) ImportYear() calendar.Imported {
	f.T.Helper()
	out, err := calendar.ImportHolidays(context.Background(), f.Office, []byte(Year2027), true)
	if err != nil {
		f.T.Fatal(err)
	}
	return out
}

func (f *Fixture) Recompute() calendar.Recomputed {
	f.T.Helper()
	out, err := calendar.Recompute(context.Background(), f.Office, calendar.RecomputeOptions{})
	if err != nil {
		f.T.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
	return out
}

// Stored are the dates as the folder keeps them; computed those the engine gives now.
func (f *Fixture) Stored(id ref.CaseID) (list []string) {
	f.T.Helper()
	err := views.EachDeadline(context.Background(), f.Office, func(d views.Dated) error {
		if d.CaseID == id {
			list = append(list, fmt.Sprint(d.Key, d.From, d.Moment, d.Governs, d.Provisional, d.Reasons))
		}
		return nil
	})
	if err != nil {
		f.T.Fatal(err)
	}
	slices.Sort(list)
	return list
}

func (f *Fixture) Computed(id ref.CaseID) (list []string) {
	f.T.Helper()
	for _, k := range f.Show(id).Clocks {
		from := ""
		if k.From != nil {
			from = k.From.String()
		}
		list = append(list, fmt.Sprint(k.Key, from, k.Deadline.Due, k.Governs, k.Provisional, k.Reasons))
	}
	slices.Sort(list)
	return list
}

// Reporting brings the walk's case to the wait for the registry's report.
func (f *Fixture) Reporting() ref.CaseID {
	f.T.Helper()
	id := f.OpenCase(Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified")
	return id
}

// Fill opens n cases of different clients.
func (f *Fixture) Fill(from, n int) {
	f.T.Helper()
	for i := from; i < from+n; i++ {
		in := Little(fmt.Sprintf("第 %d 号有限公司", i), fmt.Sprintf("case-%d.example", i))
		in.Lookup = "未备案"
		id := f.OpenCase(in)
		if err := filing.Note(context.Background(), f.Office, filing.NoteInput{CaseID: id, Kind: "phone", Text: "打过电话"}); err != nil {
			f.T.Fatal(err)
		}
	}
}

// Reviewed brings a case to the bureau's review.
func (f *Fixture) Reviewed(id ref.CaseID) {
	f.T.Helper()
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified")
}

// ClockOf finds a date of a case by its clock.
func ClockOf(t *testing.T, c views.CasePage, code string) views.Clock {
	t.Helper()
	for _, k := range c.Clocks {
		if k.Clock == code {
			return k
		}
	}
	t.Fatalf("no clock %s", code)
	return views.Clock{}
}
