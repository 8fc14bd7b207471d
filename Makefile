# Two commands do everything: make scan, make test. Each target is a line or two.
GO ?= go
RUN ?= runs

.PHONY: all build scan concentration flags duties test lint golden bench torture fuzz licenses dist test-dist test-browser clean

all: build lint test

build: ## the program, as ./adal
	$(GO) build -trimpath -ldflags "-X main.commit=$$(git describe --match=NONE --always --abbrev=40 --dirty 2>/dev/null)" -o adal ./cmd/adal

scan: build ## the quarterly scan of the invented ministry
	./adal scan --data fixtures/ministry --period 2026Q3 --out $(RUN)/2026Q3 --force

concentration: build ## the annual report on procurement of the invented ministry
	./adal concentration --data fixtures/ministry --year 2025 --out $(RUN)/2025 --force

flags: build ## the red flags of the invented ministry's tenders
	./adal flags --data fixtures/ministry --out $(RUN)/flags --force

duties: build ## what the invented ministry owed by a day
	./adal duties --data fixtures/ministry --as-of 2026-09-30 --out $(RUN)/duties --force

test: ## every test there is
	$(GO) test -timeout 30m ./...

lint: ## the linter and the format
	golangci-lint run ./...
	@test -z "$$(gofmt -l .)" || (gofmt -l . && exit 1)

golden: ## write the golden files again; read their diff as code
	$(GO) test ./fixtures/invent -run Ministry -update
	ADAL_GOLDEN=1 $(GO) test ./reports -run Golden
	$(GO) test ./cmd/adal -run "MinistryGolden|TestStandard" -update
	$(GO) test ./cmd/adal -run CheckPage -update-check
	$(GO) test ./fixtures/disguise -update
	$(GO) test ./pipeline/ingest -run Armenia -update

bench: ## time, memory and spill a stage, beside the floor and the peers; half an hour. Peers need python3 and PostgreSQL
	$(GO) run ./cmd/bench
	$(GO) run ./cmd/bench -growth -n 1
	$(GO) run ./cmd/bench -cardinal
	$(GO) test ./pipeline/ingest -run '^$$' -bench Read -benchtime 3x

licenses: ## LICENSES.md, of every module the program is linked with
	$(GO) run github.com/google/go-licenses/v2@v2.0.1 report ./cmd/adal --ignore adal --template .ci/licenses.tpl >LICENSES.new
	mv LICENSES.new LICENSES.md

torture: ## the fault tests in their long form: two hundred kills, full disks, capped memory
	ADAL_TORTURE=1 $(GO) test ./cmd/adal -run 'Torture|VerifyNames|Hostile' -count=1 -timeout 30m -v

# Go 1.26 may end a run at its minute with "context deadline exceeded" and no input behind it: a race
# of its fuzzing coordinator (golang/go#75804), told apart here from what a reader did.
fuzz: ## every reader of files, a minute each
	@for p in ingest ingest/source; do for f in $$($(GO) test ./pipeline/$$p -list '^Fuzz' | grep ^Fuzz); do echo "$$f"; \
	  out=$$($(GO) test ./pipeline/$$p -run '^$$' -fuzz "^$$f$$" -fuzztime 1m -fuzzminimizetime 20x 2>&1) || { \
	    echo "$$out" | grep -qx ' *context deadline exceeded' && ! echo "$$out" | grep -q 'Failing input'; } || { echo "$$out"; exit 1; }; done; done

dist: ## the programs for Linux and Windows with all they need, into dist/; needs npm and mingw
	$(GO) run ./cmd/dist --out dist

test-dist: ## both of them as a desk has them, Windows under Wine
	ADAL_DIST=1 $(GO) test ./cmd/dist -count=1 -timeout 30m -v

test-browser: ## the pages in a browser, the workbook and the memo in an office program, in three languages
	ADAL_BROWSER=1 $(GO) test ./reports/browser -count=1 -timeout 20m -v

clean: ## what the other targets wrote
	rm -rf adal dist $(RUN)
