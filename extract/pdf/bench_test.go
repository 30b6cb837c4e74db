package pdf_test

import "testing"

// BenchmarkPages reads every page of the published budgets once an iteration.
func BenchmarkPages(b *testing.B) {
	p := newPdfium(b)
	paths := files(b, "budgets/*.pdf")
	pages, glyphs := 0, 0
	b.ResetTimer()
	for range b.N {
		for _, path := range paths {
			d, err := p.Open(readFile(b, path))
			if err != nil {
				b.Fatal(err)
			}
			for n := 1; n <= d.Pages(); n++ {
				pg, err := d.Page(n)
				if err != nil {
					b.Fatal(err)
				}
				glyphs += len(pg.Glyphs)
				pages++
			}
			if err := d.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(pages), "ms/page")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(glyphs), "ns/glyph")
}
