#!/usr/bin/env bash
# Measures Marbre and peers from outside, key to pixel, in one run, with a black-box typometer that is not part of
# Marbre: TYPOMETER is its script (its own recipes, peers.json, lie beside it), DOCUMENTS a folder with its texts.
# PEERS names the peers (default: ghostwriter,geany+markdown,retext).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
: "${TYPOMETER:?path of typometer.py}" "${DOCUMENTS:?folder with presse-10k.md and so on}"
peers=${PEERS-ghostwriter,geany+markdown,retext}
out=$root/target/bench/typometer
mkdir -p "$out"

# One file of recipes: the typometer's own and ours, with this checkout's places filled in.
python3 - "$(dirname "$TYPOMETER")/peers.json" "$here/marbre-recipe.json" "$root" > "$out/recipes.json" <<'PYTHON'
import json, sys

peers, ours, root = sys.argv[1:]
recipes = json.load(open(peers))
text = open(ours).read().replace("{marbre}", f"{root}/target/release/marbre").replace("{tests}", f"{root}/tests/bench")
recipes["editors"] += json.loads(text)["editors"]
json.dump(recipes, sys.stdout, indent=1)
PYTHON

/usr/bin/python3 "$TYPOMETER" --recipes "$out/recipes.json" --all --only "marbre${peers:+,$peers}" --docs "$DOCUMENTS" \
    --shots "$out/shots" --out "$out/results"
/usr/bin/python3 "$TYPOMETER" --report "$out/results"
