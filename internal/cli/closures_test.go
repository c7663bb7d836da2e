package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
)

type countedAgain struct {
	Cases, Moved int
	Changes      []struct{ Case, Stage, Label, Old, New string }
}

func (f *folder) counted(args ...string) countedAgain {
	f.Helper()
	var got countedAgain
	if err := json.Unmarshal([]byte(f.must(append(args, "--json")...)), &got); err != nil {
		f.Fatal(err)
	}
	return got
}

func TestAClosureMovesExpectedDatesAndTheyComeBackWithoutIt(t *testing.T) {
	f := opened(t)
	w := &walker{folder: f, number: "BA2026-0001"}
	f.at("2026-09-09 09:20")
	for n, code := range []string{"licence", "id-front", "id-back", "handheld"} {
		f.must("attach", "--case", w.number, "--material", code, picture(t, code+".jpg", 400, uint64(n+2)))
	}
	w.do("2026-09-09 09:30", "account.done")
	w.do("2026-09-09 09:40", "materials.done")
	w.do("2026-09-09 10:00", "template.submit")
	w.do("2026-09-09 16:30", "template.approve")
	w.do("2026-09-10 10:00", "domain.bought")
	w.due(w.do("2026-09-10 14:30", "domain.verified"), "reporting.expected", "2026-09-14", "2026-09-14")

	added := f.counted("closures", "add", "--office", "cloud", "--from", "2026-09-14", "--to", "2026-09-15", "--name", "系统升级")
	if added.Cases != 1 || added.Moved != 1 || len(added.Changes) != 1 || added.Changes[0].Case != w.number || added.Changes[0].Stage != "注册信息上报" ||
		!strings.Contains(added.Changes[0].Old, "2026-09-14") || !strings.Contains(added.Changes[0].New, "2026-09-16") {
		t.Fatalf("%+v", added)
	}
	f.must("closures", "add", "--office", "bureau", "--province", "浙江", "--from", "2026-12-21", "--name", "年终")
	var list []struct {
		ID, Office, Province, From, To, Name, Entered string
		OfficeLabel                                   string `json:"office_label"`
	}
	if err := json.Unmarshal([]byte(f.must("closures", "list", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Office != "bureau" || list[0].Province != "33" || list[0].OfficeLabel != "浙江管局" || list[0].To != "2026-12-21" ||
		list[1].Office != "cloud" || list[1].OfficeLabel != "腾讯云" || list[1].From != "2026-09-14" || list[1].To != "2026-09-15" ||
		list[1].Name != "系统升级" || list[1].Entered != "2026-09-10" {
		t.Fatalf("%+v", list)
	}
	if said := f.must("closures", "list"); !strings.Contains(said, list[0].ID) || !strings.Contains(said, "浙江管局") {
		t.Errorf("list: %s", said)
	}
	if removed := f.must("closures", "remove", list[1].ID); !strings.Contains(removed, "改了 1 个期限") || !strings.Contains(removed, w.number) {
		t.Errorf("removed: %s", removed)
	}
	f.must("closures", "remove", list[0].ID)
	if said := f.must("closures", "list", "--json"); said != "[]" {
		t.Errorf("left: %s", said)
	}
}

func TestAClosureThatIsWrongIsRefused(t *testing.T) {
	f := newFolder(t)
	f.refused(2, "--office", "closures", "add", "--from", "2027-02-01", "--name", "停办")
	f.refused(2, "--name", "closures", "add", "--office", "bureau", "--from", "2027-02-01")
	f.refused(1, "管局、公安、腾讯云或小程序平台", "closures", "add", "--office", "client", "--from", "2027-02-01", "--name", "停办")
	f.refused(1, "没有这个省份", "closures", "add", "--office", "bureau", "--province", "江南", "--from", "2027-02-01", "--name", "停办")
	f.refused(1, "早于", "closures", "add", "--office", "bureau", "--from", "2027-02-01", "--to", "2027-01-31", "--name", "停办")
	f.refused(1, "没有这条停办安排", "closures", "remove", "none")
	f.refused(2, "用法", "closures", "remove")
	f.refused(2, "list", "closures")
}
