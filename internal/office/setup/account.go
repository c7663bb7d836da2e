package setup

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Policy is one of the policies a sub-account gets.
type Policy struct {
	Name   string `json:"name"`
	Grants string `json:"grants"`
	Use    string `json:"use"`
}

// Deny is an operation that the client should forbid the sub-account, except in the
// case types that need it.
type Deny struct {
	Action string   `json:"action"`
	Label  string   `json:"label"`
	Except []string `json:"except"`
}

// AccountSheet tells a client how to make the sub-account for the agency and how to
// keep it narrow (handbook §5).
type AccountSheet struct {
	Page     string   `json:"page"`
	Source   string   `json:"source"`
	Checked  string   `json:"checked"` // day on which it was held against the source
	Intro    string   `json:"intro"`
	Steps    []string `json:"steps"`
	User     string   `json:"user"` // user name proposed
	Policies []Policy `json:"policies"`
	Remove   string   `json:"remove"` // policy that quick creation adds by itself
	Cautions []string `json:"cautions"`
	Denies   []Deny   `json:"denies"`
}

var accountSheet = sync.OnceValue(func() AccountSheet { return load[AccountSheet]("data/account.json") })

// AccountFor is the sheet for a case type, with the user name to be proposed; ""
// takes the one in the data.
func AccountFor(caseType, user string) AccountSheet {
	s := accountSheet()
	if user != "" {
		s.User = user
	}
	fill := strings.NewReplacer("{page}", s.Page, "{user}", s.User)
	steps := make([]string, len(s.Steps))
	for i, step := range s.Steps {
		steps[i] = fill.Replace(step)
	}
	s.Steps = steps
	s.Policies, s.Cautions = slices.Clone(s.Policies), slices.Clone(s.Cautions)
	s.Denies = slices.DeleteFunc(slices.Clone(s.Denies), func(d Deny) bool {
		return slices.Contains(d.Except, caseType)
	})
	return s
}

// DenyPolicy is the deny policy in the cloud's own syntax, ready to paste.
func (s AccountSheet) DenyPolicy() string {
	type statement struct {
		Effect   string   `json:"effect"`
		Action   []string `json:"action"`
		Resource []string `json:"resource"`
	}
	actions := make([]string, len(s.Denies))
	for i, d := range s.Denies {
		actions[i] = d.Action
	}
	text, _ := json.MarshalIndent(struct {
		Version   string      `json:"version"`
		Statement []statement `json:"statement"`
	}{"2.0", []statement{{"deny", actions, []string{"*"}}}}, "", "  ") // strings always marshal
	return string(text)
}

// Brief is how the sub-account is made, as it stands in a message about more than that.
func (s AccountSheet) Brief() string {
	var b strings.Builder
	for i, step := range s.Steps {
		fmt.Fprintf(&b, "（%d）%s\n", i+1, step)
	}
	names := make([]string, len(s.Policies))
	for i, p := range s.Policies {
		names[i] = p.Name
	}
	return b.String() + "五项策略：" + strings.Join(names, "、")
}

// Message is the whole instruction as one text to send.
func (s AccountSheet) Message() string {
	var b strings.Builder
	b.WriteString(s.Intro + "\n\n")
	for i, step := range s.Steps {
		b.WriteString(string(rune('1'+i)) + ". " + step + "\n")
	}
	b.WriteString("\n仅限以下五项策略：\n")
	for _, p := range s.Policies {
		b.WriteString(p.Name + "\n")
	}
	b.WriteString("\n请注意：\n")
	for _, c := range s.Cautions {
		b.WriteString("· " + c + "\n")
	}
	b.WriteString("\n拒绝策略（访问管理 → 策略 → 新建自定义策略 → 按策略语法创建，再关联到这个子账号）：\n" + s.DenyPolicy())
	return b.String()
}
