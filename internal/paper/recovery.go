package paper

import (
	"fmt"
	"strings"
	"time"

	"rsc.io/qr"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

const recoveryKind = "恢复单"

// Recovery is the recovery sheet: what the recovery code opens, as a QR code and in groups
// to be typed, with room for the code to be written in by hand. The code itself is never
// printed: the file of the sheet may lie on a disk.
type Recovery struct {
	Agency      string // "" until the letterhead is filled in
	Folder      string
	Groups      []string // of five characters each
	CodeGroups  int      // of the recovery code
	GeneratedAt time.Time
}

// RenderRecovery prints the sheet: one page. Errors: Invalid without groups.
func RenderRecovery(v Recovery) (Result, error) {
	d, err := layoutRecovery(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: recoveryKind, author: v.Agency, created: v.GeneratedAt})
}

func layoutRecovery(v Recovery) (*document, error) {
	if len(v.Groups) == 0 {
		return nil, errs.AtField("groups", "没有钥匙可印，请先打开资料夹")
	}
	d, err := newDocument(portrait)
	if err != nil {
		return nil, err
	}
	c := d.page()
	const width = 165.0
	c.text(styleTitle, recoveryKind, portrait.left, 14, 100, left)
	c.at(styleLabel, "印制日期 "+longDayWeek(cal.DayOf(v.GeneratedAt)), portrait.left, 14+styleTitle.baseline()-0.4, width, right)
	y := 27.0
	if v.Agency != "" {
		y = c.pair("单位", v.Agency, styleTableB, portrait.left, 18, y, width)
	}
	y = c.pair("资料夹", v.Folder, styleTable, portrait.left, 18, y, width)
	y = c.text(styleBody, "口令忘了，用恢复码打开。钥匙文件 keys.json 丢了或坏了，数据库里的那一份也不在，才用这张单和恢复码把它找回来。只有这张单，没有恢复码，什么也打不开；抄上恢复码以后，它就和钥匙一样，请锁好，不要和电脑放在一起。",
		portrait.left, y+1, width, left) + sectionGap
	y = v.drawCode(c, y) + sectionGap
	if y, err = v.drawQR(c, y); err != nil {
		return nil, err
	}
	v.drawGroups(c, y+sectionGap)
	d.foot(recoveryKind, "", v.GeneratedAt)
	return d, nil
}

// drawCode leaves a line for each group of the recovery code.
func (v Recovery) drawCode(c *canvas, y float64) float64 {
	y = heading(c, "恢复码（手抄，只显示过一次）", y, false)
	const pitch, line = 41.25, 10.0
	for i := range v.CodeGroups {
		x, at := portrait.left+float64(i%4)*pitch, y+float64(i/4)*line+6
		c.at(styleLabel, fmt.Sprint(i+1), x, at, 6, left)
		c.rule(x+6, x+pitch-4, at+1.2, thin)
	}
	return y + float64((v.CodeGroups+3)/4)*line
}

// drawQR draws the groups as one code beside the way back.
func (v Recovery) drawQR(c *canvas, y float64) (float64, error) {
	code, err := qr.Encode(strings.Join(v.Groups, ""), qr.M)
	if err != nil {
		return 0, errs.Wrap(errs.Internal, err, "二维码画不出来")
	}
	y = heading(c, "怎样用它恢复", y, false)
	const side = 52.0
	dot := side / float64(code.Size)
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			if !code.Black(from, row) {
				continue
			}
			to := from // neighbours are one bar, so that no hairline parts them
			for to < code.Size && code.Black(to, row) {
				to++
			}
			c.add(rectStep{x: portrait.left + float64(from)*dot, y: y + 2 + float64(row)*dot, w: float64(to-from) * dot, h: dot, ink: black})
			from = to
		}
	}
	ty := y + 1
	for i, s := range []string{
		"用手机扫左边的二维码，把得到的一串字发到这台电脑；扫不了，就照下面各组输入，空格和横线可有可无。",
		"打开备案台。它说缺钥匙文件时，选“按恢复单恢复”，贴上这串字，输入恢复码，设一个新口令。",
		"没有窗口时：beiandesk --data 资料夹 keys restore --sheet 存了这串字的文件。",
		"改口令以后这张单仍然有效。换了恢复码，要重新印；旧单和旧恢复码在一起仍能恢复钥匙，请一并销毁。",
	} {
		c.text(styleBody, fmt.Sprintf("%d.", i+1), portrait.left+side+8, ty, 6, left)
		ty = c.text(styleBody, s, portrait.left+side+14, ty, 165-side-14, left) + 1
	}
	return y + side + 4, nil
}

// drawGroups prints the groups, numbered by the row, to be typed.
func (v Recovery) drawGroups(c *canvas, y float64) {
	y = heading(c, fmt.Sprintf("钥匙（%d 组，每组 5 位，第 5 位是校验）", len(v.Groups)), y, false)
	const each, pitch, line = 9, 17.0, 6.2
	for i, g := range v.Groups {
		at := y + float64(i/each)*line + 4
		if i%each == 0 {
			c.at(styleLabel, fmt.Sprint(i+1), portrait.left, at, 10, left)
		}
		c.at(styleBody, g, portrait.left+11+float64(i%each)*pitch, at, pitch, left)
	}
}
