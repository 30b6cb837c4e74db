package main

import (
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"sync"
	"time"

	"gouji/extract"
	"gouji/extract/page"
)

// keptFor is how long pages of a document that was never finished are kept.
const keptFor = 30 * 24 * time.Hour

// keptPages keeps what was read of the page images of one document until the document is finished: one that was
// interrupted goes on where it stopped. What cannot be kept is read again, so no failure here is an error. It is safe
// for concurrent use; a nil one keeps nothing.
type keptPages struct {
	folder, engine string

	mu   sync.Mutex
	keys []string
}

// newKeptPages keeps pages of a document that an engine reads, in the user's cache folder. Of a document without such
// pages nothing is looked up or written.
func newKeptPages(engine string) *keptPages {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	return &keptPages{folder: filepath.Join(cache, "gouji", "pages"), engine: engine}
}

// key names a page by its image and all that its reading depends on.
func (k *keptPages) key(im *image.Gray, dpi float64) string {
	if k == nil {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %s %g %d %d\n", extract.Version, k.engine, dpi, im.Rect.Dx(), im.Rect.Dy())
	sum.Write(inBytes(im, dpi).Pixels)
	key := hex.EncodeToString(sum.Sum(nil))
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keys = append(k.keys, key)
	return key
}

// load gives the page that was kept under a key.
func (k *keptPages) load(key string) (p page.Page, found bool) {
	if k == nil {
		return p, false
	}
	file, err := os.Open(filepath.Join(k.folder, key))
	if err != nil {
		return p, false
	}
	defer file.Close()
	return p, gob.NewDecoder(file).Decode(&p) == nil
}

// save keeps a page under a key. It gets its name when it is whole, and a power cut can leave no half of one that
// decodes.
func (k *keptPages) save(key string, p *page.Page) {
	if k == nil || os.MkdirAll(k.folder, 0o755) != nil {
		return
	}
	file, err := os.CreateTemp(k.folder, "page-*")
	if err != nil {
		return
	}
	defer os.Remove(file.Name())
	err = gob.NewEncoder(file).Encode(p)
	if file.Close() == nil && err == nil {
		_ = os.Rename(file.Name(), filepath.Join(k.folder, key))
	}
}

// finish forgets the pages of the document, and those that others left long ago.
func (k *keptPages) finish() {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.keys) == 0 {
		return
	}
	for _, key := range k.keys {
		_ = os.Remove(filepath.Join(k.folder, key))
	}
	k.keys = nil
	entries, _ := os.ReadDir(k.folder)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > keptFor {
			_ = os.Remove(filepath.Join(k.folder, e.Name()))
		}
	}
}
