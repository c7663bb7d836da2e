package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/notices"
	"beiandesk/internal/office/papers"
)

func TestTheDailySheetTellsWhereToLookUntilSomebodyHas(t *testing.T) {
	d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) { in.Type, in.ICP = "police", false })}
	d.letterhead(t)
	d.hand(t, "licence", "id-front", "id-back", "handheld")
	d.move(t, "2026-09-07 11:00", "materials.done")
	d.move(t, "2026-09-07 12:00", "online.live", "live_day", "2026-09-07")
	d.move(t, "2026-09-08 09:00", "police-account.done")
	d.move(t, "2026-09-08 10:00", "police-subject.submit")
	sheet := func() string {
		p, err := papers.Daily(ctx, d.Office, papers.All, "")
		if err != nil {
			t.Fatal(err)
		}
		return squeezed(text(t, p))
	}
	if read := sheet(); !strings.Contains(read, "查看公安平台的系统消息：1件在审（杭州青禾软件有限公司BA2026-0001）") {
		t.Errorf("the look is missing in\n%s", read)
	}
	if err := notices.Seen(ctx, d.Office, "mps", true); err != nil {
		t.Fatal(err)
	}
	if read := sheet(); strings.Contains(read, "系统消息") {
		t.Errorf("somebody has looked:\n%s", read)
	}
}
