//go:build linux && amd64

package ordeal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"
)

// verb is a command that writes.
type verb struct {
	name  string
	ready func(*testing.T, *box) // from the demonstration to where it can be run; nil is that itself
	args  []string               // $ stands for the root of the box, @ for what its file of that name says
	look  []string               // a command that shows what it changes, besides those of held
	held  func(*box) string      // what the box holds, as judges see it; nil is what the desk holds
	goOn  func(*box)             // goes on with work that is kept batch by batch; nil where nothing is
}

// verbs are those of the command line that write. Who adds a command that does adds it here.
func verbs() []verb {
	show := func(no string) []string { return []string{"case", "show", "--case", no, "--json"} }
	bills := []string{"list", "invoices", "--json"}
	agreed := []string{"person", "consent", "list", "--case", "BA2026-0005", "--name", "沈一鸣", "--json"}
	return []verb{
		{name: "attach", ready: withScan, args: []string{"attach", "--case", "BA2026-0002", "--material", "id-back", "$/scan.png"}, look: show("BA2026-0002")},
		{name: "case do", args: []string{"case", "do", "--case", "BA2026-0003", "--action", "case.hold", "--set", "cause=hold-asked", "--set", "until=2026-12-05", "--reason", "客户要求"}, look: show("BA2026-0003")},
		{name: "case new", ready: withCase, args: []string{"case", "new", "--file", "$/case.json", "--new-client", "--agree"}, look: show("BA2026-0005")},
		{name: "import", ready: withSheet, args: []string{"import", "$/sheet.csv", "--phases", "icp,police"}, look: []string{"list", "clients", "--json"}},
		{name: "invoice issue", ready: withNewCase, args: []string{"invoice", "issue", "--case", "BA2026-0005"}, look: bills},
		{name: "invoice pay", args: []string{"invoice", "pay", "--invoice", "ZD2026-0003", "--amount", "200", "--note", "首笔"}, look: bills},
		{name: "invoice void", args: []string{"invoice", "void", "--invoice", "ZD2026-0003", "--reason", "开错"}, look: bills},
		{name: "holidays import", ready: withYear, args: []string{"holidays", "import", "$/2027.json", "--agree"}, look: []string{"holidays", "list", "--json"}, goOn: recount},
		{name: "passphrase", ready: withNextPass, args: []string{"passphrase", "--new-passphrase-file", "$/next"}, held: heldByEither},
		{name: "rekey", ready: withNextPass, args: []string{"rekey", "--new-passphrase-file", "$/next", "--recovery-to", "$/code"}, held: heldByEither, goOn: rekey},
		{name: "backup", args: []string{"backup", "--to", "$/place"}, held: heldWithPlace},
		{name: "backup, the second", ready: withBackup, args: []string{"backup", "--to", "$/place"}, held: heldWithPlace},
		{name: "restore", ready: withBackup, args: []string{"restore", "--from", "$/place", "--to", "$/new"}, held: heldRestored},
		{name: "upgrade", ready: older, args: []string{"list", "cases"}},
		{name: "invoice reverse", args: []string{"invoice", "reverse", "--receipt", "SJ2026-0002", "--reason", "登记错"}, look: bills},
		{name: "closures add", args: []string{"closures", "add", "--office", "bureau", "--from", "2026-12-01", "--to", "2026-12-10", "--name", "系统升级"}, look: []string{"closures", "list", "--json"}, goOn: recount},
		{name: "handovers add", args: []string{"handovers", "add", "--case", "BA2026-0002", "--recipient", "partner", "--name", "某某事务所", "--kinds", "name", "--purpose", "代为递交", "--basis", "consent"}, look: []string{"list", "handovers", "--json"}},
		{name: "consent add", ready: withUnsigned, args: []string{"person", "consent", "add", "--case", "BA2026-0005", "--name", "沈一鸣", "--matters", "sensitive,provide", "--way", "paper", "--evidence", "同意书第2版", "--file", "$/scan.png"}, look: agreed},
		{name: "consent attach", ready: withSigned, args: []string{"person", "consent", "attach", "@consent", "$/scan.png"}, look: agreed},
		{name: "confirm", args: []string{"confirm", "law/network-data/第十二条"}, look: []string{"list", "unconfirmed", "--json"}},
		{name: "keys restore", ready: withoutKeys, args: []string{"keys", "restore"}, held: heldWithKeys},
	}
}

// quick are the verbs that an ordinary run takes: what goes through files and database alike.
var quick = []string{"attach"}

// tried are the verbs of this run.
func tried() []verb {
	return slices.DeleteFunc(verbs(), func(v verb) bool { return !long && !slices.Contains(quick, v.name) })
}

// recount goes on with counting dates again, as a window does by itself.
func recount(b *box) { b.run("holidays", "recount") }

// rekey goes on with sealing anew, by the new passphrase.
func rekey(b *box) {
	if err := os.Rename(b.path("pass"), b.path("pass.old")); err != nil {
		return
	}
	if os.WriteFile(b.path("pass"), []byte(nextPass+"\n"), 0o600) == nil {
		b.run("rekey")
	}
	_ = os.Rename(b.path("pass.old"), b.path("pass")) // a judge sees it if not
}

func withScan(t *testing.T, b *box) { b.put(t, "scan.png", noise(t, 2)) }

// noise is a picture that differs by seed.
func noise(t *testing.T, seed uint64) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 300, 300))
	grain := rand.New(rand.NewPCG(1, seed))
	for i := range picture.Pix {
		picture.Pix[i] = byte(grain.Uint32())
	}
	var text bytes.Buffer
	if err := png.Encode(&text, picture); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func withUnsigned(t *testing.T, b *box) {
	withNewCase(t, b)
	withScan(t, b)
}

// withSigned is a consent with a file, its ID in the box, and another file.
func withSigned(t *testing.T, b *box) {
	withNewCase(t, b)
	b.put(t, "scan.png", noise(t, 3))
	of := []string{"--case", "BA2026-0005", "--name", "沈一鸣"}
	b.must(t, append([]string{"person", "consent", "add", "--matters", "sensitive", "--way", "paper", "--evidence", "同意书第2版", "--file", b.path("scan.png")}, of...)...)
	var list []struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal([]byte(b.must(t, append([]string{"person", "consent", "list", "--json"}, of...)...)), &list); err != nil {
		t.Fatal(err)
	}
	b.put(t, "consent", list[0].ID)
	withScan(t, b)
}

// withSheet is a sheet of five clients, one of them with two sites: three at a stage, one of
// those with all its dates and one at its end.
func withSheet(t *testing.T, b *box) {
	past := []string{
		"审核中,,,", "管局审核中,2026-10-08,2026-11-05,", "公安备案中,2026-10-09,,浙ICP备2026052234号-1",
		"已完成,2026-10-10,2026-10-20,浙ICP备2026052235号-1", "收材料中,2026-11-02,,",
	}
	text := "客户,注册地址,域名,网站名称,进度,签约日期,提交日期,备案号\n"
	for i, p := range past {
		text += fmt.Sprintf("杭州云帆%d软件有限公司,浙江省杭州市西湖区文三路 %d 号,yunfan%d.cn,云帆,%s\n", i, i+1, i, p)
	}
	b.put(t, "sheet.csv", text+",,yunfan.net,云帆商城,,,,\n")
}

func withCase(t *testing.T, b *box) { b.put(t, "case.json", b.must(t, "case", "new", "--example")) }

func withNewCase(t *testing.T, b *box) {
	withCase(t, b)
	b.must(t, "case", "new", "--file", b.path("case.json"), "--new-client", "--agree")
}

func withNextPass(t *testing.T, b *box) { b.put(t, "next", nextPass+"\n") }

func withBackup(t *testing.T, b *box) {
	b.now = demoTime
	b.must(t, "backup", "--to", b.path("place"))
	b.now = verbTime
	b.must(t, "invoice", "pay", "--invoice", "ZD2026-0003", "--amount", "100")
}

func withYear(t *testing.T, b *box) {
	b.put(t, "2027.json", `{"year":2027,"papers":["x"],"days":[
{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":true},{"name":"元旦","date":"2027-01-03","isOffDay":true},
{"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"清明节","date":"2027-04-05","isOffDay":true},{"name":"端午节","date":"2027-06-09","isOffDay":true},
{"name":"劳动节","date":"2027-05-01","isOffDay":true},{"name":"国庆节","date":"2027-10-01","isOffDay":true}]}`)
}

func withoutKeys(t *testing.T, b *box) {
	if err := os.Remove(b.path("desk/keys.json")); err != nil {
		t.Fatal(err)
	}
}

// older puts a folder of schema 5 in the place of the demonstration, without its scans.
func older(t *testing.T, b *box) {
	if err := os.RemoveAll(b.desk()); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(b.desk(), 0o700); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command("tar", "-xzf", "../cli/testdata/schema5.tgz", "-C", b.desk(), "--exclude=said").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}
