package host_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app/host"
	"beiandesk/internal/desktop"
)

// FuzzWindowState: whatever the file of the window holds, the window opens.
func FuzzWindowState(f *testing.F) {
	f.Add(`{"folder":"/desk","width":1440,"height":900,"lock_after":15,"staff":{"/desk":"x"}}`)
	f.Add(`{"width":-1,"height":1e3,"staff":null}`)
	f.Add(`null`)
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "window.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		w := host.LoadWindowState(path)
		if width, height, _ := w.Window(); width < 1024 || height < 640 {
			t.Errorf("it opens with %d × %d", width, height)
		}
		if w.LockAfter() < 0 {
			t.Errorf("it locks after %d minutes", w.LockAfter())
		}
	})
}

func TestNoticesThatAreNotWrittenDownAreNotSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := host.LoadWindowState(filepath.Join(file, "window.json"))
	before := w.Notices()
	if err := w.SetNotices(desktop.Choices{}); err == nil || w.Notices().On != before.On {
		t.Errorf("%v, on: %t", err, w.Notices().On)
	}
}
