package shapes

import (
	"fmt"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/people"
)

// UsedLines say that a case was opened in the name of a client that was there, and what of
// the file was therefore left out.
func UsedLines(m people.Match) []string {
	lines := []string{"客户" + m.Told() + "已在资料夹里，案件开在它名下"}
	for _, d := range m.Differs {
		ours := d.Ours
		if ours == "" {
			ours = "（空）"
		}
		lines = append(lines, fmt.Sprintf("%s：%s与资料夹里的不同，没有改。原来是 %s，这次是 %s", InFile(d.Field), d.Label, ours, d.New))
	}
	return lines
}

// Unsure refuses a case whose client may be there already.
func Unsure(found []people.Match) error {
	list := make([]string, len(found))
	for i, m := range found {
		list[i] = fmt.Sprintf("%s，client_id 是 %s", m.Told(), m.Client.ID)
	}
	return errs.New(errs.Blocked, "没有开立，资料夹里有可能是同一家的客户：%s。是同一家，就在案件文件里写它的 client_id；不是，就加 --new-client", strings.Join(list, "；"))
}
