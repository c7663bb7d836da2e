package materials_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	docs "beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/materials"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

var ctx = context.Background()

// photo makes a JPEG of exactly the given size that differs by seed: a small picture,
// filled up by comments, which readers skip.
func photo(t *testing.T, size int, seed uint64) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 160, 100))
	noise := rand.New(rand.NewPCG(seed, 7))
	for i := range img.Pix {
		img.Pix[i] = uint8(noise.UintN(256))
	}
	img.Set(0, 0, color.RGBA{uint8(seed), 0, 0, 255})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	body := b.Bytes()
	out := slices.Clone(body[:2])
	for rest := size - len(body); rest > 0; {
		n := min(rest, 65_000)
		if left := rest - n; left > 0 && left < 4 {
			n -= 4
		}
		if n < 4 {
			t.Fatalf("can't fill up to %d bytes", size)
		}
		out = append(out, 0xff, 0xfe, byte((n-2)>>8), byte(n-2))
		out = append(out, bytes.Repeat([]byte("planted bytes of a picture "), n/27+1)[:n-4]...)
		rest -= n
	}
	out = append(out, body[2:]...)
	if len(out) != size {
		t.Fatalf("made %d bytes, want %d", len(out), size)
	}
	return out
}

func (d *desk) attach(t *testing.T, material string, content []byte) docs.Document {
	t.Helper()
	doc, err := materials.Attach(ctx, d.Office, materials.Input{CaseID: d.id, Material: material, Name: `C:\扫描\沈一鸣 13800571001.jpg`, Content: content})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func (d *desk) have(t *testing.T, stage string) []string {
	t.Helper()
	var gaps []string
	err := d.Look(ctx, func(tx office.Tx) error {
		c, err := tx.Cases().Get(d.id)
		if err != nil {
			return err
		}
		have, err := materials.Have(tx, c, d.Today())
		if err != nil {
			return err
		}
		gaps = have(stage, "")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return gaps
}

func TestWalkALicenceOf41KBIsKeptAndReplaced(t *testing.T) {
	d := newDesk(t)
	first := d.attach(t, "licence", photo(t, 41*1024, 1))
	if first.OK || first.No != 1 || first.Why() != "41 KB，须 55–400 KB。请对照原件重扫" {
		t.Errorf("version %d, good %v: %s", first.No, first.OK, first.Why())
	}
	want := []string{"营业执照 41 KB，须 55–400 KB。请对照原件重扫"}
	if got := d.have(t, "template"); !slices.Equal(got, want) {
		t.Errorf("stage 3 says %q", got)
	}
	second := d.attach(t, "licence", photo(t, 120_000, 2))
	if !second.OK || second.No != 2 {
		t.Errorf("version %d, good %v: %s", second.No, second.OK, second.Why())
	}
	if got := d.have(t, "template"); len(got) != 0 {
		t.Errorf("stage 3 still says %q", got)
	}
	s, err := materials.Status(ctx, d.Office, d.id)
	if err != nil {
		t.Fatal(err)
	}
	i := s.Items[slices.IndexFunc(s.Items, func(i docs.Item) bool { return i.Code == "licence" })]
	if i.State != docs.Good || len(i.Docs) != 2 || i.Docs[0].Name != "沈一鸣 13800571001.jpg" || s.Names[i.Docs[0].AddedBy] != "周敏" {
		t.Errorf("licence: %+v", i)
	}
	if s.Done != 9 || s.Total != 11 {
		t.Errorf("%d of %d", s.Done, s.Total)
	}
	j := d.journal(t)
	if len(j) != 2 || j[0].Title != "收到营业执照第 2 版" || j[1].Title != "收到营业执照第 1 版，不合格" || j[0].Kind != "material" {
		t.Errorf("journal: %+v", j)
	}
}

func TestNothingOfAPictureLiesInTheFolder(t *testing.T) {
	d := newDesk(t)
	content := photo(t, 90_000, 3)
	doc := d.attach(t, "id-front", content)
	for path, raw := range d.files(t) {
		for _, plant := range [][]byte{[]byte("planted bytes"), content[len(content)-64:], []byte("13800571001"), []byte("330106198205290002")} {
			if bytes.Contains(raw, plant) {
				t.Errorf("%s holds %.20q", filepath.Base(path), plant)
			}
		}
		if strings.Contains(path, "沈") || strings.Contains(path, string(d.id)) {
			t.Errorf("the name %s tells of its content", path)
		}
	}
	got, err := materials.Fetch(ctx, d.Office, doc.ID)
	if err != nil || !bytes.Equal(got.Content, content) {
		t.Errorf("what comes back differs: %v", err)
	}
	if j := d.journal(t); j[0].Kind != "reveal" || j[0].Title != "查看身份证人像面第 1 版原件" || j[0].Subject != string(doc.ID) {
		t.Errorf("the look was logged as %+v", j[0])
	}
}

func TestThePreviewIsCoveredAndNotLogged(t *testing.T) {
	d := newDesk(t)
	content := photo(t, 90_000, 4)
	doc := d.attach(t, "handheld", content)
	before := len(d.journal(t))
	got, err := materials.Preview(ctx, d.Office, doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := jpeg.Decode(bytes.NewReader(got.Content)); err != nil || bytes.Equal(got.Content, content) {
		t.Errorf("no covered picture: %v", err)
	}
	if len(d.journal(t)) != before {
		t.Error("a covered look was logged")
	}
}

func TestHostileFilesLeaveNothing(t *testing.T) {
	d := newDesk(t)
	_, err := materials.Attach(ctx, d.Office, materials.Input{CaseID: d.id, Material: "licence", Content: []byte("MZ program")})
	if errs.CodeOf(err) != errs.Hostile {
		t.Errorf("got %v", err)
	}
	if d.sealed(t) != 0 || len(d.journal(t)) != 0 {
		t.Error("something was kept")
	}
}

func TestWhatCantBeTakenIsRefused(t *testing.T) {
	d := newDesk(t)
	same := photo(t, 60_000, 5)
	d.attach(t, "licence", same)
	for name, c := range map[string]struct {
		in   materials.Input
		code errs.Code
	}{
		"unknown material": {materials.Input{CaseID: d.id, Material: "passport", Content: same}, errs.Invalid},
		"a field":          {materials.Input{CaseID: d.id, Material: "mobile", Content: same}, errs.Invalid},
		"the same again":   {materials.Input{CaseID: d.id, Material: "licence", Content: same}, errs.Exists},
		"unknown case":     {materials.Input{CaseID: ref.New[ref.CaseID](), Material: "licence", Content: same}, errs.NotFound},
	} {
		if _, err := materials.Attach(ctx, d.Office, c.in); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.do(t, func(w *office.Work) error {
		c, err := w.Cases().Get(d.id)
		if err != nil {
			return err
		}
		c.Status = string(workflow.Delivered)
		return w.Cases().Update(c)
	})
	if _, err := materials.Attach(ctx, d.Office, materials.Input{CaseID: d.id, Material: "licence", Content: photo(t, 60_000, 6)}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a delivered case took a file: %v", err)
	}
	if d.sealed(t) != 1 {
		t.Errorf("%d files kept", d.sealed(t))
	}
}

// failing fails every write of a file after it has happened, as a full disk may.
type failing struct{ office.Files }

func (f failing) Put(content []byte) (string, error) {
	if _, err := f.Files.Put(content); err != nil {
		return "", err
	}
	return "", errs.Wrap(errs.Storage, errors.New("disk"), "没存上，磁盘已满。腾出空间后重试")
}

func TestAFailedUploadLeavesNoFile(t *testing.T) {
	d := newDesk(t)
	whole := d.Files
	d.Files = failing{whole}
	_, err := materials.Attach(ctx, d.Office, materials.Input{CaseID: d.id, Material: "licence", Content: photo(t, 60_000, 7)})
	if errs.CodeOf(err) != errs.Storage || d.sealed(t) != 0 {
		t.Errorf("%v, %d files left", err, d.sealed(t))
	}
	d.Files = whole
	d.attach(t, "licence", photo(t, 60_000, 7))
	if d.sealed(t) != 1 {
		t.Errorf("%d files kept", d.sealed(t))
	}
}

func TestPurgeRemovesFilesThatNobodyElseKeeps(t *testing.T) {
	d := newDesk(t)
	shared, own := photo(t, 60_000, 8), photo(t, 61_000, 9)
	d.attach(t, "licence", shared)
	doc := d.attach(t, "id-front", own)
	other := newCase(t, d)
	if _, err := materials.Attach(ctx, d.Office, materials.Input{CaseID: other, Material: "licence", Content: shared}); err != nil {
		t.Fatal(err)
	}
	if _, err := materials.Purge(ctx, d.Office, d.id, " "); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("purged without a reason: %v", err)
	}
	if n, err := materials.Purge(ctx, d.Office, d.id, "办结交付，扫描件清除"); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	if d.sealed(t) != 1 {
		t.Errorf("%d files left", d.sealed(t))
	}
	if _, err := materials.Fetch(ctx, d.Office, doc.ID); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("the purged one is still there: %v", err)
	}
	s, err := materials.Status(ctx, d.Office, other)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range s.Items {
		for _, kept := range i.Docs {
			if got, err := materials.Fetch(ctx, d.Office, kept.ID); err != nil || !bytes.Equal(got.Content, shared) {
				t.Errorf("the other case lost its file: %v", err)
			}
		}
	}
	if n, err := materials.Purge(ctx, d.Office, d.id, "再清一次"); err != nil || n != 0 {
		t.Errorf("second purge: %d, %v", n, err)
	}
}

// newCase opens a second case of the same client.
func newCase(t *testing.T, d *desk) ref.CaseID {
	t.Helper()
	id := ref.New[ref.CaseID]()
	d.do(t, func(w *office.Work) error {
		c, err := w.Cases().Get(d.id)
		if err != nil {
			return err
		}
		c.ID, c.Number = id, "BA2026-0387"
		return w.Cases().Add(c, nil, nil)
	})
	return id
}
