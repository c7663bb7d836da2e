package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"beiandesk/internal/cal"
	"beiandesk/internal/charset"
	"beiandesk/internal/errs"
	"beiandesk/internal/sheet"
)

var columns = []sheet.Column{{Title: "名称", Width: 30}, {Title: "件数", Width: 8}, {Title: "未收", Width: 12}, {Title: "日期", Width: 12}, {Title: "期限", Width: 18}}

// acting are texts that a spreadsheet would work out, and one that stands for all others.
var acting = []string{"=1+1", "+86 571", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "㛃“引号”,\"逗号\"", "两\n行", ""}

func rows(take func(...sheet.Cell) error) error {
	day := cal.Date(2026, 11, 30)
	for _, s := range acting {
		if err := take(sheet.Text(s), sheet.Count(-3), sheet.Amount(-1_234_550), sheet.Day(day), sheet.Moment(cal.Moment{Day: day, Minute: 14*60 + 50})); err != nil {
			return err
		}
	}
	return take(sheet.Text("空"), sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Due(nil))
}

func made(t *testing.T, form sheet.Form) []byte {
	t.Helper()
	var out bytes.Buffer
	n, err := sheet.Write(&out, form, "案件", columns, rows)
	if err != nil || n != len(acting)+1 {
		t.Fatal(n, err)
	}
	return out.Bytes()
}

func TestAWorkbookHasNumbersAsNumbersDaysAsDaysAndNoFormula(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(made(t, sheet.Form{Kind: sheet.XLSX})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	shown, err := f.GetRows("案件")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(shown[0], " "); got != "名称 件数 未收 日期 期限" {
		t.Errorf("the head is %s", got)
	}
	for i, want := range acting {
		row := shown[i+1]
		if strings.ReplaceAll(row[0], "\r", "\n") != strings.ReplaceAll(want, "\r", "\n") || strings.Join(row[1:], " ") != "-3 -12,345.50 2026-11-30 2026-11-30 14:50" {
			t.Errorf("%q became %q", want, row)
		}
		at := fmt.Sprint(i + 2)
		if formula, err := f.GetCellFormula("案件", "A"+at); formula != "" || err != nil {
			t.Errorf("%q is worked out: %s %v", want, formula, err)
		}
		for column, raw := range map[string]string{"B": "-3", "C": "-12345.5", "D": "46356"} {
			value, err := f.GetCellValue("案件", column+at, excelize.Options{RawCellValue: true})
			kind, _ := f.GetCellType("案件", column+at)
			if value != raw || err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
				t.Errorf("%s%s is %q of type %v, %v", column, at, value, kind, err)
			}
		}
	}
	if last := shown[len(shown)-1]; strings.Join(last, "") != "空" {
		t.Errorf("what is not there became %q", last)
	}
}

func TestACSVIsReadInItsEncodingAndActsInNone(t *testing.T) {
	for _, form := range []sheet.Form{{Kind: sheet.CSV}, {Kind: sheet.CSV, Charset: sheet.UTF8}, {Kind: sheet.CSV, Charset: sheet.GB18030}} {
		content := made(t, form)
		if marked := bytes.HasPrefix(content, []byte("\ufeff")); marked == (form.Charset == sheet.GB18030) {
			t.Errorf("%+v begins %q", form, content[:8])
		}
		text, err := charset.Decode(content)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(text, "名称,件数,未收,日期,期限\r\n") {
			t.Errorf("%+v has the head %.40q", form, text)
		}
		got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range acting {
			if i < 7 {
				want = "'" + want
			}
			row := got[i+1]
			if strings.ReplaceAll(row[0], "\r", "") != strings.ReplaceAll(want, "\r", "") || strings.Join(row[1:], " ") != "-3 -12345.50 2026-11-30 2026-11-30 14:50" {
				t.Errorf("%q became %q", acting[i], row)
			}
		}
	}
}

func TestTheClipboardHasOneLineARowAndNoCellThatActs(t *testing.T) {
	clip, err := sheet.Copy(columns[:2], func(take func(...sheet.Cell) error) error {
		return errors.Join(take(sheet.Text("=1\t<b>"), sheet.Count(2)), take(sheet.Text("两\r\n行"), sheet.Cell{}))
	})
	if err != nil || clip.Rows != 2 || clip.Text != "名称\t件数\r\n'=1 <b>\t2\r\n两 行\t\r\n" {
		t.Errorf("%q %d %v", clip.Text, clip.Rows, err)
	}
	if !strings.Contains(clip.HTML, "<table><tr><th>名称</th>") || !strings.Contains(clip.HTML, "<td>&#39;=1 &lt;b&gt;</td><td>2</td>") {
		t.Error(clip.HTML)
	}
}

func TestWhatIsNoFormAndWhatDoesNotFitIsRefused(t *testing.T) {
	for field, form := range map[string]sheet.Form{"format": {Kind: "pdf"}, "charset": {Kind: sheet.CSV, Charset: "latin1"}} {
		_, err := sheet.Write(io.Discard, form, "表", columns, rows)
		var e *errs.Error
		if !errors.As(err, &e) || e.Field != field {
			t.Errorf("%+v: %v", form, err)
		}
	}
	if err := sheet.BookAt(excelize.TotalRows, sheet.Text("一行")); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "CSV") {
		t.Errorf("%v", err)
	}
	broken := errors.New("the desk is locked")
	for _, kind := range []string{sheet.XLSX, sheet.CSV} {
		if _, err := sheet.Write(io.Discard, sheet.Form{Kind: kind}, "表", columns, func(func(...sheet.Cell) error) error { return broken }); !errors.Is(err, broken) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// A large workbook is spilt into the folder that is named, and out of it again.
func TestALargeTableNeedsLittleMemoryAndLeavesNothingBehind(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100)) // as the program has it, however the tests are run
	dir := t.TempDir()
	out, err := os.Create(filepath.Join(dir, "large.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var most uint64
	spilt := false
	wide := slices.Repeat(columns, 3)
	n, err := sheet.Write(out, sheet.Form{Kind: sheet.XLSX, Spill: dir}, "表", wide, func(take func(...sheet.Cell) error) error {
		for i := range 100_000 {
			row := make([]sheet.Cell, len(wide))
			for c := range row {
				row[c] = sheet.Text(fmt.Sprintf("杭州青禾文化有限公司 %d-%d", i, c))
			}
			if err := take(row...); err != nil {
				return err
			}
			if i%5000 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
				names, _ := filepath.Glob(filepath.Join(dir, "excelize-*"))
				spilt = spilt || len(names) > 0
			}
		}
		return nil
	})
	if err != nil || n != 100_000 {
		t.Fatal(n, err)
	}
	if most > 150<<20 {
		t.Errorf("it took %d MB", most>>20)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if !spilt || len(left) != 1 || err != nil {
		t.Errorf("spilt %v, left %v, %v", spilt, left, err)
	}
	t.Logf("%d MB", most>>20)
}
