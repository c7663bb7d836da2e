//go:build !race

// A race detector maps terabytes of its own, where copies lie of what the process holds.

package vault

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Another process is looked through, so that what is looked for lies nowhere in it but
// where it should not.
func TestAClosedVaultLeavesNeitherPassphraseNorDataKeyInMemory(t *testing.T) {
	dir := t.TempDir()
	passphrase := hex.EncodeToString(randomBytes(24))
	v, _, err := Create(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	cmd := exec.Command(os.Args[0])
	cmd.Env = []string{HolderFolder + "=" + dir}
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	tell := func(line, want string) {
		if _, err := io.WriteString(in, line+"\n"); err != nil {
			t.Fatal(err)
		}
		if !said.Scan() || said.Text() != want {
			t.Fatalf("it said %q, want %q", said.Text(), want)
		}
	}
	secrets := map[string][]byte{"passphrase": []byte(passphrase), "data key": v.keys.data[:], "key of fields": v.keys.fields[:]}
	tell(passphrase, "open")
	found := hits(t, cmd.Process.Pid, secrets)
	for _, name := range []string{"data key", "key of fields"} {
		if found[name] != 1 {
			t.Errorf("%d copies of the %s while it is open, want the one", found[name], name)
		}
	}
	tell("", "closed")
	for name, n := range hits(t, cmd.Process.Pid, secrets) {
		t.Errorf("%d copies of the %s once it is closed", n, name)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// hits counts what is found of each secret in the memory that a process may write.
func hits(t *testing.T, pid int, secrets map[string][]byte) map[string]int {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatal(err)
	}
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer mem.Close()
	found, looked := map[string]int{}, 0
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		if !strings.Contains(line, " rw") {
			continue
		}
		if _, err := fmt.Sscanf(line, "%x-%x ", &from, &to); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		content := make([]byte, to-from)
		n, err := mem.ReadAt(content, from)
		if err != nil && n == 0 {
			continue // the kernel's own
		}
		looked += n
		for name, secret := range secrets {
			if n := bytes.Count(content[:n], secret); n > 0 {
				found[name] += n
			}
		}
	}
	if looked < 1<<20 {
		t.Fatalf("only %d bytes could be looked at", looked)
	}
	return found
}
