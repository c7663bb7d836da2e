package shapes

import (
	"fmt"

	"beiandesk/internal/materials"
)

// Scan is what scan tells of a file.
type Scan struct {
	Mime   string      `json:"mime"`
	Size   int64       `json:"size"` // bytes
	Width  int         `json:"width"`
	Height int         `json:"height"`
	Pages  int         `json:"pages"`
	OK     bool        `json:"ok"`
	Checks []FileCheck `json:"checks"`
}

type FileCheck struct {
	Code     string `json:"code"`
	Stage    string `json:"stage"` // whose limit it is; "" for what holds everywhere
	Label    string `json:"label"`
	Measured string `json:"measured"`
	Limit    string `json:"limit"`
	OK       bool   `json:"ok"`
	Doubt    bool   `json:"doubt"` // it stops nobody, and somebody should look
	Advice   string `json:"advice"`
	Source   string `json:"source"`
}

// Head is the first line about a file: what it is, and how large.
func (s Scan) Head() string {
	if s.Pages > 0 {
		return fmt.Sprintf("%s　%d 字节　%d 页", s.Mime, s.Size, s.Pages)
	}
	return fmt.Sprintf("%s　%d 字节　%d × %d 像素", s.Mime, s.Size, s.Width, s.Height)
}

// Line is a check in a line.
func (c FileCheck) Line() string {
	verdict := Verdict(c.OK)
	if c.Doubt {
		verdict = string(materials.Unchecked)
	}
	return fmt.Sprintf("%s　%s %s（要求 %s）", verdict, c.Label, c.Measured, c.Limit)
}

func Verdict(ok bool) string {
	if ok {
		return "合格"
	}
	return "不合格"
}

func FileChecks(checks []materials.Check) []FileCheck {
	out := make([]FileCheck, len(checks))
	for i, c := range checks {
		out[i] = FileCheck{c.Code, c.Stage, c.Label, c.Measured, c.Limit, c.OK, c.Doubt, c.Advice, c.Source}
	}
	return out
}
