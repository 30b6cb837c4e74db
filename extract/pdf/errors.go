package pdf

import "errors"

// What can be wrong with a file as a whole. Test with errors.Is; the caller names the file.
var (
	// ErrNotPDF: the bytes are no PDF at all (an HTML page saved under that name, an empty file).
	ErrNotPDF = errors.New("not a PDF")
	// ErrEncrypted: the file asks for a password.
	ErrEncrypted = errors.New("encrypted: a password is needed")
	// ErrDamaged: it begins as a PDF and cannot be read (cut off in download, mangled).
	ErrDamaged = errors.New("damaged PDF")
	// ErrTooLarge: more bytes or pages than this program reads.
	ErrTooLarge = errors.New("too large")
	// ErrNoPages: a PDF without a page.
	ErrNoPages = errors.New("a PDF without pages")
	// ErrPageRange: no such page.
	ErrPageRange = errors.New("no such page")
)
