package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/errs"
)

// rekeyFlags are what a rekey takes where nobody can be asked.
type rekeyFlags struct{ passphrase, recovery string }

func (p *program) rekeyCommand() *cobra.Command {
	var in rekeyFlags
	cmd := &cobra.Command{
		Use: "rekey", Short: "换钥匙：全部内容用新钥匙重新加密，口令和恢复码一起换", Args: noSecrets,
		Long: "换一把新的加密钥匙，连同新口令和新恢复码，再把资料夹里的全部内容用它重新加密。有人离开、口令或拷走的资料夹可能被人拿到时用：" +
			"改口令不换钥匙，拿到过旧口令和一份拷贝的人，以后再拷一份也能看。新口令从提示输入，或写在 --new-passphrase-file 的第一行；" +
			"新恢复码显示在终端上，或写进 --recovery-to 的新文件。中断了再运行一次 rekey（用新口令），会接着换。" +
			"窗口要先关掉，或在窗口里换。以前的备份和拷走的资料夹仍用旧口令打开。",
		RunE: func(cmd *cobra.Command, _ []string) error { return p.rekey(cmd.Context(), in) },
	}
	cmd.Flags().StringVar(&in.passphrase, "new-passphrase-file", "", "第一行是新口令的文件")
	cmd.Flags().StringVar(&in.recovery, "recovery-to", "", "新恢复码写进这个文件，要是还没有的")
	return cmd
}

func (p *program) rekey(ctx context.Context, in rekeyFlags) (err error) {
	d, old, err := p.openKnowing(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if d.Rekeying() {
		if in != (rekeyFlags{}) {
			return errs.New(errs.Blocked, "上一次更换钥匙还没有做完：先不带选项运行 rekey，做完再换")
		}
	} else if err := p.turnKeys(ctx, d, old, in); err != nil {
		return err
	}
	done, err := d.Rekey(ctx, p.rekeying)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("钥匙已换：数据库 %d 行，密封文件 %d 个。请重印恢复单，另做一份备份；以前的备份和拷走的资料夹仍能用旧口令打开，不用了就销毁", done.Rows, done.Files)
	if done.Damaged > 0 {
		line += fmt.Sprintf("。有 %d 处原来就打不开，仍然打不开", done.Damaged)
	}
	return p.print(line)
}

// turnKeys exchanges the keys once the new recovery code is where it can be found again.
func (p *program) turnKeys(ctx context.Context, d *desk.Desk, old string, in rekeyFlags) (err error) {
	_, asking := p.terminal()
	if !asking && (in.passphrase == "" || in.recovery == "") {
		return words.Usage("要新口令和放新恢复码的地方：用 --new-passphrase-file 和 --recovery-to；在终端里运行会提示输入")
	}
	var next string
	if in.passphrase != "" {
		next, err = firstLine(in.passphrase, "--new-passphrase-file")
	} else {
		next, err = p.askTwice()
	}
	if err != nil {
		return err
	}
	drawn, err := d.DrawKeys(desk.Secret{Passphrase: old}, next)
	if err != nil {
		return err
	}
	if in.recovery == "" {
		if err := p.print("新恢复码："+drawn.Code, "请抄下来，只显示这一次"); err != nil {
			return err
		}
		groups := strings.Split(drawn.Code, "-")
		for _, no := range []int{2, 7} {
			typed, err := p.ask(fmt.Sprintf("抄好后，照着抄下的输第 %d 组", no))
			if err != nil {
				return err
			}
			if !strings.EqualFold(strings.TrimSpace(typed), groups[no-1]) {
				return errs.New(errs.Invalid, "和显示的不一致，钥匙没有换，原来的口令和恢复码仍然有效。请重新运行")
			}
		}
		return drawn.Keep(ctx)
	}
	if err := writeCode(in.recovery, drawn.Code); err != nil {
		return err
	}
	if err := drawn.Keep(ctx); err != nil {
		return errors.Join(err, os.Remove(in.recovery)) // it opens nothing
	}
	return nil
}

// writeCode writes a recovery code into a file that is not there yet.
func writeCode(path, code string) (err error) {
	if within := contents.Within(path); within != "" {
		return errs.New(errs.Invalid, "--recovery-to 在资料夹（%s）里面，没有写，钥匙也没有换。请换到别的文件夹", within)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return errs.Wrap(errs.Exists, err, "--recovery-to 的文件已经在了，没有改，钥匙也没有换。请写一个还没有的文件")
	}
	if err == nil {
		_, err = f.WriteString(code + "\n")
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return errs.Wrap(errs.Storage, err, "恢复码写不进 --recovery-to，钥匙没有换。请检查路径、权限和磁盘空间")
	}
	return nil
}

// rekeying tells how far a rekey has come, every five thousand rows and every hundred files.
func (p *program) rekeying(s desk.RekeyStep) {
	what, every := "行", longSealing
	if s.Files {
		what, every = "个文件", 100
	}
	if s.Of >= every && (s.Done%every == 0 || s.Done == s.Of) {
		p.warn(fmt.Sprintf("正在重新加密：%d / %d %s。中断了也不要紧，再运行一次 rekey 会接着换", s.Done, s.Of, what))
	}
}
