package cli_test

import (
	"slices"
	"strings"
	"testing"
)

// TestWalkBringsOutItsDates goes the worked example of the handbook by commands, from
// signing on 7 September 2026 to hand-over on 3 November. Each command is a process of
// its own as far as the folder can tell: nothing but the folder carries over.
func TestWalkBringsOutItsDates(t *testing.T) {
	f := newFolder(t)
	w := &walker{folder: f}

	f.at("2026-09-07 09:30")
	w.number = f.must("case", "new", "--file", write(t, "case.json", f.must("case", "new", "--example")))
	if w.number != "BA2026-0001" {
		t.Fatalf("the first case of the folder is %s", w.number)
	}
	bill := f.must("invoice", "issue", "--case", w.number)
	c := w.now("2026-09-07 10:00", "account todo client", "materials todo client")
	if i := c.Invoices[0]; bill != "ZD2026-0001" || i.Total != "1200.00" || i.Upper != "人民币壹仟贰佰元整" || i.DueOn != "2026-09-21" {
		t.Errorf("bill %s is %+v", bill, i)
	}

	w.do("2026-09-08 10:12", "account.done")
	f.at("2026-09-08 15:20")
	licence := picture(t, "licence.jpg", 256, 1)
	if r := f.run("attach", "--case", w.number, "--material", "licence", licence); r.Code != 0 || !strings.Contains(r.Err, "不合格") {
		t.Errorf("a small licence: exit %d, said %q", r.Code, r.Err)
	}
	c = w.now("2026-09-08 15:30", "materials todo client")
	if why := c.why(t, "materials.done"); !strings.Contains(why, "营业执照") || !strings.Contains(why, "55") {
		t.Errorf("materials.done is blocked by %q, want the licence under 55 KB", why)
	}
	f.refused(1, "营业执照", "case", "do", "--case", w.number, "--action", "materials.done")

	f.at("2026-09-09 09:20")
	for n, code := range []string{"licence", "id-front", "id-back", "handheld"} {
		f.must("attach", "--case", w.number, "--material", code, picture(t, code+".jpg", 400, uint64(n+2)))
	}
	w.do("2026-09-09 09:40", "materials.done")
	c = w.do("2026-09-09 10:00", "template.submit")
	w.due(c, "template.max", "", "2026-09-11 10:00")
	w.do("2026-09-09 16:30", "template.approve")
	w.now("2026-09-09 16:40", "domain buy client")
	w.do("2026-09-10 10:00", "domain.bought")
	c = w.do("2026-09-10 14:30", "domain.verified")
	w.due(c, "reporting.expected", "2026-09-14", "2026-09-14")

	w.do("2026-09-14 09:10", "reporting.done")
	w.do("2026-09-14 10:40", "forms.filled")
	w.do("2026-09-14 13:50", "forms.face")
	c = w.do("2026-09-14 14:10", "prereview.submit")
	w.due(c, "prereview.expected", "2026-09-15", "2026-09-16")
	c = w.do("2026-09-15 11:20", "prereview.missed-call")
	w.due(c, "prereview.recall", "", "2026-09-15 12:20")
	w.do("2026-09-15 12:25", "prereview.reject", "--reason", "手持照反光")
	c = w.now("2026-09-15 12:30", "forms fill agency")
	first := c.Runs[slices.IndexFunc(c.Runs, func(r shownRun) bool { return r.Stage == "prereview" })]
	if first.Attempt != 1 || first.Outcome != "rejected" || first.Reason != "手持照反光" {
		t.Errorf("attempt 1 of the pre-review is %+v", first)
	}
	if c.Timeline[0].At != "2026-09-15 12:25" || !strings.Contains(c.Timeline[0].Text, "手持照反光") {
		t.Errorf("the timeline ends with %+v", c.Timeline[0])
	}

	w.do("2026-09-16 09:30", "forms.filled")
	w.do("2026-09-16 10:30", "forms.face")
	c = w.do("2026-09-16 10:45", "prereview.submit")
	w.due(c, "prereview.expected", "2026-09-17", "2026-09-18")
	c = w.do("2026-09-17 10:00", "prereview.pass")
	w.due(c, "bureau-submit.expected", "2026-09-18", "2026-09-21")

	f.at("2026-09-18 15:10")
	f.must("case", "do", "--case", w.number, "--action", "bureau-submit.sms", "--at", "2026-09-18 15:04", "--set", "people=沈一鸣")
	c = w.now("2026-09-18 15:10", "sms verify client")
	w.due(c, "sms.legal", "", "2026-09-19 15:04")
	if r := c.Rounds[0]; r.No != 1 || r.Expires != "2026-09-19 15:04" || len(r.People) != 1 {
		t.Errorf("round 1 is %+v", r)
	}
	f.refused(1, "15:04", "case", "do", "--case", w.number, "--action", "sms.missed", "--set", "change=no")
	c = w.now("2026-09-19 15:04", "sms verify agency")
	if why := c.why(t, "sms.missed"); why != "" {
		t.Errorf("the miss can't be confirmed: %s", why)
	}
	c = w.do("2026-09-19 15:30", "sms.missed", "--set", "change=no")
	if c.Rounds[0].Outcome != "missed" || !slices.Equal(c.open(), []string{"bureau-submit resubmit cloud"}) {
		t.Errorf("after the miss: round %+v, open %v", c.Rounds[0], c.open())
	}
	c = w.do("2026-09-20 09:00", "bureau-submit.again")
	w.due(c, "bureau-submit.expected", "2026-09-21", "2026-09-23")

	w.do("2026-09-21 10:00", "bureau-submit.sms", "--set", "people=沈一鸣")
	w.do("2026-09-21 16:40", "sms.wrong")
	c = w.do("2026-09-21 17:30", "sms.verified")
	if r := c.Rounds[1]; r.No != 2 || r.Outcome != "done" || r.People[0].Wrong != 1 {
		t.Errorf("round 2 is %+v", r)
	}
	w.due(c, "bureau-review.expected", "2026-09-28", "2026-10-08")
	w.due(c, "bureau-review.max", "", "2026-10-26")
	if why := strings.Join(c.date(t, "bureau-review.max").Reasons, "\n"); !strings.Contains(why, "中秋") || !strings.Contains(why, "国庆") || !strings.Contains(why, "11月9日") {
		t.Errorf("the reasons of the last day are\n%s", why)
	}

	c = w.now("2026-09-22 09:00", "bureau-review submitted bureau")
	if i := c.Invoices[0]; i.State != "overdue" || i.LateDays != 1 || i.Open != "1200.00" {
		t.Errorf("the unpaid bill is %+v", i)
	}

	w.do("2026-10-15 10:20", "bureau-review.approve")
	c = w.do("2026-10-15 10:30", "number.record", "--set", "subject_number=浙ICP备2026051234号", "--set", "site_number=浙ICP备2026051234号-1")
	if c.SubjectNumber != "浙ICP备2026051234号" || !strings.Contains(c.Sites[0].Footer, "浙ICP备2026051234号-1") || !strings.Contains(c.Sites[0].Footer, "https://beian.miit.gov.cn/") {
		t.Errorf("numbers %q, footer %q", c.SubjectNumber, c.Sites[0].Footer)
	}
	w.now("2026-10-15 11:00", "online todo client", "revoke ask agency")

	w.do("2026-10-16 10:30", "revoke.confirm")
	c = w.do("2026-10-16 14:00", "online.live", "--set", "looked_up=yes")
	w.due(c, "police.legal", "", "2026-11-15")
	w.do("2026-10-19 11:00", "police-account.done")
	c = w.do("2026-10-20 14:00", "police-subject.submit")
	w.due(c, "police-subject.expected", "2026-10-22", "2026-10-23")
	w.due(c, "police.legal", "", "2026-11-15")
	w.do("2026-10-23 09:30", "police-subject.approve")
	c = w.do("2026-10-26 10:00", "police-site.submit")
	w.due(c, "police-site.expected", "2026-10-29", "2026-11-02")
	if slices.ContainsFunc(c.Deadlines, func(d shownDate) bool { return d.Clock == "police.legal" }) {
		t.Error("the 30 days run on after the site was submitted")
	}
	c = w.do("2026-10-30 11:00", "police-site.approve", "--site", "qinghe.example", "--set", "police_number=浙公网安备 33010602012345号")
	w.due(c, "police-number.legal", "", "2026-11-29")
	w.do("2026-11-02 10:00", "police-number.shown", "--site", "1")
	w.now("2026-11-02 10:10", "handover todo agency")

	f.at("2026-11-03 10:00")
	if receipt := f.must("invoice", "pay", "--invoice", bill, "--amount", "1200.00", "--method", "银行转账"); receipt != "SJ2026-0001" {
		t.Errorf("receipt %s", receipt)
	}
	c = w.do("2026-11-03 15:00", "handover.done", "--set", "scans=purge")
	if c.Status != "delivered" || c.Stage != "" || len(c.Deadlines) != 0 || len(c.open()) != 0 || c.Unpaid != "0.00" || len(c.Owed) != 0 {
		t.Errorf("after the hand-over: %s %q, dates %v, open %v, unpaid %s, owed %v", c.Status, c.Stage, c.Deadlines, c.open(), c.Unpaid, c.Owed)
	}
	for _, m := range c.Materials {
		if m.Versions != 0 {
			t.Errorf("%s was not purged", m.Code)
		}
	}
	if out := f.must("list", "deadlines", "--json"); out != "[]" {
		t.Errorf("deadlines are left: %s", out)
	}
	f.must("doctor")
}

// walker records moves of one case.
type walker struct {
	*folder
	number string
}

// do records an action at a moment and shows the case then.
func (w *walker) do(at, action string, more ...string) shownCase {
	w.Helper()
	w.at(at)
	return w.read("case", append([]string{"do", "--case", w.number, "--action", action, "--json"}, more...)...)
}

// now shows the case at a moment and holds its open runs against those wanted.
func (w *walker) now(at string, open ...string) shownCase {
	w.Helper()
	w.at(at)
	c := w.show(w.number)
	if !slices.Equal(c.open(), open) {
		w.Errorf("at %s open are %v, want %v", at, c.open(), open)
	}
	return c
}

// due holds a date against the one wanted; from "" asks for no span.
func (w *walker) due(c shownCase, clock, from, due string) {
	w.Helper()
	d := c.date(w, clock)
	if d.Due != due || (from != "" && d.From != from) {
		w.Errorf("%s is %s to %s, want %s to %s", clock, d.From, d.Due, from, due)
	}
	if len(d.Reasons) == 0 {
		w.Errorf("%s has no reasons", clock)
	}
}
