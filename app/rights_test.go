package app

import (
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

// What is owed to people is saved where somebody chooses, and a person who may not be erased
// is not.
func TestWhatIsOwedToPeopleIsSaved(t *testing.T) {
	s := open(t)
	if _, err := (&SettingsService{s}).SaveLetterhead(page.LetterheadInput{Letterhead: setup.Letterhead{Name: "杭州简备信息服务有限公司", Phone: "0571-88880000"}}); err != nil {
		t.Fatal(err)
	}
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
