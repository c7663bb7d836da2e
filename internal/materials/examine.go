package materials

import (
	"fmt"
	"slices"
	"strings"
)

// Measured is what was found out about a readable file.
type Measured struct {
	Mime    string
	Size    int64 // bytes
	Width   int   // pixels; 0 for a PDF
	Height  int
	Grey    bool // of a picture: it has no colour
	OffSpec bool // of a PDF: it breaks a rule of its specification
}

// Examine holds a file against the limits of its requirement: its type, and its size for
// each stage that it may serve. The file is good when every check is.
func Examine(r Requirement, m Measured) (checks []Check, ok bool) {
	l := r.Accepts()
	kind := Check{
		Code: "type", Label: "文件类型", Measured: TypeText(m.Mime), Limit: typesText(l.Mimes),
		OK: slices.Contains(l.Mimes, m.Mime),
	}
	if !kind.OK {
		kind.Advice = "请另存为 JPG 再传"
	}
	checks = append([]Check{kind}, sizes(r, m.Size)...)
	if m.Width > 0 {
		checks = append(checks, Check{
			Code: "pixels", Label: "像素", Measured: fmt.Sprintf("%d × %d", m.Width, m.Height), Limit: "未规定", OK: true,
		})
	}
	if m.Width > 0 && l.Colour {
		colour := Check{Code: "colour", Label: "颜色", Measured: "彩色", Limit: "彩色", OK: true}
		if m.Grey {
			colour.Measured, colour.Doubt, colour.Advice = "灰度", true, "看起来是黑白的，要彩色件，请用彩色重扫"
		}
		checks = append(checks, colour)
	}
	if m.OffSpec {
		checks = append(checks, Check{
			Code: "spec", Label: "PDF 写法", Measured: "不合规范", Limit: "合规范", OK: true, Doubt: true,
			Advice: "能打开，别处可能不收；被退时请打印成新的 PDF 再传",
		})
	}
	return checks, !slices.ContainsFunc(checks, func(c Check) bool { return !c.OK })
}

// sizes gives a check for each stage that asks something of a file's size, or one that
// says that nobody does.
func sizes(r Requirement, size int64) []Check {
	var checks []Check
	for _, stage := range r.uses() {
		var bounds []Bound
		for _, b := range r.Accepts().Bounds {
			if slices.Contains(b.Stages, stage) {
				bounds = append(bounds, b)
			}
		}
		if len(bounds) > 0 {
			checks = append(checks, sizeFor(stage, bounds, size))
		}
	}
	if checks == nil {
		checks = []Check{{Code: "size", Label: "文件大小", Measured: SizeText(size), Limit: "不限", OK: true}}
	}
	return checks
}

// sizeFor holds a size against the bounds of one stage. The first that it breaks is
// told, those that stop it before those that are not confirmed.
func sizeFor(stage string, bounds []Bound, size int64) Check {
	c := Check{Code: "size", Stage: stage, Label: data().Portals[stage], Measured: SizeText(size), OK: true}
	var ranges []string
	for _, b := range bounds {
		if b.Unconfirmed {
			ranges = append(ranges, "宜"+limitText(b.Range))
		} else {
			ranges = append(ranges, b.Range)
		}
	}
	c.Limit = strings.Join(ranges, "，")
	firm := slices.Clone(bounds)
	slices.SortStableFunc(firm, func(a, b Bound) int {
		switch {
		case a.Unconfirmed == b.Unconfirmed:
			return 0
		case a.Unconfirmed:
			return 1
		}
		return -1
	})
	for _, b := range firm {
		small, large := size < b.MinBytes, b.MaxBytes > 0 && size > b.MaxBytes
		if !small && !large {
			continue
		}
		c.Limit, c.OK, c.Doubt, c.Advice = b.Range, b.Unconfirmed, b.Unconfirmed, b.Large
		c.Source = b.Source + "，" + b.Sourced
		if small {
			c.Measured, c.Advice = sizeBelow(size), b.Small
		}
		if b.Unconfirmed {
			c.Source += "，待核实"
		}
		break
	}
	return c
}

// SizeText writes a size in words. A portal may mean 1000 or 1024 bytes by KB, so
// sizes round away from the accepted range at either end: what is shown as 55 KB
// is at least 55 × 1024 bytes, what is shown as 400 KB at most 400 × 1000.
func SizeText(size int64) string {
	switch {
	case size < 55*1024:
		return sizeBelow(size)
	case size <= 999_000:
		return fmt.Sprintf("%d KB", (size+999)/1000)
	}
	tenths := (size + 99_999) / 100_000
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
}

// sizeBelow writes a size that is below a bound, rounded down by the smaller count: what
// is shown as 55 KB is at least 55 × 1024.
func sizeBelow(size int64) string {
	if size < 1024 {
		return fmt.Sprintf("%d 字节", size)
	}
	return fmt.Sprintf("%d KB", size/1024)
}

// TypeText names a type of file as people do: "JPG".
func TypeText(mime string) string {
	switch mime {
	case "image/jpeg":
		return "JPG"
	case "image/png":
		return "PNG"
	case "image/webp":
		return "WebP"
	case "image/bmp":
		return "BMP"
	case "application/pdf":
		return "PDF"
	}
	return mime
}

func typesText(mimes []string) string {
	names := make([]string, len(mimes))
	for i, m := range mimes {
		names[i] = TypeText(m)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], "、") + " 或 " + names[last]
}
