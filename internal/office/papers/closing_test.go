package papers_test

import (
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/papers"
)

// The letter says what was given back and erased, what stays, and by when no backup holds it.
func TestACaseEndsWithALetterThatNamesTheLastBackup(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	if _, err := papers.Closing(ctx, d.Office, d.Case, nil); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("of an open case: %v", err)
	}
	d.live(t)
	d.move(t, "2026-10-20 10:00", "revoke.confirm")
	d.move(t, "2026-10-20 10:30", "handover.done", "scans", "purge")
	letter := func(holds ...office.BackupHold) string {
		t.Helper()
		p, err := papers.Closing(ctx, d.Office, d.Case, holds)
		if err != nil {
			t.Fatal(err)
		}
		if p.Pages != 1 || p.Title != "办结告知书 BA2026-0001" {
			t.Errorf("%d pages, %s", p.Pages, p.Title)
		}
		return text(t, p)
	}
	read := letter(office.BackupHold{Place: "/media/disk", Last: cal.Date(2026, 10, 20), Until: cal.Date(2027, 10, 31)}, office.BackupHold{Place: "/mnt/share", Last: cal.Date(2026, 9, 1)})
	inOrder(t, read, "办结告知书", "杭州青禾软件有限公司", "2026-10-20", "一、权限", "已经撤销", "密码已经删除", "二、交还", "浙ICP备2026051234号-1", "三、删除", "2026-10-20", "身份证人像面", "连同文件名",
		"四、留存和期限", "移交登记", "2029-10-20", "10 年", "五、备份", "2027-10-31", "另有 1 处", "依据：", "第四十七条", "告知方（盖章）")
	without(t, read, "13800571001", "330106198205290002", "/media/disk", "{")
	inOrder(t, letter(), "五、备份", "没有登记过备份")
}

// Scans that are kept are named with the reason, and nothing is called erased.
func TestALetterNamesWhatIsKeptAndWhy(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	d.live(t)
	d.move(t, "2026-10-20 10:00", "revoke.confirm")
	d.move(t, "2026-10-20 10:30", "handover.done", "scans", "keep", "reason", "客户要变更，书面同意保留")
	p, err := papers.Closing(ctx, d.Office, d.Case, nil)
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, text(t, p), "三、删除", "扫描件没有删除", "四、留存和期限", "身份证人像面", "保留的理由：客户要变更，书面同意保留。", "随时要求删除")
}
