// Package book is what the settings are told and tell of clocks, rules, texts and days off.
package book

import (
	"beiandesk/internal/laws"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// RulebookView is the part of the settings about clocks, texts and rules: what the
// release brings and what the desk has changed of it.
type RulebookView struct {
	Clocks       []ClockItem          `json:"clocks"` // in the order of the stages; a province's or a type's behind the general one
	Agreed       []ClockItem          `json:"agreed"` // default agreed dates
	Ages         []ClockItem          `json:"ages"`   // how old papers may be, and how long they must still hold; stage is the paper
	Texts        []TextItem           `json:"texts"`
	Packs        []PackLine           `json:"packs"`        // 全国 first
	Placeholders []present.OptionView `json:"placeholders"` // what a text may hold in {braces}
	Types        []present.OptionView `json:"types"`        // scopes of a clock: case types
	Provinces    []present.OptionView `json:"provinces"`    // and provinces
	Unconfirmed  []UnconfirmedItem    `json:"unconfirmed"`  // what nobody has confirmed for too long
	Seqs         map[string]int       `json:"seqs"`         // by "rule/33/local-phone": the last change of each that has one
	Months       int                  `json:"months"`       // how long that is
	Laws         []LawView            `json:"laws"`
	Outdated     int                  `json:"outdated"` // open cases that go by an earlier edition
	Reached      int                  `json:"reached"`  // those of them where something that is open now was changed since
	Unfit        []string             `json:"unfit"`    // changes this release has no place for
	Notice       string               `json:"notice"`   // what the last change has come to, "" without one
}

// ProvenanceView says where what stands comes from. Every item has it.
type ProvenanceView struct {
	Seq       int    `json:"seq"`       // of the last change, 0 without one
	Changed   bool   `json:"changed"`   // it differs from the release
	Source    string `json:"source"`    // 浙江管局电话答复
	Sourced   string `json:"sourced"`   // 2026-11-20, "" when the source bears no date
	Confirmed string `json:"confirmed"` // 2026-11-20 by 周敏; "" when nobody has confirmed it
	Entered   string `json:"entered"`   // 2026-11-21 周敏; "" for the release's own
}

// ClockItem is a clock, a step's default agreed date (kind agreed), or a term of a paper's days
// (kind age).
type ClockItem struct {
	Kind       string         `json:"kind"` // clock | agreed | age
	Scope      string         `json:"scope"`
	ScopeLabel string         `json:"scopeLabel"` // 全国, 浙江, 注销备案
	Code       string         `json:"code"`
	Stage      string         `json:"stage"` // 管局审核
	Label      string         `json:"label"` // 管局最迟
	Sort       string         `json:"sort"`  // expected | max | legal | reminder | agreed
	SortLabel  string         `json:"sortLabel"`
	Unit       string         `json:"unit"` // hours | days | workdays | months; "" where nobody says a term
	From       int            `json:"from"` // 0 = none
	To         int            `json:"to"`
	Term       string         `json:"term"`   // 2–3 个工作日
	Base       string         `json:"base"`   // the release's term; "" when it has none of its own there
	Scopes     bool           `json:"scopes"` // a province or type may get a term of its own
	Provenance ProvenanceView `json:"provenance"`
}

// TextItem is a text of a step: all cases', or the one of a case type that words it itself.
type TextItem struct {
	Kind  string `json:"kind"`  // text | phrase
	Scope string `json:"scope"` // code of the case type, "" for all others
	Type  string `json:"type"`  // 注销备案
	Code  string `json:"code"`
	Stage string `json:"stage"` // 材料收集
	Step  string `json:"step"`  // 收集材料
	Field string `json:"field"` // 发给客户的话
	Text  string `json:"text"`
	Base  string `json:"base"` // the release's
	// Places are the placeholders of a phrase; empty of a step's text, which may hold them all.
	Places     []present.OptionView `json:"places"`
	Optional   bool                 `json:"optional"` // it may be empty
	Provenance ProvenanceView       `json:"provenance"`
}

// PackLine is a rule pack in the list.
type PackLine struct {
	Scope     string `json:"scope"` // "" for all provinces
	Name      string `json:"name"`  // 全国, 浙江
	Rules     int    `json:"rules"`
	Changed   int    `json:"changed"`   // rules that differ from the release, added ones included
	Confirmed int    `json:"confirmed"` // rules confirmed as they stand
}

// UnconfirmedItem is something that is to be confirmed.
type UnconfirmedItem struct {
	Kind       string         `json:"kind"` // clock | age | rule | text, or of what is only confirmed: law | limit | paper | footer | form | process
	Scope      string         `json:"scope"`
	Code       string         `json:"code"`
	Sort       string         `json:"sort"`  // 期限, 规则, 文字, 法规, 材料, 页脚, 表单, 流程
	Where      string         `json:"where"` // 管局审核, 浙江
	Name       string         `json:"name"`
	Due        string         `json:"due"` // since when; "" when even its source has no date
	Provenance ProvenanceView `json:"provenance"`
}

// LawView is a law that asks something of the agency.
type LawView struct {
	Code        string    `json:"code"`
	Name        string    `json:"name"`
	Issued      string    `json:"issued"` // 国务院令第 795 号; "" where that is not known
	Since       string    `json:"since"`
	Source      string    `json:"source"` // with its date
	Unconfirmed bool      `json:"unconfirmed"`
	Asks        []LawAsks `json:"asks"`
}

// LawAsks is one thing that it asks.
type LawAsks struct {
	At         string         `json:"at"` // 第十二条
	What       string         `json:"what"`
	Where      string         `json:"where"` // where the desk does it
	Kind       string         `json:"kind"`  // law; with Scope and Code it names what is confirmed
	Scope      string         `json:"scope"`
	Code       string         `json:"code"`
	Provenance ProvenanceView `json:"provenance"`
}

// PackInput names a pack.
type PackInput struct {
	Scope string `json:"scope"`
}

// PackView is a rule pack.
type PackView struct {
	Scope  string               `json:"scope"`
	Name   string               `json:"name"`
	Rules  []RuleItem           `json:"rules"`
	Models []present.OptionView `json:"models"` // rules of other packs that this one may get: code is "scope/code"
	Stages []present.OptionView `json:"stages"` // before which submissions a reminder may run
	Notice string               `json:"notice"`
}

// RuleItem is a rule of a pack.
type RuleItem struct {
	Code          string         `json:"code"`
	Own           bool           `json:"own"`     // the desk added it
	Off           bool           `json:"off"`     // it is not run
	Title         string         `json:"title"`   // Label in general words
	Advised       string         `json:"advised"` // Advice likewise
	Label         string         `json:"label"`   // as it is written: may say {files}
	Value         string         `json:"value"`
	ValueKind     string         `json:"valueKind"` // number | suffixes | "" none
	Severity      string         `json:"severity"`  // fail | warn
	SeverityLabel string         `json:"severityLabel"`
	Text          string         `json:"text"` // "" where the check words it
	Advice        string         `json:"advice"`
	Before        []string       `json:"before"`   // 信息模板审核, 预审核
	Conflict      bool           `json:"conflict"` // its sources contradict each other
	Manual        bool           `json:"manual"`   // a reminder: nobody here can judge it
	Differs       []DiffLine     `json:"differs"`  // from the release's, field by field; empty when it does not
	Provenance    ProvenanceView `json:"provenance"`
}

// DiffLine is a field that differs.
type DiffLine struct {
	Field string `json:"field"` // 怎么办
	Old   string `json:"old"`
	New   string `json:"new"`
}

// TermsCompared says where a term would not hold: 比通用期限短 …
type TermsCompared struct {
	Notes []string `json:"notes"`
}

// HistoryView is what was changed of one thing, the latest first.
type HistoryView struct {
	Lines []HistoryLine `json:"lines"`
}

// HistoryLine is one change.
type HistoryLine struct {
	When      string     `json:"when"` // 2026-11-21
	Who       string     `json:"who"`
	What      string     `json:"what"` // 修改, 核实, 撤销核实, 恢复
	Differs   []DiffLine `json:"differs"`
	Source    string     `json:"source"`
	Sourced   string     `json:"sourced"`
	Confirmed string     `json:"confirmed"`
	Note      string     `json:"note"` // of a confirmation
}

// ConfirmationInput names what staff have confirmed, with one day and one note for all of it.
type ConfirmationInput struct {
	Of []rulebook.RuleRef `json:"of"`
	rulebook.Confirmed
}

// WithdrawInput names what the last confirmation is taken back of.
type WithdrawInput struct {
	Of []rulebook.RuleRef `json:"of"`
}

// ClockSave is a clock's new term.
type ClockSave struct {
	About rulebook.RuleRef `json:"about"`
	workflow.Term
	Basis rulebook.Basis `json:"basis"`
}

// TextSave is a text's new wording.
type TextSave struct {
	About rulebook.RuleRef `json:"about"`
	Text  string           `json:"text"`
}

// RuleSave is a rule as it is to stand. Its Like is a model's code.
type RuleSave struct {
	About rulebook.RuleRef `json:"about"`
	rulebook.RuleInput
	Basis rulebook.Basis `json:"basis"`
}

// NewClockItem lays out a clock; who names the staff by id.
func NewClockItem(c rulebook.ClockLine, who map[ref.StaffID]string) ClockItem {
	return ClockItem{
		Kind: c.Kind, Scope: c.Scope, ScopeLabel: c.ScopeLabel, Code: c.Code, Stage: c.Stage, Label: c.Label, Sort: string(c.Sort),
		SortLabel: kindLabels[c.Sort], Unit: c.Term.Unit, From: c.Term.From, To: c.Term.To, Term: c.Words, Base: c.Base, Scopes: c.Scopes,
		Provenance: NewProvenanceView(c.Provenance, c.Source, c.Sourced, who),
	}
}

// NewUnconfirmedItem lays out what is to be confirmed; who names the staff by id.
func NewUnconfirmedItem(u rulebook.Unconfirmed, who map[ref.StaffID]string) UnconfirmedItem {
	v := UnconfirmedItem{
		Kind: u.Kind, Scope: u.Scope, Code: u.Code, Sort: u.Sort, Where: u.Where, Name: u.Name,
		Provenance: NewProvenanceView(u.Provenance, u.Source, u.Sourced, who),
	}
	if u.Due != nil {
		v.Due = u.Due.String()
	}
	return v
}

// NewLaws lays out the laws; of has where each article stands, who names the staff by id.
func NewLaws(all []laws.Law, of map[store.RuleKey]rulebook.Provenance, who map[ref.StaffID]string) []LawView {
	list := []LawView{}
	for _, l := range all {
		v := LawView{Code: l.Code, Name: l.Name, Issued: l.Issued, Since: l.Since, Source: l.Source + "，" + l.Sourced, Unconfirmed: l.Unconfirmed, Asks: []LawAsks{}}
		for _, a := range l.Asks {
			about := rulebook.LawKey(l, a)
			v.Asks = append(v.Asks, LawAsks{
				At: a.At, What: a.What, Where: a.Where, Kind: about.Kind, Scope: about.Scope, Code: about.Code,
				Provenance: NewProvenanceView(of[about], l.Source, l.Sourced, who),
			})
		}
		list = append(list, v)
	}
	return list
}

var kindLabels = map[workflow.Kind]string{
	workflow.Expected: "预计", workflow.Max: "最长", workflow.Legal: "法定", workflow.Reminder: "提醒", workflow.AgreedOn: "约定",
}

// NewProvenanceView tells where something that may be changed comes from; who names the staff
// by id.
func NewProvenanceView(st rulebook.Provenance, source, sourced string, who map[ref.StaffID]string) ProvenanceView {
	v := ProvenanceView{Seq: st.Seq, Changed: st.Changed, Source: source, Sourced: sourced}
	if st.Confirmed != nil {
		v.Confirmed = st.Confirmed.String() + " " + who[st.ConfirmedBy]
	}
	if st.Entered != nil {
		v.Entered = st.Entered.String() + " " + who[st.EnteredBy]
	}
	return v
}

// NewDiffLines lays out what a change has changed.
func NewDiffLines(list []rulebook.Difference) []DiffLine {
	lines := []DiffLine{}
	for _, d := range list {
		lines = append(lines, DiffLine(d))
	}
	return lines
}
