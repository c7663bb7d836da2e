package cli_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

type handedOver struct {
	ID, At, Case, Recipient, Name, Purpose, Basis, Staff, Undone string
	Kinds                                                        []string
	Auto                                                         bool
	KeptUntil                                                    string `json:"kept_until"`
}

func (f *folder) handedOver(args ...string) (list []handedOver) {
	f.Helper()
	if err := json.Unmarshal([]byte(f.must(append([]string{"list", "handovers", "--json"}, args...)...)), &list); err != nil {
		f.Fatal(err)
	}
	return list
}

func TestTheRegisterIsListedAddedToAndPrinted(t *testing.T) {
	f := opened(t)
	w := &walker{folder: f, number: "BA2026-0001"}
	f.at("2026-09-09 09:20")
	for n, code := range []string{"licence", "id-front", "id-back", "handheld"} {
		f.must("attach", "--case", w.number, "--material", code, picture(t, code+".jpg", 400, uint64(n+2)))
	}
	w.do("2026-09-09 09:30", "account.done")
	w.do("2026-09-09 09:40", "materials.done")
	w.do("2026-09-09 10:00", "template.submit")
	list := f.handedOver()
	if len(list) != 1 || list[0].Case != w.number || list[0].Recipient != "cloud" || !list[0].Auto || list[0].KeptUntil != "2029-09-09" || len(list[0].Kinds) < 3 {
		t.Fatalf("%+v", list)
	}
	f.must("handovers", "add", "--case", w.number, "--recipient", "partner", "--name", "宁波协作事务所", "--kinds", "name,id-front", "--purpose", "代为递交", "--basis", "consent", "--at", "2026-09-08")
	list = f.handedOver("--recipient", "partner", "--case", w.number)
	if len(list) != 1 || list[0].Name != "宁波协作事务所" || list[0].At != "2026-09-08" || list[0].Auto || list[0].Basis != "consent" {
		t.Fatalf("%+v", list)
	}
	if said := f.must("list", "handovers", "--from", "2026-09-08", "--to", "2026-09-08"); !strings.Contains(said, "宁波协作事务所") || strings.Contains(said, "腾讯云") {
		t.Errorf("table: %s", said)
	}
	f.must("handovers", "withdraw", list[0].ID, "--reason", "登错了")
	if again := f.handedOver("--recipient", "partner"); again[0].Undone != "登错了" {
		t.Errorf("%+v", again)
	}
	f.must("report", "handovers", "--case", w.number, "--out", filepath.Join(t.TempDir(), "a.pdf"))
	f.refused(1, "没有满 3 年", "handovers", "expire")
	f.refused(1, "没有“neighbour”这种接收方", "list", "handovers", "--recipient", "neighbour")
}
