// Package paper turns plain values into the agency's papers: the bill
// (服务费账单), the progress report (备案进度报告), the sheet of the forms (备案填报单), the
// statement of the police filing (公安备案告知书) and the daily sheet (今日期限表).
//
// A paper is made in three steps. A view model (Invoice, Progress, Filing, Daily) says
// what to print and nothing about where. A layout places it: lists of drawing
// steps, one a page, that tests can read. A writer draws the steps into a PDF whose
// fonts hold only the characters used.
//
// The same value gives the same bytes: no clock is read, and the document's
// creation date is the view model's GeneratedAt. All positions are millimetres from
// the top left corner; sizes of type and widths of lines are points.
package paper

import "slices"

// Result is a finished paper.
type Result struct {
	PDF   []byte
	Pages int
	// Missing lists, in ascending order, the characters that the font lacks. Each
	// was printed as 〓; whoever shows the paper must name them.
	Missing []rune
}

// finish draws a laid out document.
func finish(d *document, m meta) (Result, error) {
	if err := d.check(); err != nil {
		return Result{}, err
	}
	pdf, err := write(d, m)
	if err != nil {
		return Result{}, err
	}
	missing := make([]rune, 0, len(d.set.missing))
	for r := range d.set.missing {
		missing = append(missing, r)
	}
	slices.Sort(missing)
	return Result{PDF: pdf, Pages: len(d.pages), Missing: missing}, nil
}
