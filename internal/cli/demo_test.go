package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli"
	"beiandesk/internal/demo"
)

// cut stops what reports to it at its first word.
type cut struct{ stop context.CancelFunc }

func (c cut) Write(p []byte) (int, error) {
	c.stop()
	return len(p), nil
}

func TestADemonstrationThatWasCutOffSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "desk")
	ctx, stop := context.WithCancel(context.Background())
	opts := demo.Options{Cases: 2, Seed: 1, AsOf: time.Date(2026, 11, 23, 9, 12, 0, 0, cal.Zone), Progress: cut{stop}}
	if err := demo.Make(ctx, dir, opts); err == nil {
		t.Fatal("the story was told to its end")
	}
	passphrase := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(passphrase, []byte(demo.Passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	list := func() cli.Result {
		return cli.Run(strings.NewReader(""), "--data", dir, "--passphrase-file", passphrase, "list", "cases")
	}
	if r := list(); r.Code != 0 || !strings.Contains(r.Err, "演示数据没有造完") || !strings.Contains(r.Err, "再用 demo 造一份") {
		t.Errorf("a command: exit %d, %q", r.Code, r.Err)
	}
	again := func() cli.Result { return cli.Run(strings.NewReader(""), "--data", dir, "demo", "--cases", "0") }
	if r := again(); r.Code != 1 || !strings.Contains(r.Err, "没有造完的演示数据") {
		t.Errorf("made over it: exit %d, %q", r.Code, r.Err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if r := again(); r.Code != 0 {
		t.Fatalf("made anew: exit %d, %q", r.Code, r.Err)
	}
	if r := list(); r.Code != 0 || strings.Contains(r.Err, "没有造完") {
		t.Errorf("a command then: exit %d, %q", r.Code, r.Err)
	}
}
