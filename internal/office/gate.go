package office

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"beiandesk/internal/errs"
)

// The sorts of texts, which say what a text may hold besides what is seen of it.
// Everywhere broken text, NUL and control characters are refused.
const (
	sortLine   = "line"   // one line, kept as it is
	sortName   = "name"   // one line whose reader takes off marks of direction and tells so
	sortNumber = "number" // a value whose reader takes off spaces and marks and tells so
	sortLines  = "lines"  // several lines, kept as they are
	sortRaw    = "raw"    // written by the page, for itself alone
)

// rule is how a text is judged, from the tag of its field: `text:"备注,lines,2000"`.
type rule struct {
	label string
	sort  string
	most  int // characters
}

// untold is the rule of a field without a tag: codes, identifiers, days as typed.
var untold = rule{"这一项", sortLine, 200}

// mostItems is how many items a list of an input holds at most.
const mostItems = 2000

// Judge is the one gate for what people type, paste or hand in by a file: it judges every
// text of an input, in nested structs, lists and maps too, by the tag of its field. Each
// verb asks it first. The error is Invalid with every wrong field.
func Judge(in any) error {
	var wrong Problems
	judge(&wrong, reflect.ValueOf(in), "", untold)
	return wrong.Err()
}

// JudgeText is Judge for a text that stands alone; as is written like a tag.
func JudgeText(field, as, text string) error {
	var wrong Problems
	wrong.Take(field, parseRule(as).fault(text))
	return wrong.Err()
}

// JudgeSearch judges what is looked for. It is kept nowhere, so marks of direction that
// came with a copy pass.
func JudgeSearch(text string) error { return JudgeText("text", "搜索的字,number,200", text) }

func parseRule(tag string) rule {
	parts := strings.Split(tag, ",")
	if len(parts) != 3 || !slices.Contains([]string{sortLine, sortName, sortNumber, sortLines, sortRaw}, parts[1]) {
		panic(fmt.Sprintf("office: no rule of a text: %q", tag))
	}
	most, err := strconv.Atoi(parts[2])
	if err != nil {
		panic(fmt.Sprintf("office: no rule of a text: %q", tag))
	}
	return rule{parts[0], parts[1], most}
}

// judge walks a value; path is where it stands, as the page names it.
func judge(wrong *Problems, v reflect.Value, path string, by rule) {
	switch v.Kind() {
	case reflect.String:
		wrong.Take(path, by.fault(v.String()))
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			judge(wrong, v.Elem(), path, by)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			own, at := by, path
			if tag, ok := f.Tag.Lookup("text"); ok {
				own = parseRule(tag)
			}
			if !f.Anonymous {
				at = below(path, nameOf(f))
			}
			judge(wrong, v.Field(i), at, own)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return // a file: its own reader judges it
		}
		if counted(wrong, v.Len(), path, by) {
			for i := range v.Len() {
				judge(wrong, v.Index(i), below(path, strconv.Itoa(i)), by)
			}
		}
	case reflect.Map:
		if counted(wrong, v.Len(), path, by) {
			for _, k := range v.MapKeys() {
				if fault := untold.fault(k.String()); fault != nil {
					wrong.Take(path, fault)
					continue
				}
				judge(wrong, v.MapIndex(k), below(path, k.String()), by)
			}
		}
	default: // numbers and marks have no text
	}
}

func counted(wrong *Problems, n int, path string, by rule) bool {
	if n > mostItems {
		wrong.At(path, "%s最多 %d 项，现在有 %d 项，请分几次", by.label, mostItems, n)
	}
	return n <= mostItems
}

// nameOf is a field's name as JSON has it.
func nameOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		return strings.ToLower(f.Name[:1]) + f.Name[1:]
	}
	return name
}

func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// fault says what is wrong with a text: of what, by which limit, and what was found.
func (r rule) fault(text string) error {
	if !utf8.ValidString(text) {
		return errs.New(errs.Invalid, "%s里有无法识别的字符，请重新输入", r.label)
	}
	if n := utf8.RuneCountInString(text); n > r.most {
		return errs.New(errs.Invalid, "%s最多 %d 个字，现在有 %d 个，请删短", r.label, r.most, n)
	}
	// Space around a text is nobody's intention, and every reader takes it off.
	for i, c := range []rune(strings.TrimSpace(text)) {
		if why := r.refuses(c); why != "" {
			return errs.New(errs.Invalid, "%s里第 %d 个字%s（U+%04X），请删掉重打", r.label, i+1, why, c)
		}
	}
	return nil
}

// refuses says why a character may not stand in a text of this sort, "" if it may.
func (r rule) refuses(c rune) string {
	switch {
	case r.sort == sortRaw:
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return "是控制字符"
		}
	case strings.ContainsRune("\n\r\t\u2028\u2029", c):
		if r.sort == sortLine || r.sort == sortName {
			return "是换行或制表符，这里只写一行"
		}
	case unicode.IsControl(c):
		return "是控制字符"
	case unicode.Is(unicode.Bidi_Control, c):
		if r.sort == sortLine || r.sort == sortLines {
			return "看不见，会改变文字的方向"
		}
	}
	return ""
}
