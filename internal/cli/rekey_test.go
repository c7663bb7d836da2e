package cli_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/desk"
)

func TestTheCommandExchangesTheKeys(t *testing.T) {
	f := newFolder(t)
	before := f.must("list", "cases", "--json")
	code := filepath.Join(t.TempDir(), "code")
	out := f.must("rekey", "--new-passphrase-file", write(t, "new", another+"\n"), "--recovery-to", code)
	if !strings.Contains(out, "钥匙已换") || strings.Contains(out, "打不开") {
		t.Errorf("it says %q", out)
	}
	f.refused(1, "口令不对", "list", "cases")
	for _, args := range [][]string{{"doctor"}, {"list", "cases", "--json"}} {
		t.Setenv("BEIANDESK_PASSPHRASE", another)
		r := cli.Run(strings.NewReader(""), append([]string{"--data", f.dir}, args...)...)
		if r.Code != 0 || args[0] == "list" && strings.TrimSpace(r.Out) != before {
			t.Errorf("%v: exit %d, %s%s, before it was %s", args, r.Code, r.Out, r.Err, before)
		}
	}
	text, err := os.ReadFile(code)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Open(t.Context(), f.dir, desk.Secret{Recovery: strings.TrimSpace(string(text))}, desk.Options{Look: true}); err != nil {
		t.Errorf("the recovery code: %v", err)
	}
	if info, err := os.Stat(code); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the code: %v, %v", info.Mode(), err)
	}
}

func TestARekeyThatIsRefusedChangesNothing(t *testing.T) {
	f := newFolder(t)
	next := write(t, "new", another+"\n")
	taken := write(t, "taken", "something\n")
	for name, tt := range map[string]struct {
		args []string
		code int
		want string
	}{
		"nobody to ask":     {nil, 2, "--recovery-to"},
		"nowhere to put it": {[]string{"--new-passphrase-file", next}, 2, "--recovery-to"},
		"the same":          {[]string{"--new-passphrase-file", write(t, "same", passphrase+"\n"), "--recovery-to", "x"}, 1, "一样"},
		"a file that is":    {[]string{"--new-passphrase-file", next, "--recovery-to", taken}, 1, "已经在了"},
		"inside the folder": {[]string{"--new-passphrase-file", next, "--recovery-to", filepath.Join(f.dir, "code")}, 1, "资料夹"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("BEIANDESK_PASSPHRASE", passphrase)
			r := cli.Run(strings.NewReader(""), append([]string{"--data", f.dir, "rekey"}, tt.args...)...)
			if r.Code != tt.code || r.Out != "" || !strings.Contains(r.Err, tt.want) {
				t.Errorf("exit %d, said %q", r.Code, r.Err)
			}
		})
	}
	f.must("doctor")
}

func TestARekeyThatAWindowKeepsAwayLeavesNoCode(t *testing.T) {
	f := newFolder(t)
	window, err := desk.Open(t.Context(), f.dir, desk.Secret{Passphrase: passphrase}, desk.Options{Window: true})
	if err != nil {
		t.Fatal(err)
	}
	code := filepath.Join(t.TempDir(), "code")
	f.refused(1, "窗口", "rekey", "--new-passphrase-file", write(t, "new", another+"\n"), "--recovery-to", code)
	if _, err := os.Stat(code); err == nil {
		t.Error("a code that opens nothing is left")
	}
	if err := window.Close(); err != nil {
		t.Fatal(err)
	}
	f.must("doctor")
}
