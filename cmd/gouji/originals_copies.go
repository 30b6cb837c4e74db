package main

import (
	"context"
	"sync"
)

// copies are the originals that were fetched to be shown; they are kept until the command ends, as a document that was
// looked at is looked at again.
type copies struct {
	from *originals // nil where there is nothing to fetch from

	mu    sync.Mutex
	files map[string]string
	done  []func()
}

// file is a file with a document's bytes.
func (c *copies) file(ctx context.Context, sha256 string) (string, error) {
	if c.from == nil {
		return "", errNoOriginal
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if file, known := c.files[sha256]; known {
		return file, nil
	}
	file, done, err := c.from.file(ctx, sha256, "")
	if err != nil {
		return "", err
	}
	if c.files == nil {
		c.files = map[string]string{}
	}
	c.files[sha256] = file
	c.done = append(c.done, done)
	return file, nil
}

// remove removes what was fetched.
func (c *copies) remove() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, done := range c.done {
		done()
	}
	c.files, c.done = nil, nil
	if c.from != nil {
		_ = c.from.Close() // nothing was written
	}
}
