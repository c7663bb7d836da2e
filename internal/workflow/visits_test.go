package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

// atPolice is an order whose site is with the police since 2 March.
func atPolice(t *testing.T) *desk {
	d := newDesk(t, plan("first"))
	straight(d, "police-site.submit")
	return d
}

func TestAnAppointmentMayBeMadeForAnySiteAndIsDoubtedForOneThatIsNotInteractive(t *testing.T) {
	for _, interactive := range []bool{false, true} {
		d := atPolice(t)
		d.p.Sites[0].Interactive = interactive
		m := workflow.Move{Action: "police-site.appointment", Site: siteA, At: moment(t, "2026-03-03 10:00"), Values: map[string]string{"kind": "visit", "when": "2026-03-09 15:00"}}
		if doubts := d.e.Doubts(d.p, d.s, m); (len(doubts) == 0) != interactive {
			t.Errorf("interactive %v: %q", interactive, doubts)
		}
		d.do("2026-03-03 10:00", "police-site.appointment", "kind", "visit", "when", "2026-03-09 15:00")
		d.want([]string{"revoke/ask:agency", "police-site/appointment:client"}, "agreed 2026-03-05 *", "police-site.appointment 2026-03-09 15:00 *")
	}
}

// Each kind of appointment asks for something of its own, at its time and never by it.
func TestAnAppointmentIsTextedByItsKindWithPlaceAndContact(t *testing.T) {
	for kind, want := range map[string][]string{
		"interview": {"公安通知于 3月9日 周一 15:00 面审，地点：西湖分局网安大队 302，公安联系人：王警官。", "材料完整性检验", "负责人本人身份证原件、主体证件原件"},
		"visit":     {"公安通知于 3月9日 周一 15:00 实地检查，地点：西湖分局网安大队 302，公安联系人：王警官。", "按时在场配合", "信息网络安全保护方案"},
	} {
		d := atPolice(t)
		d.do("2026-03-03 10:00", "police-site.appointment", "kind", kind, "when", "2026-03-09 15:00", "place", "西湖分局网安大队 302", "contact", "王警官")
		text := d.text("police-site")
		for _, part := range want {
			if !strings.Contains(text.Message, part) {
				t.Errorf("%s: %q is missing in %q", kind, part, text.Message)
			}
		}
		for _, wrong := range []string{"前", "截止"} {
			if strings.Contains(strings.ReplaceAll(text.Message, "提前", ""), wrong) {
				t.Errorf("%s: %q says %q", kind, text.Message, wrong)
			}
		}
		if !strings.Contains(text.Detail, "地点：西湖分局网安大队 302。公安联系人：王警官。") || len(text.Bring) != 4 {
			t.Errorf("%s: %q %q", kind, text.Detail, text.Bring)
		}
	}
	d := atPolice(t)
	d.do("2026-03-03 10:00", "police-site.appointment", "kind", "interview", "when", "2026-03-09 15:00")
	if text := d.text("police-site"); strings.Contains(text.Message+text.Detail, "地点") || strings.Contains(text.Message+text.Detail, "联系人") {
		t.Errorf("nothing is known of the place: %q %q", text.Message, text.Detail)
	}
	d.do("2026-03-04 10:00", "police-site.appointment", "kind", "visit", "when", "2026-03-11 09:30", "place", "文三路 398 号")
	d.want([]string{"revoke/ask:agency", "police-site/appointment:client"}, "agreed 2026-03-05 *", "police-site.appointment 2026-03-11 09:30 *")
	if text := d.text("police-site"); !strings.Contains(text.Message, "3月11日 周三 09:30 实地检查，地点：文三路 398 号") {
		t.Errorf("arranged anew: %q", text.Message)
	}
}

// 3–5 working days from 2 March end on 9 March; an appointment on the 20th moves all ends.
func TestTheForecastGoesOnAfterAnAppointment(t *testing.T) {
	d := atPolice(t)
	site := func(today string) workflow.ForecastStep {
		f := d.e.Forecast(d.p, d.s, moment(t, today).Day)
		i := slices.IndexFunc(f.Steps, func(s workflow.ForecastStep) bool { return s.Stage == "police-site" })
		if i < 0 {
			t.Fatal("the police are left")
		}
		return f.Steps[i]
	}
	if before := site("2026-03-03"); before.Late.String() != "2026-03-09" {
		t.Fatalf("%+v", before)
	}
	d.do("2026-03-03 10:00", "police-site.appointment", "kind", "interview", "when", "2026-03-20 15:00")
	for _, today := range []string{"2026-03-03", "2026-03-16", "2026-03-20"} {
		if s := site(today); s.Early.String() != "2026-03-20" || s.Late.String() != "2026-03-20" || s.Last.String() != "2026-03-20" || s.Over != nil {
			t.Errorf("on %s: %s %s %s %v", today, s.Early, s.Late, s.Last, s.Over)
		}
	}
	if s := site("2026-03-23"); s.Over == nil {
		t.Error("once it has been, the police are late")
	}
}
