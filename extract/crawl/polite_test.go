package crawl

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func noJitter(time.Duration) time.Duration { return 0 }

func TestRobots(t *testing.T) {
	body := "\ufeffUser-agent: *\nDisallow: /预算/内部 # written\nDisallow: /%e5%86%b3%e7%ae%97/\nDisallow: /*.doc$\nCrawl-delay: soon\n" +
		"Sitemap: https://x/map.xml\n\nUser-agent: gouji-other\nDisallow: /\n"
	for _, c := range []struct {
		name    string
		status  int
		body    string
		address string
		want    bool
	}{
		{"written in the file, encoded in the address", 200, body, "http://h/%E9%A2%84%E7%AE%97/%E5%86%85%E9%83%A8/1.html", false},
		{"written in both", 200, body, "http://h/预算/内部/1.html", false},
		{"encoded in the file, written in the address", 200, body, "http://h/决算/1.html", false},
		{"encoded in small letters", 200, body, "http://h/%e5%86%b3%e7%ae%97/1.html", false},
		{"beside", 200, body, "http://h/预算/1.html", true},
		{"pattern", 200, body, "http://h/a.doc", false},
		{"GBK", 200, "User-agent: *\nDisallow: /\xd4\xa4\xcb\xe3/\n", "http://h/预算/1.html", false},
		{"own group", 200, "User-agent: *\nDisallow: /\n\nUser-agent: Gouji\nDisallow:\n", "http://h/a", true},
		{"none", 404, "", "http://h/a", true},
		{"refused", 403, "", "http://h/a", true},
		{"broken server", 503, "", "http://h/a", false},
		{"too many requests", 429, "", "http://h/a", false},
		{"a page of HTML", 200, "<html><body>welcome: here</body></html>", "http://h/a", true},
	} {
		if got := ParseRobots(c.status, []byte(c.body)).Allowed(mustParse(t, c.address)); got != c.want {
			t.Errorf("%s: allowed %t, want %t", c.name, got, c.want)
		}
	}
	if d := ParseRobots(200, []byte("User-agent: *\nCrawl-delay: 7\n")).Delay(); d != 7*time.Second {
		t.Errorf("Crawl-delay 7 gave %s", d)
	}
	if d := ParseRobots(200, []byte("User-agent: *\nCrawl-delay: 86400\n")).Delay(); d != maxCrawlDelay {
		t.Errorf("a day's Crawl-delay gave %s", d)
	}
}

func TestPace(t *testing.T) {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name    string
		delay   time.Duration
		answers []Answer
		want    time.Duration // from the end of the last answer
		closed  string
	}{
		{"fast", 0, []Answer{{Status: 200, Took: time.Millisecond}}, 3 * time.Second, ""},
		{"five times", 0, []Answer{{Status: 200, Took: 2 * time.Second}}, 10 * time.Second, ""},
		{"slow", 0, []Answer{{Status: 200, Took: time.Minute}}, 30 * time.Second, ""},
		{"Crawl-delay", 40 * time.Second, []Answer{{Status: 200}}, 40 * time.Second, ""},
		{"busy", 0, []Answer{{Status: 503}}, 30 * time.Second, ""},
		{"busy twice", 0, []Answer{{Status: 503}, {Status: 429}}, time.Minute, ""},
		{"recovered", 0, []Answer{{Status: 503}, {Status: 200}}, 3 * time.Second, ""},
		{"no answers", 0, []Answer{{}, {}, {}, {}, {}}, 8 * time.Minute, ""},
		{"down", 0, []Answer{{}, {}, {}, {}, {}, {}}, 10 * time.Minute, "6 failures in a row"},
		{"Retry-After in seconds", 0, []Answer{{Status: 429, RetryAfter: "120"}}, 2 * time.Minute, ""},
		{"Retry-After as a date", 0, []Answer{{Status: 503, RetryAfter: "Sun, 01 Mar 2026 00:05:00 GMT"}}, 5 * time.Minute, ""},
		{"Retry-After of hours", 0, []Answer{{Status: 503, RetryAfter: "7200"}}, 2 * time.Hour, "Retry-After 7200"},
		{"refused", 0, []Answer{{Status: 403}}, 3 * time.Second, "403"},
	} {
		p := Pace{CrawlDelay: c.delay}
		for _, a := range c.answers {
			a.At = at
			p.Took(a, noJitter)
		}
		if got := p.Next().Sub(at); got != c.want || p.Closed() != c.closed {
			t.Errorf("%s: %s %q, want %s %q", c.name, got, p.Closed(), c.want, c.closed)
		}
	}
	p := Pace{}
	p.Took(Answer{Status: 500, At: at}, func(d time.Duration) time.Duration { return d })
	if got := p.Next().Sub(at); got != 45*time.Second {
		t.Errorf("with the most jitter %s, want 45s", got)
	}
}

func TestGuard(t *testing.T) {
	for _, address := range []string{"127.0.0.1:80", "[::1]:80", "[::ffff:127.0.0.1]:80", "10.1.2.3:80", "172.16.0.1:443", "192.168.1.1:80",
		"169.254.169.254:80", "100.100.100.200:80", "[fe80::1%eth0]:80", "[fd00::1]:80", "0.0.0.0:80", "[::]:80", "224.0.0.1:80",
		"255.255.255.255:80", "[64:ff9b::a00:1]:80", "[2002:7f00:1::]:80", "no address"} {
		if err := Guard(address, false); !errors.Is(err, ErrGuarded) {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"8.8.8.8:443", "[2400:3200::1]:443", "100.63.255.255:80", "100.128.0.1:80"} {
		if err := Guard(address, false); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := Guard("127.0.0.1:80", true); err != nil {
		t.Errorf("loopback is open and %v", err)
	}
	if err := Guard("10.0.0.1:80", true); err == nil {
		t.Error("loopback alone is open, 10.0.0.1 went through")
	}
}

// fakeTime is a clock that waiting moves.
type fakeTime struct{ waited atomic.Int64 }

func (f *fakeTime) clock() Clock {
	start := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	return Clock{Now: func() time.Time { return start.Add(time.Duration(f.waited.Load())) },
		Sleep: func(ctx context.Context, d time.Duration) error { f.waited.Add(int64(d)); return ctx.Err() }}
}

// inFlight counts the requests under way, from their beginning to the end of their answers.
type inFlight struct{ now, most atomic.Int64 }

func (f *inFlight) RoundTrip(r *http.Request) (*http.Response, error) {
	n := f.now.Add(1)
	for most := f.most.Load(); n > most && !f.most.CompareAndSwap(most, n); most = f.most.Load() {
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		f.now.Add(-1)
		return nil, err
	}
	response.Body = &closing{response.Body, func() { f.now.Add(-1) }}
	return response, nil
}

type closing struct {
	io.ReadCloser
	done func()
}

func (c *closing) Close() error { c.done(); return c.ReadCloser.Close() }

// TestOneRequestAHost: however many ask, a host gets one request at a time, and 3 s between two.
func TestOneRequestAHost(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	var now fakeTime
	flight := &inFlight{}
	f := &Fetcher{Client: &http.Client{Transport: flight, CheckRedirect: NoRedirects}, Clock: now.clock(), Limits: DefaultLimits(), Jitter: noJitter}
	var group sync.WaitGroup
	const requests = 10
	for range requests {
		group.Go(func() {
			if _, err := f.Fetch(t.Context(), Request{URL: mustParse(t, server.URL+"/a")}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most := flight.most.Load(); most != 1 {
		t.Errorf("%d requests at one time", most)
	}
	// robots.txt goes before, so there are as many waits as requests.
	if waited := time.Duration(now.waited.Load()); waited < requests*minDelay-time.Second {
		t.Errorf("waited %s in all", waited)
	}
}

// TestOverflowKeepsNothing: a page that does not say how long it is and is longer than may be gives no prefix.
func TestOverflowKeepsNothing(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		for range 100 {
			_, _ = w.Write(make([]byte, 100))
			w.(http.Flusher).Flush()
		}
	}))
	defer server.Close()
	var now fakeTime
	limits := DefaultLimits()
	limits.Page = 5000
	f := &Fetcher{Client: &http.Client{CheckRedirect: NoRedirects}, Clock: now.clock(), Limits: limits, Jitter: noJitter}
	r, err := f.Fetch(t.Context(), Request{URL: mustParse(t, server.URL+"/a")})
	if r != nil || ClassOf(err) != ClassTooLarge {
		t.Errorf("%v %v", r, err)
	}
}
