package cases_test

import (
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
)

func TestTheRegistrarsHaveASourceAndAreToldApart(t *testing.T) {
	list := cases.Registrars()
	if list.Source == "" || list.Sourced == "" {
		t.Errorf("no source: %+v", list)
	}
	seen, clouds := map[string]bool{}, 0
	for _, r := range list.Registrars {
		if len(r.Names) == 0 || !r.Provider().Whole() {
			t.Errorf("%s is not what a form asks for: %+v", r.Label, r.Provider())
		}
		if p, _ := identity.ProvinceByCode(r.Region); p.Code != r.Region {
			t.Errorf("%s sits in %q", r.Label, r.Region)
		}
		for _, name := range append([]string{r.Label}, r.Names...) {
			if found, ok := cases.RegistrarNamed(name); !ok || found.Label != r.Label || seen[name] {
				t.Errorf("%s is found as %s", name, found.Label)
			}
			seen[name] = true
		}
		if r.Cloud {
			clouds++
		}
	}
	if clouds != 1 {
		t.Errorf("%d clouds that file, want one", clouds)
	}
}

func TestARegistrarIsKnownByAnyOfItsNames(t *testing.T) {
	for text, want := range map[string]string{
		"腾讯云": "腾讯云", "dnspod, inc.": "腾讯云", "阿里云计算有限公司(万网)": "阿里云", " 万网 ": "阿里云",
		"示例域名服务有限公司": "", "": "", "GoDaddy": "",
	} {
		if r, ok := cases.RegistrarNamed(text); r.Label != want || ok != (want != "") {
			t.Errorf("%q is %q", text, r.Label)
		}
	}
	if got := cases.RegistrarLabel(cases.Provider{Name: "某某网络"}); got != "某某网络" {
		t.Errorf("an unknown one is called %q", got)
	}
}
