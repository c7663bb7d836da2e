package wordings_test

import (
	"testing"

	"beiandesk/internal/wordings"
)

func TestHeadersAreKnownInTheirManyWordings(t *testing.T) {
	for header, want := range map[string]string{
		"公司名称*": "client.name", "＊主办单位名称（必填）": "client.name", "统一社会信用代码/税号": "", "统一社会信用代码": "client.creditCode",
		"负责人 手机号": "lead.mobile", "E-mail": "lead.email", "IP（公网）": "site.serverIp", "网址【域名】": "site.domain", "随便": "",
	} {
		if f, _ := wordings.Of(header); f.Code != want {
			t.Errorf("%s is taken for %q, want %q", header, f.Code, want)
		}
	}
}

func TestNoWordStandsForTwoFields(t *testing.T) {
	of := map[string]string{}
	for _, f := range wordings.Fields() {
		if got, _ := wordings.Of(f.Label); got.Code != f.Code {
			t.Errorf("the label %s is taken for %q, not for %s", f.Label, got.Code, f.Code)
		}
	}
	for _, f := range wordings.Fields() {
		for _, w := range f.Words {
			if had, twice := of[w]; twice {
				t.Errorf("%s stands for %s and %s", w, had, f.Code)
			}
			of[w] = f.Code
			if wordings.Plain(w) != w {
				t.Errorf("%s of %s is never met: a header is compared as %s", w, f.Code, wordings.Plain(w))
			}
		}
	}
}
