package sheet

import "io"

// BookAt writes one row behind so many.
func BookAt(rows int, cells ...Cell) error {
	b, err := newBook(io.Discard, "", "表", nil)
	if err != nil {
		return err
	}
	defer b.drop()
	b.at = rows
	return b.row(cells)
}
