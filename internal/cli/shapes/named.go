package shapes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// SiteID finds a site by its place in the order, its domain or its name.
func SiteID(f views.CasePage, text string) (ref.SiteID, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	names := []string{}
	for _, s := range f.Sites {
		if text == strconv.Itoa(s.Ordinal) || strings.EqualFold(text, s.Domain) || text == s.Name {
			return s.ID, nil
		}
		names = append(names, fmt.Sprintf("%d %s", s.Ordinal, casefile.SiteLabel(s.Site)))
	}
	return "", errs.New(errs.NotFound, f.CaseType.Word("案件里没有这个{files}，--site 可以写：%s"), strings.Join(names, "、"))
}

// ByLabel lets options be named by their words, people by their names: what the engine
// knows are codes.
func ByLabel(f views.CasePage, action string, site ref.SiteID, values map[string]string) {
	for _, a := range (Shown{F: f}).Actions() {
		if a.Code != action || (site != "" && a.Site != site) {
			continue
		}
		for _, v := range a.Values {
			given, ok := values[v.Key]
			if !ok || len(v.Options) == 0 {
				continue
			}
			parts := strings.Split(strings.ReplaceAll(given, "、", ","), ",")
			for i, part := range parts {
				part = strings.TrimSpace(part)
				at := slices.IndexFunc(v.Options, func(o workflow.Option) bool { return o.Label == part })
				if at >= 0 {
					part = v.Options[at].Code
				}
				parts[i] = part
			}
			values[v.Key] = strings.Join(parts, ",")
		}
		return
	}
}

// Warned is what to know of an action before it is recorded, as one text; "" mostly.
func Warned(f views.CasePage, action string, site ref.SiteID) string {
	for _, a := range (Shown{F: f}).Actions() {
		if a.Code == action && (site == "" || a.Site == "" || a.Site == site) {
			return strings.TrimSuffix(strings.Join(a.Warn, ""), "。")
		}
	}
	return ""
}

// LeadNamed reads who is to have a role: the role by its code or its words, the person by
// the name; "" is nobody. Errors: Invalid.
func LeadNamed(v views.CasePage, role, person string) (filing.LeadInput, error) {
	in := filing.LeadInput{Role: cases.Role(role)}
	for _, l := range casefile.Roles {
		if casefile.RoleLabel(v.CaseType, cases.Role(l.Code)) == role {
			in.Role = cases.Role(l.Code)
		}
	}
	if person == "" {
		return in, nil
	}
	var err error
	in.Person, err = PersonNamed(v, person)
	return in, err
}

// PersonNamed finds one of the client's people by name.
func PersonNamed(v views.CasePage, name string) (id ref.PersonID, err error) {
	for _, one := range v.People {
		if one.Name != name {
			continue
		}
		if id != "" {
			return "", errs.New(errs.Invalid, "客户有两个人叫“%s”，请在窗口里指定", name)
		}
		id = one.ID
	}
	if id == "" {
		return "", errs.New(errs.Invalid, "“%s”不在客户的人员里，请先在客户资料里添加", name)
	}
	return id, nil
}
