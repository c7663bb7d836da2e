package app

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/app/page/incoming"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/sheet"
)

const agencySheet = "公司名称,邮编,域名,站点,进度\n杭州青禾软件有限公司,310012,qinghe.example,青禾进销存,待核验\n宁波松涧家居有限公司,,songjian.example,松涧家居,\n"

// handIn gives a spreadsheet to the window as its page does.
func handIn(t *testing.T, s *Session, content string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/import", strings.NewReader(content))
	r.Header.Set("X-File-Name", url.PathEscape("跟进表.csv"))
	w := httptest.NewRecorder()
	s.Assets().ServeHTTP(w, r)
	return w
}

// The rows to put right lie in a file of their own, which comes in once they are.
func TestRowsToPutRightAreWrittenOutWithWhatIsWrong(t *testing.T) {
	s := open(t)
	room := &ImportService{s}
	path := filepath.Join(t.TempDir(), "要改的行.xlsx")
	s.dialogs = picker(func(string) (string, error) { return path, nil })
	if _, err := room.Faults(incoming.ImportInput{}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("of no sheet: %v", err)
	}
	handIn(t, s, "公司名称,域名,网站名称,省份\n杭州青禾软件有限公司,没买,青禾进销存,浙江\n宁波松涧家居有限公司,songjian.example,松涧家居,浙江\n")
	saved, err := room.Faults(incoming.ImportInput{ICP: true})
	if err != nil || saved.Path != path {
		t.Fatalf("%+v, %v", saved, err)
	}
	if _, err := room.Faults(incoming.ImportInput{ICP: true, Leave: []int{3}}); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("other rows than were seen: %v", err)
	}
	if _, err := room.Faults(incoming.ImportInput{ICP: true, Leave: []int{2}}); err != nil {
		t.Error(err)
	}
	if done, err := room.Import(incoming.ImportInput{ICP: true, Leave: []int{2}}); err != nil || !done.Done || len(done.Rows) != 1 {
		t.Errorf("the rest: %+v, %v", done, err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := sheet.Read(content)
	if err != nil || len(tables) != 1 || len(tables[0].Rows) != 2 {
		t.Fatalf("%+v, %v", tables, err)
	}
	head, row := tables[0].Rows[0], tables[0].Rows[1]
	if head[4] != "问题" || row[0] != "杭州青禾软件有限公司" || !strings.Contains(row[4], "域名：") {
		t.Errorf("%v, %v", head, row)
	}
}

func TestASheetIsHandedInTriedAndImported(t *testing.T) {
	s := open(t)
	room := &ImportService{s}
	if w := handIn(t, s, agencySheet); w.Code != http.StatusOK {
		t.Fatal(w.Body)
	}
	held, err := room.Sheets(page.Empty{})
	if err != nil || held.File != "跟进表.csv" || len(held.Sheets) != 1 || held.Sheets[0].Rows != 3 {
		t.Fatalf("%+v, %v", held, err)
	}
	head, err := room.Head(incoming.ImportInput{Columns: map[string]string{"进度": "remark"}})
	if err != nil || head.Line != 1 || !head.Known || len(head.Fields) < 30 || len(head.Columns) != 5 || head.Columns[0].Field != "client.name" || head.Columns[3].Field != "" || head.Columns[4].Field != "remark" {
		t.Fatalf("%+v, %v", head, err)
	}
	in := incoming.ImportInput{Columns: map[string]string{"站点": "site.name"}}
	tried, err := room.Try(in)
	if err != nil || tried.Done || tried.Sums[3].Count != 2 || tried.Rows[0].Label != "要改" || len(tried.Rows[0].Problems) == 0 {
		t.Fatalf("without a phase: %+v, %v", tried, err)
	}
	noNil(t, "tried", reflect.ValueOf(tried))
	in.Columns["省"], in.ICP = "province", true
	if _, err := room.Try(in); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a header that is not there: %v", err)
	}
	delete(in.Columns, "省")
	if w := handIn(t, s, strings.ReplaceAll(strings.Replace(agencySheet, "进度", "省份", 1), "待核验", "浙江")); w.Code != http.StatusOK {
		t.Fatal(w.Body)
	}
	if tried, err = room.Try(in); err != nil || tried.Sums[0].Count != 1 || tried.Sums[3].Count != 1 {
		t.Fatalf("one row has no province: %+v, %v", tried, err)
	}
	if done, err := room.Import(in); err != nil || done.Done {
		t.Fatalf("imported with a wrong row: %+v, %v", done, err)
	}
	whole := strings.NewReplacer("进度", "省份", "待核验", "浙江", "松涧家居,\n", "松涧家居,浙江\n").Replace(agencySheet)
	handIn(t, s, whole)
	done, err := room.Import(in)
	if err != nil || !done.Done || done.Sums[0].Count != 2 || done.Rows[1].Number == "" {
		t.Fatalf("%+v, %v", done, err)
	}
	id, err := room.CaseOf(page.IDInput{ID: done.Rows[1].Number})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := (&CasesService{s}).Get(id); err != nil || v.Client != "宁波松涧家居有限公司" {
		t.Errorf("%s, %v", v.Client, err)
	}
	if held, err := room.Sheets(page.Empty{}); err != nil || held.File != "" {
		t.Errorf("imported and still held: %+v, %v", held, err)
	}
}

// The spreadsheet is full of people: whoever leaves its page or locks the desk leaves none of it.
func TestASheetGoesWhenItsPageIsLeftAndWithTheLock(t *testing.T) {
	s := open(t)
	room, rooms := &ImportService{s}, &DeskService{s}
	gone := func(when string) {
		t.Helper()
		if s.sheets.tables != nil {
			t.Errorf("%s leaves the sheet in memory", when)
		}
	}
	handIn(t, s, agencySheet)
	if _, err := room.Drop(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	gone("leaving")
	if _, err := room.Try(incoming.ImportInput{}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("tried without a file: %v", err)
	}
	handIn(t, s, agencySheet)
	if _, err := rooms.Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	gone("locking")
	if w := handIn(t, s, agencySheet); !strings.Contains(w.Body.String(), `"locked"`) || s.sheets.tables != nil {
		t.Errorf("handed in while locked: %s", w.Body)
	}
}

func TestWhatIsNoSheetIsRefusedAndLeavesTheOneBefore(t *testing.T) {
	s := open(t)
	handIn(t, s, agencySheet)
	for content, words := range map[string]string{
		strings.Repeat("x", sheet.Largest+1):            "请分成几个文件",
		strings.Repeat("x", int(importLimit)+1):         "请分成几个文件",
		"\xD0\xCF\x11\xE0" + strings.Repeat("\x00", 20): "另存为 xlsx",
	} {
		if w := handIn(t, s, content); w.Code == http.StatusOK || !strings.Contains(w.Body.String(), words) {
			t.Errorf("%d bytes: %d %s", len(content), w.Code, w.Body)
		}
	}
	if held, err := (&ImportService{s}).Sheets(page.Empty{}); err != nil || held.File == "" {
		t.Errorf("%+v, %v", held, err)
	}
}

func TestAPersonOfANameThatIsThereNeedsAWord(t *testing.T) {
	s := open(t)
	room := &ImportService{s}
	const person = "客户,性质,域名,省份,办理阶段\n沈一鸣,个人,one.example,浙江,ICP\n"
	handIn(t, s, person)
	if done, err := room.Import(incoming.ImportInput{}); err != nil || !done.Done {
		t.Fatalf("%+v, %v", done, err)
	}
	handIn(t, s, strings.Replace(person, "one", "two", 1))
	tried, err := room.Try(incoming.ImportInput{})
	if err != nil || tried.Unsure != 1 || tried.Rows[0].Outcome != importing.Wrong {
		t.Fatalf("%+v, %v", tried, err)
	}
	done, err := room.Import(incoming.ImportInput{NewClients: true})
	if err != nil || done.Unsure != 0 || !done.Done {
		t.Fatalf("%+v, %v", done, err)
	}
}

func TestAnImportIsStoppedAndStoresNothing(t *testing.T) {
	s := open(t)
	room := &ImportService{s}
	rows := "客户,省份,域名,办理阶段\n"
	for i := range 300 {
		rows += fmt.Sprintf("第%d号软件有限公司,浙江,site%d.cn,ICP备案\n", i, i)
	}
	if w := handIn(t, s, rows); w.Code != http.StatusOK {
		t.Fatal(w.Body)
	}
	over := make(chan struct{})
	go func() { // as soon as it has begun
		for s.incoming.Stop(); ; s.incoming.Stop() {
			select {
			case <-over:
				return
			default:
			}
		}
	}()
	if _, err := room.Try(incoming.ImportInput{}); errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "没有试读完") {
		t.Errorf("stopped while it is tried: %v", err)
	}
	close(over)
	ctx, done, _ := s.incoming.Begin()
	if _, err := room.Try(incoming.ImportInput{}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("beside another: %v", err)
	}
	if _, err := room.Undo(incoming.ImportBatchInput{Seq: 1}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("taken back beside another: %v", err)
	}
	if _, err := room.Stop(page.Empty{}); err != nil || ctx.Err() == nil {
		t.Errorf("it was not stopped: %v", err)
	}
	done()
}
