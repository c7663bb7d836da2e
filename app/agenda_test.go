package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
)

func TestACalendarFileIsKeptUpToDateWhereSomebodyPutIt(t *testing.T) {
	s := openSession(t)
	openCase(t, s, nil)
	dir := t.TempDir()
	path := ""
	s.dialogs = picker(func(string) (string, error) { return path, nil })
	service := &AgendaService{s}
	if v, err := service.Keep(page.AgendaInput{}); err != nil || v != (page.AgendaView{}) {
		t.Fatalf("a closed dialog: %+v %v", v, err)
	}
	path = filepath.Join(s.folder, "a.ics")
	if _, err := service.Keep(page.AgendaInput{}); errs.CodeOf(err) != errs.Invalid {
		t.Fatalf("inside the folder: %v", err)
	}
	path = filepath.Join(dir, "期限")
	kept, err := service.Keep(page.AgendaInput{Mine: true})
	if err != nil || kept.Path != path+".ics" || !kept.Mine || kept.Events == 0 || kept.Failed != "" {
		t.Fatalf("%+v %v", kept, err)
	}
	first, err := os.ReadFile(kept.Path)
	if err != nil || strings.Count(string(first), "BEGIN:VEVENT") != kept.Events || strings.Contains(string(first), "青禾") {
		t.Fatalf("%s %v", first, err)
	}

	openCase(t, s, func(in *filing.OpenInput) {
		in.Client.Name, in.Sites[0].Domain = "宁波海纳商贸有限公司", "haina.example"
	})
	s.refreshAgenda(t.Context(), s.desk)
	now, err := service.Get(page.Empty{})
	if content, failed := os.ReadFile(kept.Path); failed != nil || err != nil || now.Events <= kept.Events || strings.Count(string(content), "BEGIN:VEVENT") != now.Events {
		t.Fatalf("%+v %v %v", now, err, failed)
	}
	if journal, err := (&AuditService{s}).List(page.AuditInput{Kind: "export"}); err != nil || len(journal.Rows) != 1 || !strings.HasPrefix(journal.Rows[0].Title, "导出日历文件") {
		t.Errorf("%+v %v", journal.Rows, err)
	}

	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	s.refreshAgenda(t.Context(), s.desk)
	if v, err := service.Get(page.Empty{}); err != nil || !strings.Contains(v.Failed, "写不进去") || v.Path != kept.Path {
		t.Errorf("its folder is gone: %+v %v", v, err)
	}
	today, err := (&TodayService{s}).Load(page.TodayInput{})
	if err != nil || !slices.ContainsFunc(today.Missing, func(m page.MissingRow) bool {
		return m.Part == "agenda" && strings.Contains(m.Text, "日历文件没有更新")
	}) {
		t.Errorf("Today says nothing of it: %+v %v", today.Missing, err)
	}
	if v, err := service.End(page.Empty{}); err != nil || v != (page.AgendaView{}) {
		t.Errorf("ended: %+v %v", v, err)
	}
	s.refreshAgenda(t.Context(), s.desk)
	if _, err := os.Stat(kept.Path); !os.IsNotExist(err) {
		t.Errorf("it is written on: %v", err)
	}
}
