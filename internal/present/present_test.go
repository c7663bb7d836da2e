package present_test

import (
	"encoding/json"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/present"
	"beiandesk/internal/rules"
	"beiandesk/internal/workflow"
)

func TestWhatIsShownHasItsKeysAndIsNeverNull(t *testing.T) {
	day := cal.Date(2026, 11, 23)
	moment := cal.Moment{Day: day, Minute: 15*60 + 4}
	for name, c := range map[string]struct {
		shown any
		want  string
	}{
		"no values":  {present.Values(nil), `[]`},
		"no texts":   {present.List(nil), `[]`},
		"no day":     {present.Day(nil), `""`},
		"a day":      {present.Day(&day), `"2026-11-23"`},
		"no moment":  {present.Moment(nil), `""`},
		"a moment":   {present.Moment(&moment), `"2026-11-23 15:04"`},
		"one value":  {present.Values([]workflow.Value{{Key: "people", Label: "核验人", Kind: "choice", Required: true, Options: []workflow.Option{{Code: "a", Label: "沈一鸣"}}}}), `[{"key":"people","label":"核验人","kind":"choice","required":true,"happened":false,"default":"","hint":"","options":[{"code":"a","label":"沈一鸣"}]}]`},
		"no options": {present.Values([]workflow.Value{{Key: "at", Kind: "day", Happened: true}}), `[{"key":"at","label":"","kind":"day","required":false,"happened":true,"default":"","hint":"","options":[]}]`},
		"a rule": {
			present.Rule(rules.Result{Code: "lead.name", Label: "负责人姓名", Outcome: rules.Pass, Source: "预审核规则", Date: "2026-01", Pack: "全国", Confirmed: &day}),
			`{"code":"lead.name","label":"负责人姓名","result":"pass","about":"","value":"","text":"","advice":"","source":"预审核规则","date":"2026-01","confirmed":"2026-11-23","pack":"全国"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := json.Marshal(c.shown)
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %v\nwant %s", got, err, c.want)
			}
		})
	}
}
