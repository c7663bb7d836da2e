package cases

import "slices"

// Permits are the numbers of the papers by which a site holds its approvals (前置审批号), by
// the approval's code; nil when none is known.
type Permits map[string]string

// Unpaired is an approval that has a number and isn't one of those chosen; "" when there is
// none.
func (p Permits) Unpaired(approvals []string) string {
	for _, o := range ListOf(Approvals).Options {
		if p[o.Code] != "" && !slices.Contains(approvals, o.Code) {
			return o.Code
		}
	}
	return ""
}

// PermitLabel is what the number of an approval's paper is called: 新闻前置审批号.
func PermitLabel(approval string) string {
	return ListOf(Approvals).Words(approval) + "前置审批号"
}

// HeldCodes are the codes of the approvals of the site; none where it has said that it
// needs none.
func (s Site) HeldCodes() []string {
	return slices.DeleteFunc(slices.Clone(s.Approvals), func(code string) bool { return code == NoApproval })
}
