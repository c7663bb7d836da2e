package cases

import (
	"beiandesk/internal/embedded"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/remark.json
var remarkData []byte

// remarkRule is how long a remark is, in characters. A short one is doubted only: some
// forms take none.
type remarkRule struct {
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
	Least   int    `json:"least"`
	Most    int    `json:"most"`
}

var remark = sync.OnceValue(func() remarkRule { return embedded.JSON[remarkRule]("remark.json", remarkData) })

// Remark gives a remark as the forms take it, in one line. The fault says why it can't
// be kept, the doubt what the reviewer may say; "" for none.
func Remark(text string) (kept, fault, doubt string) {
	kept = strings.Join(strings.Fields(text), " ")
	rule := remark()
	switch n := utf8.RuneCountInString(kept); {
	case n > rule.Most:
		return kept, fmt.Sprintf("备注最多 %d 个字，现在有 %d 个，请删短", rule.Most, n), ""
	case n > 0 && n < rule.Least:
		return kept, "", fmt.Sprintf("备注只有 %d 个字，少于 %d 个字常被退回；写清实际的内容和用途", n, rule.Least)
	}
	return kept, "", ""
}
