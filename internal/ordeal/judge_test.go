//go:build linux && amd64

package ordeal

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const nextPass = "紫薇 七号 墙外 4417 回廊"

// Identifiers are drawn; moments, and how often the folder was opened, depend on the judges.
var (
	drawn  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	seq    = regexp.MustCompile(`"seq": \d+`)
	moment = regexp.MustCompile(`2026-11-25[ T-]?10:?\d\d(:?\d\d)?`)
)

// scene is a verb made ready, and what its box holds before it and after it.
type scene struct {
	verb
	before *box
	states [2]string // before, after
	lists  [2]string // as of lists
	calls  []string
	said   string // what a run tells that succeeds
}

// stage makes a verb ready and runs it once, whole, on a copy.
func stage(t *testing.T, v verb) *scene {
	t.Helper()
	s := &scene{verb: v, before: demo(t)}
	if v.ready != nil {
		v.ready(t, s.before)
	}
	b := s.before.copyTo(t, t.TempDir()+"/before")
	s.states[0], s.lists[0] = s.state(b), s.listed(b)
	b = s.before.copyTo(t, t.TempDir()+"/after")
	end := b.traced(t, plan{blow: none}, s.line(b)...)
	if end.code != 0 {
		t.Fatalf("%s: exit %d, %s%s", v.name, end.code, end.out, end.err)
	}
	s.calls, s.said = end.calls, end.out
	s.states[1], s.lists[1] = s.state(b), s.listed(b)
	return s
}

// line is the verb's command line in a box.
func (s *scene) line(b *box) []string {
	line := make([]string, 0, len(s.args)+2)
	for _, a := range s.args {
		if name, ok := strings.CutPrefix(a, "@"); ok {
			text, err := os.ReadFile(b.path(name))
			if err != nil {
				panic(err)
			}
			a = string(text)
		}
		line = append(line, strings.ReplaceAll(a, "$", b.root))
	}
	return append(line, "--passphrase-file", b.path("pass"))
}

// state is what judges see of a box: what was done, as the journal has it, and what the
// doctor finds, who holds moves against stages and dates, sums against payments, numbers
// against their series, files against documents. The first look opens the desk as everybody
// would, so that what an opening sweeps is swept before the doctor comes.
func (s *scene) state(b *box) string {
	b.now = judgeTime
	defer func() { b.now = verbTime }()
	if s.held != nil {
		return plain(b, s.held(b))
	}
	return plain(b, b.held())
}

// listed is what the lists show: cases, and what the verb changes.
func (s *scene) listed(b *box) string {
	b.now = judgeTime
	defer func() { b.now = verbTime }()
	_, text, said := b.run("list", "cases", "--json")
	text += said
	if s.look != nil {
		_, out, said := b.run(s.look...)
		text += out + said
	}
	return plain(b, text)
}

// plain takes out of a text what differs from run to run.
func plain(b *box, text string) string {
	text = drawn.ReplaceAllString(strings.ReplaceAll(text, b.root, "$"), "id")
	return moment.ReplaceAllString(seq.ReplaceAllString(text, "seq"), "now")
}

// held is what was done in the desk, and what the doctor finds.
func (b *box) held() string { return b.done() + b.findings() }

// done lists the journal without those entries that the looking itself writes.
func (b *box) done() string {
	code, out, said := b.run("audit", "--json")
	var entries []struct{ Kind, Case, Title, Text string }
	if err := json.Unmarshal([]byte(out), &entries); err != nil {
		return fmt.Sprintf("audit: exit %d, %s%s", code, out, said)
	}
	var text strings.Builder
	for _, e := range entries {
		if e.Kind != "open" && e.Kind != "export" {
			fmt.Fprintln(&text, "journal:", e.Kind, e.Case, e.Title, e.Text)
		}
	}
	return text.String()
}

// findings is what the doctor does not like.
func (b *box) findings() string {
	_, out, said := b.run("doctor", "--json")
	var checks []struct {
		Check, Detail string
		OK            bool
	}
	if err := json.Unmarshal([]byte(out), &checks); err != nil {
		return "doctor: " + out + said
	}
	var text strings.Builder
	for _, c := range checks {
		if !c.OK {
			fmt.Fprintln(&text, "doctor:", c.Check, c.Detail)
		}
	}
	return text.String()
}

// heldByEither is what the desk holds, and which of two passphrases open it.
func heldByEither(b *box) string {
	text := ""
	for _, pass := range []string{b.pass, nextPass} {
		other := *b
		if err := os.WriteFile(other.path("pass"), []byte(pass+"\n"), 0o600); err != nil {
			return err.Error()
		}
		if held := other.done(); strings.HasPrefix(held, "journal: ") {
			text += "opens with " + pass + "\n" + held + other.findings()
		}
	}
	if err := os.WriteFile(b.path("pass"), []byte(b.pass+"\n"), 0o600); err != nil {
		return err.Error()
	}
	// Where the process died between the keys and the journal, the next opening has said so.
	return regexp.MustCompile(`(?m)^journal: edit  (改口令|换钥匙做完|换钥匙|钥匙文件换过，当时没有记下) .*$`).ReplaceAllString(text, "journal: edit keys")
}

// heldWithKeys says whether the folder has its keys, and what it holds once it has.
func heldWithKeys(b *box) string {
	if held := b.done(); !strings.HasPrefix(held, "journal: ") {
		return held
	}
	return b.held()
}

// heldWithPlace is what the desk holds, and the newest of the backups in the place, all of
// which are whole; older ones may be dropped or not yet. That a backup was made is written
// down behind it: one without its entry is a good one.
func heldWithPlace(b *box) string {
	text := regexp.MustCompile(`(?m)^journal: backup .*\n`).ReplaceAllString(b.held(), "")
	code, out, said := b.run("backup", "verify", b.path("place"))
	if strings.HasPrefix(said, "备份位置不在") || strings.HasPrefix(said, "这里没有备案台的备份") {
		return text + "no backup\n"
	}
	if code != 0 {
		return text + "verify: " + out + said
	}
	return text + "backup: " + slices.Max(regexp.MustCompile(`\d{4}-\d\d-\d\d-\d{6}`).FindAllString(out, -1)) + "\n"
}

// heldRestored is what the restored folder holds, and that the place is whole.
func heldRestored(b *box) string {
	text := heldWithPlace(b)
	if _, err := os.Stat(b.path("new")); err != nil {
		return text + "nothing restored\n"
	}
	restored := *b
	restored.data = b.path("new")
	return text + "restored:\n" + restored.held()
}
