package page

import (
	"strings"

	"beiandesk/app/page/own"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/finding"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
)

// CasesInput filters the table. Empty means any.
type CasesInput struct {
	View     string              `json:"view"` // open | mine | closed | all
	Provs    []string            `json:"provs"`
	Stages   []string            `json:"stages"`
	Parties  []string            `json:"parties"`
	Owners   []string            `json:"owners"`
	Due      string              `json:"due"`    // "" | overdue | today | week | 2026-11-23
	Tags     []string            `json:"tags"`   // one of these, of the case or of its client
	Unpaid   bool                `json:"unpaid"` // only cases with an open amount
	Text     string              `json:"text"`   // words, each part of a name, lead, domain or case number, or the last four places of a phone
	Sort     string              `json:"sort"`   // due | number | client
	Desc     bool                `json:"desc"`
	Cursor   string              `json:"cursor"`
	PageSize int                 `json:"pageSize"`
	Own      map[string][]string `json:"own"` // by own field that is clear: one of these
}

type CasesView struct {
	Rows   []CaseRow    `json:"rows"`
	Next   string       `json:"next"`
	Total  int          `json:"total"`
	Count  string       `json:"count"`  // the total, or 2000+ where a text finds so many that counting stopped
	Unpaid string       `json:"unpaid"` // sum of what is filtered; "" where counting stopped
	Views  []PartyCount `json:"views"`  // counts of open, mine, closed, all
	// Elsewhere tells, where a text finds nothing, which views have a hit.
	Elsewhere []ViewHits `json:"elsewhere"`
}

// ViewHits says how many cases of another view a text finds.
type ViewHits struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Count string `json:"count"`
}

type CaseRow struct {
	ID         string       `json:"id"`
	Number     string       `json:"number"`
	Client     string       `json:"client"`
	Lead       string       `json:"lead"`
	Site       string       `json:"site"` // domain of the first one, or its name
	Province   string       `json:"province"`
	Type       string       `json:"type"`
	Stage      string       `json:"stage"`
	Party      string       `json:"party"`
	PartyLabel string       `json:"partyLabel"`
	Todo       string       `json:"todo"`
	Due        Due          `json:"due"`
	Owner      string       `json:"owner"`
	Unpaid     string       `json:"unpaid"` // "600.00"; "0.00"
	Contact    string       `json:"contact"`
	Status     string       `json:"status"` // 在办, 已交付, 暂停 …
	Own        own.OwnCells `json:"own"`    // tags of its own and of its client
}

// CheckInput asks whether a value is right while it is typed.
type CheckInput struct {
	Kind    string `json:"kind"` // of identity.Run, foreign-name, or text
	Value   string `json:"value"`
	Subject string `json:"subject"` // for site-name
	Domain  string `json:"domain"`
}

type CheckResult struct {
	OK       bool     `json:"ok"`
	Value    string   `json:"value"` // normalised
	Message  string   `json:"message"`
	Notes    []string `json:"notes"` // what was changed to get Value, to be shown under the field
	Warnings []string `json:"warnings"`
}

// OpenedView is a case just opened. Confirm says that nothing was stored yet: the
// warnings must be agreed to first.
type OpenedView struct {
	ID       string          `json:"id"`
	Number   string          `json:"number"`
	Warnings []string        `json:"warnings"`
	Mended   []people.Mended `json:"mended"` // what was changed in the input, by field
	Confirm  bool            `json:"confirm"`
	// Same are clients that are there already: one is taken, or another client is opened.
	Same []MatchView `json:"same"`
}

// FindInput is what is looked for, and what was opened last, which is read without words alone.
type FindInput struct {
	Text   string   `json:"text"`
	Recent []string `json:"recent"` // identifiers of cases, clients and bills
}

// FindView is what was found, by kind, the nearest first.
type FindView struct {
	Groups []FoundGroup `json:"groups"`
	Count  string       `json:"count"` // 7, or 300+
}

type FoundGroup struct {
	Code  string      `json:"code"`
	Label string      `json:"label"`
	Items []FoundItem `json:"items"`
}

// FoundItem is one line; where it leads is told by what it has.
type FoundItem struct {
	Kind     string       `json:"kind"` // case | client | lead | site | bill | place
	ID       string       `json:"id"`   // of a place of the program its code
	CaseID   string       `json:"caseId"`
	ClientID string       `json:"clientId"`
	Title    []FoundPiece `json:"title"`
	Note     string       `json:"note"`
	Detail   string       `json:"detail"`
	Due      Due          `json:"due"`
	Act      string       `json:"act"` // the next step of an open case; "" for none
}

// FoundPiece is a part of a title; Met says that the words met it.
type FoundPiece struct {
	Text string `json:"text"`
	Met  bool   `json:"met"`
}

// NewFindView lays out what was found.
func NewFindView(found finding.Found) FindView {
	v := FindView{Groups: []FoundGroup{}, Count: found.Count.String()}
	for _, g := range found.Groups {
		group := FoundGroup{Code: g.Code, Label: g.Label}
		for _, item := range g.Items {
			line := FoundItem{
				Kind: item.Kind, ID: item.ID, CaseID: string(item.Case), ClientID: string(item.Client), Title: []FoundPiece{},
				Note: item.Note, Detail: item.Detail, Due: dueView(item.Due), Act: item.Act,
			}
			for _, piece := range item.Title {
				line.Title = append(line.Title, FoundPiece(piece))
			}
			group.Items = append(group.Items, line)
		}
		v.Groups = append(v.Groups, group)
	}
	return v
}

// NewCaseRow lays out a row of the cases table.
func NewCaseRow(r views.Row) CaseRow {
	return CaseRow{
		ID: string(r.ID), Number: r.Number, Client: r.Client, Lead: r.Lead, Site: r.SiteWord(), Province: r.ProvinceName,
		Type: r.TypeLabel, Stage: r.StageLabel, Party: string(r.WaitsFor), PartyLabel: r.PartyLabel, Todo: r.Todo, Due: dueView(r.Due),
		Owner: r.Owner, Unpaid: r.Unpaid.String(), Contact: r.Contact, Status: r.StatusText,
		Own: own.NewOwnCells(),
	}
}

// KnownView is what of a new case is there already.
type KnownView struct {
	Matches []MatchView   `json:"matches"`
	Cases   []EarlierView `json:"cases"`
}

// MatchView is a client that may be the one typed.
type MatchView struct {
	ClientID string              `json:"clientId"`
	Name     string              `json:"name"`
	Marks    string              `json:"marks"`  // 统一社会信用代码、名称
	Sure     bool                `json:"sure"`   // it is the same subject beyond doubt
	LeadID   string              `json:"leadId"` // the person that the lead is, or ""
	Differs  []people.Difference `json:"differs"`
}

// EarlierView is the newest case of a client or a domain.
type EarlierView struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Domain string `json:"domain"` // "" when it is the client's
	Words  string `json:"words"`
}

// NewMatches lays out clients that are there already.
func NewMatches(found []people.Match) []MatchView {
	list := []MatchView{}
	for _, m := range found {
		list = append(list, MatchView{
			ClientID: string(m.Client.ID), Name: m.Client.Name, Marks: strings.Join(m.Marks, "、"), Sure: m.Sure, LeadID: string(m.Lead.ID),
			Differs: append([]people.Difference{}, m.Differs...),
		})
	}
	return list
}

// NewKnownView lays out what is there already.
func NewKnownView(k filing.Known) KnownView {
	v := KnownView{Matches: NewMatches(k.Matches), Cases: []EarlierView{}}
	for _, c := range k.Cases {
		v.Cases = append(v.Cases, EarlierView{ID: string(c.ID), Number: c.Number, Domain: c.Domain, Words: c.Words})
	}
	return v
}
