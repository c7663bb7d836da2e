package sheet_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"beiandesk/internal/errs"
	"beiandesk/internal/sheet"
)

// filled is an xlsx with cells as Excel keeps them.
func filled(t *testing.T, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t *testing.T, content []byte) [][]string {
	t.Helper()
	tables, err := sheet.Read(content)
	if err != nil || len(tables) != 1 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	return tables[0].Rows
}

func TestACellIsReadAsItIsMeant(t *testing.T) {
	chinese := "yyyy\"年\"m\"月\"d\"日\""
	american := "m/d/yy"
	got := read(t, filled(t, func(f *excelize.File) error {
		day := time.Date(2026, 9, 7, 0, 0, 0, 0, time.UTC)
		for at, value := range map[string]any{
			"A1": " 文字 ", "B1": 13800571001, "C1": "330106198205290002", "D1": day, "E1": day, "F1": day.Add(9*time.Hour + 30*time.Minute),
			"G1": 12, "H1": day, "A3": "第三行",
		} {
			if err := f.SetCellValue("Sheet1", at, value); err != nil {
				return err
			}
		}
		for at, style := range map[string]*excelize.Style{"D1": {NumFmt: 14}, "E1": {CustomNumFmt: &chinese}, "H1": {CustomNumFmt: &american}} {
			id, err := f.NewStyle(style)
			if err != nil {
				return err
			}
			if err := f.SetCellStyle("Sheet1", at, at, id); err != nil {
				return err
			}
		}
		return f.SetCellFormula("Sheet1", "I1", "HYPERLINK(\"http://x\")")
	}))
	want := [][]string{
		{"文字", "13800571001", "330106198205290002", "2026-09-07", "2026-09-07", "2026-09-07 09:30", "12", "2026-09-07"}, nil, {"第三行"},
	}
	if len(got) != 3 || !reflect.DeepEqual(got[0], want[0]) || len(got[1]) != 0 || got[2][0] != "第三行" {
		t.Errorf("read %q", got)
	}
}

func TestACSVIsReadInWhateverItWasSaved(t *testing.T) {
	const text = "名称,域名\r\n杭州青禾软件有限公司,qinghe.cn\r\n\r\n\"甲,乙\",b.cn\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"UTF-8": text, "with a mark": "\ufeff" + text, "GB18030": gb,
		"tabs below a title": "一张表\n名称\t域名\n杭州青禾软件有限公司\tqinghe.cn\n\n甲,乙\tb.cn\n",
	} {
		got := read(t, []byte(content))
		if n := len(got); n < 4 || got[n-3][1] != "qinghe.cn" || len(got[n-2]) != 0 || got[n-1][0] != "甲,乙" || got[n-1][1] != "b.cn" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestARowHasThePlaceThatTheSpreadsheetShows(t *testing.T) {
	for _, text := range []string{"a,b\n\n\nc,d\n", "\"a\n1\",b\r\n\r\n\r\nc,\"d\"\r\n"} {
		if got := read(t, []byte(text)); len(got) != 4 || got[3][0] != "c" {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

func TestWhatIsNoTableIsRefusedInWords(t *testing.T) {
	whole := filled(t, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "A1", strings.Repeat("x", 2000)) })
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"nothing":    {nil, "没有内容"},
		"an old xls": {[]byte{0xD0, 0xCF, 0x11, 0xE0, 0, 0}, "另存为 xlsx"},
		"cut off":    {whole[:len(whole)/2], "打不开"},
		"a picture":  {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), "不是 xlsx"},
		"too large":  {make([]byte, sheet.Largest+1), "分成几个文件"},
		"wide":       {[]byte(strings.Repeat("a,", 300) + "b"), "最多 200 列"},
		"too long":   {[]byte(strings.Repeat("a\n", sheet.MostRows+1)), "超过"},
	} {
		if _, err := sheet.Read(c.content); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("a,b\n\"c\",d"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		tables, err := sheet.Read(content)
		if err != nil && errs.CodeOf(err) != errs.Invalid {
			t.Fatalf("%v", err)
		}
		for _, table := range tables {
			for _, row := range table.Rows {
				if n := len(row); n > 0 && row[n-1] == "" {
					t.Fatalf("a row ends with nothing: %q", row)
				}
			}
		}
	})
}
