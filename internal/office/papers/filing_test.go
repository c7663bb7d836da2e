package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/papers"
)

func TestTheSheetOfTheFormsIsFilledAndCovered(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	p, err := papers.Filing(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "备案填报单 BA2026-0001" || p.FileName != "备案填报单-BA2026-0001-2026-09-07.pdf" || len(p.Warnings) > 0 {
		t.Errorf("%s %s %q", p.Title, p.FileName, p.Warnings)
	}
	got := strings.Join(strings.Fields(text(t, p)), " ")
	for _, want := range []string{"基本信息", "主体负责人", "互联网服务信息", "网站负责人", "公安 开办主体", "公安 新办网站", "青禾进销存", "以上都不涉及", "不涉及，不打勾", "起始 IP 203.0.113.10", "各项都已填好"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	in := desktest.Qinghe()
	for _, secret := range []string{in.Lead.DocNumber, in.Lead.Mobile, in.Lead.Emergency, in.Lead.Email, in.Lead.Living} {
		if secret == "" || strings.Contains(got, secret) {
			t.Errorf("%q stands on the paper", secret)
		}
	}
}
