package ownfields_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/drafts"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/importing"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
)

var ctx = context.Background()

// field makes a field and gives its id.
func field(f *desktest.Fixture, in own.OwnFieldInput) string {
	f.T.Helper()
	in.Version = defined(f).Version
	if err := own.SaveField(ctx, f.Office, in); err != nil {
		f.T.Fatal(err)
	}
	all := defined(f).Fields
	return all[len(all)-1].ID
}

func defined(f *desktest.Fixture) own.Defined {
	f.T.Helper()
	d, err := own.List(ctx, f.Office, true)
	if err != nil {
		f.T.Fatal(err)
	}
	return d
}

func set(f *desktest.Fixture, id ref.CaseID, tags []string, values map[string]string) {
	f.T.Helper()
	if err := own.Set(ctx, f.Office, own.OwnSetInput{CaseID: id, Tags: tags, Values: values, Version: f.Show(id).Case.Version}); err != nil {
		f.T.Fatal(err)
	}
}

// said are the tags and values of one: 老客户 / 来源=转介绍.
func said(f *desktest.Fixture, whose store.Whose) string {
	f.T.Helper()
	s, err := own.Of(ctx, f.Office, whose)
	if err != nil {
		f.T.Fatal(err)
	}
	list := []string{strings.Join(s.Tags, "、")}
	for _, r := range s.Rows {
		list = append(list, r.Name+"="+r.Value)
	}
	return strings.Join(list, " / ")
}

func problem(err error) string {
	for _, p := range office.ProblemsOf(err) {
		return p.Field
	}
	return ""
}

func TestAFieldKeepsWhatItIsAndIsJudged(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	source := field(f, own.OwnFieldInput{About: "case", Name: "来源", Kind: "choice", Choices: []string{"转介绍", "广告", "广告", " "}})
	for name, c := range map[string]struct {
		in   own.OwnFieldInput
		want string
	}{
		"no name":          {own.OwnFieldInput{About: "case", Kind: "text"}, "name"},
		"the same name":    {own.OwnFieldInput{About: "client", Name: "来源", Kind: "text"}, "name"},
		"a name that is":   {own.OwnFieldInput{About: "case", Name: "域名", Kind: "text"}, "name"},
		"tags":             {own.OwnFieldInput{About: "case", Name: "标签", Kind: "text"}, "name"},
		"nowhere":          {own.OwnFieldInput{Name: "级别", Kind: "text"}, "about"},
		"no kind":          {own.OwnFieldInput{About: "case", Name: "级别"}, "kind"},
		"a single choice":  {own.OwnFieldInput{About: "case", Name: "级别", Kind: "choice", Choices: []string{"高"}}, "choices"},
		"much too long":    {own.OwnFieldInput{About: "case", Name: strings.Repeat("字", 21), Kind: "text"}, "name"},
		"nothing of it is": {own.OwnFieldInput{ID: "x", Name: "级别"}, ""},
	} {
		c.in.Version = 1
		if err := own.SaveField(ctx, f.Office, c.in); err == nil || problem(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := own.SaveField(ctx, f.Office, own.OwnFieldInput{About: "case", Name: "级别", Kind: "text"}); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("over a version that is old: %v", err)
	}
	change := own.OwnFieldInput{ID: source, About: "client", Name: "客户来源", Kind: "text", Sealed: true, Choices: []string{"转介绍", "展会"}, Version: 1}
	if err := own.SaveField(ctx, f.Office, change); err != nil {
		t.Fatal(err)
	}
	got := defined(f).Fields[0]
	if fmt.Sprint(got) != fmt.Sprint(struct {
		ID, About, Name, Kind string
		Sealed                bool
		Choices               []string
		Retired               bool
	}{source, "case", "客户来源", "choice", false, []string{"转介绍", "展会"}, false}) {
		t.Errorf("changed to %v", got)
	}
	for i := range 9 {
		field(f, own.OwnFieldInput{About: "client", Name: fmt.Sprintf("字段%d", i), Kind: "text"})
	}
	err := own.SaveField(ctx, f.Office, own.OwnFieldInput{About: "case", Name: "第十一个", Kind: "text", Version: defined(f).Version})
	if errs.CodeOf(err) != errs.Blocked {
		t.Errorf("an eleventh: %v", err)
	}
	if err := own.MoveField(ctx, f.Office, own.OwnMoveInput{ID: source, By: 1, Version: defined(f).Version}); err != nil || defined(f).Fields[1].ID != source {
		t.Errorf("moved: %v", err)
	}
}

func TestValuesAreReadCoveredAndLogged(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	number := field(f, own.OwnFieldInput{About: "case", Name: "人数", Kind: "number"})
	day := field(f, own.OwnFieldInput{About: "case", Name: "回访日", Kind: "day"})
	secret := field(f, own.OwnFieldInput{About: "case", Name: "会员号", Kind: "text", Sealed: true})
	before := f.Show(id).Case.Version
	set(f, id, []string{"老客户", " 加 急 ", "老客户"}, map[string]string{number: "1,200", day: "明天", secret: "VIP-7788"})
	whose := store.Whose{Case: id}
	if got := said(f, whose); got != "老客户、加 急 / 人数=1200 / 回访日=2026-09-08 / 会员号=******" {
		t.Errorf("it has %s", got)
	}
	line := f.Line(f.Show(id), "标签和自定义字段")
	if f.Show(id).Case.Version != before+1 || !strings.Contains(line.Text, "人数：1200") || strings.Contains(line.Text, "7788") {
		t.Errorf("the timeline says %s", line.Text)
	}
	for name, file := range f.Folder(t) {
		if bytes.Contains(file, []byte("VIP-7788")) {
			t.Errorf("%s holds it in clear", name)
		}
	}
	kept := own.OwnSetInput{CaseID: id, KeepTags: true, Values: map[string]string{number: "1200"}, Version: before + 1}
	if err := own.Set(ctx, f.Office, kept); err != nil || f.Show(id).Case.Version != before+1 {
		t.Errorf("the tags were not kept: %v", err)
	}
	// Covered is untouched, and nothing changed is no version.
	set(f, id, []string{"老客户", "加 急"}, map[string]string{number: "1200", secret: own.Covered})
	if f.Show(id).Case.Version != before+1 {
		t.Error("nothing was changed, and it has a new version")
	}
	got, err := own.Reveal(ctx, f.Office, people.RevealInput{Token: "own:case:" + string(id) + ":" + secret, Use: "show", CaseID: id})
	if err != nil || got != "VIP-7788" {
		t.Errorf("revealed %q: %v", got, err)
	}
	f.Line(f.Show(id), "查看会员号")
	for field, value := range map[string]string{number: "很多", day: "某天"} {
		err := own.Set(ctx, f.Office, own.OwnSetInput{CaseID: id, Values: map[string]string{field: value}, Version: before + 1})
		if problem(err) != "values."+field {
			t.Errorf("%s: %v", value, err)
		}
	}
	err = own.Set(ctx, f.Office, own.OwnSetInput{CaseID: id, Tags: []string{"急"}, Version: before})
	if errs.CodeOf(err) != errs.Conflict {
		t.Errorf("over a version that is old: %v", err)
	}
}

func TestARetiredFieldKeepsItsValuesUntilItIsRemoved(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	first, second := f.OpenCase(desktest.Qinghe()), f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	id := field(f, own.OwnFieldInput{About: "case", Name: "来源", Kind: "text"})
	set(f, first, nil, map[string]string{id: "转介绍"})
	if err := own.RemoveField(ctx, f.Office, own.OwnRemoveInput{ID: id, Version: 1}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("removed while in use: %v", err)
	}
	if err := own.SaveField(ctx, f.Office, own.OwnFieldInput{ID: id, Name: "来源", Retired: true, Version: 1}); err != nil {
		t.Fatal(err)
	}
	if has, lacks := said(f, store.Whose{Case: first}), said(f, store.Whose{Case: second}); has != " / 来源=转介绍" || lacks != "" {
		t.Errorf("they show %q and %q", has, lacks)
	}
	err := own.Set(ctx, f.Office, own.OwnSetInput{CaseID: first, Values: map[string]string{id: "广告"}, Version: f.Show(first).Case.Version})
	if problem(err) != "values."+id {
		t.Errorf("filled anew: %v", err)
	}
	if n := defined(f).InUse[id]; n != 1 {
		t.Errorf("%d in use", n)
	}
	err = own.Set(ctx, f.Office, own.OwnSetInput{CaseID: second, Values: map[string]string{id: "广告"}, Version: f.Show(second).Case.Version})
	if problem(err) != "values."+id {
		t.Errorf("filled where it is not shown: %v", err)
	}
	if err := own.Set(ctx, f.Office, own.OwnSetInput{CaseID: second, Values: map[string]string{id: " "}, Version: f.Show(second).Case.Version}); err != nil {
		t.Errorf("left empty where it is not shown: %v", err)
	}
	if err := own.RemoveField(ctx, f.Office, own.OwnRemoveInput{ID: id, Version: 2}); err != nil || said(f, store.Whose{Case: first}) != "" || len(defined(f).Fields) != 0 {
		t.Errorf("removed: %v", err)
	}
}

func TestListsAndTablesHaveThem(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	source := field(f, own.OwnFieldInput{About: "case", Name: "来源", Kind: "text"})
	secret := field(f, own.OwnFieldInput{About: "case", Name: "会员号", Kind: "text", Sealed: true})
	set(f, id, []string{"加急"}, map[string]string{source: "转介绍", secret: "VIP-7788"})
	client := f.Show(id).Client
	if err := own.Set(ctx, f.Office, own.OwnSetInput{ClientID: client.ID, Tags: []string{"老客户"}, Version: client.Version}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []store.CaseQuery{{Tags: []string{"加急"}}, {Tags: []string{"老客户"}}, {Values: map[string][]string{source: {"转介绍"}}}} {
		q.View, q.Sort, q.Limit = "all", "number", 9
		if list, err := views.List(ctx, f.Office, q); err != nil || len(list.Rows) != 1 || list.Rows[0].ID != id {
			t.Errorf("%+v: %d, %v", q, len(list.Rows), err)
		}
	}
	for clear, want := range map[bool]string{false: "加急、老客户,转介绍,******", true: "加急、老客户,转介绍,VIP-7788"} {
		var out bytes.Buffer
		_, err := tables.Save(ctx, f.Office, tables.Wanted{Table: tables.Cases, Cases: store.CaseQuery{View: "all", Sort: "number"}, Clear: clear}, sheet.Form{Kind: sheet.CSV}, &out, func(int) {})
		if got := out.String(); err != nil || !strings.Contains(got, "标签,来源,会员号") || !strings.Contains(got, want) {
			t.Errorf("clear %v: %s %v", clear, got, err)
		}
	}
	var titles []string
	err := f.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.JournalList().Find(store.JournalQuery{Limit: 2})
		for _, r := range rows {
			titles = append(titles, r.Title)
		}
		return err
	})
	if err != nil || !slices.ContainsFunc(titles, func(s string) bool { return strings.HasSuffix(s, "完整：负责人手机、会员号") }) {
		t.Errorf("the journal says %v %v", titles, err)
	}
}

// What is in use is offered in order, up to a number, and nobody is counted unasked.
func TestTheFirstValuesInUseAreOffered(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	batch := field(f, own.OwnFieldInput{About: "case", Name: "批次", Kind: "text"})
	for field, most := range map[string]int{batch: 50, "": 200} {
		for _, n := range []int{most, most + 1} {
			values := []string{}
			for i := range n {
				values = append(values, fmt.Sprintf("第 %03d 批", n-i))
			}
			f.MustWrite(t, func(w *office.Work) error { return w.Own().Set(store.Whose{Case: id}, field, false, values...) })
			d, err := own.List(ctx, f.Office, false)
			used := d.Values[field]
			if field == "" {
				used = d.Tags
			}
			if err != nil || used.More != (n > most) || len(used.Values) != most || used.Values[0] != "第 001 批" || d.InUse != nil {
				t.Errorf("of %d there are %+v, counted %v, %v", n, used, d.InUse, err)
			}
		}
	}
}

func TestASheetBringsThem(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	field(f, own.OwnFieldInput{About: "case", Name: "人数", Kind: "number"})
	field(f, own.OwnFieldInput{About: "client", Name: "来源", Kind: "choice", Choices: []string{"转介绍", "广告"}, Sealed: true})
	take := func(number string, dry bool) importing.Report {
		t.Helper()
		out, err := importing.Run(ctx, f.Office, importing.Input{File: "a.xlsx", ICP: true, Agree: true, Dry: dry,
			Rows: [][]string{{"客户", "省份", "域名", "标签", "人数", "来源"}, {"杭州甲乙软件有限公司", "浙江", "jiayi.example", "加急、老客户", number, "广告"}}})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if out := take("很多", true); out.Wrong != 1 || out.Rows[0].Problems[0].Column != "人数" {
		t.Errorf("told %+v", out.Rows)
	}
	if out := take("12", true); out.Wrong != 0 || out.Opened != 1 {
		t.Errorf("tried %+v", out.Rows)
	}
	if out := take("12", false); !out.Done {
		t.Fatalf("taken in %+v", out.Rows)
	}
	list, err := views.List(ctx, f.Office, store.CaseQuery{View: "all", Sort: "number", Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	row := list.Rows[0]
	if ofCase, ofClient := said(f, store.Whose{Case: row.ID}), said(f, store.Whose{Client: row.ClientID}); ofCase != "加急、老客户 / 人数=12" || ofClient != " / 来源=******" {
		t.Errorf("they have %q and %q", ofCase, ofClient)
	}
}

func TestTheyGoWithAnErasedPerson(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	source := field(f, own.OwnFieldInput{About: "case", Name: "来源", Kind: "text"})
	other := field(f, own.OwnFieldInput{About: "case", Name: "批次", Kind: "text"})
	lead := f.Show(id).People[0]
	set(f, id, []string{"加急", lead.Name}, map[string]string{source: lead.Name + "介绍", other: "九月"})
	f.Record(filing.DoInput{CaseID: id, Action: "case.void", Reason: "客户不办了"})
	if _, err := rights.Erase(ctx, f.Office, rights.EraseInput{Person: lead.ID, Reason: "本人要求"}); err != nil {
		t.Fatal(err)
	}
	if got := said(f, store.Whose{Case: id}); got != "加急 / 来源= / 批次=九月" {
		t.Errorf("left is %s", got)
	}
}

// A natural person's copy lists what the desk has added of him as its client; of a unit nobody's does.
func TestACopyListsThemWhereTheClientIsThePerson(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Client = people.ClientInput{Name: "沈一鸣", Kind: "personal", Address: "浙江省杭州市西湖区翠苑一区 8 幢 302 室"}
	in.LegalRep, in.Sites[0].Contents = false, nil
	unit := desktest.Qinghe()
	unit.Sites[0].Domain, unit.Agree = "unit.example", true
	id, other := f.OpenCase(in), f.OpenCase(unit)
	source := field(f, own.OwnFieldInput{About: "client", Name: "来源", Kind: "text"})
	secret := field(f, own.OwnFieldInput{About: "case", Name: "会员号", Kind: "text", Sealed: true})
	for _, one := range []ref.CaseID{id, other} {
		set(f, one, []string{"加急"}, map[string]string{secret: "VIP-7788"})
		client := f.Show(one).Client
		if err := own.Set(ctx, f.Office, own.OwnSetInput{ClientID: client.ID, Values: map[string]string{source: "转介绍"}, Version: client.Version}); err != nil {
			t.Fatal(err)
		}
	}
	for whole, value := range map[bool]string{false: own.Covered, true: "VIP-7788"} {
		c, err := rights.CopyOf(ctx, f.Office, f.Show(id).People[0].ID, whole)
		want := []rights.Own{{Name: "来源", Value: "转介绍"}, {Case: "BA2026-0001", Name: "标签", Value: "加急"}, {Case: "BA2026-0001", Name: "会员号", Value: value}}
		if err != nil || !slices.Equal(c.Own, want) {
			t.Errorf("whole %v: %+v, %v", whole, c.Own, err)
		}
		if _, text, err := c.File(); err != nil || !bytes.Contains(text, []byte(`"field": "会员号"`)) {
			t.Errorf("%s, %v", text, err)
		}
	}
	if c, err := rights.CopyOf(ctx, f.Office, f.Show(other).People[0].ID, true); err != nil || len(c.Own) != 0 {
		t.Errorf("of a unit: %+v, %v", c.Own, err)
	}
}

// Nothing of what is erased comes back by taking a batch of tags back, and nothing of it is left
// in the journal or in what was typed and not saved.
func TestTagsOfAnErasedClientLeaveNoTrace(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Client = people.ClientInput{Name: "沈一鸣", Kind: "personal", Address: "浙江省杭州市西湖区翠苑一区 8 幢 302 室"}
	in.LegalRep, in.Sites[0].Contents = false, nil
	id, other := f.OpenCase(in), f.OpenCase(desktest.Little("宁波松涧家居有限公司", "songjian.example"))
	set(f, id, []string{"老赖"}, nil)
	out, err := results.Act(ctx, f.Office, results.ActInput{Cases: []results.PickedCase{{CaseID: id}, {CaseID: other}}, Act: results.ActTag, Tags: []string{"九月批"}, Untag: []string{"老赖"}})
	if err != nil || !out.Done {
		t.Fatalf("%+v, %v", out, err)
	}
	for _, key := range []string{"own:" + string(id), "own:" + string(other)} {
		if _, err := drafts.Keep(ctx, f.Office, drafts.DraftInput{Key: key, Body: `{"tags":"老赖"}`}); err != nil {
			t.Fatal(err)
		}
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.void", Reason: "客户不办了"})
	if _, err := rights.Erase(ctx, f.Office, rights.EraseInput{Person: f.Show(id).People[0].ID, Reason: "本人要求"}); err != nil {
		t.Fatal(err)
	}
	for _, item := range f.Show(id).Timeline {
		if item.Title == own.Title && item.Text != "" {
			t.Errorf("the timeline says %q", item.Text)
		}
	}
	if line := f.Line(f.Show(other), own.Title); line.Text != "标签：九月批" {
		t.Errorf("of another client it says %q", line.Text)
	}
	err = f.Read(ctx, func(tx store.Tx) error {
		kept, err := tx.Drafts().Of(f.Staff)
		if len(kept) != 1 || kept[0].Key != "own:"+string(other) {
			t.Errorf("drafts left: %+v", kept)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); err != nil || said(f, store.Whose{Case: id}) != "" || said(f, store.Whose{Case: other}) != "" {
		t.Errorf("taken back they have %q and %q: %v", said(f, store.Whose{Case: id}), said(f, store.Whose{Case: other}), err)
	}
}
