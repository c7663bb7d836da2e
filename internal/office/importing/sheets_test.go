package importing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/sheet"
)

// Sheets as they are met: an agency's own, one exported from a shared table, one from a cloud's
// console. None of them needs a header renamed.
func TestSheetsFromPracticeAreTakenInAsTheyAre(t *testing.T) {
	for name, want := range map[string]struct {
		opened int
		at     string // where the first case stands
		told   string // somewhere
		aside  string // what no field takes, in the note of the first case
	}{
		"agency":  {3, "account/todo materials/todo", "和第 4 行一起办，同一件案件", ""},
		"bitable": {3, "sms/verify", "记在备忘里：备注、当前进度", "备注：客户催得急"},
		"console": {2, "bureau-review/submitted", "记在备忘里：主体备案号、网站备案号", "网站备案号：浙ICP备2026061111号-1"},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, now)
			content, err := os.ReadFile(filepath.Join("testdata", name+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			tables, err := sheet.Read(content)
			if err != nil {
				t.Fatal(err)
			}
			out := run(t, f, importing.Input{Rows: tables[0].Rows, ICP: true})
			told := ""
			for _, r := range out.Rows {
				told += strings.Join(append(r.Faults(), r.Told...), "\n") + "\n"
			}
			if !out.Done || out.Opened != want.opened || !strings.Contains(told, want.told) {
				t.Fatalf("opened %d, asked %d, wrong %d:\n%s", out.Opened, out.Asked, out.Wrong, told)
			}
			first := f.Show(caseID(t, f, "BA2026-0001"))
			at := []string{}
			for _, r := range first.State.OpenRuns() {
				at = append(at, r.Stage+"/"+r.Step)
			}
			if strings.Join(at, " ") != want.at {
				t.Errorf("the first stands at %v", at)
			}
			if want.aside != "" {
				if text := f.Line(first, "备忘").Text; !strings.Contains(text, want.aside) {
					t.Errorf("the note says %q", text)
				}
			}
		})
	}
}
