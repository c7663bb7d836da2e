package sheet

import (
	"html"
	"strings"
)

// Clip is a table as the clipboard takes it: Text with a tab between cells and a line a row,
// as spreadsheets and chats read it, HTML as a table. No cell of either acts.
type Clip struct {
	Text, HTML string
	Rows       int // below the head
}

// oneLine keeps a cell in its place.
var oneLine = strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ")

// Copy makes a table for the clipboard. It lies in memory whole. Errors: those of each.
func Copy(columns []Column, each Rows) (Clip, error) {
	var plain, marked strings.Builder
	line := func(tag string, cells []Cell) {
		marked.WriteString("<tr>")
		for i, c := range cells {
			if i > 0 {
				plain.WriteByte('\t')
			}
			shown := oneLine.Replace(c.inert())
			plain.WriteString(shown)
			marked.WriteString("<" + tag + ">" + html.EscapeString(shown) + "</" + tag + ">")
		}
		plain.WriteString("\r\n")
		marked.WriteString("</tr>")
	}
	head := make([]Cell, len(columns))
	for i, c := range columns {
		head[i] = Text(c.Title)
	}
	var clip Clip
	marked.WriteString("<table>")
	line("th", head)
	err := each(func(row ...Cell) error {
		clip.Rows++
		line("td", row)
		return nil
	})
	marked.WriteString("</table>")
	clip.Text, clip.HTML = plain.String(), marked.String()
	return clip, err
}
