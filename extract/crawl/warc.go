package crawl

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"
)

// WARC writes exchanges as WARC/1.1 (ISO 28500:2017), one gzip member a record, as archives and their tools expect.
type WARC struct {
	to      io.Writer
	records int
	// bodies are the payloads written so far by digest, with the address and time of the first: the same again is a
	// revisit.
	bodies map[string]Exchange
	agent  string
}

// NewWARC begins a WARC file: a record on who wrote it. name is the file's own.
func NewWARC(to io.Writer, name, agent string, at time.Time) (*WARC, error) {
	w := &WARC{to: to, bodies: map[string]Exchange{}, agent: agent}
	block := "software: gouji\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\nhttp-header-user-agent: " + agent + "\r\nrobots: obey\r\n"
	return w, w.record([]field{{"WARC-Type", "warcinfo"}, {"WARC-Record-ID", w.id(name, at)}, {"WARC-Date", warcTime(at)},
		{"WARC-Filename", name}, {"Content-Type", "application/warc-fields"}}, []byte(block))
}

type field struct{ name, value string }

// Write adds the request and, where one came, the answer.
func (w *WARC) Write(e Exchange) error {
	asked, answered := w.id(e.URL+" request", e.At), w.id(e.URL+" response", e.At)
	fields := []field{{"WARC-Type", "request"}, {"WARC-Record-ID", asked}, {"WARC-Date", warcTime(e.At)}, {"WARC-Target-URI", e.URL}}
	if e.ResponseHead != nil {
		fields = append(fields, field{"WARC-Concurrent-To", answered})
	}
	fields = append(fields, field{"Content-Type", "application/http;msgtype=request"})
	if err := w.record(fields, e.RequestHead); err != nil || e.ResponseHead == nil {
		return err
	}
	digest := warcDigest(e.Body)
	fields = []field{{"WARC-Type", "response"}, {"WARC-Record-ID", answered}, {"WARC-Date", warcTime(e.At)}, {"WARC-Target-URI", e.URL},
		{"WARC-Payload-Digest", digest}}
	block := append(bytes.Clone(e.ResponseHead), e.Body...)
	if first, again := w.bodies[digest]; again && len(e.Body) > 0 && e.Truncated == "" {
		fields[0].value, block = "revisit", e.ResponseHead
		fields = append(fields, field{"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"},
			field{"WARC-Refers-To-Target-URI", first.URL}, field{"WARC-Refers-To-Date", warcTime(first.At)})
	} else if e.Truncated == "" {
		w.bodies[digest] = Exchange{URL: e.URL, At: e.At}
	}
	if e.Truncated != "" {
		fields = append(fields, field{"WARC-Truncated", e.Truncated})
	}
	return w.record(append(fields, field{"Content-Type", "application/http;msgtype=response"}), block)
}

// record writes one record as a gzip member of its own.
func (w *WARC) record(fields []field, block []byte) error {
	var head strings.Builder
	head.WriteString("WARC/1.1\r\n")
	for _, f := range append(fields, field{"WARC-Block-Digest", warcDigest(block)}, field{"Content-Length", fmt.Sprint(len(block))}) {
		fmt.Fprintf(&head, "%s: %s\r\n", f.name, f.value)
	}
	head.WriteString("\r\n")
	zip := gzip.NewWriter(w.to)
	for _, part := range [][]byte{[]byte(head.String()), block, []byte("\r\n\r\n")} {
		if _, err := zip.Write(part); err != nil {
			return fmt.Errorf("writing the WARC file: %w", err)
		}
	}
	if err := zip.Close(); err != nil {
		return fmt.Errorf("writing the WARC file: %w", err)
	}
	w.records++
	return nil
}

// id is a record's name: made of what it is of, when, and its place in the file, so that it is the only one.
func (w *WARC) id(of string, at time.Time) string {
	name := fmt.Sprintf("%s %s %s %d", w.agent, of, at.UTC().Format(time.RFC3339Nano), w.records)
	return "<urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String() + ">"
}

func warcTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// warcDigest is SHA-1 in base 32, the one that all tools for WARC know; what the program goes by is SHA-256.
func warcDigest(data []byte) string {
	sum := sha1.Sum(data)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}
