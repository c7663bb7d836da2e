package papers_test

import (
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/papers"
)

func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

// An appointment stands on papers at its time, with where it is and what its kind asks:
// nothing is due by it.
func TestAnAppointmentStandsOnPapersAtItsTime(t *testing.T) {
	for kind, asked := range map[string]string{"interview": "材料完整性检验", "visit": "民警到现场做安全检查"} {
		d := &desk{desktest.OpenWalk(t, func(in *filing.OpenInput) { in.Type, in.ICP = "police", false })}
		d.letterhead(t)
		d.hand(t, "licence", "id-front", "id-back", "handheld")
		d.move(t, "2026-09-07 11:00", "materials.done")
		d.move(t, "2026-09-07 12:00", "online.live", "live_day", "2026-09-07")
		for _, action := range []string{"police-account.done", "police-subject.submit", "police-subject.approve", "police-site.submit"} {
			d.move(t, "2026-09-08 10:00", action)
		}
		d.move(t, "2026-09-09 10:00", "police-site.appointment", "kind", kind, "when", "2026-09-15 15:00", "place", "西湖分局网安大队", "contact", "王警官", filing.AgreeKey, "yes")
		_, read := d.progress(t)
		report := squeezed(read)
		for _, part := range []string{asked, "（西湖分局网安大队，王警官）", "时间定在2026年9月15日（周二）15:00", "15:00（约定）"} {
			if !strings.Contains(report, part) {
				t.Errorf("%s: the report lacks %s:\n%s", kind, part, report)
			}
		}
		if strings.Contains(report, "15:00前") || strings.Contains(report, "最迟2026") {
			t.Errorf("%s: the report says by when:\n%s", kind, report)
		}
		d.At(t, "2026-09-15 09:00")
		p, err := papers.Daily(ctx, d.Office, papers.Mine, "")
		if err != nil {
			t.Fatal(err)
		}
		daily := squeezed(text(t, p))
		for _, part := range []string{"今日1项", "今日15:00", "西湖分局", "王警官"} {
			if !strings.Contains(daily, part) {
				t.Errorf("%s: the daily sheet lacks %s:\n%s", kind, part, daily)
			}
		}
		if strings.Contains(daily, "到期") {
			t.Errorf("%s: nothing is due on the daily sheet:\n%s", kind, daily)
		}
	}
}
