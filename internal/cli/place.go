package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/errs"
	"beiandesk/internal/workflow"
)

// said is an error's message behind the place that it is about, as the person at the
// command line wrote it: --at（时间）：…
func said(cmd *cobra.Command, e *errs.Error) string {
	if place := placeOf(cmd, e.Field); place != "" {
		return place + "：" + e.Message
	}
	return e.Message
}

// placeOf names a field: an option with what it is, a value of an action by its label, a
// word of a case file by its path. "" for a field of a form that no command has.
func placeOf(cmd *cobra.Command, field string) string {
	if cmd == nil || field == "" {
		return ""
	}
	if f := cmd.Flags().Lookup(strings.ReplaceAll(field, "_", "-")); f != nil {
		return fmt.Sprintf("--%s（%s）", f.Name, leading(f.Usage))
	}
	if cmd.Flags().Lookup("set") != nil {
		key := strings.TrimPrefix(field, "values.")
		if label := valueLabel(cmd.Flags().Lookup("action").Value.String(), key); label != "" {
			return fmt.Sprintf("--set %s（%s）", key, label)
		}
		return "--set " + key
	}
	if cmd.Name() == "new" {
		return shapes.InFile(field)
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

// valueLabel is what a value of an action is called; "" for one that it has not.
func valueLabel(action, key string) string {
	if key == "override" {
		return "仍要提交的理由"
	}
	act, _ := workflow.Embedded().Action(action)
	base, no, _ := strings.Cut(key, ":")
	for _, v := range act.Values {
		if v.Key == base {
			return strings.TrimSpace(v.Label + " " + no)
		}
	}
	return ""
}
