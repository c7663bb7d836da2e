package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/office"
)

// triesFile keeps the moments at which a wrong passphrase or code was given, a line each, until
// the next opening writes them into the journal: what is locked has no key to seal anything by.
// There is nothing secret in it, and who may write the folder can take it away.
const triesFile = "tries"

// triesMost bounds that file, in bytes: some two thousand tries.
const triesMost = 64 << 10

// tried notes a wrong passphrase or code; other errors are none. A folder that can't be
// written keeps none: what is told of the try is the same.
func tried(dir string, opts Options, err error) error {
	if errs.CodeOf(err) != errs.Locked {
		return err
	}
	now, failed := clock(opts.Now, there(dir, demoFile))
	if failed != nil {
		return err
	}
	_ = appendTry(filepath.Join(dir, triesFile), now())
	return err
}

func appendTry(path string, at time.Time) (err error) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() >= triesMost {
		return err
	}
	_, err = f.WriteString(at.UTC().Format(time.RFC3339) + "\n")
	return err
}

// tries reads the moments, in words; a line that was changed is a try all the same.
func tries(dir string) (moments []string, err error) {
	path := filepath.Join(dir, triesFile)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	content, err := infile.Read(path, "输错口令的记录", 2*triesMost)
	for _, line := range strings.Fields(string(content)) {
		if at, err := time.Parse(time.RFC3339, line); err == nil {
			line = cal.At(at).String()
		}
		moments = append(moments, line)
	}
	return moments, err
}

// enter writes down that the folder was opened, and the wrong tries before.
func (d *Desk) enter(ctx context.Context, secret Secret) error {
	return d.Write(ctx, func(w *office.Work) error {
		wrong, err := tries(d.Dir)
		if err != nil {
			return err
		}
		title := "打开资料夹"
		if secret.Passphrase == "" {
			title = "用恢复码打开资料夹"
		}
		if len(wrong) > 0 {
			title += fmt.Sprintf("，此前输错 %d 次", len(wrong))
		}
		if err := w.Note("open", "", "", title, strings.Join(wrong, "\n")); err != nil || len(wrong) == 0 {
			return err
		}
		if err := os.Remove(filepath.Join(d.Dir, triesFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return errs.Wrap(errs.Storage, err, "输错口令的记录清不掉，请检查资料夹的权限")
		}
		return nil
	})
}
