package materials_test

import (
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/workflow"
)

func age(scope, code, unit string, to int) materials.AgeChange {
	return materials.AgeChange{
		AgeKey: materials.AgeKey{Scope: scope, Code: code}, Term: workflow.Term{Unit: unit, To: to}, Source: "管局电话答复", Sourced: "2026-09-01",
	}
}

func TestWhatTheDeskSaysOfAPapersDaysHolds(t *testing.T) {
	day := cal.Date(2026, 9, 2)
	all, province := age("", "lead-letter.issued", "months", 2), age("51", "lead-letter.issued", "days", 20)
	for name, c := range map[string]struct {
		ages     []materials.AgeChange
		sure     map[materials.AgeKey]cal.Day
		province string
		last     string
		source   string
	}{
		"the release's own":                   {nil, nil, "51", "2026-11-20", "（2022），待核实"},
		"one for all provinces":               {[]materials.AgeChange{all}, nil, "51", "2026-10-20", "管局电话答复（2026-09-01）"},
		"a province's own before it":          {[]materials.AgeChange{all, province}, nil, "51", "2026-09-09", "管局电话答复（2026-09-01）"},
		"what the release says of a province": {[]materials.AgeChange{all}, nil, "13", "2027-02-20", "（2022），待核实"},
		"confirmed":                           {nil, map[materials.AgeKey]cal.Day{{Code: "lead-letter.issued"}: day}, "51", "2026-11-20", "（2022），2026-09-02 核实"},
	} {
		t.Run(name, func(t *testing.T) {
			plan, facts := walk(t)
			plan.Province = c.province
			facts.Lead = &materials.Person{ID: "p2", Name: "周敏", DocKind: "id", DocNumber: "330106199003070023"}
			ages, err := materials.Ages{}.With(c.ages...)
			if err != nil {
				t.Fatal(err)
			}
			plan.Ages = ages.Confirm(c.sure)
			items := materials.Judge(plan, facts, []materials.Document{dated(t, "lead-letter", "2026-08-20", "")})
			letter, _ := find(items, "lead-letter")
			last, _ := letter.LastDay()
			if last.String() != c.last {
				t.Errorf("it can be used until %s, not %s", last, c.last)
			}
			for _, check := range letter.Checks(letter.Docs[0]) {
				if check.Code == materials.Issued && !strings.HasSuffix(check.Source, c.source) {
					t.Errorf("it is from %q", check.Source)
				}
			}
		})
	}
}

func TestAPaperWithoutATermGetsOne(t *testing.T) {
	key := materials.AgeKey{Scope: "65", Code: "party.issued"}
	if _, said := (materials.Ages{}).Of(key); said {
		t.Fatal("somebody says one")
	}
	ages, err := materials.Ages{}.With(age(key.Scope, key.Code, "months", 1))
	if err != nil {
		t.Fatal(err)
	}
	got, said := ages.Of(key)
	if !said || got.Paper != "党建确认函" || got.Term.String() != "1 个月" || got.Source != "管局电话答复" {
		t.Errorf("%v: %+v", said, got)
	}
	listed := 0
	for _, a := range ages.All() {
		if a.Code == key.Code {
			listed++
		}
	}
	if listed != 2 { // 全国, of which nobody says one, and 新疆
		t.Errorf("%d are listed", listed)
	}
}

func TestATermThatDoesNotFitIsRefused(t *testing.T) {
	unsourced := age("33", "licence.until", "days", 5)
	unsourced.Source = " "
	for field, c := range map[string]materials.AgeChange{
		"code":   age("33", "licence.issued", "months", 3), // it carries no such day
		"scope":  age("first", "licence.until", "months", 3),
		"unit":   age("33", "licence.until", "workdays", 3),
		"to":     age("33", "licence.until", "months", 0),
		"source": unsourced,
	} {
		var e *errs.Error
		if _, err := (materials.Ages{}).With(c); !errors.As(err, &e) || e.Field != field {
			t.Errorf("refused at %v, want %s", err, field)
		}
	}
}
