package workflow_test

import (
	"strings"
	"testing"

	"beiandesk/internal/workflow"
)

func TestARejectionIsRememberedUntilItIsSentAgainAndComesThrough(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.submit")
	refused(t, d.try("2026-03-03 11:00", "prereview.reject"), "cause")
	refused(t, d.try("2026-03-03 11:00", "prereview.reject", "cause", "other"), "reason")
	refused(t, d.try("2026-03-03 11:00", "prereview.reject", "cause", "living-address"), "cause")
	d.do("2026-03-03 11:00", "prereview.reject", "cause", "handheld-glare", "reason", "左下角最暗")

	got := d.s.Pending()
	if len(got) != 1 || got[0].Material != "handheld" || got[0].Attempt != 1 || got[0].At.String() != "2026-03-03 11:00" {
		t.Fatalf("%+v", got)
	}
	const why = "手持照反光，证件看不清；左下角最暗"
	if told := d.e.Graph().Why(got[0]); told != why {
		t.Errorf("the reason is told as %q", told)
	}
	ended := d.s.Runs[len(d.s.Runs)-2]
	if ended.Stage != "prereview" || ended.Reason != why {
		t.Errorf("the attempt keeps it as well: %+v", ended)
	}

	d.do("2026-03-03 12:00", "forms.filled")
	d.do("2026-03-03 12:30", "forms.face")
	if len(d.s.Pending()) != 1 {
		t.Error("nothing was sent yet: it stays on top")
	}
	d.do("2026-03-03 13:00", "prereview.submit")
	if len(d.s.Pending()) != 0 || len(d.s.Refusals) != 1 {
		t.Errorf("sent again it leaves the top and is still known: %+v", d.s.Refusals)
	}
	d.do("2026-03-04", "prereview.pass")
	if len(d.s.Refusals) != 0 {
		t.Errorf("what came through is refused no more: %+v", d.s.Refusals)
	}
	for range 2 {
		d.do("2026-03-04", "case.undo")
	}
	if len(d.s.Pending()) != 1 {
		t.Error("with the sending undone it is on top again")
	}
}

func TestARejectionInWordsAloneNamesNothing(t *testing.T) {
	d := newDesk(t, plan("first"))
	straight(d, "prereview.submit")
	d.do("2026-03-03 11:00", "prereview.reject", "reason", "资料有误")
	got := d.s.Pending()
	if len(got) != 1 || got[0].Material != "" || d.e.Graph().Why(got[0]) != "资料有误" {
		t.Fatalf("%+v", got)
	}
}

func TestARejectedSiteIsNotSentAgainByAnother(t *testing.T) {
	d := newDesk(t, twoSites())
	straight(d, "bureau-review.approve")
	d.do("2026-03-03", "number.record", "subject_number", "浙ICP备2026051234号",
		"site_number:1", "浙ICP备2026051234号-1", "site_number:2", "浙ICP备2026051234号-2")
	d.do("2026-03-03", "revoke.confirm")
	for _, site := range []string{string(siteA), string(siteB)} {
		d.do("2026-03-04", "online.live", "site", site)
	}
	d.do("2026-03-05", "police-account.done")
	d.do("2026-03-05", "police-subject.submit")
	d.do("2026-03-09", "police-subject.approve")
	d.do("2026-03-10", "police-site.submit", "site", string(siteA))
	d.do("2026-03-11", "police-site.reject", "site", string(siteA), "cause", "site-name")
	d.do("2026-03-12", "police-site.submit", "site", string(siteB))
	if got := d.s.Pending(); len(got) != 1 || got[0].Site != siteA {
		t.Fatalf("the other site was sent: %+v", got)
	}
	d.do("2026-03-12", "police-site.submit", "site", string(siteA))
	if got := d.s.Pending(); len(got) != 0 {
		t.Fatalf("%+v", got)
	}
}

func TestEveryRejectionHasUsualReasonsAndOneThatLeavesRoomForWords(t *testing.T) {
	g := engine().Graph()
	rejecting := 0
	for _, a := range g.Actions {
		for _, e := range a.Then {
			if e.End != workflow.Rejected {
				continue
			}
			rejecting++
			usual, words := 0, 0
			for _, c := range g.Causes {
				if strings.Contains(" "+strings.Join(c.Actions, " ")+" ", " "+a.Code+" ") {
					usual++
					if c.InWords {
						words++
					}
				}
			}
			if usual < 3 || words != 1 {
				t.Errorf("%s: %d usual reasons, %d in words", a.Code, usual, words)
			}
		}
	}
	if rejecting < 7 {
		t.Errorf("only %d actions reject", rejecting)
	}
}

func TestAStepNamesWithWhatItIsDone(t *testing.T) {
	for action, want := range map[string]string{
		"account.done": "materials", "materials.done": "preflight", "reporting.done": "form", "forms.face": "preflight",
		"prereview.submit": "", "bureau-submit.sms": "",
	} {
		t.Run(action, func(t *testing.T) {
			d := newDesk(t, plan("first"))
			straight(d, action)
			open := d.s.OpenRuns()
			if got := d.e.Graph().NeedOf(open[len(open)-1]); got != want {
				t.Errorf("%s is done with %q, want %q", open[len(open)-1].Key, got, want)
			}
		})
	}
}
