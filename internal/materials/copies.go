package materials

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
)

// AllUses asks for a copy that every portal takes.
const AllUses = "all"

// copyUses are the uses that a copy can be made for, and the stages that hand files in there.
var copyUses = []struct {
	code   string
	stages []string
}{
	{AllUses, nil},
	{"template", []string{"template"}},
	{"filing", []string{"forms"}},
	{"police", []string{"police-subject"}},
}

// CopyUses are the codes of the uses that a copy can be made for.
func CopyUses() []string {
	var out []string
	for _, u := range copyUses {
		out = append(out, u.code)
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
	at := slices.IndexFunc(copyUses, func(u struct {
		code   string
		stages []string
	},
	) bool {
		return u.code == use
	})
	if at < 0 {
		return Sizes{}, errs.AtField("for", "副本的用处请写 %s", strings.Join(CopyUses(), "、"))
	}
	stages := r.uses()
	if use != AllUses {
		stages = slices.DeleteFunc(stages, func(s string) bool { return !slices.Contains(copyUses[at].stages, s) })
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
