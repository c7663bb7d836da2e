package finding_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/finding"
)

// found is what words find: group: title[met]…, note, detail.
func found(t *testing.T, f *desktest.Fixture, in finding.Input) string {
	t.Helper()
	if in.Limit == 0 {
		in.Limit = 5
	}
	got, err := finding.Find(context.Background(), f.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, g := range got.Groups {
		for _, item := range g.Items {
			line := g.Label + " "
			for _, p := range item.Title {
				if p.Met {
					line += "[" + p.Text + "]"
				} else {
					line += p.Text
				}
			}
			lines = append(lines, strings.TrimRight(line+" "+item.Note+" "+item.Detail, " "))
		}
	}
	return strings.Join(lines, "\n")
}

func TestAFewWordsFindWhatTheDeskHoldsAndWhatItOffers(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	number := f.Show(id).Case.Number
	for text, want := range map[string]string{
		"qinghe 杭州":   "案件 [杭州青禾]软件有限公司 " + number + " 账号与子账号\n客户与负责人 [杭州青禾]软件有限公司  1 件案件\n域名与备案号 [qinghe].example " + number,
		"sheziban":    "",
		"bf":          "操作与设置 [备份] 设置",
		"shezhi 价":    "操作与设置 [价]格 设置",
		"dayin":       "操作与设置 [打印]日表 操作",
		"suoding":     "操作与设置 [锁定] 操作",
		"13800571001": "案件 杭州青禾软件有限公司 " + number + " 账号与子账号\n客户与负责人 沈一鸣 杭州青禾软件有限公司",
	} {
		if got := found(t, f, finding.Input{Text: text}); got != want {
			t.Errorf("by %q:\n%s\nwant\n%s", text, got, want)
		}
	}
	if _, err := finding.Find(context.Background(), f.Office, finding.Input{Text: strings.Repeat("长", 201), Limit: 5}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a long text: %v", err)
	}
}

func TestWhatWasOpenedLastStandsFirst(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	first := f.OpenCase(desktest.Qinghe())
	second := f.OpenCase(desktest.Little("乙方", "yi.example"))
	got := found(t, f, finding.Input{Recent: []string{string(second), "gone", string(first)}})
	lines := strings.Split(got, "\n")
	if len(lines) != 6 || !strings.HasPrefix(lines[0], "最近打开 乙方") || !strings.HasPrefix(lines[1], "最近打开 杭州青禾") || lines[2] != "操作与设置 新建案件 操作" {
		t.Errorf("got\n%s", got)
	}
	f.Record(filing.DoInput{CaseID: first, Action: "case.withdraw", Reason: "客户不办了"})
	if got := found(t, f, finding.Input{Text: "青禾"}); !strings.Contains(got, "客户不办了") {
		t.Errorf("ended: %s", got)
	}
}

// The number that is looked for lies nowhere in the folder afterwards, and no answer has it.
func TestNothingThatIsLookedForIsKept(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	before := f.Journal(t, id)
	for _, text := range []string{"13800571001", "330106198205290002", "330106199001011234"} {
		if got := found(t, f, finding.Input{Text: text}); strings.Contains(got, text) {
			t.Errorf("by %s: %s", text, got)
		}
		for name, content := range f.Folder(t) {
			if bytes.Contains(content, []byte(text)) {
				t.Errorf("%s holds %s", name, text)
			}
		}
	}
	if now := f.Journal(t, id); len(now) != len(before) {
		t.Errorf("the journal has %d entries, had %d", len(now), len(before))
	}
}
