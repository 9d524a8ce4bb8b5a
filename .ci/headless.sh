#!/usr/bin/env bash
# The main job without a screen: publishes the sample article to the local site and says where it is.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "No display here (DISPLAY and WAYLAND_DISPLAY are empty): the window can't open."
echo "Publishing the sample article to the local site without it:"
target/release/marbre-cli publish src-tauri/crates/newsroom/samples/francais.md
echo "To read it in a browser: target/release/marbre-cli site"
