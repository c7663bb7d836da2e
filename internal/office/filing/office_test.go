package filing_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/materials"
	"beiandesk/internal/ref"
)

const passphrase = desktest.Passphrase

// fixture is a desk with what these tests do to its cases.
type fixture struct {
	t *testing.T
	*desktest.Desk
}

func newFixture(t *testing.T, now string) *fixture {
	t.Helper()
	return &fixture{t, desktest.New(t, now)}
}

func (f *fixture) restart() {
	f.t.Helper()
	f.Restart(f.t)
}

// at sets the clock: a day is nine o'clock.
func (f *fixture) at(text string) {
	f.t.Helper()
	f.At(f.t, text)
}

// qinghe is the client, lead, site and finding of the walk.
func qinghe() filing.OpenInput { return desktest.Qinghe() }

func (f *fixture) open(in filing.OpenInput) ref.CaseID {
	f.t.Helper()
	out, err := filing.Open(context.Background(), f.Office, in)
	if err != nil {
		f.t.Fatalf("open: %v", err)
	}
	if out.Confirm {
		f.t.Fatalf("open asks: %v", out.Warnings)
	}
	return out.ID
}

func (f *fixture) do(in filing.DoInput) filing.Moved {
	f.t.Helper()
	out, err := filing.Do(context.Background(), f.Office, in)
	if err != nil {
		f.t.Fatalf("%s: %v", in.Action, err)
	}
	return out
}

// step records a move that needs nothing but its code.
func (f *fixture) step(id ref.CaseID, actions ...string) {
	f.t.Helper()
	for _, a := range actions {
		f.do(filing.DoInput{CaseID: id, Action: a})
	}
}

func (f *fixture) refused(in filing.DoInput, want errs.Code) *errs.Error {
	f.t.Helper()
	_, err := filing.Do(context.Background(), f.Office, in)
	if errs.CodeOf(err) != want {
		f.t.Fatalf("%s: error %v, want %s", in.Action, err, want)
	}
	return err.(*errs.Error)
}

func (f *fixture) show(id ref.CaseID) filing.CaseFile {
	f.t.Helper()
	c, err := filing.Show(context.Background(), f.Office, id)
	if err != nil {
		f.t.Fatalf("show: %v", err)
	}
	return c
}

// attach uploads a picture of about the given size.
func (f *fixture) attach(id ref.CaseID, material string, kilobytes int) bool {
	f.t.Helper()
	d, err := materials.Attach(context.Background(), f.Office, materials.Input{
		CaseID: id, Material: material, Name: material + ".jpg", Content: picture(f.t, kilobytes*1024),
	})
	if err != nil {
		f.t.Fatalf("attach %s: %v", material, err)
	}
	return d.OK
}

// scans uploads what the forms and the police want of a unit.
func (f *fixture) scans(id ref.CaseID) {
	f.t.Helper()
	for _, m := range []string{"licence", "id-front", "id-back", "handheld"} {
		if !f.attach(id, m, 120) {
			f.t.Fatalf("%s of 120 KB is not good", m)
		}
	}
}

// picture makes a JPEG of noise whose size lies within a twentieth of the one asked
// for: noise of this quality takes 0.55 bytes a pixel.
func picture(t *testing.T, size int) []byte {
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

// spoken is what a case says first: stage, whom it waits for and by when.
func spoken(c filing.CaseFile) [3]string {
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
