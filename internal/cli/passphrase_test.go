package cli_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/desk"
)

const another = "another-candle-73-otter"

func TestTheCommandChangesThePassphraseBesideAWindow(t *testing.T) {
	f := newFolder(t)
	ctx := context.Background()
	window, err := desk.Open(ctx, f.dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := window.Close(); err != nil {
			t.Error(err)
		}
	})
	if out := f.must("passphrase", "--new-passphrase-file", write(t, "new", another+"\r\nsecond line\n")); out != "口令已改，恢复码不变" {
		t.Errorf("it says %q", out)
	}
	if _, there := os.LookupEnv("BEIANDESK_PASSPHRASE"); there {
		t.Error("the variable is still set")
	}
	f.refused(1, "口令不对", "list", "cases")
	t.Setenv("BEIANDESK_PASSPHRASE", another)
	if r := cli.Run(strings.NewReader(""), "--data", f.dir, "doctor"); r.Code != 0 {
		t.Errorf("with the new passphrase: exit %d, %s%s", r.Code, r.Out, r.Err)
	}
}

func TestAPassphraseThatIsNotProvedOrNotFitIsNotChanged(t *testing.T) {
	f := newFolder(t)
	good := write(t, "new", another+"\n")
	for name, tt := range map[string]struct {
		old, file string
		code      int
		want      string
	}{
		"wrong passphrase": {"no such passphrase", good, 1, "口令不对"},
		"too short":        {passphrase, write(t, "short", "abcdefg\n"), 1, "口令太短"},
		"the same":         {passphrase, write(t, "same", passphrase+"\n"), 1, "一样"},
		"empty file":       {passphrase, write(t, "empty", "\n"), 2, "--new-passphrase-file"},
		"no file":          {passphrase, "/nonexistent", 2, "--new-passphrase-file"},
		"nobody to ask":    {passphrase, "", 2, "--new-passphrase-file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("BEIANDESK_PASSPHRASE", tt.old)
			r := cli.Run(strings.NewReader(""), "--data", f.dir, "passphrase", "--new-passphrase-file", tt.file)
			if r.Code != tt.code || r.Out != "" || !strings.Contains(r.Err, tt.want) || strings.Count(r.Err, "\n") != 1 {
				t.Errorf("exit %d, said %q", r.Code, r.Err)
			}
			for _, secret := range []string{"no such passphrase", "abcdefg", passphrase, another, "passphrase："} {
				if strings.Contains(r.Err, secret) {
					t.Errorf("the error says %q", r.Err)
				}
			}
		})
	}
	f.must("list", "cases")
	if r := f.run("passphrase", another); r.Code != 2 || strings.Contains(r.Err, another) {
		t.Errorf("an argument: exit %d, said %q", r.Code, r.Err)
	}
}
