package paper

import (
	"fmt"
	"strconv"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
)

const (
	invoiceKind = "服务费账单"
	halfRight   = 109.0 // right half of the head
	sumsLeft    = 128.0 // totals, codes, seal
	keepRows    = 3     // rows that stay above the tail
)

// layoutInvoice places a bill. The tail (totals, payment, notes, seal) is one block
// with at least three rows above it.
func layoutInvoice(v Invoice) (*document, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	s, err := v.sums()
	if err != nil {
		return nil, err
	}
	d, err := newDocument(portrait)
	if err != nil {
		return nil, err
	}
	d.under = map[InvoiceState]string{InvoiceVoid: "作　废", InvoicePreview: "预　览"}[v.State]
	c := d.page()
	y, err := v.Letterhead.draw(c, d.frame)
	if err != nil {
		return nil, err
	}
	y = v.drawTitle(c, y)
	y = v.drawParties(c, y)
	var tailErr error
	tail, tailHeight := c.block(func(b *canvas) float64 {
		var h float64
		h, tailErr = v.drawTail(b, s)
		return h
	})
	if tailErr != nil {
		return nil, tailErr
	}
	v.drawLines(d, s, y, tail, tailHeight)
	d.foot(invoiceKind, v.number(), v.GeneratedAt)
	return d, nil
}

// drawTitle draws the title, the state beside it and the mark 非发票.
func (v Invoice) drawTitle(c *canvas, y float64) float64 {
	c.text(styleTitle, invoiceKind, portrait.left, y, 60, left)
	stamp := map[InvoiceState]string{InvoicePaid: "已付清", InvoicePartPaid: "部分付款", InvoiceVoid: "已作废", InvoicePreview: "预览，未取号"}[v.State]
	if stamp != "" {
		st := style{weight: bold, size: 13, leading: 18}
		x := portrait.left + c.set.width(styleTitle, invoiceKind) + 6
		w := c.set.width(st, stamp) + 7
		c.add(rectStep{x: x, y: y + 1.2, w: w, h: 9.2, stroke: strong})
		c.text(st, stamp, x, y+1.2+(9.2-st.leadingMM())/2, w, center)
	}
	const h, dark = 12.0, 24.0
	st := style{weight: bold, size: 15, leading: h * ptPerMM}
	c.add(rectStep{x: halfRight, y: y, w: dark, h: h, ink: black},
		rectStep{x: halfRight, y: y, w: portrait.right - halfRight, h: h, stroke: thin})
	c.reverse(st, "非发票", halfRight, y, dark, center)
	c.text(styleLabel, "本单为收费账单，不作为报销凭证；\n发票另行开具。", halfRight+dark+3, y+(h-2*styleLabel.leadingMM())/2, 52, left)
	return y + 18.9
}

// drawParties draws the client beside number, dates, case and domain.
func (v Invoice) drawParties(c *canvas, y float64) float64 {
	ly := c.text(styleLabel, "客户", portrait.left, y, 78, left) + 0.3
	ly = c.text(styleClient, v.Client.Name, portrait.left, ly, 78, left) + 0.3
	who := v.Client.Contact
	if v.Client.Phone != "" {
		if who != "" {
			who += "　"
		}
		who += v.Client.Phone
	}
	for _, s := range []string{prefixed("统一社会信用代码 ", v.Client.CreditCode), prefixed("联系人：", who), v.Client.Address} {
		ly = c.text(styleTable, s, portrait.left, ly, 78, left)
	}
	ry := y - 0.2
	for _, p := range []struct {
		label, value string
		style        style
	}{
		{"账单编号", v.number(), styleTableB},
		{"开单日期", cal.LongDay(v.IssuedOn), styleTable},
		{"付款期限", cal.LongDay(v.DueOn), styleTableB},
		{"案件编号", oneOrMany(v.Lines, func(l InvoiceLine) string { return l.Case }, "%d 个案件，见明细"), styleTable},
		{"合同号", oneOrMany(v.Lines, func(l InvoiceLine) string { return l.Contract }, "%d 份，随案件"), styleTable},
		{"域名或名称", oneOrMany(v.Lines, func(l InvoiceLine) string { return l.Domain }, "见明细"), styleTable},
	} {
		if p.value != "" {
			ry = c.pair(p.label, p.value, p.style, halfRight, 20, ry, portrait.right-halfRight)
		}
	}
	return max(ly, ry) + 4.6
}

// oneOrMany tells the value that all lines share, or says that there are several.
func oneOrMany(lines []InvoiceLine, of func(InvoiceLine) string, many string) string {
	seen := map[string]bool{}
	one := ""
	for _, l := range lines {
		if s := of(l); s != "" {
			seen[s], one = true, s
		}
	}
	if len(seen) > 1 {
		if many == "见明细" {
			return many
		}
		return fmt.Sprintf(many, len(seen))
	}
	return one
}

var invoiceColumns = []column{
	{"序号", 10, left}, {"收费项目", 37, left}, {"案件编号", 24, left}, {"域名或名称", 44, left},
	{"数量", 10, right}, {"单价/元", 18, right}, {"金额/元", 22, right},
}

// drawLines draws the lines over as many pages as they need and the tail after the
// last. A page that ends inside the lines carries the running sum to the next.
func (v Invoice) drawLines(d *document, s sums, y float64, tail []step, tailHeight float64) {
	t := table{x: portrait.left, cols: invoiceColumns, pad: 1.5}
	if len(v.Lines) > 8 {
		t.pad = 1.1
	}
	c := d.pages[len(d.pages)-1]
	rows := make([]row, len(v.Lines))
	rest := tailHeight
	for i, l := range v.Lines {
		rows[i] = t.measure(c, cell{strconv.Itoa(i + 1), styleTable}, cell{l.Item, styleTable}, cell{l.Case, styleTable},
			cell{l.Domain, styleTable}, cell{strconv.FormatInt(l.Quantity, 10), styleTable},
			cell{l.UnitPrice.String(), styleTable}, cell{s.lines[i].String(), styleTable})
		rest += rows[i].height
	}
	carry := styleTableB.leadingMM() + 2*t.pad
	var sum money.Fen
	next := func(i int) {
		if i > 0 {
			t.carry(c, "过次页", i, sum, y)
			c.rule(t.x, t.right(), y, thick)
			c.rule(t.x, t.right(), y+carry, thick)
		}
		c = d.page()
		y = v.Letterhead.runningHead(c, d.frame, invoiceKind, v.number(), true)
		y = t.head(c, y)
		if i > 0 {
			t.carry(c, "承前页", i, sum, y)
			y += carry
			c.rule(t.x, t.right(), y, hair)
		}
	}
	// Where not even a heading and the first rows fit under a very long head, the
	// table starts on the next page.
	first := t.headHeight() + rows[0].height + carry
	if len(rows) == keepRows {
		first = t.headHeight() + rest
	}
	if y+first > d.bottom {
		next(0)
	} else {
		y = t.head(c, y)
	}
	fresh := true // no row on this page yet
	for i, r := range rows {
		if !fresh && y+rest > d.bottom && (y+r.height+carry > d.bottom || len(rows)-i == keepRows) {
			next(i)
		}
		y = t.draw(c, r, y)
		sum += s.lines[i]
		rest -= r.height
		fresh = false
		width := hair
		if i == len(rows)-1 {
			width = thick
		}
		c.rule(t.x, t.right(), y, width)
	}
	if y+tailHeight > d.bottom { // too few or too high rows to keep with the tail
		next(len(rows))
		c.rule(t.x, t.right(), y, thick)
	}
	c.place(tail, y)
}

// carry draws the row that hands a running sum from one page to the next.
func (t table) carry(c *canvas, words string, upTo int, sum money.Fen, y float64) {
	x, _ := t.room(1)
	c.text(styleTableB, fmt.Sprintf("%s（第 1–%d 项累计）", words, upTo), x, y+t.pad, 90, left)
	x, w := t.room(len(t.cols) - 1)
	c.text(styleTableB, sum.String(), x-10, y+t.pad, w+10, right)
}
