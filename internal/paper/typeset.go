package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beiandesk/internal/paper/breaks"
	"beiandesk/internal/paper/sfnt"
)

const (
	ptPerMM = 72 / 25.4
	mmPerPt = 25.4 / 72
	// mark stands for a character that the font lacks.
	mark = '〓'
)

// style is a way to set type.
type style struct {
	weight  weight
	size    float64 // points
	leading float64 // points
	grey    uint8   // 0 black
}

const labelGrey = 0x40 // lighter greys break up on a laser printer

// The papers' styles (shared by all three).
var (
	styleTitle   = style{bold, 20, 28, 0}
	styleSheet   = style{bold, 18, 24, 0}
	styleDue     = style{bold, 14, 18, 0}
	styleClient  = style{bold, 12, 17, 0}
	styleHeading = style{bold, 11, 16, 0}
	styleSummary = style{bold, 10.5, 17.5, 0}
	styleBody    = style{regular, 10, 16.5, 0}
	styleBodyB   = style{bold, 10, 16.5, 0}
	styleTable   = style{regular, 9, 13, 0}
	styleTableB  = style{bold, 9, 13, 0}
	styleHead    = style{bold, 8, 12, 0}
	styleLabel   = style{regular, 8, 12, labelGrey}
	styleFoot    = style{regular, 7.5, 11, labelGrey}
)

func (s style) leadingMM() float64 { return s.leading * mmPerPt }

// baseline tells how far below the top of a line its baseline lies.
func (s style) baseline() float64 { return ((s.leading-s.size)/2 + 0.88*s.size) * mmPerPt }

// run is text that one drawing call sets, dx millimetres into its line.
type run struct {
	text string
	dx   float64
}

// line is a set line of text.
type line struct {
	runs  []run
	width float64 // millimetres, without the blank half of a closing mark at its end
}

// setter measures and breaks text and notes the characters that the font lacks.
type setter struct {
	fonts   *[weights]*sfnt.Font
	missing map[rune]bool
	used    [weights]map[rune]bool
}

func newSetter() (*setter, error) {
	fonts, err := loadFonts()
	if err != nil {
		return nil, err
	}
	t := &setter{fonts: fonts, missing: map[rune]bool{}}
	for w := range t.used {
		t.used[w] = map[rune]bool{}
	}
	return t, nil
}

var plainSpace = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ")

// printable replaces what the font lacks by the mark. Tabs and odd line ends become
// plain ones.
func (t *setter) printable(s string) string {
	s = plainSpace.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r == '\n' || t.fonts[regular].Glyph(r) != 0 && t.fonts[bold].Glyph(r) != 0 && !unicode.IsControl(r) {
			return r
		}
		t.missing[r] = true
		return mark
	}, s)
}

// Spacing between neighbours, in ems.
const (
	squeeze    = -0.5  // between two marks whose blanks meet
	openAtHead = -0.45 // an opening mark at the start of a line
	hanLatin   = 0.09  // under 0.1, at which readers of the PDF see a space
)

// shape sets a printable line without breaking it.
func (t *setter) shape(st style, s string) line {
	f := t.fonts[st.weight]
	var out line
	var em float64
	var prev rune
	from, fromEm := 0, 0.0
	for i, r := range s {
		gap := 0.0
		if i == 0 {
			if breaks.IsOpen(r) {
				em, fromEm = openAtHead, openAtHead
			}
		} else {
			gap = between(prev, r)
		}
		if gap != 0 {
			out.runs = append(out.runs, run{s[from:i], fromEm * st.size * mmPerPt})
			em += gap
			from, fromEm = i, em
		}
		em += f.Em(r)
		prev = r
	}
	if s != "" {
		out.runs = append(out.runs, run{s[from:], fromEm * st.size * mmPerPt})
	}
	if breaks.IsClose(prev) {
		em += squeeze
	}
	out.width = em * st.size * mmPerPt
	return out
}

// between tells the adjustment between two neighbours, in ems.
func between(a, b rune) float64 {
	switch {
	case breaks.IsClose(a) && (breaks.IsClose(b) || breaks.IsOpen(b)), breaks.IsOpen(a) && breaks.IsOpen(b):
		return squeeze
	case isLatin(b) && breaks.IsHan(a), isLatin(a) && breaks.IsHan(b):
		return hanLatin
	}
	return 0
}

func isLatin(r rune) bool { return breaks.IsDigit(r) || r < utf8.RuneSelf && unicode.IsLetter(r) }

// width tells how wide a text is when set on one line.
func (t *setter) width(st style, s string) float64 { return t.shape(st, t.printable(s)).width }

// wrap breaks a text into lines no wider than max millimetres. An empty text has no
// lines.
func (t *setter) wrap(st style, s string, max float64) []line {
	if s == "" {
		return nil
	}
	var out []line
	for _, para := range strings.Split(t.printable(s), "\n") {
		for _, l := range t.breakLine(st, para, max) {
			out = append(out, t.shape(st, l))
		}
	}
	return out
}

// fits measures as shape does, but keeps no runs: filling a line asks it often.
func (t *setter) fits(st style, s string, max float64) bool {
	f := t.fonts[st.weight]
	s = strings.TrimRight(s, " ")
	var em float64
	var prev rune
	for i, r := range s {
		if i > 0 {
			em += between(prev, r)
		} else if breaks.IsOpen(r) {
			em = openAtHead
		}
		em += f.Em(r)
		prev = r
	}
	if breaks.IsClose(prev) {
		em += squeeze
	}
	return em*st.size*mmPerPt <= max+1e-6
}

// breakLine fills lines greedily.
func (t *setter) breakLine(st style, s string, max float64) []string {
	if t.fits(st, s, max) {
		return []string{strings.TrimRight(s, " ")}
	}
	var out []string
	cur := ""
	var fill func(parts []string, depth int)
	fill = func(parts []string, depth int) {
		for _, p := range parts {
			if cur != "" && t.fits(st, cur+p, max) {
				cur += p
				continue
			}
			if depth < 2 && !t.fits(st, p, max) {
				fill(breaks.Shards(p, depth == 1), depth+1)
				continue
			}
			if cur != "" {
				out = append(out, strings.TrimRight(cur, " "))
			}
			cur = p
		}
	}
	fill(breaks.Chunks(s), 0)
	return append(out, strings.TrimRight(cur, " "))
}
