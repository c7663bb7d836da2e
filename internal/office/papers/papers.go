// Package papers fills the agency's papers from the desk: the bill, the progress
// report, the sheet of the forms, the daily sheet.
package papers

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
)

// Paper is a finished paper.
type Paper struct {
	Title    string
	Case     ref.CaseID // in whose timeline it is noted; "" for the desk's
	FileName string     // kind, number and day; nothing personal
	PDF      []byte
	Pages    int
	Warnings []string // what the reader of the screen must know of it

	// Picture makes the same for a phone, as a PNG; nil where there is none.
	Picture func() ([]byte, error)

	parts []Paper // of several in one file: what each is called, and of which case
}

// finish names a paper: 服务费账单 ZD2026-0417, 服务费账单-ZD2026-0417-2026-11-23.pdf.
func finish(kind, number string, day cal.Day, r paper.Result) Paper {
	p := Paper{Title: kind, FileName: kind, PDF: r.PDF, Pages: r.Pages, Warnings: []string{}}
	if number != "" {
		p.Title += " " + number
		p.FileName += "-" + number
	}
	p.FileName += "-" + day.String() + ".pdf"
	for _, c := range r.Missing {
		p.Warnings = append(p.Warnings, fmt.Sprintf("字体缺“%c”，纸上印作〓", c))
	}
	return p
}

// drawn says how it is made for a phone.
func (p Paper) drawn(picture func() ([]byte, error)) Paper {
	p.Picture = picture
	return p
}

// PictureName is FileName for the picture.
func (p Paper) PictureName() string { return strings.TrimSuffix(p.FileName, ".pdf") + ".png" }

// Drawn makes the picture. Errors: Usage where there is none.
func (p Paper) Drawn() ([]byte, error) {
	if p.Picture == nil {
		return nil, errs.New(errs.Usage, "%s只有 PDF，没有图片", p.Title)
	}
	return p.Picture()
}

// of says of which case it is.
func (p Paper) of(id ref.CaseID) Paper {
	p.Case = id
	return p
}

// The ways of a paper out of the desk.
const (
	Shown  = "看"  // in the window, from where it may be printed
	Saved  = "存"  // as a file
	Copied = "复制" // as a picture on the clipboard
)

// Noted writes down that a paper was shown or saved, of several in each case.
func Noted(ctx context.Context, o *office.Office, p Paper, way string) error {
	return o.Write(ctx, func(w *office.Work) error {
		for _, part := range p.parts {
			if err := w.Note("paper", part.Case, "", way+part.Title, ""); err != nil {
				return err
			}
		}
		if len(p.parts) > 0 {
			return nil
		}
		return w.Note("paper", p.Case, "", way+p.Title, "")
	})
}

func letterhead(l setup.Letterhead) paper.Letterhead {
	return paper.Letterhead{
		Name: l.Name, Short: l.Short, CreditCode: l.Code, Address: l.Address, Phone: l.Phone, Email: l.Email,
	}
}

func account(l setup.Letterhead) *paper.BankAccount {
	if l.BankAcct == "" {
		return nil
	}
	holder := l.BankOwner
	if holder == "" {
		holder = l.Name
	}
	return &paper.BankAccount{Holder: holder, Bank: l.BankName, Number: l.BankAcct}
}
