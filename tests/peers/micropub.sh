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
here=$(cd "$(dirname "$0")" && pwd)

version=0.6.2
peer=${PEERS_DIR:-$here/../../target/peers}/micropub
mkdir -p "$peer"
peer=$(cd "$peer" && pwd)
python=$peer/venv/bin/python

alive() { [ -s "$peer/server.pid" ] && kill -0 "$(cat "$peer/server.pid")" 2>/dev/null; }

stop() {
    if alive; then
        kill -TERM -- "-$(cat "$peer/server.pid")" 2>/dev/null || true
        for _ in $(seq 50); do
            alive || break
            sleep 0.1
        done
    fi
    rm -f "$peer/server.pid"
}

install() {
    "$python" -c 'import indieweb' 2>/dev/null && return
    python3 -m venv "$peer/venv" >&2
    "$peer/venv/bin/pip" install --quiet --disable-pip-version-check "django-indieweb==$version" >&2 || exit 69
}

free_port() { "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start() {
    local port=${1:-}
    stop
    install
    port=${port:-$(free_port)}
    rm -rf "$peer/state"
    mkdir -p "$peer/state"
    export PEER_STATE=$peer/state PEER_URL=http://127.0.0.1:$port
    export PYTHONPATH=$here/micropub PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=site_of_the_peer
    "$python" "$here/micropub/accounts.py" > "$peer/peer.json"
    setsid "$python" -m django runserver --noreload --nothreading "127.0.0.1:$port" \
        > "$peer/server.log" 2>&1 < /dev/null &
    echo $! > "$peer/server.pid"
    for _ in $(seq 100); do
        if "$python" -c "import urllib.request as u; u.urlopen('$PEER_URL/')" 2>/dev/null; then
            cat "$peer/peer.json"
            return
        fi
        alive || break
        sleep 0.2
    done
    tail -n 20 "$peer/server.log" >&2
    exit 1
}

case ${1:-} in
    start) start "${2:-}" ;;
    stop) stop ;;
    *) echo "usage: micropub.sh start [PORT] | stop" >&2; exit 64 ;;
esac
