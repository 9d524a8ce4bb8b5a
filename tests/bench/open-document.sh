#!/usr/bin/env bash
# Opens one Markdown file in Marbre's window, in a library of its own: what an editor with an "open FILE" does.
#   open-document.sh PROGRAM FILE
set -euo pipefail
library=$(mktemp -d)
trap 'rm -rf "$library"' EXIT
"$1" import "$2" --library "$library" >/dev/null
"$1" --library "$library" --port 0
