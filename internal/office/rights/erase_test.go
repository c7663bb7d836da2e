package rights_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/clients"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/drafts"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

// ended is a case that was withdrawn, its scans kept for a reason.
func ended(t *testing.T, change func(*filing.OpenInput)) (*desktest.Fixture, ref.CaseID) {
	t.Helper()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	if change != nil {
		change(&in)
	}
	id := f.OpenCase(in)
	f.Scans(id)
	return f, id
}

func withdraw(t *testing.T, f *desktest.Fixture, id ref.CaseID) {
	t.Helper()
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "沈一鸣说不办了，电话 13800571001"})
	for _, n := range f.Show(id).Next {
		switch n.Run.Stage {
		case "left-scans":
			f.Record(filing.DoInput{CaseID: id, Action: "left-scans.done", Reason: "沈一鸣以后还要用", Values: map[string]string{"scans": "keep"}})
		default:
			f.Step(id, n.Run.Stage+".done")
		}
	}
	if f.Show(id).Case.ClosedAt == nil {
		t.Fatalf("the case is still open: %s", f.Show(id).Case.Status)
	}
}

// Everything that names him goes, also from freed pages and from disk; the bytes of it are
// looked for. What the law has kept stays.
func TestAnErasedPersonIsNowhereInTheFolder(t *testing.T) {
	f, id := ended(t, nil)
	lead := f.Show(id).People[0].Person
	if err := consents.Add(ctx, f.Office, consents.ConsentInput{Person: lead.ID, Matters: []string{"sensitive"}, Way: "paper", Evidence: "沈一鸣签的同意书", File: &consents.EvidenceFile{Name: "沈一鸣.jpg", Content: desktest.Photo(t, 60_000, 9)}}); err != nil {
		t.Fatal(err)
	}
	if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "note", Text: "沈一鸣来电"}); err != nil {
		t.Fatal(err)
	}
	if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "note", Text: "公司来函"}); err != nil {
		t.Fatal(err)
	}
	if _, err := followups.Add(ctx, f.Office, followups.FollowupInput{CaseID: id, Label: "问沈一鸣换证", Day: "2027-01-05"}); err != nil {
		t.Fatal(err)
	}
	if _, err := drafts.Keep(ctx, f.Office, drafts.DraftInput{Key: "person:" + string(lead.ID), Body: "{}"}); err != nil {
		t.Fatal(err)
	}
	if _, err := people.Reveal(ctx, f.Office, people.RevealInput{Token: "person:" + string(lead.ID) + ":mobile", CaseID: id, Use: "show"}); err != nil {
		t.Fatal(err)
	}
	in := rights.EraseInput{Person: lead.ID, Reason: "沈一鸣本人要求"}
	if _, err := rights.Erase(ctx, f.Office, in); errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), f.Show(id).Case.Number) {
		t.Fatalf("while his case is open: %v", err)
	}
	withdraw(t, f, id)
	planned, err := rights.PlanErasure(ctx, f.Office, lead.ID)
	if err != nil || planned.Blocked != "" || !strings.Contains(strings.Join(planned.Goes, "\n"), "扫描件 3 份：") || !slices.Contains(planned.Goes, "同意的凭据文件 1 份") || len(planned.Stays) < 4 {
		t.Fatalf("%+v, %v", planned, err)
	}
	number := f.Show(id).Case.Number

	sought := map[string][]byte{"his name": []byte("沈一鸣")}
	for what, query := range map[string]string{
		"his sealed number": "SELECT hex(doc_number_sealed) FROM people WHERE name = '沈一鸣'",
		"his sealed mobile": "SELECT hex(mobile_sealed) FROM people WHERE name = '沈一鸣'",
		"his number's hash": "SELECT hex(doc_number_hash) FROM people WHERE name = '沈一鸣'",
		"his mobile's hash": "SELECT hex(mobile_hash) FROM people WHERE name = '沈一鸣'",
		"his evidence":      "SELECT hex(sealed) FROM consents",
		"its file's name":   "SELECT hex(name_sealed) FROM consent_files",
		"the words of it":   "SELECT hex(p.sealed) FROM journal_payloads p JOIN journal j ON j.seq = p.seq WHERE j.title LIKE '登记同意%'",
		"a note of him":     "SELECT hex(p.sealed) FROM journal_payloads p JOIN journal j ON j.seq = p.seq WHERE j.kind = 'note' ORDER BY j.seq LIMIT 1",
		"a move's reason":   "SELECT hex(sealed) FROM moves WHERE action = 'case.withdraw'",
		"a follow-up":       "SELECT hex(sealed) FROM followups",
		"a draft":           "SELECT hex(body_sealed) FROM drafts",
	} {
		raw, err := hex.DecodeString(sqlitetest.First(t, f.Dir, query))
		if err != nil || len(raw) < 16 {
			t.Fatalf("%s: %x, %v", what, raw, err)
		}
		sought[what] = raw
	}
	before := filepath.Join(f.Dir, "desk.before-v9.db")
	if err := os.WriteFile(before, sought["his sealed mobile"], 0o600); err != nil {
		t.Fatal(err)
	}
	scan := sqlitetest.First(t, f.Dir, "SELECT blob FROM documents WHERE material = 'id-front'")
	proof := sqlitetest.First(t, f.Dir, "SELECT blob FROM consent_files")
	if _, err := rights.Erase(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	for what, blob := range map[string]string{"scan": scan, "evidence": proof} {
		if _, err := f.Files.Get(blob); errs.CodeOf(err) != errs.NotFound {
			t.Errorf("his %s is there: %v", what, err)
		}
	}
	if _, err := rights.Erase(ctx, f.Office, in); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("erased twice: %v", err)
	}
	if _, err := os.Stat(before); !os.IsNotExist(err) || !strings.Contains(strings.Join(planned.Goes, "\n"), "升级前的副本") {
		t.Errorf("the copy of before an upgrade: %v, planned %v", err, planned.Goes)
	}
	looksErased(t, f, id)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for path, content := range f.Folder(t) {
		for what, bytesOf := range sought {
			if bytes.Contains(content, bytesOf) {
				t.Errorf("%s lies in %s", what, filepath.Base(path))
			}
		}
		if strings.Contains(path, scan) {
			t.Errorf("his scan lies in %s", path)
		}
	}
	f.Restart(t)
	if again := f.Show(id); again.Case.Number != number || again.Case.Status != "withdrawn" {
		t.Errorf("%+v", again.Case)
	}
}

// looksErased looks at what is left of him on an open desk.
func looksErased(t *testing.T, f *desktest.Fixture, id ref.CaseID) {
	t.Helper()
	page := f.Show(id)
	left := page.People[0].Person
	if left.Name != clients.Erased || left.DocNumber+left.Mobile+left.Emergency+left.Email+left.Living+left.DocAddress != "" || left.DocUntil != nil {
		t.Errorf("left of him is %+v", left)
	}
	words, docs := "", 0
	for _, item := range page.Timeline {
		words += item.Text + "\n"
	}
	for _, item := range page.Materials.Items {
		docs += len(item.Docs)
	}
	if strings.Contains(words, "沈一鸣") || strings.Contains(words, "13800571001") || !strings.Contains(words, "公司来函") {
		t.Errorf("the timeline says %s", words)
	}
	if docs != 1 { // the licence is the client's
		t.Errorf("%d scans are left", docs)
	}
	err := f.Read(ctx, func(tx store.Tx) error {
		moves, err := tx.Moves().Of(id)
		for _, m := range moves {
			if m.Action == "case.withdraw" && m.Reason != "〔已删除〕说不办了，电话 〔已删除〕" {
				t.Errorf("the move's reason is %q", m.Reason)
			}
		}
		if err != nil {
			return err
		}
		given, err := tx.Consents().OfClient(page.Client.ID)
		if err == nil && (len(given) != 1 || given[0].Evidence != "" || given[0].File != nil || given[0].Matter != "sensitive") {
			t.Errorf("his consent is %+v", given)
		}
		if err != nil {
			return err
		}
		lines, err := tx.Handovers().Of(id)
		if err == nil && (len(lines) == 0 || lines[0].Recipient != "destroyed" || len(lines[0].Kinds) != 3) {
			t.Errorf("the register has %+v", lines)
		}
		if err != nil {
			return err
		}
		if c, err := tx.Clients().Client(page.Client.ID); err != nil || c.Investor != "〔已删除〕" || c.Name != "杭州青禾软件有限公司" {
			t.Errorf("the client is %+v, %v", c, err)
		}
		_, err = tx.Journal().Verify()
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if found, err := tx(f, func(tx store.Tx) ([]store.PhoneUse, error) { return tx.Find().PhoneUses([]string{"13800571001"}) }); err != nil || len(found) != 0 {
		t.Errorf("found by his number: %+v, %v", found, err)
	}
}

// tx reads one value.
func tx[T any](f *desktest.Fixture, read func(store.Tx) (T, error)) (v T, err error) {
	err = f.Read(ctx, func(t store.Tx) (err error) {
		v, err = read(t)
		return err
	})
	return v, err
}

// A natural person who is the client goes with all of the client's data; his bill stays.
func TestAClientWhoIsAPersonGoesAsAWhole(t *testing.T) {
	f, id := ended(t, func(in *filing.OpenInput) {
		in.Client = people.ClientInput{Name: "沈一鸣", Kind: "personal", Address: "浙江省杭州市西湖区翠苑一区 8 幢 302 室", Postcode: "310013", WeChat: "shen-wx", Note: "朋友介绍"}
		in.LegalRep, in.Sites[0].Contents = false, nil
	})
	bill, err := invoicing.Issue(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	withdraw(t, f, id)
	lead := f.Show(id).People[0].Person
	if _, err := rights.Erase(ctx, f.Office, rights.EraseInput{Person: lead.ID, Reason: " "}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	sqlitetest.Past(t, f.Dir, "UPDATE cases SET account_secret_sealed = x'0badc0de'")
	if _, err := rights.Erase(ctx, f.Office, rights.EraseInput{Person: lead.ID, Reason: "本人要求"}); err != nil {
		t.Fatal(err)
	}
	if n := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM cases WHERE account_secret_sealed = x'0badc0de'"); n != "0" {
		t.Error("the torn password of his account stays")
	}
	page := f.Show(id)
	if c := page.Client; c.Name != clients.Erased || c.Address+c.WeChat+c.Note+c.Postcode != "" {
		t.Errorf("the client is %+v", c)
	}
	for _, item := range page.Materials.Items {
		if len(item.Docs) > 0 {
			t.Errorf("%s is left", item.Code)
		}
	}
	kept, err := invoicing.ByNumber(ctx, f.Office, bill.Number)
	if err != nil || kept.ClientName != "沈一鸣" {
		t.Errorf("the bill says %q, %v", kept.ClientName, err)
	}
	if rows, err := tx(f, func(tx store.Tx) ([]store.CaseRow, error) {
		return tx.CaseList().Cases(store.CaseQuery{Now: f.Now(), View: "all", Text: "沈一鸣", Sort: "number", Limit: 5})
	}); err != nil || len(rows) != 0 {
		t.Errorf("cases are found by his name: %+v, %v", rows, err)
	}
}

// What is damaged can't be read, and still is found by its hashes: those go, and the torn seals.
func TestWhatIsDamagedOfAnErasedPersonGoesToo(t *testing.T) {
	f, id := ended(t, func(in *filing.OpenInput) {
		in.Client.Contact, in.Client.ContactPhone, in.Client.WeChat = "沈一鸣", "13800571009", "shen-wx"
	})
	withdraw(t, f, id)
	torn := map[string]string{"people": "mobile doc_number", "clients": "contact_phone wechat"}
	for table, columns := range torn {
		for _, column := range strings.Fields(columns) {
			if n := sqlitetest.Past(t, f.Dir, "UPDATE "+table+" SET "+column+"_sealed = x'0badc0de'"); n == 0 {
				t.Fatalf("no %s.%s is there", table, column)
			}
		}
	}
	found := "SELECT COALESCE(mobile_hash, '') || COALESCE(mobile_tail, '') || COALESCE(doc_number_hash, '') || (SELECT COALESCE(contact_phone_hash, '') || COALESCE(contact_phone_tail, '') || COALESCE(wechat_hash, '') FROM clients WHERE id = client_id) FROM people"
	if hashes := sqlitetest.First(t, f.Dir, found); len(hashes) < 100 {
		t.Fatalf("before he is found by %q", hashes)
	}
	lead := f.Show(id).People[0].Person
	if _, err := rights.Erase(ctx, f.Office, rights.EraseInput{Person: lead.ID, Reason: "本人要求"}); err != nil {
		t.Fatal(err)
	}
	if hashes := sqlitetest.First(t, f.Dir, found); hashes != "" {
		t.Errorf("he is still found by %q", hashes)
	}
	for table, columns := range torn {
		for _, column := range strings.Fields(columns) {
			if n := sqlitetest.First(t, f.Dir, "SELECT COUNT(*) FROM "+table+" WHERE "+column+"_sealed = x'0badc0de'"); n != "0" {
				t.Errorf("%s of %s keeps what is torn", column, table)
			}
		}
	}
	page := f.Show(id)
	if left := page.People[0].Person; left.Mobile+left.DocNumber+page.Client.ContactPhone+page.Client.WeChat != "" {
		t.Errorf("left are %+v and %+v", left, page.Client)
	}
}

// A name that is part of another's, or of the client's own, leaves that whole.
func TestErasingAPersonLeavesLongerNamesWhole(t *testing.T) {
	f, id := ended(t, nil)
	withdraw(t, f, id)
	client, lead := f.Show(id).Client, f.Show(id).People[0].Person
	err := f.Write(ctx, func(w *office.Work) error {
		client.Investor, client.Note = "沈一鸣之、沈一鸣", "沈一鸣之来过，13800571001 是沈一鸣的，小沈一鸣不是"
		return errors.Join(w.Clients().UpdateClient(client),
			w.Clients().AddPerson(clients.Person{ID: "longer", ClientID: client.ID, Name: "沈一鸣之"}),
			w.Clients().AddPerson(clients.Person{ID: "around", ClientID: client.ID, Name: "小沈一鸣"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"沈一鸣之来电", "沈一鸣来电"} {
		if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "note", Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := rights.Erase(ctx, f.Office, rights.EraseInput{Person: lead.ID, Reason: "本人要求"}); err != nil {
		t.Fatal(err)
	}
	page := f.Show(id)
	if c := page.Client; c.Investor != "沈一鸣之、〔已删除〕" || c.Note != "沈一鸣之来过，〔已删除〕 是〔已删除〕的，小沈一鸣不是" {
		t.Errorf("the client is %+v", c)
	}
	var words []string
	for _, item := range page.Timeline {
		words = append(words, item.Text)
	}
	if all := strings.Join(words, "\n"); !strings.Contains(all, "沈一鸣之来电") || strings.Contains(all, "沈一鸣来电") {
		t.Errorf("the timeline says %s", all)
	}
}
