package audit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/agenda"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/morning"
	"beiandesk/internal/office/notices"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// scene is a desk with what the verbs are tried on.
type scene struct {
	*desktest.Fixture
	id     ref.CaseID
	lead   ref.PersonID
	client ref.ClientID
}

var basis = rulebook.Basis{Source: "浙江管局电话答复"}

var text = rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeText, Code: "materials.todo.message"}}

// seq is the newest change of a text, by which it is changed again.
func (s *scene) latest() rulebook.RuleRef {
	book, err := rulebook.ReadRulebook(ctx, s.Office)
	if err != nil {
		s.T.Fatal(err)
	}
	now := text
	for _, line := range book.Texts {
		if line.Code == text.Code && line.Scope == "" {
			now.Seq = line.Seq
		}
	}
	return now
}

func out[T any](_ T, err error) error { return err }

// noted are the verbs that show what is covered, let something out of the desk or change its
// settings: each leaves one line. They are done one after another.
var noted = []struct {
	verb, kind string
	do         func(*scene) error
}{
	{"people.Reveal", "reveal", func(s *scene) error {
		return out(people.Reveal(ctx, s.Office, people.RevealInput{Token: "person:" + string(s.lead) + ":mobile", Use: "show"}))
	}},
	{"filing.SaveAccount", "edit", func(s *scene) error {
		return filing.SaveAccount(ctx, s.Office, filing.AccountInput{CaseID: s.id, UserName: "beian", Secret: "Xk9-secret", Version: s.Show(s.id).Case.Version})
	}},
	{"filing.Reveal", "reveal", func(s *scene) error {
		return out(filing.Reveal(ctx, s.Office, people.RevealInput{Token: "account:" + string(s.id) + ":secret", Use: "copy", CaseID: s.id}))
	}},
	{"intake.Fetch", "reveal", func(s *scene) error {
		var docs []materials.Document
		err := s.Read(ctx, func(tx store.Tx) (err error) {
			docs, err = tx.Documents().Of(s.id)
			return err
		})
		if err != nil {
			return err
		}
		return out(intake.Fetch(ctx, s.Office, docs[0].ID))
	}},
	{"setup.SaveLetterhead", "edit", func(s *scene) error {
		return out(setup.SaveLetterhead(ctx, s.Office, setup.Letterhead{Name: "杭州备案服务有限公司", Phone: "0571-88880000"}))
	}},
	{"papers.Noted", "paper", func(s *scene) error {
		made, err := papers.Filing(ctx, s.Office, s.id)
		if err != nil {
			return err
		}
		return papers.Noted(ctx, s.Office, made, papers.Saved)
	}},
	{"audit.Took", "export", func(s *scene) error { return audit.Took(ctx, s.Office, audit.Filter{}, 1) }},
	{"audit.Export", "export", func(s *scene) error { _, _, err := audit.Export(ctx, s.Office, audit.Filter{}); return err }},
	{"morning.Save", "edit", func(s *scene) error {
		return out(morning.Save(ctx, s.Office, morning.RobotInput{Kind: "feishu", URL: "https://open.feishu.cn/open-apis/bot/v2/hook/k", At: "09:00"}))
	}},
	{"morning.Told", "export", func(s *scene) error {
		return morning.Told(ctx, s.Office, morning.Robot{Kind: "feishu"}, morning.Message{What: "早上清单", Text: "逾期 1 件"}, nil)
	}},
	{"agenda.Note", "export", func(s *scene) error { return agenda.Note(ctx, s.Office, 3, "") }},
	{"tables.Save", "export", func(s *scene) error {
		return out(tables.Save(ctx, s.Office, tables.Wanted{Table: tables.Clients}, sheet.Form{Kind: sheet.CSV}, io.Discard, func(int) {}))
	}},
	{"rights.CopyOf", "export", func(s *scene) error { return out(rights.CopyOf(ctx, s.Office, s.lead, true)) }},
	{"rights.Breach", "export", func(s *scene) error {
		return out(rights.Breach(ctx, s.Office, rights.BreachInput{On: "2026-11-20", What: "硬盘遗失", Done: "已更换口令"}))
	}},
	{"setup.SavePrice", "edit", func(s *scene) error {
		return out(setup.SavePrice(ctx, s.Office, setup.Price{ICP: 70_000, Police: 70_000, TermDays: 14}))
	}},
	{"setup.AddStaff", "edit", func(s *scene) error { return out(setup.AddStaff(ctx, s.Office, "林晓")) }},
	{"setup.SaveStaff", "edit", func(s *scene) error {
		view, err := setup.Settings(ctx, s.Office)
		if err != nil {
			return err
		}
		one := view.Staff[len(view.Staff)-1]
		one.Name = "林晓晓"
		return out(setup.SaveStaff(ctx, s.Office, one))
	}},
	{"filing.SetOwner", "edit", func(s *scene) error {
		view, err := setup.Settings(ctx, s.Office)
		if err != nil {
			return err
		}
		return filing.SetOwner(ctx, s.Office, filing.OwnerInput{CaseID: s.id, OwnerID: view.Staff[len(view.Staff)-1].ID, Version: s.Show(s.id).Case.Version})
	}},
	{"setup.SaveProfile", "edit", func(s *scene) error {
		return setup.SaveProfile(ctx, s.Office, setup.ProfileInput{Staff: s.Office.Staff, Profile: setup.Profile{Title: "备案专员", Phone: "13800571009"}})
	}},
	{"setup.SaveAbsence", "edit", func(s *scene) error {
		view, err := setup.Settings(ctx, s.Office)
		if err != nil {
			return err
		}
		other := slices.IndexFunc(view.Staff, func(one store.Staff) bool { return one.ID != view.Current && one.Active })
		return setup.SaveAbsence(ctx, s.Office, setup.AbsenceInput{Staff: view.Staff[other].ID, Until: "2027-01-08", Cover: view.Current})
	}},
	{"setup.HandOver", "edit", func(s *scene) error {
		view, err := setup.Settings(ctx, s.Office)
		if err != nil {
			return err
		}
		owner := s.Show(s.id).Case.OwnerID
		other := slices.IndexFunc(view.Staff, func(one store.Staff) bool { return one.Active && one.ID != owner })
		return out(setup.HandOver(ctx, s.Office, setup.HandOverInput{From: owner, To: view.Staff[other].ID}))
	}},
	{"calendar.ImportHolidays", "edit", func(s *scene) error {
		return out(calendar.ImportHolidays(ctx, s.Office, []byte(desktest.Year2027), true))
	}},
	{"calendar.AddClosure", "edit", func(s *scene) error {
		return out(calendar.AddClosure(ctx, s.Office, calendar.ClosureInput{Authority: "bureau", Province: "33", From: "2026-12-01", Name: "系统升级"}))
	}},
	{"calendar.RemoveClosure", "edit", func(s *scene) error {
		list, err := calendar.Closures(ctx, s.Office)
		if err != nil {
			return err
		}
		return out(calendar.RemoveClosure(ctx, s.Office, list[0].ID))
	}},
	{"rulebook.SaveText", "edit", func(s *scene) error { return rulebook.SaveText(ctx, s.Office, text, "您好，材料还差几样。") }},
	{"rulebook.Confirm", "edit", func(s *scene) error {
		return rulebook.Confirm(ctx, s.Office, []rulebook.RuleRef{s.latest()}, rulebook.Confirmed{Note: "问过"})
	}},
	{"rulebook.Withdraw", "edit", func(s *scene) error { return rulebook.Withdraw(ctx, s.Office, []rulebook.RuleRef{s.latest()}) }},
	{"rulebook.Restore", "edit", func(s *scene) error { return rulebook.Restore(ctx, s.Office, s.latest()) }},
	{"rulebook.SaveClock", "edit", func(s *scene) error {
		of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Code: "template.max"}}
		return out(rulebook.SaveClock(ctx, s.Office, of, workflow.Term{Unit: "hours", To: 72}, basis))
	}},
	{"rulebook.SaveRule", "edit", func(s *scene) error {
		in := rulebook.RuleInput{Label: "备齐承诺书", Severity: "warn", Text: "要交承诺书原件", Advice: "请客户寄来", Stages: []string{"prereview"}}
		return rulebook.SaveRule(ctx, s.Office, rulebook.RuleRef{RuleKey: store.RuleKey{Scope: "33"}}, in, basis)
	}},
	{"consents.Add", "edit", func(s *scene) error {
		return consents.Add(ctx, s.Office, consents.ConsentInput{Person: s.lead, Matters: []string{"sensitive"}, Way: "paper", Evidence: "同意书第 2 版"})
	}},
	{"consents.Attach", "edit", func(s *scene) error {
		lines, err := consents.Of(ctx, s.Office, s.client)
		if err != nil {
			return err
		}
		return consents.Attach(ctx, s.Office, consents.AttachInput{ID: lines[0].ID, File: consents.EvidenceFile{Name: "同意书.jpg", Content: desktest.Photo(s.T, 60_000, 1)}})
	}},
	{"consents.Fetch", "reveal", func(s *scene) error {
		lines, err := consents.Of(ctx, s.Office, s.client)
		if err != nil {
			return err
		}
		return out(consents.Fetch(ctx, s.Office, lines[0].ID))
	}},
	{"consents.Withdraw", "edit", func(s *scene) error {
		lines, err := consents.Of(ctx, s.Office, s.client)
		if err != nil {
			return err
		}
		return consents.Withdraw(ctx, s.Office, consents.WithdrawalInput{ID: lines[0].ID, Follows: "停办"})
	}},
	{"handovers.Add", "edit", func(s *scene) error {
		return handovers.Add(ctx, s.Office, handovers.HandoverInput{CaseID: s.id, Recipient: "partner", Name: "宁波协作事务所", Kinds: []string{"name"}, Purpose: "代为递交", Basis: "consent"})
	}},
	{"handovers.Withdraw", "edit", func(s *scene) error {
		lines, err := handovers.All(ctx, s.Office, handovers.Filter{Recipient: "partner"})
		if err != nil {
			return err
		}
		return handovers.Withdraw(ctx, s.Office, lines[0].ID, "登错了")
	}},
	{"chasing.Chase", "contact", func(s *scene) error {
		return out(chasing.Chase(ctx, s.Office, chasing.ChaseInput{CaseID: s.id, RunID: s.Show(s.id).Next[0].ID, Sent: true}))
	}},
	{"notices.Seen", "note", func(s *scene) error { return notices.Seen(ctx, s.Office, "tencent", true) }},
	{"people.SaveClient", "edit", func(s *scene) error {
		in := desktest.Qinghe().Client
		c := s.Show(s.id).Client
		in.ID, in.Version, in.Postcode = s.client, c.Version, "310014"
		return out(people.SaveClient(ctx, s.Office, in))
	}},
	{"ownfields.SaveField", "edit", func(s *scene) error {
		return ownfields.SaveField(ctx, s.Office, ownfields.OwnFieldInput{About: "case", Name: "会员号", Kind: "text", Sealed: true})
	}},
	{"ownfields.Set", "edit", func(s *scene) error {
		defined, err := ownfields.List(ctx, s.Office, false)
		if err != nil {
			return err
		}
		return ownfields.Set(ctx, s.Office, ownfields.OwnSetInput{CaseID: s.id, Values: map[string]string{defined.Fields[0].ID: "A-7"}, Version: s.Show(s.id).Case.Version})
	}},
	{"ownfields.Reveal", "reveal", func(s *scene) error {
		defined, err := ownfields.List(ctx, s.Office, false)
		if err != nil {
			return err
		}
		return out(ownfields.Reveal(ctx, s.Office, people.RevealInput{Token: "own:case:" + string(s.id) + ":" + defined.Fields[0].ID, Use: "show", CaseID: s.id}))
	}},
	{"ownfields.SaveField", "edit", func(s *scene) error {
		return ownfields.SaveField(ctx, s.Office, ownfields.OwnFieldInput{About: "client", Name: "来源", Kind: "text", Version: 1})
	}},
	{"ownfields.MoveField", "edit", func(s *scene) error {
		defined, err := ownfields.List(ctx, s.Office, false)
		if err != nil {
			return err
		}
		return ownfields.MoveField(ctx, s.Office, ownfields.OwnMoveInput{ID: defined.Fields[0].ID, By: 1, Version: defined.Version})
	}},
	{"ownfields.SaveField", "edit", func(s *scene) error {
		defined, err := ownfields.List(ctx, s.Office, false)
		if err != nil {
			return err
		}
		f := defined.Fields[0]
		return ownfields.SaveField(ctx, s.Office, ownfields.OwnFieldInput{ID: f.ID, Name: f.Name, Retired: true, Version: defined.Version})
	}},
	{"ownfields.RemoveField", "edit", func(s *scene) error {
		defined, err := ownfields.List(ctx, s.Office, false)
		if err != nil {
			return err
		}
		return ownfields.RemoveField(ctx, s.Office, ownfields.OwnRemoveInput{ID: defined.Fields[0].ID, Version: defined.Version})
	}},
	{"casefile.SavePerson", "edit", func(s *scene) error {
		in := desktest.Qinghe().Lead
		in.ID, in.ClientID, in.Version, in.Email = s.lead, s.client, s.Show(s.id).People[0].Version, "shen2@example.com"
		return out(casefile.SavePerson(ctx, s.Office, in))
	}},
}

// others are all else that the office can do for a door, by why it is none of those.
var others = map[string]string{
	"its own test reads what doctor then says": `audit.Accept importing.Undo`,
	"it only lists": `importing.Batches`,
	"it only reads": `audit.All audit.List calendar.BasisVersion calendar.Closures calendar.Holidays chasing.Told consents.Of consents.Preview copies.At copies.Try drafts.All filing.LookFor finding.Find followups.Due followups.Filled followups.Of handovers.All importing.Head handovers.ChoicesOf handovers.Each
		handovers.List handovers.Over intake.Content intake.Preview intake.Status invoicing.ByNumber invoicing.Get invoicing.List invoicing.OfCase invoicing.Receipt
		invoicing.Totals morning.Desktop morning.Get morning.List notices.Due ownfields.List ownfields.Of ownfields.OfAll ownfields.TagsInUse papers.Closing papers.Daily papers.Draft papers.Duty papers.Filing papers.Handovers papers.Invoice papers.Notice papers.Progress papers.ProgressOfMany papers.Suspension papers.Recovery
		pasting.Read people.Client people.ListClients preflight.Check closing.Of retention.List results.Choices rights.PlanErasure rulebook.CountAffected rulebook.History rulebook.ListUnconfirmed rulebook.Outdated
		rulebook.ReadPack rulebook.ReadRulebook rulebook.Standings rulepage.OfDesk setup.Settings setup.ReadProfile setup.Covers setup.Loads setup.WhatIsMissing sweep.Queue agenda.Write tables.Copy views.ByNumber views.EachCase views.EachDeadline
		boards.InMonth boards.OnBoard madeviews.All views.Expiring views.GroupOf views.List views.Show views.Timeline views.Today views.WhatIf views.WholeTimeline`,
	"it works on a case, and its own test reads the timeline": `filing.AddSite filing.Agree filing.Do filing.Note filing.Open filing.SaveSite filing.SetLead followups.Add followups.Done followups.Drop followups.Open followups.Undo importing.Run
		filing.SetLookup filing.SetOrder filing.SetRemark copies.Make intake.Attach intake.SetDays invoicing.Issue invoicing.IssueShown invoicing.Pay
		invoicing.Reverse invoicing.Void results.Act results.Run results.Undo chasing.Ticket rulebook.MoveToLatest closing.Close closing.Give handovers.Expire retention.Purge rights.Erase`,
	"it is work of the desk's own": `morning.Claim calendar.Recompute calendar.RecomputeLeft calendar.RecomputeStep calendar.Reload casefile.Refold handovers.Backfill intake.Receive intake.Sweep
		people.FillParts people.Mend people.Reindex setup.FirstStaff setup.SetRecoveryPending`,
	"what is typed is not yet the desk's": `drafts.Drop drafts.Keep`,
	"it is how its maker looks at cases":  `madeviews.Drop madeviews.Restore madeviews.Save madeviews.SetFirst`,
}

func TestWhatShowsLetsOutOrChangesSettingsLeavesOneLine(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 10:00")
	s := &scene{Fixture: f, id: f.OpenCase(desktest.Qinghe())}
	f.Scans(s.id)
	page := f.Show(s.id)
	s.lead, s.client = page.People[0].ID, page.Client.ID
	newest := func() (row store.JournalRow) {
		err := f.Read(ctx, func(tx store.Tx) error {
			rows, err := tx.JournalList().Find(store.JournalQuery{Limit: 1})
			row = rows[0]
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return row
	}
	for _, v := range noted {
		before := newest().Seq
		if err := v.do(s); err != nil {
			t.Errorf("%s: %v", v.verb, err)
			continue
		}
		got := newest()
		if got.Seq != before+1 || got.Kind != v.kind || got.Title == "" || got.Staff == "" {
			t.Errorf("%s left %d lines, the last %+v", v.verb, got.Seq-before, got.Entry)
		}
		if label := audit.KindLabel(got.Kind); label == got.Kind {
			t.Errorf("%s: nobody has said what %s is", v.verb, label)
		}
	}
}

// A verb that is added says of what sort it is.
func TestEveryVerbIsOfASort(t *testing.T) {
	sorts := map[string]bool{}
	for _, v := range noted {
		sorts[v.verb] = true
	}
	for why, names := range others {
		for _, name := range strings.Fields(names) {
			if sorts[name] {
				t.Errorf("%s stands twice: %s", name, why)
			}
			sorts[name] = true
		}
	}
	all := verbsOf(t)
	for _, name := range all {
		if !sorts[name] {
			t.Errorf("%s: does it leave a line?", name)
		}
		delete(sorts, name)
	}
	for name := range sorts {
		t.Errorf("%s is no more", name)
	}
	if len(all) < 80 {
		t.Errorf("%d verbs were read", len(all))
	}
}

// verbsOf are the functions of the office's rooms that a door may call: of a context and an
// office.
func verbsOf(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || len(f.Type.Params.List) < 2 {
				continue
			}
			if named(f.Type.Params.List[0].Type) == "Context" && named(f.Type.Params.List[1].Type) == "Office" {
				names = append(names, file.Name.Name+"."+f.Name.Name)
			}
		}
	}
	return names
}

// named is the name of a type of another package, "" for any other.
func named(e ast.Expr) string {
	if p, ok := e.(*ast.StarExpr); ok {
		e = p.X
	}
	if of, ok := e.(*ast.SelectorExpr); ok {
		return of.Sel.Name
	}
	return ""
}
