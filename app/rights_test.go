package app

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/page"
	"beiandesk/app/page/personal"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/office/setup"
)

// withLead opens a case, and gives it with its lead.
func withLead(t *testing.T, s *Session) page.CaseView {
	t.Helper()
	opened, err := (&CasesService{s}).Open(filing.OpenInput{
		Client: people.ClientInput{Name: "杭州青禾软件有限公司"}, Lead: people.PersonInput{Name: "沈一鸣", Mobile: "13800571001"}, Province: "33", ICP: true,
		Sites: []filing.SiteInput{{Domain: "qinghe.example"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := (&CasesService{s}).Get(page.IDInput{ID: opened.ID})
	if err != nil || len(shown.People) == 0 {
		t.Fatalf("%+v, %v", shown.People, err)
	}
	return shown
}

// What is owed to people is saved where somebody chooses, and a person who may not be erased
// is not.
func TestWhatIsOwedToPeopleIsSaved(t *testing.T) {
	s := open(t)
	if _, err := (&SettingsService{s}).SaveLetterhead(page.LetterheadInput{Letterhead: setup.Letterhead{Name: "杭州简备信息服务有限公司", Phone: "0571-88880000"}}); err != nil {
		t.Fatal(err)
	}
	shown := withLead(t, s)
	lead := shown.People[0].ID
	dir, room := t.TempDir(), &RightsService{s}
	s.dialogs = picker(func(name string) (string, error) { return filepath.Join(dir, name), nil })
	for name, save := range map[string]func() (page.SavedView, error){
		"13800571001": func() (page.SavedView, error) {
			return room.Copy(personal.PersonCopyInput{PersonID: lead, Whole: true})
		},
		"移动硬盘遗失。": func() (page.SavedView, error) {
			return room.Breach(rights.BreachInput{On: "今天", What: "移动硬盘遗失", Done: "已换口令"})
		},
	} {
		saved, err := save()
		if err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(saved.Path); err != nil || !strings.Contains(string(text), name) {
			t.Errorf("%s holds %s, %v", saved.Path, text, err)
		}
	}
	plan, err := room.PlanErasure(page.IDInput{ID: lead})
	if err != nil || !strings.Contains(plan.Blocked, shown.Number) || len(plan.Goes) == 0 || len(plan.Stays) == 0 || len(plan.Backups) != 0 {
		t.Errorf("%+v, %v", plan, err)
	}
}

// The file that proves consents comes in with them or later, is seen covered, whole once, and
// is saved where somebody chooses.
func TestEvidenceComesInIsSeenAndSaved(t *testing.T) {
	s := open(t)
	shown := withLead(t, s)
	given := func() []personal.ConsentView {
		t.Helper()
		client, err := (&ClientsService{s}).Get(page.IDInput{ID: shown.ClientID})
		if err != nil {
			t.Fatal(err)
		}
		return client.Consents
	}
	post := func(path, input string, content []byte) *httptest.ResponseRecorder {
		in := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(content))
		in.Header.Set("X-File-Name", url.PathEscape("同意书 签字.jpg"))
		in.Header.Set("X-Input", url.PathEscape(input))
		answer := httptest.NewRecorder()
		s.Assets().ServeHTTP(answer, in)
		return answer
	}
	get := func(path string) *httptest.ResponseRecorder {
		answer := httptest.NewRecorder()
		s.Assets().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		return answer
	}
	content := photo(t)
	if got := post("/consents", "{", content); got.Code == http.StatusOK || len(given()) != 0 {
		t.Errorf("registered without what was typed: %s", got.Body)
	}
	if got := post("/consents", `{"person":"`+shown.People[0].ID+`","matters":["sensitive","provide"],"way":"","evidence":"合同夹"}`, content); !strings.Contains(got.Body.String(), `"way"`) || len(given()) != 0 {
		t.Errorf("registered without a way: %s", got.Body)
	}
	if got := post("/consents", `{"person":"`+shown.People[0].ID+`","matters":["sensitive","provide"],"way":"paper","evidence":"合同夹"}`, content); got.Code != http.StatusOK {
		t.Fatalf("%s", got.Body)
	}
	first := given()[0]
	if first.File.Name != "同意书 签字.jpg" || first.File.Type != "JPG" || first.File.By != "周敏" {
		t.Errorf("%+v", first.File)
	}
	if covered := get(first.File.URL); covered.Code != http.StatusOK || bytes.Equal(covered.Body.Bytes(), content) {
		t.Error("the preview is not covered")
	}
	if got := post("/evidence/"+first.ID, "", []byte("MZ not a picture")); got.Code != http.StatusUnprocessableEntity {
		t.Errorf("%s", got.Body)
	}
	other := photo(t)[:len(content)-2]
	other = append(other, 0xff, 0xd9, 0)
	if got := post("/evidence/"+first.ID, "", other); got.Code != http.StatusOK {
		t.Fatalf("%s", got.Body)
	}
	if again := given()[0]; again.File.URL == first.File.URL {
		t.Error("another file has the same address")
	}
	whole, err := (&ClientsService{s}).Reveal(people.RevealInput{Token: "consent:" + first.ID, Use: "show"})
	if err != nil {
		t.Fatal(err)
	}
	if once, twice := get(whole.Value), get(whole.Value); !bytes.Equal(once.Body.Bytes(), other) || twice.Code == http.StatusOK {
		t.Errorf("once %d bytes, twice %d", once.Body.Len(), twice.Code)
	}
	dir := t.TempDir()
	s.dialogs = picker(func(name string) (string, error) { return filepath.Join(dir, name), nil })
	saved, err := (&RightsService{s}).SaveEvidence(page.IDInput{ID: first.ID})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(saved.Path); err != nil || !bytes.Equal(text, other) || filepath.Base(saved.Path) != "同意书 签字.jpg" {
		t.Errorf("%s, %v", saved.Path, err)
	}
}
