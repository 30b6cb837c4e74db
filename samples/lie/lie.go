// Package lie makes PDF files whose text layer states other digits than the page shows.
package lie

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

var (
	streamOf = regexp.MustCompile(`>>\s*stream\r?\n`)
	bfBlock  = regexp.MustCompile(`(?s)beginbf(char|range)(.*?)endbf`)
	bfTarget = regexp.MustCompile(`<([0-9A-Fa-f\s]+)>|\[|\]`)
)

// Digits is a document whose character maps give other digits: place d of as holds what the digit d is read as. It
// says too how many maps were changed. A map is packed anew into the room of the old one, so that every other byte
// stays in its place.
func Digits(data []byte, as [10]rune) ([]byte, int) {
	out, changed := bytes.Clone(data), 0
	for _, at := range streamOf.FindAllIndex(data, -1) {
		end := bytes.Index(data[at[1]:], []byte("endstream"))
		if end < 0 {
			continue
		}
		room := out[at[1] : at[1]+end]
		fresh := lyingStream(room, as)
		if fresh == nil || len(fresh) > len(room) {
			continue
		}
		copy(room, fresh)
		for i := len(fresh); i < len(room); i++ {
			room[i] = '\n'
		}
		changed++
	}
	return out, changed
}

// lyingStream is what a stream becomes, packed where it was; nil where it is no character map with digits.
func lyingStream(room []byte, as [10]rune) []byte {
	text, packed := room, false
	if r, err := zlib.NewReader(bytes.NewReader(room)); err == nil {
		text, _ = io.ReadAll(r) // behind the stream there is only the line's end
		packed = true
	}
	if !bytes.Contains(text, []byte("beginbf")) {
		return nil
	}
	lied, did := lyingMap(string(text), as)
	if !did {
		return nil
	}
	if !packed {
		return []byte(lied)
	}
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // the level is known
	_, _ = io.WriteString(w, lied)                        // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// lyingMap writes a character map anew with its digits changed, and says whether it has digits.
func lyingMap(text string, as [10]rune) (string, bool) {
	targets, width := map[int]string{}, 0
	for _, block := range bfBlock.FindAllStringSubmatch(text, -1) {
		width = max(width, readBlock(block[1], block[2], targets))
	}
	changed := false
	var codes []int
	for code, target := range targets {
		codes = append(codes, code)
		if n, err := strconv.ParseUint(target, 16, 32); err == nil && len(target) <= 4 && n >= '0' && n <= '9' && as[n-'0'] != rune(n) {
			targets[code] = fmt.Sprintf("%04X", as[n-'0'])
			changed = true
		}
	}
	if !changed {
		return "", false
	}
	sort.Ints(codes)
	return writeMap(codes, targets, width), true
}

// readBlock reads the entries of a bfchar or bfrange block and gives the digits of its codes.
func readBlock(kind, body string, targets map[int]string) (width int) {
	var row []string
	list := -1 // place in an array, -1 outside one
	for _, m := range bfTarget.FindAllStringSubmatch(body, -1) {
		switch m[0] {
		case "[":
			list = 0
			continue
		case "]":
			row, list = nil, -1
			continue
		}
		word := strings.Join(strings.Fields(m[1]), "")
		if list >= 0 {
			first, _ := strconv.ParseInt(row[0], 16, 32)
			targets[int(first)+list] = word
			list++
			continue
		}
		if row = append(row, word); len(row) == 1 {
			width = max(width, len(word))
		}
		if kind == "char" && len(row) == 2 {
			code, _ := strconv.ParseInt(row[0], 16, 32)
			targets[int(code)], row = row[1], nil
		}
		if kind == "range" && len(row) == 3 {
			addRange(row, targets)
			row = nil
		}
	}
	return width
}

func addRange(row []string, targets map[int]string) {
	first, _ := strconv.ParseInt(row[0], 16, 32)
	last, _ := strconv.ParseInt(row[1], 16, 32)
	from, err := strconv.ParseInt(row[2], 16, 32)
	for code := first; code <= last && code < first+1<<16; code++ {
		target := row[2]
		if err == nil && len(row[2]) <= 4 {
			target = fmt.Sprintf("%04X", from+code-first)
		}
		targets[int(code)] = target
	}
}

func writeMap(codes []int, targets map[int]string, width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "begincmap\n1 begincodespacerange <%0*X><%s> endcodespacerange\n", width, 0, strings.Repeat("F", width))
	for len(codes) > 0 {
		n := min(len(codes), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, code := range codes[:n] {
			fmt.Fprintf(&b, "<%0*X><%s>\n", width, code, targets[code])
		}
		b.WriteString("endbfchar\n")
		codes = codes[n:]
	}
	b.WriteString("endcmap\n")
	return b.String()
}
