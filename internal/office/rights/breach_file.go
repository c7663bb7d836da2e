package rights

import (
	"fmt"
	"strings"
)

// File is the letters as the text of a file, and its name: who is affected, then each letter
// behind a line of its own.
func (n Notices) File() (name string, text []byte) {
	var out strings.Builder
	fmt.Fprintf(&out, "受影响的共 %d 人。%s\n依据：%s\n\n", len(n.Letters), n.Note, n.Source)
	for _, l := range n.Letters {
		fmt.Fprintf(&out, "%s（%s）：%s；案件 %s\n", l.Name, l.Client, strings.Join(l.Kinds, "、"), strings.Join(l.Cases, "、"))
	}
	for _, l := range n.Letters {
		fmt.Fprintf(&out, "\n%s\n%s\n", strings.Repeat("—", 20), l.Text)
	}
	return "个人信息安全事件通知.txt", []byte(out.String())
}
