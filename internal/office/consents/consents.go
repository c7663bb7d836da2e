// Package consents keeps what a client's people have agreed to (同意), and says where a consent
// is missing that personal data are about to be used by.
package consents

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/consents"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Line is a consent in words.
type Line struct {
	consents.Consent
	Matter      consents.Matter
	Way         consents.Way
	By          string // 经办 who registered it
	FileBy      string // who added its file; "" without one
	WithdrawnBy string // who registered the withdrawal
}

// Of lists those of a client's people, the latest first.
func Of(ctx context.Context, o *office.Office, client ref.ClientID) (lines []Line, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		given, err := tx.Consents().OfClient(client)
		if err != nil {
			return err
		}
		lines, err = LinesOf(tx, given)
		return err
	})
	return lines, err
}

// LinesOf puts consents in words.
func LinesOf(tx store.Tx, given []consents.Consent) ([]Line, error) {
	staff, err := tx.Staff().All()
	names := map[ref.StaffID]string{}
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	lines := []Line{}
	for _, c := range given {
		l := Line{Consent: c, By: names[c.Staff]}
		l.Matter, _ = consents.MatterOf(c.Matter)
		l.Way, _ = consents.WayOf(c.Way)
		if c.File != nil {
			l.FileBy = names[c.File.AddedBy]
		}
		if c.Withdrawn != nil {
			l.WithdrawnBy = names[c.Withdrawn.Staff]
		}
		lines = append(lines, l)
	}
	return lines, err
}

// ConsentInput is what a person has agreed to at once, on one paper for one.
type ConsentInput struct {
	Person   ref.PersonID  `json:"person"`
	Matters  []string      `json:"matters"`                   // codes
	Way      string        `json:"way"`                       // code
	On       string        `json:"on" text:"同意日期,number,100"` // day as typed; "" is today
	Evidence string        `json:"evidence" text:"凭据,lines,2000"`
	File     *EvidenceFile `json:"-"` // nil where the evidence lies elsewhere
}

// Add registers consents, one a matter, with the file that proves them if there is one. Errors:
// Invalid at matters, way, on, evidence; NotFound; Blocked for a person who was erased; those of
// Attach for the file. Nothing is registered then.
func Add(ctx context.Context, o *office.Office, in ConsentInput) error {
	if in.File != nil {
		in.File = &EvidenceFile{Name: intake.BaseName(in.File.Name), Content: in.File.Content}
	}
	if err := office.Judge(in); err != nil {
		return err
	}
	matters, on, err := in.check(o.Today())
	if err != nil {
		return err
	}
	add := func(w *office.Work, file *consents.File) error { return in.add(w, matters, on, file) }
	may := func(tx store.Tx) error { return mayAgree(tx, in.Person) }
	if in.File != nil {
		return in.File.receive(ctx, o, may, add)
	}
	return o.Write(ctx, func(w *office.Work) error {
		if err := may(w.Tx); err != nil {
			return err
		}
		return add(w, nil)
	})
}

func (in ConsentInput) add(w *office.Work, matters []consents.Matter, on cal.Day, file *consents.File) error {
	var labels []string
	for _, m := range matters {
		labels = append(labels, m.Label)
		err := w.Consents().Add(consents.Consent{ID: ref.New[ref.ConsentID](), Person: in.Person, Matter: m.Code, Kinds: m.Kinds, Way: in.Way, On: on,
			Evidence: strings.TrimSpace(in.Evidence), Staff: w.Staff, Recorded: w.Now, File: file})
		if err != nil {
			return err
		}
	}
	way, _ := consents.WayOf(in.Way)
	text := []string{on.String() + " " + way.Label, strings.TrimSpace(in.Evidence)}
	if file != nil {
		text = append(text, file.Name)
	}
	return w.Note("edit", "", string(in.Person), "登记同意："+strings.Join(labels, "；"), strings.TrimSpace(strings.Join(text, "\n")))
}

// mayAgree says whether anything more is registered of a person.
func mayAgree(tx store.Tx, id ref.PersonID) error {
	p, err := tx.Clients().Person(id)
	if err == nil && p.Name == clients.Erased {
		err = errs.New(errs.Blocked, "这个人的个人信息已经删除，不再登记")
	}
	return err
}

func (in ConsentInput) check(today cal.Day) (matters []consents.Matter, on cal.Day, err error) {
	var wrong office.Problems
	for _, m := range consents.Matters() {
		if slices.Contains(in.Matters, m.Code) {
			matters = append(matters, m)
		}
	}
	if len(matters) == 0 {
		wrong.At("matters", "请选择同意了什么；敏感个人信息、提供给别人要各自单独同意")
	} else if len(matters) != len(in.Matters) {
		wrong.At("matters", "有一项不能同意，请从列出的里选")
	}
	if _, ok := consents.WayOf(in.Way); !ok {
		wrong.At("way", "请选择怎么同意的")
	}
	if strings.TrimSpace(in.Evidence) == "" {
		wrong.At("evidence", "请写明凭据：同意书第几版、存在哪里，或原话")
	}
	on = past(&wrong, in.On, today)
	return matters, on, wrong.Err()
}

// past reads a day that is not ahead; "" is today.
func past(wrong *office.Problems, typed string, today cal.Day) cal.Day {
	if strings.TrimSpace(typed) == "" {
		return today
	}
	day, err := cal.ReadDay(typed, today, cal.Happened, "")
	wrong.Take("on", err)
	return day
}

// WithdrawalInput is a withdrawal of one consent.
type WithdrawalInput struct {
	ID      ref.ConsentID `json:"id"`
	On      string        `json:"on" text:"撤回日期,number,100"` // day as typed; "" is today
	Follows string        `json:"follows" text:"怎么处理,lines,2000"`
}

// Withdraw registers that a person takes a consent back; it stays, struck out. Errors: Invalid
// at on, follows; Blocked for one that is withdrawn already; NotFound.
func Withdraw(ctx context.Context, o *office.Office, in WithdrawalInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	var wrong office.Problems
	on := past(&wrong, in.On, o.Today())
	if strings.TrimSpace(in.Follows) == "" {
		wrong.At("follows", "请写明撤回以后怎么处理，例如停办、删除扫描件")
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error {
		c, err := w.Consents().Get(in.ID)
		switch {
		case err != nil:
			return err
		case c.Withdrawn != nil:
			return errs.New(errs.Blocked, "这条同意已于 %s 撤回", c.Withdrawn.On)
		case on < c.On:
			return errs.AtField("on", "撤回不能早于同意的日期 %s", c.On)
		}
		c.Withdrawn = &consents.Withdrawal{On: on, Follows: strings.TrimSpace(in.Follows), Staff: w.Staff, Recorded: w.Now}
		if err := w.Consents().Update(c); err != nil {
			return err
		}
		m, _ := consents.MatterOf(c.Matter)
		return w.Note("edit", "", string(c.Person), "撤回同意："+m.Label, fmt.Sprintf("%s\n%s", on, c.Withdrawn.Follows))
	})
}
