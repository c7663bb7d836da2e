package cases

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/embedded"
	"beiandesk/internal/workflow"
)

//go:embed data/choices.json
var choiceData []byte

// The lists that the portals' forms offer of a site (handbook §9).
const (
	Contents  = "content"  // 服务内容, of the cloud
	Languages = "language" // 语言, of the cloud
	Approvals = "approval" // 前置审批类型, of both portals
	Services  = "service"  // 服务类型, of the police
	Hazards   = "hazard"   // 互联网危险物品信息发布, of the police
	Places    = "where"    // 境内 or 境外, of the police
)

// NoApproval is the code of 以上都不涉及: it was asked, and none applies.
const NoApproval = "none"

// The codes of Hazards: whether a site gives information on dangerous goods.
const (
	Harmless  = "no"
	Hazardous = "yes"
)

// List is a closed set of a portal's form, as its source words it.
type List struct {
	Code    string   `json:"code"`
	Label   string   `json:"label"`
	Source  string   `json:"source"`
	Sourced string   `json:"sourced"` // the date of the source, or the day on which it was copied
	Most    int      `json:"most"`    // how many may be chosen; 0 is any number
	Alone   string   `json:"alone"`   // the code that goes with no other; "" when there is none
	Of      string   `json:"of"`      // what a case must file for its usual options to hold: 网站; "" is anything
	Options []Option `json:"options"`
}

// Option is one of a list.
type Option struct {
	Code  string   `json:"code"`
	Label string   `json:"label"`
	Usual []string `json:"usual"` // the kinds of subject that choose it unless something else is true

	Refused *RefusedIn `json:"refused"` // where it is not to be taken for usual; nil nowhere
}

// RefusedIn are provinces in which another office does not take what is usual.
type RefusedIn struct {
	Provinces []string `json:"provinces"` // two-digit division codes
	Note      string   `json:"note"`      // what contradicts it, and what to do
	Source    string   `json:"source"`
	Sourced   string   `json:"sourced"` // date of the source
}

// Words tell it with its source.
func (r RefusedIn) Words() string { return r.Note + "；来源：" + r.Source + "，" + r.Sourced }

var lists = sync.OnceValue(func() []List { return embedded.JSON[[]List]("choices.json", choiceData) })

// Lists are all the sets of choices, in the order of the forms.
func Lists() []List { return slices.Clone(lists()) }

// ListOf finds a list by its code. It panics on a code that is none of the constants.
func ListOf(code string) List {
	i := slices.IndexFunc(lists(), func(l List) bool { return l.Code == code })
	if i < 0 {
		panic("cases: no list " + code)
	}
	return lists()[i]
}

// Words are the labels of codes, as they stand side by side on a form; "" for none.
func (l List) Words(codes ...string) string {
	var words []string
	for _, o := range l.Options {
		if slices.Contains(codes, o.Code) {
			words = append(words, o.Label)
		}
	}
	return strings.Join(words, "、")
}

// Usual is the option that a kind of subject in a province chooses for what it files (网站,
// APP) unless something else is true; where the source tells of something else, or it is
// refused there, none is usual and why says so.
func (l List) Usual(files, kind, province string) (usual Option, why string, ok bool) {
	if l.Of != "" && l.Of != files {
		return Option{}, workflow.Naming("来源只讲"+l.Of+"，照{files}实际提供的选（待核实）", files), false
	}
	for _, o := range l.Options {
		switch {
		case !slices.Contains(o.Usual, kind):
		case o.Refused != nil && slices.Contains(o.Refused.Provinces, province):
			return Option{}, o.Refused.Words(), false
		default:
			return o, "", true
		}
	}
	return Option{}, "", false
}

// Read takes what was chosen, by code or by label, in the order of the list and each
// once; nil for nothing. The fault says what to do, "" when nothing is wrong.
func (l List) Read(chosen []string) (codes []string, fault string) {
	for _, text := range chosen {
		text = strings.TrimSpace(text)
		if text != "" && !slices.ContainsFunc(l.Options, func(o Option) bool { return o.Code == text || o.Label == text }) {
			return chosen, fmt.Sprintf("%s里没有“%s”，请从列表里选", l.Label, text)
		}
	}
	for _, o := range l.Options {
		if slices.ContainsFunc(chosen, func(text string) bool { text = strings.TrimSpace(text); return o.Code == text || o.Label == text }) {
			codes = append(codes, o.Code)
		}
	}
	switch {
	case l.Most > 0 && len(codes) > l.Most:
		return codes, fmt.Sprintf("%s最多选 %d 项，现在选了 %d 项", l.Label, l.Most, len(codes))
	case l.Alone != "" && len(codes) > 1 && slices.Contains(codes, l.Alone):
		return codes, fmt.Sprintf("选了“%s”就不能再选别的，请去掉一边", l.Words(l.Alone))
	}
	return codes, ""
}
