package workflow

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
)

// Phrase opens or closes what clients are told, around the texts of steps.
type Phrase struct {
	Code     string
	Way      string // 微信, 短信
	Label    string // 落款
	Text     string
	Optional bool // it may be empty
	Places   []Option
}

// Phrases are all of them, in their order. They are the desk's and not a case's: a change holds
// at once.
type Phrases []Phrase

//go:embed data/phrases.json
var phrasesFile []byte

// ReleasedPhrases are those that come with the program.
var ReleasedPhrases = sync.OnceValue(func() Phrases {
	type place struct {
		Code  string `json:"code"`
		Label string `json:"label"`
	}
	type phrase struct {
		Code     string   `json:"code"`
		Way      string   `json:"way"`
		Label    string   `json:"label"`
		Text     string   `json:"text"`
		Optional bool     `json:"optional"`
		Places   []string `json:"places"`
	}
	data := embedded.JSON[struct {
		Source  string   `json:"source"`
		Sourced string   `json:"sourced"`
		Places  []place  `json:"places"`
		Phrases []phrase `json:"phrases"`
	}]("phrases.json", phrasesFile)
	var list Phrases
	for _, p := range data.Phrases {
		made := Phrase{Code: p.Code, Way: p.Way, Label: p.Label, Text: p.Text, Optional: p.Optional}
		for _, code := range p.Places {
			i := slices.IndexFunc(data.Places, func(of place) bool { return of.Code == code })
			made.Places = append(made.Places, Option{data.Places[i].Code, data.Places[i].Label})
		}
		list = append(list, made)
	}
	return list
})

// Of finds a phrase by its code.
func (p Phrases) Of(code string) (Phrase, bool) {
	i := slices.IndexFunc(p, func(o Phrase) bool { return o.Code == code })
	if i < 0 {
		return Phrase{}, false
	}
	return p[i], true
}

// With words one otherwise. Errors: Invalid at code or text.
func (p Phrases) With(code, text string) (Phrases, error) {
	i := slices.IndexFunc(p, func(o Phrase) bool { return o.Code == code })
	if i < 0 {
		return nil, errs.AtField("code", "没有这段文字，请从列表里选")
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(text)); n > longestPhrase || n == 0 && !p[i].Optional {
		return nil, errs.AtField("text", "请写 1 到 %d 个字", longestPhrase)
	}
	if err := checkPlaces(text, p[i].Places); err != nil {
		return nil, err
	}
	now := slices.Clone(p)
	now[i].Text = text
	return now, nil
}

// longestPhrase bounds a phrase in characters: it stands around the message.
const longestPhrase = 120

// Say fills a phrase in.
func (p Phrases) Say(code string, values map[string]string) string {
	phrase, _ := p.Of(code)
	return fill(phrase.Text, func(place string) string { return values[place] })
}

var braces = regexp.MustCompile(`\{[^{}]*\}`)

// checkPlaces holds the braces and brackets of a text against the placeholders that it may hold.
func checkPlaces(text string, known []Option) error {
	rest := withoutPlaces(text, known)
	if wrong := braces.FindString(rest); wrong != "" {
		return errs.AtField("text", "没有 %s 这个占位，请从列表里选", wrong)
	}
	if strings.ContainsAny(rest, "{}") {
		return errs.AtField("text", "花括号要成对，里面写占位的名字")
	}
	open := false
	for _, r := range rest {
		if (r == '[' && open) || (r == ']' && !open) {
			return errs.AtField("text", "方括号要成对，也不能套在方括号里")
		}
		if r == '[' || r == ']' {
			open = r == '['
		}
	}
	if open {
		return errs.AtField("text", "方括号要成对，也不能套在方括号里")
	}
	return nil
}

// withoutPlaces takes known placeholders out of a text.
func withoutPlaces(text string, known []Option) string {
	return braces.ReplaceAllStringFunc(text, func(found string) string {
		if slices.ContainsFunc(known, func(o Option) bool { return "{"+o.Code+"}" == found }) {
			return ""
		}
		return found
	})
}
