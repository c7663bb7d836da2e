// Package checkup looks a desk over and says, finding by finding, what is whole and what
// is not: the folder's rights, the journal's chain, sealed files, dates that wait to be
// counted again, and projections against the moves. It changes nothing.
package checkup

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/store"
)

// Finding is what doctor says of one thing it looked at.
type Finding struct {
	Check  string `json:"check"` // folder, lock, network, permissions, journal, documents, recount, projections
	OK     bool   `json:"ok"`
	Label  string `json:"label"`
	Detail string `json:"detail"`
	Fault  error  `json:"-"` // what was found, where Detail is for the reader to say
}

// Folder tells what could be seen before the folder was opened; a database that
// is foreign or newer never came this far.
func Folder(s desk.Status) []Finding {
	lock := "没有窗口开着"
	if s.Held {
		lock = "有一个窗口开着，命令可以同时使用"
	}
	network := "在本机磁盘上"
	if s.Network {
		network = "在网络共享上，多台电脑同时使用可能损坏数据，请移到本机磁盘"
	}
	return []Finding{
		{Check: "folder", OK: true, Label: "数据库和钥匙", Detail: "是备案台的资料夹，口令正确"},
		{Check: "lock", OK: true, Label: "窗口锁", Detail: lock},
		{Check: "network", OK: !s.Network, Label: "位置", Detail: network},
	}
}

// Permissions finds files that others on this machine may read or write. Windows has
// no such bits: the folder's own access list rules there.
func Permissions(_ context.Context, d *desk.Desk) (Finding, error) {
	f := Finding{Check: "permissions", Label: "权限", OK: true, Detail: "只有本用户能读写"}
	if runtime.GOOS == "windows" {
		f.Detail = "由文件夹的访问控制决定"
		return f, nil
	}
	open := 0
	err := filepath.WalkDir(d.Dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if os.IsNotExist(err) {
			return nil // a window's temporary file that was done with meanwhile
		}
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			open++
		}
		return err
	})
	if err != nil {
		return f, errs.Wrap(errs.Storage, err, "资料夹里有读不了的文件，请检查权限")
	}
	if open > 0 {
		f.OK, f.Detail = false, fmt.Sprintf("有 %d 个文件或文件夹其他用户也能读，请运行 chmod -R go-rwx 资料夹", open)
	}
	return f, nil
}

// Journal walks the hash chain.
func Journal(ctx context.Context, d *desk.Desk) (Finding, error) {
	f := Finding{Check: "journal", Label: "日志链", OK: true}
	err := d.Read(ctx, func(tx store.Tx) error {
		n, err := tx.Journal().Verify()
		f.Detail = fmt.Sprintf("%d 条，前后相接", n)
		return err
	})
	return broken(f, err)
}

// broken turns a fault that was found into a finding; other errors end the command.
func broken(f Finding, err error) (Finding, error) {
	if err == nil {
		return f, nil
	}
	switch errs.CodeOf(err) {
	case errs.Internal, errs.NotFound, errs.Storage, errs.Hostile:
		f.OK, f.Fault = false, err
		return f, nil
	default:
		return f, err
	}
}

// Recounting says whether dates still wait to be counted again after another calendar.
func Recounting(ctx context.Context, d *desk.Desk) (Finding, error) {
	f := Finding{Check: "recount", Label: "重算期限", OK: true, Detail: "放假安排和停办改动后的期限都已算完"}
	left, err := Recount(ctx, d)
	if left != "" {
		f.OK, f.Detail = false, left
	}
	return f, err
}

// Recount tells how far a counting that was cut short has come and how to go on, ""
// when all dates are counted.
func Recount(ctx context.Context, d *desk.Desk) (string, error) {
	left, err := calendar.RecomputeLeft(ctx, d.Office)
	if err != nil || !left.Left {
		return "", err
	}
	return fmt.Sprintf("放假安排或停办改动后，%d 件案件的期限只重算了 %d 件，请运行 beiandesk holidays recount", left.Total, left.Done), nil
}
