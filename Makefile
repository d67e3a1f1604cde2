# make prints the targets. GO is the Go command; everything else it needs, Go fetches.
GO ?= go
REPORTS := testdata/reports
QUERIES := testdata/search/queries.txt
# Go leaves testdata out of ./...; the programs there are named.
PACKAGES := ./... $(patsubst %/,./%,$(sort $(dir $(wildcard testdata/*/*.go testdata/*/*/*.go))))

.DEFAULT_GOAL := help
.PHONY: help build check fmt vet staticcheck renditions test accuracy scores producers demo reports accuracy-real robust fuzz crash bench bench-pdf bench-search bench-peers

help: ## print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

build: ## build bin/plenary
	$(GO) build -o bin/plenary ./cmd/plenary

check: fmt vet staticcheck renditions test accuracy ## all that CI runs: format, vet, staticcheck, race tests, imports, accuracy floors

fmt:
	@bad=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$bad" ]; then echo "not in gofmt's form: $$bad"; exit 1; fi

vet:
	$(GO) vet $(PACKAGES)

staticcheck:
	$(GO) tool staticcheck $(PACKAGES)

renditions: ## fail when a report's rendition or gold is older than its source
	$(GO) run ./testdata/make -check

test:
	$(GO) test -race -timeout 20m ./...

accuracy: build ## compare accuracy with its floors and the known misses
	bin/plenary eval --floors testdata/floors.txt --known testdata/known_misses.txt --queries $(QUERIES) $(REPORTS)

scores: build ## rewrite testdata/scores.txt
	bin/plenary eval --write testdata/scores.txt --queries $(QUERIES) $(REPORTS)

accuracy-real: ## measure on real documents, which are no part of the project: REAL=FOLDER [MISSES=FILE]
	@test -n "$(REAL)" || { echo "name the folder of real documents: make accuracy-real REAL=FOLDER"; exit 2; }
	$(GO) run ./testdata/measure -real "$(REAL)" $(if $(MISSES),-misses "$(MISSES)")

producers: ## the reports as other programs make them, measured by producer
	$(GO) run ./testdata/make -renditions bin/producers
	$(GO) run ./testdata/measure -folders bin/producers -misses bin/producers/misses.txt

PRINTED ?= bin/printed
bench-pdf: ## measure reading PDFs of many producers and rewrite its part of BENCHMARKS.md: REAL=FOLDER [PRINTED=FOLDER]
	@test -n "$(REAL)" || { echo "name the folder of real documents: make bench-pdf REAL=FOLDER"; exit 2; }
	@test -d "$(PRINTED)" || $(GO) run ./testdata/make -renditions "$(PRINTED)" -producers 'pdf,*-pdf'
	$(GO) run ./testdata/measure-pdf -bench BENCHMARKS.md -pairs "$(REAL)/un-pairs" "$(PRINTED)"

FUZZTIME ?= 30s
fuzz: ## run every fuzz target, one after the other, for FUZZTIME each
	@set -e; for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    echo "$$package $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$package; \
	  done; \
	done

robust: build ## read broken files, each in a process of its own: ROBUST="FOLDER ..."
	@test -n "$(ROBUST)" || { echo 'name folders of broken files: make robust ROBUST="FOLDER ..."'; exit 2; }
	$(GO) run ./testdata/robust -bin bin/plenary $(ROBUST)

KILLS ?= 50
crash: ## kill an ingest at KILLS random moments and compare the index with an undisturbed one
	PLENARY_KILLS=$(KILLS) $(GO) test -count 1 -timeout 30m -run TestKilledRunsGoOn -v ./cmd/plenary

bench: ## time the stages and an ingest of 120 reports
	$(GO) test -run '^$$' -bench 'Stages|Ingest' -benchmem .

PEERS ?=
bench-peers: build ## measure beside recollindex, omindex and pdftotext, and rewrite BENCHMARKS.md: PEERS="-runs 5" (takes an hour)
	@for tool in recollindex omindex pdftotext; do command -v $$tool >/dev/null || missing=1; done; \
	  test -z "$$missing" || apt-get install -y --no-install-recommends recollcmd xapian-omega poppler-utils
	$(GO) run ./testdata/peers -bin bin/plenary -write BENCHMARKS.md $(PEERS)

bench-search: build ## measure index and search on 20,000 reports and rewrite their part of BENCHMARKS.md (1.5 GB in bin, a quarter of an hour)
	rm -rf bin/searchbench/index
	$(GO) run ./testdata/searchbench -plenary bin/plenary -dir bin/searchbench -write BENCHMARKS.md

demo: build ## the main job on the test data: ingest, then two searches
	bin/plenary ingest --index bin/demo $(REPORTS)
	bin/plenary search --index bin/demo 'participants:>1000' --limit 3
	bin/plenary search --index bin/demo 'resolution 71' --limit 3
