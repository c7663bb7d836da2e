package sqlite

// indexed names the index that a list walks in its order. Without statistics
// SQLite would at times rather sort a hundred thousand rows; other engines choose
// by themselves and take "" here.
func indexed(index string) string {
	if index == "" {
		return ""
	}
	return " INDEXED BY " + index
}
