//go:build smoke

package smoke

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"testing"
	"time"
)

// elementKey is the name under which WebDriver returns an element.
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

// driver is a WebDriver session on the window's page.
type driver struct {
	t    *testing.T
	base string // http://127.0.0.1:port/session/<id>
	http http.Client
}

// call sends one command and decodes its value into out, which may be nil.
func (d *driver) call(method, path string, body, out any) error {
	var payload io.Reader
	if method == http.MethodPost {
		if body == nil {
			body = struct{}{}
		}
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		payload = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, d.base+path, payload)
	if err != nil {
		return err
	}
	res, err := d.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %d %s", method, path, res.StatusCode, text)
	}
	var answer struct{ Value json.RawMessage }
	if err := json.Unmarshal(text, &answer); err != nil {
		return err
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, out)
}

// eval runs a function body in the page and decodes what it returns.
func (d *driver) eval(script string, out any, args ...any) error {
	if args == nil {
		args = []any{}
	}
	return d.call(http.MethodPost, "/execute/sync", map[string]any{"script": script, "args": args}, out)
}

// wait polls until the function body returns true; it fails with the page's own
// text so that the reason can be read.
func (d *driver) wait(what, condition string) {
	d.t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		var ok bool
		err := d.eval(condition, &ok)
		if err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			var text string
			_ = d.eval("return location.hash + '\\n' + document.body.innerText", &text) // the page may be gone
			d.t.Fatalf("waited for %s: %v\npage says:\n%s", what, err, text)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// find returns the id of the element, waiting until it is there.
func (d *driver) find(css string) string {
	d.t.Helper()
	d.wait(css, fmt.Sprintf("return !!document.querySelector(%s)", quote(css)))
	var el map[string]string
	if err := d.call(http.MethodPost, "/element", map[string]string{"using": "css selector", "value": css}, &el); err != nil {
		d.t.Fatal(err)
	}
	return el[elementKey]
}

// click clicks an element once it rests: a dialog moves while it opens, and WebDriver
// would hit where the element was.
func (d *driver) click(css string) {
	d.t.Helper()
	d.find(css)
	d.wait(css+" to rest", fmt.Sprintf(`
const now = %[1]s + JSON.stringify(document.querySelector(%[1]s).getBoundingClientRect());
const rests = window.smokeRect === now; window.smokeRect = now; return rests`, quote(css)))
	if err := d.call(http.MethodPost, "/element/"+d.find(css)+"/click", nil, nil); err != nil {
		d.t.Fatal(err)
	}
}

// fill types into an input; for a file input text is a path.
func (d *driver) fill(css, text string) {
	d.t.Helper()
	if err := d.call(http.MethodPost, "/element/"+d.find(css)+"/value", map[string]string{"text": text}, nil); err != nil {
		d.t.Fatal(err)
	}
}

// gone waits until no such element is there.
func (d *driver) gone(css string) {
	d.t.Helper()
	d.wait(css+" to be gone", fmt.Sprintf("return !document.querySelector(%s)", quote(css)))
}

// Keys as WebDriver writes them.
const (
	enter  = "\ue007"
	escape = "\ue00c"
)

// press presses and releases one key.
func (d *driver) press(key string) {
	d.t.Helper()
	stroke := []map[string]string{{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}}
	keyboard := map[string]any{"type": "key", "id": "keyboard", "actions": stroke}
	if err := d.call(http.MethodPost, "/actions", map[string]any{"actions": []any{keyboard}}, nil); err != nil {
		d.t.Fatal(err)
	}
}

// screenshot writes a picture of the page. WebKit answers only after a paint, so a
// pixel is kept changing meanwhile.
func (d *driver) screenshot(path string) {
	d.t.Helper()
	tick := `const p=document.createElement('div');p.id='smoke-pixel';p.style='position:fixed;right:0;bottom:0;width:1px;height:1px';
document.body.appendChild(p);let n=0;window.smokeTimer=setInterval(()=>{p.style.background=(n++%2)?'#fff':'#fefefe'},30)`
	if err := d.eval(tick, nil); err != nil {
		d.t.Fatal(err)
	}
	var picture string
	if err := d.call(http.MethodGet, "/screenshot", nil, &picture); err != nil {
		d.t.Fatal(err)
	}
	if err := d.eval("clearInterval(window.smokeTimer);document.getElementById('smoke-pixel').remove()", nil); err != nil {
		d.t.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(picture)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func quote(s string) string {
	text, _ := json.Marshal(s) // a string always marshals
	return string(text)
}
