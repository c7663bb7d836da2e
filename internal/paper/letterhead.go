package paper

import (
	"unicode/utf8"

	"beiandesk/internal/errs"
)

// Letterhead is the agency as its papers name it. Name is required.
type Letterhead struct {
	Name       string // registered name
	Short      string // short name; its first character stands in for a logo (Name's if empty)
	CreditCode string // 统一社会信用代码
	Address    string
	Phone      string
	Email      string
	Logo       []byte // PNG; none: a coloured square with a character
}

func (h Letterhead) check() error {
	if h.Name == "" {
		return errs.AtField("letterhead.name", "请先在设置里填写本单位名称，再打印")
	}
	return nil
}

// notCloud is on every letterhead: clients take agencies for the cloud's own staff.
const notCloud = "本公司非腾讯云"

// opens begins an upright paper under its head, and tells where its content may start.
func (h Letterhead) opens() (*document, *canvas, float64, error) {
	d, err := newDocument(portrait)
	if err != nil {
		return nil, nil, 0, err
	}
	c := d.page()
	y, err := h.draw(c, d.frame)
	return d, c, y, err
}

// draw draws the head of a first page and tells where its content may start.
func (h Letterhead) draw(c *canvas, f frame) (float64, error) {
	const top, side, gap = 13.0, 14.0, 4.0
	if err := h.mark(c, f.left, top, side); err != nil {
		return 0, err
	}
	x := f.left + side + gap
	const mid = 122.0 // between the name and the address
	y := c.text(styleDue, h.Name, x, top-0.6, mid-x, left)
	if h.CreditCode != "" {
		y = c.text(styleLabel, "统一社会信用代码 "+h.CreditCode, x, y, mid-x, left)
	}
	y = c.text(styleLabel, notCloud, x, y, mid-x, left)

	ry := top + 0.2
	for _, s := range []string{h.Address, prefixed("电话 ", h.Phone), h.Email} {
		ry = c.text(styleLabel, s, mid+4, ry, f.right-mid-4, right)
	}
	y = max(31, y+1.5, ry+1.5)
	c.add(lineStep{x0: f.left, y0: y, x1: f.right, y1: y, width: strong, ink: accent})
	return y + 6, nil
}

// mark draws the logo into a square, or what stands in for it.
func (h Letterhead) mark(c *canvas, x, y, side float64) error {
	if len(h.Logo) > 0 {
		return c.fitted("letterhead.logo", h.Logo, x, y, side)
	}
	c.add(rectStep{x: x, y: y, w: side, h: side, ink: accent})
	name := h.Short
	if name == "" {
		name = h.Name
	}
	first, _ := utf8.DecodeRuneInString(name)
	st := style{weight: bold, size: 24, leading: side * ptPerMM}
	c.reverse(st, string(first), x, y, side, center)
	return nil
}

func prefixed(label, s string) string {
	if s == "" {
		return ""
	}
	return label + s
}

// runningHead opens a later page and tells where its content starts. notInvoice
// adds the framed 非发票 of money papers.
func (h Letterhead) runningHead(c *canvas, f frame, kind, number string, notInvoice bool) float64 {
	words := kind
	if number != "" {
		words += "　" + number
	}
	w := c.set.width(styleLabel, words)
	name := c.set.wrap(styleLabel, h.Name, f.right-f.left-w-24)
	above := float64(len(name)-1) * styleLabel.leadingMM()
	c.lines(styleLabel, name, f.left, 16-styleLabel.baseline()-above, 0, left)
	if notInvoice {
		const bw, bh = 11.7, 4.9
		x := f.right - w - 3.6 - bw
		c.add(rectStep{x: x, y: 12.4, w: bw, h: bh, stroke: thin})
		c.at(styleHead, "非发票", x, 16, bw, center)
	}
	c.at(styleLabel, words, f.left, 16, f.right-f.left, right)
	c.rule(f.left, f.right, 19, thin)
	return 25
}
