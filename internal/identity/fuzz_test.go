package identity_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"beiandesk/internal/identity"
)

// fuzzKind holds for every text: the judgement is complete, what passes passes again
// in the spelling that is kept, and that spelling does not change again.
func fuzzKind(f *testing.F, kind string) {
	for _, value := range goodValues()[kind] {
		f.Add(value)
	}
	for _, values := range badValues()[kind] {
		for _, value := range values {
			f.Add(value)
		}
	}
	f.Fuzz(func(t *testing.T, value string) {
		check, err := identity.Run(kind, value, today(t))
		if err != nil {
			t.Fatal(err)
		}
		if check.OK == (check.Rule != "") || check.OK == (check.Message != "") || check.Warnings == nil {
			t.Fatalf("%q is judged half: %+v", value, check)
		}
		keepsWord(t, kind, value)
		if !check.OK {
			if !strings.HasPrefix(check.Rule, kind+".") {
				t.Fatalf("%q fails by %s", value, check.Rule)
			}
			return
		}
		again, err := identity.Run(kind, check.Value, today(t))
		if err != nil || !again.OK || again.Value != check.Value {
			t.Fatalf("%q is kept as %q, which is judged %+v, %v", value, check.Value, again, err)
		}
	})
}

func FuzzID(f *testing.F)       { fuzzKind(f, "id") }
func FuzzUSCC(f *testing.F)     { fuzzKind(f, "uscc") }
func FuzzPhone(f *testing.F)    { fuzzKind(f, "phone") }
func FuzzLandline(f *testing.F) { fuzzKind(f, "landline") }
func FuzzPostcode(f *testing.F) { fuzzKind(f, "postcode") }
func FuzzLeadName(f *testing.F) { fuzzKind(f, "lead-name") }
func FuzzDomain(f *testing.F)   { fuzzKind(f, "domain") }
func FuzzICP(f *testing.F)      { fuzzKind(f, "icp") }
func FuzzPolice(f *testing.F)   { fuzzKind(f, "police") }
func FuzzSiteName(f *testing.F) { fuzzKind(f, "site-name") }
func FuzzEmail(f *testing.F)    { fuzzKind(f, "email") }
func FuzzDocument(f *testing.F) { fuzzKind(f, "document") }

// FuzzIPRange: a range of addresses is judged whole, and so is the id of an account.
func FuzzIPRange(f *testing.F) {
	f.Add("203.0.113.10", "203.0.113.20", "100012345678")
	f.Add("2001:db8::1", "", "1250000000")
	f.Add("10.0.0.1", "x", "")
	f.Fuzz(func(t *testing.T, first, last, account string) {
		for _, c := range []identity.Check{identity.IP(first), identity.IPRange(first, last), identity.UIN(account)} {
			if c.OK == (c.Rule != "") || c.OK == (c.Message != "") || c.Warnings == nil {
				t.Errorf("%q, %q, %q are judged half: %+v", first, last, account, c)
			}
		}
	})
}

func FuzzMasks(f *testing.F) {
	f.Add("11010519491231002X")
	f.Add("shen@example.com")
	f.Add("浙江省杭州市西湖区文三路 398 号")
	f.Fuzz(func(t *testing.T, value string) {
		for name, masked := range map[string]string{
			"id": identity.MaskID(value), "phone": identity.MaskPhone(value), "email": identity.MaskEmail(value),
			"address": identity.MaskAddress(value),
		} {
			if value != "" && utf8.ValidString(value) && !strings.Contains(value, "*") && masked == value {
				t.Fatalf("%s %q is shown whole", name, value)
			}
		}
	})
}
