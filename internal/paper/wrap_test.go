package paper_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beiandesk/internal/paper"
)

func TestLinesBreakWhereReadersExpect(t *testing.T) {
	for _, c := range []struct {
		name  string
		text  string
		width float64
		want  []string
	}{
		{"a short text stays whole", "公安备案", 40, []string{"公安备案"}},
		{"nothing has no lines", "", 40, nil},
		{"a domain breaks after hyphens", "northwest-intangible-heritage.com.cn", 41, []string{"northwest-intangible-", "heritage.com.cn"}},
		{"a long word breaks at its joints first", "averyveryverylongname.example.com.cn", 38, []string{"averyveryverylongname.", "example.com.cn"}},
		{"a word without joints breaks anywhere", "甲乙丙丁𠮷㛃", 6.4, []string{"甲乙", "丙丁", "〓㛃"}},
		{"so does a long number", "6200123456789012", 15, []string{"62001234", "56789012"}},
		{"a closing mark does not start a line", "甲乙丙丁，戊己", 14.4, []string{"甲乙丙丁，", "戊己"}},
		{"an opening mark does not end a line", "甲乙丙（丁）", 12.7, []string{"甲乙丙", "（丁）"}},
		{"a quotation opens on the next line", "等待主管“网站”", 15.9, []string{"等待主管", "“网站”"}},
		{"a number keeps what it counts", "取得号码后 3 日内", 19, []string{"取得号码后", "3 日内"}},
		{"working days stay together", "挂号核对后 2 个工作日内", 23, []string{"挂号核对后", "2 个工作日内"}},
		{"a date stays together", "假如今天是2026年11月25日起算", 26, []string{"假如今天是", "2026年11月25日", "起算"}},
		{"a range keeps its second date whole", "2026-11-23 至 2026-11-25", 23, []string{"2026-11-23", "至 2026-11-25"}},
		{"a line end in the text is kept", "一\n二", 40, []string{"一", "二"}},
	} {
		got, widths := paper.Wrap(c.text, c.width)
		if c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
		if len(widths) > 0 && slices.Max(widths) > c.width+1e-6 {
			t.Errorf("%s: %q is wider than %v", c.name, got, c.width)
		}
	}
}

// anyText draws the kinds of text that reach a paper, and some that should not.
func anyText(maxLen int) *rapid.Generator[string] {
	pieces := []string{"公", "备案", "阶段", "有限公司", "，", "。", "（", "）", "“", "”", "、", "；", " ", "　", "2026", "年", "11月", "第", "项", "个", "工作日",
		"-", "–", "/", ".", "abc", "Domain", "@", "example.com", "¥", "%", "𠮷", "㛃", "䶮", "\u200b", "\t", "é", "ﬁ", "🀄", "한글"}
	return rapid.Custom(func(t *rapid.T) string {
		var sb strings.Builder
		for range rapid.IntRange(0, maxLen).Draw(t, "pieces") {
			sb.WriteString(rapid.SampledFrom(pieces).Draw(t, "piece"))
		}
		return sb.String()
	})
}

func squash(s string) string { return strings.Join(strings.Fields(s), "") }

func TestWrappingLosesNothingAndKeepsToItsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText(60).Draw(t, "text")
		width := rapid.Float64Range(7, 120).Draw(t, "width")
		lines, widths := paper.Wrap(text, width)
		if got, want := squash(strings.Join(lines, "")), squash(paper.Printable(text)); got != want {
			t.Fatalf("lost text: %q of %q", got, want)
		}
		for i, w := range widths {
			if w > width+1e-6 {
				t.Fatalf("line %q is %.2f mm wide in %.2f", lines[i], w, width)
			}
		}
	})
}

func TestFontHasWhatNamesNeed(t *testing.T) {
	for r, want := range map[rune]bool{'㛃': true, '䶮': true, '𫖯': true, '〓': true, '¥': true, '陇': true, '𠮷': false, '☐': false} {
		if paper.HasGlyph(r) != want {
			t.Errorf("%c: %v", r, !want)
		}
	}
}
