package shapes

import (
	"strings"

	"beiandesk/internal/cal"
	register "beiandesk/internal/handovers"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/present"
)

// Handover is a line of the register of hand-overs.
type Handover struct {
	ID             string   `json:"id"`
	At             string   `json:"at"`
	Case           string   `json:"case"`
	Subject        string   `json:"subject"` // a person's name masked
	Recipient      string   `json:"recipient"`
	RecipientLabel string   `json:"recipient_label"`
	Sort           string   `json:"sort"` // 主管部门
	Way            string   `json:"way"`  // 提供, 委托处理, 退还, 销毁
	Name           string   `json:"name"`
	Kinds          []string `json:"kinds"` // names of materials and fields
	Purpose        string   `json:"purpose"`
	Basis          string   `json:"basis"`
	BasisLabel     string   `json:"basis_label"`
	Note           string   `json:"note"`
	Actor          string   `json:"actor"` // who handed over, in words
	Staff          string   `json:"staff"`
	Auto           bool     `json:"auto"` // an action of the case registered it
	KeptUntil      string   `json:"kept_until"`
	Undone         string   `json:"undone"` // why it did not happen; "" when it did
	when           string   // in words
}

// HandoverOf is a line as scripts read it.
func HandoverOf(l handovers.Line) Handover {
	h := Handover{
		ID: string(l.ID), At: l.At.String(), Case: l.Number, Subject: l.Subject, Recipient: l.Recipient.Code, RecipientLabel: l.Recipient.Label,
		Sort: l.Recipient.Sort, Way: l.Recipient.Way, Name: l.Name, Kinds: present.List(l.Kinds), Purpose: l.Purpose, Basis: l.Basis.Code,
		BasisLabel: l.Basis.Label, Note: l.Note, Actor: l.Actor, Staff: l.By, Auto: l.Move != "", KeptUntil: l.Kept.String(), when: l.At.String(),
	}
	if !l.At.Dated() {
		h.when = cal.NoDate
	}
	if l.Undone != nil {
		h.Undone = l.Undone.Why
	}
	return h
}

// HandoverHead stands above the rows of Handover.Row.
var HandoverHead = []string{"移交时间", "案件编号", "主体", "接收方", "种类", "目的", "依据", "经手", "登记人", "撤回"}

// Row is the line as one of a table.
func (h Handover) Row() []string {
	return []string{h.when, h.Case, h.Subject, h.Name, strings.Join(h.Kinds, "、"), h.Purpose, h.BasisLabel, h.Actor, h.Staff, h.Undone}
}

// RecipientCodes lists the kinds of recipients for a command's help: cloud（腾讯云）、….
func RecipientCodes() string {
	return coded(register.Recipients(), func(r register.Recipient) (code, label string) { return r.Code, r.Label })
}

// KindCodes lists the kinds of personal data that are no materials.
func KindCodes() string {
	return coded(register.Kinds(), func(k register.Kind) (code, label string) { return k.Code, k.Label })
}

// BasisCodes lists the legal grounds.
func BasisCodes() string {
	return coded(register.Bases(), func(b register.Basis) (code, label string) { return b.Code, b.Label })
}

func coded[T any](list []T, of func(T) (code, label string)) string {
	words := make([]string, len(list))
	for i, v := range list {
		code, label := of(v)
		words[i] = code + "（" + label + "）"
	}
	return strings.Join(words, "、")
}
