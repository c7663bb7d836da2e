//go:build linux && amd64

package ordeal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// planted are what is typed in clear and kept sealed, by what it is.
type planted struct{ what, text string }

// plant fills a description of a case with secrets that nothing else holds.
func plant(t *testing.T, example string, n int) (description string, list []planted) {
	t.Helper()
	chance := rand.New(rand.NewPCG(11, uint64(n)))
	digits := func(k int) string {
		text := ""
		for range k {
			text += fmt.Sprint(chance.IntN(10))
		}
		return text
	}
	list = []planted{
		{"doc_number", idNumber("3301061982" + fmt.Sprintf("%02d1%d", 1+n, chance.IntN(10)) + digits(3))},
		{"mobile", "139" + digits(8)}, {"emergency", "137" + digits(8)}, {"contact_phone", "136" + digits(8)},
		{"email", "planted" + digits(9) + "@example.com"}, {"wechat", "wx_planted" + digits(7)},
		{"doc_address", "浙江省杭州市西湖区植入路 " + digits(5) + " 号 8 幢 302 室"},
		{"remark", "植入的备注，回拨 " + digits(6) + " 后再办"},
		{"living", "浙江省杭州市西湖区隐居里 " + digits(5) + " 号 3 幢 201 室"},
	}
	var file map[string]any
	if err := json.Unmarshal([]byte(example), &file); err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		at := "lead"
		if p.what == "contact_phone" || p.what == "wechat" {
			at = "client"
		}
		if p.what == "remark" {
			at = "case"
		}
		file[at].(map[string]any)[p.what] = p.text
	}
	client := file["client"].(map[string]any)
	client["name"], client["credit_code"] = fmt.Sprintf("杭州植入%d号软件有限公司", n), ""
	file["sites"].([]any)[0].(map[string]any)["domain"] = fmt.Sprintf("planted%d.example", n)
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), list
}

// idNumber puts the check of GB 11643-1999 behind seventeen digits.
func idNumber(digits string) string {
	sum := 0
	for i, c := range digits {
		sum += int(c-'0') * (1 << (17 - i) % 11)
	}
	return digits + string("10X98765432"[sum%11])
}

// What is sealed stands nowhere in clear: not in the folder or its backups, nor in what the
// machine remembers, in logs, temporary files, on stderr, or in what /proc shows of a process.
func TestNothingThatIsSealedStandsInClear(t *testing.T) {
	b := demo(t)
	example := b.must(t, "case", "new", "--example")
	cases, secrets := 10, []planted{{"passphrase", nextPass}}
	if !long {
		cases = 1
	}
	var errText strings.Builder
	do := func(args ...string) {
		t.Helper()
		end := b.traced(t, plan{blow: none}, append(args, "--passphrase-file", b.path("pass"))...)
		errText.WriteString(end.err + end.shown)
	}
	withNextPass(t, b)
	withScan(t, b)
	for n := range cases {
		text, list := plant(t, example, n)
		secrets = append(secrets, list...)
		b.put(t, "case.json", text)
		no := fmt.Sprintf("BA2026-%04d", 5+n)
		code, out, said := b.run("case", "new", "--file", b.path("case.json"), "--new-client", "--agree")
		if code != 0 {
			t.Fatalf("a case with secrets is not opened: %s%s", out, said)
		}
		errText.WriteString(said)
		b.put(t, "case.json", strings.ReplaceAll(text, `"phases":["icp"`, `"phases":["xyz"`))
		do("case", "new", "--file", b.path("case.json"), "--agree")
		b.put(t, "case.json", "")
		do("invoice", "issue", "--case", no)
		do("invoice", "pay", "--invoice", fmt.Sprintf("ZD2026-%04d", 4+n), "--amount", "100")
		do("case", "show", "--case", no)
	}
	do("attach", "--case", "BA2026-0002", "--material", "id-back", b.path("scan.png"))
	proof := noise(t, 5)
	b.put(t, "植入的同意书-4417.png", proof)
	of := []string{"--case", "BA2026-0005", "--name", "沈一鸣"}
	// Its words come by the command line, which /proc shows of every process.
	code, out, said := b.run(append([]string{"person", "consent", "add", "--matters", "sensitive", "--way", "paper", "--evidence", "植入的凭据：合同夹 4417", "--file", b.path("植入的同意书-4417.png")}, of...)...)
	if code != 0 {
		t.Fatalf("no consent is registered: %s%s", out, said)
	}
	errText.WriteString(said)
	if !strings.Contains(b.must(t, append([]string{"person", "consent", "list"}, of...)...), "PNG") {
		t.Fatal("no evidence was sealed")
	}
	if err := os.Remove(b.path("植入的同意书-4417.png")); err != nil {
		t.Fatal(err)
	}
	secrets = append(secrets, planted{"evidence", proof[1000:1032]}, planted{"its name", "植入的同意书-4417"}, planted{"what it is", "植入的凭据：合同夹 4417"})
	do("backup", "--to", b.path("place"))
	do("restore", "--from", b.path("place"), "--to", b.path("new"))
	do("passphrase", "--new-passphrase-file", b.path("next"))
	secrets = append(secrets, planted{"scan", readAll(t, b.path("scan.png"))[1000:1032]})
	for _, name := range []string{"pass", "next", "scan.png", "case.json"} {
		if err := os.Remove(b.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	hits := 0
	for _, s := range secrets {
		for _, where := range found(t, b.root, s.text) {
			hits++
			t.Errorf("%s lies in %s", s.what, where)
		}
		if strings.Contains(errText.String(), s.text) {
			hits++
			t.Errorf("%s was said on stderr, or shown by /proc", s.what)
		}
	}
	t.Logf("secrets | planted %d, hits %d", len(secrets), hits)
}

func readAll(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// found lists the files below a folder that hold a text.
func found(t *testing.T, root, text string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(text)) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
