package checkup_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/checkup"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

func TestEachTamperIsNamedByItsLook(t *testing.T) {
	made := worked(t)
	if wrong := named(t, made.Desk); len(wrong) > 0 {
		t.Fatalf("before any tamper: %v", wrong)
	}
	must(t, made.Close())
	all := maps.Clone(more)
	maps.Copy(all, gone)
	for name, tamper := range all {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) {
				if n := sqlitetest.Past(t, dir, tamper.sql); n == 0 && !strings.Contains(tamper.sql, ";") {
					t.Error("it changes nothing")
				}
			})
			if wrong := named(t, d); !slices.Contains(wrong, tamper.look) {
				t.Errorf("%s says nothing; these do: %v", tamper.look, wrong)
			}
		})
	}
	for name, sql := range clear {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) { sqlitetest.Past(t, dir, sql) })
			if wrong := named(t, d); !slices.Contains(wrong, "marks") {
				t.Errorf("nothing is said of the row; these say something: %v", wrong)
			}
		})
	}
	told, err := os.ReadFile("../../docs/security.md")
	must(t, err)
	for name, sql := range open {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) { sqlitetest.Past(t, dir, sql) })
			if wrong := named(t, d); len(wrong) > 0 {
				t.Errorf("it is named by %v: say so", wrong)
			}
			if _, behind, _ := strings.Cut(string(told), "## What is not protected"); !strings.Contains(behind, name) {
				t.Error("docs/security.md does not tell it")
			}
		})
	}
	for name, tamper := range tampers {
		t.Run(name, func(t *testing.T) {
			d := made.Copy(t, func(dir string) {
				if tamper.sql != "" {
					sqlitetest.Past(t, dir, tamper.sql)
				}
			})
			if tamper.file != nil {
				tamper.file(t, d.Dir)
			}
			if wrong := named(t, d); !slices.Contains(wrong, tamper.look) {
				t.Errorf("%s says nothing; these do: %v", tamper.look, wrong)
			}
		})
	}
}

// The code at the foot of a daily sheet tells a folder that has gone back, on any machine.
func TestTheCodeOfADailySheetTellsAFolderThatHasGoneBack(t *testing.T) {
	f := worked(t)
	code := func(d *desk.Desk) (code string) {
		must(t, d.Read(t.Context(), func(tx store.Tx) error {
			link, err := tx.Journal().Link(0)
			code = link.Code()
			return err
		}))
		return code
	}
	judge := func(d *desk.Desk, code string) bool {
		t.Helper()
		found, err := checkup.Sheet(t.Context(), d, code)
		must(t, err)
		return found.OK
	}
	must(t, f.Close())
	older := f.Copy(t, func(string) {})
	newer := f.Copy(t, func(string) {})
	printed := code(newer.Desk)
	if _, err := setup.AddStaff(t.Context(), newer.Office, "林晓"); err != nil {
		t.Fatal(err)
	}
	later := code(newer.Desk)
	if !judge(newer.Desk, printed) || !judge(newer.Desk, " "+strings.ToUpper(later)+" ") || !judge(older.Desk, printed) || judge(older.Desk, later) || judge(newer.Desk, strings.Replace(later, "-", "1-", 1)) {
		t.Errorf("codes %s and %s are judged wrongly", printed, later)
	}
	if _, err := checkup.Sheet(t.Context(), newer.Desk, "昨天的"); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("no code gives %v", err)
	}
}

func TestALookFollowsALinkToTheFolder(t *testing.T) {
	f := worked(t)
	must(t, f.Close())
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(f.Dir, link); err != nil {
		t.Fatal(err)
	}
	must(t, os.Chmod(filepath.Join(f.Dir, "keys.json"), 0o644))
	stray(t, f.Dir)
	d, err := desk.Open(t.Context(), link, desk.Secret{Passphrase: desktest.Passphrase}, desk.Options{Look: true, Now: f.Now})
	must(t, err)
	found, err := checkup.All(t.Context(), d)
	must(t, errors.Join(err, d.Close()))
	for _, f := range found {
		if want := f.Check != "permissions" && f.Check != "files"; f.OK != want {
			t.Errorf("%s: %v, %s", f.Check, f.OK, f.Detail)
		}
	}
}

// worked is a desk with a case on its way, scans, a bill and a payment.
func worked(t *testing.T) *desktest.Fixture {
	t.Helper()
	f, id := desktest.AtSMS(t)
	must(t, os.Chmod(f.Dir, 0o700))
	_, err := setup.SaveLetterhead(t.Context(), f.Office, setup.Letterhead{Name: "备案管家（杭州）"})
	must(t, err)
	bill, err := invoicing.Issue(t.Context(), f.Office, id)
	must(t, err)
	_, err = invoicing.Pay(t.Context(), f.Office, invoicing.PayInput{InvoiceID: bill.ID, Amount: 30000, On: f.Today(), Method: billing.Methods[0], Version: bill.Version})
	must(t, err)
	_, err = setup.AddStaff(t.Context(), f.Office, "周宁")
	must(t, err)
	for n, matter := range []string{"sensitive", "provide", "keep"} {
		in := consents.ConsentInput{Person: f.Show(id).People[0].Person.ID, Matters: []string{matter}, Way: "paper", Evidence: "同意书"}
		if matter != "keep" {
			in.File = &consents.EvidenceFile{Name: "同意书.jpg", Content: desktest.Photo(t, 60_000, uint64(n+20))}
		}
		must(t, consents.Add(t.Context(), f.Office, in))
	}
	_, err = followups.Add(t.Context(), f.Office, followups.FollowupInput{CaseID: id, Label: "续签服务合同", Day: "2027-01-05"})
	must(t, err)
	f.MustWrite(t, func(w *office.Work) error {
		runs, err := w.Projections().Runs(id)
		must(t, err)
		must(t, w.Own().Set(store.Whose{Case: id}, "", false, "加急"))
		must(t, w.Own().Set(store.Whose{Case: id}, "field", true, "转介绍"))
		return w.Chases().Add(id, runs[0].ID, "materials", cal.At(w.Now))
	})
	_, err = setup.SavePrice(t.Context(), f.Office, setup.Price{ICP: 60000, Police: 60000, TermDays: 10})
	must(t, err)
	return f
}

// named are the looks that find something.
func named(t *testing.T, d *desktest.Desk) []string {
	t.Helper()
	found, err := checkup.All(t.Context(), d.Desk)
	must(t, err)
	wrong := []string{}
	for _, f := range found {
		if !f.OK {
			wrong = append(wrong, f.Check)
		}
	}
	return wrong
}

// eachFile does something to every sealed file.
func eachFile(t *testing.T, dir string, do func(path string) error) {
	t.Helper()
	must(t, filepath.WalkDir(filepath.Join(dir, "files"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		return do(path)
	}))
}

func flip(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	content[len(content)/2] ^= 1
	return os.WriteFile(path, content, 0o600)
}

func longer(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(content, 0), 0o600)
}

// exchanged puts the first two sealed files in each other's place.
func exchanged(t *testing.T, dir string) {
	t.Helper()
	var all []string
	eachFile(t, dir, func(path string) error {
		all = append(all, path)
		return nil
	})
	must(t, os.Rename(all[0], all[0]+".x"))
	must(t, os.Rename(all[1], all[0]))
	must(t, os.Rename(all[0]+".x", all[1]))
}

// evidenceOf is where the file of a consent lies.
func evidenceOf(t *testing.T, dir string) string {
	t.Helper()
	return sealedAt(dir, sqlitetest.First(t, dir, "SELECT min(blob) FROM consent_files"))
}

func sealedAt(dir, blob string) string { return filepath.Join(dir, "files", blob[:2], blob[2:]+".age") }

// scanForEvidence puts a scan where the file of a consent lies.
func scanForEvidence(t *testing.T, dir string) {
	t.Helper()
	at := evidenceOf(t, dir)
	content, err := os.ReadFile(sealedAt(dir, sqlitetest.First(t, dir, "SELECT min(blob) FROM documents")))
	must(t, err)
	must(t, os.WriteFile(at, content, 0o600))
}

func empty(path string) error { return os.Truncate(path, 0) }

// stray puts a sealed file there that no case names.
func stray(t *testing.T, dir string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Join(dir, "files", "ab"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "files", "ab", strings.Repeat("c", 62)+".age"), []byte("age"), 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
