package scan

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"

	"beiandesk/internal/errs"
)

// decode reads a picture whole. The size that the file declares is looked at
// first: a few hundred bytes may declare gigabytes.
func decode(content []byte) (img image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, broken(errs.New(errs.Internal, "decoder: %v", r))
		}
	}()
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return nil, broken(err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, broken(nil)
	}
	if int64(config.Width)*int64(config.Height) > maxPixels {
		return nil, errs.New(errs.Hostile, "图片的像素大得不正常，没有收下。请缩小到 6000 × 4000 以内再传")
	}
	img, _, err = image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, broken(err)
	}
	return img, nil
}

func broken(cause error) error {
	return errs.Wrap(errs.Hostile, cause, "图片读不出来，可能没有传完整，没有收下。请重新导出或重拍后再传")
}
