package cal_test

import (
	"errors"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"pgregory.net/rapid"
)

// readings are what people type on Sunday 29 November 2026 at 16:00, by what the field
// asks for: each line has the text, what it means and how that is said.
var readings = map[string]string{
	"happened moment": `
08:40                | 2026-11-29 08:40 | 今天 11月29日 周日 08:40
8:40                 | 2026-11-29 08:40 | 今天 11月29日 周日 08:40
8：40                | 2026-11-29 08:40 | 今天 11月29日 周日 08:40
16:00                | 2026-11-29 16:00 | 今天 11月29日 周日 16:00
15点20               | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
15点20分             | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
15时20分             | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
8点                  | 2026-11-29 08:00 | 今天 11月29日 周日 08:00
8点半                | 2026-11-29 08:30 | 今天 11月29日 周日 08:30
十点一刻             | 2026-11-29 10:15 | 今天 11月29日 周日 10:15
03点                 | 2026-11-29 03:00 | 今天 11月29日 周日 03:00
下午3点20            | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
下午 3:20            | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
下午15:20            | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
下午三点             | 2026-11-29 15:00 | 今天 11月29日 周日 15:00
上午九点零五分       | 2026-11-29 09:05 | 今天 11月29日 周日 09:05
中午12点             | 2026-11-29 12:00 | 今天 11月29日 周日 12:00
中午1点              | 2026-11-29 13:00 | 今天 11月29日 周日 13:00
凌晨3点              | 2026-11-29 03:00 | 今天 11月29日 周日 03:00
今早8点钟            | 2026-11-29 08:00 | 今天 11月29日 周日 08:00
昨天                 | 2026-11-28       | 昨天 11月28日 周六
昨天 15:20           | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
昨天15：20           | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
昨天下午三点半       | 2026-11-28 15:30 | 昨天 11月28日 周六 15:30
昨天下午3点三刻      | 2026-11-28 15:45 | 昨天 11月28日 周六 15:45
昨晚8点              | 2026-11-28 20:00 | 昨天 11月28日 周六 20:00
昨天晚上十一点整     | 2026-11-28 23:00 | 昨天 11月28日 周六 23:00
前天上午8:40         | 2026-11-27 08:40 | 前天 11月27日 周五 08:40
大前天               | 2026-11-26       | 大前天 11月26日 周四
今天                 | 2026-11-29       | 今天 11月29日 周日
现在                 | 2026-11-29 16:00 | 今天 11月29日 周日 16:00
两小时前             | 2026-11-29 14:00 | 今天 11月29日 周日 14:00
20小时前             | 2026-11-28 20:00 | 昨天 11月28日 周六 20:00
10分钟前             | 2026-11-29 15:50 | 今天 11月29日 周日 15:50
11月29日 15:20       | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
11月29日15点20       | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
11月28日（周六）15:20 | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
15:20 11-28          | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
昨天 11月28日 周六 15:20 | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
2026/11/29 15:20     | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
2026-11-29T15:20:31  | 2026-11-29 15:20 | 今天 11月29日 周日 15:20
２０２６－１１－２８　１５：２０ | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
２０２６／１１／２８ | 2026-11-28       | 昨天 11月28日 周六
2026。11。28         | 2026-11-28       | 昨天 11月28日 周六
2026、11、28         | 2026-11-28       | 昨天 11月28日 周六
'2026-11-28          | 2026-11-28       | 昨天 11月28日 周六
20261128 15:20       | 2026-11-28 15:20 | 昨天 11月28日 周六 15:20
11-30                | 2025-11-30       | 2025年11月30日 周日
11-29                | 2026-11-29       | 今天 11月29日 周日
12/31                | 2025-12-31       | 2025年12月31日 周三
周五                 | 2026-11-27       | 前天 11月27日 周五
周日                 | 2026-11-29       | 今天 11月29日 周日
星期一               | 2026-11-23       | 11月23日 周一
礼拜三               | 2026-11-25       | 11月25日 周三
上周五               | 2026-11-20       | 11月20日 周五
上週五15點           | 2026-11-20 15:00 | 11月20日 周五 15:00
上上周一             | 2026-11-09       | 11月9日 周一
本周二 9:30          | 2026-11-24 09:30 | 11月24日 周二 09:30
这周二               | 2026-11-24       | 11月24日 周二
3天前                | 2026-11-26       | 大前天 11月26日 周四
两周前               | 2026-11-15       | 11月15日 周日
一个月之前           | 2026-10-29       | 10月29日 周四
上月28日             | 2026-10-28       | 10月28日 周三
上月底               | 2026-10-31       | 10月31日 周六
28号                 | 2026-11-28       | 昨天 11月28日 周六
30号                 | 2026-10-30       | 10月30日 周五
去年12月1日          | 2025-12-01       | 2025年12月1日 周一
`,
	"coming day": `
明天                 | 2026-11-30 | 明天 11月30日 周一
明日                 | 2026-11-30 | 明天 11月30日 周一
后天                 | 2026-12-01 | 后天 12月1日 周二
後天                 | 2026-12-01 | 后天 12月1日 周二
大后天               | 2026-12-02 | 大后天 12月2日 周三
今天                 | 2026-11-29 | 今天 11月29日 周日
周一                 | 2026-11-30 | 明天 11月30日 周一
下周一               | 2026-11-30 | 明天 11月30日 周一
下周天               | 2026-12-06 | 12月6日 周日
下周1                | 2026-11-30 | 明天 11月30日 周一
下个星期三           | 2026-12-02 | 大后天 12月2日 周三
下下周三             | 2026-12-09 | 12月9日 周三
三天后               | 2026-12-02 | 大后天 12月2日 周三
3天之后              | 2026-12-02 | 大后天 12月2日 周三
3日后                | 2026-12-02 | 大后天 12月2日 周三
十五天后             | 2026-12-14 | 12月14日 周一
两周后               | 2026-12-13 | 12月13日 周日
2个星期以后          | 2026-12-13 | 12月13日 周日
3个月后              | 2027-02-28 | 2027年2月28日 周日
一年后               | 2027-11-29 | 2027年11月29日 周一
月底                 | 2026-11-30 | 明天 11月30日 周一
下月底               | 2026-12-31 | 12月31日 周四
2月28日              | 2027-02-28 | 2027年2月28日 周日
12月底               | 2026-12-31 | 12月31日 周四
2027年2月底          | 2027-02-28 | 2027年2月28日 周日
年底                 | 2026-12-31 | 12月31日 周四
明年底               | 2027-12-31 | 2027年12月31日 周五
下月5日              | 2026-12-05 | 12月5日 周六
5号                  | 2026-12-05 | 12月5日 周六
11-29                | 2026-11-29 | 今天 11月29日 周日
11-28                | 2027-11-28 | 2027年11月28日 周日
11.30                | 2026-11-30 | 明天 11月30日 周一
1-5                  | 2027-01-05 | 2027年1月5日 周二
2026-11-01           | 2026-11-01 | 2026年11月1日 周日
昨天                 | 2026-11-28 | 昨天 2026年11月28日 周六
2027.6.30            | 2027-06-30 | 2027年6月30日 周三
2027．6．30          | 2027-06-30 | 2027年6月30日 周三
2027-6-30 23:59:59   | 2027-06-30 | 2027年6月30日 周三
2027年6月30日        | 2027-06-30 | 2027年6月30日 周三
2027 年 6 月 30 日   | 2027-06-30 | 2027年6月30日 周三
2027年6月30          | 2027-06-30 | 2027年6月30日 周三
二〇二七年六月三十日 | 2027-06-30 | 2027年6月30日 周三
十二月二十五日       | 2026-12-25 | 12月25日 周五
20270910             | 2027-09-10 | 2027年9月10日 周五
２０２７０９１０     | 2027-09-10 | 2027年9月10日 周五
明年3月1日           | 2027-03-01 | 2027年3月1日 周一
1999-12-31           | 1999-12-31 | 1999年12月31日 周五
2028-02-29           | 2028-02-29 | 2028年2月29日 周二
`,
	"coming moment": `
17:00                | 2026-11-29 17:00 | 今天 11月29日 周日 17:00
今晚7点              | 2026-11-29 19:00 | 今天 11月29日 周日 19:00
明早9点              | 2026-11-30 09:00 | 明天 11月30日 周一 09:00
下周二上午10点半     | 2026-12-01 10:30 | 后天 12月1日 周二 10:30
周二十五点           | 2026-12-01 15:00 | 后天 12月1日 周二 15:00
12月5日15:00         | 2026-12-05 15:00 | 12月5日 周六 15:00
两小时后             | 2026-11-29 18:00 | 今天 11月29日 周日 18:00
9小时后              | 2026-11-30 01:00 | 明天 11月30日 周一 01:00
傍晚6点              | 2026-11-29 18:00 | 今天 11月29日 周日 18:00
`,
	"nearest day": `
11-20                | 2026-11-20 | 11月20日 周五
1-5                  | 2027-01-05 | 2027年1月5日 周二
周六                 | 2026-11-28 | 昨天 11月28日 周六
周一                 | 2026-11-30 | 明天 11月30日 周一
15号                 | 2026-11-15 | 11月15日 周日
`,
}

// refusals are what is not read, with a part of what is answered.
var refusals = map[string]string{
	"happened moment": `
             | 时间要写成
29           | 只有数字看不出
1129         | 只有数字看不出
46355        | 只有数字看不出
46355.64     | 年份要写四位
三           | 只有数字看不出
202611291520 | 时间要写成
明天         | 时间不能晚于现在
2026-11-29 16:01 | 时间不能晚于现在
16:01        | 写“昨天 16:01”
3点          | 03:00 或 15:00
三点半       | 上午还是下午
下午9点      | 下午没有9点
晚上12点     | 晚上没有12点
下午         | 请写上几点
昨晚         | 请写上几点
25:00        | 没有这个钟点
24:00        | 没有这个钟点
8:4          | 没有这个钟点
8:60         | 没有这个钟点
8:40:99      | 没有这个钟点
8:40 9:40    | 写了两个时间
3:20下午     | 时间要写成
8.40         | 8月没有40日
15.20        | 没有15月
11月31日     | 11月没有31日
2月30日      | 2月没有30日
2-29         | 请写上年份
2027-02-29   | 2027年2月没有29日
20261301     | 没有13月
0-5          | 没有0月
0月底        | 没有0月
32号         | 没有32日
29-11-2026   | 年份要写四位
11/29/2026   | 年份要写四位
11-29-26     | 年份要写四位
26年11月29日 | 年份要写四位
2026-11      | 请连日一起写
2026年11月   | 只有月份
2026年       | 只有年份
明年         | 请连月和日一起写
11月         | 只有月份
上周         | 还不知道是星期几
下周15:20    | 还不知道是星期几
上周末       | 周末有两天
周一 周二    | 写了两个不同的日子
昨天 11月27日 | 写了两个不同的日子
昨天 前天    | 写了两个不同的日子
11月28日 周五 | 2026年11月28日是周六，不是周五
1800-01-01   | 年份要在 1900 到 2199
9999年前     | 年份要在
99999天前    | 离今天太远
国庆节       | 时间要写成
昨天说的     | 时间要写成
2026-11/29   | 请连日一起写
二十十       | 时间要写成
11-29-       | 时间要写成
两年         | 年份要写四位
`,
	"coming day": `
15:00        | 不写几点
长期         | 日期要写成
2月底        | 写上年份
15:59        | 不写几点
3个工作日后  | 只有数字看不出
`,
	"coming moment": `
15:59        | 写“明天 15:59”
`,
}

func wanted(t testing.TB, name string) cal.Want {
	lean, kind, _ := strings.Cut(name, " ")
	leans := map[string]cal.Lean{"happened": cal.Happened, "coming": cal.Coming, "nearest": cal.Nearest}
	return cal.Want{Now: moment(t, "2026-11-29 16:00"), Lean: leans[lean], Clock: kind == "moment"}
}

// columns splits the lines of a table.
func columns(table string) [][]string {
	rows := [][]string{}
	for line := range strings.SplitSeq(strings.Trim(table, "\n"), "\n") {
		row := strings.Split(line, "|")
		for i := range row {
			row[i] = strings.Trim(row[i], " ")
		}
		rows = append(rows, row)
	}
	return rows
}

func TestWhatPeopleTypeIsReadAndSaidInWords(t *testing.T) {
	seen := 0
	for name, table := range readings {
		w := wanted(t, name)
		for _, row := range columns(table) {
			seen++
			got, err := cal.Read(row[0], w)
			if err != nil {
				t.Errorf("%s: %q is refused: %v", name, row[0], err)
			} else if got.Moment.String() != row[1] || got.Words != row[2] {
				t.Errorf("%s: %q reads as %s, %q", name, row[0], got.Moment, got.Words)
			}
		}
	}
	if seen < 80 {
		t.Errorf("%d texts were read", seen)
	}
}

func TestWhatIsNotPlainIsRefusedWithWhatMayBeWritten(t *testing.T) {
	for name, table := range refusals {
		w := wanted(t, name)
		for _, row := range columns(table) {
			got, err := cal.Read(row[0], w)
			if errs.CodeOf(err) != errs.Invalid {
				t.Errorf("%s: %q reads as %q, %v", name, row[0], got.Words, err)
			} else if !strings.Contains(err.Error(), row[1]) {
				t.Errorf("%s: %q is refused by %q", name, row[0], err)
			}
		}
	}
}

func TestTheExamplesOfARefusalAreRead(t *testing.T) {
	for _, name := range []string{"happened day", "happened moment", "coming day", "coming moment", "nearest day"} {
		w := wanted(t, name)
		w.Now = moment(t, "2026-11-29 15:04")
		_, err := cal.Read("x", w)
		if err == nil {
			t.Fatal("x is read")
		}
		_, examples, _ := strings.Cut(err.Error(), "要写成 ")
		examples, _, _ = strings.Cut(examples, "这样")
		list := strings.Split(strings.ReplaceAll(examples, " 或", "、"), "、")
		if len(list) < 4 {
			t.Errorf("%s: only %q are named", name, list)
		}
		for _, text := range list {
			if _, err := cal.Read(text, w); err != nil {
				t.Errorf("%s names %q, which is refused: %v", name, text, err)
			}
		}
	}
}

func TestARefusalNamesWhatWasAsked(t *testing.T) {
	w := wanted(t, "happened day")
	if _, err := cal.Read("明天", w); err == nil || err.Error() != "日期不能晚于今天" {
		t.Errorf("refused by %v", err)
	}
	w.Name = "查询日期"
	if _, err := cal.Read("明天", w); !errors.Is(err, cal.ErrLate) || err.Error() != "查询日期不能晚于今天" {
		t.Errorf("refused by %v", err)
	}
	if _, err := cal.Read("x", w); errors.Is(err, cal.ErrLate) {
		t.Errorf("what is no day is late: %v", err)
	}
}

func TestAMinuteIsCountedOnlyFromAMinute(t *testing.T) {
	w := wanted(t, "happened moment")
	w.Now = cal.Whole(w.Now.Day)
	if got, err := cal.Read("两小时前", w); err == nil {
		t.Errorf("reads as %s", got.Moment)
	}
	if got, err := cal.Read("现在", w); err != nil || got.Moment != w.Now {
		t.Errorf("reads as %s, %v", got.Moment, err)
	}
}

func leanings() *rapid.Generator[cal.Lean] {
	return rapid.SampledFrom([]cal.Lean{cal.Happened, cal.Coming, cal.Nearest})
}

// same reads the words and the stored form of what was understood again.
func same(t interface{ Fatalf(string, ...any) }, u cal.Understood, w cal.Want) {
	for _, text := range []string{u.Words, u.Moment.String()} {
		again, err := cal.Read(text, w)
		if err != nil || again != u {
			t.Fatalf("%s, %q: %q reads as %s, %q, %v", u.Moment, u.Words, text, again.Moment, again.Words, err)
		}
	}
}

func TestWordsAreReadAgainAsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := cal.Moment{Day: cal.Day(rapid.IntRange(0, 40000).Draw(t, "now")), Minute: rapid.IntRange(0, 1439).Draw(t, "minute")}
		w := cal.Want{Now: now, Lean: leanings().Draw(t, "lean"), Clock: rapid.Bool().Draw(t, "clock")}
		m := cal.Whole(now.Day.Add(rapid.IntRange(-800, 800).Draw(t, "away")))
		if w.Clock {
			m.Minute = rapid.IntRange(-1, 1439).Draw(t, "at")
		}
		if w.Lean == cal.Happened && m.Compare(now) > 0 {
			m = now
			if !w.Clock {
				m = cal.Whole(now.Day)
			}
		}
		u, err := cal.Read(m.String(), w)
		if err != nil || u.Moment != m {
			t.Fatalf("%s reads as %s, %v", m, u.Moment, err)
		}
		same(t, u, w)
	})
}

func FuzzRead(f *testing.F) {
	for _, tables := range []map[string]string{readings, refusals} {
		for _, table := range tables {
			for _, row := range columns(table) {
				f.Add(row[0], 0, true)
				f.Add(row[0], 1, false)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string, lean int, clock bool) {
		w := cal.Want{Now: moment(t, "2026-11-29 16:00"), Lean: cal.Lean((lean%3 + 3) % 3), Clock: clock}
		u, err := cal.Read(text, w)
		if err != nil {
			if errs.CodeOf(err) != errs.Invalid {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		if w.Lean == cal.Happened && u.Moment.Compare(w.Now) > 0 {
			t.Fatalf("%q lies in the future: %s", text, u.Moment)
		}
		if !clock && !u.Moment.IsDay() {
			t.Fatalf("%q has a minute: %s", text, u.Moment)
		}
		same(t, u, w)
	})
}
