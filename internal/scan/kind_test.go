package scan_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/bmp"

	"beiandesk/internal/scan"
)

func TestFilesThatAreNotTakenAreCalledByTheirName(t *testing.T) {
	var moving bytes.Buffer
	if err := gif.Encode(&moving, card(1), nil); err != nil {
		t.Fatal(err)
	}
	brands := func(major string, others ...string) []byte {
		out := binary.BigEndian.AppendUint32(nil, uint32(16+4*len(others)))
		out = append(out, "ftyp"+major+"\x00\x00\x00\x00"...)
		for _, o := range others {
			out = append(out, o...)
		}
		return append(out, "\x00\x00\x00\x08mdat"...)
	}
	webpOf := func(chunks ...string) []byte {
		var body bytes.Buffer
		for i := 0; i < len(chunks); i += 2 {
			body.WriteString(chunks[i])
			_ = binary.Write(&body, binary.LittleEndian, uint32(len(chunks[i+1])))
			body.WriteString(chunks[i+1])
		}
		out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+body.Len()))
		return append(append(out, "WEBP"...), body.Bytes()...)
	}
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"gif":                     {moving.Bytes(), "这是 GIF 图片"},
		"tiff, little":            {[]byte("II*\x00\x08\x00\x00\x00"), "这是 TIFF 图片"},
		"tiff, big":               {[]byte("MM\x00*\x00\x00\x00\x08"), "这是 TIFF 图片"},
		"heic":                    {brands("heic", "mif1"), "HEIC 照片"},
		"heic by another brand":   {brands("mif1", "heic"), "HEIC 照片"},
		"avif":                    {brands("avif", "mif1"), "这是 AVIF 图片"},
		"avif by another brand":   {brands("mif1", "avif"), "这是 AVIF 图片"},
		"avif that moves":         {brands("avis"), "这是 AVIF 图片"},
		"a film":                  {brands("isom", "mp42"), "视频"},
		"jpeg 2000":               {[]byte("\x00\x00\x00\x0cjP  \r\n\x87\n"), "这是 JPEG 2000 图片"},
		"jpeg xl":                 {[]byte("\xff\x0a\x00"), "这是 JPEG XL 图片"},
		"svg":                     {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG"},
		"web page":                {[]byte("<html><script>"), "网页"},
		"program":                 {[]byte("MZ\x90\x00 this program"), "Windows 程序"},
		"word":                    {[]byte("PK\x03\x04\x14\x00\x06\x00word/document.xml"), "这是 Word 文档"},
		"ofd":                     {[]byte("PK\x03\x04\x14\x00\x06\x00OFD.xml"), "这是 OFD 版式文件"},
		"zip":                     {[]byte("PK\x03\x04\x14\x00\x06\x00a.jpg"), "压缩包"},
		"old word":                {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "旧版 Office"},
		"webp that moves":         {webpOf("VP8X", "\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00", "ANIM", "\x00\x00\x00\x00\x00\x00"), "这是 WebP 动图"},
		"webp with frames":        {webpOf("ANMF", "\x00\x00"), "这是 WebP 动图"},
		"bmp, packed":             {bmpOf(8, 1), "BMP 图片"},
		"bmp of 16 bits":          {bmpOf(16, 0), "BMP 图片"},
		"jpeg, arithmetic":        {patched(jpegOf(t, card(1)), "\xff\xc0", "\xff\xc9"), "算术编码的 JPG"},
		"jpeg, lossless":          {patched(jpegOf(t, card(1)), "\xff\xc0", "\xff\xc3"), "无损编码的 JPG"},
		"jpeg of 12 bits":         {patched(jpegOf(t, card(1)), "\xff\xc0\x00\x11\x08", "\xff\xc0\x00\x11\x0c"), "多于 8 位的 JPG"},
		"something nobody knows":  {[]byte("just a letter"), "认不出"},
		"a picture of no colours": {patched(jpegOf(t, card(1)), "\xff\xc0", "\xff\xe1"), "中间有损坏"},
	} {
		refused(t, name, c.content, c.says)
	}
}

func patched(content []byte, from, to string) []byte {
	return bytes.Replace(content, []byte(from), []byte(to), 1)
}

// bmpOf is a BMP of 2 × 2 with a layout of its own.
func bmpOf(bits, compression int) []byte {
	out := make([]byte, 54+16)
	copy(out, "BM")
	binary.LittleEndian.PutUint32(out[2:], uint32(len(out)))
	binary.LittleEndian.PutUint32(out[10:], 54)
	binary.LittleEndian.PutUint32(out[14:], 40)
	out[18], out[22], out[26], out[28], out[30] = 2, 2, 1, byte(bits), byte(compression)
	return out
}

func TestPicturesOfEveryLayoutAreRead(t *testing.T) {
	rect := image.Rect(0, 0, 64, 40)
	grey, palette := image.NewGray(rect), image.NewPaletted(rect, color.Palette{color.White, color.RGBA{200, 0, 0, 255}})
	deep, clear := image.NewRGBA64(rect), image.NewNRGBA(rect)
	files := map[string][]byte{
		"png, grey": pngOf(t, grey), "png, palette": pngOf(t, palette), "png, 16 bits": pngOf(t, deep), "png, clear": pngOf(t, clear),
		"png, interlaced": pngOfZeros(64, 40, 8, true), "webp, lossless": losslessWebP(64, 40), "bmp of 24 bits": bmpOf(24, 0),
	}
	for name, img := range map[string]image.Image{"grey": grey, "palette": palette, "clear": clear} {
		var b bytes.Buffer
		if err := bmp.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		files["bmp, "+name] = b.Bytes()
	}
	for _, name := range []string{"s_112211.jpg", "s_141111.jpg", "s_221112.jpg", "s_221122.jpg", "s_311111.jpg", "s_ycck21111.jpg", "s_ycck2112.jpg", "lossy.webp", "lossy_alpha.webp"} {
		files[name] = example(t, name)
	}
	for name, content := range files {
		info, err := scan.Inspect(t.Context(), content)
		if err != nil || info.Width == 0 || info.Height == 0 {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
		if _, err := scan.Covered(content); err != nil {
			t.Errorf("%s covered: %v", name, err)
		}
	}
}

func TestOnlyPicturesThatWereCutAreCalledCut(t *testing.T) {
	var asBMP bytes.Buffer
	if err := bmp.Encode(&asBMP, card(1, 2, 3)); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"jpeg": jpegOf(t, card(1, 2, 3)), "png": pngOf(t, card(1, 2, 3)), "bmp": asBMP.Bytes(), "webp": example(t, "lossy.webp"), "odd": example(t, "../eighth/testdata/odd_311111.jpg"),
	} {
		for _, n := range []int{len(content) / 10, len(content) / 2, len(content) - 20} {
			refused(t, name+", cut", content[:n], "没有传完整")
		}
		if name != "bmp" { // whose pixels may be any
			damaged := bytes.Clone(content)
			for i := len(damaged) / 2; i < len(damaged)/2+40; i++ {
				damaged[i] = 0xff
			}
			if _, err := scan.Inspect(t.Context(), damaged); err != nil {
				refused(t, name+", damaged", damaged, "中间有损坏")
			}
		}
	}
}

func TestColourIsTold(t *testing.T) {
	page := image.NewRGBA(image.Rect(0, 0, 400, 560))
	for y := range 560 {
		for x := range 400 {
			page.Set(x, y, color.Gray{uint8(255 - 200*(x%17/15))})
		}
	}
	tinted := image.NewRGBA(page.Rect)
	for i := 0; i < len(page.Pix); i += 4 {
		copy(tinted.Pix[i:], []byte{page.Pix[i], page.Pix[i] - page.Pix[i]/20, page.Pix[i] - page.Pix[i]/16, 255})
	}
	stamped := image.NewRGBA(page.Rect)
	copy(stamped.Pix, page.Pix)
	for y := 400; y < 440; y++ {
		for x := 250; x < 290; x++ {
			stamped.Set(x, y, color.RGBA{210, 40, 40, 255})
		}
	}
	for name, c := range map[string]struct {
		img  image.Image
		grey bool
	}{"grey": {page, true}, "in a camera's light": {tinted, true}, "with a stamp": {stamped, false}} {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, c.img, &jpeg.Options{Quality: 85}); err != nil {
			t.Fatal(err)
		}
		var p bytes.Buffer
		if err := png.Encode(&p, c.img); err != nil {
			t.Fatal(err)
		}
		for kind, content := range map[string][]byte{"jpeg": b.Bytes(), "png": p.Bytes()} {
			info, err := scan.Inspect(t.Context(), content)
			if err != nil || info.Grey != c.grey {
				t.Errorf("%s, %s: grey %v, %v", name, kind, info.Grey, err)
			}
		}
	}
}
