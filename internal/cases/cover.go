package cases

import (
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/identity"
)

// personal are the words of a change that is about a person's data, with how its old and
// new values are covered. The first that is found in its label counts.
var personal = []struct {
	words []string
	mask  func(string) string
}{
	{[]string{"证件号", "身份证", "护照", "通行证"}, identity.MaskID},
	{[]string{"地址", "住址", "住所", "常住", "居住"}, identity.MaskAddress},
	{[]string{"邮箱", "电子邮件", "Email", "email"}, identity.MaskEmail},
	{[]string{"手机", "电话", "座机", "应急"}, identity.MaskPhone},
}

// numbers are what is covered wherever it stands: mails, ID numbers, mobiles, landlines.
var numbers = []struct {
	looks *regexp.Regexp
	mask  func(string) string
}{
	{regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`), identity.MaskEmail},
	{regexp.MustCompile(`\b(?:\d{17}[\dXx]|\d{15})\b`), identity.MaskID},
	{regexp.MustCompile(`\b1\d{10}\b`), identity.MaskPhone},
	{regexp.MustCompile(`\b(?:0086-)?0\d{2,3}-\d{7,8}\b`), identity.MaskPhone},
}

// Cover covers the personal values of a field that may hold them, and says whether there
// were any: 负责人手机：138****1001 → 139****2002. What is not a person's stays.
func (d Detail) Cover(value string) (shown string, covered bool) {
	if !d.Covered {
		return value, false
	}
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		lines[i] = coverLine(line)
	}
	shown = strings.Join(lines, "\n")
	return shown, shown != value
}

func coverLine(line string) string {
	if what, change := Change(line); change != "" {
		for _, p := range personal {
			if slices.ContainsFunc(p.words, func(w string) bool { return strings.Contains(what, w) }) {
				sides := strings.Split(change, "→")
				for i, side := range sides {
					if digits := strings.TrimSpace(side); digits != "" {
						sides[i] = strings.Replace(side, digits, p.mask(digits), 1)
					}
				}
				return line[:len(line)-len(change)] + strings.Join(sides, "→")
			}
		}
	}
	for _, n := range numbers {
		line = n.looks.ReplaceAllStringFunc(line, n.mask)
	}
	return line
}

// Change takes an item of a list apart: what changes, and its old and new; the second is
// "" where nothing tells them apart.
func Change(item string) (what, change string) {
	at := strings.IndexAny(item, "：:")
	if at <= 0 {
		return item, ""
	}
	return item[:at], strings.TrimLeft(item[at:], "：: ")
}

// Uncover puts what is stored back where a line was handed in as it is covered: it was not
// touched. left says that something covered was handed in that is not stored.
func (d Detail) Uncover(value, stored string) (whole string, left bool) {
	if !d.Covered {
		return value, false
	}
	held := strings.Split(stored, "\n")
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if at := slices.IndexFunc(held, func(h string) bool { return h != line && coverLine(h) == line }); at >= 0 {
			lines[i] = held[at]
			held = slices.Delete(held, at, at+1)
		} else if strings.Contains(line, "**") && !slices.Contains(held, line) {
			left = true
		}
	}
	return strings.Join(lines, "\n"), left
}

// Covered are the details as they may be seen.
func (d Details) Covered() Details {
	shown := Details{}
	for code, value := range d {
		f, _ := DetailField(code)
		shown[code], _ = f.Cover(value)
	}
	return shown
}
