//go:build smoke

package smoke

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"testing"
)

// passphrase is that of every folder which demo makes.
const passphrase = "demo-desk-2026"

func TestTheProductionWindowTakesACaseFurther(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run(t, "--data", data, "demo", "--cases", "3")
	example := filepath.Join(t.TempDir(), "case.json")
	if err := os.WriteFile(example, run(t, "case", "new", "--example"), 0o600); err != nil {
		t.Fatal(err)
	}
	// Its people are in the demo already, which is what has to be agreed to.
	number := string(bytes.TrimSpace(run(t, "--data", data, "case", "new", "--file", example, "--agree")))

	w := open(t, []string{"BEIANDESK_PASSPHRASE=" + passphrase}, "--data", data)
	w.wait("Today", "return document.readyState === 'complete' && !!document.querySelector('[data-test=task]')")
	w.screenshot(picturePath(t, "today.png"))

	// Without a Chinese font every character is the same box, and no other check would notice.
	w.wait("a Chinese font", `
const draw = (c) => {
  const k = document.createElement('canvas'); k.width = k.height = 40;
  const x = k.getContext('2d'); x.font = '32px ' + getComputedStyle(document.body).fontFamily; x.fillText(c, 2, 34);
  return k.toDataURL();
};
return draw('中') !== draw('国')`)

	w.click("[data-test=rail-cases]")
	w.fill("[aria-label=按文字筛选]", number)
	w.wait("the one row of "+number, `
const rows = [...document.querySelectorAll('[data-test=row]')];
return rows.length === 1 && rows[0].innerText.includes(`+quote(number)+`)`)
	w.click("[data-test=row]")
	w.press(enter)
	w.find("[data-test=case-client]")

	w.click("[data-test=tab-materials]")
	w.fill("[data-test=file-handheld]", photo(t))
	w.wait("the photo to be kept", "return document.querySelector('[data-test=state-handheld]').innerText === '合格'")
	w.wait("its covered preview", "const i = document.querySelector('[data-test=preview]'); return !!i && i.complete && i.naturalWidth > 0")
	w.screenshot(picturePath(t, "materials.png"))

	w.click("[data-test=tab-fees]")
	w.click("[data-test='act-account.done']")
	w.click("[data-test=dialog-ok]")
	w.find("[data-test=done].shown")
	w.gone("[role=dialog]")

	w.click("[data-test=tab-fees]") // the next step has opened its own
	w.click("[data-test=issue-invoice]")
	w.find("[data-test=paper][data-pages]")
	w.screenshot(picturePath(t, "invoice.png"))
	w.press(escape)
	w.gone("[role=dialog]")
	w.close()
}

// The first signal lets the window ask about what is unsaved; the second one ends it
// without an answer, as cleanly as any other end, and what is stored stays.
func TestASecondSignalEndsTheWindowWhateverIsUnsaved(t *testing.T) {
	for name, second := range map[string]syscall.Signal{"SIGTERM": syscall.SIGTERM, "SIGINT": syscall.SIGINT} {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			run(t, "--data", data, "demo", "--cases", "2")
			before := run(t, "--data", data, "list", "cases", "--json")
			w := open(t, []string{"BEIANDESK_PASSPHRASE=" + passphrase}, "--data", data)
			w.click("[data-test=rail-settings]")
			w.fill("main input", "写到一半的机构名称")
			w.signal(syscall.SIGTERM)
			w.find("[role=dialog]")
			w.signal(second)
			w.ended()
			// What is left of a term changes by the minute; what is stored does not.
			number := regexp.MustCompile(`"(number|status|stage|due)": *"[^"]*"`)
			was, is := number.FindAll(before, -1), number.FindAll(run(t, "--data", data, "list", "cases", "--json"), -1)
			if len(was) == 0 || !slices.EqualFunc(was, is, bytes.Equal) {
				t.Errorf("the cases were\n%s\nand are\n%s", was, is)
			}
			run(t, "--data", data, "doctor")
		})
	}
}

// A signal lets the page come to an end first: it stores a draft and ends by itself, and what
// would be lost ends with the answer.
func TestASignalEndsTheWindowOnceThePageHasAnswered(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run(t, "--data", data, "demo", "--cases", "0")
	env := []string{"BEIANDESK_PASSPHRASE=" + passphrase}
	const client = "写到一半的单位"

	w := open(t, env, "--data", data)
	w.click("[data-test=new-case]")
	w.fill("[data-test='value-client.name']", client)
	w.signal(syscall.SIGTERM)
	w.ended()

	w = open(t, env, "--data", data)
	w.click("[data-test=new-case]")
	w.wait("the draft", "return document.querySelector(\"[data-test='value-client.name']\")?.value === "+quote(client))
	w.click("[data-test=rail-settings]")
	w.wait("the settings", "return document.querySelector('main h1')?.innerText === '设置' && !!document.querySelector('main form input')")
	w.fill("main form input", "写到一半的机构名称")
	w.signal(syscall.SIGTERM)
	w.find("[role=dialog]")
	// The window may be gone before its driver has answered a click.
	if err := w.eval("setTimeout(() => document.querySelector('[role=dialog] [data-test=dialog-ok]').click(), 50)", nil); err != nil {
		t.Fatal(err)
	}
	w.ended()
}

// A process that is killed asks nobody: what was typed before the last pause is there again.
func TestAKilledWindowLeavesTheDraft(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run(t, "--data", data, "demo", "--cases", "0")
	env := []string{"BEIANDESK_PASSPHRASE=" + passphrase}
	const client = "写到一半就被杀掉的单位"
	w := open(t, env, "--data", data)
	w.click("[data-test=new-case]")
	w.fill("[data-test='value-client.name']", client)
	w.stored(client)
	w.signal(syscall.SIGKILL)
	<-w.exited

	w = open(t, env, "--data", data)
	w.click("[data-test=new-case]")
	w.wait("the draft", "return document.querySelector(\"[data-test='value-client.name']\")?.value === "+quote(client))
	w.close()
	run(t, "--data", data, "doctor")
}

// A page that is killed comes back by itself, to where it was; the desk behind it was never
// closed. What was typed before the last pause is there, and the window ends unasked.
func TestAKilledPageComesBackWithTheDraft(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run(t, "--data", data, "demo", "--cases", "0")
	const client = "写到一半页面就没了的单位"
	w := open(t, []string{"BEIANDESK_PASSPHRASE=" + passphrase}, "--data", data)
	w.click("[data-test=new-case]")
	w.fill("[data-test='value-client.name']", client)
	w.stored(client)
	w.killPage()
	w.wait("the draft", "return document.querySelector(\"[data-test='value-client.name']\")?.value === "+quote(client))
	w.screenshot(picturePath(t, "revived.png"))
	w.wait("an open desk", `
window.go.app.DeskService.State({}).then(v => { window.smokeState = v.state });
return window.smokeState === "open"`)
	w.noted("the process of the page crashed: loaded anew", 1)
	w.noted(client, 0)
	w.close()
	run(t, "--data", data, "doctor")
}

// A page that ends again and again is given up: the window says so, and can be closed.
func TestAPageThatKeepsEndingIsGivenUp(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run(t, "--data", data, "demo", "--cases", "0")
	w := open(t, []string{"BEIANDESK_PASSPHRASE=" + passphrase}, "--data", data)
	w.click("[data-test=rail-settings]")
	for range 4 {
		w.fill("main form input", "写到一半的机构名称")
		w.killPage()
	}
	w.wait("the words", "return document.body.innerText.includes('请关掉窗口，再打开备案台')")
	w.screenshot(picturePath(t, "given-up.png"))
	w.noted("the process of the page crashed: loaded anew", 3)
	w.noted("the process of the page crashed: given up", 1)
	w.close()
	run(t, "--data", data, "doctor")
}

// run runs a command of the binary and gives what it printed.
func run(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(binary(t), args...)
	cmd.Env = append(os.Environ(), "BEIANDESK_PASSPHRASE="+passphrase)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, stderr.String())
	}
	return out
}

// binary is the built production binary.
func binary(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../build/bin/beiandesk")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("run make build first: %v", err)
	}
	return path
}

// picturePath is where a screenshot is left to be looked at.
func picturePath(t *testing.T, name string) string {
	t.Helper()
	dir, err := filepath.Abs("../../build/out/smoke")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// photo writes a picture of noise, which no packing makes smaller than about 230 KB.
func photo(t *testing.T) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 480, 480))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.Uint32())
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "手持 照片.png")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
