package vault

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"

	"filippo.io/age"

	"beiandesk/internal/errs"
)

func TestCheapenedArgonIsRefused(t *testing.T) {
	v, _, err := Create(t.TempDir(), "a rather long passphrase")
	if err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]argon{
		"little memory": {MemoryKiB: cost.MemoryKiB - 1, Time: cost.Time, Threads: cost.Threads},
		"few passes":    {MemoryKiB: cost.MemoryKiB, Time: cost.Time - 1, Threads: cost.Threads},
		"no lane":       {MemoryKiB: cost.MemoryKiB, Time: cost.Time},
		"all memory":    {MemoryKiB: 1 << 31, Time: cost.Time, Threads: cost.Threads},
		"no end":        {MemoryKiB: cost.MemoryKiB, Time: 1 << 20, Threads: cost.Threads},
	} {
		t.Run(name, func(t *testing.T) {
			f := keyFile{Format: keyFormat, Version: firstVersion, KeyID: v.keys.idText()}
			f.Passphrase.Argon2id = a
			f.Check = f.digest()
			text, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parseKeyFile(text); errs.CodeOf(err) != errs.Foreign {
				t.Error(err)
			}
		})
	}
}

// Whoever holds the passphrase could make such a file; one that says another key than it
// holds would lead to data sealed under a key that nobody can name.
func TestAKeyFileThatHoldsAnotherKeyThanItSaysIsDamaged(t *testing.T) {
	const passphrase = "a rather long passphrase"
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	made := func(data []byte, id string) keyFile {
		keys := newKeySet(data)
		f := keyFile{Format: keyFormat, Version: firstVersion, KeyID: id}
		s := passphraseSlot{Argon2id: cost, Salt: randomBytes(saltSize)}
		s.Wrapped = sealWith(s.Argon2id.key(passphrase, s.Salt), data, slotPlace("passphrase", id))
		f.Passphrase, f.Recovery = s, wrapRecovery(keys, newRecovery())
		f.Files = sealWith(keys.files[:], []byte(identity.String()), slotPlace("files", id))
		return f
	}
	right, long := randomBytes(keySize), randomBytes(keySize+1)
	for name, c := range map[string]struct {
		f    keyFile
		code errs.Code
	}{
		"its own":        {made(right, newKeySet(right).idText()), ""},
		"another's name": {made(right, "00000000"), errs.Storage},
		"a longer key":   {made(long, newKeySet(long).idText()), errs.Storage},
		"a shorter key":  {made(right[1:], newKeySet(right[1:]).idText()), errs.Storage},
		"no key for files": {func() keyFile {
			f := made(right, newKeySet(right).idText())
			f.Files[0] ^= 1
			return f
		}(), errs.Storage},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := writeKeyFile(dir, c.f, true); err != nil {
				t.Fatal(err)
			}
			if _, err := OpenPassphrase(dir, passphrase); errs.CodeOf(err) != c.code {
				t.Errorf("%v, want %q", err, c.code)
			}
		})
	}
}

func TestCloseOverwritesTheKeys(t *testing.T) {
	v, _, err := Create(t.TempDir(), "a rather long passphrase")
	if err != nil {
		t.Fatal(err)
	}
	keys := v.keys
	if *keys == (keySet{}) {
		t.Fatal("no keys while open")
	}
	v.Close()
	if *keys != (keySet{}) {
		t.Error("keys stay in memory")
	}
}

func TestSubkeysDifferFromEachOther(t *testing.T) {
	k := newKeySet(make([]byte, keySize))
	seen := map[[keySize]byte]bool{k.data: true}
	for _, sub := range [][keySize]byte{k.fields, k.files, k.index, k.names} {
		if seen[sub] {
			t.Error("two uses share a key")
		}
		seen[sub] = true
	}
}

func TestTemporaryFilesBelongToTheirProcess(t *testing.T) {
	mine := strconv.Itoa(os.Getpid())
	const dead = "2147483646" // above every limit for ids that a system sets
	for name, want := range map[string]bool{
		".tmp-" + mine + "-" + session + "-1":           false,
		".tmp-" + mine + "-earlier-1":                   true, // our id, given once before
		".tmp-" + dead + "-earlier-1":                   true,
		".tmp-" + strconv.Itoa(os.Getppid()) + "-abc-1": false,
		".tmp-99999999999999999999-abc-1":               false,
		".tmp-x-abc-1":                                  false,
		"keys.json":                                     false,
		"report.tmp-" + dead + "-earlier-1":             false,
	} {
		t.Run(name, func(t *testing.T) {
			if got := abandoned(name); got != want {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
}

func TestKeyFileOfADeadWriterIsSweptByTheNext(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, ".tmp-2147483646-earlier-1")
	if err := os.WriteFile(left, []byte("half a key file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Create(dir, "a rather long passphrase"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(left); !os.IsNotExist(err) {
		t.Errorf("the unfinished key file is still there: %v", err)
	}
}

func TestAFolderWhosePassphraseTookAByteOrderMarkOpens(t *testing.T) {
	const marked = "\ufeffcorrect horse"
	dir := t.TempDir()
	v, _, err := Create(dir, "battery staple otter")
	if err != nil {
		t.Fatal(err)
	}
	f, err := readKeyFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.Passphrase = wrapPassphrase(v.keys, marked) // as earlier releases did with Notepad's file
	if err := writeKeyFile(dir, f, false); err != nil {
		t.Fatal(err)
	}
	for passphrase, want := range map[string]errs.Code{"correct horse": "", marked: "", "correct": errs.Locked} {
		if _, err := OpenPassphrase(dir, passphrase); errs.CodeOf(err) != want {
			t.Errorf("%q: %v", passphrase, err)
		}
	}
}

func TestForgettingTwiceAtOnceLeavesCollectingOn(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	for range 5 {
		var both sync.WaitGroup
		for range 2 {
			both.Go(Forget)
		}
		both.Wait()
	}
	if now := debug.SetGCPercent(100); now != 100 {
		t.Errorf("garbage is collected at %d %%, not at 100", now)
	}
}
