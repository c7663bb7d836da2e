package filing

import (
	"strconv"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/people"
)

// mostMonths bounds for how long a server was bought: nobody buys one for longer.
const mostMonths = 240

// readServer reads the server of a site: its kind, who bought it, for how long and which it is.
func readServer(r *people.Reader, prefix string, in SiteInput, s *cases.Site) {
	s.ServerKind = strings.TrimSpace(in.ServerKind)
	if _, known := cases.ServerKindOf(s.ServerKind); s.ServerKind != "" && !known {
		r.At(prefix+"serverKind", "没有“%s”这种备案云服务，请从列表里选", s.ServerKind)
	}
	s.ServerOwner = strings.Join(readChoices(r, prefix+"serverOwner", cases.Owners, in.ServerOwner), "")
	s.ServerMonths = 0
	if text := strings.TrimSpace(in.ServerMonths); text != "" {
		months, err := strconv.Atoi(text)
		if err != nil || months < 1 || months > mostMonths {
			r.At(prefix+"serverMonths", "累计购买写月数，1 到 %d", mostMonths)
		}
		s.ServerMonths = months
	}
	s.ServerInstance = r.Text(prefix+"serverInstance", "实例", in.ServerInstance)
	readAddresses(r, prefix, in, s)
}

// readAddresses reads the first and the last public address of a site.
func readAddresses(r *people.Reader, prefix string, in SiteInput, s *cases.Site) {
	s.ServerIP, s.ServerIPEnd = strings.TrimSpace(in.ServerIP), strings.TrimSpace(in.ServerIPEnd)
	if s.ServerIP != "" {
		s.ServerIP = r.Keep(prefix+"serverIp", "公网 IP", in.ServerIP, identity.IP(in.ServerIP))
	}
	switch {
	case s.ServerIPEnd == "":
	case s.ServerIP == "":
		r.At(prefix+"serverIp", "填了终止 IP，起始 IP 也要填")
	default:
		s.ServerIPEnd = r.Keep(prefix+"serverIpEnd", "终止 IP", in.ServerIPEnd, identity.IPRange(s.ServerIP, in.ServerIPEnd))
	}
	if s.ServerIPEnd == s.ServerIP {
		s.ServerIPEnd = "" // one address: the form takes it twice
	}
}
