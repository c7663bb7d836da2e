package shapes

import (
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
	Label    string `json:"label"`
	Measured string `json:"measured"`
	Limit    string `json:"limit"`
	OK       bool   `json:"ok"`
	Advice   string `json:"advice"`
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
		out[i] = FileCheck{c.Code, c.Label, c.Measured, c.Limit, c.OK, c.Advice}
	}
	return out
}
