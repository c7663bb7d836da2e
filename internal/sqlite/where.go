package sqlite

import (
	"strconv"
	"strings"
)

// where gathers conditions joined by AND, and the arguments of a statement.
type where struct {
	dialect
	conditions []string
	args       []any
}

// arg takes an argument and gives its placeholder.
func (w *where) arg(value any) string {
	w.args = append(w.args, value)
	return "$" + strconv.Itoa(len(w.args))
}

// argList takes several and gives "$3, $4".
func argList[T any](w *where, values []T) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = w.arg(v)
	}
	return strings.Join(marks, ", ")
}

// add takes a condition; "" is none.
func (w *where) add(condition string) {
	if condition != "" {
		w.conditions = append(w.conditions, condition)
	}
}

// equal adds column = value.
func (w *where) equal(column string, value any) { w.add(column + " = " + w.arg(value)) }

// oneOf adds column IN (values), and nothing for no values.
func oneOf[T ~string](w *where, column string, values []T) {
	if len(values) > 0 {
		w.add(column + " IN (" + argList(w, values) + ")")
	}
}

// part says that one of the columns, all in lower case, holds the text; "" for none.
func (w *where) part(text string, columns ...string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	mark := w.arg("%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(strings.ToLower(text)) + "%")
	either := make([]string, len(columns))
	for i, column := range columns {
		either[i] = column + " LIKE " + mark + ` ESCAPE '\'`
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

// text is the whole condition.
func (w *where) text() string { return strings.Join(w.conditions, " AND ") }

// clause is " WHERE " and the condition; "" when there is none.
func (w *where) clause() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + w.text()
}
