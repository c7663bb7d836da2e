package morning_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/morning"
	"beiandesk/internal/ref"
	"beiandesk/internal/robot"
	"beiandesk/internal/store"
)

func TestMain(m *testing.M) { os.Exit(desktest.Main(m)) }

var ctx = context.Background()

const hook = "https://oapi.dingtalk.com/robot/send?access_token=token-1"

// set turns a robot on.
func set(f *desktest.Fixture, change func(*morning.RobotInput)) morning.Robot {
	f.T.Helper()
	had, err := morning.Get(ctx, f.Office)
	if err != nil {
		f.T.Fatal(err)
	}
	in := morning.RobotInput{Kind: "dingtalk", URL: hook, Secret: "SEC1", On: true, At: "9:00", Rounds: true, Version: had.Version}
	if change != nil {
		change(&in)
	}
	r, err := morning.Save(ctx, f.Office, in)
	if err != nil {
		f.T.Fatal(err)
	}
	return r
}

// told claims what is due.
func told(f *desktest.Fixture, r morning.Robot) (list []morning.Message) {
	f.T.Helper()
	list, err := morning.Claim(ctx, f.Office, r)
	if err != nil {
		f.T.Fatal(err)
	}
	return list
}

func TestARobotIsOffUntilItIsSetAndItsSecretsAreSealed(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 10:00")
	r, err := morning.Get(ctx, f.Office)
	if err != nil || r.On || r.Kind != "" || r.At != "09:00" {
		t.Fatalf("%+v, %v", r, err)
	}
	if due := told(f, r); len(due) != 0 {
		t.Errorf("told %v", due)
	}
	r = set(f, nil)
	if r.At != "09:00" || !r.On {
		t.Errorf("%+v", r)
	}
	// What is covered is left empty by the page, and stays.
	r = set(f, func(in *morning.RobotInput) { in.URL, in.Secret, in.On = "", "", false })
	if r.URL != hook || r.Secret != "SEC1" || r.On {
		t.Errorf("%+v", r)
	}
	if r = set(f, func(in *morning.RobotInput) { in.URL, in.Secret, in.Plain = "", "", true }); r.Secret != "" || r.URL != hook {
		t.Errorf("%+v", r)
	}
	// Of an address and a secret, each stays by itself.
	set(f, nil)
	other := hook + "2"
	if r = set(f, func(in *morning.RobotInput) { in.URL, in.Secret = other, "" }); r.Secret != "SEC1" || r.URL != other {
		t.Errorf("%+v", r)
	}
	if r = set(f, func(in *morning.RobotInput) { in.Secret, in.Plain = "", true }); r.Secret != "" || r.URL != hook {
		t.Errorf("%+v", r)
	}
	for name, spoil := range map[string]func(*morning.RobotInput){
		"url":  func(in *morning.RobotInput) { in.URL = "http://oapi.dingtalk.com/robot/send?access_token=x" },
		"kind": func(in *morning.RobotInput) { in.Kind = "slack" },
		"at":   func(in *morning.RobotInput) { in.At = "早上" },
	} {
		in := morning.RobotInput{Kind: "dingtalk", URL: hook, At: "09:00", Version: r.Version}
		spoil(&in)
		var said *errs.Error
		if _, err := morning.Save(ctx, f.Office, in); !errors.As(err, &said) || said.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Another maker's robot takes nothing over from the one before.
	if _, err := morning.Save(ctx, f.Office, morning.RobotInput{Kind: "feishu", At: "09:00", Version: r.Version}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("%v", err)
	}
	for name, content := range f.Folder(t) {
		if strings.Contains(string(content), "token-1") || strings.Contains(string(content), "SEC1") {
			t.Errorf("%s holds it in clear", name)
		}
	}
}

func TestTheMorningListNamesCasesAndDomainsAlone(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	f.OpenCase(desktest.Qinghe())
	f.SetClock("2026-09-14 10:00")
	list, err := morning.List(ctx, f.Office)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"【备案台】9月14日 周一", "逾期 2 项，今天 0 项", "BA2026-0001 qinghe.example"} {
		if !strings.Contains(list.Text, want) {
			t.Errorf("no %q in\n%s", want, list.Text)
		}
	}
	for _, private := range []string{"青禾", "沈一鸣", "138", "3301"} {
		if strings.Contains(list.Text, private) {
			t.Errorf("%q in\n%s", private, list.Text)
		}
	}
}

func TestADayIsToldOnceAndOnlyFromItsMinuteOn(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 08:59")
	f.OpenCase(desktest.Qinghe())
	r := set(f, nil)
	if due := told(f, r); len(due) != 0 {
		t.Errorf("before its minute: %v", due)
	}
	f.SetClock("2026-09-07 15:00")
	if due := told(f, r); len(due) != 1 || due[0].Key != "day:2026-09-07" {
		t.Fatalf("%v", due)
	}
	if due := told(f, r); len(due) != 0 {
		t.Errorf("told again: %v", due)
	}
	for day, want := range map[string]int{"2026-09-08 09:00": 1, "2026-09-12 09:00": 0, "2026-10-01 09:00": 0} {
		f.SetClock(day)
		if due := told(f, r); len(due) != want {
			t.Errorf("%s: %v", day, due)
		}
	}
}

func TestWhatWentNowhereIsTriedAgainAFewTimesAndAllElseNever(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 09:00")
	r := set(f, nil)
	offline := errs.Wrap(errs.Storage, robot.ErrOffline, "连不上")
	for i, minute := range []string{"09:00", "09:10", "09:20"} {
		f.SetClock("2026-09-07 " + minute)
		due := told(f, r)
		if len(due) != 1 {
			t.Fatalf("for the %d. time: %v", i+1, due)
		}
		if err := morning.Told(ctx, f.Office, r, due[0], offline); err != nil {
			t.Fatal(err)
		}
		if due := told(f, r); len(due) != 0 {
			t.Errorf("at once: %v", due)
		}
	}
	f.SetClock("2026-09-07 12:00")
	if due := told(f, r); len(due) != 0 {
		t.Errorf("a fourth time: %v", due)
	}
	f.SetClock("2026-09-08 09:00")
	due := told(f, r)
	if err := morning.Told(ctx, f.Office, r, due[0], errs.New(errs.Blocked, "钉钉没有收下")); err != nil {
		t.Fatal(err)
	}
	f.SetClock("2026-09-08 12:00")
	if due := told(f, r); len(due) != 0 {
		t.Errorf("after a refusal: %v", due)
	}
	lines := ""
	for _, e := range f.Desk.Journal(t, ref.CaseID("")) {
		lines += e.Title + "\n"
	}
	if strings.Count(lines, "没有发出早上清单：连不上") != 3 || !strings.Contains(lines, "没有发出早上清单：钉钉没有收下") || strings.Contains(lines, "token-1") {
		t.Errorf("the journal says\n%s", lines)
	}
}

// What nobody answered may stand in the group: it is not told again, and the journal says so.
func TestWhatWasNotAnsweredIsNotSaidToHaveGoneNowhere(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 09:00")
	r := set(f, nil)
	if err := morning.Told(ctx, f.Office, r, told(f, r)[0], errs.Wrap(errs.Storage, robot.ErrUnsure, "钉钉没有答复")); err != nil {
		t.Fatal(err)
	}
	f.SetClock("2026-09-07 12:00")
	if due := told(f, r); len(due) != 0 {
		t.Errorf("told again: %v", due)
	}
	lines := f.Desk.Journal(t, ref.CaseID(""))
	if title := lines[0].Title; title != "群机器人（钉钉）不知道有没有发出早上清单：钉钉没有答复" {
		t.Errorf("the journal says %s", title)
	}
}

// full is a store that takes no more.
type full struct{ store.Store }

func (full) Write(context.Context, func(store.Tx) error) error {
	return errs.New(errs.Storage, "磁盘满了")
}

func TestWhatCannotBeRememberedIsNotTold(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 09:00")
	r := set(f, nil)
	o := *f.Office
	o.Store = full{o.Store}
	if due, err := morning.Claim(ctx, &o, r); errs.CodeOf(err) != errs.Storage || len(due) != 0 {
		t.Errorf("%v, %v", due, err)
	}
}

func TestATryThatFailsLeavesTheClaimOfTheDay(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 09:00")
	r := set(f, nil)
	tried := told(f, r)[0]
	tried.Key = ""
	if err := morning.Told(ctx, f.Office, r, tried, errs.Wrap(errs.Storage, robot.ErrOffline, "连不上")); err != nil {
		t.Fatal(err)
	}
	var sent struct{ Again map[string]time.Time }
	if err := f.Office.Read(ctx, func(tx store.Tx) error {
		_, err := office.ReadSetting(tx, "robot.sent", &sent)
		return err
	}); err != nil || len(sent.Again) != 0 {
		t.Errorf("%v, %v", sent, err)
	}
}

func TestEveryRoundThatRunsOutIsToldHoweverManyThereAre(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	const many = 9 // more than the side of Today shows
	for i := range many {
		in := desktest.Qinghe()
		in.Sites[0].Domain, in.Agree, in.Same = fmt.Sprintf("case-%d.example", i), true, filing.SameUse
		id := f.OpenCase(in)
		f.Scans(id)
		f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
			"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms")
	}
	r := set(f, nil)
	told(f, r) // the list of the day
	f.SetClock("2026-09-08 08:00")
	if due := told(f, r); len(due) != many {
		t.Errorf("%d: %v", len(due), due)
	}
}

func TestARoundOfAnUnknownDayIsToBeDated(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-11 10:00")
	if _, err := importing.Run(ctx, f.Office, importing.Input{File: "跟进表.xlsx", Rows: [][]string{
		{"客户", "性质", "省份", "域名", "网站名称", "签约日期", "办理阶段", "进度"},
		{"宁波松涧家居有限公司", "企业", "浙江", "songjian.cn", "松涧家居", "2026-10-08", "ICP", "待短信核验"},
	}}); err != nil {
		t.Fatal(err)
	}
	list, err := morning.List(ctx, f.Office)
	if err != nil || !strings.Contains(list.Text, "短信核验第 1 轮：BA2026-0001 songjian.cn，开始的日子不详，请补") || strings.Contains(list.Text, "日期不详") {
		t.Errorf("%s, %v", list.Text, err)
	}
}

func TestARoundThatRunsOutIsToldOnce(t *testing.T) {
	f, id := desktest.AtSMS(t)
	r := set(f, nil)
	told(f, r) // the list of the day
	round := *f.Show(id).Next[0].Due.Moment
	f.SetClock(round.Day.String() + " 12:00")
	told(f, r)
	if due := told(f, r); len(due) != 0 {
		t.Errorf("more than three hours before its end: %v", due)
	}
	f.SetClock(round.Day.String() + " 13:00")
	due := told(f, r)
	if len(due) != 1 || !strings.Contains(due[0].Text, "短信核验第 1 轮：BA2026-0001 qinghe.example") || strings.Contains(due[0].Text, "沈") {
		t.Fatalf("%v, its end is %s", due, round)
	}
	if due := told(f, r); len(due) != 0 {
		t.Errorf("told again: %v", due)
	}
}
