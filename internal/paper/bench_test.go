package paper_test

import (
	"testing"

	"beiandesk/internal/paper"
)

func benchmark[V any](b *testing.B, render func(V) (paper.Result, error), v V) {
	r, err := render(v) // unpacks the fonts
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if r, err = render(v); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(r.PDF)), "bytes/pdf")
}

func BenchmarkInvoice(b *testing.B)         { benchmark(b, paper.RenderInvoice, invoice(b)) }
func BenchmarkInvoice60Lines(b *testing.B)  { benchmark(b, paper.RenderInvoice, manyLines(b, 60)) }
func BenchmarkInvoice200Lines(b *testing.B) { benchmark(b, paper.RenderInvoice, manyLines(b, 200)) }
func BenchmarkProgress(b *testing.B)        { benchmark(b, paper.RenderProgress, progress(b)) }
func BenchmarkDaily45Rows(b *testing.B)     { benchmark(b, paper.RenderDaily, daily(b, 6, 14, 25)) }
