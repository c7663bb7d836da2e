package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"beiandesk/internal/charset"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
)

func (p *program) passphraseCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use: "passphrase", Short: "改口令，恢复码不变", Args: noSecrets,
		Long: "改资料夹的口令。现在的口令照常给出，新口令从提示输入，或写在 --new-passphrase-file 的第一行。" +
			"恢复码不变；开着的窗口和命令不受影响；以前拷贝出去的资料夹仍用旧口令打开。",
		RunE: func(cmd *cobra.Command, _ []string) error { return p.changePassphrase(cmd.Context(), file) },
	}
	cmd.Flags().StringVar(&file, "new-passphrase-file", "", "第一行是新口令的文件")
	return cmd
}

// noSecrets refuses every word behind the command without repeating it: it may be a
// passphrase.
func noSecrets(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return words.Usage("后面不写内容：口令不能写在参数里，用 --passphrase-file 和 --new-passphrase-file，或按提示输入")
	}
	return nil
}

func (p *program) changePassphrase(ctx context.Context, file string) (err error) {
	if _, asking := p.terminal(); file == "" && !asking {
		return words.Usage("要新口令：用 --new-passphrase-file；在终端里运行会提示输入")
	}
	var next string
	if file != "" {
		if next, err = firstLine(file, "--new-passphrase-file"); err != nil {
			return err
		}
	}
	d, old, err := p.openKnowing(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if file == "" {
		if next, err = p.askTwice(); err != nil {
			return err
		}
	}
	if err := d.ChangePassphrase(ctx, desk.Secret{Passphrase: old}, next); err != nil {
		return err
	}
	return p.print("口令已改，恢复码不变")
}

// askTwice asks for a new passphrase: nobody sees what he types.
func (p *program) askTwice() (string, error) {
	next, err := p.ask("新口令")
	if err != nil {
		return "", err
	}
	again, err := p.ask("再输一次")
	if err != nil {
		return "", err
	}
	if next != again {
		return "", errs.New(errs.Invalid, "两次不一致，口令没有改，请重新运行")
	}
	return next, nil
}

func (p *program) keysCommand() *cobra.Command {
	return words.Group("keys", "钥匙文件 keys.json：丢了或坏了怎么找回", p.keysRestoreCommand())
}

// sheetFlags name the files of a restore from paper.
type sheetFlags struct{ sheet, recovery, passphrase string }

func (p *program) keysRestoreCommand() *cobra.Command {
	var in sheetFlags
	cmd := &cobra.Command{
		Use: "restore", Short: "把丢了或坏了的钥匙文件放回来，好的不动", Args: noSecrets,
		Long: "把丢了或坏了的 keys.json 放回来；完好的不动。不带选项，用数据库里另存的那一份，口令和恢复码照旧。" +
			"带 --sheet，用打印的恢复单：文件里是扫二维码得到的或照着输入的各组，恢复码和新口令从提示输入，或写在文件的第一行。",
		RunE: func(cmd *cobra.Command, _ []string) error { return p.restoreKeys(cmd.Context(), in) },
	}
	cmd.Flags().StringVar(&in.sheet, "sheet", "", "恢复单内容的文件")
	cmd.Flags().StringVar(&in.recovery, "recovery-file", "", "第一行是恢复码的文件")
	cmd.Flags().StringVar(&in.passphrase, "new-passphrase-file", "", "第一行是新口令的文件")
	return cmd
}

func (p *program) restoreKeys(ctx context.Context, in sheetFlags) error {
	dir, err := p.dataOrUsage()
	if err != nil {
		return err
	}
	status, err := desk.Inspect(ctx, dir)
	if err != nil {
		return err
	}
	switch status.State {
	case desk.NoKeys, desk.BadKeys:
	case desk.Locked:
		return desk.KeysWhole()
	default:
		return status.Refusal()
	}
	if in.sheet == "" {
		if in.recovery != "" || in.passphrase != "" {
			return words.Usage("--recovery-file 和 --new-passphrase-file 要和 --sheet 一起用")
		}
		if err := desk.RestoreKeys(ctx, dir); err != nil {
			return err
		}
		return p.print("钥匙文件已从数据库里的那一份恢复，口令和恢复码照旧")
	}
	sheet, next, err := p.sheet(in)
	if err != nil {
		return err
	}
	if err := desk.RestoreFromSheet(ctx, dir, sheet, next); err != nil {
		return err
	}
	return p.print("钥匙文件已按恢复单恢复，新口令已设，恢复码照旧")
}

// sheet reads what a restore from paper wants.
func (p *program) sheet(in sheetFlags) (sheet desk.Sheet, next string, err error) {
	text, err := readFile(in.sheet)
	if err == nil {
		sheet.Text, err = charset.Decode(text)
	}
	if err != nil {
		return sheet, "", err
	}
	_, asking := p.terminal()
	switch {
	case in.recovery != "":
		sheet.Recovery, err = firstLine(in.recovery, "--recovery-file")
	case asking:
		sheet.Recovery, err = p.ask("恢复码")
	default:
		err = words.Usage("要恢复码：用 --recovery-file；在终端里运行会提示输入")
	}
	if err != nil {
		return sheet, "", err
	}
	switch {
	case in.passphrase != "":
		next, err = firstLine(in.passphrase, "--new-passphrase-file")
	case asking:
		next, err = p.askTwice()
	default:
		err = words.Usage("要新口令：用 --new-passphrase-file；在终端里运行会提示输入")
	}
	return sheet, next, err
}
