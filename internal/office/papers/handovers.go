package papers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	register "beiandesk/internal/handovers"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/paper"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

// Handovers prints the register of hand-overs, the earliest first: of a case, or of all
// within some days or of a search. Errors: Blocked where nothing was handed over; Invalid
// at recipient, from, to or text; Invalid at letterhead.name until the agency's name is set.
func Handovers(ctx context.Context, o *office.Office, f handovers.Filter) (Paper, error) {
	lines, err := handovers.All(ctx, o, f)
	if err != nil {
		return Paper{}, err
	}
	term := retention.Of(retention.Handovers)
	v := paper.Handovers{Note: register.BasesNote() + "。", GeneratedAt: o.Now()}
	v.Kept = fmt.Sprintf("本表不记个人信息的内容。每条自移交之日起至少保存 %s，清除扫描件不影响本表。依据：%s。", term.Term(), term.Source)
	number := ""
	err = o.Read(ctx, func(tx store.Tx) error {
		head, err := setup.LetterheadOf(tx)
		if err != nil {
			return err
		}
		v.Letterhead = letterhead(head)
		if f.Case == "" {
			return nil
		}
		c, err := tx.Cases().Get(f.Case)
		number = c.Number
		return err
	})
	if err != nil {
		return Paper{}, err
	}
	from, to, err := f.Days(o.Today())
	if err != nil {
		return Paper{}, err
	}
	v.Of = spanOf(number, f.Recipient, searched(f.Text, lines), from, to)
	for i := range lines {
		v.Rows = append(v.Rows, handoverRow(lines[len(lines)-1-i]))
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderHandovers(v)
	if err != nil {
		return Paper{}, err
	}
	return finish("个人信息移交登记表", number, o.Today(), made).of(f.Case), nil
}

// spanOf says what the register is of.
func spanOf(number, recipient, searched string, from, to cal.Day) string {
	of := "全部案件"
	if searched != "" {
		of = "查找“" + searched + "”的案件"
	}
	if number != "" {
		of = "案件 " + number
	}
	if r, ok := register.RecipientOf(recipient); ok {
		of += "，交给" + r.Label
	}
	if from != 0 {
		of += "，" + from.String() + " 起"
	}
	if to != 0 {
		of += "，到 " + to.String()
	}
	return of
}

// searched is what the cases were searched by, as it may stand on the paper: a word that
// can be the name of a person who is on it is masked as the name is.
func searched(text string, lines []handovers.Line) string {
	name := text != "" && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if name && slices.ContainsFunc(lines, func(l handovers.Line) bool { return l.Person }) {
		return identity.MaskName(text)
	}
	return text
}

func handoverRow(l handovers.Line) paper.HandoverRow {
	r := paper.HandoverRow{
		At: l.At, Case: l.Number, Subject: l.Subject, Recipient: l.Name, Sort: l.Recipient.Sort + "，" + l.Recipient.Way,
		Kinds: strings.Join(l.Kinds, "、"), Purpose: l.Purpose, Basis: l.Basis.Label, By: l.Actor + "\n登记 " + l.By,
	}
	if l.Basis.At != "" {
		r.Basis += "（" + l.Basis.At + "）"
	}
	if l.Note != "" {
		r.Basis += "\n" + l.Note
	}
	if l.Undone != nil {
		r.Undone = l.Undone.Why
	}
	return r
}
