package preflight

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
)

// materialFacts tells of each file the submission takes with it, and of each field that
// is missing or wrong: those that are good have rules of their own.
func materialFacts(d *casefile.File, o *office.Office, f fields, tx store.Tx, stage string, day cal.Day) error {
	sheet, err := intake.SheetIn(o, tx, d, day)
	if err != nil {
		return err
	}
	var takes []string
	if s, _ := d.Engine.Graph().Stage(stage); s.Submission != nil {
		takes = s.Submission.Takes
	}
	for _, code := range sheet.Spared {
		f.add(paperField(code), clear(string(materials.NotNeeded)))
	}
	dated := false
	for _, item := range sheet.Items {
		if !slices.ContainsFunc(takes, func(s string) bool { return slices.Contains(item.Stages, s) }) {
			continue
		}
		state, why := item.For(takes...)
		dated = dated || len(item.Dated()) > 0
		paperDays(f, item, takes)
		if item.Demanded {
			f.add(paperField(item.Code), paperFact(item, state, why))
			continue
		}
		fact := rules.Fact{Of: item.Code, About: item.Label, Value: string(state), Shown: string(state)}
		switch state {
		case materials.Wanting:
			fact.Wrong = item.Label + "还没收到"
			if item.Kind != materials.File {
				fact.Wrong = item.Label + "还没填"
			}
		case materials.Bad:
			fact.Wrong = item.Label + " " + why
		default: // nothing is wrong with it yet
		}
		if item.Kind == materials.File || fact.Wrong != "" {
			f.add("material", fact)
		}
		if fact.Wrong != "" {
			f.add("material.missing", fact)
		}
		if item.Kind == materials.File && len(item.Docs) > 0 {
			size := item.Docs[0].Size
			f.add("image.size", rules.Fact{Of: item.Code, About: item.Label, Value: fmt.Sprint(size), Shown: materials.SizeText(size)})
		}
	}
	if !dated {
		f.add("paper.days", clear("没有要登记日期的文件"))
	}
	return nil
}

// paperDays tells of a paper that is there what its days say; without a value where nothing
// of them is on record and nobody is known to ask.
func paperDays(f fields, item materials.Item, takes []string) {
	if len(item.Docs) == 0 || len(item.Dated()) == 0 {
		return
	}
	fact := rules.Fact{Of: item.Code, About: item.Label}
	for _, c := range item.ChecksFor(item.Docs[0], takes...) {
		if !c.OfDays() {
			continue
		}
		fact.Value, fact.Shown = c.Measured, c.Measured
		if fact.Wrong == "" && (!c.OK || c.Doubt) {
			fact.Wrong = c.Advice
		}
	}
	f.add("paper.days", fact)
}

func paperField(code string) string { return "paper." + code }

// paperFact tells of a paper that a bureau is said to want.
func paperFact(item materials.Item, state materials.State, why string) rules.Fact {
	fact := rules.Fact{Of: item.Code, About: item.Label, Value: string(state), Shown: string(state)}
	switch state {
	case materials.Wanting:
		fact.Wrong = item.Label + "还没收到"
	case materials.Bad, materials.Unchecked:
		fact.Wrong = why
	default: // it is there, or can't be had yet
	}
	return fact
}
