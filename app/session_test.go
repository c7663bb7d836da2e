package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

const passphrase = "一串够长的口令 2026"

// open makes a desk the way the first run does and gives its services.
func open(t *testing.T) *Session {
	t.Helper()
	window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
	s := NewSession(NewShell(window), window, Start{Version: "test"})
	t.Cleanup(s.Close)
	rooms := &DeskService{s}
	made, err := rooms.Create(page.CreateInput{Folder: filepath.Join(t.TempDir(), "desk"), Passphrase: passphrase, Staff: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	groups := []string{made.Recovery[made.Ask[0]], strings.ToLower(made.Recovery[made.Ask[1]])}
	view, err := rooms.Confirm(page.ConfirmInput{Groups: groups})
	if err != nil {
		t.Fatal(err)
	}
	if view.State != "open" || view.Name != "周敏" {
		t.Fatalf("the desk is %q with %q", view.State, view.Name)
	}
	return s
}

// opened opens a case with as little as it takes.
func opened(t *testing.T, s *Session) string {
	t.Helper()
	in := filing.OpenInput{
		Client: people.ClientInput{Name: "杭州青禾软件有限公司", Kind: "enterprise"}, Type: "first", Province: "33", ICP: true, Police: true,
		Sites: []filing.SiteInput{{Domain: "qinghe.example"}}, Agree: true,
	}
	got, err := (&CasesService{s}).Open(in)
	if err != nil {
		t.Fatal(err)
	}
	return got.ID
}

func TestAWrongGroupOfTheRecoveryCodeKeepsTheDeskShut(t *testing.T) {
	window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
	s := NewSession(NewShell(window), window, Start{})
	t.Cleanup(s.Close)
	rooms := &DeskService{s}
	if _, err := rooms.Create(page.CreateInput{Folder: filepath.Join(t.TempDir(), "desk"), Passphrase: passphrase, Staff: "周敏"}); err != nil {
		t.Fatal(err)
	}
	if _, err := rooms.Confirm(page.ConfirmInput{Groups: []string{"AAAAA", "BBBBB"}}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("want invalid, got %v", err)
	}
	if _, err := (&TodayService{s}).Load(page.TodayInput{}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("Today before the code was confirmed: %v", err)
	}
}

func TestLockingShutsEveryRoomAndUnlockingOpensThem(t *testing.T) {
	s := open(t)
	rooms := &DeskService{s}
	if _, err := rooms.Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if _, err := (&CasesService{s}).List(page.CasesInput{View: "open"}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("cases while locked: %v", err)
	}
	if _, err := rooms.Unlock(page.UnlockInput{Passphrase: "不是这一串口令"}); errs.CodeOf(err) != errs.Locked {
		t.Errorf("a wrong passphrase: %v", err)
	}
	view, err := rooms.Unlock(page.UnlockInput{Passphrase: passphrase})
	if err != nil || view.State != "open" || view.Name != "周敏" {
		t.Fatalf("%+v, %v", view, err)
	}
}

func TestTheFirstPageOfAFreshDeskSaysSo(t *testing.T) {
	v, err := (&TodayService{open(t)}).Load(page.TodayInput{Scope: "all"})
	if err != nil || !v.Fresh || v.Total != 0 || len(v.Parties) != 6 {
		t.Fatalf("%+v, %v", v, err)
	}
}

func TestACaseOpensWithAlmostNothingAndSaysWhatIsOwed(t *testing.T) {
	s := open(t)
	v, err := (&CasesService{s}).Get(page.IDInput{ID: opened(t, s)})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Next) != 2 || len(v.Owed) == 0 || v.Fees.Open != "1,200.00" || len(v.Stages) < 17 {
		t.Errorf("next %d, owed %v, fees %s, stages %d", len(v.Next), v.Owed, v.Fees.Open, len(v.Stages))
	}
	noNil(t, "case", reflect.ValueOf(v))
}

// noNil fails on any nil slice: the page maps over every array it gets.
func noNil(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			t.Errorf("%s is nil", path)
		}
		for i := range v.Len() {
			noNil(t, path, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			noNil(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

func TestEveryWrongFieldOfANewCaseReachesThePage(t *testing.T) {
	s := open(t)
	_, err := (&CasesService{s}).Open(filing.OpenInput{
		Client: people.ClientInput{Name: "杭州青禾软件有限公司", Kind: "enterprise", CreditCode: "91330106MA2KQ7T80J"},
		Lead:   people.PersonInput{Name: "沈一鸣", DocKind: "id", DocNumber: "330106198205290003", Mobile: "1380057100"},
		Type:   "first", Province: "33", ICP: true, Sites: []filing.SiteInput{{Domain: "http://qinghe_.example"}}, Agree: true,
	})
	var got failure
	text, _ := s.FormatError(err).(string)
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	fields := map[string]bool{}
	for _, p := range got.Problems {
		fields[p.Field] = true
		if strings.Contains(p.Message, "330106198205290003") {
			t.Error("the message repeats the number")
		}
	}
	for _, want := range []string{"client.creditCode", "lead.docNumber", "lead.mobile", "sites.0.domain"} {
		if !fields[want] {
			t.Errorf("%s is not reported: %s", want, text)
		}
	}
}

// photo is a picture that no encoder can shrink below the portals' lower bound.
func photo(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 760, 420))
	r := rand.New(rand.NewPCG(1, 1))
	for y := range 420 {
		for x := range 760 {
			img.Set(x, y, color.RGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileComesInCoveredAndIsSeenWholeOnce(t *testing.T) {
	s := open(t)
	id := opened(t, s)
	files := s.Assets()
	content := photo(t)

	up := httptest.NewRequest(http.MethodPost, "/upload/"+id+"/licence", bytes.NewReader(content))
	up.Header.Set("X-File-Name", url.PathEscape("营业执照 副本.jpg"))
	answer := httptest.NewRecorder()
	files.ServeHTTP(answer, up)
	if answer.Code != http.StatusOK || answer.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %s", answer.Code, answer.Body)
	}
	var sheet page.MaterialsView
	if err := json.Unmarshal(answer.Body.Bytes(), &sheet); err != nil {
		t.Fatal(err)
	}
	var doc page.DocumentView
	for _, item := range sheet.Items {
		if item.Code == "licence" {
			doc = item.Versions[0]
		}
	}
	if doc.Name != "营业执照 副本.jpg" || doc.State != "合格" {
		t.Errorf("%+v", doc)
	}

	preview := httptest.NewRecorder()
	files.ServeHTTP(preview, httptest.NewRequest(http.MethodGet, doc.URL, nil))
	if preview.Code != http.StatusOK || bytes.Equal(preview.Body.Bytes(), content) {
		t.Error("the preview is not covered")
	}

	whole, err := (&ClientsService{s}).Reveal(people.RevealInput{Token: "document:" + doc.ID, CaseID: ref.CaseID(id), Use: "show"})
	if err != nil {
		t.Fatal(err)
	}
	first, second := httptest.NewRecorder(), httptest.NewRecorder()
	files.ServeHTTP(first, httptest.NewRequest(http.MethodGet, whole.Value, nil))
	files.ServeHTTP(second, httptest.NewRequest(http.MethodGet, whole.Value, nil))
	if !bytes.Equal(first.Body.Bytes(), content) || second.Code == http.StatusOK {
		t.Errorf("first %d bytes, second %d", first.Body.Len(), second.Code)
	}
}

func TestAHostileFileIsRefusedInWords(t *testing.T) {
	s := open(t)
	answer := httptest.NewRecorder()
	s.Assets().ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/upload/"+opened(t, s)+"/licence", strings.NewReader("MZ not a picture")))
	var got failure
	if err := json.Unmarshal(answer.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if answer.Code != http.StatusUnprocessableEntity || got.Code != string(errs.Hostile) || got.Message == "" {
		t.Errorf("%d %+v", answer.Code, got)
	}
}

func TestABillIsIssuedShownAndPaid(t *testing.T) {
	s := open(t)
	bills := &BillingService{s}
	if _, err := (&SettingsService{s}).SaveLetterhead(page.LetterheadInput{Letterhead: setup.Letterhead{Name: "杭州简备信息服务有限公司", Short: "简备"}}); err != nil {
		t.Fatal(err)
	}
	id := opened(t, s)
	looked, err := (&PapersService{s}).Prepare(page.PaperInput{Kind: "draft", ID: id})
	if err != nil || strings.Contains(looked.Title, "ZD") {
		t.Fatalf("%+v, %v", looked, err)
	}
	if _, err := bills.Issue(page.IssueInput{CaseID: id, Total: "600.00"}); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("another total was issued than what was shown: %v", err)
	}
	bill, err := bills.Issue(page.IssueInput{CaseID: id, Total: "1,200.00"})
	if err != nil {
		t.Fatal(err)
	}
	if bill.Total != "1,200.00" || bill.Upper != "人民币壹仟贰佰元整" || bill.State != "未到期" {
		t.Errorf("%+v", bill)
	}
	paper, err := (&PapersService{s}).Prepare(page.PaperInput{Kind: "invoice", ID: bill.ID})
	if err == nil {
		_, err = (&PapersService{s}).Prepare(page.PaperInput{Kind: "invoice", ID: bill.ID})
	}
	if err != nil {
		t.Fatal(err)
	}
	// Walking a list of bills shows each again and again: it is noted once while the desk is open.
	list, err := (&AuditService{s}).List(page.AuditInput{Kind: "paper", Text: "账单 ZD"})
	if n := len(slices.DeleteFunc(list.Rows, func(r page.AuditRow) bool {
		return !strings.Contains(r.Title, "账单") || strings.Contains(r.Title, "样稿")
	})); err != nil || n != 1 {
		t.Errorf("the bill is noted %d times in %+v, %v", n, list.Rows, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	got := httptest.NewRecorder()
	s.Assets().ServeHTTP(got, httptest.NewRequest(http.MethodGet, paper.URL, nil))
	if !bytes.HasPrefix(got.Body.Bytes(), []byte("%PDF-")) || strings.Contains(paper.URL, bill.Number) {
		t.Errorf("%s gave %d bytes", paper.URL, got.Body.Len())
	}
	paid, err := bills.Pay(page.PayInput{InvoiceID: bill.ID, Amount: "1200", Method: "银行转账", Version: bill.Version})
	if err != nil || paid.State != "已收" || paid.Open != "0.00" {
		t.Errorf("%+v, %v", paid, err)
	}
}

func TestTheCauseOfAnErrorStaysInside(t *testing.T) {
	text, _ := new(Session).FormatError(errs.Wrap(errs.Storage, errors.New("/home/u/secret"), "没存上")).(string)
	if strings.Contains(text, "secret") || !strings.Contains(text, "没存上") {
		t.Error(text)
	}
}

func TestTheWindowRemembersItsFolderAndSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "window.json")
	m := host.LoadWindowState(path)
	m.SetWindow(1600, 1000, false)
	m.SetWindow(10, 10, true)
	m.SetFolder("/data/desk", "s1")
	again := host.LoadWindowState(path)
	w, h, max := again.Window()
	if w != 1600 || h != 1000 || !max || again.Folder() != "/data/desk" || again.StaffOf("/data/desk") != "s1" {
		t.Errorf("%d %d %v %q", w, h, max, again.Folder())
	}
}

func TestARecoveryCodeThatNobodyConfirmedIsShownAgainAndThenReplaced(t *testing.T) {
	window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
	s := NewSession(NewShell(window), window, Start{Version: "test"})
	defer s.Close()
	rooms := &DeskService{s}
	folder := filepath.Join(t.TempDir(), "desk")
	made, err := rooms.Create(page.CreateInput{Folder: folder, Passphrase: passphrase, Staff: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	state := func() page.DeskView {
		t.Helper()
		v, err := rooms.State(page.Empty{})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	// The page begins anew: the same code, the same groups.
	if v := state(); v.State != "first" || !slices.Equal(v.Fresh.Recovery, made.Recovery) || !slices.Equal(v.Fresh.Ask, made.Ask) {
		t.Fatalf("after a reload %q with %d groups", v.State, len(v.Fresh.Recovery))
	}
	// The program ends instead.
	if _, err := rooms.Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if v, err := rooms.Unlock(page.UnlockInput{Folder: folder, Passphrase: passphrase}); err != nil || !v.Unconfirmed || len(v.Fresh.Recovery) != 0 {
		t.Fatalf("opened %+v, %v", v.Unconfirmed, err)
	}
	drawn, err := rooms.DrawRecovery(page.ProofInput{Old: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rooms.KeepRecovery(page.ConfirmInput{Groups: []string{drawn.Recovery[drawn.Ask[0]], drawn.Recovery[drawn.Ask[1]]}}); err != nil {
		t.Fatal(err)
	}
	if state().Unconfirmed {
		t.Error("a code that was typed back is still asked for")
	}
}
