package scan

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"beiandesk/internal/scan/eighth"
)

// maxMemory bounds what a picture takes when it is decoded: 64 million pixels of four
// bytes, and no more.
const maxMemory = 300 << 20

// memory is what decoding takes, in bytes, and what makes it much.
type memory struct {
	bytes int64
	why   string
}

var errAnimated = errors.New("webp: animated")

// reckon reads a picture's head: its size and the memory its layout takes.
func reckon(mime string, content []byte) (eighth.Size, memory, error) {
	r := bytes.NewReader(content)
	switch mime {
	case JPEG:
		size, err := eighth.Head(content)
		// 12 bytes a block of each of at most four components, and four for the picture.
		return size, memory{bytes: int64(size.Width) * int64(size.Height)}, err
	case PNG:
		config, err := png.DecodeConfig(r)
		if err != nil {
			return eighth.Size{}, memory{}, err
		}
		perPixel, why := pngPixel(content)
		return eighth.Size{Width: config.Width, Height: config.Height}, needs(config.Width, config.Height, perPixel, why), nil
	case WebP:
		perPixel, why, err := webpPixel(content)
		if err != nil {
			return eighth.Size{}, memory{}, err
		}
		config, err := webp.DecodeConfig(r)
		return eighth.Size{Width: config.Width, Height: config.Height}, needs(config.Width, config.Height, perPixel, why), err
	default:
		config, err := bmp.DecodeConfig(r)
		return eighth.Size{Width: config.Width, Height: config.Height}, needs(config.Width, config.Height, 4, "像素很多"), err
	}
}

func needs(width, height, perPixel int, why string) memory {
	return memory{int64(width) * int64(height) * int64(perPixel), why}
}

// pngPixel reads the layout from IHDR: bytes a pixel of what image/png makes of it.
// An interlaced picture is put together from passes, the last of half its size.
func pngPixel(content []byte) (perPixel int, why string) {
	depth, colour, interlaced := content[24], content[25], content[28] != 0
	perPixel, why = 4, "像素很多"
	if depth == 16 {
		perPixel, why = 8, "每种颜色 16 位、像素又多"
	}
	if colour == 3 {
		perPixel = 1
	}
	if interlaced {
		perPixel, why = 2*perPixel, why+"、隔行存储"
	}
	return perPixel, why
}

// webpPixel reads the layout from the chunks: bytes a pixel of what x/image makes of it.
func webpPixel(content []byte) (perPixel int, why string, err error) {
	lossless, alpha := false, false
	for at := 12; at+8 <= len(content); {
		size := int(binary.LittleEndian.Uint32(content[at+4:]))
		switch kind := string(content[at : at+4]); kind {
		case "VP8X":
			if at+8 < len(content) && content[at+8]&2 != 0 {
				return 0, "", errAnimated
			}
		case "ANIM", "ANMF":
			return 0, "", errAnimated
		case "VP8L":
			lossless = true
		case "ALPH":
			alpha = true
		}
		at += 8 + size + size&1
	}
	switch {
	case lossless:
		return 8, "是无损的 WebP、像素又多", nil
	case alpha:
		return 12, "带透明、像素又多", nil
	}
	return 2, "像素很多", nil
}

// short says that a file is shorter than its head declares, or lacks its end.
func short(mime string, content []byte) bool {
	switch mime {
	case PNG:
		return !bytes.Contains(content[max(0, len(content)-4096):], []byte("IEND"))
	case WebP:
		return uint64(len(content)) < 8+uint64(binary.LittleEndian.Uint32(content[4:]))
	case BMP:
		return len(content) < 6 || uint64(len(content)) < uint64(binary.LittleEndian.Uint32(content[2:]))
	}
	return false
}
