package page

import (
	"beiandesk/internal/office/setup"
)

type SettingsView struct {
	Letterhead LetterheadInput `json:"letterhead"`
	Price      PriceInput      `json:"price"`
	Staff      []StaffView     `json:"staff"`
	Folder     string          `json:"folder"`
	Version    string          `json:"version"`
}

type PriceInput struct {
	ICP      string `json:"icp"`      // "600.00"
	Police   string `json:"police"`   // "600.00"
	TermDays int    `json:"termDays"` // days a bill may be paid in
	Split    bool   `json:"split"`    // print net and tax
	TaxRate  int    `json:"taxRate"`  // basis points: 600, 300, 100
	Version  int    `json:"version"`
}

type StaffView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Active  bool   `json:"active"`
	Current bool   `json:"current"`
	Version int    `json:"version"`
}

// LetterheadInput is the letterhead and which version of it was shown.
type LetterheadInput struct {
	setup.Letterhead
	Version int `json:"version"`
}
