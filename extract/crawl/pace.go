package crawl

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	statusTooMany = http.StatusTooManyRequests

	// minDelay and maxDelay bound the time between two requests to a host, and delayFactor is how many times as long as
	// its last answer took it is left alone: Heritrix's values, which sites are used to.
	minDelay    = 3 * time.Second
	maxDelay    = 30 * time.Second
	delayFactor = 5

	// backoffBase is the wait after a first failure; it doubles with each further one, up to backoffMax.
	backoffBase = 30 * time.Second
	backoffMax  = 10 * time.Minute
	// maxFailures is how many failures in a row make a host one that is down.
	maxFailures = 6
	// maxRetryAfter is the longest Retry-After that is waited for; a host that asks for more is left for the night.
	maxRetryAfter = 30 * time.Minute
)

// Pace says when a host may be asked again. It knows no clock: times are given to it.
type Pace struct {
	// CrawlDelay is what robots.txt asks for.
	CrawlDelay time.Duration
	next       time.Time
	failures   int
	closed     string
}

// Next is when the host may be asked; the zero time, or one gone by, for at once.
func (p *Pace) Next() time.Time { return p.next }

// Closed says why the host is left for the rest of the run; empty where it is not.
func (p *Pace) Closed() string { return p.closed }

// Close leaves the host for the rest of the run.
func (p *Pace) Close(why string) {
	if p.closed == "" {
		p.closed = why
	}
}

// Answer is how a request ended, as far as the pace goes.
type Answer struct {
	// Status is 0 where no answer came.
	Status int
	// RetryAfter is the header as it stands.
	RetryAfter string
	// At is when the answer ended, Took how long it took from the request.
	At   time.Time
	Took time.Duration
}

// Took notes an answer. jitter spreads the waits after failures: it gives a part of the duration it is given.
func (p *Pace) Took(a Answer, jitter func(time.Duration) time.Duration) {
	wait := max(min(max(delayFactor*a.Took, minDelay), maxDelay), p.CrawlDelay)
	if a.Status == http.StatusForbidden {
		p.Close("403")
	}
	if !passing(a.Status) {
		p.failures = 0
		p.next = a.At.Add(wait)
		return
	}
	backoff := min(backoffBase<<min(p.failures, 10), backoffMax)
	p.failures++
	if p.failures == maxFailures {
		p.Close(strconv.Itoa(maxFailures) + " failures in a row")
	}
	wait = max(wait, backoff+jitter(backoff/2))
	if asked, ok := retryAfter(a.RetryAfter, a.At); ok {
		if asked > maxRetryAfter {
			p.Close("Retry-After " + a.RetryAfter)
		}
		wait = max(wait, asked)
	}
	p.next = a.At.Add(wait)
}

// passing says whether a status, or 0 for no answer, is that of a failure that may pass.
func passing(status int) bool {
	return status == 0 || status == statusTooMany || status == http.StatusRequestTimeout || status >= 500
}

// retryAfter is how long a Retry-After asks to wait: seconds, or a date.
func retryAfter(header string, now time.Time) (time.Duration, bool) {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.Atoi(header); err == nil && seconds >= 0 {
		// More than a day is more than any run.
		return time.Duration(min(seconds, 86400)) * time.Second, true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}

// reopen takes back that a host refused to give its robots.txt.
func (p *Pace) reopen(status int) {
	if status == http.StatusForbidden {
		p.closed = ""
	}
}
