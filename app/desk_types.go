package app

import "beiandesk/internal/present"

// DeskView says where the desk stands, before and after unlocking.
type DeskView struct {
	State    string               `json:"state"` // first | locked | open | busy
	Folder   string               `json:"folder"`
	Demo     bool                 `json:"demo"`
	Network  bool                 `json:"network"` // the folder lies on a network share
	Staff    []present.OptionView `json:"staff"`   // remembered names for the unlock page (not secret)
	StaffID  string               `json:"staffId"`
	Name     string               `json:"name"`
	Version  string               `json:"version"`
	Message  string               `json:"message"` // why it can't be opened, "" otherwise
	Provs    []present.OptionView `json:"provs"`
	Subjects []present.OptionView `json:"subjects"`
	Types    []TypeView           `json:"types"`
	DocKinds []present.OptionView `json:"docKinds"`
	Roles    []RoleView           `json:"roles"` // of people in a case
	Stages   []present.OptionView `json:"stages"`
	Now      string               `json:"now"` // RFC 3339: Go's clock; "" while nothing is open

	// Opened by the recovery code, and no passphrase set since: the page offers to.
	Recovered bool `json:"recovered"`
}

// TypeView is a case type: the phases it has, and what it asks at signing.
type TypeView struct {
	Code      string              `json:"code"`
	Label     string              `json:"label"`
	HasICP    bool                `json:"hasIcp"`
	HasPolice bool                `json:"hasPolice"`
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

// ChangePassphraseInput is ProofInput with the new passphrase.
type ChangePassphraseInput struct {
	Old        string `json:"old"`
	Recovery   string `json:"recovery"`
	Passphrase string `json:"passphrase"`
}

type DirtyInput struct {
	Dirty bool `json:"dirty"`
}
