package materials

import (
	"fmt"
	"slices"
	"strings"
)

// Measured is what was found out about a readable file.
type Measured struct {
	Mime   string
	Size   int64 // bytes
	Width  int   // pixels; 0 for a PDF
	Height int
}

// Examine holds a file against the limit of its requirement. The file is good when
// every check is: size and type block.
func Examine(r Requirement, m Measured) (checks []Check, ok bool) {
	l := r.Accepts()
	kind := Check{
		Code: "type", Label: "文件类型", Measured: TypeText(m.Mime), Limit: typesText(l.Mimes),
		OK: slices.Contains(l.Mimes, m.Mime),
	}
	if !kind.OK {
		kind.Advice = "请另存为 JPG 再传"
	}
	size := Check{Code: "size", Label: "文件大小", Measured: SizeText(m.Size), Limit: l.Range, OK: true}
	switch {
	case m.Size < l.MinBytes:
		size.OK, size.Advice = false, l.Small
	case l.MaxBytes > 0 && m.Size > l.MaxBytes:
		size.OK, size.Advice = false, l.Large
	}
	checks = []Check{kind, size}
	if m.Width > 0 {
		checks = append(checks, Check{
			Code: "pixels", Label: "像素", Measured: fmt.Sprintf("%d × %d", m.Width, m.Height), Limit: "未规定", OK: true,
		})
	}
	return checks, kind.OK && size.OK
}

// faults puts the failed checks in one sentence: "41 KB，须 55–400 KB。请对照原件重扫".
func faults(checks []Check) string {
	var parts []string
	for _, c := range checks {
		if !c.OK {
			parts = append(parts, fmt.Sprintf("%s，须%s。%s", c.Measured, limitText(c.Limit), c.Advice))
		}
	}
	return strings.Join(parts, "；")
}

// limitText keeps the space between Chinese and a digit or Latin letter.
func limitText(limit string) string {
	if limit != "" && limit[0] < 0x80 {
		return " " + limit
	}
	return limit
}

// SizeText writes a size in words. A portal may mean 1000 or 1024 bytes by KB, so
// sizes round away from the accepted range at either end: what is shown as 55 KB
// is at least 55 × 1024 bytes, what is shown as 400 KB at most 400 × 1000.
func SizeText(size int64) string {
	const lower = 55 * 1024
	switch {
	case size < 1024:
		return fmt.Sprintf("%d 字节", size)
	case size < lower:
		return fmt.Sprintf("%d KB", size/1024)
	case size <= 999_000:
		return fmt.Sprintf("%d KB", (size+999)/1000)
	}
	tenths := (size + 99_999) / 100_000
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
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
