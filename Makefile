# make run     set up, build, check the samples, write out/, print the findings
# make test    set up, with a browser and PostgreSQL, and run the tests
# make ppocr   install PP-OCR, an optional second reader of page images
# make build   bin/gouji
# make check   format, vet, lint, tests with the race detector, documents current, tree clean
# make docs    bring the generated documents up to date
# make score   measure over ../shared/corpus, write out/score.md
# make bench   pages a second against pdftotext -bbox
# make many    first bytes of the server over a store of COPIES documents (needs sqlite3 and curl)
# make load    documents a second into a store of COPIES documents, its size, the slowest query

SHELL := /bin/bash
GO ?= go
# Version control is asked for by hand below: a clone owned by someone else must build too.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

GIT := git -c safe.directory='*'
VERSION := $(shell $(GIT) describe --tags --always --dirty 2>/dev/null || echo dev)
LINTER := github.com/golangci/golangci-lint/v2/cmd/golangci-lint
LINTER_VERSION := v2.15.0
TOOLS := $(CURDIR)/bin/tools
SAMPLES := $(wildcard samples/*/input.pdf)

.PHONY: all run ppocr test build check docs score bench load many setup lint-installed clean

all: build

setup:
	@.ci/setup

build:
	$(GO) build -ldflags "-X main.version=$(VERSION)" -o bin/gouji ./cmd/gouji

# Findings give exit status 1: for the samples, which have some on purpose, that is success.
run: setup build
	@mkdir -p out
	@bin/gouji check --format html $(SAMPLES) > out/report.html; [ $$? -le 1 ]
	@bin/gouji check $(SAMPLES) | tee out/report.txt; status=$${PIPESTATUS[0]}; [ $$status -le 1 ]
	@echo "written: out/report.html out/report.txt"

# PP-OCR is optional; its packages go where gouji looks for them.
ppocr: build
	@command -v npm >/dev/null || { echo "ppocr: npm is missing (apt-get install npm)" >&2; exit 1; }
	@bin/gouji doctor --lang en | sed -n "s/^  get it: npm/npm/p" | $(SHELL)
	@bin/gouji doctor --lang en | grep "^✓ PP-OCR"

test:
	@.ci/setup chromium postgresql
	$(GO) test -timeout 12m ./...

check: setup build lint-installed
	@unformatted=$$(gofmt -l $$($(GIT) ls-files '*.go')); \
	  if [ -n "$$unformatted" ]; then echo "not formatted:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(TOOLS)/golangci-lint run ./...
	$(GO) test -race -short -timeout 14m ./...
	@$(MAKE) --no-print-directory docs
	@dirty=$$($(GIT) status --porcelain); \
	  if [ -n "$$dirty" ]; then echo "the tree is not clean, or documents were not current:"; echo "$$dirty"; exit 1; fi

docs: build
	bin/gouji rules --format markdown > RULES.md
	$(GO) test -count=1 -run 'TestReadme|TestSample' ./cmd/gouji -update

lint-installed:
	@[ -x $(TOOLS)/golangci-lint ] || GOBIN=$(TOOLS) $(GO) install $(LINTER)@$(LINTER_VERSION)

score: build
	@.ci/setup python3
	.ci/score

bench: build
	@.ci/setup poppler-utils time
	.ci/bench

many: build
	.ci/many

load: build
	.ci/load

clean:
	rm -rf bin out
