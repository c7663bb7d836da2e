package paper

import (
	"embed"
	"image"
	"image/color"
	"sync"

	"github.com/klauspost/compress/zstd"

	"beiandesk/internal/errs"
	"beiandesk/internal/paper/raster"
	"beiandesk/internal/paper/sfnt"
)

// The licence travels with the fonts, in the binary too, as the OFL asks.
//
//go:embed fonts/*.zst fonts/OFL.txt fonts/NOTICE
var fontFiles embed.FS

// weight picks one of the two committed weights.
type weight int

const (
	regular weight = iota
	bold
	weights // how many there are
)

var fontNames = [weights]string{"NotoSansSC-Regular", "NotoSansSC-Bold"}

// loadFonts unpacks and parses both weights, once in a process: 10 MB each take
// some 40 ms, which a command that prints nothing should not pay.
var loadFonts = sync.OnceValues(func() (*[weights]*sfnt.Font, error) {
	var out [weights]*sfnt.Font
	dec, err := zstd.NewReader(nil)
	if err != nil {
		return nil, fontFault(err)
	}
	defer dec.Close()
	for w, name := range fontNames {
		packed, err := fontFiles.ReadFile("fonts/" + name + ".ttf.zst")
		if err != nil {
			return nil, fontFault(err)
		}
		data, err := dec.DecodeAll(packed, nil)
		if err != nil {
			return nil, fontFault(err)
		}
		if out[w], err = sfnt.Parse(data); err != nil {
			return nil, fontFault(err)
		}
	}
	return &out, nil
})

func fontFault(err error) error {
	return errs.Wrap(errs.Internal, err, "打印用的字体读不出来，请重新安装本程序")
}

// FilingWatermark is the one watermark that portals take.
const FilingWatermark = "仅供备案使用"

// Watermark draws words in bold type, black on white, to be laid over a picture. Errors: Invalid
// at the field "watermark" for a character that the type lacks.
func Watermark(words string) (*image.Gray, error) {
	const em = 96
	fonts, err := loadFonts()
	if err != nil {
		return nil, err
	}
	width := 0.0
	for _, r := range words {
		if fonts[bold].Glyph(r) == 0 {
			return nil, errs.AtField("watermark", "水印里的“%c”打印不出来，请换一个字", r)
		}
		width += fonts[bold].Em(r) * em
	}
	sheet, err := raster.New(int(width)+em/2, em*5/4, fonts[bold].Data())
	if err != nil {
		return nil, fontFault(err)
	}
	if err := sheet.Text(0, em, words, raster.Point{X: em / 4, Y: em}, color.Black); err != nil {
		return nil, fontFault(err)
	}
	return sheet.Grey(), nil
}
