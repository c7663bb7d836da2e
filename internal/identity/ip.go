package identity

import (
	"fmt"
	"net/netip"
	"strings"
)

// kindIP is what the checks of addresses are called by. Addresses come in pairs, so Run
// does not judge one alone.
const kindIP = "ip"

// shared is the space that carriers keep between themselves and their customers
// (RFC 6598): no site is reached there.
var shared = netip.MustParsePrefix("100.64.0.0/10")

// IP judges the public address of a server, of either family. Value is its usual
// spelling.
//
// Rules: ip.empty, ip.format, ip.private.
func IP(value string) Check {
	m := typed(kindIP, value).by(noteSpace, spaceless)
	c := m.check(kindIP)
	if m.text == "" {
		return c.fail("empty", "请填写公网 IP")
	}
	ip, err := netip.ParseAddr(m.text)
	if err != nil {
		return c.fail("format", addressShape(m.text))
	}
	c.Value = ip.String()
	switch ip = ip.Unmap(); {
	case ip.IsPrivate() || ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast() || shared.Contains(ip):
		return c.fail("private", "这是内网地址，请填服务器的公网 IP")
	case ip.IsMulticast() || ip.Is4() && ip.As4()[0] >= 240:
		return c.fail("private", "这个地址不能分给服务器，请填服务器的公网 IP")
	}
	return c
}

// addressShape says what a text is that is no address.
func addressShape(text string) string {
	switch {
	case strings.ContainsAny(text, "-~—–～至/"):
		return "这一栏只写一个 IP 地址；一段地址请把第一个和最后一个分别写在起始和终止两栏"
	case strings.ContainsAny(text, ",;、；，"):
		return "这一栏只写一个 IP 地址，不带逗号、分号或顿号"
	}
	return "IP 地址要写成 203.0.113.10 或 2001:db8::10 这样"
}

// IPRange judges the last address of a range whose first one is good: both are of one
// family, and the last is not below the first. Value is its usual spelling.
//
// Rules: those of IP, ip.family, ip.order.
func IPRange(first, last string) Check {
	c := IP(last)
	from, err := netip.ParseAddr(first)
	if !c.OK || err != nil {
		return c
	}
	to := netip.MustParseAddr(c.Value)
	switch from, to = from.Unmap(), to.Unmap(); {
	case from.Is4() != to.Is4():
		return c.fail("family", fmt.Sprintf("起始是 %s，终止是 %s，两个要是同一种地址", family(from), family(to)))
	case to.Less(from):
		return c.fail("order", "终止 IP 比起始 IP 小，两个可能写反了，请对调或核对")
	}
	return c
}

func family(ip netip.Addr) string {
	if ip.Is4() {
		return "IPv4"
	}
	return "IPv6"
}
