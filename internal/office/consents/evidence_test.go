package consents_test

import (
	"bytes"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/scan"
	"beiandesk/internal/store"
)

// signed is a desk whose lead has signed two consents on one paper, which was scanned.
type signed struct {
	*desktest.Fixture
	id    ref.CaseID
	given []consents.Line
}

func newSigned(t *testing.T, content []byte) *signed {
	t.Helper()
	f, id := desktest.AtSMS(t)
	s := &signed{Fixture: f, id: id}
	in := consents.ConsentInput{
		Person: f.Show(id).People[0].Person.ID, Matters: []string{"sensitive", "provide"}, Way: "paper", On: "2026-09-05", Evidence: "同意书第 2 版",
		File: &consents.EvidenceFile{Name: "C:\\扫描\\沈一鸣\x1b 同意书.jpg", Content: content},
	}
	if err := consents.Add(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	s.read(t)
	if len(s.given) != 2 {
		t.Fatalf("%+v", s.given)
	}
	return s
}

func (s *signed) read(t *testing.T) {
	t.Helper()
	var err error
	if s.given, err = consents.Of(ctx, s.Office, s.Show(s.id).Client.ID); err != nil {
		t.Fatal(err)
	}
}

// lies says whether a sealed file is there.
func (s *signed) lies(t *testing.T, blob string) bool {
	t.Helper()
	_, err := s.Files.Get(blob)
	if err != nil && errs.CodeOf(err) != errs.NotFound {
		t.Fatal(err)
	}
	return err == nil
}

func (s *signed) attach(line consents.Line, name string, content []byte) error {
	return consents.Attach(ctx, s.Office, consents.AttachInput{ID: line.ID, File: consents.EvidenceFile{Name: name, Content: content}})
}

// pdf is a paper that the desk prints.
func (s *signed) pdf(t *testing.T) []byte {
	t.Helper()
	if _, err := setup.SaveLetterhead(ctx, s.Office, setup.Letterhead{Name: "备案管家（杭州）"}); err != nil {
		t.Fatal(err)
	}
	made, err := papers.Filing(ctx, s.Office, s.id)
	if err != nil {
		t.Fatal(err)
	}
	return made.PDF
}

// newest is the journal's last line.
func (s *signed) newest(t *testing.T) store.JournalRow {
	t.Helper()
	var rows []store.JournalRow
	err := s.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.JournalList().Find(store.JournalQuery{Limit: 1})
		return err
	})
	if err != nil || len(rows) != 1 {
		t.Fatal(len(rows), err)
	}
	return rows[0]
}

// One file proves all that was agreed to on a paper, lies sealed, and goes once nothing names it.
func TestAFileThatProvesConsentsIsSealedSeenAndReplaced(t *testing.T) {
	content := desktest.Photo(t, 90_000, 3)
	s := newSigned(t, content)
	first := s.given[0].File
	if first == nil || first.Name != "沈一鸣\ufffd 同意书.jpg" || first.Mime != scan.JPEG || first.Size != 90_000 || first.Width != 160 || s.given[0].FileBy != "周敏" || s.given[1].File.Blob != first.Blob {
		t.Fatalf("%+v", first)
	}
	for path, raw := range s.Folder(t) {
		for _, plant := range []string{desktest.Planted, "同意书.jpg"} {
			if bytes.Contains(raw, []byte(plant)) {
				t.Errorf("%s holds %q", filepath.Base(path), plant)
			}
		}
	}
	got, err := consents.Fetch(ctx, s.Office, s.given[0].ID)
	if err != nil || !bytes.Equal(got.Content, content) || got.SaveName() != first.Name {
		t.Errorf("what comes back differs: %s, %v", got.SaveName(), err)
	}
	if j := s.newest(t); j.Kind != "reveal" || j.Title != "查看同意的凭据原件："+s.given[0].Matter.Label || j.Subject != string(s.given[0].Person) {
		t.Errorf("the look was logged as %+v", j)
	}
	pdf := s.pdf(t)
	for i, line := range s.given {
		if !s.lies(t, first.Blob) {
			t.Fatalf("its file is gone though %d consents name it", len(s.given)-i)
		}
		if err := s.attach(line, "同意书", pdf); err != nil {
			t.Fatal(err)
		}
	}
	if s.lies(t, first.Blob) {
		t.Error("a file that nothing names stays")
	}
	s.read(t)
	if f := s.given[0].File; f.Mime != scan.PDF || f.Width != 0 || !s.lies(t, f.Blob) {
		t.Errorf("%+v", f)
	}
	if j := s.newest(t); j.Title != "换同意的凭据："+s.given[1].Matter.Label || j.Payload != "同意书" {
		t.Errorf("%+v", j)
	}
	if got, err := consents.Fetch(ctx, s.Office, s.given[1].ID); err != nil || got.SaveName() != "同意书.pdf" {
		t.Errorf("%s, %v", got.SaveName(), err)
	}
}

func TestTheCoveredLookAtEvidenceIsNotLogged(t *testing.T) {
	content := desktest.Photo(t, 90_000, 4)
	s := newSigned(t, content)
	before := s.newest(t).Seq
	picture, err := consents.Preview(ctx, s.Office, s.given[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := jpeg.Decode(bytes.NewReader(picture)); err != nil || bytes.Equal(picture, content) {
		t.Errorf("no covered picture: %v", err)
	}
	if s.newest(t).Seq != before {
		t.Error("a covered look was logged")
	}
	if err := s.attach(s.given[0], "同意书.pdf", s.pdf(t)); err != nil {
		t.Fatal(err)
	}
	if picture, err := consents.Preview(ctx, s.Office, s.given[0].ID); err != nil || picture != nil {
		t.Errorf("a PDF has a picture of %d bytes: %v", len(picture), err)
	}
}

// What can't be taken leaves what was there, and no file.
func TestEvidenceThatCantBeTakenLeavesNothing(t *testing.T) {
	content := desktest.Photo(t, 90_000, 5)
	s := newSigned(t, content)
	webp, err := os.ReadFile("../../scan/testdata/lossy.webp")
	if err != nil {
		t.Fatal(err)
	}
	before, seq := len(s.Folder(t)), s.newest(t).Seq
	for name, test := range map[string]struct {
		line    consents.Line
		content []byte
		code    errs.Code
		says    string
	}{
		"a program":     {s.given[0], []byte("MZ program"), errs.Hostile, ""},
		"empty":         {s.given[0], nil, errs.Hostile, "空的"},
		"another kind":  {s.given[0], webp, errs.Invalid, "WebP，须 JPG、PNG 或 PDF"},
		"the same":      {s.given[0], content, errs.Exists, "同一个文件"},
		"of no consent": {consents.Line{}, desktest.Photo(t, 60_000, 6), errs.NotFound, ""},
	} {
		if err := s.attach(test.line, "x", test.content); errs.CodeOf(err) != test.code || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole := consents.ConsentInput{Person: s.given[0].Person, Matters: []string{"keep"}, Way: "paper", Evidence: "同意书", File: &consents.EvidenceFile{Content: webp}}
	if err := consents.Add(ctx, s.Office, whole); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("registered with a file of another kind: %v", err)
	}
	whole.Person = "nobody"
	whole.File = &consents.EvidenceFile{Content: desktest.Photo(t, 60_000, 7)}
	if err := consents.Add(ctx, s.Office, whole); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("nobody agrees: %v", err)
	}
	s.read(t)
	if after := len(s.Folder(t)); after != before || s.newest(t).Seq != seq || len(s.given) != 2 || s.given[0].File.Size != 90_000 {
		t.Errorf("%d files, before %d; %+v", after, before, s.given[0].File)
	}
	if _, err := consents.Fetch(ctx, s.Office, "x"); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("%v", err)
	}
	if err := consents.Add(ctx, s.Office, consents.ConsentInput{Person: s.given[0].Person, Matters: []string{"keep"}, Way: "paper", Evidence: "同意书"}); err != nil {
		t.Fatal(err)
	}
	s.read(t)
	at := 0
	for s.given[at].File != nil {
		at++
	}
	if _, err := consents.Fetch(ctx, s.Office, s.given[at].ID); errs.CodeOf(err) != errs.NotFound || !strings.Contains(err.Error(), "没有凭据文件") {
		t.Errorf("%v", err)
	}
}

// A withdrawn consent keeps the file that proves that it was given.
func TestAWithdrawnConsentKeepsItsEvidence(t *testing.T) {
	s := newSigned(t, desktest.Photo(t, 90_000, 8))
	if err := consents.Withdraw(ctx, s.Office, consents.WithdrawalInput{ID: s.given[0].ID, On: "2026-09-06", Follows: "停办"}); err != nil {
		t.Fatal(err)
	}
	s.read(t)
	for _, line := range s.given {
		if line.File == nil || !s.lies(t, line.File.Blob) {
			t.Errorf("%s has no file", line.Matter.Label)
		}
	}
}
