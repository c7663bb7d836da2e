package importing

import (
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/wordings"
)

// problems tells an error at the columns it is about, in the rows of an order, but for the fields
// that are told of already. Errors: those that no value of the rows is to blame for.
func problems(err error, list []Column, rows []Row, told func(field string) bool) error {
	found := office.ProblemsOf(err)
	if len(found) == 0 {
		if code := errs.CodeOf(err); code != errs.Invalid && code != errs.Blocked {
			return err
		}
		rows[0].Problems = append(rows[0].Problems, Problem{Text: err.Error()})
		return nil
	}
	for _, e := range found {
		if told(e.Field) {
			continue
		}
		row, field := &rows[siteOf(e.Field)], fieldAt(e.Field)
		p := Problem{Text: e.Message}
		if i := slices.IndexFunc(list, func(c Column) bool { return c.Field == field }); i >= 0 {
			p.Column = list[i].Header
		} else if f, ok := wordings.ByCode(field); ok {
			p.Text = f.Label + "：" + p.Text
		}
		row.Problems = append(row.Problems, p)
	}
	return nil
}

// siteOf is which site of an order a field is of, counted from 0; 0 for one of the order itself.
func siteOf(field string) int {
	rest, ok := strings.CutPrefix(field, "sites.")
	if !ok {
		return 0
	}
	number, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return n
}

// fieldAt is a field as the columns call it: site.domain for sites.2.domain.
func fieldAt(field string) string {
	if rest, ok := strings.CutPrefix(field, "sites."); ok {
		if _, name, ok := strings.Cut(rest, "."); ok {
			return "site." + name
		}
	}
	return field
}
