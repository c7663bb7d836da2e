package page

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/people"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// DeskView says where the desk stands, before and after unlocking.
type DeskView struct {
	// first | locked | open | busy, or why it can't be opened: missing | unplugged | vanished |
	// no_keys | bad_keys | no_database | leftover | relative | foreign | newer | unreadable
	State    string               `json:"state"`
	Folder   string               `json:"folder"`
	Demo     bool                 `json:"demo"`
	OwnDemo  bool                 `json:"ownDemo"`  // the one that the window has made: it is left and removed there
	Offer    string               `json:"offer"`    // of a demonstration, while nothing is open: make | again | open; "" for none
	Halfway  bool                 `json:"halfway"`  // a demonstration whose making was cut off
	ReadOnly bool                 `json:"readOnly"` // the folder may only be looked at
	KeysCopy bool                 `json:"keysCopy"` // the database has a copy of the keys
	Old      bool                 `json:"old"`      // opening it upgrades it, after a copy
	Warnings []string             `json:"warnings"` // what is wrong with the folder's place, and what notice was not shown
	Go       string               `json:"go"`       // where a click on a notice leads, once; "" for nowhere
	Staff    []present.OptionView `json:"staff"`    // remembered names for the unlock page (not secret)
	StaffID  string               `json:"staffId"`
	Name     string               `json:"name"`
	Version  string               `json:"version"`
	Message  string               `json:"message"` // why it can't be opened, "" otherwise
	Provs    []present.OptionView `json:"provs"`
	Subjects []present.OptionView `json:"subjects"`
	Types    []TypeView           `json:"types"`
	DocKinds []present.OptionView `json:"docKinds"`
	Roles    []RoleView           `json:"roles"`   // of people in a case
	Choices  ChoicesView          `json:"choices"` // what the portals' forms offer
	Stages   []present.OptionView `json:"stages"`
	// Minutes without an act after which a desk locks itself on this machine, and what they may
	// be; 0 is never.
	LockAfter   int   `json:"lockAfter"`
	LockChoices []int `json:"lockChoices"`

	Now string `json:"now"` // RFC 3339: Go's clock; "" while nothing is open

	// Opened by the recovery code, and no passphrase set since: the page offers to.
	Recovered bool `json:"recovered"`
	// Nobody has typed the recovery code back: it may be lost.
	Unconfirmed bool `json:"unconfirmed"`
	// Of a folder just made the code that waits to be typed back; else its lists are empty.
	Fresh CreatedView `json:"fresh"`
}

// TypeView is a case type: the phases it has, and what it asks at signing.
type TypeView struct {
	Code      string              `json:"code"`
	Label     string              `json:"label"`
	Files     string              `json:"files"` // what it files: 网站, APP, 小程序
	HasICP    bool                `json:"hasIcp"`
	HasPolice bool                `json:"hasPolice"`
	NotSure   string              `json:"notSure"` // what to know before 公安 is sold; "" where it is settled
	Lacks     []string            `json:"lacks"`   // what its orders do not have: domain, server, content, account
	Values    []present.ValueView `json:"values"`
}

type CreateInput struct {
	Folder     string `json:"folder"`
	Passphrase string `json:"passphrase"`
	Staff      string `json:"staff"`
}

// CreatedView carries the recovery code, shown once.
type CreatedView struct {
	Recovery []string `json:"recovery"` // groups
	Ask      []int    `json:"ask"`      // which two groups must be typed back, from 0
}

type ConfirmInput struct {
	Groups []string `json:"groups"`
}

type UnlockInput struct {
	Folder     string `json:"folder"`
	Passphrase string `json:"passphrase"`
	Recovery   string `json:"recovery"`
	StaffID    string `json:"staffId"`
}

// ProofInput is the present passphrase or the recovery code, typed again.
type ProofInput struct {
	Old      string `json:"old"`
	Recovery string `json:"recovery"` // when Old is ""
}

// StrengthInput is a passphrase that may be set.
type StrengthInput struct {
	Passphrase string `json:"passphrase"`
}

// StrengthView says how well it stands up to guessing.
type StrengthView struct {
	Bars  int    `json:"bars"`  // 0 to 4
	Words string `json:"words"` // "够强，17 位"
	Fault string `json:"fault"` // why it may not be set, and what to do; "" when it may
}

// NewStrength lays out a score of 0 to 4 of a passphrase and why it may not be set.
func NewStrength(passphrase string, score int, refused error) StrengthView {
	v := StrengthView{Bars: max(score, 1), Words: fmt.Sprintf("%s，%d 位", []string{"太弱", "太弱", "不够强", "够强", "很强"}[score], utf8.RuneCountInString(passphrase))}
	var e *errs.Error
	if errors.As(refused, &e) {
		v.Fault = e.Message
	}
	return v
}

// ChangePassphraseInput is ProofInput with the new passphrase.
type ChangePassphraseInput struct {
	Old        string `json:"old"`
	Recovery   string `json:"recovery"`
	Passphrase string `json:"passphrase"`
}

// RekeyView tells of keys that were exchanged: how far sealing all anew has come.
type RekeyView struct {
	On     bool   `json:"on"` // something is left
	Label  string `json:"label"`
	Done   int    `json:"done"`
	Of     int    `json:"of"`
	Failed string `json:"failed"` // why it has stopped, "" while it goes on
	Ended  string `json:"ended"`  // what to do now that it is through, "" before
}

// FolderInput names a folder by its whole path.
type FolderInput struct {
	Folder string `json:"folder"`
}

// RestoreKeysInput is what a recovery sheet holds, its recovery code and a new passphrase;
// without a sheet the copy in the database is meant.
type RestoreKeysInput struct {
	Sheet      string `json:"sheet"`
	Recovery   string `json:"recovery"`
	Passphrase string `json:"passphrase"`
}

// LockAfterInput is one of DeskView.LockChoices.
type LockAfterInput struct {
	Minutes int `json:"minutes"`
}

// CopyInput is a secret for the clipboard.
type CopyInput struct {
	Text string `json:"text"`
}

type DirtyInput struct {
	Dirty bool `json:"dirty"`
}

// ListStaff fills in who may sit at the desk, and who does.
func (v *DeskView) ListStaff(all []store.Staff) {
	for _, m := range all {
		if m.Active {
			v.Staff = append(v.Staff, present.OptionView{Code: string(m.ID), Label: m.Name})
		}
		if string(m.ID) == v.StaffID {
			v.Name = m.Name
		}
	}
}

// Options lays out labels to choose from.
func Options(list []people.Label) []present.OptionView {
	out := make([]present.OptionView, len(list))
	for i, l := range list {
		out[i] = present.OptionView(l)
	}
	return out
}

// Provinces are all to choose from.
func Provinces() []present.OptionView {
	out := []present.OptionView{}
	for _, p := range identity.Provinces() {
		out = append(out, present.OptionView{Code: p.Code, Label: p.Name})
	}
	return out
}

// TypesAndStages are the types of a case and the stages, as the data brings them.
func TypesAndStages() (types []TypeView, stages []present.OptionView) {
	g := workflow.Default(cal.Embedded()).Graph()
	types, stages = []TypeView{}, []present.OptionView{}
	for i := range g.Types {
		t := &g.Types[i]
		types = append(types, TypeView{
			Code: t.Code, Label: t.Label, Files: t.Files, HasICP: t.HasICP(), HasPolice: t.HasPolice(),
			NotSure: t.NotSure(workflow.PhasePolice), Lacks: present.List(g.LacksOf(t.Code)), Values: askedAtSigning(g, t.Code),
		})
	}
	for _, s := range g.Stages {
		stages = append(stages, present.OptionView{Code: s.Code, Label: s.Label})
	}
	return types, stages
}

// askedAtSigning is what the first move of a case asks for in one type only; what it asks
// of all of them has fields of its own.
func askedAtSigning(g *workflow.Graph, code string) []present.ValueView {
	asked := []workflow.Value{}
	for _, v := range g.Opening().Values {
		if slices.Contains(v.Types, code) {
			asked = append(asked, workflow.Value{
				Key: v.Key, Label: v.Label, Kind: v.Kind, Required: v.Required, Default: v.Default, Options: v.Options, Hint: v.Hint,
			})
		}
	}
	return present.Values(asked)
}
