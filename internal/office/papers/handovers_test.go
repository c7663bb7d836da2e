package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/clients"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/papers"
)

func TestTheRegisterOfACaseTellsWhatWentToWhom(t *testing.T) {
	d := newDesk(t)
	d.letterhead(t)
	if _, err := papers.Handovers(ctx, d.Office, handovers.Filter{Case: d.Case}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("before anything went out: %v", err)
	}
	d.toBureau(t)
	p, err := papers.Handovers(ctx, d.Office, handovers.Filter{Case: d.Case, From: "2026-09-01"})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(p.FileName, "个人信息移交登记表-BA2026-0001") {
		t.Errorf("called %s", p.FileName)
	}
	read := squeezed(text(t, p))
	for _, part := range []string{"案件BA2026-0001，2026-09-01起", "浙江省通信管理局", "腾讯云转交", "身份证人像面", "ICP备案审核", "第十三条第一款第三项", "至少保存3年", "第十二条"} {
		if !strings.Contains(read, part) {
			t.Errorf("%s is not on the paper:\n%s", part, read)
		}
	}
	for _, secret := range []string{"330106198205290002", "13800571001", "沈一鸣", "文三路"} {
		if strings.Contains(read, secret) {
			t.Errorf("%s is on the paper", secret)
		}
	}
	in := desktest.Little("沈一鸣", "shen.example")
	in.Client.Kind = string(clients.Personal)
	opened, err := filing.Open(ctx, d.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	hand := handovers.HandoverInput{CaseID: opened.ID, Recipient: "client", Kinds: []string{"papers"}, Purpose: "退回原件", Basis: "end"}
	if err := handovers.Add(ctx, d.Office, hand); err != nil {
		t.Fatal(err)
	}
	for typed, said := range map[string]string{"青禾": "查找“青禾”的案件", "BA2026": "查找“BA2026”的案件", "沈一鸣": "查找“沈**”的案件"} {
		p, err := papers.Handovers(ctx, d.Office, handovers.Filter{Text: typed})
		if err != nil {
			t.Fatalf("%s: %v", typed, err)
		}
		if read := squeezed(text(t, p)); !strings.Contains(read, said) || strings.Contains(read, "沈一鸣") {
			t.Errorf("searched by %q:\n%s", typed, read)
		}
	}
	if _, err := papers.Handovers(ctx, d.Office, handovers.Filter{Text: "没有这件"}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("of a search that finds nothing: %v", err)
	}
	if _, err := papers.Handovers(ctx, d.Office, handovers.Filter{From: "2026-09-02", To: "2026-09-01"}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("days the wrong way round: %v", err)
	}
}
