package scan

import (
	"bytes"
	"context"
	"errors"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"beiandesk/internal/errs"
)

var (
	errUnpacked = errors.New("a PDF unpacks to more than a paper needs")
	errTangled  = errors.New("a PDF hides what its streams are")
)

// unpack unpacks every stream of a PDF but its pictures, one after the other, and
// keeps nothing: a few kilobytes may unpack to gigabytes. It goes by the bytes of the
// file, before the library reads it, since the library unpacks cross-reference streams
// without a bound (pdfcpu 0.15, saveDecodedStreamContent). A stream that can't be
// unpacked is no danger here; of pictures the declared size is looked at.
func unpack(ctx context.Context, content []byte) error {
	left := int64(maxUnpacked)
	for at := 0; ; {
		i := bytes.Index(content[at:], []byte("stream"))
		if i < 0 {
			return nil
		}
		mark := at + i
		at = mark + len("stream")
		if bytes.HasSuffix(content[:mark], []byte("end")) || !bytes.HasSuffix(bytes.TrimRight(content[max(0, mark-64):mark], "\x00\t\n\f\r "), []byte(">>")) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := headOf(ctx, content, mark)
		if err != nil {
			return err
		}
		size, err := unpacked(d, body(d, content, at), min(maxStream, left))
		if err != nil {
			return err
		}
		left -= size
	}
}

// headOf parses the dictionary that stands before the word stream. The word obj may
// stand inside of it, too, so the ones before it are tried as well.
func headOf(ctx context.Context, content []byte, mark int) (types.Dict, error) {
	from, end := max(0, mark-(1<<20)), mark
	for range 8 {
		i := bytes.LastIndex(content[from:end], []byte("obj"))
		if i < 0 {
			break
		}
		end = from + i
		text := string(content[end+len("obj") : mark])
		o, err := model.ParseObjectContext(ctx, &text, 0)
		if d, ok := o.(types.Dict); ok && err == nil {
			return d, nil
		}
	}
	return nil, errs.Wrap(errs.Internal, errTangled, "no dictionary before a stream")
}

// body is what may belong to a stream: its declared length, or up to its end mark,
// whichever is longer.
func body(d types.Dict, content []byte, at int) []byte {
	for at < len(content) && content[at] == ' ' {
		at++
	}
	if at < len(content) && content[at] == '\r' {
		at++
	}
	if at < len(content) && content[at] == '\n' {
		at++
	}
	end := len(content)
	if n := d.IntEntry("Length"); n != nil {
		if i := bytes.Index(content[at:], []byte("endstream")); i >= 0 {
			end = at + i
		}
		if *n > end-at {
			end = min(len(content), at+*n)
		}
	}
	return content[at:end]
}

// unpacked tells what a stream unpacks to, in bytes.
func unpacked(d types.Dict, raw []byte, limit int64) (int64, error) {
	sd := types.StreamDict{Dict: d, Raw: raw}
	picture := named(d, "Subtype", "Image")
	if picture {
		if w, h := d.IntEntry("Width"), d.IntEntry("Height"); w != nil && h != nil && int64(*w)*int64(*h) > maxPixels {
			return 0, errUnpacked
		}
	}
	if sd.Image() {
		return 0, nil // the library leaves it packed; it unpacks one that lacks its type
	}
	filters, err := filtersOf(d)
	if err != nil || len(filters) == 0 {
		return 0, err
	}
	sd.FilterPipeline = filters
	if err := sd.DecodeWithLimit(limit); errors.Is(err, filter.ErrDecodeLimitExceeded) {
		return 0, errUnpacked
	}
	if picture {
		return 0, nil
	}
	return int64(len(sd.Content)), nil
}

func named(d types.Dict, key, want string) bool {
	n, _ := d[key].(types.Name)
	return string(n) == want
}

// packers are the filters that pack bytes, by both of their names; the others pack
// pictures.
var packers = map[string]string{
	"FlateDecode": filter.Flate, "Fl": filter.Flate, "LZWDecode": filter.LZW, "LZW": filter.LZW, "RunLengthDecode": filter.RunLength, "RL": filter.RunLength,
	"ASCII85Decode": filter.ASCII85, "A85": filter.ASCII85, "ASCIIHexDecode": filter.ASCIIHex, "AHx": filter.ASCIIHex,
}

// filtersOf reads the filters of a stream, up to the first that packs a picture.
func filtersOf(d types.Dict) ([]types.PDFFilter, error) {
	names, parms := list(d["Filter"]), list(d["DecodeParms"])
	if len(names) > maxFilters {
		return nil, errUnpacked
	}
	var filters []types.PDFFilter
	for i, o := range names {
		if _, ok := o.(types.IndirectRef); ok {
			return nil, errTangled
		}
		n, _ := o.(types.Name)
		packer := packers[string(n)]
		if packer == "" {
			break
		}
		f := types.PDFFilter{Name: packer}
		if i < len(parms) {
			f.DecodeParms, _ = parms[i].(types.Dict)
		}
		if columns := f.DecodeParms.IntEntry("Columns"); columns != nil && *columns > 1<<16 {
			return nil, errUnpacked
		}
		filters = append(filters, f)
	}
	return filters, nil
}

func list(o types.Object) types.Array {
	switch o := o.(type) {
	case nil:
		return nil
	case types.Array:
		return o
	default:
		return types.Array{o}
	}
}
