package identity_test

import (
	"testing"

	"beiandesk/internal/identity"
)

func TestAPublicAddressIsTakenAsItIsUsuallyWritten(t *testing.T) {
	for in, want := range map[string]string{
		"203.0.113.10": "203.0.113.10", " 203.0.113.10\u200b": "203.0.113.10", "２０３.0.113.10": "203.0.113.10", "203.0. 113.10": "203.0.113.10",
		"2001:0DB8:0:0::10": "2001:db8::10",
	} {
		if c := identity.IP(in); !c.OK || c.Value != want {
			t.Errorf("%q is %q: %s", in, c.Value, c.Message)
		}
	}
}

func TestAnAddressThatNobodyReachesIsRefusedWithASentence(t *testing.T) {
	for in, rule := range map[string]string{
		"": "ip.empty", "qinghe.example": "ip.format", "203.0.113": "ip.format", "203.0.113.10-203.0.113.20": "ip.format", "203.0.113.10/28": "ip.format",
		"203.0.113.10、203.0.113.11": "ip.format", "10.0.0.8": "ip.private", "172.16.3.1": "ip.private", "192.168.1.1": "ip.private", "127.0.0.1": "ip.private",
		"0.0.0.0": "ip.private", "169.254.1.1": "ip.private", "100.64.1.1": "ip.private", "224.0.0.1": "ip.private", "255.255.255.255": "ip.private",
		"::1": "ip.private", "fe80::1": "ip.private", "fd00::1": "ip.private", "ff02::1": "ip.private", "::ffff:10.0.0.8": "ip.private",
	} {
		if c := identity.IP(in); c.OK || c.Rule != rule || c.Message == "" {
			t.Errorf("%q is judged %v %s %q, want %s", in, c.OK, c.Rule, c.Message, rule)
		}
	}
}

func TestARangeGoesUpInOneFamily(t *testing.T) {
	for _, c := range []struct{ first, last, rule string }{
		{"203.0.113.10", "203.0.113.10", ""}, {"203.0.113.9", "203.0.113.10", ""}, {"203.0.113.10", "203.0.114.1", ""},
		{"2001:db8::9", "2001:db8::a", ""}, {"203.0.113.10", "203.0.113.9", "ip.order"}, {"2001:db8::a", "2001:db8::9", "ip.order"},
		{"203.0.113.10", "2001:db8::a", "ip.family"}, {"2001:db8::a", "203.0.113.10", "ip.family"}, {"203.0.113.10", "10.0.0.1", "ip.private"},
		{"", "203.0.113.10", ""},
	} {
		if got := identity.IPRange(c.first, c.last); got.Rule != c.rule || got.OK != (c.rule == "") {
			t.Errorf("%s to %s is %s %q, want %q", c.first, c.last, got.Rule, got.Message, c.rule)
		}
	}
}
