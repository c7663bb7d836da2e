package scan

import (
	"bytes"
	"errors"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"beiandesk/internal/errs"
)

// maxPages bounds a PDF: what a client hands in is a licence or a proof, not a book.
const maxPages = 50

// quiet keeps the library from making a folder of its own in the user's home.
var quiet = sync.OnceFunc(api.DisableConfigDir)

// readPDF reads a PDF to the end and counts its pages.
func readPDF(content []byte) (pages int, err error) {
	defer func() {
		if r := recover(); r != nil {
			pages, err = 0, brokenPDF(errs.New(errs.Internal, "pdf: %v", r))
		}
	}()
	quiet()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	ctx, err := api.ReadContext(bytes.NewReader(content), conf)
	if errors.Is(err, pdfcpu.ErrWrongPassword) || err == nil && ctx.Encrypt != nil {
		return 0, errs.Wrap(errs.Hostile, err, "这份 PDF 加了密，没有收下。请导出一份不加密的再传")
	}
	if err != nil {
		return 0, brokenPDF(err)
	}
	for _, entry := range ctx.Table {
		if entry != nil && active(entry.Object, 0) {
			return 0, errs.New(errs.Hostile, "这份 PDF 里带有程序或附件，没有收下。请打印成新的 PDF 再传")
		}
	}
	if err := api.ValidateContext(ctx); err != nil {
		return 0, brokenPDF(err)
	}
	if err := ctx.EnsurePageCount(); err != nil {
		return 0, brokenPDF(err)
	}
	switch {
	case ctx.PageCount < 1:
		return 0, brokenPDF(nil)
	case ctx.PageCount > maxPages:
		return 0, errs.New(errs.Hostile, "这份 PDF 超过 %d 页，没有收下。请只传需要的那几页", maxPages)
	}
	return ctx.PageCount, nil
}

// active finds what a paper never needs: scripts, programs to start, files inside.
// Objects that others refer to are entries of the table themselves.
func active(o types.Object, depth int) bool {
	if depth > 32 {
		return true
	}
	switch o := o.(type) {
	case types.StreamDict:
		return active(o.Dict, depth+1)
	case *types.StreamDict:
		return o != nil && active(o.Dict, depth+1)
	case types.Dict:
		for key, value := range o {
			switch key {
			case "JS", "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia":
				return true
			case "S", "Subtype", "Type":
				if name, ok := value.(types.Name); ok && (name == "JavaScript" || name == "Launch" || name == "EmbeddedFile" || name == "RichMedia") {
					return true
				}
			}
			if active(value, depth+1) {
				return true
			}
		}
	case types.Array:
		for _, value := range o {
			if active(value, depth+1) {
				return true
			}
		}
	}
	return false
}

func brokenPDF(cause error) error {
	return errs.Wrap(errs.Hostile, cause, "PDF 读不出来，可能没有传完整，没有收下。请重新导出后再传")
}
