package main

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"syscall"
	"time"

	"gouji/extract/crawl"
)

const (
	// dialTime is how long a connection may take to come about, answerTime how long the first byte of an answer may;
	// the slowest disclosure sites take half a minute.
	dialTime   = 20 * time.Second
	answerTime = 60 * time.Second
	// idleTime is how long a connection is kept for the next request; longer than the longest usual wait between two.
	idleTime = 40 * time.Second
	// maxHeader is the size of an answer's headers, in bytes.
	maxHeader = 256 << 10
)

// newCrawlClient is an HTTP client that follows nothing by itself, asks for no packed answers, knows no proxy (a proxy
// would dial where the guard cannot look), keeps one connection a host, and dials public addresses only.
func newCrawlClient(loopback bool) *http.Client {
	dialer := &net.Dialer{Timeout: dialTime, Control: func(_, address string, _ syscall.RawConn) error {
		return crawl.Guard(address, loopback)
	}}
	return &http.Client{
		CheckRedirect: crawl.NoRedirects,
		Transport: &http.Transport{DialContext: dialer.DialContext, DisableCompression: true, MaxConnsPerHost: 1, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: dialTime, ResponseHeaderTimeout: answerTime, IdleConnTimeout: idleTime, MaxResponseHeaderBytes: maxHeader},
	}
}

// machine is what a crawl takes from this machine.
func machine() surroundings {
	return surroundings{clock: wallClock(), jitter: randomPart, limits: crawl.DefaultLimits()}
}

// wallClock is the time of this machine.
func wallClock() crawl.Clock {
	return crawl.Clock{Now: time.Now, Sleep: func(ctx context.Context, d time.Duration) error {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
}

// randomPart is a random part of a duration.
func randomPart(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return rand.N(d)
}
