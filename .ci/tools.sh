#!/usr/bin/env bash
# Whether the two toolchains that Marbre is built with are there and new enough. It installs none: where they come
# from is the machine's owner's choice. Only rustfmt and clippy are added when rustup can do it.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted_rust=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
wanted_node=20

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

if ! command -v cargo >/dev/null; then
    echo "cargo is missing: install Rust $wanted_rust or newer (https://rustup.rs)." >&2
    exit 69
fi
rust=$(cargo --version | cut -d ' ' -f 2)
if ! at_least "$wanted_rust" "$rust"; then
    echo "Rust $wanted_rust or newer is needed, here is $rust: rustup update stable" >&2
    exit 69
fi
for part in rustfmt clippy; do
    cargo "${part/rustfmt/fmt}" --version >/dev/null 2>&1 && continue
    command -v rustup >/dev/null && rustup component add "$part" && continue
    echo "cargo ${part/rustfmt/fmt} is missing; only \`make test\` and \`make check\` need it." >&2
done
if ! command -v npm >/dev/null || ! at_least "$wanted_node" "$(node --version | tr -d v)"; then
    echo "Node $wanted_node or newer, with npm, is needed (https://nodejs.org)." >&2
    exit 69
fi
