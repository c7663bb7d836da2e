package handovers

import (
	_ "embed"
	"slices"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/handovers.json
var file []byte

// Recipient is somebody to whom personal data may go, or what becomes of it instead.
type Recipient struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Sort  string `json:"sort"` // what kind of recipient: 主管部门
	Way   string `json:"way"`  // 提供, 委托处理, 退还, 销毁
	Name  string `json:"name"` // its name unless another is told; "" must be told. {province} is the case's
}

// Basis is a legal ground.
type Basis struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	At    string `json:"at"` // article; "" of what is told in the note
}

// Kind is a kind of personal data that is no material.
type Kind struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// Act says what an action of a case hands over.
type Act struct {
	Action    string   `json:"action"`
	Types     []string `json:"types"` // the case types in which it is so; empty = all that have no line of their own
	Recipient string   `json:"recipient"`
	Actor     string   `json:"actor"`
	Materials []string `json:"materials"` // stages whose materials go along, as far as they are there
	Kinds     []string `json:"kinds"`     // what goes along besides: codes of kinds or of materials
	Purpose   string   `json:"purpose"`   // {files} is what the case files
	Basis     string   `json:"basis"`
}

type pack struct {
	Actors     map[string]string `json:"actors"`
	Recipients []Recipient       `json:"recipients"`
	Bases      []Basis           `json:"bases"`
	Sourced    string            `json:"bases_sourced"` // the day of the law that they name
	BasesNote  string            `json:"bases_note"`
	Kinds      []Kind            `json:"kinds"`
	Impersonal []string          `json:"impersonal"` // codes of materials that tell nothing of a person
	Acts       []Act             `json:"acts"`
	Destroyed  Act               `json:"destroyed"` // what a purge of the scans is
}

var data = sync.OnceValue(func() pack { return embedded.JSON[pack]("handovers.json", file) })

// Recipients are all, in the order in which they are offered.
func Recipients() []Recipient { return slices.Clone(data().Recipients) }

// RecipientOf finds one by its code.
func RecipientOf(code string) (Recipient, bool) {
	return find(data().Recipients, func(r Recipient) bool { return r.Code == code })
}

// Bases are all grounds, in the order in which they are offered.
func Bases() []Basis { return slices.Clone(data().Bases) }

// BasesSourced is the day of the law that the grounds name.
func BasesSourced() string { return data().Sourced }

// BasisOf finds one by its code.
func BasisOf(code string) (Basis, bool) {
	return find(data().Bases, func(b Basis) bool { return b.Code == code })
}

// BasesNote says how sure the grounds are that the desk fills in by itself.
func BasesNote() string { return data().BasesNote }

// ActorLabel says who handed over.
func ActorLabel(code string) string { return data().Actors[code] }

// Kinds are the kinds of personal data that are no materials.
func Kinds() []Kind { return slices.Clone(data().Kinds) }

// KindOf finds one by its code.
func KindOf(code string) (Kind, bool) {
	return find(data().Kinds, func(k Kind) bool { return k.Code == code })
}

// Personal says that a material tells something of a person.
func Personal(material string) bool { return !slices.Contains(data().Impersonal, material) }

// ActOf says what an action hands over in cases of a type; false for one that hands nothing
// over.
func ActOf(action, caseType string) (Act, bool) {
	own, ok := find(data().Acts, func(a Act) bool { return a.Action == action && slices.Contains(a.Types, caseType) })
	if ok {
		return own, true
	}
	return find(data().Acts, func(a Act) bool { return a.Action == action && len(a.Types) == 0 })
}

// Acts are all actions that hand something over by themselves, and the purge of the scans.
func Acts() []Act { return append(slices.Clone(data().Acts), data().Destroyed) }

// Destroyed is what a purge of the scans is in the register.
func Destroyed() Act { return data().Destroyed }

func find[T any](list []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}
