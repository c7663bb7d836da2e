package scan

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/validate"

	"beiandesk/internal/errs"
)

// The bounds of a PDF. What a client hands in is a licence or a proof, not a book.
const (
	maxPages    = 50
	maxObjects  = 100_000
	maxStream   = 32 << 20  // bytes of one stream, unpacked
	maxUnpacked = 256 << 20 // bytes of all streams but pictures, unpacked
	maxFilters  = 4         // of one stream
)

// maxReading ends the reading of a PDF that was built to keep its reader busy: each
// of its streams may stay below its bound and all of them take hours.
const maxReading = 20 * time.Second

// quiet keeps the library from making a folder of its own in the user's home.
var quiet = sync.OnceFunc(func() { model.ConfigPath = "disable" })

// sheets is what was found out about a PDF.
type sheets struct {
	pages   int
	offSpec bool // it breaks a rule of the specification
}

// readPDF reads a PDF to the end and counts its pages.
func readPDF(ctx context.Context, content []byte) (s sheets, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = sheets{}, brokenPDF(content, errs.New(errs.Internal, "pdf: %v", r))
		}
	}()
	quiet()
	ctx, cancel := context.WithTimeout(ctx, maxReading)
	defer cancel()
	if err := unpack(ctx, content); err != nil {
		return sheets{}, unread(content, err)
	}
	doc, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(content), configuration())
	if err == nil && doc.Encrypt != nil {
		return sheets{}, errs.New(errs.Hostile, "这份 PDF 加了密，限制了打印、复制或修改，没有收下。请让对方另存一份不限制的再传")
	}
	if err != nil {
		return sheets{}, unread(content, err)
	}
	what, err := search(doc)
	if err != nil {
		return sheets{}, unread(content, err)
	}
	if what != "" {
		return sheets{}, errs.New(errs.Hostile, "这份 PDF %s，没有收下。请让对方打印成新的 PDF 再传", what)
	}
	if cut(content) {
		return sheets{}, brokenPDF(content, nil)
	}
	if err := doc.EnsurePageCount(); err != nil {
		return sheets{}, brokenPDF(content, err)
	}
	switch {
	case doc.PageCount < 1:
		return sheets{}, errs.New(errs.Hostile, "这份 PDF 里一页也没有，没有收下。请重新导出后再传")
	case doc.PageCount > maxPages:
		return sheets{}, errs.New(errs.Hostile, "这份 PDF 超过 %d 页，没有收下。请只传需要的那几页", maxPages)
	}
	// Viewers show a great many papers that break a rule of the specification.
	return sheets{pages: doc.PageCount, offSpec: validate.XRefTable(doc) != nil}, nil
}

func configuration() *model.Configuration {
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	conf.Limits.MaxStreamBytes = MaxBytes
	conf.Limits.MaxDecodeBytes = maxStream
	conf.Limits.MaxObjectCount = maxObjects
	conf.Limits.MaxXRefEntries = maxObjects
	conf.Limits.MaxObjectStreamCount = maxObjects
	return conf
}

// unread names the reason why a PDF was not read.
func unread(content []byte, cause error) error {
	switch {
	case errors.Is(cause, pdfcpu.ErrWrongPassword):
		return errs.Wrap(errs.Hostile, cause, "这份 PDF 加了密，要密码才能打开，没有收下。请让对方导出一份不加密的再传")
	case errors.Is(cause, pdfcpu.ErrUnsupportedEncryptionFeature):
		return errs.Wrap(errs.Hostile, cause, "这份 PDF 用证书或少见的办法加了密，没有收下。请让对方导出一份不加密的再传")
	case errors.Is(cause, errUnpacked), errors.Is(cause, filter.ErrDecodeLimitExceeded):
		return errs.Wrap(errs.Hostile, cause, "这份 PDF 解开后大得不正常，没有收下。请让对方重新导出，或打印成新的 PDF 再传")
	case errors.Is(cause, context.DeadlineExceeded), errors.Is(cause, context.Canceled):
		return errs.Wrap(errs.Hostile, cause, "这份 PDF 结构太复杂，一时读不完，没有收下。请让对方打印成新的 PDF 再传")
	case errors.Is(cause, errTangled):
		return errs.Wrap(errs.Hostile, cause, "这份 PDF 的写法看不清里面有什么，没有收下。请让对方打印成新的 PDF 再传")
	}
	return brokenPDF(content, cause)
}

// cut says that a PDF lacks its end: what follows the last mark of an end is more
// than the rubbish that some mail programs add.
func cut(content []byte) bool {
	tail := content[max(0, len(content)-2048):]
	return !bytes.Contains(tail, []byte("%%EOF"))
}

func brokenPDF(content []byte, cause error) error {
	if cut(content) {
		return errs.Wrap(errs.Hostile, cause, "PDF 读不出来，没有传完整，没有收下。请重新导出后再传")
	}
	return errs.Wrap(errs.Hostile, cause, "PDF 读不出来，文件结构有损坏，没有收下。请让对方重新导出，或打印成新的 PDF 再传")
}
