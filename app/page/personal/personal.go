// Package personal is what the page is told and tells of the rights of people about their own
// data, and of the register of hand-overs.
package personal

import (
	"strconv"

	"beiandesk/internal/cal"
	agreed "beiandesk/internal/consents"
	register "beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/present"
	"beiandesk/internal/retention"
)

// ConsentView is what a person has agreed to.
type ConsentView struct {
	ID        string    `json:"id"`
	PersonID  string    `json:"personId"`
	Matter    string    `json:"matter"`
	Separate  bool      `json:"separate"` // 单独同意
	Kinds     []string  `json:"kinds"`
	Purpose   string    `json:"purpose"`
	Article   string    `json:"article"`
	Way       string    `json:"way"`
	On        string    `json:"on"`
	Evidence  string    `json:"evidence"`
	File      ProofView `json:"file"` // the file that proves it; empty without one
	By        string    `json:"by"`
	Withdrawn string    `json:"withdrawn"` // the day, "" while it holds
	Follows   string    `json:"follows"`   // what was done upon the withdrawal
}

// ProofView is the file that proves a consent.
type ProofView struct {
	Name  string `json:"name"`
	Mime  string `json:"mime"`
	Type  string `json:"type"` // JPG, PNG, PDF
	Size  string `json:"size"`
	Added string `json:"added"` // day
	By    string `json:"by"`
	URL   string `json:"url"` // of its covered picture; another one for another file, "" for none
}

func newProofView(l consents.Line) ProofView {
	f := l.File
	if f == nil {
		return ProofView{}
	}
	return ProofView{
		Name: f.Name, Mime: f.Mime, Type: materials.TypeText(f.Mime), Size: materials.SizeText(f.Size), Added: cal.DayOf(f.AddedAt).String(), By: l.FileBy,
		URL: "/evidence/" + string(l.ID) + "?at=" + strconv.FormatInt(f.AddedAt.UnixNano(), 36),
	}
}

// ConsentChoices are what a consent may be registered with.
type ConsentChoices struct {
	Matters []present.OptionView `json:"matters"`
	Ways    []present.OptionView `json:"ways"`
	Note    string               `json:"note"`    // how sure it is that they are needed
	Follows string               `json:"follows"` // what a withdrawal means
	Source  string               `json:"source"`
}

// ConsentViews lays consents out.
func ConsentViews(lines []consents.Line) []ConsentView {
	out := []ConsentView{}
	for _, l := range lines {
		v := ConsentView{
			ID: string(l.ID), PersonID: string(l.Person), Matter: l.Matter.Label, Separate: l.Matter.Separate, Kinds: present.List(l.Kinds),
			Purpose: l.Matter.Purpose, Article: l.Matter.At, Way: l.Way.Label, On: l.On.String(), Evidence: l.Evidence, File: newProofView(l), By: l.By,
		}
		if l.Withdrawn != nil {
			v.Withdrawn, v.Follows = l.Withdrawn.On.String(), l.Withdrawn.Follows
		}
		out = append(out, v)
	}
	return out
}

// NewConsentChoices lays the choices out.
func NewConsentChoices() ConsentChoices {
	v := ConsentChoices{Matters: []present.OptionView{}, Ways: []present.OptionView{}, Note: agreed.Note(), Follows: agreed.Follows(), Source: agreed.Source()}
	for _, m := range agreed.Matters() {
		label := m.Label
		if m.Separate {
			label += "（单独同意）"
		}
		v.Matters = append(v.Matters, present.OptionView{Code: m.Code, Label: label})
	}
	for _, w := range agreed.Ways() {
		v.Ways = append(v.Ways, present.OptionView{Code: w.Code, Label: w.Label})
	}
	return v
}

// PersonCopyInput asks for a copy of what is held of a person.
type PersonCopyInput struct {
	PersonID string `json:"personId"`
	Whole    bool   `json:"whole"` // nothing covered
}

// StayView is what an erasure leaves, and why.
type StayView struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// ErasureView is what erasing a person takes away and what it leaves.
type ErasureView struct {
	Goes    []string   `json:"goes"`
	Stays   []StayView `json:"stays"`
	Backups []string   `json:"backups"` // until when they hold it, a place each
	Source  string     `json:"source"`
	Blocked string     `json:"blocked"` // why it may not be now
}

// NewErasureView lays it out.
func NewErasureView(e rights.Erasure, holds []office.BackupHold) ErasureView {
	v := ErasureView{Goes: present.List(e.Goes), Stays: []StayView{}, Backups: []string{}, Source: e.Source, Blocked: e.Blocked}
	for _, s := range e.Stays {
		v.Stays = append(v.Stays, StayView{s.What, s.Why})
	}
	for _, h := range holds {
		v.Backups = append(v.Backups, h.Words())
	}
	return v
}

// HandoversInput asks for a page of the register of hand-overs.
type HandoversInput struct {
	CaseID    string `json:"caseId"`    // "" for all
	Recipient string `json:"recipient"` // code, "" for all
	Text      string `json:"text"`      // words of a case
	Cursor    string `json:"cursor"`
	PageSize  int    `json:"pageSize"`
}

// HandoverView is a line of the register.
type HandoverView struct {
	ID      string   `json:"id"`
	CaseID  string   `json:"caseId"`
	Number  string   `json:"number"`
	Subject string   `json:"subject"` // a person's name masked
	When    string   `json:"when"`
	Name    string   `json:"name"`  // of the recipient
	Sort    string   `json:"sort"`  // 主管部门・提供
	Kinds   []string `json:"kinds"` // names of materials and fields
	Purpose string   `json:"purpose"`
	Basis   string   `json:"basis"`
	Article string   `json:"article"` // of the ground; "" where the note says it
	Note    string   `json:"note"`
	Actor   string   `json:"actor"` // who handed over: 本单位
	By      string   `json:"by"`    // who registered it
	Auto    bool     `json:"auto"`  // an action registered it: it goes back with that
	Kept    string   `json:"kept"`  // until when at least
	Undone  string   `json:"undone"`
}

// HandoversView is a page of the register, with what it is filtered by and kept for.
type HandoversView struct {
	Rows       []HandoverView       `json:"rows"`
	Next       string               `json:"next"` // "" at the end
	Over       int                  `json:"over"` // lines that need not be kept any more
	Recipients []present.OptionView `json:"recipients"`
	Term       string               `json:"term"` // how long a line is kept: 3 年
	Source     string               `json:"source"`
	Grounds    string               `json:"grounds"` // how sure the grounds are that the desk fills in
}

// NewHandoversView lays a page of the register out.
func NewHandoversView(p handovers.Page, over int, today cal.Day) HandoversView {
	term := retention.Of(retention.Handovers)
	v := HandoversView{Rows: []HandoverView{}, Next: p.Next, Over: over, Recipients: []present.OptionView{}, Term: term.Term(), Source: term.Source, Grounds: register.BasesNote()}
	for _, r := range register.Recipients() {
		v.Recipients = append(v.Recipients, present.OptionView{Code: r.Code, Label: r.Label})
	}
	for _, l := range p.Lines {
		h := HandoverView{
			ID: string(l.ID), CaseID: string(l.CaseID), Number: l.Number, Subject: l.Subject, When: cal.FormatMoment(l.At, today), Name: l.Name,
			Sort: l.Recipient.Sort + "・" + l.Recipient.Way, Kinds: present.List(l.Kinds), Purpose: l.Purpose, Basis: l.Basis.Label, Article: l.Basis.At,
			Note: l.Note, Actor: l.Actor, By: l.By, Auto: l.Move != "", Kept: l.Kept.String(),
		}
		if l.Undone != nil {
			h.Undone = l.Undone.Why
		}
		v.Rows = append(v.Rows, h)
	}
	return v
}

// HandoverChoices are what a hand-over of a case may be registered with.
type HandoverChoices struct {
	Recipients []present.OptionView `json:"recipients"`
	Unnamed    []string             `json:"unnamed"` // codes of recipients whose name must be told
	Bases      []present.OptionView `json:"bases"`
	Kinds      []present.OptionView `json:"kinds"`
}

// NewHandoverChoices lays the choices out.
func NewHandoverChoices(c handovers.Choices) HandoverChoices {
	v := HandoverChoices{Recipients: []present.OptionView{}, Unnamed: []string{}, Bases: []present.OptionView{}, Kinds: []present.OptionView{}}
	for _, r := range c.Recipients {
		v.Recipients = append(v.Recipients, present.OptionView{Code: r.Code, Label: r.Label})
		if r.Name == "" {
			v.Unnamed = append(v.Unnamed, r.Code)
		}
	}
	for _, b := range c.Bases {
		v.Bases = append(v.Bases, present.OptionView{Code: b.Code, Label: b.Label})
	}
	for _, k := range c.Kinds {
		v.Kinds = append(v.Kinds, present.OptionView{Code: k.Code, Label: k.Label})
	}
	return v
}

// TakeBackInput takes a line back that was registered by hand.
type TakeBackInput struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// ExpiredView tells how many lines went.
type ExpiredView struct {
	Gone int `json:"gone"`
}
