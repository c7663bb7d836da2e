package importing_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/sheet"
)

// bare is a sheet of which no header tells anything.
var bare = [][]string{
	{"杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "沈一鸣", "330106198205290002", "138 0057 1001", "www.qinghe.cn", "浙江省杭州市西湖区文三路 398 号", "ICP备案+公安备案", "管局审核中", "2026-11-02", "加急", "shen@qinghe.cn"},
	{"宁波松涧家居有限公司", "", "顾敏", "", "13957403302", "songjian.cn", "浙江省宁波市鄞州区中山东路 1 号", "ICP备案", "初审中", "2026-11-03", "", ""},
}

func seen(t *testing.T, f *desktest.Fixture, in importing.Input) importing.Seen {
	t.Helper()
	got, err := importing.Head(t.Context(), f.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func fields(list []importing.Column) []string {
	codes := []string{}
	for _, c := range list {
		codes = append(codes, c.Field)
	}
	return codes
}

var bareFields = []string{"client.name", "client.creditCode", "lead.name", "lead.docNumber", "lead.mobile", "site.domain", "client.address", "phases", "stage", "", "", "lead.email"}

func TestASheetWithoutHeadersIsKnownByWhatItHolds(t *testing.T) {
	f := desktest.NewFixture(t, now)
	got := seen(t, f, importing.Input{Rows: bare})
	if got.Line != 0 || got.Known || !slices.Equal(fields(got.Columns), bareFields) {
		t.Fatalf("line %d, known %t, %q", got.Line, got.Known, fields(got.Columns))
	}
	if c := got.Shown[9]; c.Header != "J列" || c.Looks != "日期" || !slices.Equal(c.Values, []string{"2026-11-02", "2026-11-03"}) {
		t.Errorf("the days are %+v", c)
	}
	if len(got.Lines) != 2 || len(got.Fields) < 30 {
		t.Errorf("%d lines, %d fields", len(got.Lines), len(got.Fields))
	}
	// An import needs to be told that there is no header; what was guessed stands then.
	if _, err := importing.Run(t.Context(), f.Office, importing.Input{Rows: bare, Dry: true}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("unasked: %v", err)
	}
	out := run(t, f, importing.Input{Rows: bare, Header: importing.NoHeader, Columns: map[string]string{"J列": "签约时间", "K列": ""}})
	if !out.Done || out.Opened != 2 || out.Rows[0].Line != 1 {
		t.Fatalf("%+v", out)
	}
	c := f.Show(caseID(t, f, "BA2026-0001"))
	if text := f.Line(c, "备忘").Text; !strings.Contains(text, "K列：加急") {
		t.Errorf("aside stands %q", text)
	}
	if at := f.Line(c, "导入：签约").At.String(); at != "2026-11-02" {
		t.Errorf("signed at %s", at)
	}
}

func TestHeadersOfAnotherLanguageAreNoData(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := append([][]string{{"Kunden 2026"}, {"Firma", "Code", "Kontakt", "Ausweis", "Handy", "Web", "Adresse", "Auftrag", "Stand", "Datum", "Notiz", ""}}, bare...)
	got := seen(t, f, importing.Input{Rows: rows})
	if got.Line != 2 || got.Known || !slices.Equal(fields(got.Columns), bareFields) || got.Columns[11].Header != "L列" {
		t.Errorf("line %d, known %t, %+v", got.Line, got.Known, got.Columns)
	}
	if out := run(t, f, importing.Input{Rows: rows, Header: 2, Dry: true}); out.Opened != 2 || out.Rows[0].Line != 3 {
		t.Errorf("%+v", out)
	}
	units := append([][]string{{"所属运营中心", "委托合作公司", "", "", "", "", "", "", "", "", "", ""}}, bare...)
	if got := seen(t, f, importing.Input{Rows: units, Header: 1}); got.Line != 1 || got.Columns[0].Header != "所属运营中心" {
		t.Errorf("line %d, %+v", got.Line, got.Columns)
	}
	for _, line := range []int{5, -2, 3} {
		if _, err := importing.Head(t.Context(), f.Office, importing.Input{Rows: rows, Header: line}); errs.CodeOf(err) != errs.Invalid {
			t.Errorf("line %d: %v", line, err)
		}
	}
}

// Where most headers are known, what one says that is not known stands: a phone there is
// somebody else's.
func TestAHeaderThatSaysSomethingElseIsNotGuessed(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := [][]string{{"客户", "域名", "介绍人电话", ""}, {"杭州青禾软件有限公司", "qinghe.cn", "13800571001", "浙江"}}
	got := seen(t, f, importing.Input{Rows: rows})
	if !got.Known || !slices.Equal(fields(got.Columns), []string{"client.name", "site.domain", "", ""}) || got.Columns[3].Header != "D列" {
		t.Errorf("%+v", got)
	}
	if out := run(t, f, importing.Input{Rows: rows, Columns: map[string]string{"D列": "省份"}, ICP: true, Dry: true}); out.Opened != 1 {
		t.Errorf("%+v", out.Rows)
	}
}

func TestWhatIsSeenOfASheetIsCovered(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := append(slices.Clone(bare), []string{"湖州盛远纺织有限公司", "", "", "33010619820529000", "1380057100"})
	got := seen(t, f, importing.Input{Rows: rows, Columns: map[string]string{"K列": "微信"}})
	text := strings.Join(got.Lines, "\n")
	for _, c := range got.Shown {
		text += strings.Join(c.Values, "\n")
	}
	for _, secret := range []string{"330106198205290002", "33010619820529000", "13800571001", "138 0057 1001", "13957403302", "shen@", "文三路"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s is seen:\n%s", secret, text)
		}
	}
	if got.Shown[10].Values[0] == "加急" {
		t.Error("an account of WeChat is seen")
	}
}

func TestTwoHeadersThatAreAlikeAreToldApart(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := [][]string{{"客户", "域名", "省份", "备注", "备注"}, {"杭州青禾软件有限公司", "qinghe.cn", "浙江", "甲", "乙"}}
	out := run(t, f, importing.Input{Rows: rows, Columns: map[string]string{"备注（E列）": "客户备注", "备注": ""}, ICP: true})
	if !out.Done || f.Show(caseID(t, f, "BA2026-0001")).Client.Note != "乙" {
		t.Errorf("%+v", out)
	}
}

// The rows to put right of a sheet without headers come back with such as are known.
func TestRowsToPutRightHaveHeadersThatAreKnown(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := slices.Clone(bare)
	rows[1] = slices.Clone(rows[1])
	rows[1][5] = "没买"
	out := run(t, f, importing.Input{Rows: rows, Header: importing.NoHeader, Columns: map[string]string{"F列": "域名"}, Dry: true})
	var file bytes.Buffer
	if n, err := out.Faulty(rows, &file, sheet.Form{Kind: sheet.CSV}); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	tables, err := sheet.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	tables[0].Rows[1][5] = "songjian.cn"
	if again := run(t, f, importing.Input{Rows: tables[0].Rows, Dry: true}); again.Opened != 1 || again.Columns[0].Field != "client.name" || again.Columns[9].Header != "J列" {
		t.Errorf("%+v", again)
	}
}
