package shapes

import (
	"strings"

	"beiandesk/internal/workflow"
)

// ValueLabel is what a value of an action is called; "" for one that it has not.
func ValueLabel(action, key string) string {
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
