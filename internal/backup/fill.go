package backup

import (
	"io"
	"os"
)

// fill has a file written that nobody else may read, and sees it lie on the disk. disk is what
// the disk gave, err what the writing gave by itself.
func fill(path string, write func(io.Writer) error) (disk, err error) {
	f, disk := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if disk != nil {
		return disk, nil
	}
	to := &sink{w: f}
	if err = write(to); err == nil && to.err == nil {
		to.err = f.Sync()
	}
	if failed := f.Close(); to.err == nil {
		to.err = failed
	}
	return to.err, err
}

// sink keeps why a writing failed, which is no fault of what is read.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil {
		s.err = err
	}
	return n, err
}
