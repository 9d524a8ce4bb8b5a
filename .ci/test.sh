#!/usr/bin/env bash
# Everything that must hold, step by step, from whatever state the tree is in; goes on after a failure, so that one
# run tells all. Logs in target/test/. It knows the order of the steps, not what they do.
#
#   .ci/test.sh            all steps
#   .ci/test.sh --quick    without the real window, the API tester and other people's sites
set -uo pipefail
cd "$(dirname "$0")/.."

quick=no
[ "${1:-}" = --quick ] && quick=yes
export CARGO_TERM_COLOR=never NO_COLOR=1
# A build made once and thrown away gains nothing from being incremental.
[ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0

# One selection of packages and features for every step: with another one, Cargo would build the tree again.
# With custom-protocol the window serves ui/dist, as the product does.
all=(--workspace --locked --features marbre/custom-protocol)

logs=target/test
rm -rf "$logs"
mkdir -p "$logs"
failed=()
began=$SECONDS

step() {
    local name=$1 since=$SECONDS status=0
    shift
    printf '\n=== %s: %s\n' "$name" "$*"
    "$@" > >(tee "$logs/$name.log") 2>&1 < /dev/null || status=$?
    wait
    [ "$status" = 0 ] || failed+=("$name")
    printf '=== %s: %s after %d s\n' "$name" "$([ "$status" = 0 ] && echo ok || echo "FAILED ($status)")" \
        $((SECONDS - since)) | tee -a "$logs/steps.txt"
    return "$status"
}

no_webview_below() {
    local member answer
    for member in newsroom contract cli; do
        # Asking for a package that is not in the graph is an error: that is the answer wanted.
        if answer=$(cargo tree --locked -p "$member" -i tauri 2>&1); then
            [[ $answer == *"nothing to print"* ]] || { echo "$member reaches tauri:"; echo "$answer"; return 1; }
        fi
    done
    echo "newsroom, contract and cli build without tauri"
}

step interface-install make --no-print-directory ui/node_modules/.package-lock.json
# Where the packages are already installed, npm would not look at a lockfile that a fresh machine refuses.
step interface-lock npm --prefix ui ci --dry-run --no-audit --no-fund
step interface-check npm --prefix ui run check
step interface-lint npm --prefix ui run lint
step interface-test npm --prefix ui test
step interface-build make --no-print-directory ui/dist/index.html

step format cargo fmt --all --check
step clippy cargo clippy "${all[@]}" --all-targets --features acceptance/window,acceptance/faults,acceptance/peers -- -D warnings
step no-webview-below no_webview_below
step build cargo build "${all[@]}" --bins --tests
step test cargo test "${all[@]}" --no-fail-fast
# Its own selection, on purpose: nothing else is built with the switches that break the library. A minute of the campaign;
# `make torture` is all of it.
step torture cargo test "${all[@]}" --features acceptance/faults --test torture

if [ "$quick" = no ]; then
    # Those real sites that start within seconds; it names the others that it skips.
    step peers cargo test "${all[@]}" --features acceptance/peers --test peers
    step driver make --no-print-directory target/tools/bin/tauri-driver
    step window cargo test "${all[@]}" --features acceptance/window --test e2e --no-fail-fast -- --test-threads=1
    step site-api tests/site-api/run.sh
fi

# The runners' own closing lines, added up.
counts=$(cat "$logs"/*.log | awk '
    /^test result: /           { passed += $4; failed += $6; ignored += $8 }         # cargo test
    /^ *Tests  .*passed/       { for (i = 1; i < NF; i++) { if ($(i+1) ~ /^passed/) passed += $i
                                                            if ($(i+1) ~ /^failed/) failed += $i } }   # vitest
    /^site-api: [0-9]+ passed/ { passed += $2; failed += $4 }
    END { printf "%d %d %d", passed, failed, ignored }')
read -r tests_passed tests_failed tests_skipped <<< "$counts"
# A step that failed without naming a test has failed all the same.
[ "$tests_failed" -ge "${#failed[@]}" ] || tests_failed=${#failed[@]}

printf '\n'
cat "$logs/steps.txt"
printf '%d s in all\n' $((SECONDS - began))
[ "${#failed[@]}" = 0 ] || printf 'Failed: %s (logs in %s/)\n' "${failed[*]}" "$logs"
printf '%d passed, %d failed, %d skipped\n' "$tests_passed" "$tests_failed" "$tests_skipped"
[ "${#failed[@]}" = 0 ]
