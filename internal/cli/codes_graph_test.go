package cli_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

// graphCodes writes the tables of stage, action, clock and type codes for
// docs/codes.md, made from the embedded graph.
func graphCodes() string {
	var b strings.Builder
	g := workflow.Embedded()
	fmt.Fprintf(&b, "## Stages\n\nVersion %d of the stage graph. A stage kept per site wants the site with each action when the order has several.\n\n", g.Version)
	b.WriteString("| code | no. | 环节 | phase | per site | steps (whom we wait for) |\n|---|---|---|---|---|---|\n")
	for _, s := range g.Stages {
		var steps []string
		for _, step := range s.Steps {
			steps = append(steps, fmt.Sprintf("`%s` %s（%s）", step.Code, step.Label, g.Parties[step.Party]))
		}
		fmt.Fprintf(&b, "| `%s` | %d | %s | %s | %s | %s |\n", s.Code, s.Number, s.Label, s.Phase, yes(s.PerSite), strings.Join(steps, " · "))
	}
	b.WriteString("\n## Actions\n\n`*` marks a value that must be given unless the case settles it by itself. " +
		"An action whose moment wants the minute is refused with a whole day.\n\n")
	b.WriteString("| code | 动作 | at | values | reason | minute | only for |\n|---|---|---|---|---|---|---|\n")
	for _, a := range g.Actions {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %s |\n",
			a.Code, a.Label, actPlace(a), actValues(a), actReason(a), yes(a.Minute), actOnly(a))
	}
	b.WriteString("\n## Clocks\n\nA province's own expected term holds there; of two last days the longer does.\n\n")
	b.WriteString("| code | 期限 | kind | counts from | term | source |\n|---|---|---|---|---|---|\n")
	for _, c := range g.Clocks {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", c.Code, c.Label, c.Kind, placeholders.Replace(c.TriggerText), clockTerms(g, c), c.Source)
	}
	b.WriteString("\n## Case types\n\n| code | 类型 | stages |\n|---|---|---|\n")
	for _, t := range g.Types {
		var stages []string
		for _, code := range t.Stages {
			word := "`" + code + "`"
			if slices.Contains(t.Domain, code) {
				word += " (new domain only)"
			}
			stages = append(stages, word)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", t.Code, t.Label, strings.Join(stages, " "))
	}
	return b.String()
}

// placeholders are told in words where no case fills them.
var placeholders = strings.NewReplacer("{round}", "n", "{visit}", "面审或实地检查", "{step}", "填写表单或人脸核验")

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func actPlace(a workflow.ActionSpec) string {
	switch {
	case a.Opening:
		return "when the case is opened"
	case a.Kind == "case":
		var words []string
		for _, s := range a.Status {
			words = append(words, string(s))
		}
		return "case is " + strings.Join(words, ", ")
	}
	return "`" + a.Stage + "`: " + strings.Join(a.Steps, ", ")
}

func actValues(a workflow.ActionSpec) string {
	var words []string
	for _, v := range a.Values {
		word := "`" + v.Key + "`"
		if v.Required {
			word += "*"
		}
		word += " " + v.Label
		if v.Source == "sites" {
			word += " (several sites: `" + v.Key + ":1`, `" + v.Key + ":2` …)"
		}
		if len(v.Options) > 0 {
			var codes []string
			for _, o := range v.Options {
				codes = append(codes, o.Code+" "+o.Label)
			}
			word += "：" + strings.Join(codes, " / ")
		}
		switch v.Kind {
		case "day", "moment", "check":
			word += " (" + v.Kind + ")"
		}
		if len(v.Types) > 0 {
			word += " [" + strings.Join(v.Types, ", ") + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, "; ")
}

func actReason(a workflow.ActionSpec) string {
	if a.Reason {
		return "yes"
	}
	for key, value := range a.ReasonWhen {
		return "when " + key + "=" + value
	}
	return ""
}

func actOnly(a workflow.ActionSpec) string {
	var words []string
	if len(a.Types) > 0 {
		words = append(words, strings.Join(a.Types, ", "))
	}
	if len(a.Except) > 0 {
		words = append(words, "not "+strings.Join(a.Except, ", "))
	}
	if a.With != "" {
		words = append(words, "types with `"+a.With+"`")
	}
	if a.Without != "" {
		words = append(words, "types without `"+a.Without+"`")
	}
	if a.Interactive {
		words = append(words, "interactive sites")
	}
	return strings.Join(words, "; ")
}

func clockTerms(g *workflow.Graph, c workflow.Clock) string {
	general, ok := g.TermOf(workflow.ChangeClock, "", c.Code)
	if !ok {
		return "约定的时间" // an office sets it
	}
	words := []string{general.Words}
	for _, scope := range g.Scopes(c.Code) {
		own, _ := g.TermOf(workflow.ChangeClock, scope, c.Code)
		label := ""
		if t, ok := g.Type(scope); ok {
			label = t.Label
		} else if p, ok := g.Province(scope); ok {
			label = p.Short
		}
		words = append(words, label+" "+own.Words)
	}
	return strings.Join(words, "; ")
}

func TestCodesNameEveryStageActionAndClock(t *testing.T) {
	text := graphCodes()
	g := workflow.Embedded()
	for _, s := range g.Stages {
		if !strings.Contains(text, fmt.Sprintf("| `%s` | %d | %s |", s.Code, s.Number, s.Label)) {
			t.Errorf("stage %s is missing", s.Code)
		}
	}
	for _, a := range g.Actions {
		if !strings.Contains(text, "| `"+a.Code+"` | "+a.Label+" |") {
			t.Errorf("action %s is missing", a.Code)
		}
		for _, v := range a.Values {
			if !strings.Contains(text, "`"+v.Key+"`") {
				t.Errorf("value %s of %s is missing", v.Key, a.Code)
			}
		}
	}
	for _, c := range g.Clocks {
		if !strings.Contains(text, "| `"+c.Code+"` | "+c.Label+" |") {
			t.Errorf("clock %s is missing", c.Code)
		}
	}
	if text != graphCodes() || strings.Contains(text, "{") {
		t.Error("the tables are the same each time and hold no placeholder")
	}
}
