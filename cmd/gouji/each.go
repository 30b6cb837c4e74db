package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gouji/extract"
	"gouji/extract/page"
)

// read is what became of one document.
type read struct {
	result *extract.Result
	err    error
}

// eachDocument opens the readers and reads files, as each does.
func eachDocument(cmd *cobra.Command, o options, files []string, use func(*extract.Result) error) error {
	p, err := newPipeline(o)
	if err != nil {
		return err
	}
	defer p.Close()
	return p.each(cmd.Context(), files, use)
}

// each reads files, several at once, and hands the results to use one by one in the order of the files.
// A file that cannot be read is named on standard error and stops nothing; use's error ends the work.
func (p *pipeline) each(ctx context.Context, files []string, use func(*extract.Result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := 0
	shown := newProgress(p.terminal, p.log, len(files))
	defer shown.clear()
	p.manyFiles = shown.bar != nil
	for i, results := 0, p.readAll(ctx, files); i < len(files); i++ {
		var r read
		select {
		case r = <-results[i]:
		case <-ctx.Done():
			return failure(errors.New(page.Message{
				ZH: "已中断，" + files[i] + "及其后的文件没有读取；已输出的内容完整",
				EN: "interrupted before " + files[i] + "; what was printed is complete"}.In(p.lang)))
		}
		shown.clear()
		if r.err != nil {
			failed++
			fmt.Fprintf(p.log, "gouji: %s: %s\n", files[i], explain(r.err, p.lang))
		} else if err := use(r.result); err != nil {
			return failure(err)
		}
		shown.step()
	}
	if failed > 0 {
		return failure(errors.New(page.Message{
			ZH: fmt.Sprintf("%d个文件中有%d个未能读取", len(files), failed),
			EN: fmt.Sprintf("%d of %d files could not be read", failed, len(files))}.In(p.lang)))
	}
	return nil
}

// readAll starts reading and gives a channel a file. At most jobs documents are being read or wait to be taken
// at any time, so memory is bounded by jobs and not by the number of files. Where there are fewer documents than jobs,
// each is read with several of them.
func (p *pipeline) readAll(ctx context.Context, files []string) []chan read {
	results := make([]chan read, len(files))
	for i := range results {
		results[i] = make(chan read)
	}
	slots := make(chan struct{}, p.jobs)
	readers := p.jobs / max(1, min(p.jobs, len(files)))
	go func() {
		for i, file := range files {
			select {
			case slots <- struct{}{}:
				go func() {
					defer func() { <-slots }()
					p.readOne(ctx, file, readers, results[i])
				}()
			case <-ctx.Done():
				return
			}
		}
	}()
	return results
}

// readOne reads a file with so many readers and hands the result over.
func (p *pipeline) readOne(ctx context.Context, file string, readers int, out chan<- read) {
	var r read
	r.result, r.err = p.extract(ctx, file, readers)
	select {
	case out <- r:
	case <-ctx.Done():
	}
}
