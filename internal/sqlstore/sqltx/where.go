package sqltx

import (
	"slices"
	"strconv"
	"strings"
)

// Where gathers conditions joined by AND, and the arguments of a statement.
type Where struct {
	Dialect
	Conditions []string
	Args       []any // of the statement, in the order of its placeholders
}

// Copy is another one that begins with the same conditions and arguments.
func (w *Where) Copy() Where {
	return Where{w.Dialect, slices.Clone(w.Conditions), slices.Clone(w.Args)}
}

// Arg takes an argument and gives its placeholder.
func (w *Where) Arg(value any) string {
	w.Args = append(w.Args, value)
	return "$" + strconv.Itoa(len(w.Args))
}

// ArgList takes several and gives "$3, $4".
func ArgList[T any](w *Where, values []T) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = w.Arg(v)
	}
	return strings.Join(marks, ", ")
}

// Add takes a condition; "" is none.
func (w *Where) Add(condition string) {
	if condition != "" {
		w.Conditions = append(w.Conditions, condition)
	}
}

// Equal adds column = value.
func (w *Where) Equal(column string, value any) { w.Add(column + " = " + w.Arg(value)) }

// OneOf adds column IN (values), and nothing for no values.
func OneOf[T ~string | ~int64](w *Where, column string, values []T) {
	if len(values) > 0 {
		w.Add(column + " IN (" + ArgList(w, values) + ")")
	}
}

// Limit is how many rows a statement gives at most. It stands in the text: SQLite would read a
// statement anew each time that a limit is bound.
func Limit(n int) string { return " LIMIT " + strconv.Itoa(n) }

// Text is the whole condition.
func (w *Where) Text() string { return strings.Join(w.Conditions, " AND ") }

// Clause is " WHERE " and the condition; "" when there is none.
func (w *Where) Clause() string {
	if len(w.Conditions) == 0 {
		return ""
	}
	return " WHERE " + w.Text()
}

// Placeholders are n numbered ones: $1, $2, $3.
func Placeholders(n int) string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = "$" + strconv.Itoa(i+1)
	}
	return strings.Join(marks, ", ")
}
