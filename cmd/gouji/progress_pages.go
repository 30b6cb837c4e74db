package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"gouji/extract/page"
)

// fewPages is how many pages are read from their images without a word: some ten seconds.
const fewPages = 4

// pageProgress shows how far the reading of a document's page images is and how many pages a minute it does. Its
// methods may be called from several goroutines.
type pageProgress struct {
	bar   *progressbar.ProgressBar // nil where no terminal shows it
	out   io.Writer                // nil where nothing is said at the end
	lang  string
	total int
	began time.Time
}

// pageProgress begins a document of so many pages to be read. A bar stands on a terminal where none shows the files;
// elsewhere a line is said at the end of a long one, when much is to be said.
func (p *pipeline) pageProgress(total int) *pageProgress {
	shown := &pageProgress{lang: p.lang, total: total, began: time.Now()}
	if total <= fewPages {
		return shown
	}
	if !p.manyFiles {
		shown.bar = newBar(p.terminal, p.log, total)
	}
	if shown.bar == nil && p.verbose {
		shown.out = p.log
	}
	return shown
}

// step is one page more.
func (s *pageProgress) step() {
	if s.bar != nil {
		_ = s.bar.Add(1) // what cannot be drawn has nowhere else to go
	}
}

// done ends it after so many pages were read.
func (s *pageProgress) done(read int) {
	if s.bar != nil {
		_ = s.bar.Clear()
	}
	if s.out == nil {
		return
	}
	said := page.Message{ZH: "由图像识别读出%d页（共%d页），每分钟%.0f页", EN: "%d of %d pages read from their images, %.0f pages a minute"}
	fmt.Fprintf(s.out, "gouji: "+said.In(s.lang)+"\n", read, s.total, float64(read)/max(time.Since(s.began).Minutes(), 1e-9))
}
