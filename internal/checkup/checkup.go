// Package checkup looks a desk over and says, finding by finding, what is whole and what
// is not: the folder's rights, the database's own structure, the journal's chain, sealed
// files both ways, bills and their numbers, what rows are found by, dates that wait to be counted again, and
// projections against the moves, and tallies against what they count. It changes nothing, and one fault hides no other.
package checkup

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/store"
)

// Finding is what doctor says of one thing it looked at.
type Finding struct {
	Check  string `json:"check"` // folder, lock, network, or one of looks
	OK     bool   `json:"ok"`
	Label  string `json:"label"`
	Detail string `json:"detail"`
	Fault  error  `json:"-"` // what was found, where Detail is for the reader to say
}

// looks are what All looks at, in the order in which it tells. A look says in whole what
// it held to be in order, or in wrong what is not.
var looks = []struct {
	check, label string
	at           func(context.Context, *desk.Desk) (whole, wrong string, err error)
}{
	{"permissions", "权限", permissions},
	{"keys", "钥匙", keys},
	{"database", "数据库结构", database},
	{"seals", "密封内容", seals},
	{"marks", "明文内容", marks},
	{"rows", "行数", rows},
	{"journal", "日志链", journal},
	{"behind", "回退", behind},
	{"clock", "时钟", clock},
	{"documents", "密封文件", documents},
	{"files", "无主文件", files},
	{"bills", "账单金额", bills},
	{"numbers", "编号", numbers},
	{"parts", "搜索索引", parts},
	{"recount", "重算期限", recounting},
	{"projections", "环节和期限", projections},
	{"tallies", "件数", tallies},
}

// All looks at everything that an open desk can be asked. A look that fails is a finding
// like another, and the next one is taken; only a context that ends ends it.
func All(ctx context.Context, d *desk.Desk) ([]Finding, error) {
	list := []Finding{}
	for _, l := range looks {
		whole, wrong, err := l.at(ctx, d)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		f := Finding{Check: l.check, Label: l.label, OK: err == nil && wrong == "", Detail: wrong, Fault: err}
		if f.OK {
			f.Detail = whole
		}
		list = append(list, f)
	}
	return list, nil
}

// Folder tells what could be seen before the folder was opened; a database that
// is foreign or newer never came this far.
func Folder(s desk.Status) []Finding {
	lock := "没有窗口开着"
	if s.Held {
		lock = "有一个窗口开着，命令可以同时使用"
	}
	place := Finding{Check: "network", OK: true, Label: "位置", Detail: "在本机磁盘上，没有同步软件留下的另一份"}
	if list := s.Warnings(); len(list) > 0 {
		place.OK, place.Detail = false, strings.Join(list, "；")
	}
	return []Finding{
		{Check: "folder", OK: true, Label: "数据库和钥匙", Detail: "是备案台的资料夹，口令正确"},
		{Check: "lock", OK: true, Label: "窗口锁", Detail: lock},
		place,
	}
}

// permissions finds files that others on this machine may read or write. Windows has
// no such bits: the folder's own access list rules there.
func permissions(_ context.Context, d *desk.Desk) (whole, wrong string, err error) {
	if runtime.GOOS == "windows" {
		return "由文件夹的访问控制决定", "", nil
	}
	dir, err := filepath.EvalSymlinks(d.Dir)
	if err != nil {
		return "", "", errs.Wrap(errs.Storage, err, "资料夹读不到了，请检查磁盘是否接好")
	}
	open := 0
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
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
		return "", "", errs.Wrap(errs.Storage, err, "资料夹里有读不了的文件，请检查权限")
	}
	if open > 0 {
		wrong = fmt.Sprintf("有 %d 个文件或文件夹其他用户也能读，请运行 chmod -R go-rwx 资料夹", open)
	}
	return "只有本用户能读写", wrong, nil
}

// keys says whether all is sealed by the folder's present keys.
func keys(_ context.Context, d *desk.Desk) (whole, wrong string, err error) {
	if d.Rekeying() {
		wrong = "换钥匙还没有做完，有的内容仍能用旧钥匙打开：用窗口打开会接着换，或运行 rekey"
	}
	return "没有换到一半的", wrong, nil
}

// journal walks the hash chain.
func journal(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	err = d.Read(ctx, func(tx store.Tx) error {
		chain, err := tx.Journal().Verify()
		whole = fmt.Sprintf("%d 条，前后相接", chain.Whole)
		if chain.Back > 0 && !d.Demo { // a demonstration is told case by case
			whole += fmt.Sprintf("；从第 %d 条起有比前一条早的，电脑时钟拨回过", chain.Back)
		}
		return err
	})
	return whole, "", err
}

// behind says whether the folder is the one that this machine last saw.
func behind(_ context.Context, d *desk.Desk) (whole, wrong string, err error) {
	return "不比这台电脑上次见到的旧", d.Behind, nil
}

// clock says whether the machine's clock is behind what was recorded last.
func clock(_ context.Context, d *desk.Desk) (whole, wrong string, err error) {
	return "不早于最后一次登记", d.Slow, nil
}

// Sheet holds the journal against the code at the foot of a daily sheet: 412-3f9ac210. Errors:
// Invalid for what is no such code.
func Sheet(ctx context.Context, d *desk.Desk, code string) (Finding, error) {
	f := Finding{Check: "sheet", Label: "日志码"}
	code = strings.ToLower(strings.TrimSpace(code))
	digits, _, _ := strings.Cut(code, "-")
	seq, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || seq < 1 {
		return f, errs.New(errs.Invalid, "日志码写成 412-3f9ac210 的样子，在今日期限表的页脚")
	}
	err = d.Read(ctx, func(tx store.Tx) error {
		link, err := tx.Journal().Link(seq)
		f.OK = link.Code() == code
		return err
	})
	if err != nil {
		return f, err
	}
	rekeyed, err := d.RekeyedBehind(ctx, seq)
	f.Detail = "资料夹里有这张表印出时的记录，没有改过"
	switch {
	case !f.OK && rekeyed != "":
		f.Detail = "这张表印在" + rekeyed + "换钥匙以前，那时的日志码不再认得，核对不了。请用换钥匙以后印的表"
	case !f.OK:
		f.Detail = "和这张表印出时的记录对不上：资料夹比它旧，或者被换过、改过。请核对日志码，从备份恢复"
	}
	return f, err
}

// recounting says whether dates still wait to be counted again after another calendar.
func recounting(ctx context.Context, d *desk.Desk) (whole, wrong string, err error) {
	wrong, err = Recount(ctx, d)
	return "放假安排和停办改动后的期限都已算完", wrong, err
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
