# The commands of the project. `make run` and `make test` set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := build

TAGS    := desktop,production,webkit2_41
BIN     := build/bin/beiandesk
TOOLS   := $(CURDIR)/build/tmp/tools
LINT_AT := v2.15.0
LINT    := $(TOOLS)/$(LINT_AT)/golangci-lint
DEADCODE_AT := v0.52.0
DEADCODE    := $(TOOLS)/$(DEADCODE_AT)/deadcode
VULN_AT := v1.9.0
VULN    := $(TOOLS)/$(VULN_AT)/govulncheck
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
# One form of every package, so that what was built for one command serves the next. Programs
# may be loaded anywhere in memory; the race detector can't have that.
export GOFLAGS := -trimpath -buildmode=pie
LDFLAGS := -s -w -X beiandesk/internal/cli.Version=$(VERSION)
DEMO    := data/demo
# Folders of tests are made and synced to disk by the thousand: where memory has room they lie
# there. What is built on the way stays on disk.
ROOM    := $(shell test -w /dev/shm && test "$$(df -m --output=avail /dev/shm | tail -n 1)" -ge 2048 && echo /dev/shm || echo /tmp)
LIGHT   := GOTMPDIR=/tmp TMPDIR=$(ROOM)
# Compilers and tests collect their garbage less often: a fifth less work for some memory. What
# is built does not inherit it.
QUICK   := GOGC=400
MEET    := 'AtOnce|TakeTurns|TestClosing|TestCountingStops|TestStoreContract/^transactions'
WINDOW  := 'Lock|Backup|Plan|Idle|Count|Clos|Watch|AtOnce'

.PHONY: setup run test lint go-lint front-lint bench e2e smoke faults build dev-build front front-test go-test wine audit clean

## setup: install what Debian and npm must provide
setup: frontend/node_modules/.stamp
	@build/setup.sh

frontend/node_modules/.stamp: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

## front: build the page
front: setup
	cd frontend && npm run --silent build && npm run --silent size

## build: the desktop binary, and the one without a window
build: front
	$(QUICK) go build -tags $(TAGS) -ldflags "$(LDFLAGS)" -o $(BIN) .
	$(QUICK) CGO_ENABLED=0 go build -ldflags "$(LDFLAGS)" -o build/bin/beiandesk-cli .

## dev-build: the binary that the browser tests drive
dev-build: front
	$(QUICK) go build -tags dev,quickkdf,webkit2_41 -o build/bin/beiandesk-dev .

## run: open the desk on a demo folder, or on DATA=<folder>
run: build
	@build/run.sh "$(BIN)" "$(DATA)" "$(DEMO)"

## test: every test
test: setup go-test front-test e2e smoke

go-test: setup
	$(QUICK) go vet -tags smoke,faults ./internal/smoke/ ./internal/ordeal/
	$(QUICK) go vet -tags bench ./internal/bench/
	$(LIGHT) $(QUICK) go test -tags quickkdf $$(go list ./... | grep -v /internal/vault$$)
	$(MAKE) --no-print-directory -j2 -Otarget vault-test $(RACES)

vault-test:
	$(LIGHT) $(QUICK) go test ./internal/vault

# Where goroutines meet, tests run again under the race detector: the vault whole, of the
# window what WINDOW names, of the rest what MEET names. Each keeps one core busy.
RACES := race-vault race-window race-meet
.PHONY: vault-test $(RACES)
$(RACES): export GOFLAGS := -trimpath
race-vault:
	$(LIGHT) $(QUICK) go test -race -tags quickkdf ./internal/vault
race-window:
	$(LIGHT) $(QUICK) go test -race -tags quickkdf -run $(WINDOW) ./app
race-meet:
	$(LIGHT) $(QUICK) go test -race -tags quickkdf -run $(MEET) ./internal/sqlite ./internal/postgres ./internal/desk ./internal/office/calendar

front-test: setup
	cd frontend && npm test --silent

## e2e: a browser drives the page with the real Go behind it
e2e: dev-build
	cd frontend && TMPDIR=$(ROOM) npm run --silent e2e

## smoke: the production binary on the real WebKit
smoke: build
	go test -count=1 -tags smoke ./internal/smoke/

## faults: the binary of commands killed, cut and starved at every call it makes to the disk,
## 2,000 changed bits, planted secrets, and every fuzzer for ten minutes: most of a day
faults: build
	go test -count=1 -v -timeout 0 -tags faults ./internal/ordeal
	go test -count=1 -v -tags smoke,faults -run TestALockedWindowForgets ./internal/smoke/
	build/fuzz.sh

lint: setup $(LINT) $(DEADCODE)
	@$(MAKE) --no-print-directory -j2 -Otarget go-lint front-lint

go-lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not gofmt-ed:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(QUICK) $(LINT) run ./...
	@build/deadcode.sh $(DEADCODE) $(TAGS)

front-lint:
	cd frontend && npm run --silent lint

$(LINT):
	$(QUICK) GOBIN=$(@D) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_AT)

$(DEADCODE):
	$(QUICK) GOBIN=$(@D) go install golang.org/x/tools/cmd/deadcode@$(DEADCODE_AT)

## audit: known weaknesses of the libraries; it asks vuln.go.dev and the npm registry
audit: setup $(VULN)
	$(VULN) -tags $(TAGS) ./...
	cd frontend && npm audit

$(VULN):
	$(QUICK) GOBIN=$(@D) go install golang.org/x/vuln/cmd/govulncheck@$(VULN_AT)

## wine: the tests of what Windows treats in its own way, under Wine
wine:
	GOOS=windows go vet ./...
	build/wine.sh

## bench: screens and verbs on folders of up to 100,000 cases, into docs/performance.md
bench: setup
	@build/bench.sh

clean:
	rm -rf build/bin build/out build/tmp frontend/node_modules
