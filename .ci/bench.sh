#!/usr/bin/env bash
# Prints the table of budgets as this machine meets them: the core alone, the library at 100,000 drafts, and the whole
# path in the real window of a release build. Nothing here fails for being slow.
#
# With TYPOMETER=path/to/typometer.py and DOCUMENTS=folder (its makedocs.py makes them), Marbre and its peers are also
# measured key to pixel, from outside, in one run: tests/bench/typometer.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

printf '%s, %s cores, %s GiB, %s\n\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)" \
    "$([ -e /dev/dri/renderD128 ] && echo 'with a render node' || echo 'no GPU')"

printf '## The core, one key\n\n'
cargo bench --quiet --locked -p prose --bench manuscript
printf '\n## The library at 100,000 drafts, the journal\n\n'
cargo bench --quiet --locked -p store --bench library
printf '\n## A draft of 100 kB with 10,000 revisions\n\n'
cargo bench --quiet --locked -p store --bench history
printf '\n## 20,000 pictures that 100,000 drafts show\n\n'
cargo bench --quiet --locked -p store --bench pictures
printf '\n## Two revisions compared, three merged\n\n'
cargo bench --quiet --locked -p prose --bench revisions
printf '\n## Typography: whole texts, one sign\n\n'
cargo bench --quiet --locked -p prose --bench typography
printf '\n## Spelling\n\n'
cargo bench --quiet --locked -p copydesk --bench spelling
printf '\n## A full check of the copy\n\n'
cargo bench --quiet --locked -p acceptance --bench copy
printf '\n## After a kill\n\n'
cargo bench --quiet --locked -p acceptance --bench recovery

printf '\n## A picture of 24 megapixels\n\n'
cargo bench --quiet --locked -p acceptance --bench pictures

printf '\n## The whole path, in the real window\n\n'
cargo bench --quiet --locked -p acceptance --features window --bench window

if [ -n "${TYPOMETER:-}" ]; then
    printf '\n## From outside, key to pixel\n\n'
    tests/bench/typometer.sh
fi
