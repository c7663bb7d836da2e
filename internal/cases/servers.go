package cases

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/embedded"
)

//go:embed data/servers.json
var serverData []byte

// ServerKind is a kind of server by which the cloud takes a site in (备案云服务). Which
// numbers hold for it, the pre-flight's rules say.
type ServerKind struct {
	Code    string `json:"code"`
	Label   string `json:"label"`
	Held    string `json:"held"`  // the fact by which the rules judge how many sites one of it holds
	Owner   string `json:"owner"` // whose account it must be in: of Owners
	Term    bool   `json:"term"`  // bought for a term, renewals counted
	Long    bool   `json:"long"`  // more of its term must be left than of others
	Given   bool   `json:"given"` // a code that another account has made
	Note    string `json:"note"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

// Owners is the list of who may have bought a server.
const Owners = "owner"

var serverKinds = sync.OnceValue(func() []ServerKind { return embedded.JSON[[]ServerKind]("servers.json", serverData) })

// ServerKinds are all kinds, in the order in which they are offered.
func ServerKinds() []ServerKind { return slices.Clone(serverKinds()) }

// ServerKindOf finds a kind by its code; false when there is none.
func ServerKindOf(code string) (ServerKind, bool) {
	i := slices.IndexFunc(serverKinds(), func(k ServerKind) bool { return k.Code == code })
	if i < 0 {
		return ServerKind{}, false
	}
	return serverKinds()[i], true
}

// ServerWords tells whose server a site is on: 云服务器，客户自己的账号，累计 12 个月，ins-1a2b; "" when
// nothing is known of it.
func (s Site) ServerWords() string {
	kind, _ := ServerKindOf(s.ServerKind)
	words := []string{kind.Label, ListOf(Owners).Words(s.ServerOwner)}
	if s.ServerMonths > 0 {
		words = append(words, fmt.Sprintf("累计 %d 个月", s.ServerMonths))
	}
	words = append(words, s.ServerInstance)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "，")
}

// Server tells by what the sites on one server are counted: its instance, or its first
// address while that is all that is known; "" when nothing is.
func (s Site) Server() string {
	if s.ServerInstance != "" {
		return strings.ToLower(s.ServerInstance)
	}
	return s.ServerIP
}
