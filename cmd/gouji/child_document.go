package main

import (
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"gouji/extract"
	"gouji/extract/fact"
	"gouji/extract/page"
)

const (
	// documentTime is how long any document may take; the slowest of the corpora with a text layer takes 2 s.
	documentTime = 5 * time.Minute
	// timePerPage is how much longer, for each page; a page read from its image may take what Tesseract may.
	timePerPage = time.Second
)

// documentLimits: the longest document of the corpora takes 0.2 GB; pdfium may take 1 GiB for an instance, of which
// there is one to read and one to draw. The processor time is also that of each Tesseract below it, and so far above
// what a document takes; the waiting parent ends a process much sooner.
var documentLimits = childLimits{memory: 4 << 30, time: documentTime, requests: 200, work: time.Hour, cpu: 4 * time.Hour}

// documentError is why a file could not be read, as the reading process said it.
type documentError struct {
	class string
	text  page.Message
}

func (e *documentError) Error() string { return e.text.EN }

// documentReader reads whole documents in processes of their own, which are kept for the next document: what hangs,
// crashes or wants all memory ends with its process.
type documentReader struct{ childPool }

// newDocumentReader describes the processes for so many files, at most jobs at once. Where there are fewer files than
// jobs, each process does several things at once.
func newDocumentReader(jobs, files int, engine string) *documentReader {
	processes := max(1, min(jobs, files))
	r := &documentReader{newChildPool(processes, childDocument, engine, documentLimits)}
	for _, c := range r.children {
		c.jobs = jobs / processes
	}
	return r
}

// extract reads a file. The error is about the document as a whole and names no file.
func (r *documentReader) extract(ctx context.Context, path string) (*extract.Result, error) {
	response, err := r.call(ctx, &childRequest{Path: path})
	switch {
	case err != nil:
		return nil, err
	case response.Class != "":
		return nil, &documentError{response.Class, response.Message}
	case response.Document == nil:
		return nil, fmt.Errorf("%w: it gave no document", errChildCrashed)
	}
	set := &fact.Set{}
	if err := json.Unmarshal(response.Set, set); err != nil {
		return nil, fmt.Errorf("facts from the reading process: %w", err)
	}
	response.Document.Set = set
	return response.Document, nil
}

// documentHandler is the child's side.
type documentHandler struct{ pipeline *pipeline }

// serveDocuments opens the readers and answers requests for documents until its input ends. While it reads, it asks for
// more time by answers that allow some.
func serveDocuments(jobs int, engine string, in io.Reader, out io.Writer) error {
	preferAsVictim()
	send := gob.NewEncoder(out)
	o := options{reader: readerAuto, jobs: jobs, engine: engine, lang: "en", log: io.Discard, terminal: io.Discard}
	// That the parent is gone is noticed by who reads its requests.
	o.allow = func(more time.Duration) { _ = send.Encode(&childResponse{Allow: more}) }
	p, err := newPipeline(o)
	if err != nil {
		return err
	}
	return errors.Join(serve(&documentHandler{p}, in, send), p.Close())
}

func (h *documentHandler) handle(request *childRequest) *childResponse {
	result, err := h.pipeline.extract(context.Background(), request.Path, h.pipeline.jobs)
	response := &childResponse{Spoiled: h.pipeline.pdfium.lost.Load()}
	if err == nil {
		response.Set, err = json.Marshal(result.Set)
	}
	if err != nil {
		response.Class, response.Message = errorClass(err), explanation(err)
		return response
	}
	result.Set = nil
	response.Document = result
	return response
}
