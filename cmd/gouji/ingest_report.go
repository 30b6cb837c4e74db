package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/schollz/progressbar/v3"

	"gouji/reconcile"
	"gouji/store"
)

// ingestReport says on standard error how a run goes: a bar on a terminal, a line a document otherwise.
type ingestReport struct {
	stream  io.Writer // what out writes to
	out     io.Writer
	lang    string
	verbose bool
	total   int
	done    int
	bar     *progressbar.ProgressBar // nil where there is no terminal
	tally   tally
}

// tally counts fates.
type tally struct{ read, queued, unchanged, failed int }

func newIngestReport(out io.Writer, lang string, verbose bool, total int) *ingestReport {
	r := &ingestReport{stream: out, out: &lockedWriter{w: out}, lang: lang, verbose: verbose, total: total}
	r.bar = newBar(out, r.out, total)
	return r
}

// in is a message in the language of the run.
func (r *ingestReport) in(zh, en string) string { return reconcile.Text{ZH: zh, EN: en}.In(r.lang) }

// line prints a line above the bar. What cannot be written to standard error has nowhere else to go.
func (r *ingestReport) line(text string) {
	if r.bar != nil {
		_ = r.bar.Clear()
	}
	fmt.Fprintln(r.out, text)
	if r.bar != nil {
		_ = r.bar.RenderBlank()
	}
}

// path says what is wrong with a path that led to no file.
func (r *ingestReport) path(f pathFailure) {
	r.tally.failed++
	r.line(f.path + r.in("：", ": ") + explain(f.err, r.lang))
}

// file says what became of a file.
func (r *ingestReport) file(in ingested) {
	r.done++
	text, always := r.describe(in)
	if always || r.verbose || r.bar == nil {
		r.line(fmt.Sprintf("[%d/%d] %s: %s", r.done, r.total, in.path, text))
	}
	if r.bar != nil {
		_ = r.bar.Add(1)
	}
}

// describe counts a fate and puts it into words; always says that it is shown beside a bar too.
func (r *ingestReport) describe(in ingested) (text string, always bool) {
	switch in.fate {
	case fateFailed:
		r.tally.failed++
		return r.in("未能读取：", "could not be read: ") + explain(in.err, r.lang), true
	case fateStillBad:
		r.tally.failed++
		return r.in("此前未能读取，未变化：", "could not be read before and has not changed: ") + explain(in.err, r.lang), true
	case fateUnchanged:
		r.tally.unchanged++
		return r.in("未变化", "unchanged"), false
	case fateQueued:
		r.tally.queued++
		return r.in("已排队", "queued"), false
	case fateDuplicate:
		r.tally.unchanged++
		return r.in("与本次另一文件内容相同", "same content as another file of this run"), false
	}
	r.tally.read++
	a, took := in.read, in.took.Seconds()
	text = r.in(fmt.Sprintf("%d页 %d张表 %d项数据 %d处未读懂", a.pages, a.tables, a.facts, a.problems),
		fmt.Sprintf("%d pages, %d tables, %d facts, %d problems", a.pages, a.tables, a.facts, a.problems))
	if in.took > 0 {
		text += r.in(fmt.Sprintf("（%.1f秒）", took), fmt.Sprintf(" (%.1f s)", took))
	}
	return text, false
}

// begin begins again over so many documents: those that were queued and are waited for.
func (r *ingestReport) begin(total int) {
	r.total, r.done = total, 0
	r.bar = newBar(r.stream, r.out, total)
}

// finish takes the bar away.
func (r *ingestReport) finish() {
	if r.bar != nil {
		_ = r.bar.Clear()
	}
}

// note says something about the run as a whole.
func (r *ingestReport) note(t reconcile.Text) { fmt.Fprintln(r.out, t.In(r.lang)) }

// outdated says how many documents another version of the program has read.
func (r *ingestReport) outdated(documents []store.Document) {
	n := 0
	for _, d := range documents {
		if d.Current && d.State != store.Failed && d.ExtractorVersion != readingVersion() {
			n++
		}
	}
	if n > 0 {
		r.note(reconcile.Text{
			ZH: fmt.Sprintf("%d份文件由其他版本读取；用 gouji ingest 可重新读取", n),
			EN: fmt.Sprintf("%d documents were read by another version; gouji ingest reads them again", n)})
	}
}

// summary says what a run of ingest came to.
func (r *ingestReport) summary(count levels) {
	t := r.tally
	r.note(reconcile.Text{
		ZH: fmt.Sprintf("读取%d份，未变化%d份，失败%d份", t.read, t.unchanged, t.failed),
		EN: fmt.Sprintf("%d read, %d unchanged, %d failed", t.read, t.unchanged, t.failed)})
	r.checked(count)
}

// checked says how many findings there are.
func (r *ingestReport) checked(count levels) {
	e, w, n := count[reconcile.Error], count[reconcile.Warning], count[reconcile.Note]
	r.note(reconcile.Text{
		ZH: fmt.Sprintf("发现：错误%d，警告%d，提示%d（gouji export --what findings 可导出）", e, w, n),
		EN: fmt.Sprintf("findings: %d errors, %d warnings, %d notes (gouji export --what findings writes them)", e, w, n)})
}

// goOn is the failure of a run that ended early, with how to go on.
func (r *ingestReport) goOn(err error) error {
	advice := r.in("已保存的内容完整；再次执行同一命令即可继续", "what was saved is whole; the same command goes on from there")
	if errors.Is(err, store.ErrFull) {
		advice = r.in("已保存的内容完整；腾出空间后再次执行同一命令即可继续",
			"what was saved is whole; make room and give the same command again")
	}
	return failure(fmt.Errorf("%w; %s", err, advice))
}
