package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"beiandesk/internal/charset"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
)

// The variables that stand in for options.
const (
	dataVariable       = "BEIANDESK_DATA"
	passphraseVariable = "BEIANDESK_PASSPHRASE"
	staffVariable      = "BEIANDESK_STAFF"
)

// Window is what the window is opened with. Every field may be empty: the window
// remembers its folder, and asks.
type Window struct {
	Data       string
	Passphrase string
	Staff      string
}

type folderFlags struct {
	data, passphraseFile, staff string
}

func (f *folderFlags) define(flags *pflag.FlagSet) {
	flags.StringVar(&f.data, "data", "", "资料夹，或用变量 "+dataVariable)
	flags.StringVar(&f.passphraseFile, "passphrase-file", "", "第一行是口令的文件，或用变量 "+passphraseVariable)
	flags.StringVar(&f.staff, "staff", "", "以谁的名义办理，或用变量 "+staffVariable)
}

// window opens the window.
func (p *program) window() error {
	passphrase, err := p.givenPassphrase()
	if err != nil {
		return err
	}
	dir := p.data()
	if dir != "" { // remembered, and asked for from wherever the next start is
		if dir, err = filepath.Abs(dir); err != nil {
			return words.Usage("--data 的路径读不出来，请写完整的路径")
		}
	}
	return p.openWindow(Window{Data: dir, Passphrase: passphrase, Staff: p.staff()})
}

// open opens the folder for a command. Nothing is guessed: a command without a folder
// is a wrong command line.
func (p *program) open(ctx context.Context) (*desk.Desk, error) {
	d, _, err := p.openKnowing(ctx, false)
	return d, err
}

// longSealing is how many rows it takes until sealing them anew takes a while.
const longSealing = 5000

// resealing tells how far the sealing of an older folder has come, every five thousand rows.
func (p *program) resealing(done, of int) {
	if of >= longSealing && (done%longSealing == 0 || done == of) {
		p.warn(fmt.Sprintf("资料夹来自较早的版本，正在更新密封：%d / %d 行。中断了也不要紧，下次接着做", done, of))
	}
}

// openKnowing is open that also gives the passphrase that opened the folder. look opens it
// so that nothing is written.
func (p *program) openKnowing(ctx context.Context, look bool) (*desk.Desk, string, error) {
	dir, err := p.dataOrUsage()
	if err != nil {
		return nil, "", err
	}
	// The folder is looked at before anybody is asked for its passphrase.
	status, err := desk.Inspect(ctx, dir)
	if err != nil {
		return nil, "", err
	}
	if err := status.Refusal(); err != nil {
		return nil, "", err
	}
	passphrase, err := p.passphrase()
	if err != nil {
		return nil, "", err
	}
	d, err := desk.Open(ctx, dir, desk.Secret{Passphrase: passphrase}, desk.Options{Look: look, Staff: p.staff(), Memory: desk.Memory(), Told: p.resealing})
	if err != nil {
		return nil, "", err
	}
	if d.Halfway {
		p.warn("演示数据没有造完，案件和账单不全。请删掉这个文件夹，再用 demo 造一份")
	}
	for _, w := range d.Warnings {
		p.warn(w)
	}
	if d.ReadOnly && !look && !status.Full {
		p.warn("这个资料夹是只读的，只能看")
	}
	return d, passphrase, nil
}

// with runs f on the open folder and closes it again.
func (p *program) with(ctx context.Context, f func(*desk.Desk) error) (err error) {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return f(d)
}

func (p *program) data() string  { return either(p.folder.data, dataVariable) }
func (p *program) staff() string { return either(p.folder.staff, staffVariable) }

func either(flag, variable string) string {
	if flag != "" {
		return flag
	}
	return os.Getenv(variable)
}

func (p *program) dataOrUsage() (string, error) {
	dir := p.data()
	if dir == "" {
		return "", words.Usage("要用 --data 写明资料夹，或设变量 %s", dataVariable)
	}
	return dir, nil
}

// passphrase finds the passphrase, in the end by asking for it.
func (p *program) passphrase() (string, error) {
	given, err := p.givenPassphrase()
	if err != nil || given != "" {
		return given, err
	}
	if _, asking := p.terminal(); !asking {
		return "", words.Usage("要口令：用 --passphrase-file，或设变量 %s；在终端里运行会提示输入", passphraseVariable)
	}
	return p.ask("口令")
}

// terminal is where somebody can be asked.
func (p *program) terminal() (fd int, asking bool) {
	stdin, ok := p.in.(*os.File)
	if !ok {
		return 0, false
	}
	return int(stdin.Fd()), term.IsTerminal(int(stdin.Fd()))
}

// ask asks on the terminal for something that the screen does not show.
func (p *program) ask(what string) (string, error) {
	fd, _ := p.terminal()
	_, _ = fmt.Fprint(p.err, what+"：")
	typed, err := term.ReadPassword(fd)
	_, _ = fmt.Fprintln(p.err)
	if err != nil {
		return "", errs.Wrap(errs.Usage, err, "口令没有读到，请重试")
	}
	if len(typed) == 0 {
		return "", words.Usage("没有输入口令")
	}
	return string(typed), nil
}

// givenPassphrase is the passphrase of the file or of the variable, "" without either.
// The variable is unset, so that no child process inherits it.
func (p *program) givenPassphrase() (string, error) {
	given := os.Getenv(passphraseVariable)
	if err := os.Unsetenv(passphraseVariable); err != nil {
		return "", errs.Wrap(errs.Internal, err, "口令变量清不掉，请改用 --passphrase-file")
	}
	if p.folder.passphraseFile == "" {
		return given, nil
	}
	return firstLine(p.folder.passphraseFile, "--passphrase-file")
}

// passphraseLimit is the largest file that is looked at for a passphrase.
const passphraseLimit = 64 << 10

// firstLine is the passphrase in a file that an option names, in whatever encoding an
// editor has saved it.
func firstLine(path, option string) (string, error) {
	var text string
	content, err := infile.Read(path, "口令文件", passphraseLimit)
	if err == nil {
		text, err = charset.Decode(content)
	}
	if err != nil {
		return "", errs.Wrap(errs.Usage, err, "%s；请检查 %s", err, option)
	}
	line, _, _ := strings.Cut(strings.ReplaceAll(text, "\r", "\n"), "\n")
	if line == "" {
		return "", words.Usage("口令文件的第一行是空的，请检查 %s", option)
	}
	return line, nil
}
