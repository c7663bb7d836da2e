package results

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
	"beiandesk/internal/workflow"
)

// subjectKey is the value that asks for a subject's number.
const subjectKey = "subject_number"

// subject takes the number of the subject from that of its site: …号 from …号-1.
func (it *item) subject(now time.Time) {
	asks := slices.ContainsFunc(it.action.Values, func(v workflow.Value) bool { return v.Key == subjectKey })
	if !asks || it.values[subjectKey] != "" {
		return
	}
	for _, key := range numberKeys(it.file.Engine.Graph(), it.action) {
		icp, c := identity.ParseICP(it.values[key], cal.DayOf(now))
		if c.OK {
			it.values[subjectKey] = icp.Subject
			return
		}
		if it.values[key] != "" && it.row.Problem == "" {
			it.row.Problem = c.Message
		}
	}
}

// sameSubjects asks about a subject's number that stands for two clients: a subject has one
// number of its own. That a site's number stands twice, every single move asks by itself.
func (t *taking) sameSubjects() {
	first := map[string]*item{}
	for _, it := range t.items {
		number := it.values[subjectKey]
		if number == "" {
			continue
		}
		if was := first[number]; was == nil {
			first[number] = it
		} else if was.file.Client.ID != it.file.Client.ID {
			it.row.Asks = fmt.Sprintf("主体备案号 %s 和 %s（%s）相同，两个主体不会是一个号，请核对", number, was.row.Number, was.row.Client)
		}
	}
}
