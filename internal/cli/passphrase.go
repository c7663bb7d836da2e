package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

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
	d, old, err := p.openKnowing(ctx)
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
