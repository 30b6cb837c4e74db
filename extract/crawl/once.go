package crawl

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Exchange is one request and what came back, as it went over the wire: what a WARC file keeps.
type Exchange struct {
	// URL is what was asked for.
	URL string
	At  time.Time
	// RequestHead is the request with its headers, ResponseHead the answer's status line and headers, both with the empty
	// line at their end. ResponseHead is nil where no answer came.
	RequestHead, ResponseHead []byte
	// Body is what came after it; Truncated says why not all did (length, time, disconnect); empty where all did.
	Body      []byte
	Truncated string

	Status int
	Header http.Header
}

// once makes one request. The exchange is given as far as it went, beside an error too.
func (f *Fetcher) once(ctx context.Context, request Request) (Exchange, error) {
	limit, patience := f.Limits.Page, f.Limits.PageTime
	if request.Document {
		limit, patience = f.Limits.Document, f.Limits.DocumentTime
	}
	e := Exchange{URL: Canonical(request.URL)}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := f.newRequest(limited, request)
	if err != nil {
		return e, failed(ClassNetwork, "%v", err)
	}
	e.RequestHead = requestHead(r)
	response, err := f.Client.Do(r)
	if err != nil {
		return e, networkFailure(limited, err)
	}
	defer response.Body.Close()
	e.Status, e.Header = response.StatusCode, response.Header
	e.ResponseHead = responseHead(response)
	if response.ContentLength > limit {
		e.Truncated = "length"
		return e, failed(ClassTooLarge, "%d bytes announced, %d allowed", response.ContentLength, limit)
	}
	return f.readBody(limited, e, response, limit)
}

// readBody reads what came, all of it or none.
func (f *Fetcher) readBody(ctx context.Context, e Exchange, response *http.Response, limit int64) (Exchange, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	e.Body = body
	switch {
	case int64(len(body)) > limit:
		e.Body, e.Truncated = body[:limit], "length"
		return e, failed(ClassTooLarge, "more than the %d bytes allowed", limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Truncated = "disconnect"
		return e, failed(ClassTruncated, "%d bytes of the %d announced", len(body), response.ContentLength)
	case err != nil:
		e.Truncated = "disconnect"
		failure := networkFailure(ctx, err)
		if failure.Class == ClassTimeout {
			e.Truncated = "time"
		}
		return e, failure
	}
	if strings.EqualFold(response.Header.Get("Content-Encoding"), "gzip") {
		return unzipped(e, limit)
	}
	return e, nil
}

// unzipped unpacks a body that was packed although nobody asked for it. The record shows it unpacked, and its headers
// say so.
func unzipped(e Exchange, limit int64) (Exchange, error) {
	reader, err := gzip.NewReader(bytes.NewReader(e.Body))
	if err != nil {
		return e, failed(ClassTruncated, "%v", err)
	}
	body, err := io.ReadAll(io.LimitReader(reader, limit+1))
	switch {
	case err != nil:
		return e, failed(ClassTruncated, "%v", err)
	case int64(len(body)) > limit:
		return e, failed(ClassTooLarge, "more than the %d bytes allowed when unpacked", limit)
	}
	e.Body = body
	return e, nil
}

func (f *Fetcher) newRequest(ctx context.Context, request Request) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, Canonical(request.URL), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", f.Agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8")
	r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9")
	for name, value := range map[string]string{"Referer": request.Referer, "If-None-Match": request.Known.ETag,
		"If-Modified-Since": request.Known.LastModified} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	return r, nil
}

func requestHead(r *http.Request) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", r.Method, r.URL.RequestURI(), r.URL.Host)
	writeHeader(&b, r.Header, nil)
	return b.Bytes()
}

func responseHead(r *http.Response) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %s\r\n", r.Status)
	// The body is kept as it is read: the coding of its transport is undone.
	writeHeader(&b, r.Header, map[string]bool{"Transfer-Encoding": true})
	return b.Bytes()
}

// writeHeader writes headers in order of name, with the empty line that ends them.
func writeHeader(b *bytes.Buffer, header http.Header, without map[string]bool) {
	var names []string
	for name := range header {
		if !without[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range header[name] {
			fmt.Fprintf(b, "%s: %s\r\n", name, value)
		}
	}
	b.WriteString("\r\n")
}
