package shapes

import (
	"fmt"
	"strings"

	"beiandesk/internal/office/rights"
)

// Notices are the letters of a breach as the text of a file: who is affected, then each letter
// behind a line of its own.
func Notices(n rights.Notices) string {
	var out strings.Builder
	fmt.Fprintf(&out, "受影响的共 %d 人。%s\n依据：%s\n\n", len(n.Letters), n.Note, n.Source)
	for _, l := range n.Letters {
		fmt.Fprintf(&out, "%s（%s）：%s；案件 %s\n", l.Name, l.Client, strings.Join(l.Kinds, "、"), strings.Join(l.Cases, "、"))
	}
	for _, l := range n.Letters {
		fmt.Fprintf(&out, "\n%s\n%s\n", strings.Repeat("—", 20), l.Text)
	}
	return Printable(out.String())
}
