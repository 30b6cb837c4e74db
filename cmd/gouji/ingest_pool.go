package main

import (
	"context"
	"sync"
)

// poolResult is one file's fate, or the error of the store that ends the run.
type poolResult struct {
	ingested
	err error
}

// ingestAll takes files into the store, jobs at a time, and hands each one's fate to use in the order they are done.
// When ctx ends no further file is begun, and those in hand are finished: work goes on under a context that does
// not end. It gives the number of files that were not begun, and the store's error where one ended the run.
func (g *ingestion) ingestAll(ctx context.Context, jobs int, files []string, use func(ingested)) (left int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	todo := make(chan string)
	go func() {
		defer close(todo)
		for _, file := range files {
			select {
			case todo <- file:
			case <-ctx.Done():
				return
			}
		}
	}()
	left = len(files)
	for r := range g.workers(context.WithoutCancel(ctx), jobs, todo) {
		left--
		switch {
		case r.err == nil:
			use(r.ingested)
		case err == nil:
			err = r.err
			cancel()
		}
	}
	return left, err
}

// workers read files until there are no more; the channel is closed when the last is done.
func (g *ingestion) workers(ctx context.Context, jobs int, todo <-chan string) <-chan poolResult {
	results := make(chan poolResult)
	var group sync.WaitGroup
	for range jobs {
		group.Go(func() {
			for file := range todo {
				in, err := g.one(ctx, file)
				results <- poolResult{in, err}
			}
		})
	}
	go func() {
		group.Wait()
		close(results)
	}()
	return results
}
