package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

const (
	// barWidth is the bar's width in characters; with counts and times it fits a terminal of 80.
	barWidth = 30
	// barInterval is how often the bar is drawn at most: as often as an eye follows.
	barInterval = 100 * time.Millisecond
	// fewFiles is how many files are read without a bar.
	fewFiles = 3
)

// newBar is a progress bar over so many documents, drawn to out; nil where stream, what out writes to, is no
// terminal.
func newBar(stream, out io.Writer, total int) *progressbar.ProgressBar {
	file, ok := stream.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) || total == 0 {
		return nil
	}
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(out), progressbar.OptionShowCount(),
		progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true), progressbar.OptionUseANSICodes(true),
		progressbar.OptionSetWidth(barWidth), progressbar.OptionThrottle(barInterval), progressbar.OptionClearOnFinish())
}

// progress shows how far a run over several files is, where there is a terminal to show it on.
type progress struct {
	bar *progressbar.ProgressBar // nil where nothing is shown
}

// newProgress begins a run over so many files. A few files show nothing.
func newProgress(stream, out io.Writer, files int) progress {
	if files <= fewFiles {
		return progress{}
	}
	p := progress{newBar(stream, out, files)}
	if p.bar != nil {
		_ = p.bar.RenderBlank()
	}
	return p
}

// step is one file more.
func (p progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// clear takes the bar off the line, so that something else can be written there. What cannot be drawn on a
// terminal has nowhere else to go, so errors are left.
func (p progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
