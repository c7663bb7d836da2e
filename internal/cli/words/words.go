// Package words reads a command line's words: it counts them, groups them, and says in Chinese
// what is wrong with them. Its errors are Usage: the command was not begun.
package words

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"beiandesk/internal/errs"
)

// Template is how a command's use is shown.
const Template = `用法：{{if .Runnable}}
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

// Usage is the error of a wrong command line.
func Usage(format string, args ...any) error { return errs.New(errs.Usage, format, args...) }

// FlagError says in Chinese what is wrong with an option.
func FlagError(cmd *cobra.Command, err error) error {
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
			return Usage("没有 -%s 这个选项；要写以 - 开头的值，前面加一个 --%s", short, see)
		}
		return Usage("没有 --%s 这个选项%s", strings.TrimLeft(unknown.GetSpecifiedName(), "-"), see)
	case errors.As(err, &missing):
		return Usage("--%s 后面要写值%s", strings.TrimLeft(missing.GetSpecifiedName(), "-"), see)
	case errors.As(err, &bad):
		return Usage("--%s 的值不对%s", bad.GetFlag().Name, see)
	}
	return Usage("选项写得不对%s", see)
}

var group = regexp.MustCompile(`\[([^\]]+)\]`)

// Groups says in Chinese which options exclude each other, or of which one is missing.
func Groups(cmd *cobra.Command, _ []string) error {
	err := cmd.ValidateFlagGroups()
	if err == nil {
		return nil
	}
	all := group.FindAllStringSubmatch(err.Error(), -1)
	if len(all) == 0 {
		return err
	}
	names, see := strings.Fields(all[len(all)-1][1]), "，见 "+cmd.CommandPath()+" --help"
	if strings.HasPrefix(err.Error(), "at least one") {
		return Usage("要写 --%s 里的一个%s", strings.Join(names, "、--"), see)
	}
	return Usage("--%s 只能写一个%s", strings.Join(names, "、--"), see)
}

// Unknown refuses any word: of a command that has only commands behind it.
func Unknown(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usage("没有“%s”这个命令，见 %s --help", args[0], cmd.CommandPath())
	}
	return nil
}

// Group is a word that needs another one behind it.
func Group(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: Unknown}
	names := []string{}
	for _, c := range commands {
		names = append(names, c.Name())
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return Usage("%s 后面要写：%s", cmd.CommandPath(), strings.Join(names, "、"))
	}
	cmd.AddCommand(commands...)
	return cmd
}

// Between wants so many words behind a command; -1 is any number.
func Between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return Usage("少写了内容，用法：%s", cmd.UseLine())
		case most >= 0 && len(args) > most:
			return Usage("多写了“%s”，用法：%s", args[most], cmd.UseLine())
		}
		return nil
	}
}

// Need refuses a command without an option that it can't do without.
func Need(cmd *cobra.Command, names ...string) error {
	for _, name := range names {
		if f := cmd.Flags().Lookup(name); f.Value.String() == "" || f.Value.String() == "[]" {
			return Usage("要写 --%s（%s）", name, f.Usage)
		}
	}
	return nil
}

var negative = regexp.MustCompile(`^-[0-9]`)

// GuardNumbers keeps a negative number behind the words that take one from being read
// as an option. No option of ours begins with a digit.
func GuardNumbers(args []string) []string {
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
