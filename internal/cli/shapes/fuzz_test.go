package shapes_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/errs"
)

// reading is what a file that somebody wrote is read into, as commands read it.
func reading(text string, into any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return shapes.BadFile(err, "案件文件", "case new --example")
	}
	return nil
}

// FuzzCaseFile: a description of a case is refused in words or becomes what the desk takes.
func FuzzCaseFile(f *testing.F) {
	f.Add(`{"client":{"name":"杭州青禾软件有限公司","kind":"enterprise"},"lead":{"name":"沈一鸣"},"case":{"type":"first","phases":["icp"]},"sites":[{"domain":"qinghe.example"}]}`)
	f.Add(`{"case":{"phases":["x"]}}`)
	f.Add(`{"sites":[{"contents":1}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var c shapes.CaseFile
		err := reading(text, &c)
		if err == nil {
			in, failed := c.Input()
			if err = failed; err == nil && len(in.Sites) != len(c.Sites) {
				t.Errorf("%d sites became %d", len(c.Sites), len(in.Sites))
			}
		}
		inWords(t, err)
	})
}

// FuzzSiteFile: so is the description of a site.
func FuzzSiteFile(f *testing.F) {
	f.Add(`{"name":"青禾","domain":"qinghe.example","contents":["单位门户网站"],"access":{"where":"境内"}}`)
	f.Add(`{"services":[{}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var s shapes.SiteFile
		err := reading(text, &s)
		if err == nil && s.Input().Domain != s.Domain {
			t.Errorf("%q became %q", s.Domain, s.Input().Domain)
		}
		inWords(t, err)
	})
}

func inWords(t *testing.T, err error) {
	t.Helper()
	var e *errs.Error
	if err != nil && (!errors.As(err, &e) || e.Message == "" || e.Code == errs.Internal) {
		t.Errorf("refused with %v", err)
	}
}
