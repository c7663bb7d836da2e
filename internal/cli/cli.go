// Package cli is the command line of the desk: the same use cases as the window's,
// for scripts and schedules. A command works beside an open window.
//
// What a command tells goes to stdout; warnings and the one line of an error go to
// stderr. The exit code is 0, 1 for a failure, 2 for a wrong command line. The
// passphrase is never an argument.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/words"
	"beiandesk/internal/errs"
	"beiandesk/internal/faults"
)

// Version is set when the binary is built.
var Version = "dev"

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// Main runs the command line and gives the exit code. openWindow runs the window
// until it is closed.
func Main(args []string, openWindow func(Window) error) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{in: os.Stdin, out: os.Stdout, err: os.Stderr, openWindow: openWindow}
	return p.run(ctx, args)
}

// program is one run of the command line.
type program struct {
	in         io.Reader
	out, err   io.Writer
	openWindow func(Window) error
	folder     folderFlags
}

func (p *program) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			code = p.fail(nil, faults.Panicked(r))
		}
	}()
	root := p.root()
	root.SetArgs(words.GuardNumbers(args))
	if cmd, err := root.ExecuteContextC(ctx); err != nil {
		return p.fail(cmd, err)
	}
	return exitOK
}

// help is --help as a word: help, help case do.
func help(cmd *cobra.Command, names []string) error {
	of, rest, err := cmd.Root().Find(names)
	if err != nil || len(rest) > 0 {
		return words.Unknown(cmd.Root(), names)
	}
	return of.Help()
}

// root puts the tree of commands together.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:                   "beiandesk",
		Short:                 "备案台：从签约到交付的网站备案",
		Long:                  "备案台。不带命令时打开窗口；下面的命令可以和打开着的窗口同时使用。",
		SilenceErrors:         true,
		SilenceUsage:          true,
		Args:                  words.Unknown,
		PersistentPreRunE:     words.Groups,
		DisableFlagsInUseLine: true,
		RunE:                  func(*cobra.Command, []string) error { return p.window() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]…", Short: "显示一个命令的帮助", RunE: help})
	root.SetUsageTemplate(words.Template)
	root.SetFlagErrorFunc(words.FlagError)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.PersistentFlags().BoolP("help", "h", false, "显示帮助")
	p.folder.define(root.PersistentFlags())
	root.AddCommand(p.commands()...)
	return root
}

// commands lists the words in the order of the help.
func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.demoCommand(), p.listCommand(), p.findCommand(), p.caseCommand(), p.importCommand(), p.preflightCommand(), p.attachCommand(), p.invoiceCommand(), p.reportCommand(), p.holidaysCommand(), p.closuresCommand(), p.handoversCommand(), p.auditCommand(), p.personCommand(), p.retentionCommand(), p.confirmCommand(), p.passphraseCommand(), p.rekeyCommand(), p.keysCommand(), p.backupCommand(), p.doctorCommand(), p.reindexCommand(),
		p.restoreCommand(), p.checkCommand(), p.workdaysCommand(), p.rmbCommand(), p.scanCommand(), p.versionCommand(),
	}
}

// quiet ends a command with exit 1 when its output has said everything already.
var quiet = errs.New(errs.Invalid, "")
