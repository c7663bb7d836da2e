package cli_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestAMomentIsCorrectedByItsStep(t *testing.T) {
	f := newFolder(t)
	w := &walker{folder: f}
	f.at("2026-09-07 09:30")
	w.number = f.must("case", "new", "--file", write(t, "case.json", f.must("case", "new", "--example")))
	w.do("2026-09-08 10:00", "account.done")
	for n, code := range []string{"licence", "id-front", "id-back"} {
		f.must("attach", "--case", w.number, "--material", code, picture(t, code+".jpg", 400, uint64(n+2)))
	}
	w.do("2026-09-09 09:40", "materials.done")
	c := w.do("2026-09-09 15:40", "template.submit")
	w.due(c, "template.max", "", "2026-09-11 15:40")

	const seq = "4"
	var shown struct {
		Actions []struct {
			Code   string
			Values []struct {
				Key     string
				Options []struct{ Code, Label string }
			}
		}
	}
	if err := json.Unmarshal([]byte(f.must("case", "show", "--case", w.number, "--json")), &shown); err != nil {
		t.Fatal(err)
	}
	for _, a := range shown.Actions {
		if a.Code == "move.correct" && (a.Values[0].Options[0].Code != seq || a.Values[0].Options[0].Label != "已提交模板 2026-09-09 15:40") {
			t.Errorf("what may be corrected: %+v", a.Values)
		}
	}
	c.why(t, "move.correct")

	correct := []string{"case", "do", "--case", w.number, "--action", "move.correct", "--set", "seq=" + seq}
	f.at("2026-09-09 16:00")
	f.refused(1, "要写明原因", append(correct, "--set", "to=2026-09-09 14:50")...)
	f.refused(1, "--set to（改成）：不能改成 2026-09-09 15:50，那样“已提交模板”（2026-09-09 15:40）会早于", "case", "do", "--case", w.number, "--action", "move.correct", "--set", "seq=3", "--set", "to=2026-09-09 15:50", "--reason", "记错了")
	f.refused(1, "不能晚于现在", append(correct, "--set", "to=2026-09-09 16:10", "--reason", "记错了")...)
	f.refused(1, "按现在的时间登记", append(correct, "--at", "2026-09-09 15:50", "--set", "to=2026-09-09 14:50", "--reason", "记错了")...)
	c = w.do("2026-09-09 16:00", "move.correct", "--set", "seq="+seq, "--set", "to=2026-09-09 14:50", "--reason", "看错了回执")
	w.due(c, "template.max", "", "2026-09-11 14:50")

	var told struct {
		Timeline []struct {
			At, Was, Title, Text string
			Move                 int
		}
	}
	if err := json.Unmarshal([]byte(f.must("case", "show", "--case", w.number, "--json")), &told); err != nil {
		t.Fatal(err)
	}
	if e := told.Timeline[0]; e.Title != "更正时间：已提交模板" || e.Text != "9月9日 周三 15:40 → 9月9日 周三 14:50；原因：看错了回执" || e.Move != 0 {
		t.Errorf("the correction is told as %+v", e)
	}
	if e := told.Timeline[1]; e.At != "2026-09-09 14:50" || e.Was != "2026-09-09 15:40" || e.Move != 4 {
		t.Errorf("the corrected step is told as %+v", e)
	}
	text := strings.Split(f.must("case", "show", "--case", w.number), "\n")
	if !slices.ContainsFunc(text, func(line string) bool {
		return strings.Contains(line, "2026-09-09 14:50") && strings.Contains(line, "第 4 步") && strings.Contains(line, "原记 2026-09-09 15:40")
	}) {
		t.Errorf("the timeline reads %s", strings.Join(text, "\n"))
	}
	c = w.do("2026-09-09 16:10", "case.undo")
	w.due(c, "template.max", "", "2026-09-11 15:40")
}
