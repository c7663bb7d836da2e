// Package own holds what the window shows of what a desk adds by itself: tags, and its own fields.
package own

import (
	"slices"

	"beiandesk/internal/office/ownfields"
	fields "beiandesk/internal/ownfields"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
)

// OwnInput asks for the tags and own fields of a case, or of a client.
type OwnInput struct {
	CaseID   string `json:"caseId"`
	ClientID string `json:"clientId"`
}

// OwnView are they.
type OwnView struct {
	Tags    []string `json:"tags"`
	Rows    []OwnRow `json:"rows"`
	Version int      `json:"version"` // of the case or client
	Offers  []string `json:"offers"`  // tags that are in use
}

// OwnRow is a field with its value.
type OwnRow struct {
	Field fields.Field `json:"field"`
	Value string       `json:"value"` // covered where it is sealed
	Token string       `json:"token"` // by which a sealed value is revealed; "" where there is nothing to reveal
}

// NewOwnView lays them out.
func NewOwnView(of ownfields.Sheet, whose store.Whose, offers []string) OwnView {
	v := OwnView{Tags: of.Tags, Rows: []OwnRow{}, Version: of.Version, Offers: present.List(offers)}
	whom := fields.OfClients + ":" + string(whose.Client)
	if whose.Case != "" {
		whom = fields.OfCases + ":" + string(whose.Case)
	}
	for _, r := range of.Rows {
		row := OwnRow{Field: r.Field, Value: r.Value}
		if r.Value == ownfields.Covered {
			row.Token = ownfields.TokenPrefix + whom + ":" + r.ID
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// OwnFieldsView are all fields that a desk has defined, in their order.
type OwnFieldsView struct {
	Fields   []OwnFieldRow `json:"fields"`
	Tags     []string      `json:"tags"`     // that are in use
	MoreTags bool          `json:"moreTags"` // only the first of them
	Version  int           `json:"version"`
}

// OwnFieldsInput asks for them; to count who has a value is asked for apart.
type OwnFieldsInput struct {
	Counted bool `json:"counted"`
}

// OwnFieldRow is one of them.
type OwnFieldRow struct {
	Field  fields.Field `json:"field"`
	InUse  int          `json:"inUse"`  // how many cases or clients have a value, where it was counted
	Values []string     `json:"values"` // that are in use, of a clear field
	More   bool         `json:"more"`   // only the first of them
}

// NewOwnFieldsView lays them out.
func NewOwnFieldsView(of ownfields.Defined) OwnFieldsView {
	v := OwnFieldsView{Fields: []OwnFieldRow{}, Tags: present.List(of.Tags.Values), MoreTags: of.Tags.More, Version: of.Version}
	for _, f := range of.Fields {
		used := of.Values[f.ID]
		v.Fields = append(v.Fields, OwnFieldRow{Field: f, InUse: of.InUse[f.ID], Values: present.List(used.Values), More: used.More})
	}
	return v
}

// OwnCells are what a row of a list shows: tags, and values by field.
type OwnCells struct {
	Tags   []string          `json:"tags"`
	Values map[string]string `json:"values"`
}

// NewOwnCells takes those of a sheet, or of two: each tag once; of retired fields nothing.
func NewOwnCells(of ...ownfields.Sheet) OwnCells {
	c := OwnCells{Tags: []string{}, Values: map[string]string{}}
	for _, sheet := range of {
		for _, t := range sheet.Tags {
			if !slices.Contains(c.Tags, t) {
				c.Tags = append(c.Tags, t)
			}
		}
		for _, r := range sheet.Rows {
			if !r.Retired && r.Value != "" {
				c.Values[r.ID] = r.Value
			}
		}
	}
	return c
}
