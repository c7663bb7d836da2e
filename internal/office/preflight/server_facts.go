package preflight

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
)

// serverFacts tells what the rules ask of a site's server. What does not concern its kind is
// said to be so; of a server whose kind is not known, all is asked.
func serverFacts(s cases.Site, add func(string, rules.Fact), today cal.Day) {
	kind, known := cases.ServerKindOf(s.ServerKind)
	add("site.serverUntil", lastDay(s.ServerUntil, today))
	total := rules.Fact{}
	switch {
	case known && !kind.Term:
		total = rules.Fact{Value: fmt.Sprint(enoughMonths), Shown: kind.Label + "，不看购买时长"}
	case s.ServerMonths > 0:
		total = rules.Fact{Value: fmt.Sprint(s.ServerMonths), Shown: fmt.Sprintf("累计 %d 个月", s.ServerMonths)}
	}
	add("site.serverTotal", total)
	long := rules.Fact{Value: rules.Forever, Shown: cmp.Or(kind.Label, "云服务没有登记") + "，不另看"}
	if kind.Long {
		long = lastDay(s.ServerUntil, today)
	}
	add("site.serverLong", long)
	add("site.serverCode", rules.Fact{Value: yesNo(kind.Given), Shown: kind.Label})
	owner := rules.Fact{}
	if known && s.ServerOwner != "" {
		owner = rules.Fact{Value: yesNo(s.ServerOwner == kind.Owner), Shown: kind.Label + "，" + cases.ListOf(cases.Owners).Words(s.ServerOwner)}
	}
	add("site.serverOwner", owner)
}

// enoughMonths stands for a term that no rule asks about.
const enoughMonths = 999

// heldFacts counts the sites on each server of the case, in all cases of the desk that are
// open or delivered. Each kind is judged by a fact of its own.
func heldFacts(d *casefile.File, f fields, tx store.Tx) error {
	held, kinds := map[string]map[string]bool{}, map[string]string{}
	for _, s := range d.Sites {
		server := s.Server()
		if server == "" {
			continue
		}
		if held[server] == nil {
			held[server] = map[string]bool{}
		}
		held[server][siteOn(s.Domain, s.Name)] = true
		kinds[server] = cmp.Or(s.ServerKind, kinds[server])
	}
	for _, server := range slices.Sorted(maps.Keys(held)) {
		others, err := tx.Sites().On(server, d.Case.ID)
		if err != nil {
			return err
		}
		own, where := len(held[server]), []string{}
		for _, o := range others {
			held[server][siteOn(o.Domain, o.Name)] = true
			if !slices.Contains(where, o.Number) {
				where = append(where, o.Number)
			}
		}
		shown := fmt.Sprintf("%d 个", len(held[server]))
		if len(where) > 0 {
			shown += fmt.Sprintf("，本案 %d 个，另见 %s", own, listed(where))
		}
		kind, known := cases.ServerKindOf(kinds[server])
		if !known {
			kind = cases.ServerKinds()[0]
		}
		f.add(kind.Held, rules.Fact{Of: server, About: server, Value: fmt.Sprint(len(held[server])), Shown: shown})
	}
	for _, kind := range cases.ServerKinds() {
		if f[kind.Held] == nil && len(held) > 0 {
			f.add(kind.Held, rules.Fact{Value: "0", Shown: "本案没有用"})
		}
	}
	instances(d, f)
	return nil
}

// siteOn tells sites on a server apart: a changed site is the same one.
func siteOn(domain, name string) string { return strings.ToLower(cmp.Or(domain, name)) }

// listed names the first few.
func listed(numbers []string) string {
	const few = 5
	if len(numbers) > few {
		return strings.Join(numbers[:few], "、") + fmt.Sprintf(" 等 %d 件", len(numbers))
	}
	return strings.Join(numbers, "、")
}

// instances counts the sites of the case at each public IP, as the rules of release 2 ask.
func instances(d *casefile.File, f fields) {
	at := map[string]int{}
	for _, s := range d.Sites {
		if s.ServerIP != "" {
			at[s.ServerIP]++
		}
	}
	for _, ip := range slices.Sorted(maps.Keys(at)) {
		f.add("server.sites", rules.Fact{Of: ip, About: ip, Value: fmt.Sprint(at[ip]), Shown: fmt.Sprintf("%d 个", at[ip])})
	}
}
