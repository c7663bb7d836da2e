package agenda_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/agenda"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

var ctx = context.Background()

func TestMain(m *testing.M) { os.Exit(desktest.Main(m)) }

// desk has a case whose clock runs by the minute and one with days that were agreed on.
func desk(t *testing.T) (*desktest.Fixture, ref.CaseID) {
	d, id := desktest.AtSMS(t)
	d.OpenCase(desktest.Little("宁波海纳商贸有限公司", "haina.example"))
	return d, id
}

func written(t *testing.T, d *desktest.Fixture, owner ref.StaffID) (string, map[string]*ics.VEvent) {
	t.Helper()
	var out bytes.Buffer
	n, err := agenda.Write(ctx, d.Office, owner, &out)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ics.ParseCalendar(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]*ics.VEvent{}
	for _, e := range c.Events() {
		by[e.Id()] = e
	}
	if len(by) != n {
		t.Fatalf("%d events by their own id, of %d", len(by), n)
	}
	return out.String(), by
}

func deadlines(t *testing.T, d *desktest.Fixture) (all []views.Dated) {
	t.Helper()
	err := views.EachDeadline(ctx, d.Office, func(one views.Dated) error {
		all = append(all, one)
		return nil
	})
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all
}

func TestEveryDeadlineIsAnEventOfItsMomentAndNamesNobody(t *testing.T) {
	d, _ := desk(t)
	text, events := written(t, d, "")
	all := deadlines(t, d)
	if len(events) != len(all) {
		t.Fatalf("%d events for %d deadlines", len(events), len(all))
	}
	minutes, days := 0, 0
	for _, dl := range all {
		var found *ics.VEvent
		for _, e := range events {
			if said := e.GetProperty(ics.ComponentPropertySummary).Value; strings.HasPrefix(said, dl.StageLabel) && strings.HasSuffix(said, dl.Label+"（"+dl.CaseNumber+"）") {
				found = e
			}
		}
		if found == nil {
			t.Fatalf("nothing says %s", dl.Label)
		}
		if dl.Moment.IsDay() {
			days++
			if at, err := found.GetAllDayStartAt(); err != nil || at.Format("2006-01-02") != dl.Moment.Day.String() {
				t.Errorf("%s stands at %v, %v, and is due on %s", dl.Label, at, err, dl.Moment)
			}
			continue
		}
		minutes++
		if at, err := found.GetStartAt(); err != nil || at.In(time.FixedZone("", 8*3600)).Format("2006-01-02 15:04") != dl.Moment.String() {
			t.Errorf("%s stands at %v, %v, and is due at %s", dl.Label, at, err, dl.Moment)
		}
		if alarms := found.Alarms(); len(alarms) != 1 || alarms[0].GetProperty(ics.ComponentPropertyTrigger).Value != "-PT2H" {
			t.Errorf("%s has the alarms %v", dl.Label, alarms)
		}
	}
	if minutes == 0 || days == 0 {
		t.Fatalf("%d of a minute and %d of a day", minutes, days)
	}
	for _, secret := range []string{"青禾", "qinghe", "陈", "1380057", all[0].Client, all[0].SiteName} {
		if secret != "" && strings.Contains(text, secret) {
			t.Errorf("%s is in the file", secret)
		}
	}
	for _, line := range strings.Split(text, "\r\n") {
		if strings.Contains(line, "\n") || len(line) > 75 {
			t.Errorf("%q is no line of a calendar", line)
		}
	}
}

func TestADayRingsInItsMorningAndOnTheLastWorkingDayBefore(t *testing.T) {
	d, _ := desk(t)
	_, events := written(t, d, "")
	said := 0
	for _, e := range events {
		at, alarms := e.GetProperty(ics.ComponentPropertyDtStart).Value, e.Alarms()
		if len(at) != len("20261123") {
			continue
		}
		said++
		if len(alarms) != 2 || alarms[0].GetProperty(ics.ComponentPropertyTrigger).Value != "PT9H" {
			t.Fatalf("%v", alarms)
		}
		if before := alarms[1].GetProperty(ics.ComponentPropertyTrigger).Value; before != "-PT15H" {
			t.Errorf("%s, whose day before is worked, rings before by %s", at, before)
		}
	}
	if said == 0 {
		t.Fatal("no day has an alarm")
	}
}

func TestADayAfterAWeekendRingsOnItsFriday(t *testing.T) {
	d := desktest.NewFixture(t, "2026-11-25 10:00") // three working days lead to Monday 30 November
	d.OpenCase(desktest.Little("宁波海纳商贸有限公司", "haina.example"))
	_, events := written(t, d, "")
	for _, e := range events {
		if a := e.Alarms(); len(a) != 2 || a[1].GetProperty(ics.ComponentPropertyTrigger).Value != "-PT63H" {
			t.Errorf("it rings %v", a)
		}
	}
}

func TestADateCountedAgainStaysTheSameEvent(t *testing.T) {
	d, id := desk(t)
	_, before := written(t, d, "")
	if err := desktest.Rebuild(ctx, d.Office, id); err != nil {
		t.Fatal(err)
	}
	_, after := written(t, d, "")
	for id := range before {
		if after[id] == nil {
			t.Errorf("%s is gone", id)
		}
	}
}

func TestOnlyTheCasesOfOneAreTakenWhereHeIsNamed(t *testing.T) {
	d, _ := desk(t)
	_, all := written(t, d, "")
	_, mine := written(t, d, d.Office.Staff)
	_, none := written(t, d, ref.StaffID("somebody"))
	if len(mine) != len(all) || len(none) != 0 {
		t.Errorf("%d of %d are mine, %d of nobody", len(mine), len(all), len(none))
	}
}

// What falls due of a delivered case rings too, by its kind and number alone.
func TestWhatFollowsADeliveredCaseStandsThereWithoutAName(t *testing.T) {
	d, id := desktest.Handed(t, func(in *filing.OpenInput) { in.Sites[0].ServerUntil = "2026-11-09" })
	if _, err := followups.Add(ctx, d.Office, followups.FollowupInput{CaseID: id, Label: "给沈一鸣 13800571001 打电话", Day: "2026-11-02"}); err != nil {
		t.Fatal(err)
	}
	text, events := written(t, d, d.Office.Staff)
	number := d.Show(id).Case.Number
	found := map[string]*ics.VEvent{}
	for _, e := range events {
		found[e.GetProperty(ics.ComponentPropertySummary).Value] = e
	}
	server, own := found["服务器到期（"+number+"）"], found["自己加的（"+number+"）"]
	if server == nil || own == nil || len(events) != 3 { // and the duty of the client himself
		t.Fatalf("there are %v", found)
	}
	if at := server.GetProperty(ics.ComponentPropertyDtStart).Value; at != "20261109" || len(server.Alarms()) != 2 {
		t.Errorf("it stands on %s and rings %v", at, server.Alarms())
	}
	if before := server.Alarms()[1].GetProperty(ics.ComponentPropertyTrigger).Value; before != "-PT63H" {
		t.Errorf("before a Monday it rings by %s", before)
	}
	for _, secret := range []string{"青禾", "qinghe", "沈一鸣", "1380057", "打电话"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s is in the file", secret)
		}
	}
	if _, none := written(t, d, ref.StaffID("somebody")); len(none) != 0 {
		t.Errorf("%d are of nobody", len(none))
	}
	back := agenda.SetMostFollowups(1)
	cut, events := written(t, d, d.Office.Staff)
	back()
	if len(events) != 3 || !strings.Contains(cut, "办结后续只列到这天") || strings.Contains(text, "办结后续只列到这天") {
		t.Errorf("the file breaks off without a word: %d", len(events))
	}
	s, err := followups.Of(ctx, d.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range s.Standing {
		if l.Kind.Code == "server" {
			if _, err := followups.Drop(ctx, d.Office, followups.DropInput{CaseID: id, Key: l.Key(), Reason: "搬走了"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, left := written(t, d, ""); len(left) != 2 {
		t.Errorf("what is followed no more still stands: %d", len(left))
	}
}
