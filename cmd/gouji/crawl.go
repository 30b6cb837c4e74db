package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"gouji/extract/crawl"
	"gouji/store"
)

// crawlFlags are the flags of gouji crawl.
type crawlFlags struct {
	config, warc, format  string
	suppress              string
	rules                 []string
	sites                 int
	allowLoopback, noWARC bool
}

// surroundings are what a crawl takes from the machine beside files: the time, chance, and how much is taken in.
type surroundings struct {
	clock  crawl.Clock
	jitter func(time.Duration) time.Duration
	limits crawl.Limits
}

func newCrawlCommand(around surroundings) *cobra.Command {
	var flags crawlFlags
	cmd := &cobra.Command{
		Use:   "crawl [SITE…]",
		Short: "Fetch what is new from disclosure sites, read it, reconcile it, and say what is new",
		Long: "Looks through the sites of the configuration (docs/crawl.md), or those named, fetches documents that are new or\n" +
			"have changed, reads and reconciles them, and prints what is new since the last run. Meant for every night: it\n" +
			"ends by itself, can be given again at any time, and two runs over one store do not meet.",
		Example: "  gouji crawl --config sites.yaml\n" +
			"  gouji crawl --config sites.yaml --store sqlite:/var/lib/gouji/gouji.db --format json foshan",
	}
	f := cmd.Flags()
	f.StringVar(&flags.config, "config", "sites.yaml", "file of sites")
	f.StringVar(&flags.warc, "warc", "", "folder for the WARC files (default: warc beside the store)")
	f.BoolVar(&flags.noWARC, "no-warc", false, "keep no WARC file")
	f.StringVar(&flags.format, "format", "text", "format of what is printed: text, json or html")
	f.IntVar(&flags.sites, "parallel", 8, "how many sites are looked through at once; a host never gets two requests at a time")
	f.BoolVar(&flags.allowLoopback, "allow-loopback", false, "fetch from this machine too; for tests")
	addSuppressFlag(cmd, &flags.suppress)
	addRulesFlag(cmd, &flags.rules)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runCrawlCommand(cmd, crawlJob{surroundings: around, flags: flags}, args)
	}
	return cmd
}

func runCrawlCommand(cmd *cobra.Command, job crawlJob, args []string) error {
	switch f := job.flags; {
	case !slices.Contains([]string{"text", formatJSON, "html"}, f.format):
		return usageError("--format is %q; it must be text, json or html", f.format)
	case f.sites < 1:
		return usageError("--parallel is %d; it must be at least 1", f.sites)
	}
	if err := job.prepare(cmd, args); err != nil {
		return err
	}
	s, err := openStore(cmd, store.Create)
	if err != nil {
		return err
	}
	job.store = s
	if job.kept, err = openOriginals(cmd, s); err == nil {
		err = ended("closing the originals", lockedCrawl(cmd.Context(), job), job.kept.Close())
	}
	return closeStore(s, err)
}

// prepare reads what a call of the command has to do.
func (j *crawlJob) prepare(cmd *cobra.Command, args []string) error {
	text, err := os.ReadFile(j.flags.config)
	if err != nil {
		return usageError("--config: %w", err)
	}
	if j.config, err = crawl.ParseConfig(j.flags.config, text); err != nil {
		return usageError("--config: %w", err)
	}
	if j.config.Sites, err = chosenSites(j.config.Sites, args); err != nil {
		return err
	}
	if j.suppress, err = readSuppressions(j.flags.suppress); err != nil {
		return err
	}
	if j.options, err = pipelineOptions(cmd, readerAuto); err != nil {
		return err
	}
	j.out = cmd.OutOrStdout()
	j.options.rules, err = rulesWith(j.flags.rules)
	return err
}

// chosenSites are the sites that arguments name; all for none.
func chosenSites(all []crawl.Site, names []string) ([]crawl.Site, error) {
	if len(names) == 0 {
		return all, nil
	}
	byID := map[string]crawl.Site{}
	for _, s := range all {
		byID[s.ID] = s
	}
	var chosen []crawl.Site
	for _, name := range names {
		s, known := byID[name]
		if !known {
			return nil, usageError("no site of the configuration has the id %s", name)
		}
		chosen = append(chosen, s)
	}
	return chosen, nil
}

// crawlJob is what one call of crawl has to do, and with what.
type crawlJob struct {
	surroundings
	config   crawl.Config
	flags    crawlFlags
	store    *store.Store
	kept     *originals
	options  options
	suppress suppressionFile
	out      io.Writer
}

// beside is a folder's path: as given, or of that name beside the store.
func (j crawlJob) beside(given, name string) string {
	if given != "" {
		return given
	}
	return filepath.Join(filepath.Dir(j.store.Path()), name)
}

// runCrawl looks through the sites, takes in what they have that is new, and says what the night came to.
func runCrawl(ctx context.Context, job crawlJob) error {
	run, err := job.store.BeginRun(ctx, store.Run{Command: "crawl", ProgramVersion: version, ExtractorVersion: readingVersion(),
		Started: job.clock.Now(), Rules: job.options.rules.files})
	if err != nil {
		return failure(err)
	}
	n := &night{crawlJob: job, run: run, report: newIngestReport(job.options.log, job.options.lang, job.options.verbose, 0),
		digest: digest{Run: run, Started: job.clock.Now()}, arrivals: map[string]bool{}}
	err = n.work(ctx)
	return n.end(context.WithoutCancel(ctx), err)
}

// work is the run itself, step by step.
func (n *night) work(ctx context.Context) error {
	for _, step := range []func(context.Context) error{n.walkSites, n.ingest, n.compare, n.findings} {
		if err := step(ctx); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%w: %w", errInterrupted, ctx.Err())
		}
	}
	return nil
}

// end records how the run ended, prints the digest and gives the exit status.
func (n *night) end(ctx context.Context, err error) error {
	n.digest.finish(n.clock.Now(), n.config.Sites)
	outcome := outcomeOf(err, n.digest.troubled())
	n.digest.Outcome = string(outcome)
	endErr := n.store.EndRun(ctx, n.run, store.RunEnd{Outcome: outcome, Finished: n.clock.Now(), Read: n.report.tally.read,
		Unchanged: n.digest.Unchanged, Failed: len(n.digest.NotRead) + len(n.digest.NotFetched)})
	if saveErr := n.saveDigest(ctx); endErr == nil {
		endErr = saveErr
	}
	if printErr := n.digest.print(n.out, n.flags.format, n.options.lang); endErr == nil {
		endErr = printErr
	}
	switch {
	case err != nil:
		return n.report.goOn(err)
	case endErr != nil:
		return failure(endErr)
	case n.digest.troubled():
		return &exitStatus{code: exitPartial}
	case n.digest.errors() > 0:
		return &exitStatus{code: exitFindings}
	}
	return nil
}
