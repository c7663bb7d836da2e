package cli_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cli"
)

// walked is the walk's case with its account handed over.
func walked(t *testing.T) (*folder, string) {
	t.Helper()
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	number := f.must("case", "new", "--file", write(t, "case.json", f.must("case", "new", "--example")))
	f.at("2026-09-08 10:00")
	f.must("case", "do", "--case", number, "--action", "account.done")
	return f, number
}

func TestAnErrorNamesTheOptionItIsAbout(t *testing.T) {
	f, number := walked(t)
	do := func(action string, more ...string) []string {
		return append([]string{"case", "do", "--case", number, "--action", action}, more...)
	}
	for want, args := range map[string][]string{
		"--at（时间）：时间要写成 2026-09-18":              do("case.resume", "--at", "改天"),
		"--at（时间）：时间不能晚于现在":                      do("case.hold", "--at", "2026-09-09", "--reason", "出国"),
		"--set cause（原因）：请填“原因”":                 do("case.hold"),
		"--set day（约定日期）：日期要写成":                  do("run.agree", "--set", "day=改天", "--reason", "客户忙"),
		"--set run（哪一件）：“哪一件”没有这个选项，可以选：材料收集":    do("run.agree", "--set", "run=x", "--set", "day=2026-09-20", "--reason", "客户忙"),
		"--set to（改成）：改成的时间不能晚于现在":               do("move.correct", "--set", "seq=1", "--set", "to=2026-10-01", "--reason", "记错了"),
		"--set speed：“暂停案件”没有这一项":                do("case.hold", "--set", "speed=1", "--reason", "出国"),
		"“上线挂号”环节还没有开始，不能登记“已上线挂号”。现在在办的是“材料收集”": do("online.live"),
		"--stage（哪个环节提交之前）：这个案件没有“sms”":          {"preflight", "--case", number, "--stage", "sms"},
		"--office（谁停办）：请选是谁停办":                   {"closures", "add", "--office", "x", "--from", "2026-09-09", "--name", "休息"},
		"--material（材料代码）：没有这一项":                 {"attach", "--case", number, "--material", "x", picture(t, "x.jpg", 300, 1)},
	} {
		f.refused(1, want, args...)
	}
	file := strings.NewReplacer(`"310013"`, `"31001"`, `"13800571001"`, `"138"`, `"2027-03-02"`, `"明年"`, `"2026-09-07"`, `"2027-09-07"`).Replace(f.must("case", "new", "--example"))
	r := f.refused
	r(1, "客户的邮编（client.postcode）：", "case", "new", "--file", write(t, "bad.json", file))
	r(1, "负责人的手机（lead.mobile）：", "case", "new", "--file", write(t, "bad.json", file))
	r(1, "第 1 项的云服务器到期日（sites[0].server_until）：", "case", "new", "--file", write(t, "bad.json", file))
	r(1, "案件的查询日期（case.lookup_day）：", "case", "new", "--file", write(t, "bad.json", file))
}

func TestReasonsForWhichAStepWaitsAreOneSentence(t *testing.T) {
	f := newFolder(t)
	f.at("2026-09-07 09:30")
	file := strings.Replace(f.must("case", "new", "--example"), `"310013"`, `""`, 1)
	number := f.must("case", "new", "--file", write(t, "case.json", file))
	f.refused(1, "营业执照还没收到；邮编还没填\n", "case", "do", "--case", number, "--action", "materials.done")
}

func TestDoTellsWhatTheHeadlineDoesNotShow(t *testing.T) {
	f, number := walked(t)
	do := func(args ...string) []string {
		return strings.Split(strings.TrimSpace(f.must(append([]string{"case", "do", "--case", number}, args...)...)), "\n")
	}
	held := number + "　案件已暂停，从 2026-09-08 10:00 起，到 2026-12-31 回到今日，原因：客户出国；到登记“恢复案件”（case.resume）为止约定日期停下，其他期限照算"
	for _, c := range []struct {
		args  []string
		lines []string // before those of the open runs
	}{
		{[]string{"--action", "case.hold", "--set", "until=2026-12-31", "--reason", "客户出国"}, []string{number + "　已登记“暂停案件”　原因：客户出国；暂停到哪天：12月31日 周四", held}},
		{[]string{"--action", "case.resume"}, []string{number + "　已登记“恢复案件”", number + "　案件恢复在办，默认的约定日期从恢复那天重新算"}},
		{[]string{"--action", "case.undo"}, []string{number + "　已登记“撤销”　撤销“恢复案件”（9月8日 周二 10:00）", held}},
		{[]string{"--action", "case.undo"}, []string{number + "　已登记“撤销”　撤销“暂停案件”（9月8日 周二 10:00）"}},
		{[]string{"--action", "move.correct", "--set", "seq=2", "--set", "to=2026-09-07 18:00", "--reason", "记错了"},
			[]string{number + "　已登记“更正时间：子账号已交接”　9月8日 周二 10:00 → 9月7日 周一 18:00；原因：记错了"}},
	} {
		f.at("2026-09-08 10:00")
		lines := do(c.args...)
		runs := []string{"材料收集"}
		if slices.Contains(c.lines, held) {
			runs = append(runs, "暂停")
		}
		if len(lines) != len(c.lines)+len(runs) || !strings.HasPrefix(lines[len(lines)-1], number+"　"+runs[len(runs)-1]) {
			t.Errorf("%v:\n%s", c.args, strings.Join(lines, "\n"))
			continue
		}
		for i, want := range c.lines {
			if lines[i] != want {
				t.Errorf("%v: %q, want %q", c.args, lines[i], want)
			}
		}
	}
	do("--action", "case.hold", "--set", "until=2026-12-31", "--reason", "客户出国")
	if text := f.must("case", "show", "--case", number); !strings.Contains(text, "案件已暂停，从 2026-09-08 10:00 起，到 2026-12-31 回到今日，原因：客户出国") {
		t.Errorf("case show: %s", text)
	}
	if lines := do("--action", "case.withdraw", "--reason", "不办了"); len(lines) != 2 || !strings.Contains(lines[0], "还要办：撤销授权") || !strings.HasPrefix(lines[1], number+"　撤销授权") {
		t.Errorf("withdrawn: %q", lines)
	}
}

func TestWarningsOfACheckNameTheirValueAndCoverIt(t *testing.T) {
	r := cli.Run(strings.NewReader(""), "check", "phone", "17012345678", "13912345678", "13800000000")
	if want := "注意：170****5678：这是虚拟运营商"; r.Code != 0 || !strings.HasPrefix(r.Err, want) || !strings.Contains(r.Err, "\n注意：138****0000：后 8 位") || strings.Contains(r.Err, "17012345678") {
		t.Errorf("exit %d, said %q", r.Code, r.Err)
	}
	r = cli.Run(strings.NewReader(""), "check", "document", "E12345678", "12")
	if !strings.HasPrefix(r.Err, "注意：第 2 个值：") {
		t.Errorf("said %q", r.Err)
	}
	r = cli.Run(strings.NewReader(""), "check", "domain", "-a.com")
	if r.Code != 2 || r.Err != "没有 -a.com 这个选项；要写以 - 开头的值，前面加一个 --，见 beiandesk check --help\n" {
		t.Errorf("exit %d, said %q", r.Code, r.Err)
	}
	if r = cli.Run(strings.NewReader(""), "check", "domain", "--", "-a.com"); r.Code != 1 || !strings.Contains(r.Out, "连字符开头") {
		t.Errorf("exit %d, said %q", r.Code, r.Out)
	}
}

func TestPreflightSaysItsSourcesYearOnceAndWhatMayComeAgain(t *testing.T) {
	f, number := walked(t)
	for n, code := range []string{"licence", "id-front", "id-back"} {
		f.must("attach", "--case", number, "--material", code, picture(t, code+".jpg", 400, uint64(n+2)))
	}
	text := f.must("preflight", "--case", number, "--stage", "bureau-submit")
	if head, _, _ := strings.Cut(text, "\n"); !strings.HasPrefix(head, number+"　“提交管局”前　不通过") {
		t.Errorf("the first line is %q", head)
	}
	if !strings.Contains(text, "GB 11643-1999 号码的结构 待核实\n") || strings.Contains(text, "号码的结构 1999") {
		t.Error("the year of the standard is said twice, or not at all")
	}
	f.must("case", "do", "--case", number, "--action", "materials.done")
	f.must("case", "do", "--case", number, "--action", "template.submit")
	lines := strings.Split(f.must("preflight", "--case", number), "\n")
	if !strings.HasPrefix(lines[0], number+"　提交“预审核”前") || lines[1] != number+"　在办的“信息模板审核”如没有通过，要再提交“信息模板审核”。" {
		t.Errorf("%q", lines[:2])
	}
}
