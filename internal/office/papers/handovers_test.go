package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/errs"
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
	if _, err := papers.Handovers(ctx, d.Office, handovers.Filter{From: "2026-09-02", To: "2026-09-01"}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("days the wrong way round: %v", err)
	}
}
