package handovers

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// HandoverInput is a hand-over that no action of the case makes.
type HandoverInput struct {
	CaseID    ref.CaseID `json:"caseId"`
	Recipient string     `json:"recipient"`                // code
	Name      string     `json:"name" text:"接收方,line,200"` // "" is the recipient's own, where it has one
	Kinds     []string   `json:"kinds"`                    // codes
	Purpose   string     `json:"purpose" text:"目的,lines,1000"`
	Basis     string     `json:"basis"` // code
	Note      string     `json:"note" text:"说明,lines,2000"`
	At        string     `json:"at" text:"时间,number,100"` // day or minute as typed; "" is now
}

// Choices are what a hand-over of a case may be registered with.
type Choices struct {
	Recipients []handovers.Recipient // with their names, as far as the case says them
	Bases      []handovers.Basis
	Kinds      []handovers.Kind
}

// ChoicesOf tells what may be chosen for a case. Errors: NotFound.
func ChoicesOf(ctx context.Context, o *office.Office, id ref.CaseID) (Choices, error) {
	c := Choices{Recipients: handovers.Recipients(), Bases: handovers.Bases()}
	err := o.Read(ctx, func(tx store.Tx) error {
		d, sheet, err := read(o, tx, id)
		if err != nil {
			return err
		}
		for i, r := range c.Recipients {
			c.Recipients[i].Name = nameOf(d, r.Code)
		}
		c.Kinds = choices(sheet)
		return nil
	})
	return c, err
}

func read(o *office.Office, tx store.Tx, id ref.CaseID) (*casefile.File, intake.Sheet, error) {
	d, err := casefile.Read(o, tx, id)
	if err != nil {
		return nil, intake.Sheet{}, err
	}
	sheet, err := intake.SheetIn(o, tx, d, o.Today())
	return d, sheet, err
}

// Add registers a hand-over by hand, also of a case that has ended. Errors: Invalid at the
// field; NotFound.
func Add(ctx context.Context, o *office.Office, in HandoverInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error {
		d, sheet, err := read(o, w.Tx, in.CaseID)
		if err != nil {
			return err
		}
		h, err := judge(w, d, in, choices(sheet))
		if err != nil {
			return err
		}
		if err := w.Handovers().Add(h); err != nil {
			return err
		}
		r, _ := handovers.RecipientOf(h.Recipient)
		text := strings.Join([]string{h.Name, strings.Join(h.Kinds, "、"), h.Purpose}, "\n")
		return w.NoteAt("edit", d.Case.ID, string(h.ID), "登记移交："+r.Label, text, h.At.String())
	})
}

func judge(w *office.Work, d *casefile.File, in HandoverInput, offered []handovers.Kind) (handovers.Handover, error) {
	var wrong office.Problems
	h := handovers.Handover{
		ID: ref.New[ref.HandoverID](), CaseID: d.Case.ID, Recipient: in.Recipient, Name: strings.TrimSpace(in.Name), Actor: handovers.ByAgency,
		Purpose: strings.TrimSpace(in.Purpose), Basis: in.Basis, Note: strings.TrimSpace(in.Note), Staff: w.Staff, Recorded: w.Now,
	}
	if _, ok := handovers.RecipientOf(in.Recipient); !ok {
		wrong.At("recipient", "请选择交给了谁")
	}
	if h.Name == "" {
		h.Name = nameOf(d, in.Recipient)
	}
	if h.Name == "" {
		wrong.At("name", "请写明接收方的名称")
	}
	for _, k := range offered {
		if slices.Contains(in.Kinds, k.Code) {
			h.Kinds = append(h.Kinds, k.Label)
		}
	}
	if len(h.Kinds) == 0 {
		wrong.At("kinds", "请选择交出了哪几种个人信息")
	} else if len(h.Kinds) != len(in.Kinds) {
		wrong.At("kinds", "有一种不在这件案件里，请从列出的里选")
	}
	if h.Purpose == "" {
		wrong.At("purpose", "请写明为什么交出")
	}
	basis, ok := handovers.BasisOf(in.Basis)
	switch {
	case !ok:
		wrong.At("basis", "请选择依据")
	case basis.At == "" && h.Note == "":
		wrong.At("note", "依据选了其他，请在说明里写明")
	}
	for _, f := range []struct{ field, text string }{{"name", h.Name}, {"purpose", h.Purpose}, {"note", h.Note}} {
		wrong.Take(f.field, noValues(f.text))
	}
	now := cal.At(w.Now)
	if h.At = now; strings.TrimSpace(in.At) != "" {
		u, err := cal.Read(in.At, cal.Want{Now: now, Lean: cal.Happened, Clock: true})
		wrong.Take("at", err)
		h.At = u.Moment
	}
	return h, wrong.Err()
}

// value is what an ID number, a phone or a mail address looks like; harmless is what looks so
// and is none: a day, a filing number.
var (
	value    = regexp.MustCompile(`@|\d(?:[ -]?\d){6,}`)
	harmless = regexp.MustCompile(`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|备\d{8,12}号(?:-\d+)?`)
)

// noValues refuses a text that holds personal data itself: the register outlives it.
func noValues(text string) error {
	if value.MatchString(harmless.ReplaceAllString(text, "")) {
		return errs.New(errs.Invalid, "移交登记要保存三年，只写种类，不写证件号码、电话和邮箱")
	}
	return nil
}
