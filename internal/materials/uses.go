package materials

import (
	"slices"
	"strings"
)

// checksFor are those of a document's checks that matter where it is used. The release
// before judged a file once, by the narrowest bounds of all portals: what was good
// stays good, what was not is judged anew.
func (r Requirement) checksFor(d Document, stages []string) []Check {
	checks := d.Checks
	once := slices.ContainsFunc(checks, func(c Check) bool { return c.Code == "size" && c.Stage == "" })
	if len(checks) == 0 || once && !d.OK && len(r.Accepts().Bounds) > 0 {
		checks, _ = Examine(r, Measured{Mime: d.Mime, Size: d.Size, Width: d.Width, Height: d.Height})
	}
	return slices.DeleteFunc(slices.Clone(checks), func(c Check) bool {
		return c.Stage != "" && !slices.Contains(stages, c.Stage)
	})
}

// stand says where a document stands for some stages, and why.
func stand(checks []Check) (State, string) {
	if why := faults(checks); why != "" {
		return Bad, why
	}
	if why := doubts(checks); why != "" {
		return Unchecked, why
	}
	return Good, ""
}

// faults puts the failed checks in one sentence: "41 KB，须不低于 55 KB。请对照原件重扫".
// Stages that say the same are named together, and not at all where no other says less:
// "529 KB，公安主体须不超过 512 KB。…".
func faults(checks []Check) string {
	return told(checks, "须", func(c Check) bool { return !c.OK })
}

// doubts does so with what stops nobody.
func doubts(checks []Check) string {
	return told(checks, "宜", func(c Check) bool { return c.OK && c.Doubt })
}

func told(checks []Check, asks string, of func(Check) bool) string {
	var parts []string
	for at, c := range checks {
		same := func(other Check) bool {
			return of(other) && other.Code == c.Code && other.Measured == c.Measured && other.Limit == c.Limit
		}
		if !of(c) || slices.ContainsFunc(checks[:at], same) {
			continue
		}
		var where []string
		everywhere := true
		for _, other := range checks {
			switch {
			case other.Code != c.Code || other.Stage == "":
			case same(other):
				where = append(where, other.at())
			default:
				everywhere = false
			}
		}
		if everywhere {
			where = nil
		}
		part := c.Measured + "，" + strings.Join(where, "、") + asks + limitText(c.Limit) + "。" + c.Advice
		if c.Code == "colour" || c.Code == "spec" || c.Code == Undated {
			part = c.Advice
		}
		if c.Doubt && c.Source != "" {
			part += "（" + c.Source + "）"
		}
		parts = append(parts, part)
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

// usesText says in a few words where a file that is there can't be used, or should be
// looked at: "公安主体不能用，备案表单待核对"; "" when it does everywhere.
func usesText(checks []Check) string {
	var bad, doubt []string
	for _, c := range checks {
		if c.Stage != "" && !c.OK && !slices.Contains(bad, c.at()) {
			bad = append(bad, c.at())
		}
	}
	for _, c := range checks {
		if c.Stage != "" && c.OK && c.Doubt && !slices.Contains(bad, c.at()) && !slices.Contains(doubt, c.at()) {
			doubt = append(doubt, c.at())
		}
	}
	var parts []string
	if len(bad) > 0 {
		parts = append(parts, strings.Join(bad, "、")+"不能用")
	}
	if len(doubt) > 0 {
		parts = append(parts, strings.Join(doubt, "、")+"待核对")
	}
	return strings.Join(parts, "，")
}
