package pasted_test

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"beiandesk/internal/cal"
	"beiandesk/internal/pasted"
)

//go:embed testdata/blocks.txt
var blockData string

var today = cal.Date(2026, 11, 30)

// block is a text as people paste it, with what it tells: "field = value", "field ? value"
// where it is doubted, "field ! value" where it can't be right.
type block struct {
	title, text string
	want        []string
}

func blocks(t *testing.T) []block {
	t.Helper()
	list := []block{}
	for _, part := range strings.Split(blockData, "\n=== ")[1:] {
		title, rest, _ := strings.Cut(part, "\n")
		text, want, ok := strings.Cut(rest, "\n---\n")
		if !ok {
			t.Fatalf("%s has no fields", title)
		}
		list = append(list, block{title, strings.ReplaceAll(text, `\t`, "\t"), strings.Split(strings.TrimSpace(want), "\n")})
	}
	return list
}

// line is a found field as blocks.txt writes it.
func line(f pasted.Found) string {
	sign := "="
	switch {
	case f.Fault != "":
		sign = "!"
	case f.Doubt != "":
		sign = "?"
	}
	return fmt.Sprintf("%s %s %s", f.Field, sign, f.Value)
}

func TestPastedBlocksAreReadIntoTheirFields(t *testing.T) {
	list := blocks(t)
	if len(list) < 90 {
		t.Errorf("%d blocks are tried, want 90 at least", len(list))
	}
	fields, right := 0, 0
	for _, b := range list {
		got, err := pasted.Read(b.text, today)
		if err != nil {
			t.Fatalf("%s: %v", b.title, err)
		}
		lines := []string{}
		for _, f := range got.Found {
			if f.Field != "" {
				lines = append(lines, line(f))
			}
		}
		missed := []string{}
		for _, want := range b.want {
			fields++
			if slices.Contains(lines, want) {
				right++
			} else {
				missed = append(missed, want)
			}
		}
		for _, l := range lines {
			if plain := strings.Contains(l, " = "); plain && !slices.Contains(b.want, l) {
				t.Errorf("%s: is wrong without a mark: %s", b.title, l)
			}
		}
		if len(missed) > 0 {
			t.Logf("%s: missed %q of %q", b.title, missed, lines)
		}
	}
	t.Logf("%d of %d fields of %d blocks are right", right, fields, len(list))
	if 100*right < 95*fields {
		t.Errorf("%d of %d fields are right, want 95 of 100", right, fields)
	}
}

func TestWhatIsFoundStandsWhereItSaysInTheText(t *testing.T) {
	text := "𠮷祥客户😀\r\n手机：１３８００５７１００１，域名：https://www.qinghe.cn/a"
	got, err := pasted.Read(text, today)
	if err != nil {
		t.Fatal(err)
	}
	units := utf16.Encode([]rune(text))
	at := map[string]string{}
	for _, f := range got.Found {
		at[f.Field] = string(utf16.Decode(units[f.Start:f.End]))
	}
	if at["lead.mobile"] != "１３８００５７１００１" || at["site.domain"] != "https://www.qinghe.cn/a" {
		t.Errorf("what was found stands at %q", at)
	}
}

// A case is opened without a past: what a text says of one is no field of it.
func TestWhatHasHappenedIsNoFieldOfACaseThatIsOpened(t *testing.T) {
	got, err := pasted.Read("公司名称：杭州青禾软件有限公司\n备案状态：管局审核中\n公安备案号：浙公网安备33010602012345号", today)
	if err != nil || len(got.Found) != 1 || got.Found[0].Field != "client.name" {
		t.Errorf("%v, %+v", err, got.Found)
	}
}

func TestATextIsReadWholeOrNotAtAll(t *testing.T) {
	if _, err := pasted.Read(strings.Repeat("字", pasted.MostRunes+1), today); err == nil || !strings.Contains(err.Error(), "最多 8000 个") {
		t.Errorf("too long a text gives %v", err)
	}
	if got, err := pasted.Read(" \n", today); err != nil || len(got.Found) != 0 {
		t.Errorf("nothing gives %v, %v", got, err)
	}
}

func FuzzNoTextIsReadPastItsEnd(f *testing.F) {
	for _, part := range strings.Split(blockData, "\n=== ")[1:] {
		f.Add(part)
	}
	f.Add("【:】\t\t\n：：：138\xff\t手机")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := pasted.Read(text, today)
		if err != nil {
			return
		}
		n := len(utf16.Encode([]rune(text)))
		for _, found := range got.Found {
			if found.Start < 0 || found.Start >= found.End || found.End > n || found.Value == "" {
				t.Fatalf("%+v of %d", found, n)
			}
			if found.Fault != "" && strings.ContainsAny(found.Fault, "\n") {
				t.Fatalf("the fault breaks its line: %q", found.Fault)
			}
		}
		again, err := pasted.Read(text, today)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(again) {
			t.Fatal("the same text gives another reading")
		}
	})
}
