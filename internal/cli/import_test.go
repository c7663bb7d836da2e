package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"beiandesk/internal/office/importing"
	"beiandesk/internal/wordings"
)

const sheetText = "公司名称,统一社会信用代码,注册地址,域名,网站,进度\n杭州青禾软件有限公司,91330106MA2KQ7T8XJ,浙江省杭州市西湖区文三路 398 号,qinghe.cn,青禾进销存,审核中\n"

func TestASheetIsImportedOnceAndWhole(t *testing.T) {
	f := newFolder(t)
	file := write(t, "sheet.csv", sheetText)
	if out := f.run("import", file); out.Code != 1 || !strings.Contains(out.Out, "没有导入，一件也没存。改好表格再来") || !strings.Contains(out.Out, "没有写办哪个阶段") {
		t.Errorf("without phases: %+v", out)
	}
	faulty := filepath.Join(t.TempDir(), "要改.csv")
	if out := f.run("import", file, "--out", faulty); out.Code != 1 || !strings.Contains(out.Err, "已写到") {
		t.Errorf("with the rows to put right: %+v", out)
	}
	text, err := os.ReadFile(faulty)
	if err != nil || !strings.Contains(string(text), "qinghe.cn,青禾进销存,审核中,办理阶段：没有写办哪个阶段") {
		t.Errorf("%s, %v", text, err)
	}
	if out := f.must("import", faulty, "--dry-run", "--phases", "icp"); !strings.Contains(out, "新建 1 件") || strings.Contains(out, "问题") {
		t.Errorf("put right: %s", out)
	}
	tried := f.must("import", file, "--dry-run", "--phases", "icp", "--column", "网站=网站名称")
	if !strings.Contains(tried, "第 2 行 新建 杭州青禾软件有限公司 qinghe.cn") || !strings.Contains(tried, "试过，没有导入：新建 1 件") || !strings.Contains(tried, "记在备忘里：进度") {
		t.Errorf("tried: %s", tried)
	}
	if list := f.must("list", "cases"); strings.Contains(list, "BA2026") {
		t.Errorf("a try has opened a case: %s", list)
	}
	var got importing.Report
	if err := json.Unmarshal([]byte(f.must("import", file, "--phases", "icp", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Done || got.Opened != 1 || got.Rows[0].Number != "BA2026-0001" {
		t.Errorf("%+v", got)
	}
	if again := f.must("import", file, "--phases", "icp"); !strings.Contains(again, "没有新的案件") || !strings.Contains(again, "已有 1 件") {
		t.Errorf("again: %s", again)
	}
}

func TestAWorkbookOfSeveralSheetsAsksWhich(t *testing.T) {
	f := newFolder(t)
	book := excelize.NewFile()
	for name, cells := range map[string][]any{"Sheet1": {"客户", "域名"}, "客户": {"客户", "域名"}} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow(name, "A1", &cells); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "two.xlsx")
	if err := book.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	f.refused(1, "请用 --sheet 写明导入哪张工作表：Sheet1、客户", "import", file)
	if out := f.must("import", file, "--sheet", "客户"); !strings.Contains(out, "没有新的案件") {
		t.Error(out)
	}
}

func TestAnEmptySheetHasAHeaderForEachField(t *testing.T) {
	f := newFolder(t)
	file := filepath.Join(t.TempDir(), "空表.xlsx")
	f.must("import", "--template", "--out", file)
	if out := f.must("import", file, "--json"); strings.Count(out, `"field": ""`) != 0 || strings.Count(out, `"field"`) != len(wordings.Fields()) {
		t.Error(out)
	}
	f.refused(2, "请写要导入的表格", "import")
}

func TestAnUnknownDayIsPrintedAsUnknown(t *testing.T) {
	f := newFolder(t)
	file := write(t, "sheet.csv", sheetText+"宁波松涧家居有限公司,,浙江省宁波市,songjian.cn,松涧家居,管局审核中\n")
	f.must("import", file, "--phases", "icp,police")
	for _, args := range [][]string{{"case", "show", "--case", "BA2026-0002"}, {"list", "cases"}, {"list", "deadlines"}} {
		out := f.must(args...)
		if !strings.Contains(out, "日期不详") || regexp.MustCompile(`\d\?`).MatchString(out) {
			t.Errorf("%s prints\n%s", args, out)
		}
	}
}

func TestAnImportIsTakenBackWhole(t *testing.T) {
	f := newFolder(t)
	file := write(t, "sheet.csv", sheetText+"宁波松涧家居有限公司,,浙江省宁波市,songjian.cn,松涧家居,管局审核中\n")
	f.must("import", file, "--phases", "icp,police")
	list := f.must("import", "--list")
	seq, _, _ := strings.Cut(list, " ")
	if !strings.Contains(list, "sheet.csv：2 件，BA2026-0001 至 BA2026-0002") {
		t.Fatalf("listed: %s", list)
	}
	if out := f.must("import", "--undo", seq); !strings.Contains(out, "删去 2 件案件") {
		t.Error(out)
	}
	if out := f.must("list", "cases"); strings.Contains(out, "BA2026") {
		t.Errorf("it left %s", out)
	}
	if out := f.run("doctor"); out.Code != 0 || !strings.Contains(out.Out, "撤销导入时收走 2 个") {
		t.Errorf("doctor: %s", out.Out)
	}
	if out := f.run("import", "--undo", seq); out.Code != 1 || !strings.Contains(out.Err, "已经撤销") {
		t.Errorf("once more: %+v", out)
	}
	if out := f.run("import", "--undo", "1"); out.Code != 1 || !strings.Contains(out.Err, "没有这一次导入") {
		t.Errorf("another: %+v", out)
	}
	if out := f.must("import", file, "--phases", "icp"); !strings.Contains(out, "新建 2 件") || !strings.Contains(out, "BA2026-0003") {
		t.Errorf("anew: %s", out)
	}
	f.must("doctor")
}

func TestColumnsWithoutHeadersAreListedAndNamed(t *testing.T) {
	f := newFolder(t)
	file := write(t, "bare.csv", "杭州青禾软件有限公司,330106198205290002,13800571001,qinghe.cn,浙江,2026-11-02,沈一鸣\n")
	f.refused(1, "没有认出表头", "import", file, "--phases", "icp")
	list := f.run("import", file, "--columns")
	if list.Code != 0 || !strings.Contains(list.Err, "导入时加 --header 0") || strings.Contains(list.Out, "330106198205290002") {
		t.Fatalf("%+v", list)
	}
	for _, want := range []string{`A列 +客户名称 +按内容 +杭州青禾软件有限公司`, `C列 +手机 +按内容 +138\*\*\*\*1001`, `F列 +备忘 +像日期 +2026-11-02`} {
		if !regexp.MustCompile(want).MatchString(list.Out) {
			t.Errorf("no %s in\n%s", want, list.Out)
		}
	}
	if out := f.must("import", file, "--header", "0", "--column", "F列=签约时间", "--phases", "icp"); !strings.Contains(out, "已导入：新建 1 件") {
		t.Error(out)
	}
	f.refused(1, "没有表头写 0", "import", file, "--header", "-1")
}

func TestWhatIsRightComesInAndTheRestIsWrittenOutFirst(t *testing.T) {
	f := newFolder(t)
	file := write(t, "sheet.csv", sheetText+"宁波松涧家居有限公司,,浙江省宁波市,没买,松涧家居,\n")
	f.refused(2, "要和 --out 一起用", "import", file, "--phases", "icp", "--leave-bad")
	faulty := filepath.Join(t.TempDir(), "要改.csv")
	out := f.run("import", file, "--phases", "icp", "--leave-bad", "--out", faulty)
	if out.Code != 0 || !strings.Contains(out.Err, "要改的 1 行没有导入") || !strings.Contains(out.Out, "已导入：新建 1 件") {
		t.Fatalf("%+v", out)
	}
	text, err := os.ReadFile(faulty)
	if err != nil || !strings.Contains(string(text), "宁波松涧家居有限公司") || strings.Contains(string(text), "青禾") {
		t.Fatalf("%s, %v", text, err)
	}
	right := write(t, "right.csv", strings.Replace(string(text), "没买", "songjian.cn", 1))
	if out := f.must("import", right, "--phases", "icp"); !strings.Contains(out, "已导入：新建 1 件") {
		t.Error(out)
	}
	if out := f.must("import", "--list"); !strings.Contains(out, "sheet.csv：1 件") {
		t.Error(out)
	}
	if out := f.run("import", file, "--phases", "icp", "--leave-bad", "--out", filepath.Join(t.TempDir(), "无处", "要改.csv")); out.Code == 0 || strings.Contains(out.Out, "已导入") {
		t.Errorf("with nowhere to write: %+v", out)
	}
}
