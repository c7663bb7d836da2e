package cli_test

import (
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/desk/desktest"
)

const passphrase = "demo-desk-2026"

// folder is a data folder with commands run on it at a moment that the test sets.
type folder struct {
	*testing.T
	dir string
}

// empty are the files of an empty demonstration folder.
var empty desktest.Files

// newFolder gives an empty demonstration folder, whose clock can be set: a copy of one that is
// made once.
func newFolder(t *testing.T) *folder {
	t.Helper()
	if empty == nil {
		made := &folder{t, filepath.Join(t.TempDir(), "desk")}
		if r := made.run("demo", "--cases", "0", "--as-of", "2026-09-01"); r.Code != 0 {
			t.Fatalf("no folder: %s", r.Err)
		}
		empty = desktest.FilesOf(t, made.dir)
	}
	return &folder{t, empty.Copied(t)}
}

// at sets the clock of the commands that follow.
func (f *folder) at(moment string) { f.Setenv("BEIANDESK_NOW", moment) }

func (f *folder) run(args ...string) cli.Result {
	f.Helper()
	f.Setenv("BEIANDESK_PASSPHRASE", passphrase)
	return cli.Run(strings.NewReader(""), append([]string{"--data", f.dir}, args...)...)
}

// must runs a command that has to succeed and gives its output.
func (f *folder) must(args ...string) string {
	f.Helper()
	r := f.run(args...)
	if r.Code != 0 {
		f.Fatalf("%v: exit %d: %s", args, r.Code, r.Err)
	}
	return strings.TrimSpace(r.Out)
}

// refused runs a command that has to fail with one line that holds a text.
func (f *folder) refused(code int, text string, args ...string) {
	f.Helper()
	r := f.run(args...)
	if r.Code != code || !strings.Contains(r.Err, text) || strings.Count(strings.TrimSpace(r.Err), "\n") > 0 {
		f.Errorf("%v: exit %d, want %d; said %q, want one line with %q", args, r.Code, code, r.Err, text)
	}
}

// shownCase is what the tests read of `case show --json`.
type shownCase struct {
	Number, Status, Stage string
	WaitingOn             string `json:"waiting_on"`
	SubjectNumber         string `json:"subject_number"`
	Runs                  []shownRun
	Rounds                []struct {
		No                     int
		Sent, Expires, Outcome string
		People                 []struct {
			Done  string
			Wrong int
		}
	}
	Actions []struct {
		Code string
		Why  []string
	}
	Deadlines []shownDate
	Owed      []string
	Sites     []struct {
		Domain       string
		ICPNumber    string `json:"icp_number"`
		Live         string
		PoliceNumber string `json:"police_number"`
		Footer       string
	}
	Dropped   []struct{ Domain, At, Why string } `json:"dropped_sites"`
	Materials []struct {
		Code, State, Why, Issued, Until, Ends string
		Versions                              int
	}
	Invoices []struct {
		Number, State, Total, Open string
		Upper                      string `json:"total_upper"`
		DueOn                      string `json:"due_on"`
		LateDays                   int    `json:"late_days"`
	}
	Unpaid   string
	Timeline []struct{ At, Kind, Title, Text string }
}

type shownRun struct {
	Stage, Step, Outcome, Reason, Due string
	WaitingOn                         string `json:"waiting_on"`
	DueKind                           string `json:"due_kind"`
	Attempt                           int
	Open                              bool
}

type shownDate struct {
	Stage, Clock, Kind, From, Due string
	Governs                       bool
	Reasons                       []string
}

func (f *folder) show(number string) shownCase {
	f.Helper()
	return f.read("case", "show", "--case", number, "--json")
}

// read runs a command that tells a case.
func (f *folder) read(word string, args ...string) shownCase {
	f.Helper()
	var c shownCase
	if err := json.Unmarshal([]byte(f.must(append([]string{word}, args...)...)), &c); err != nil {
		f.Fatal(err)
	}
	return c
}

// open lists the stages that are open, with the party each waits for.
func (c shownCase) open() []string {
	list := []string{}
	for _, r := range c.Runs {
		if r.Open {
			list = append(list, r.Stage+" "+r.Step+" "+r.WaitingOn)
		}
	}
	slices.Sort(list)
	return list
}

func (c shownCase) date(t testing.TB, clock string) shownDate {
	t.Helper()
	i := slices.IndexFunc(c.Deadlines, func(d shownDate) bool { return d.Clock == clock })
	if i < 0 {
		t.Fatalf("no date %s among %v", clock, c.Deadlines)
	}
	return c.Deadlines[i]
}

// why tells what blocks an action, and fails when it is not offered at all.
func (c shownCase) why(t testing.TB, code string) string {
	t.Helper()
	for _, a := range c.Actions {
		if a.Code == code {
			return strings.Join(a.Why, "；")
		}
	}
	t.Fatalf("%s is not offered", code)
	return ""
}

// picture writes a JPEG whose size grows with its grain, and gives its path.
func picture(t testing.TB, name string, side int, seed uint64) string {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	m := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			m.Set(x, y, color.RGBA{uint8(r.Uint32()), uint8(r.Uint32()), uint8(r.Uint32() >> 2 & 0x3f), 255})
		}
	}
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(f, m, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// write puts a text into a file and gives its path.
func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
