//go:build smoke

package smoke

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	noticeService = "org.freedesktop.Notifications"
	noticePath    = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// tray takes notices as a desktop does.
type tray struct {
	t     *testing.T
	env   []string // puts a program on its bus
	bus   *dbus.Conn
	shown chan shownNotice
}

type shownNotice struct {
	id          uint32
	title, body string
	rest        string // all else that it carries
}

// Notify is the call of the system's notices.
func (y *tray) Notify(app string, _ uint32, icon, title, body string, actions []string, hints map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	n := shownNotice{id: uint32(time.Now().UnixNano()), title: title, body: body, rest: fmt.Sprint(app, icon, actions, hints)}
	y.shown <- n
	return n.id, nil
}

// openTray starts a bus with such a desktop on it.
func openTray(t *testing.T) *tray {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address=3")
	cmd.ExtraFiles = []*os.File{w}
	start(t, cmd)
	_ = w.Close()
	t.Cleanup(func() { _ = cmd.Process.Signal(syscall.SIGTERM) })
	address, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("no bus: %v", err)
	}
	address = strings.TrimSpace(address)
	y := &tray{t: t, env: []string{"DBUS_SESSION_BUS_ADDRESS=" + address}, shown: make(chan shownNotice, 10)}
	if y.bus, err = dbus.Connect(address); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = y.bus.Close() })
	if err := y.bus.Export(y, noticePath, noticeService); err != nil {
		t.Fatal(err)
	}
	if _, err := y.bus.RequestName(noticeService, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return y
}

// next waits for a notice.
func (y *tray) next() shownNotice {
	y.t.Helper()
	select {
	case n := <-y.shown:
		return n
	case <-time.After(30 * time.Second):
		y.t.Fatal("no notice has come")
		return shownNotice{}
	}
}

// signal tells what somebody has done with a notice.
func (y *tray) signal(name string, values ...any) {
	y.t.Helper()
	if err := y.bus.Emit(noticePath, noticeService+"."+name, values...); err != nil {
		y.t.Fatal(err)
	}
}

func (y *tray) click(n shownNotice) { y.signal("ActionInvoked", n.id, "default") }

// wave closes a notice by its cross.
func (y *tray) wave(n shownNotice) { y.signal("NotificationClosed", n.id, uint32(2)) }

// told opens a window on a desk with one round of SMS that runs out in three hours, and gives its notice.
func told(t *testing.T) (*window, *tray, shownNotice) {
	t.Helper()
	const now = "2026-11-23 10:00"
	data := filepath.Join(t.TempDir(), "data")
	run(t, "--data", data, "demo", "--cases", "40", "--as-of", now)
	y := openTray(t)
	w := open(t, append(y.env, "BEIANDESK_PASSPHRASE="+passphrase, "BEIANDESK_NOW="+now), "--data", data)
	return w, y, y.next()
}

func TestANoticeReachesTheDesktopWithoutANameAndWavingItAwayOpensNothing(t *testing.T) {
	w, y, n := told(t)
	if n.title != "备案台" || n.body != "BA2026-0022 短信核验第 3 轮 今天 12:59 到期，剩 2 小时 59 分" {
		t.Errorf("%+v", n)
	}
	for _, private := range []string{"公司", "店", ".cn", ".com", ".example"} {
		if strings.Contains(n.body+n.rest, private) {
			t.Errorf("%q in %+v", private, n)
		}
	}
	w.click("[data-test=rail-settings]")
	w.wait("its own part of the settings", `
const tab = [...document.querySelectorAll('label, [role=radio], button')].find((e) => e.innerText === '提醒');
tab?.click(); return !!document.querySelector('[data-test=desktop-try]')`)
	if err := w.eval("window.smokeWays = []; const push = history.pushState; history.pushState = function (...to) { window.smokeWays.push(String(to[2])); return push.apply(this, to) }", nil); err != nil {
		t.Fatal(err)
	}
	w.click("[data-test=desktop-try]")
	tried := y.next()
	w.wait("word that it was taken", "return document.querySelector('[data-test=desktop-notice]').innerText.startsWith('系统收下了')")
	w.screenshot(picturePath(t, "notices.png"))
	y.wave(n)
	y.wave(tried)
	w.click("[data-test=desktop-try]") // what waving would open is open by the time this one comes
	y.click(y.next())
	w.wait("Today", "return location.hash.startsWith('#/today')")
	var ways []string
	if err := w.eval("return window.smokeWays", &ways); err != nil || len(ways) != 1 || !strings.HasSuffix(ways[0], "#/today") {
		t.Errorf("it went %v, %v", ways, err)
	}
	w.close()
}

func TestAClickOnANoticeOpensItsCaseOnceTheDeskIsUnlocked(t *testing.T) {
	w, y, n := told(t)
	w.find("[data-test=task]")
	// The page may be gone before its driver has answered a click.
	if err := w.eval("setTimeout(() => document.querySelector('[data-test=lock]').click(), 50)", nil); err != nil {
		t.Fatal(err)
	}
	w.newPage()
	w.find("[data-test=unlock-go]")
	y.click(n)
	w.fill("input[type=password]", passphrase)
	w.click("[data-test=unlock-go]")
	w.wait("the case", "return location.hash.startsWith('#/cases/') && document.body.innerText.includes('BA2026-0022')")
	w.close()
}
