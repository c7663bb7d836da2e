package app

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
	"beiandesk/internal/faults/faultstest"
	"beiandesk/internal/office/setup"
)

// picker answers for somebody in front of the save dialog.
type picker func(name string) (string, error)

func (p picker) PickFolder() (string, error)          { return p("") }
func (p picker) PickSave(name string) (string, error) { return p(name) }

// withLetterhead is an open desk that may make papers.
func withLetterhead(t *testing.T) *Session {
	t.Helper()
	s := open(t)
	if _, err := (&SettingsService{s}).SaveLetterhead(page.LetterheadInput{Letterhead: setup.Letterhead{Name: "杭州简备信息服务有限公司", Short: "简备"}}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnInternalErrorStandsInTheLogUnderTheNumberThePageGot(t *testing.T) {
	const private = "330106198205290002"
	for name, c := range map[string]struct {
		pick picker
		line string
	}{
		"error": {func(string) (string, error) { return "", errors.New("the portal is gone") }, "the portal is gone"},
		"panic": {func(string) (string, error) { panic(private) }, "panic string"},
	} {
		t.Run(name, func(t *testing.T) {
			file := faultstest.File(t)
			s := withLetterhead(t)
			s.dialogs = c.pick
			_, err := (&PapersService{s}).Save(page.PaperInput{Kind: "daily", Scope: "all"})
			text, _ := s.FormatError(err).(string)
			var got failure
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err)
			}
			if got.Code != string(errs.Internal) || got.Reference == "" || !strings.Contains(got.Message, got.Reference) {
				t.Fatalf("the page is told %s", text)
			}
			log, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			line := string(log)
			if strings.Count(line, "\n") != 1 || !strings.Contains(line, " test "+got.Reference+" ") || !strings.Contains(line, c.line) {
				t.Errorf("the log holds %q", line)
			}
			if strings.Contains(line+text, private) || strings.Contains(text, c.line) {
				t.Errorf("the page is told %s, the log %q", text, line)
			}
		})
	}
}

func TestADialogKeepsNobodyWaiting(t *testing.T) {
	s := withLetterhead(t)
	path := filepath.Join(t.TempDir(), "今日")
	asked := ""
	pick := picker(func(name string) (string, error) {
		free := make(chan struct{})
		go func() {
			s.mu.Lock() // what goes on beside the page lets it go again
			defer s.mu.Unlock()
			asked = name
			close(free)
		}()
		select {
		case <-free:
			return path, nil
		case <-time.After(20 * time.Second):
			return "", errors.New("the desk is held")
		}
	})
	s.dialogs = pick
	saved, err := (&PapersService{s}).Save(page.PaperInput{Kind: "daily", Scope: "all"})
	if err != nil || saved.Path != path+".pdf" || !strings.HasSuffix(asked, ".pdf") {
		t.Fatalf("saved %q as %q, %v", asked, saved.Path, err)
	}
	if content, err := os.ReadFile(saved.Path); err != nil || !strings.HasPrefix(string(content), "%PDF-") {
		t.Errorf("%d bytes, %v", len(content), err)
	}
	if picked, err := (&DeskService{s}).PickFolder(page.Empty{}); err != nil || picked.Path != path {
		t.Errorf("picked %q, %v", picked.Path, err)
	}
}

// A paper that was looked at may have been printed, one that was saved is out of the desk.
func TestEachPaperThatIsShownOrSavedIsNoted(t *testing.T) {
	s := withLetterhead(t)
	s.dialogs = picker(func(string) (string, error) { return filepath.Join(t.TempDir(), "a"), nil })
	in := page.PaperInput{Kind: "daily", Scope: "all"}
	if _, err := (&PapersService{s}).Prepare(in); err != nil {
		t.Fatal(err)
	}
	if _, err := (&PapersService{s}).Save(in); err != nil {
		t.Fatal(err)
	}
	list, err := (&AuditService{s}).List(page.AuditInput{Kind: "paper"})
	if err != nil || len(list.Rows) != 2 || list.Rows[0].Title != "存今日期限表" || list.Rows[1].Title != "看今日期限表" {
		t.Errorf("%+v, %v", list.Rows, err)
	}
}

// A picture for WeChat leaves the desk as a paper does, and its bytes are fetched once.
func TestAPictureOfAPaperIsHandedOutOnceAndNoted(t *testing.T) {
	s := withLetterhead(t)
	path := filepath.Join(t.TempDir(), "给客户")
	s.dialogs = picker(func(string) (string, error) { return path, nil })
	in := page.PaperInput{Kind: "progress", ID: opened(t, s)}
	made, err := (&PapersService{s}).Picture(in)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false} {
		got := httptest.NewRecorder()
		s.Assets().ServeHTTP(got, httptest.NewRequest(http.MethodGet, made.URL, nil))
		if strings.HasPrefix(got.Body.String(), "\x89PNG") != want || got.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("fetched for the %d. time: %d, %d bytes", i+1, got.Code, got.Body.Len())
		}
	}
	saved, err := (&PapersService{s}).SavePicture(in)
	if err != nil || saved.Path != path+".png" {
		t.Fatalf("%q, %v", saved.Path, err)
	}
	if content, err := os.ReadFile(saved.Path); err != nil || !strings.HasPrefix(string(content), "\x89PNG") {
		t.Errorf("%d bytes, %v", len(content), err)
	}
	list, err := (&AuditService{s}).List(page.AuditInput{Kind: "paper"})
	if err != nil || len(list.Rows) != 2 || !strings.HasPrefix(list.Rows[0].Title, "存备案进度报告") || !strings.HasPrefix(list.Rows[1].Title, "复制备案进度报告") {
		t.Errorf("%+v, %v", list.Rows, err)
	}
}

func TestAPaperThatNobodyWantsToSaveIsNotWritten(t *testing.T) {
	s := withLetterhead(t)
	s.dialogs = picker(func(string) (string, error) { return "", nil })
	if saved, err := (&PapersService{s}).Save(page.PaperInput{Kind: "daily", Scope: "all"}); err != nil || saved.Path != "" {
		t.Errorf("saved %q, %v", saved.Path, err)
	}
}

// What is taken out of the desk goes to where the dialog says, as a table, and is noted.
func TestWhatWasDoneIsTakenOutAsATable(t *testing.T) {
	s := withLetterhead(t)
	at := filepath.Join(t.TempDir(), "记录")
	s.dialogs = picker(func(name string) (string, error) {
		if !strings.HasPrefix(name, "操作记录-") || !strings.HasSuffix(name, ".csv") {
			t.Errorf("it is called %s", name)
		}
		return at, nil
	})
	audit := &AuditService{s}
	saved, err := audit.Export(page.AuditInput{Kind: "edit"})
	if err != nil || saved.Path != at+".csv" {
		t.Fatalf("%+v, %v", saved, err)
	}
	content, err := os.ReadFile(saved.Path)
	if err != nil || !strings.HasPrefix(string(content), "\ufeff序号,") || !strings.Contains(string(content), "建立资料夹") {
		t.Errorf("%v: %s", err, content)
	}
	list, err := audit.List(page.AuditInput{Kind: "export"})
	if err != nil || len(list.Rows) != 1 || list.Rows[0].Text != "类别 修改" || len(list.Staff) == 0 || len(list.Terms) == 0 {
		t.Errorf("%+v, %v", list, err)
	}
}
