// Package infile reads files that people name. A file is read when it is a regular one
// and no larger than its reader takes: a device, a pipe or a folder would hang the
// program or fill its memory. Errors are errs.Invalid and say what to do.
package infile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"beiandesk/internal/errs"
)

// Read gives the content of a regular file of at most so many bytes. what names the file
// in messages: 案件文件.
func Read(path, what string, most int64) (content []byte, err error) {
	info, err := os.Stat(path) // before it is opened: to open some devices has an effect
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "%s打不开，请检查路径和权限", what)
	}
	if err := accept(info, what, most); err != nil {
		return nil, err
	}
	f, err := open(path)
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "%s打不开，请检查路径和权限", what)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if info, err = f.Stat(); err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "%s读不出来，请检查路径和权限", what)
	}
	if err := accept(info, what, most); err != nil { // another one may have come in its place
		return nil, err
	}
	return all(f, what, most)
}

// Patience is how long Drain waits for the end.
const Patience = time.Minute

// Drain reads a stream to its end, at most so many bytes and so long.
func Drain(r io.Reader, what string, most int64, patience time.Duration) ([]byte, error) {
	type outcome struct {
		content []byte
		err     error
	}
	done := make(chan outcome, 1)
	go func() { // left behind when the time is over: the program ends then
		content, err := all(r, what, most)
		done <- outcome{content, err}
	}()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case got := <-done:
		return got.content, got.err
	case <-late.C:
		return nil, errs.New(errs.Invalid, "%s等了 %d 秒还没有结束，请先存成文件再给", what, int(patience.Seconds()))
	}
}

// all reads to the end and refuses what is longer.
func all(r io.Reader, what string, most int64) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "%s读不出来，请检查路径和权限", what)
	}
	if int64(len(content)) > most {
		return nil, large(what, most)
	}
	return content, nil
}

func accept(info fs.FileInfo, what string, most int64) error {
	if sort := sortOf(info.Mode()); sort != "" {
		return errs.New(errs.Invalid, "%s是%s，不是普通文件，请先存成文件再给", what, sort)
	}
	if info.Size() > most {
		return large(what, most)
	}
	return nil
}

// sortOf names what is no regular file, "" for one.
func sortOf(m fs.FileMode) string {
	switch {
	case m.IsRegular():
		return ""
	case m.IsDir():
		return "文件夹"
	case m&fs.ModeNamedPipe != 0:
		return "管道"
	case m&fs.ModeSocket != 0:
		return "套接字"
	}
	return "设备"
}

func large(what string, most int64) error {
	size := fmt.Sprintf("%d KB", most>>10)
	if most >= 1<<20 {
		size = fmt.Sprintf("%d MB", most>>20)
	}
	return errs.New(errs.Invalid, "%s超过 %s，请检查是不是选错了文件", what, size)
}
