package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/cal"
	"beiandesk/internal/infile"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// Memory is where this user of the machine remembers how far each folder had come, a file a
// folder, without a word of what it holds. "" where the system names no place for it.
func Memory() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "beiandesk", "folders")
}

// remembered is how far a folder had come when this machine last closed it.
type remembered struct {
	Folder   string          `json:"folder"` // as its keys name it
	Before   []string        `json:"before"` // as those named it that it had before
	Seq      int64           `json:"seq"`    // of the journal's newest entry
	Hash     string          `json:"hash"`   // and its link; "" while a rekey changes links
	Counters []store.Counter `json:"counters"`
}

// memoryLimit is more than the counters of a thousand years take.
const memoryLimit = 1 << 20

// memoryFile is that of the open folder, by a digest of where it lies.
func (d *Desk) memoryFile() string {
	sum := sha256.Sum256([]byte(d.Dir))
	return filepath.Join(d.memory, hex.EncodeToString(sum[:12])+".json")
}

// recall holds the folder against what this machine remembers of it. One that has gone back
// is told, in the journal as well, and its numbers go on behind those that were given out.
func (d *Desk) recall(ctx context.Context) error {
	if d.memory == "" {
		return nil
	}
	var was remembered
	text, err := infile.Read(d.memoryFile(), "资料夹的记录", memoryLimit)
	if err == nil {
		err = json.Unmarshal(text, &was)
	}
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			slog.Warn("what is remembered of the folder can't be read", "error", err)
		}
		return nil
	}
	as, err := d.sameAs(ctx, was)
	if err != nil || as {
		return err
	}
	d.Behind = fmt.Sprintf("这个资料夹比这台电脑上次见到的旧，或者被换成了另一份：上次到日志第 %d 条，现在对不上。可能放回了旧的副本：先别办理，核对最近的今日期限表和备份", was.Seq)
	if d.ReadOnly {
		return nil
	}
	return d.Write(ctx, func(w *office.Work) error {
		for _, c := range was.Counters {
			if _, _, err := w.SkipTo(c); err != nil {
				return err
			}
		}
		return w.Note("edit", "", "behind", fmt.Sprintf("资料夹和这台电脑上次见到的对不上，那时到日志第 %d 条；编号从那时的往后接", was.Seq), "")
	})
}

// sameAs says that the folder is, or comes from, the one that is remembered; so does any other
// folder that lies in its place now.
func (d *Desk) sameAs(ctx context.Context, was remembered) (same bool, err error) {
	id, err := d.vault.Folder()
	if err != nil || slices.Contains(was.Before, id) {
		return false, err
	}
	err = d.Read(ctx, func(tx store.Tx) error {
		if was.Folder != id {
			all, _, err := rekeysIn(tx)
			i := slices.IndexFunc(all, func(r rekeyed) bool { return r.Folder == was.Folder })
			same = i < 0 || was.Seq <= all[i].Seq
			return err
		}
		link, err := tx.Journal().Link(was.Seq)
		same = link.Seq == was.Seq && (was.Hash == "" || was.Hash == link.Hash)
		return err
	})
	return same, err
}

// remember keeps how far the folder has come, once it was held against what was remembered
// before. What goes wrong is logged: nothing of the folder is lost by it.
func (d *Desk) remember(ctx context.Context) {
	if d.memory == "" || d.ReadOnly || !d.known {
		return
	}
	if err := d.tryRemember(ctx); err != nil {
		slog.Warn("how far the folder has come is not remembered", "error", err)
	}
}

func (d *Desk) tryRemember(ctx context.Context) error {
	id, err := d.vault.Folder()
	if err != nil {
		return err
	}
	now := remembered{Folder: id}
	err = d.Read(ctx, func(tx store.Tx) error {
		link, err := tx.Journal().Link(0)
		if err != nil {
			return err
		}
		if now.Seq = link.Seq; !d.Rekeying() {
			now.Hash = link.Hash
		}
		all, _, err := rekeysIn(tx)
		for _, r := range all {
			now.Before = append(now.Before, r.Folder)
		}
		if err != nil {
			return err
		}
		now.Counters, err = tx.Numbers().All()
		return err
	})
	if err != nil {
		return err
	}
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(d.memory, 0o700); err != nil {
		return err
	}
	return atomicfile.Write(d.memoryFile(), text)
}

// slow is by how much the clock may be behind the newest entry before it is told.
const slow = 10 * time.Minute

// lookAtClock tells when the machine's clock is behind what was recorded last.
func (d *Desk) lookAtClock(ctx context.Context) error {
	if d.Demo {
		return nil // its story is told in a time of its own
	}
	var link store.Link
	err := d.Read(ctx, func(tx store.Tx) (err error) {
		link, err = tx.Journal().Link(0)
		return err
	})
	if err == nil && link.At.Sub(d.Now()) > slow {
		d.Slow = fmt.Sprintf("电脑的时钟比最后一次登记（%s）还早。请先校准时间，不然期限会算错", cal.At(link.At))
	}
	return err
}
