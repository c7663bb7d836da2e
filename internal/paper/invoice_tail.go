package paper

import (
	"fmt"

	"beiandesk/internal/cal"
)

const sealSide = 40.0 // a round company seal, over name and date

// drawTail draws everything below the lines from y = 0 and tells its height.
func (v Invoice) drawTail(c *canvas, s sums) (float64, error) {
	y := v.drawSums(c, s, 2.6) + 5
	var err error
	if v.State == InvoiceVoid {
		y = v.drawVoiding(c, y)
	}
	y = v.drawPayments(c, y)
	if v.asks() {
		if y, err = v.drawHowToPay(c, y); err != nil {
			return 0, err
		}
	}
	notes := v.drawNotes(c, y)
	label := "收款单位（盖章）"
	seal := y + sealSide + 2
	if v.State == InvoiceVoid {
		label, seal = "收款单位", y
	}
	w := portrait.right - sumsLeft
	sy := c.text(styleLabel, label, sumsLeft, y+0.7, w, left) + 0.8
	sy = c.text(styleTableB, v.Letterhead.Name, sumsLeft, sy, w, left) + 0.6
	sy = c.text(styleTable, cal.LongDay(v.IssuedOn), sumsLeft, sy, w, left)
	return max(notes, sy, seal), nil
}

// asks says that the bill wants money.
func (v Invoice) asks() bool {
	return v.State == InvoiceIssued || v.State == InvoicePartPaid || v.State == InvoicePreview
}

// drawSums draws the amount in words beside the totals and closes them with a rule.
func (v Invoice) drawSums(c *canvas, s sums, y float64) float64 {
	const label = "金额（大写）："
	lw := c.set.width(styleLabel, label) + 2
	c.at(styleLabel, label, portrait.left, y+styleClient.baseline(), lw, left)
	ly := c.text(styleClient, s.total.Upper(), portrait.left+lw, y, sumsLeft-8-portrait.left-lw, left) + 1

	w, pitch := portrait.right-sumsLeft, 15*mmPerPt
	ry := y + 0.3
	pair := func(st style, label, value string, indent float64) {
		c.text(st, label, sumsLeft+indent, ry, w, left)
		c.text(st, value, sumsLeft, ry, w, right)
		ry += pitch
	}
	if v.Tax == nil {
		pair(styleTableB, "合计", s.total.String(), 0)
	} else {
		pair(styleTableB, "合计（含税）", s.total.String(), 0)
		pair(styleTable, "其中：不含税金额", v.Tax.Net.String(), 0)
		pair(styleTable, "增值税（"+v.Tax.Rate+"）", v.Tax.Tax.String(), 9.55)
		ly = c.text(styleLabel, "税额拆分仅供核对，以税务系统开具的发票为准。", portrait.left, ly, 95, left)
	}
	if s.received > 0 && v.State != InvoiceVoid {
		pair(styleTable, "已收", s.received.String(), 0)
	}
	ry += 0.3
	c.rule(sumsLeft, portrait.right, ry, thin)
	ry += 1.5
	due := "应付金额"
	if v.State == InvoicePaid {
		due = "未付金额"
	}
	c.text(styleDue, due, sumsLeft, ry, w, left)
	c.text(styleDue, "¥"+s.open.String(), sumsLeft, ry, w, right)
	y = max(ry+styleDue.leadingMM()+1.3, ly+1)
	c.rule(portrait.left, portrait.right, y, thick)
	return y
}

// drawHowToPay draws the account and the merchants' codes; what is not set is left
// out.
func (v Invoice) drawHowToPay(c *canvas, y float64) (float64, error) {
	if v.Account == nil && len(v.WeChatQR) == 0 && len(v.AlipayQR) == 0 {
		return y, nil
	}
	ly := c.text(styleHeading, "付款方式", portrait.left, y, 60, left) + 0.6
	reference := v.Number
	if v.State == InvoicePreview {
		reference = "开单后的账单编号"
	}
	rows := [][2]string{{"附言", reference + "（请务必填写，便于核对）"}}
	if a := v.Account; a != nil {
		rows = append([][2]string{{"户名", a.Holder}, {"开户行", a.Bank}, {"账号", a.Number}}, rows...)
	}
	for _, r := range rows {
		st := styleTable
		if r[0] == "账号" {
			st = styleTableB
		}
		ly = c.pair(r[0], r[1], st, portrait.left, 16, ly, sumsLeft-8-portrait.left)
	}
	const side = 24.0
	x, ry := sumsLeft, y
	for _, q := range []struct {
		field, name string
		png         []byte
	}{{"wechat_qr", "微信支付", v.WeChatQR}, {"alipay_qr", "支付宝", v.AlipayQR}} {
		if len(q.png) == 0 {
			continue
		}
		if err := c.fitted(q.field, q.png, x, y+6.4, side); err != nil {
			return 0, err
		}
		ry = c.text(styleHead, q.name, x, y+6.4+side+0.8, side, center)
		x = portrait.right - side
	}
	return max(ly, ry) + 6, nil
}

// drawPayments lists what was received. A payment that was reversed is struck through, and
// under it stands its reversal.
func (v Invoice) drawPayments(c *canvas, y float64) float64 {
	if len(v.Payments) == 0 { // nothing received yet, or a bill over nothing
		return y
	}
	y = c.text(styleHeading, "收款记录", portrait.left, y, 60, left) + 1.2
	t := table{x: portrait.left, pad: 1.5, cols: []column{
		{"收款日期", 26, left}, {"方式", 26, left}, {"流水号/说明", 61, left}, {"收据编号", 28, left}, {"金额/元", 24, right},
	}}
	y = t.head(c, y)
	for i, p := range v.Payments {
		if i > 0 {
			c.rule(t.x, t.right(), y, hair)
		}
		from := len(c.steps)
		y = t.draw(c, t.measure(c, cell{p.On.String(), styleTable}, cell{p.Method, styleTable},
			cell{orDash(p.Reference), styleTable}, cell{orDash(p.Receipt), styleTable}, cell{p.Amount.String(), styleTable}), y)
		if p.Reversed == nil {
			continue
		}
		c.strike(from)
		c.rule(t.x, t.right(), y, hair)
		y = t.draw(c, t.measure(c, cell{p.Reversed.On.String(), styleTable}, cell{"冲正", styleTable},
			cell{p.Reversed.Reason + "（经办 " + p.Reversed.By + "）", styleTable}, cell{orDash(p.Receipt), styleTable}, cell{(-p.Amount).String(), styleTable}), y)
	}
	c.rule(t.x, t.right(), y, thick)
	return y + 7
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// drawVoiding says why the bill no longer stands.
func (v Invoice) drawVoiding(c *canvas, y float64) float64 {
	y = c.text(styleHeading, "作废说明", portrait.left, y, 60, left) + 0.6
	for _, r := range [][2]string{
		{"作废日期", cal.LongDay(v.Void.On)}, {"原因", v.Void.Reason},
		{"替代账单", orDash(v.Void.ReplacedBy)}, {"经办", v.Void.By},
	} {
		y = c.pair(r[0], r[1], styleTable, portrait.left, 20, y, portrait.right-portrait.left)
	}
	return c.text(styleTableB, "本账单已作废，请勿付款。编号保留，不再使用。", portrait.left, y+1.5, 165, left) + 7
}

// drawNotes draws the numbered notes that fit the bill's state.
func (v Invoice) drawNotes(c *canvas, y float64) float64 {
	ask := ""
	if v.Letterhead.Phone != "" {
		ask = "对本账单有疑问，请致电 " + v.Letterhead.Phone + "。"
	}
	var notes []string
	if v.asks() {
		notes = append(notes, "请在付款期限前付清；逾期未付的，我方可按合同暂停后续服务；法定期限不因此顺延。")
	}
	if v.State != InvoiceVoid {
		notes = append(notes, "需要发票时，请提供抬头、税号、接收邮箱；收款后由税务系统开具。", "退款按双方服务合同办理。"+ask)
	} else if ask != "" {
		notes = append(notes, ask)
	}
	if len(notes) == 0 {
		return y
	}
	y = c.text(styleHeading, "说明", portrait.left, y, 60, left) + 0.8
	for i, n := range notes {
		c.text(styleTable, fmt.Sprintf("%d.", i+1), portrait.left, y, 5, left)
		y = c.text(styleTable, n, portrait.left+5, y, 84, left) + 0.9
	}
	return y
}
