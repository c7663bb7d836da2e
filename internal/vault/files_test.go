package vault_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"beiandesk/internal/errs"
	"beiandesk/internal/vault"
)

// picture gives bytes that look like a photo's: without pattern, always the same.
func picture(size int) []byte {
	b := make([]byte, size)
	source := rand.NewChaCha8([32]byte{7})
	source.Read(b)
	return b
}

func path(dir, name string) string {
	return filepath.Join(dir, "files", name[:2], name[2:]+".age")
}

func put(t testing.TB, f *vault.Files, content []byte) string {
	t.Helper()
	name, err := f.Put(content)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// kept lists the files under dir/files, temporary ones too.
func kept(t testing.TB, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Join(dir, "files"), func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, filepath.Base(p))
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return names
}

func TestFilesComeBackAfterReopening(t *testing.T) {
	v, dir := opened(t)
	contents := [][]byte{{}, []byte("x"), picture(64 * 1024), picture(64*1024 + 1), picture(3_000_000)}
	var names []string
	for _, c := range contents {
		stored, err := v.Files(dir).PutStream(iotest.HalfReader(bytes.NewReader(c)))
		if err != nil {
			t.Fatal(err)
		}
		if name, err := v.Files(dir).NameOf(c); err != nil || name != stored {
			t.Errorf("foretold %s, kept %s, %v", name, stored, err)
		}
		names = append(names, stored)
	}
	v.Close()
	again, err := vault.OpenRecovery(dir, made().recovery)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range contents {
		if !again.Files(dir).Exists(names[i]) {
			t.Errorf("file %d does not exist", i)
		}
		got, err := again.Files(dir).Get(names[i])
		if err != nil || !bytes.Equal(got, c) {
			t.Errorf("file %d: %d bytes, %v", i, len(got), err)
		}
	}
	if n := len(kept(t, dir)); n != len(contents) {
		t.Errorf("%d files lie in the folder, want %d", n, len(contents))
	}
}

func TestEqualContentsShareAFile(t *testing.T) {
	v, dir := opened(t)
	first, second := put(t, v.Files(dir), picture(1000)), put(t, v.Files(dir), picture(1000))
	if first != second {
		t.Error("one content has two names")
	}
	if n := len(kept(t, dir)); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
	name, err := stranger().Files(t.TempDir()).NameOf(picture(1000))
	if err != nil || v.Files(dir).Exists(name) {
		t.Errorf("another folder names the content alike, or %v", err)
	}
}

func TestFolderShowsNoPlaintext(t *testing.T) {
	v, dir := opened(t)
	photo := picture(300_000)
	text := []byte("身份证 330106198205290002 手机 13800571001")
	write(t, filepath.Join(dir, "rows"), seal(t, v, "people", "doc", "1", string(text)))
	put(t, v.Files(dir), photo)
	put(t, v.Files(dir), text)
	looked := 0
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		looked++
		whole := append([]byte(p), read(t, p)...)
		for _, secret := range [][]byte{photo[:16], photo[150_000:150_016], []byte("330106198205290002"), []byte("13800571001"), []byte("身份证")} {
			if bytes.Contains(whole, secret) {
				t.Errorf("%s shows plaintext", d.Name())
			}
		}
		return nil
	})
	if err != nil || looked != 4 {
		t.Errorf("looked into %d files, want 4; %v", looked, err)
	}
}

func TestEveryDamagedByteOfAFileIsRefused(t *testing.T) {
	v, dir := opened(t)
	name := put(t, v.Files(dir), []byte("scan of a licence"))
	whole := read(t, path(dir, name))
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1
		write(t, path(dir, name), damaged)
		_, err := v.Files(dir).Get(name)
		wantCode(t, err, errs.Storage)
	}
	for n := range whole {
		write(t, path(dir, name), whole[:n])
		_, err := v.Files(dir).Get(name)
		wantCode(t, err, errs.Storage)
	}
	write(t, path(dir, name), append(bytes.Clone(whole), 'x'))
	_, err := v.Files(dir).Get(name)
	wantCode(t, err, errs.Storage)
}

func TestSwappedFilesAreRefused(t *testing.T) {
	v, dir := opened(t)
	a, b := put(t, v.Files(dir), picture(100)), put(t, v.Files(dir), picture(200))
	write(t, path(dir, a), read(t, path(dir, b)))
	content, err := v.Files(dir).Get(a)
	wantCode(t, err, errs.Storage)
	if content != nil {
		t.Error("another file's content came with the error")
	}
	r, err := v.Files(dir).Open(a)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, r)
	wantCode(t, err, errs.Storage)
}

func TestFileOfAnotherFolderIsRefused(t *testing.T) {
	v, dir := opened(t)
	other := t.TempDir()
	write(t, path(dir, put(t, v.Files(dir), []byte("x"))), read(t, path(other, put(t, stranger().Files(other), []byte("x")))))
	name, err := v.Files(dir).NameOf([]byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = v.Files(dir).Get(name)
	wantCode(t, err, errs.Storage)
}

func TestPuttingAgainMendsADamagedFile(t *testing.T) {
	v, dir := opened(t)
	name := put(t, v.Files(dir), picture(100))
	write(t, path(dir, name), []byte("rot"))
	put(t, v.Files(dir), picture(100))
	if got, err := v.Files(dir).Get(name); err != nil || !bytes.Equal(got, picture(100)) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestRemovedFileIsGone(t *testing.T) {
	v, dir := opened(t)
	files := v.Files(dir)
	name := put(t, files, picture(100))
	if err := files.Remove(name); err != nil {
		t.Fatal(err)
	}
	if files.Exists(name) || len(kept(t, dir)) != 0 {
		t.Error("the file is still there")
	}
	_, err := files.Get(name)
	wantCode(t, err, errs.NotFound)
	wantCode(t, files.Remove(name), errs.NotFound)
}

func TestNamesThatLeadElsewhereAreNotFound(t *testing.T) {
	v, dir := opened(t)
	files := v.Files(dir)
	for _, name := range []string{"", "ab", "../" + vault.KeyFile, strings.Repeat("../", 21) + "x", strings.Repeat("A", 64), strings.Repeat("g", 64), strings.Repeat("a", 63) + "/"} {
		t.Run(fmt.Sprintf("%q", name), func(t *testing.T) {
			if files.Exists(name) {
				t.Errorf("%q exists", name)
			}
			_, err := files.Open(name)
			wantCode(t, err, errs.NotFound)
			wantCode(t, files.Remove(name), errs.NotFound)
		})
	}
}

func TestBrokenUploadKeepsNothingAndTellsItsOwnError(t *testing.T) {
	v, dir := opened(t)
	mine := errors.New("the line broke")
	_, err := v.Files(dir).PutStream(io.MultiReader(bytes.NewReader(picture(200_000)), iotest.ErrReader(mine)))
	if err != mine { //nolint:errorlint // the very error, not one that wraps it
		t.Errorf("got %v, want the reader's error", err)
	}
	if left := kept(t, dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestUnwritableFilesAreStorage(t *testing.T) {
	v, dir := opened(t)
	write(t, filepath.Join(dir, "files"), []byte("a file where the folder should be"))
	_, err := v.Files(dir).Put([]byte("x"))
	wantCode(t, err, errs.Storage)
}

func TestSweepTakesTheDeadsUnfinishedFilesOnly(t *testing.T) {
	v, dir := opened(t)
	whole := put(t, v.Files(dir), picture(100))
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), sealerFolder+"="+dir)
	child.Stderr = os.Stderr
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(in, made().recovery); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("the sealing process said %q, %v", line, err)
	}
	if n, err := v.Files(dir).Sweep(); n != 0 || err != nil {
		t.Fatalf("%d files of a running process swept, %v", n, err)
	}
	if n := len(kept(t, dir)); n != 2 {
		t.Fatalf("%d files while one is being sealed, want 2", n)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the killed process ended well")
	}
	for _, left := range kept(t, dir) {
		if strings.HasPrefix(left, ".tmp-") && bytes.Contains(read(t, filepath.Join(dir, "files", left)), []byte("scanscan")) {
			t.Error("the unfinished file shows plaintext")
		}
	}
	if n, err := v.Files(dir).Sweep(); n != 1 || err != nil {
		t.Fatalf("%d files of a dead process swept, want 1, %v", n, err)
	}
	if got := kept(t, dir); len(got) != 1 || !v.Files(dir).Exists(whole) {
		t.Errorf("after the sweep: %v", got)
	}
}

func TestSweepOfAFolderWithoutFilesIsFine(t *testing.T) {
	v, dir := opened(t)
	if n, err := v.Files(dir).Sweep(); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func BenchmarkPut5MB(b *testing.B) {
	v, dir := opened(b)
	content := picture(5_000_000)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if _, err := v.Files(dir).Put(content); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet5MB(b *testing.B) {
	v, dir := opened(b)
	name := put(b, v.Files(dir), picture(5_000_000))
	b.SetBytes(5_000_000)
	for b.Loop() {
		if _, err := v.Files(dir).Get(name); err != nil {
			b.Fatal(err)
		}
	}
}
