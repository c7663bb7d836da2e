package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"beiandesk/app/page"
	"beiandesk/app/page/board"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/sheet"
)

// tabled is an open desk with two cases, of which the second one has a lead.
func tabled(t *testing.T) (*Session, page.CaseView) {
	t.Helper()
	s := openSession(t)
	openCase(t, s, nil)
	return s, openCase(t, s, func(in *filing.OpenInput) {
		in.Client.Name, in.Sites[0].Domain = "宁波海纳商贸有限公司", "haina.example"
		in.Lead = people.PersonInput{Name: "沈一鸣", DocNumber: "330106198205290002", Mobile: "13800571001"}
	})
}

func cases(only ...string) board.TableInput {
	return board.TableInput{Table: "cases", Cases: page.CasesInput{View: "all", Sort: "number"}, Only: only, Format: "xlsx"}
}

func TestATableGoesWhereSomebodyHasPicked(t *testing.T) {
	s, second := tabled(t)
	dir := t.TempDir()
	offered := ""
	s.dialogs = picker(func(name string) (string, error) {
		offered = name
		return filepath.Join(dir, "表"), nil
	})
	service := &TablesService{s}
	in := cases()
	in.Cases.Text = "海纳"
	got, err := service.Save(in)
	if err != nil || got.Rows != 1 || got.Path != filepath.Join(dir, "表.xlsx") || offered != "案件-"+begun[:10]+".xlsx" {
		t.Fatalf("%+v, offered %s, %v", got, offered, err)
	}
	book, err := excelize.OpenFile(got.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if rows, err := book.GetRows("案件"); err != nil || len(rows) != 2 || rows[1][0] != second.Number || !strings.Contains(strings.Join(rows[1], " "), "138****1001") {
		t.Errorf("%q %v", rows, err)
	}

	in = cases(second.ID)
	in.Format, in.Charset, in.Clear = "csv", "gb18030", true
	if got, err = service.Save(in); err != nil || got.Rows != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	if content, err := os.ReadFile(got.Path); err != nil || !strings.Contains(string(content), ",13800571001,") {
		t.Errorf("%q %v", content, err)
	}
	journal, err := (&AuditService{s}).List(page.AuditInput{Kind: "export"})
	if err != nil || len(journal.Rows) != 2 || journal.Rows[0].Title != "导出案件表 1 行，完整：负责人手机" {
		t.Errorf("%+v %v", journal.Rows, err)
	}
}

func TestATableThatIsNotSavedLeavesNothing(t *testing.T) {
	s, _ := tabled(t)
	dir := t.TempDir()
	path, fail := "", error(nil)
	s.dialogs = picker(func(string) (string, error) { return path, fail })
	service := &TablesService{s}
	if got, err := service.Save(cases()); err != nil || got.Path != "" || got.Rows != 0 {
		t.Errorf("a closed dialog: %+v %v", got, err)
	}
	in := cases()
	in.Format = "pdf"
	if _, err := service.Save(in); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("%v", err)
	}
	path = filepath.Join(s.folder, "a.xlsx")
	if _, err := service.Save(cases()); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("inside the folder: %v", err)
	}
	// Another one that is being written has the turn, and is stopped.
	path = filepath.Join(dir, "a.xlsx")
	ctx, done, _ := s.tables.Begin()
	if _, err := service.Save(cases()); errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "另一张表") {
		t.Errorf("a second one: %v", err)
	}
	if _, err := service.Stop(page.Empty{}); err != nil || ctx.Err() == nil {
		t.Errorf("it was not stopped: %v", err)
	}
	done()
	s.dialogs = picker(func(string) (string, error) {
		_, err := (&DeskService{s}).Lock(page.Empty{})
		return path, err
	})
	if _, err := service.Save(cases()); errs.CodeOf(err) != errs.Locked {
		t.Errorf("locked meanwhile: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v %v", left, err)
	}
}

// stopper stops a table while it is written.
type stopper func()

func (stop stopper) Write(p []byte) (int, error) {
	stop()
	return len(p), nil
}

func TestATableThatIsStoppedIsSaidAndNotNoted(t *testing.T) {
	s, _ := tabled(t)
	_, err := s.writeTable(cases(), sheet.Form{Kind: sheet.CSV}, stopper(s.tables.Stop))
	if errs.CodeOf(err) != errs.Blocked || err.Error() != "已停下，没有存" {
		t.Errorf("%v", err)
	}
	if journal, err := (&AuditService{s}).List(page.AuditInput{Kind: "export"}); err != nil || len(journal.Rows) != 0 {
		t.Errorf("%+v %v", journal.Rows, err)
	}
}

func TestRowsAreCopiedAsATable(t *testing.T) {
	s, second := tabled(t)
	got, err := (&TablesService{s}).Copy(cases(second.ID))
	if err != nil || got.Rows != 1 || !strings.HasPrefix(got.Text, "案件编号\t") || !strings.Contains(got.Text, second.Number+"\t") || !strings.Contains(got.HTML, "<td>138****1001</td>") {
		text, _ := json.Marshal(got)
		t.Errorf("%s %v", text, err)
	}
}
