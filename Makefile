# What one does with Marbre. `make` alone lists it.
# Every target works on a fresh clone; what is missing is installed first (through apt, cargo and npm).

SHELL := /bin/bash
.DEFAULT_GOAL := help
export TAURI_FRONTEND_PATH := ui

# With a screen the window opens; without one the same work is done by the command line.
run: $(if $(DISPLAY)$(WAYLAND_DISPLAY),run-window,run-headless)  ## start Marbre (builds it the first time)

test: packages-test tools  ## everything: lints, unit, property, acceptance, interface, architecture, the real window
	@.ci/test.sh

check: packages-test tools  ## the same without the real window, the API tester and other people's sites
	@.ci/test.sh --quick

torture: packages-test tools  ## every fault at every place, an hour; writes docs/reliability.md (ARGS='--only NAME --seed N' for a part)
	cargo test --locked -p acceptance --features faults --test torture -- \
		$(or $(ARGS),--full --report $(CURDIR)/docs/reliability.md)

peers: packages-peers tools  ## every real site there is, through every fault; writes docs/publishing.md (ARGS='wordpress-6.8' for one)
	cargo test --locked -p acceptance --features peers --test peers -- \
		$(or $(ARGS),--all --report $(CURDIR)/docs/publishing.md)

bench: packages-bench tools build-window target/tools/bin/tauri-driver  ## the table of budgets, on this machine
	@.ci/bench.sh

app: packages-window tools ui/dist/index.html  ## packages to install elsewhere (deb, rpm) below target/release/bundle
	ui/node_modules/.bin/tauri build

contract: tools  ## write the interface's TypeScript from the contract crate
	MARBRE_WRITE_CONTRACT=1 cargo test --locked -p contract

format: tools  ## rustfmt and prettier, in place
	cargo fmt --all
	npm --prefix ui run format

clean:  ## forget what was built
	rm -rf target ui/dist ui/node_modules gen

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## +/  make \1\t/' | expand -t 18

# Named one by one: for what is phony, make looks up no pattern.
PACKAGES := packages-build packages-window packages-test packages-bench packages-peers

.PHONY: run test check torture peers bench app contract format clean help \
	run-window run-headless build-window build-cli tools $(PACKAGES)

# --- the two ways to run ---

run-window: build-window
	@target/release/marbre

run-headless: build-cli
	@.ci/headless.sh

build-window: packages-window tools ui/dist/index.html
	@cargo build --release --locked --features custom-protocol --bin marbre

build-cli: packages-build tools
	@cargo build --release --locked -p cli

# --- the interface: installed when the lockfile changed, built when a source changed ---

UI_SOURCES := $(shell find ui -type d \( -name node_modules -o -name dist -o -name .svelte-kit \) -prune \
	-o -type f -print 2>/dev/null)

ui/node_modules/.package-lock.json: ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund
	@touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(UI_SOURCES)
	cd ui && npm run build
	@touch $@

# --- what must be on the machine ---

$(PACKAGES): packages-%:
	@[ -n "$$MARBRE_SKIP_PACKAGES" ] || .ci/packages.sh $*

tools:
	@.ci/tools.sh

target/tools/bin/tauri-driver:
	cargo install --quiet --root target/tools tauri-driver --version 2.1.0 --locked
