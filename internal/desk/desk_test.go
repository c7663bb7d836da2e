package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
)

const passphrase = "一串够长的口令 2026"

func create(t *testing.T, dir string, opts desk.Options) (*desk.Desk, string) {
	t.Helper()
	d, code, err := desk.Create(context.Background(), dir, passphrase, "周敏", opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closing(t, d) })
	return d, code
}

func closing(t *testing.T, d *desk.Desk) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func wantCode(t *testing.T, err error, want errs.Code) {
	t.Helper()
	if got := errs.CodeOf(err); got != want {
		t.Fatalf("error %v has code %q, want %q", err, got, want)
	}
}

func TestADeskIsMadeAndOpenedByPassphraseOrRecoveryCode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "台")
	first, code := create(t, dir, desk.Options{})
	if first.Staff == "" || first.Demo {
		t.Fatalf("staff %q, demo %v", first.Staff, first.Demo)
	}
	staff := first.Staff
	closing(t, first)

	for name, secret := range map[string]desk.Secret{
		"passphrase": {Passphrase: passphrase}, "recovery": {Recovery: strings.ToLower(code)},
	} {
		d, err := desk.Open(context.Background(), dir, secret, desk.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d.Staff != staff {
			t.Errorf("%s: acts as %q, want %q", name, d.Staff, staff)
		}
		closing(t, d)
	}
	_, err := desk.Open(context.Background(), dir, desk.Secret{Passphrase: "另一串口令 2026 啊"}, desk.Options{})
	wantCode(t, err, errs.Locked)
}

func TestAFolderIsToldWithoutItsPassphrase(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	s, err := desk.Inspect(ctx, dir)
	if err != nil || s.State != desk.Empty || s.Demo || s.Held || len(s.Staff) != 0 {
		t.Fatalf("empty folder: %+v, %v", s, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Fatalf("looking left %v behind", left)
	}
	d, _ := create(t, dir, desk.Options{Window: true, Demo: true})
	if s, err = desk.Inspect(ctx, dir); err != nil || s.State != desk.Locked || !s.Held || !s.Demo {
		t.Fatalf("open folder: %+v, %v", s, err)
	}
	closing(t, d)
	if s, err = desk.Inspect(ctx, dir); err != nil || s.Held || len(s.Staff) != 1 || s.Staff[0].Name != "周敏" {
		t.Fatalf("closed folder: %+v, %v", s, err)
	}
	if err := os.Remove(filepath.Join(dir, sqlite.FileName)); err != nil {
		t.Fatal(err)
	}
	if s, err = desk.Inspect(ctx, dir); err != nil || s.State != desk.NoDatabase {
		t.Fatalf("keys alone: %+v, %v", s, err)
	}
	_, _, err = desk.Create(ctx, dir, passphrase, "周敏", desk.Options{})
	wantCode(t, err, errs.Blocked)
}

func TestAForeignDatabaseStaysUntouched(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, sqlite.FileName)
	content := []byte(strings.Repeat("别人的文件", 100))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := desk.Inspect(ctx, dir)
	wantCode(t, err, errs.Foreign)
	_, err = desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	wantCode(t, err, errs.Foreign)
	_, _, err = desk.Create(ctx, dir, passphrase, "周敏", desk.Options{})
	wantCode(t, err, errs.Foreign)
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Fatalf("the folder now holds %v (%v)", left, err)
	}
	if now, _ := os.ReadFile(path); string(now) != string(content) {
		t.Fatal("the file was changed")
	}
}

func TestTwoWindowsExcludeEachOtherAndCommandsWorkBeside(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	window, _ := create(t, dir, desk.Options{Window: true})
	_, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true})
	wantCode(t, err, errs.Busy)
	command, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closing(t, command)
	if window.Via != office.ViaWindow || command.Via != office.ViaCommand {
		t.Errorf("via %q and %q", window.Via, command.Via)
	}
	if _, err := setup.AddStaff(ctx, command.Office, "林晓"); err != nil {
		t.Fatalf("a command beside a window: %v", err)
	}
	closing(t, window)
	again, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true, Staff: "林晓"})
	if err != nil {
		t.Fatalf("after the window closed: %v", err)
	}
	closing(t, again)
}

func TestWhatCannotBeMadeLeavesTheFolderEmpty(t *testing.T) {
	for name, c := range map[string]struct{ passphrase, staff, field string }{
		"short passphrase": {"短", "周敏", "passphrase"},
		"no name":          {passphrase, "  ", "name"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, _, err := desk.Create(context.Background(), dir, c.passphrase, c.staff, desk.Options{Demo: true})
			problems := office.ProblemsOf(err)
			if len(problems) != 1 || problems[0].Field != c.field {
				t.Fatalf("error %v at %v, want field %q", err, problems, c.field)
			}
			s, err := desk.Inspect(context.Background(), dir)
			if err != nil || s.State != desk.Empty || s.Demo {
				t.Fatalf("the folder is %+v (%v)", s, err)
			}
		})
	}
}

func TestAFolderWithTooLongAPathIsRefusedForThat(t *testing.T) {
	dir := t.TempDir()
	for len(dir) <= 512 {
		dir = filepath.Join(dir, strings.Repeat("x", 100))
	}
	_, _, err := desk.Create(context.Background(), dir, passphrase, "周敏", desk.Options{})
	wantCode(t, err, errs.Storage)
	if !strings.Contains(err.Error(), "路径太长") {
		t.Errorf("refused by %v", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestAFolderWithTheLongestPathIsADesk(t *testing.T) {
	dir := t.TempDir()
	const most = 512 - len("/desk.before-v9999.db.new-journal")
	for len(dir)+102 < most {
		dir = filepath.Join(dir, strings.Repeat("x", 100))
	}
	dir = filepath.Join(dir, strings.Repeat("x", most-len(dir)-1))
	closing(t, func() *desk.Desk { d, _ := create(t, dir, desk.Options{}); return d }())
	if _, _, err := desk.Create(context.Background(), dir+"x", passphrase, "周敏", desk.Options{}); errs.CodeOf(err) != errs.Storage {
		t.Errorf("a byte more is refused by %v", err)
	}
}

func TestTheClockIsSetInDemonstrationsOnlyAndTicksOn(t *testing.T) {
	t.Setenv(desk.NowVariable, "2026-11-23 09:12")
	ctx := context.Background()
	plain := t.TempDir()
	_, _, err := desk.Create(ctx, plain, passphrase, "周敏", desk.Options{})
	wantCode(t, err, errs.Usage)
	if s, err := desk.Inspect(ctx, plain); err != nil || s.State != desk.Empty {
		t.Fatalf("the refused folder is %+v (%v)", s, err)
	}
	d, _ := create(t, t.TempDir(), desk.Options{Demo: true})
	a := d.Now()
	if got := cal.At(a).String(); got != "2026-11-23 09:12" {
		t.Fatalf("the clock says %s", got)
	}
	for began := time.Now(); !time.Now().After(began); { // until the machine's clock has moved
	}
	if !d.Now().After(a) {
		t.Error("the clock stands still")
	}
}

func TestUploadsOfDeadProcessesAreSwept(t *testing.T) {
	d := desktest.New(t, "2026-11-23")
	blob, err := d.Files.Put([]byte("一份没有落账的扫描件"))
	if err != nil {
		t.Fatal(err)
	}
	// No process has this id: Linux and Windows end far below.
	const nobody = 1<<31 - 2
	d.MustWrite(t, func(w *office.Work) error { return w.Documents().Intend(blob, nobody) })
	d.Restart(t)
	if _, err := d.Files.Get(blob); err == nil {
		t.Error("the file of a dead upload is still there")
	}
	err = d.Read(context.Background(), func(tx store.Tx) error {
		left, err := tx.Find().Intents()
		if len(left) != 0 {
			t.Errorf("intents left: %v", left)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
