package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// finding is what doctor says of one thing it looked at.
type finding struct {
	Check  string `json:"check"` // folder, lock, network, permissions, journal, documents, recount, projections
	OK     bool   `json:"ok"`
	Label  string `json:"label"`
	Detail string `json:"detail"`
}

func (p *program) doctorCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "doctor", Short: "检查资料夹：权限、日志链、密封文件、期限", Args: between(0, 0),
		Long: "检查资料夹，只读不改；有一项异常就以 1 结束。",
		RunE: func(cmd *cobra.Command, _ []string) error { return p.doctor(cmd.Context(), asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

func (p *program) doctor(ctx context.Context, asJSON bool) error {
	dir, err := p.dataOrUsage()
	if err != nil {
		return err
	}
	status, err := desk.Inspect(ctx, dir)
	if err != nil {
		return err
	}
	list := []finding{}
	err = p.with(ctx, func(d *desk.Desk) error {
		list = append(list, folderFindings(status)...)
		for _, look := range []func(context.Context, *desk.Desk) (finding, error){permissions, journal, documents, recounting, projections} {
			f, err := look(ctx, d)
			if err != nil {
				return err
			}
			list = append(list, f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if asJSON {
		if err := p.json(list); err != nil {
			return err
		}
	} else {
		for _, f := range list {
			word := "正常"
			if !f.OK {
				word = "异常"
			}
			if err := p.print(word + "　" + f.Label + "　" + f.Detail); err != nil {
				return err
			}
		}
	}
	if slices.ContainsFunc(list, func(f finding) bool { return !f.OK }) {
		return quiet
	}
	return nil
}

// folderFindings tells what could be seen before the folder was opened; a database that
// is foreign or newer never came this far.
func folderFindings(s desk.Status) []finding {
	lock := "没有窗口开着"
	if s.Held {
		lock = "有一个窗口开着，命令可以同时使用"
	}
	network := "在本机磁盘上"
	if s.Network {
		network = "在网络共享上，多台电脑同时使用可能损坏数据，请移到本机磁盘"
	}
	return []finding{
		{"folder", true, "数据库和钥匙", "是备案台的资料夹，口令正确"},
		{"lock", true, "窗口锁", lock},
		{"network", !s.Network, "位置", network},
	}
}

// permissions finds files that others on this machine may read or write. Windows has
// no such bits: the folder's own access list rules there.
func permissions(_ context.Context, d *desk.Desk) (finding, error) {
	f := finding{Check: "permissions", Label: "权限", OK: true, Detail: "只有本用户能读写"}
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

// journal walks the hash chain.
func journal(ctx context.Context, d *desk.Desk) (finding, error) {
	f := finding{Check: "journal", Label: "日志链", OK: true}
	err := d.Read(ctx, func(tx store.Tx) error {
		n, err := tx.Journal().Verify()
		f.Detail = fmt.Sprintf("%d 条，前后相接", n)
		return err
	})
	return broken(f, err)
}

// broken turns a fault that was found into a finding; other errors end the command.
func broken(f finding, err error) (finding, error) {
	if err == nil {
		return f, nil
	}
	switch errs.CodeOf(err) {
	case errs.Internal, errs.NotFound, errs.Storage, errs.Hostile:
		f.OK, f.Detail = false, message(nil, err)
		return f, nil
	}
	return f, err
}

// documents opens every sealed file: the vault refuses one whose content is not what
// its name says.
func documents(ctx context.Context, d *desk.Desk) (finding, error) {
	f := finding{Check: "documents", Label: "密封文件", OK: true}
	list, err := allCases(ctx, d.Office)
	if err != nil {
		return f, err
	}
	files, damaged := 0, 0
	checked := map[string]bool{}
	for _, c := range list {
		blobs := []string{}
		err := d.Read(ctx, func(tx store.Tx) error {
			docs, err := tx.Documents().Of(c.ID)
			for _, doc := range docs {
				blobs = append(blobs, doc.Blob)
			}
			return err
		})
		if err != nil {
			return f, err
		}
		for _, blob := range blobs {
			if checked[blob] {
				continue
			}
			checked[blob] = true
			files++
			if _, err := d.Files.Get(blob); err != nil {
				damaged++
				f.Detail = c.Number
			}
		}
	}
	if damaged > 0 {
		f.OK, f.Detail = false, fmt.Sprintf("%d 个文件里有 %d 个丢失或损坏（例如 %s 的），请从备份恢复", files, damaged, f.Detail)
		return f, nil
	}
	f.Detail = fmt.Sprintf("%d 个，都在而且完整", files)
	return f, nil
}

// recounting says whether dates still wait to be counted again after another calendar.
func recounting(ctx context.Context, d *desk.Desk) (finding, error) {
	f := finding{Check: "recount", Label: "重算期限", OK: true, Detail: "放假安排和停办改动后的期限都已算完"}
	left, err := recountLeft(ctx, d)
	if left != "" {
		f.OK, f.Detail = false, left
	}
	return f, err
}

// projections holds what is stored of runs and dates against a fresh fold of the moves.
func projections(ctx context.Context, d *desk.Desk) (finding, error) {
	f := finding{Check: "projections", Label: "环节和期限", OK: true}
	list, err := allCases(ctx, d.Office)
	if err != nil {
		return f, err
	}
	wrong := 0
	for _, c := range list {
		same, err := agrees(ctx, d.Office, c.ID)
		if err != nil {
			return f, err
		}
		if !same {
			wrong++
			f.Detail = c.Number
		}
	}
	if wrong > 0 {
		f.OK, f.Detail = false, fmt.Sprintf("%d 个案件里有 %d 个与登记的经过不符（例如 %s）", len(list), wrong, f.Detail)
		left, err := recountLeft(ctx, d)
		if left != "" {
			f.Detail += "。期限还没有重算完，请算完后再检查"
		}
		return f, err
	}
	f.Detail = fmt.Sprintf("%d 个案件，与登记的经过一致", len(list))
	return f, nil
}

// agrees says whether the stored runs and dates of a case are those that its moves add
// up to now.
func agrees(ctx context.Context, o *office.Office, id ref.CaseID) (bool, error) {
	fresh, err := views.Show(ctx, o, id)
	if err != nil {
		return false, err
	}
	want, have := []string{}, []string{}
	for _, c := range fresh.Clocks {
		want = append(want, strings.Join([]string{"date", c.Key, string(c.Kind), c.Deadline.Due.String()}, " "))
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, id)
		if err != nil {
			return err
		}
		folded, _ := casefile.Rows(o, d)
		stored, err := tx.Projections().Runs(id)
		if err != nil {
			return err
		}
		for _, r := range folded {
			want = append(want, runText(r))
		}
		for _, r := range stored {
			have = append(have, runText(r))
		}
		dates, err := tx.Projections().Deadlines(id)
		for _, l := range dates {
			have = append(have, strings.Join([]string{"date", l.Key, l.Kind, l.Due().String()}, " "))
		}
		return err
	})
	slices.Sort(want)
	slices.Sort(have)
	return slices.Equal(want, have), err
}

// runText is what is kept of a run, in one text.
func runText(r store.RunRow) string {
	line, _ := json.Marshal(r.RunLine) // plain fields always marshal
	return strings.Join([]string{"run", r.Entered, string(line)}, " ")
}
