package sheet

import (
	"encoding/csv"
	"io"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// mark is the byte order mark.
const mark = "\ufeff"

// comma writes CSV of RFC 4180.
type comma struct {
	w     *csv.Writer
	coded io.Closer // the encoder behind it; nil for UTF-8
	cells []string
}

func newCSV(out io.Writer, charset string) *comma {
	c := &comma{}
	if charset == GB18030 {
		coded := transform.NewWriter(out, simplifiedchinese.GB18030.NewEncoder())
		c.coded, out = coded, coded
	} else {
		out = &marked{out: out}
	}
	c.w = csv.NewWriter(out)
	c.w.UseCRLF = true
	return c
}

func (c *comma) row(cells []Cell) error {
	c.cells = c.cells[:0]
	for _, cell := range cells {
		c.cells = append(c.cells, cell.inert())
	}
	return c.w.Write(c.cells)
}

func (c *comma) end() error {
	c.w.Flush()
	if err := c.w.Error(); err != nil || c.coded == nil {
		return err
	}
	return c.coded.Close()
}

func (c *comma) drop() {}

// marked puts the mark before what is written.
type marked struct {
	out  io.Writer
	done bool
}

func (m *marked) Write(p []byte) (int, error) {
	if !m.done {
		m.done = true
		if _, err := io.WriteString(m.out, mark); err != nil {
			return 0, err
		}
	}
	return m.out.Write(p)
}
