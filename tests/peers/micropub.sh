#!/usr/bin/env bash
# A real Micropub endpoint on this machine, empty at each start: the protocol is django-indieweb's, what it keeps lies in
# files beside it. It knows nothing of Marbre, and sends nothing off the machine once it runs.
#
#   micropub.sh start [PORT]   installs what is missing, starts, prints addresses and tokens as JSON
#   micropub.sh stop           stops the server it started
#
#   PEERS_DIR=                 where the folder with everything of it lies; else target/peers
#
# Needs python3 with venv. Measured on two cores: the first start takes 55 s, each later one 2 s; 110 MB.
set -euo pipefail
. "$(dirname "$0")/servers.sh"

version=0.6.2
peer=$(peer_folder micropub)
python=$peer/venv/bin/python

install() {
    python3 -m venv "$peer/venv"
    "$peer/venv/bin/pip" install --quiet --disable-pip-version-check "django-indieweb==$version"
}

start() { # PORT
    local port=$1
    stop_server server
    "$python" -c 'import indieweb' 2>/dev/null || fetch install
    [ "$port" != 0 ] || port=$(free_port)
    rm -rf "$peer/state"
    mkdir -p "$peer/state"
    export PEER_STATE=$peer/state PEER_URL=http://127.0.0.1:$port
    export PYTHONPATH=$here/micropub PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=site_of_the_peer
    "$python" "$here/micropub/accounts.py" > "$peer/peer.json"
    start_server server "$peer" "$python" -m django runserver --noreload --nothreading "127.0.0.1:$port"
    until_true server "$python" -c "import urllib.request as u; u.urlopen('$PEER_URL/')"
    cat "$peer/peer.json"
}

case ${1:-} in
    start) start "${2:-0}" ;;
    stop) stop_server server ;;
    *) usage ;;
esac
