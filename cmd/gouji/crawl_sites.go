package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"

	"gouji/extract/crawl"
	"gouji/store"
)

// night is a run of crawl under way.
type night struct {
	crawlJob
	run    int64
	report *ingestReport

	mu     sync.Mutex
	digest digest
	// arrivals are the contents that came in this run.
	arrivals map[string]bool
	// readable are the contents that were read; known once versions are compared.
	readable map[string]bool
}

// walkSites looks through all sites, several at once.
func (n *night) walkSites(ctx context.Context) (err error) {
	fetcher := &crawl.Fetcher{Client: newCrawlClient(n.flags.allowLoopback), Clock: n.clock, Limits: n.limits, Jitter: n.jitter,
		Agent: crawl.UserAgent(version, n.config.Contact)}
	defer fetcher.Client.CloseIdleConnections()
	if !n.flags.noWARC {
		closeWARC, err := n.openWARC(fetcher)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, closeWARC()) }()
	}
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(n.flags.sites)
	for _, site := range n.config.Sites {
		group.Go(func() error { return n.walkSite(groupCtx, fetcher, site) })
	}
	err = group.Wait()
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", errInterrupted, ctx.Err())
	}
	return err
}

// openWARC has the fetcher write a WARC file for the run.
func (n *night) openWARC(fetcher *crawl.Fetcher) (closeFile func() error, err error) {
	dir := n.beside(n.flags.warc, "warc")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("gouji-%s-%05d.warc.gz", n.clock.Now().UTC().Format("20060102150405"), n.run)
	file, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	warc, err := crawl.NewWARC(file, name, fetcher.Agent, n.clock.Now())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	var mu sync.Mutex
	fetcher.Record = func(e crawl.Exchange) error {
		mu.Lock()
		defer mu.Unlock()
		return warc.Write(e)
	}
	return file.Close, nil
}

// walkSite looks through one site and records how it fared.
func (n *night) walkSite(ctx context.Context, fetcher *crawl.Fetcher, site crawl.Site) error {
	started := n.clock.Now()
	walked, err := fetcher.Walk(ctx, site, crawl.Sink{
		Known: func(identity string) (crawl.Known, error) { return n.known(ctx, identity) },
		Found: func(f crawl.Found) error { return n.found(context.WithoutCancel(ctx), site, f) },
	})
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	record := store.SiteRun{Run: n.run, Site: site.ID, Started: started, Finished: n.clock.Now(), Pages: walked.Pages, Links: walked.Links,
		Complete: walked.Complete()}
	if walked.Failure != nil {
		record.FailureClass, record.Failure = string(walked.Failure.Class), walked.Failure.Message()
	}
	if err := n.store.SaveSiteRun(ctx, record); err != nil {
		return err
	}
	var unseen []store.Address
	if walked.Complete() {
		if unseen, err = n.store.MarkUnseen(ctx, n.run, site.ID); err != nil {
			return err
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.digest.site(site, walked, unseen)
	return nil
}

// known is what the store knows of an address. Where its file is gone it is fetched anew.
func (n *night) known(ctx context.Context, identity string) (crawl.Known, error) {
	a, err := n.store.Address(ctx, identity)
	if err != nil || a.SHA256 == "" {
		return crawl.Known{}, err
	}
	d, err := n.store.Document(ctx, a.SHA256)
	if err != nil {
		return crawl.Known{}, err
	}
	if there, err := n.kept.has(ctx, key(a.SHA256, a.Type), d.Size); err != nil || !there {
		return crawl.Known{}, err
	}
	return crawl.Known{Validators: crawl.Validators{ETag: a.ETag, LastModified: a.LastModified}, SHA256: a.SHA256}, nil
}

// found keeps a document that a site links.
func (n *night) found(ctx context.Context, site crawl.Site, f crawl.Found) error {
	s := store.Sighting{Run: n.run, FetchedURL: crawl.Canonical(f.URL), Referer: f.Referer, Time: n.clock.Now(),
		Address: store.Address{URL: f.Identity, Site: site.ID, Title: f.Title, Kind: string(f.Subject.Kind), Year: f.Subject.Year,
			Department: f.Subject.Department, Type: f.Type}}
	if f.Failure != nil {
		s.FailureClass, s.Failure = string(f.Failure.Class), f.Failure.Message()
	}
	if f.Response != nil {
		path, err := n.kept.keep(ctx, f.Response.SHA256, f.Type, bytes.NewReader(f.Response.Body))
		if err != nil {
			return err
		}
		s.Path, s.Size, s.SHA256 = path, int64(len(f.Response.Body)), f.Response.SHA256
		s.ETag, s.LastModified = f.Response.Header.Get("ETag"), f.Response.Header.Get("Last-Modified")
	}
	arrival, err := n.store.Sighted(ctx, s)
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.digest.document(s, arrival)
	if arrival.NewDocument || arrival.Replaces != "" {
		n.arrivals[s.SHA256] = true
	}
	return nil
}
