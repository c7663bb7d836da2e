package identity

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"
)

var (
	// scheme is http:// and its like, with the slips that are made in typing it.
	scheme  = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*[:;]?(?://|\\\\)|(?i:https?)[:;])[/\\]*`)
	wwwHead = regexp.MustCompile(`^(?i:www)\.`)
	port    = regexp.MustCompile(`:\d{0,5}$`)
	// breaks part several domains, as people list them.
	breaks = regexp.MustCompile(`[\s,;、/|]+`)
)

// pageless takes off what stands before the domain in the address of a page, and what
// stands after it: behind http:// a slash begins a path for certain.
func pageless(m mending) mending {
	taken := scheme.FindString(m.text)
	if taken == "" {
		return m
	}
	m = m.by("已去掉前面的 "+taken, func(s string) string { return s[len(taken):] })
	return m.by("已去掉后面的路径", func(s string) string {
		// A list of pages is not one page with a path.
		if i := strings.IndexAny(s, `/\?#`); i > 0 && !strings.ContainsAny(s, " ,;、|") {
			return s[:i]
		}
		return s
	})
}

// severalDomains are the first two domains of a list; nil when it is none.
func severalDomains(s string) []string {
	if wwwHead.MatchString(s) && !strings.ContainsAny(s, " ,;、|") {
		return nil // a page's address: what follows the slash is a path
	}
	var found []string
	for _, part := range breaks.Split(s, -1) {
		d, c := judgeDomain(rootless(mending{text: part}))
		if !c.OK || c.warns("domain.unknown") || (len(found) == 1 && found[0] == d.Unicode) {
			continue
		}
		if found = append(found, d.Unicode); len(found) == 2 {
			return found
		}
	}
	return nil
}

// unwrapped takes off quotes and brackets around a domain and a sentence's mark after it.
func unwrapped(s string) string {
	const around = "\"“”'‘’<>《》【】「」() ,;、!?"
	return strings.TrimRight(strings.TrimLeft(s, around[:len(around)-len(",;、!?")]), around)
}

// pathless takes off a path that was copied with the domain.
func pathless(s string) string {
	i := strings.IndexAny(s, `/\?#`)
	if i <= 0 || !strings.Contains(s[:i], ".") {
		return s
	}
	return s[:i]
}

func portless(s string) string {
	if host := port.ReplaceAllString(s, ""); strings.Contains(host, ".") && !strings.Contains(host, ":") {
		return host
	}
	return s
}

//go:embed data/suffixes.txt
var suffixData string

// approved are the top-level domains that MIIT has approved, as far as is known.
var approved = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, fields := range table(suffixData) {
		for _, f := range fields {
			known[f] = true
		}
	}
	return known
})

//go:embed data/suffixes_doubted.tsv
var doubtedData string

// doubted says of the top-level domains on which the sources differ what they say.
var doubted = sync.OnceValue(func() map[string]string {
	said := map[string]string{}
	for _, fields := range table(doubtedData) {
		said[fields[0]] = strings.Join(fields[1:], " ")
	}
	return said
})

// exampleSuffix is reserved for examples (RFC 2606): nobody files it, and a handbook or
// a demonstration that uses it needs no warning.
const exampleSuffix = "example"

// suffixDoubt warns of a suffix that cannot be bought or may not be filed.
func suffixDoubt(c Check, last string) Check {
	_, run := publicsuffix.PublicSuffix("x." + last)
	switch {
	case last == exampleSuffix || approved()[last]:
		return c
	case doubted()[last] != "":
		return c.warn("approved", doubted()[last])
	case !run:
		return c.warn("unknown", fmt.Sprintf("没有注册局运行 .%s 这个后缀，请核对是否写错（如 .com 写成 .con）", last))
	}
	return c.warn("approved", fmt.Sprintf(".%s 不在已知的工信部批准后缀名单里，一般不能备案，请先向接入商确认", last))
}
