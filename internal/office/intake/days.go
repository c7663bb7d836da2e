package intake

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// PaperDays are the days that stand on a paper, as typed; empty for what is not known.
type PaperDays struct {
	Issued string `text:"出具日,number,100"`
	Until  string `text:"有效期至,number,100"` // or 长期
}

// read takes the days that papers of the requirement carry. Errors: Invalid.
func (in PaperDays) read(r materials.Requirement, today cal.Day) (materials.Days, error) {
	var d materials.Days
	issued, until := strings.TrimSpace(in.Issued), strings.TrimSpace(in.Until)
	if issued != "" {
		if !r.Carries(materials.Issued) {
			return d, errs.AtField("issued", "%s不用登记出具日，请空着", r.Label)
		}
		day, err := cal.ReadDay(issued, today, cal.Happened, "出具日")
		if err != nil {
			return d, errs.AtField("issued", "%s", err.Error())
		}
		d.Issued = &day
	}
	if until != "" {
		if !r.Carries(materials.Until) {
			return d, errs.AtField("until", "%s没有有效期，请空着；证件的有效期填在负责人资料里", r.Label)
		}
		last, long, err := people.ReadUntil(until, today)
		if err != nil {
			return d, errs.AtField("until", "%s", err.Error())
		}
		d.Until, d.Long = last, long
	}
	if d.Issued != nil && d.Until != nil && *d.Until < *d.Issued {
		return d, errs.AtField("until", "有效期至早于出具日，请核对两个日期")
	}
	return d, nil
}

// DaysInput corrects the days of a version of a material.
type DaysInput struct {
	Document ref.DocumentID
	Days     PaperDays
}

// SetDays puts other days on a document: those that were typed replace what was there.
// Errors: NotFound, Invalid, Blocked for a case that has ended.
func SetDays(ctx context.Context, o *office.Office, in DaysInput) (materials.Document, error) {
	if err := office.Judge(in); err != nil {
		return materials.Document{}, err
	}
	var d materials.Document
	err := o.Write(ctx, func(w *office.Work) error {
		var err error
		if d, err = document(w.Tx, in.Document); err != nil {
			return err
		}
		if err := mayTake(w.Tx, d.CaseID); err != nil {
			return err
		}
		r, ok := materials.Find(d.Material)
		if !ok {
			return errs.New(errs.NotFound, "没有这一项材料，请刷新后再看")
		}
		days, err := in.Days.read(r, o.Today())
		if err != nil {
			return err
		}
		before, now := DaysText(d.Days), DaysText(days)
		if before == now {
			return nil
		}
		d.Days = days
		if err := w.Documents().Put(d); err != nil {
			return err
		}
		f, err := casefile.Read(o, w.Tx, d.CaseID)
		if err != nil {
			return err
		}
		if err := casefile.WatchPapers(w, f); err != nil {
			return err
		}
		text := now
		if before != "" {
			text = joined(now, "原来是"+before)
		}
		return w.Note("material", d.CaseID, string(d.ID), fmt.Sprintf("登记%s第 %d 版的日期", r.Label, d.No), text)
	})
	return d, err
}

// IssuedText and UntilText write a paper's days as they are typed; "" for what is not known.
func IssuedText(d materials.Days) string {
	if d.Issued == nil {
		return ""
	}
	return d.Issued.String()
}

// UntilText is the last day, or 长期.
func UntilText(d materials.Days) string {
	switch {
	case d.Long:
		return people.LongTerm
	case d.Until != nil:
		return d.Until.String()
	}
	return ""
}

// DaysText tells both days: "出具日 2026-08-20，有效期至 2027-08-19".
func DaysText(d materials.Days) string {
	var parts []string
	if text := IssuedText(d); text != "" {
		parts = append(parts, "出具日 "+text)
	}
	if text := UntilText(d); text != "" {
		parts = append(parts, "有效期至 "+text)
	}
	return strings.Join(parts, "，")
}
