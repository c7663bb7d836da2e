package cli

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"beiandesk/internal/errs"
)

const usageTemplate = `用法：{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [命令]

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

例子：
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

公共选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

func usage(format string, args ...any) error { return errs.New(errs.Usage, format, args...) }

// flagError says in Chinese what is wrong with an option.
func flagError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		bad     *pflag.InvalidValueError
	)
	see := "，见 " + cmd.CommandPath() + " --help"
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			return usage("没有 -%s 这个选项；要写以 - 开头的值，前面加一个 --%s", short, see)
		}
		return usage("没有 --%s 这个选项%s", strings.TrimLeft(unknown.GetSpecifiedName(), "-"), see)
	case errors.As(err, &missing):
		return usage("--%s 后面要写值%s", strings.TrimLeft(missing.GetSpecifiedName(), "-"), see)
	case errors.As(err, &bad):
		return usage("--%s 的值不对%s", bad.GetFlag().Name, see)
	}
	return usage("选项写得不对%s", see)
}

func unknownWord(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("没有“%s”这个命令，见 %s --help", args[0], cmd.CommandPath())
	}
	return nil
}

// group is a word that needs another one behind it.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: unknownWord}
	names := []string{}
	for _, c := range commands {
		names = append(names, c.Name())
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return usage("%s 后面要写：%s", cmd.CommandPath(), strings.Join(names, "、"))
	}
	cmd.AddCommand(commands...)
	return cmd
}

// between wants so many words behind a command; -1 is any number.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("少写了内容，用法：%s", cmd.UseLine())
		case most >= 0 && len(args) > most:
			return usage("多写了“%s”，用法：%s", args[most], cmd.UseLine())
		}
		return nil
	}
}

// need refuses a command without an option that it can't do without.
func need(cmd *cobra.Command, names ...string) error {
	for _, name := range names {
		if f := cmd.Flags().Lookup(name); f.Value.String() == "" || f.Value.String() == "[]" {
			return usage("要写 --%s（%s）", name, f.Usage)
		}
	}
	return nil
}

var negative = regexp.MustCompile(`^-[0-9]`)

// guardNumbers keeps a negative number behind the words that take one from being read
// as an option. No option of ours begins with a digit.
func guardNumbers(args []string) []string {
	if slices.Contains(args, "--") || !slices.ContainsFunc(args, func(a string) bool { return a == "workdays" || a == "rmb" }) {
		return args
	}
	i := slices.IndexFunc(args, negative.MatchString)
	if i < 0 {
		return args
	}
	moved := slices.Delete(slices.Clone(args), i, i+1)
	return append(moved, "--", args[i])
}
