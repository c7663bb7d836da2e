// Package scan looks at files that come in: what they are by their content, how
// large, and whether they can be read at all. It holds nothing against them; that is
// for the list of materials. Nothing is written anywhere.
package scan

import (
	"context"

	"beiandesk/internal/errs"
)

// The types of file that can be read.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	WebP = "image/webp"
	BMP  = "image/bmp"
	PDF  = "application/pdf"
)

// MaxBytes is the largest file that is looked at: no portal takes a tenth of it.
const MaxBytes = 20 << 20

// maxPixels bounds a picture: 64 million is above what phones and scanners make.
const maxPixels = 64_000_000

// Info is what was found out about a readable file.
type Info struct {
	Mime   string
	Size   int64 // bytes
	Width  int   // pixels; 0 for a PDF
	Height int
	Pages  int // of a PDF; 0 for a picture

	Grey bool // of a picture: it has no colour

	// OffSpec says of a PDF that it breaks a rule of its specification. Viewers show
	// it; a portal may refuse it.
	OffSpec bool
}

// Inspect tells what a file is by its content, whatever its name says, and reads it
// to the end. A file that can't be read, that asks for more memory than a scan ever
// needs, or that carries a program is errs.Hostile: the message says what to do.
func Inspect(ctx context.Context, content []byte) (Info, error) {
	switch {
	case len(content) == 0:
		return Info{}, errs.New(errs.Hostile, "这个文件是空的，没有收下。请重新选择文件")
	case len(content) > MaxBytes:
		return Info{}, errs.New(errs.Hostile, "文件超过 20 MB，没有收下。请压缩后再传")
	}
	mime, err := sniff(content)
	if err != nil {
		return Info{}, err
	}
	info := Info{Mime: mime, Size: int64(len(content))}
	if mime == PDF {
		paper, err := readPDF(ctx, content)
		if err != nil {
			return Info{}, err
		}
		info.Pages, info.OffSpec = paper.pages, paper.offSpec
		return info, nil
	}
	p, err := read(mime, content)
	if err != nil {
		return Info{}, err
	}
	info.Width, info.Height, info.Grey = p.width, p.height, grey(p.small)
	return info, nil
}
