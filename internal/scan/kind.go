package scan

import (
	"bytes"
	"slices"

	"beiandesk/internal/errs"
)

// foreign are types of file that are known and not taken, by how they begin: what it
// is, and what to do.
var foreign = []struct{ magic, what, advice string }{
	{"GIF8", "GIF 图片", asJPEG},
	{"II*\x00", "TIFF 图片", asJPEG}, {"MM\x00*", "TIFF 图片", asJPEG}, {"II+\x00", "TIFF 图片", asJPEG},
	{"\x00\x00\x00\x0cjP  ", "JPEG 2000 图片", asJPEG}, {"\x00\x00\x00\x0cJXL ", "JPEG XL 图片", asJPEG}, {"\xff\x0a", "JPEG XL 图片", asJPEG},
	{"8BPS", "Photoshop 文件", asJPEG}, {"\x00\x00\x01\x00", "图标文件", asJPEG},
	{"<svg", "SVG 矢量图", asJPEG}, {"<html", "网页", asPhoto}, {"<!DOCTYPE", "网页", asPhoto}, {"<?xml", "XML 文件", asPhoto},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 或 WPS 文档", asPaper}, {"{\\rtf", "RTF 文档", asPaper},
	{"Rar!", "压缩包", unzipped}, {"7z\xbc\xaf", "压缩包", unzipped}, {"\x1f\x8b", "压缩包", unzipped},
	{"MZ", "Windows 程序", asPhoto}, {"\x7fELF", "Linux 程序", asPhoto},
}

const (
	asJPEG   = "请另存为 JPG 再传"
	asPaper  = "请另存为 PDF 再传"
	asPhoto  = "请传 JPG、PNG 图片或 PDF"
	unzipped = "请解压后把里面的图片或 PDF 传上来"
	fromIPad = "请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，或另存为 JPG 再传"
)

// sniff tells what a file is by its content.
func sniff(content []byte) (string, error) {
	starts := func(magic string) bool { return bytes.HasPrefix(content, []byte(magic)) }
	switch {
	case starts("\xff\xd8\xff"):
		return JPEG, nil
	case starts("\x89PNG\r\n\x1a\n"):
		return PNG, nil
	case starts("RIFF") && len(content) >= 12 && string(content[8:12]) == "WEBP":
		return WebP, nil
	case starts("BM"):
		return BMP, nil
	case starts("%PDF-"):
		return PDF, nil
	}
	if what, advice := media(content); what != "" {
		return "", notTaken(what, advice)
	}
	if starts("PK\x03\x04") {
		return "", notTaken(archive(content))
	}
	for _, f := range foreign {
		if starts(f.magic) {
			return "", notTaken(f.what, f.advice)
		}
	}
	if bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		return PDF, nil // viewers look for it that far, behind what mail programs leave there
	}
	return "", errs.New(errs.Hostile, "认不出这个文件，没有收下。请传 JPG、PNG 图片或 PDF")
}

func notTaken(what, advice string) error {
	return errs.New(errs.Hostile, "这是%s，没有收下。%s", spaced(what), advice)
}

// spaced keeps the space between Chinese and a Latin letter.
func spaced(what string) string {
	if what[0] < 0x80 {
		return " " + what
	}
	return what
}

// media reads the brands of an ISO media file (ISO/IEC 14496-12): a photo of a
// telephone, an AVIF picture or a film; "" for anything else.
func media(content []byte) (what, advice string) {
	if len(content) < 12 || string(content[4:8]) != "ftyp" {
		return "", ""
	}
	brands := []string{string(content[8:12])}
	end := min(len(content), int(content[2])<<8|int(content[3]))
	for at := 16; at+4 <= end; at += 4 {
		brands = append(brands, string(content[at:at+4]))
	}
	of := func(some ...string) bool {
		return slices.ContainsFunc(some, func(b string) bool { return slices.Contains(brands, b) })
	}
	switch {
	case of("avif", "avis"):
		return "AVIF 图片", asJPEG
	case of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"):
		return "苹果手机的 HEIC 照片", fromIPad
	}
	return "视频文件", asPhoto
}

// archive tells what a ZIP is by the names of its first files.
func archive(content []byte) (what, advice string) {
	head := content[:min(len(content), 8192)]
	for _, kind := range []struct{ name, what, advice string }{
		{"OFD.xml", "OFD 版式文件", "请用 OFD 阅读器另存为 PDF 再传"},
		{"word/", "Word 文档", asPaper}, {"xl/", "Excel 表格", asPaper}, {"ppt/", "PowerPoint 文档", asPaper},
	} {
		if bytes.Contains(head, []byte(kind.name)) {
			return kind.what, kind.advice
		}
	}
	return "压缩包", unzipped
}
