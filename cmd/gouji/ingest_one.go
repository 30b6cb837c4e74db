package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"gouji/extract"
	"gouji/store"
)

// maxAttempts is how often a document is tried that fails for a reason which may pass: enough for a night with the
// disk full and one with the memory short, not for ever.
const maxAttempts = 3

// errChanged says that a file got another content while it was being read.
var errChanged = errors.New("the file changed while it was being read")

// fate is what became of a file.
type fate int

const (
	fateRead      fate = iota // read and stored
	fateQueued                // left to a worker
	fateUnchanged             // read before by the same version
	fateDuplicate             // another file of this run has the same content
	fateFailed                // could not be read
	fateStillBad              // could not be read before, and nothing has changed since
)

// ingested is what became of one file.
type ingested struct {
	path   string
	sha256 string
	fate   fate
	read   amounts // what was read; zero unless fate is fateRead
	err    error
	took   time.Duration
}

// amounts say how much a document gave.
type amounts struct{ pages, tables, facts, problems int }

// ingestion takes files into the store.
type ingestion struct {
	store    *store.Store
	pipeline *pipeline
	// documents reads files, each in a process of its own.
	documents *documentReader
	// originals has the bytes of what is no file; nil where all are files.
	originals *originals
	// version is the reading version; documents it has read are unchanged.
	version string
	force   bool
	// queueing leaves the reading to workers; nil where this process reads.
	queueing *queueing
	// patient saves what was read, and may try for a while; nil where what cannot be saved ends the run.
	patient func(save func() error) error
	claims  claims
}

// claims are the contents a run has taken on, so that two files with one content are read once.
type claims struct {
	mu    sync.Mutex
	taken map[string]bool
}

// take says whether the content was free.
func (c *claims) take(sha256 string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.taken[sha256] {
		return false
	}
	if c.taken == nil {
		c.taken = map[string]bool{}
	}
	c.taken[sha256] = true
	return true
}

// readingVersion names what the store holds of a document: it changes when extraction does, and when the store
// keeps the facts in another form.
func readingVersion() string { return fmt.Sprintf("%s.%d", extract.Version, store.SetFormat) }

// one takes one file into the store. The error is about the store and ends the run; what is wrong with the file is
// its fate.
func (g *ingestion) one(ctx context.Context, path string) (ingested, error) {
	start := time.Now()
	in := ingested{path: path}
	err := g.follow(ctx, &in)
	in.took = time.Since(start)
	return in, err
}

func (g *ingestion) follow(ctx context.Context, in *ingested) error {
	file, done, err := g.originals.at(ctx, in.path)
	if err != nil {
		in.fate, in.err = fateFailed, err
		return nil
	}
	defer done()
	sum, size, err := hashFile(file)
	if err != nil {
		in.fate, in.err = fateFailed, err
		return nil
	}
	in.sha256 = sum
	doc, err := g.store.Saw(ctx, store.File{Path: g.name(in.path), SHA256: sum, Size: size, Time: time.Now()})
	if err != nil {
		return err
	}
	switch {
	case !g.claims.take(sum):
		in.fate = fateDuplicate
	case g.queueing != nil && (g.force || needsReading(doc, g.version)):
		return g.queueing.take(ctx, in, g.force, doc)
	case g.force || needsReading(doc, g.version):
		return g.readAndSave(ctx, in, file)
	case doc.State == store.Failed:
		in.fate, in.err = fateStillBad, &storedError{doc.Error}
	default:
		in.fate = fateUnchanged
	}
	return nil
}

// name is what the store calls a file.
func (g *ingestion) name(path string) string {
	if g.queueing != nil {
		return g.queueing.name(path)
	}
	return path
}

// needsReading says whether a document has to be read: it is new or was interrupted, another version read it, or it
// failed for a reason that may have passed.
func needsReading(d store.Document, version string) bool {
	switch {
	case d.State == store.Fetched, d.ExtractorVersion != version:
		return true
	case d.State == store.Failed:
		return transient(d.ErrorClass) && d.Attempts < maxAttempts
	}
	return false
}

// readAndSave reads the file that has the document's bytes.
func (g *ingestion) readAndSave(ctx context.Context, in *ingested, file string) error {
	result, err := g.documents.extract(ctx, file)
	if err == nil && result.Set.Document.SHA256 != in.sha256 {
		err = errChanged
	}
	if err == nil {
		err = g.save(func() error {
			return g.store.SaveReading(ctx, store.Reading{SHA256: in.sha256, ExtractorVersion: g.version, Result: result, Time: time.Now()})
		})
		if endsRun(err) {
			return err
		}
	}
	if err == nil {
		in.fate, in.read = fateRead, amountsOf(result)
		return nil
	}
	in.fate, in.err = fateFailed, err
	failed := store.Failure{SHA256: in.sha256, ExtractorVersion: g.version, Class: errorClass(err), Message: explanation(err), Time: time.Now()}
	return g.save(func() error { return g.store.SaveFailure(ctx, failed) })
}

func (g *ingestion) save(save func() error) error {
	if g.patient == nil {
		return save()
	}
	return g.patient(save)
}

func amountsOf(r *extract.Result) amounts {
	return amounts{pages: r.Set.Document.Pages, tables: len(r.Tables), facts: len(r.Set.Facts()), problems: len(r.Problems)}
}

// endsRun says whether a store's error concerns the store and not the document.
func endsRun(err error) bool {
	for _, kind := range []error{store.ErrFull, store.ErrDenied, store.ErrBusy, store.ErrForeign, store.ErrAway} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// hashFile is the SHA-256 of a file, in hexadecimal, and its size in bytes.
func hashFile(path string) (sum string, size int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer file.Close()
	hash := sha256.New()
	size, err = io.Copy(hash, file)
	if err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(hash.Sum(nil)), size, nil
}
