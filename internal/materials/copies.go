package materials

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
)

// AllUses asks for a copy that every portal takes.
const AllUses = "all"

// CopyUse is a use that a copy can be made for.
type CopyUse struct {
	Code   string   `json:"code"`
	Label  string   `json:"label"`
	Stages []string `json:"stages"` // that hand files in there; empty for all
}

// CopyUses are all uses, that of every portal first.
func CopyUses() []CopyUse { return data().Copies }

// CopyUseCodes are their codes.
func CopyUseCodes() []string {
	var out []string
	for _, u := range CopyUses() {
		out = append(out, u.Code)
	}
	return out
}

// Sizes is between how many bytes a copy is to be; Most 0 is no bound.
type Sizes struct {
	Least, Most int64
	Words       string // "200 KB–400 KB"
}

// CopySizes gives the sizes of a copy of this material for a use: within what every source says of
// it, those that are not confirmed too; where two of these leave no room, within the confirmed.
// Errors: Invalid at the field "for" for a use that this material does not have.
func (r Requirement) CopySizes(use string) (Sizes, error) {
	at := slices.IndexFunc(CopyUses(), func(u CopyUse) bool { return u.Code == use })
	if at < 0 {
		return Sizes{}, errs.AtField("for", "副本的用处请写 %s", strings.Join(CopyUseCodes(), "、"))
	}
	stages := r.uses()
	if only := CopyUses()[at].Stages; len(only) > 0 {
		stages = slices.DeleteFunc(stages, func(s string) bool { return !slices.Contains(only, s) })
	}
	if len(stages) == 0 {
		return Sizes{}, errs.AtField("for", "%s不用交到那里，请换一个用处", r.Label)
	}
	s := r.within(stages, false)
	if s.Most > 0 && s.Least > s.Most {
		s = r.within(stages, true)
	}
	switch {
	case s.Most == 0 && s.Least == 0:
		s.Words = "不限"
	case s.Most == 0:
		s.Words = "不低于 " + boundText(s.Least)
	case s.Least == 0:
		s.Words = "不超过 " + boundText(s.Most)
	default:
		s.Words = boundText(s.Least) + "–" + boundText(s.Most)
	}
	return s, nil
}

// boundText writes a bound as portals do: "55 KB", "4 MB".
func boundText(size int64) string {
	switch {
	case size%1024 == 0:
		return fmt.Sprintf("%d KB", size/1024)
	case size%1_000_000 == 0:
		return fmt.Sprintf("%d MB", size/1_000_000)
	}
	return fmt.Sprintf("%d KB", size/1000)
}

// within is what the bounds of some stages leave.
func (r Requirement) within(stages []string, confirmed bool) Sizes {
	var s Sizes
	for _, b := range r.Accepts().Bounds {
		if confirmed && b.Unconfirmed || !slices.ContainsFunc(stages, func(stage string) bool { return slices.Contains(b.Stages, stage) }) {
			continue
		}
		s.Least = max(s.Least, b.MinBytes)
		if b.MaxBytes > 0 && (s.Most == 0 || b.MaxBytes < s.Most) {
			s.Most = b.MaxBytes
		}
	}
	return s
}
