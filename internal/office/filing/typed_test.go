package filing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
)

func TestTypedTimesOfAMoveAreReadAndKeptWhole(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.SetClock("2026-09-08 09:00")
	f.Record(filing.DoInput{CaseID: id, Action: "account.done", At: " 昨天下午3点20 "})
	if done := f.Line(f.Show(id), "子账号已交接"); done.At.String() != "2026-09-07 15:20" {
		t.Errorf("done at %s", done.At)
	}
	run := f.Show(id).Next[0].ID
	if _, err := filing.Agree(context.Background(), f.Office, filing.AgreeInput{CaseID: id, RunID: run, Day: "下周一", Reason: "客户出差"}); err != nil {
		t.Fatal(err)
	}
	c := f.Show(id)
	if moved := f.Line(c, "改期"); c.Next[0].Due.Moment.String() != "2026-09-14" || !strings.Contains(moved.Text, "约定日期：9月14日 周一") {
		t.Errorf("due %s, %q", c.Next[0].Due.Moment, moved.Text)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "move.correct", Reason: "记错了", Values: map[string]string{"seq": "2", "to": "昨天 14：50"}})
	if done := f.Line(f.Show(id), "子账号已交接"); done.At.String() != "2026-09-07 14:50" {
		t.Errorf("corrected to %s", done.At)
	}
}

func TestTypedTimesThatCannotBeAreRefusedAtTheirFields(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	for name, c := range map[string]struct {
		in          filing.DoInput
		field, says string
	}{
		"no hour yet":       {filing.DoInput{Action: "account.done", At: "15:20"}, "at", "昨天 15:20"},
		"a lone number":     {filing.DoInput{Action: "account.done", At: "46272"}, "at", "只有数字"},
		"tomorrow":          {filing.DoInput{Action: "account.done", At: "明天"}, "at", "不能晚于现在"},
		"no such date":      {filing.DoInput{Action: "run.agree", Reason: "忙", Values: map[string]string{"day": "9-31"}}, "day", "9月没有31日"},
		"a date gone by":    {filing.DoInput{Action: "run.agree", Reason: "忙", Values: map[string]string{"day": "昨天"}}, "day", "约定日期不能早于"},
		"corrected forward": {filing.DoInput{Action: "move.correct", Reason: "错", Values: map[string]string{"seq": "1", "to": "明天"}}, "to", "改成的时间不能晚于现在"},
	} {
		c.in.CaseID = id
		if c.in.Values["day"] != "" {
			c.in.Values["run"] = f.Show(id).State.OpenRuns()[0].Key
		}
		if e := f.Refused(c.in, errs.Invalid); e.Field != c.field || !strings.Contains(e.Message, c.says) {
			t.Errorf("%s: at %q: %s", name, e.Field, e.Message)
		}
	}
}

func TestTypedDaysOfANewCaseAreReadEachInItsLeaning(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Lookup, in.LookupDay, in.SignedAt = "主体和域名都没有备案", "9-6", "今天 9点半"
	in.Lead.DocUntil = "20310630"
	in.Sites[0].ServerUntil, in.Sites[0].DomainUntil = "3-2", "2027.6.30"
	in.Sites[0].ProofUntil, in.Sites[0].GrantUntil = "一年后", "2025年9月1日"
	c := f.Show(f.OpenCase(in))
	if c.Case.LookupDay.String() != "2026-09-06" || c.State.Signed.String() != "2026-09-07 09:30" || c.People[0].DocUntil.String() != "2031-06-30" {
		t.Errorf("looked up %s, signed %s, card until %s", c.Case.LookupDay, c.State.Signed, c.People[0].DocUntil)
	}
	s := c.Sites[0].Site
	if s.ServerUntil.String() != "2027-03-02" || s.DomainUntil.String() != "2027-06-30" || s.ProofUntil.String() != "2027-09-07" || s.GrantUntil.String() != "2025-09-01" {
		t.Errorf("until %s, %s, %s, %s", s.ServerUntil, s.DomainUntil, s.ProofUntil, s.GrantUntil)
	}
	in.LookupDay, in.SignedAt = "明天", "明天"
	_, err := filing.Open(context.Background(), f.Office, in)
	if err == nil || !strings.Contains(err.Error(), "查询日期不能晚于今天") {
		t.Errorf("opened with tomorrow's lookup: %v", err)
	}
}

func TestANoteAndALookupTakeTypedTimes(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.SetClock("2026-09-08 09:00")
	ctx := context.Background()
	if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "phone", Text: "问过进度", At: "昨天16点"}); err != nil {
		t.Fatal(err)
	}
	if line := f.Line(f.Show(id), "电话"); line.At.String() != "2026-09-07 16:00" {
		t.Errorf("noted at %s", line.At)
	}
	c := f.Show(id).Case
	if err := filing.SetLookup(ctx, f.Office, filing.LookupInput{CaseID: id, Text: "都没有备案", Day: "上周五", Version: c.Version}); err != nil {
		t.Fatal(err)
	}
	if c = f.Show(id).Case; c.LookupDay.String() != "2026-09-04" {
		t.Errorf("looked up on %s", c.LookupDay)
	}
}
