package intake_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"image/jpeg"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	docs "beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var ctx = context.Background()

func (d *desk) attach(t *testing.T, material string, content []byte) docs.Document {
	t.Helper()
	doc, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: d.Case, Material: material, Name: "C:\\扫描\\沈一鸣\x1b[2J 13800571001.jpg", Content: content})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func (d *desk) have(t *testing.T, stage string) []string {
	t.Helper()
	var gaps []string
	err := d.Read(ctx, func(tx store.Tx) error {
		f, err := casefile.Read(d.Office, tx, d.Case)
		if err != nil {
			return err
		}
		sheet, err := intake.SheetIn(d.Office, tx, f, d.Today())
		if err != nil {
			return err
		}
		gaps = sheet.Gaps(stage)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return gaps
}

func TestWalkALicenceOf41KBIsKeptAndReplaced(t *testing.T) {
	d := newDesk(t)
	first := d.attach(t, "licence", desktest.Photo(t, 41*1024, 1))
	if first.OK || first.No != 1 || first.Why() != "41 KB，信息模板、ICP 备案须不低于 55 KB。请对照原件重扫" {
		t.Errorf("version %d, good %v: %s", first.No, first.OK, first.Why())
	}
	want := []string{"营业执照 41 KB，须不低于 55 KB。请对照原件重扫"}
	if got := d.have(t, "template"); !slices.Equal(got, want) {
		t.Errorf("stage 3 says %q", got)
	}
	second := d.attach(t, "licence", desktest.Photo(t, 220_000, 2))
	if !second.OK || second.No != 2 {
		t.Errorf("version %d, good %v: %s", second.No, second.OK, second.Why())
	}
	if got := d.have(t, "template"); len(got) != 0 {
		t.Errorf("stage 3 still says %q", got)
	}
	s, err := intake.Status(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	i := s.Items[slices.IndexFunc(s.Items, func(i docs.Item) bool { return i.Code == "licence" })]
	if i.State != docs.Good || len(i.Docs) != 2 || i.Docs[0].Name != "沈一鸣\ufffd[2J 13800571001.jpg" || s.Names[i.Docs[0].AddedBy] != "周敏" {
		t.Errorf("licence: %+v", i)
	}
	if s.Done != 9 || s.Total != 11 {
		t.Errorf("%d of %d", s.Done, s.Total)
	}
	j := d.Journal(t)
	if len(j) != 2 || j[0].Title != "收到营业执照第 2 版" || j[1].Title != "收到营业执照第 1 版，不合格" || j[0].Kind != "material" {
		t.Errorf("journal: %+v", j)
	}
}

func TestNothingOfAPictureLiesInTheFolder(t *testing.T) {
	d := newDesk(t)
	content := desktest.Photo(t, 90_000, 3)
	doc := d.attach(t, "id-front", content)
	for path, raw := range d.Folder(t) {
		for _, plant := range [][]byte{[]byte(desktest.Planted), content[len(content)-64:], []byte("13800571001"), []byte("330106198205290002")} {
			if bytes.Contains(raw, plant) {
				t.Errorf("%s holds %.20q", filepath.Base(path), plant)
			}
		}
		if strings.Contains(path, "沈") || strings.Contains(path, string(d.Case)) {
			t.Errorf("the name %s tells of its content", path)
		}
	}
	got, err := intake.Fetch(ctx, d.Office, doc.ID)
	if err != nil || !bytes.Equal(got.Content, content) {
		t.Errorf("what comes back differs: %v", err)
	}
	if j := d.Journal(t); j[0].Kind != "reveal" || j[0].Title != "查看身份证人像面第 1 版原件" || j[0].Subject != string(doc.ID) {
		t.Errorf("the look was logged as %+v", j[0])
	}
}

func TestThePreviewIsCoveredAndNotLogged(t *testing.T) {
	d := newDesk(t)
	content := desktest.Photo(t, 90_000, 4)
	doc := d.attach(t, "handheld", content)
	before := len(d.Journal(t))
	got, err := intake.Preview(ctx, d.Office, doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := jpeg.Decode(bytes.NewReader(got.Content)); err != nil || bytes.Equal(got.Content, content) {
		t.Errorf("no covered picture: %v", err)
	}
	if len(d.Journal(t)) != before {
		t.Error("a covered look was logged")
	}
}

func TestHostileFilesLeaveNothing(t *testing.T) {
	d := newDesk(t)
	_, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: d.Case, Material: "licence", Content: []byte("MZ program")})
	if errs.CodeOf(err) != errs.Hostile {
		t.Errorf("got %v", err)
	}
	if d.sealed(t) != 0 || len(d.Journal(t)) != 0 {
		t.Error("something was kept")
	}
}

func TestWhatCantBeTakenIsRefused(t *testing.T) {
	d := newDesk(t)
	same := desktest.Photo(t, 60_000, 5)
	d.attach(t, "licence", same)
	for name, c := range map[string]struct {
		in   intake.Input
		code errs.Code
	}{
		"unknown material": {intake.Input{CaseID: d.Case, Material: "passport", Content: same}, errs.Invalid},
		"a field":          {intake.Input{CaseID: d.Case, Material: "mobile", Content: same}, errs.Invalid},
		"the same again":   {intake.Input{CaseID: d.Case, Material: "licence", Content: same}, errs.Exists},
		"unknown case":     {intake.Input{CaseID: ref.New[ref.CaseID](), Material: "licence", Content: same}, errs.NotFound},
	} {
		if _, err := intake.Attach(ctx, d.Office, c.in); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.MustWrite(t, func(w *office.Work) error {
		c, err := w.Cases().Get(d.Case)
		if err != nil {
			return err
		}
		c.Status = string(workflow.Delivered)
		return w.Cases().Update(c)
	})
	if _, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: d.Case, Material: "licence", Content: desktest.Photo(t, 60_000, 6)}); errs.CodeOf(err) != errs.Blocked {
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
	_, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: d.Case, Material: "licence", Content: desktest.Photo(t, 60_000, 7)})
	if errs.CodeOf(err) != errs.Storage || d.sealed(t) != 0 {
		t.Errorf("%v, %d files left", err, d.sealed(t))
	}
	d.Files = whole
	d.attach(t, "licence", desktest.Photo(t, 60_000, 7))
	if d.sealed(t) != 1 {
		t.Errorf("%d files kept", d.sealed(t))
	}
}

// purge does what a verb that purges does: the files go once the rows have.
func (d *desk) purge(reason string) (n int, err error) {
	var blobs []string
	err = d.Office.Write(ctx, func(w *office.Work) error {
		n, blobs, err = intake.Purge(w, d.Case, reason)
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, intake.Sweep(ctx, d.Office, blobs)
}

// A purge leaves no name of a file behind: not in the timeline, not in the journal, and none of
// the bytes that held it sealed.
func TestAPurgeLeavesNothingOfTheFilesInTheDatabase(t *testing.T) {
	d := newDesk(t)
	for i, m := range []string{"licence", "id-front", "id-back"} {
		in := intake.Input{CaseID: d.Case, Material: m, Name: "沈一鸣-" + m + ".jpg", Content: desktest.Photo(t, 60_000, uint64(20+i))}
		if _, err := intake.Attach(ctx, d.Office, in); err != nil {
			t.Fatal(err)
		}
	}
	about := "SELECT COALESCE(group_concat(hex(p.sealed)), '') FROM journal_payloads p JOIN journal j ON j.seq = p.seq WHERE j.kind = 'material' AND j.subject <> ''"
	held := strings.Split(sqlitetest.First(t, d.Dir, "SELECT group_concat(hex(name_sealed)) FROM documents")+","+sqlitetest.First(t, d.Dir, about), ",")
	if len(held) != 6 {
		t.Fatalf("%d sealed values", len(held))
	}
	if _, err := d.purge("办结交付，扫描件清除"); err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{}
	for _, e := range d.Journal(t) {
		titles[e.Title] = e.Payload
		if strings.Contains(e.Payload, "沈一鸣-") {
			t.Errorf("%s still says %s", e.Title, e.Payload)
		}
	}
	if text, there := titles["收到营业执照第 1 版"]; !there || text != "" || titles["清除材料 3 份"] != "办结交付，扫描件清除" {
		t.Errorf("%v", titles)
	}
	if _, there := titles["删去 3 条材料记录里的文件名和日期"]; !there {
		t.Errorf("nothing tells of it: %v", titles)
	}
	err := d.Read(ctx, func(tx store.Tx) error { _, err := tx.Journal().Verify(); return err })
	if err != nil {
		t.Errorf("the chain: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for path, content := range d.Folder(t) {
		for _, value := range held {
			sealed, err := hex.DecodeString(value)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(content, sealed) {
				t.Errorf("%s still holds a sealed name", filepath.Base(path))
			}
		}
	}
}

func TestPurgeRemovesFilesThatNobodyElseKeeps(t *testing.T) {
	d := newDesk(t)
	shared, own := desktest.Photo(t, 60_000, 8), desktest.Photo(t, 61_000, 9)
	d.attach(t, "licence", shared)
	doc := d.attach(t, "id-front", own)
	other := newCase(t, d)
	if _, err := intake.Attach(ctx, d.Office, intake.Input{CaseID: other, Material: "licence", Content: shared}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.purge(" "); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("purged without a reason: %v", err)
	}
	if n, err := d.purge("办结交付，扫描件清除"); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	if d.sealed(t) != 1 {
		t.Errorf("%d files left", d.sealed(t))
	}
	if _, err := intake.Fetch(ctx, d.Office, doc.ID); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("the purged one is still there: %v", err)
	}
	s, err := intake.Status(ctx, d.Office, other)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range s.Items {
		for _, kept := range i.Docs {
			if got, err := intake.Fetch(ctx, d.Office, kept.ID); err != nil || !bytes.Equal(got.Content, shared) {
				t.Errorf("the other case lost its file: %v", err)
			}
		}
	}
	if n, err := d.purge("再清一次"); err != nil || n != 0 {
		t.Errorf("second purge: %d, %v", n, err)
	}
}

// newCase opens a second case of the same client.
func newCase(t *testing.T, d *desk) ref.CaseID {
	t.Helper()
	id := ref.New[ref.CaseID]()
	d.MustWrite(t, func(w *office.Work) error {
		c, err := w.Cases().Get(d.Case)
		if err != nil {
			return err
		}
		c.ID, c.Number = id, "BA2026-0387"
		return w.Cases().Add(c, nil, nil)
	})
	return id
}
