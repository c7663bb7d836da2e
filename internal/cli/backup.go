package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

func (p *program) backupCommand() *cobra.Command {
	var to string
	var anew, asJSON bool
	cmd := &cobra.Command{
		Use: "backup", Short: "备份整个资料夹，加密，备完就验证", Args: words.Unknown,
		Long: "把整个资料夹备份到另一个位置：一个空文件夹，或以前用过的备份位置；位置要写完整的路径，最好在另一块磁盘或共享上。" +
			"备份全部加密，用当天的口令或恢复码打开；密封的文件已经在那里的不再拷。备完从那里读回来验证，通过才算一份；" +
			"旧的按 7 天、5 周、12 个月各留一份。可以和开着的窗口同时运行。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "to"); err != nil {
				return err
			}
			return p.backup(cmd.Context(), to, anew, asJSON)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "备份位置")
	cmd.Flags().BoolVar(&anew, "new", false, "换了新磁盘：位置以前用过，现在是空的，从头备份")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	cmd.AddCommand(p.backupVerifyCommand())
	return cmd
}

// backupView is a backup that was made, for programs.
type backupView struct {
	Dir     string `json:"dir"`
	At      string `json:"at"`
	Files   int    `json:"files"`
	Copied  int    `json:"copied"`
	Bytes   int64  `json:"bytes"`
	Dropped int    `json:"dropped"`
	Missing int    `json:"missing"`
	Faults  int    `json:"faults"`
}

func (p *program) backup(ctx context.Context, to string, anew, asJSON bool) error {
	return p.with(ctx, func(d *desk.Desk) error {
		made, err := d.Backups().Make(ctx, desk.BackupOrder{Target: to, Anew: anew})
		if err != nil {
			return err
		}
		m := made.Manifest
		v := backupView{made.Dir, m.At.In(cal.Zone).Format(time.RFC3339), len(m.Contents.Files), made.Copied, made.Bytes, made.Dropped, len(m.Missing), len(m.Contents.Faults)}
		if asJSON {
			err = p.json(v)
		} else {
			err = p.print(fmt.Sprintf("备份好了，已验证：%s。密封文件 %d 个，新拷 %d 个", v.Dir, v.Files, v.Copied))
		}
		if err != nil || m.Whole() {
			return err
		}
		p.warn(fmt.Sprintf("资料夹本身有损坏：缺或坏的密封文件 %d 个，数据库不对 %d 处。备份里也一样，旧备份一份没删；请运行 doctor", v.Missing, v.Faults))
		return quiet
	})
}

// recoveryFlag is the option by which a backup is opened without its passphrase.
func recoveryFlag(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVar(file, "recovery-file", "", "忘了当天的口令：第一行是恢复码的文件")
}

// secret finds what opens a backup.
func (p *program) secret(recoveryFile string) (s desk.Secret, err error) {
	if recoveryFile != "" {
		s.Recovery, err = firstLine(recoveryFile, "--recovery-file")
		return s, err
	}
	s.Passphrase, err = p.passphrase()
	return s, err
}

func (p *program) backupVerifyCommand() *cobra.Command {
	var recovery string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "verify DIR", Short: "验证备份：每一份的每个部分都打开核对", Args: words.Between(1, 1),
		Long: "验证一个备份位置里的所有备份，或其中一份：清单、钥匙、数据库、每个密封文件都打开核对，说出坏的是哪一份的哪个部分。只读不改；不用写 --data。有一处不对就以 1 结束。",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.verifyBackups(cmd.Context(), args[0], recovery, asJSON)
		},
	}
	recoveryFlag(cmd, &recovery)
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}

// checkedView is one backup that was looked at, for programs.
type checkedView struct {
	Dir    string      `json:"dir"`
	OK     bool        `json:"ok"`
	Files  int         `json:"files"`
	Faults []faultView `json:"faults"`
}

type faultView struct {
	Part   string `json:"part"`
	Detail string `json:"detail"`
}

func (p *program) verifyBackups(ctx context.Context, dir, recovery string, asJSON bool) error {
	if _, err := backup.Find(dir); err != nil { // before anybody is asked for a passphrase
		return err
	}
	secret, err := p.secret(recovery)
	if err != nil {
		return err
	}
	shelves, err := desk.VerifyBackups(ctx, dir, secret, nil)
	if err != nil {
		return err
	}
	whole, list := true, []checkedView{}
	for _, s := range shelves {
		for _, c := range s.Checked {
			v := checkedView{filepath.Join(s.Dir, c.Name), len(c.Faults) == 0, len(c.Manifest.Contents.Files), []faultView{}}
			for _, f := range c.Faults {
				v.Faults = append(v.Faults, faultView{f.Part, message(nil, f.Err)})
			}
			whole = whole && v.OK
			list = append(list, v)
		}
	}
	if err := p.printChecked(list, asJSON); err != nil {
		return err
	}
	if !whole {
		return quiet
	}
	return nil
}

func (p *program) printChecked(list []checkedView, asJSON bool) error {
	if asJSON {
		return p.json(list)
	}
	for _, v := range list {
		lines := []string{fmt.Sprintf("正常　%s　密封文件 %d 个", v.Dir, v.Files)}
		if !v.OK {
			lines = nil
		}
		for _, f := range v.Faults {
			lines = append(lines, "异常　"+v.Dir+"　"+f.Part+"　"+f.Detail)
		}
		if err := p.print(lines...); err != nil {
			return err
		}
	}
	return nil
}

// restoreFlags are what a restore takes.
type restoreFlags struct {
	from, to, recovery string
	after              map[string]*[]string // by series
}

// givenFlags are the options of office.Given, by series.
var givenFlags = map[string]string{"BA": "after-case", "ZD": "after-bill", "SJ": "after-receipt"}

func (p *program) restoreCommand() *cobra.Command {
	in := restoreFlags{after: map[string]*[]string{}}
	cmd := &cobra.Command{
		Use: "restore", Short: "从备份恢复出一个新的资料夹", Args: words.Between(0, 0),
		Long: "从备份位置里最新的一份，或写明的那一份，恢复出一个新的资料夹；里面有东西的文件夹不动。用备份当天的口令打开，忘了用 --recovery-file。" +
			"编号不会重发：接着这个位置里各份备份见过的最大编号往下编；最后一份备份以后还发过的，用 --after-bill 等写明，如 --after-bill 417 或 --after-bill ZD2026-0417。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "from", "to"); err != nil {
				return err
			}
			return p.restore(cmd.Context(), in)
		},
	}
	cmd.Flags().StringVar(&in.from, "from", "", "备份位置，或其中一份备份的文件夹")
	cmd.Flags().StringVar(&in.to, "to", "", "新的资料夹，要没有或是空的")
	recoveryFlag(cmd, &in.recovery)
	for _, g := range office.Given {
		in.after[g.Series] = cmd.Flags().StringSlice(givenFlags[g.Series], nil, "最后发出的"+g.Label+"，下一个接着它")
	}
	return cmd
}

func (p *program) restore(ctx context.Context, in restoreFlags) error {
	after, err := in.counters(cal.DayOf(time.Now()).Year())
	if err != nil {
		return err
	}
	if err := backup.Empty(in.to); err != nil {
		return err
	}
	if _, err := backup.Find(in.from); err != nil {
		return err
	}
	secret, err := p.secret(in.recovery)
	if err != nil {
		return err
	}
	r, err := desk.Restore(ctx, desk.RestoreOrder{From: in.from, To: in.to, Secret: secret, After: after})
	if err != nil {
		return err
	}
	if err := p.print(r.Words()...); err != nil {
		return err
	}
	for _, w := range r.Warnings() {
		p.warn(w)
	}
	return nil
}

// counters reads the numbers that somebody knows. year is for an example.
func (in restoreFlags) counters(year int) (list []store.Counter, err error) {
	for _, g := range office.Given {
		for _, text := range *in.after[g.Series] {
			c, err := office.ReadGiven(g.Series, text, year)
			if err != nil {
				return nil, words.Usage("--%s %s", givenFlags[g.Series], message(nil, err))
			}
			list = append(list, c)
		}
	}
	return list, nil
}
