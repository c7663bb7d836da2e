package words

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/errs"
)

// Names name what a person wrote elsewhere than in an option.
type Names struct {
	InFile func(field string) string       // a field of a case file
	Value  func(action, key string) string // a value of an action by its label; "" for one that it has not
}

// Said is an error's message behind the place that it is about, as the person at the
// command line wrote it: --at（时间）：…
func Said(cmd *cobra.Command, e *errs.Error, names Names) string {
	if place := placeOf(cmd, e.Field, names); place != "" {
		return place + "：" + e.Message
	}
	return e.Message
}

// placeOf names a field: an option with what it is, a value of an action by its label, a
// word of a case file by its path. "" for a field of a form that no command has.
func placeOf(cmd *cobra.Command, field string, names Names) string {
	if cmd == nil || field == "" {
		return ""
	}
	if f := cmd.Flags().Lookup(strings.ReplaceAll(field, "_", "-")); f != nil {
		return fmt.Sprintf("--%s（%s）", f.Name, leading(f.Usage))
	}
	if cmd.Flags().Lookup("set") != nil {
		key := strings.TrimPrefix(field, "values.")
		if label := names.Value(cmd.Flags().Lookup("action").Value.String(), key); label != "" {
			return fmt.Sprintf("--set %s（%s）", key, label)
		}
		return "--set " + key
	}
	if cmd.Name() == "new" {
		return names.InFile(field)
	}
	return ""
}

// leading is what an option is, out of its line of help.
func leading(usage string) string {
	if i := strings.IndexAny(usage, "，：；（"); i >= 0 {
		return usage[:i]
	}
	return usage
}
