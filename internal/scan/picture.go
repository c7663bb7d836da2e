package scan

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"runtime/debug"
	"sync"

	"golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"

	"beiandesk/internal/errs"
	"beiandesk/internal/scan/eighth"
)

// one lets one picture at a time take its memory.
var one sync.Mutex

// picture is a picture that was read to its end and is kept at an eighth of its size.
type picture struct {
	width, height int // pixels, whole
	small         *image.RGBA
}

// read reads a picture whole. What its head declares is looked at first: a few hundred
// bytes may declare gigabytes.
func read(mime string, content []byte) (p picture, err error) {
	one.Lock()
	defer one.Unlock()
	defer func() {
		if r := recover(); r != nil {
			p, err = picture{}, broken(errs.New(errs.Internal, "decoder: %v", r))
		}
	}()
	size, memory, err := reckon(mime, content)
	if err != nil {
		return picture{}, unreadable(cutOr(err, mime, content))
	}
	switch {
	case size.Width <= 0 || size.Height <= 0:
		return picture{}, broken(nil)
	case int64(size.Width)*int64(size.Height) > maxPixels:
		return picture{}, errs.New(errs.Hostile, "图片的像素大得不正常，没有收下。请缩小到 6000 × 4000 以内再传")
	case memory.bytes > maxMemory:
		return picture{}, errs.New(errs.Hostile, "这张图片%s，打开要占 %d MB 内存，没有收下。请另存为 JPG 再传", memory.why, memory.bytes>>20)
	}
	if memory.bytes > 64<<20 {
		// The next one is not to find this one beside it.
		defer debug.FreeOSMemory()
	}
	small, err := decode(mime, content)
	if err != nil {
		return picture{}, unreadable(cutOr(err, mime, content))
	}
	return picture{size.Width, size.Height, small}, nil
}

func decode(mime string, content []byte) (*image.RGBA, error) {
	if mime == JPEG {
		return eighth.Read(content)
	}
	if short(mime, content) {
		return nil, eighth.ErrCut
	}
	img, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	return shrink(img), nil
}

// cutOr says of a failure that the file was cut, where its head or its end tells so. A
// BMP may leave its size out: one that ends too early was cut.
func cutOr(err error, mime string, content []byte) error {
	if short(mime, content) || mime == BMP && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		return errors.Join(eighth.ErrCut, err)
	}
	return err
}

// unreadable names the reason why a picture was not read.
func unreadable(cause error) error {
	var what string
	switch {
	case errors.Is(cause, eighth.ErrCut):
		return errs.Wrap(errs.Hostile, cause, "图片没有传完整，没有收下。请重新发送或导出后再传")
	case errors.Is(cause, eighth.ErrBusy):
		return errs.Wrap(errs.Hostile, cause, "这张 JPG 分成的遍数多得不正常，没有收下。请另存为普通 JPG 再传")
	case errors.Is(cause, errAnimated):
		what = "WebP 动图"
	case errors.Is(cause, bmp.ErrUnsupported):
		what = "压缩的或少见格式的 BMP 图片"
	case errors.Is(cause, eighth.ErrArithmetic):
		what = "算术编码的 JPG，别的软件也多半打不开"
	case errors.Is(cause, eighth.ErrLossless):
		what = "无损编码的 JPG，别的软件也多半打不开"
	case errors.Is(cause, eighth.ErrHierarchical):
		what = "分级编码的 JPG，别的软件也多半打不开"
	case errors.Is(cause, eighth.ErrPrecision):
		what = "每种颜色多于 8 位的 JPG"
	case errors.Is(cause, eighth.ErrComponents):
		what = "颜色分量少见的 JPG"
	case errors.As(cause, new(png.UnsupportedError)):
		what = "少见格式的 PNG 图片"
	default:
		return broken(cause)
	}
	return errs.Wrap(errs.Hostile, cause, "这是%s，没有收下。请另存为普通 JPG 再传", spaced(what))
}

func broken(cause error) error {
	return errs.Wrap(errs.Hostile, cause, "图片中间有损坏，读不出来，没有收下。请重新导出或重拍后再传")
}
