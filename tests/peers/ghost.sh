#!/usr/bin/env bash
# A real Ghost on this machine, without anything in it at each start: its files come from npm, its database is MariaDB. It
# knows nothing of Marbre. Its mail goes to a closed port; whatever else would leave the machine is off.
#
#   ghost.sh start [PORT]   installs what is missing, starts, prints address, key and its owner's cookie as JSON
#   ghost.sh stop           stops the servers it started
#   ghost.sh sql QUERY      asks its database
#   ghost.sh pictures NAME  counts its pictures whose names begin so
#   ghost.sh forget NAME    deletes them
#
#   VERSION=6.65.0    another one of npm's
#   PEERS_DIR=        where the folder with everything of it lies; else target/peers
#
# It ends with 69 when Ghost can't be had: without npm or a network. MariaDB's programs are .ci/packages.sh's business
# (purpose `peers`). Nothing is compiled: install scripts are off. Measured on two cores: the first start takes 40 s, each
# later one 15 s; 1 GB.
set -euo pipefail
. "$(dirname "$0")/servers.sh"

version=${VERSION:-6.65.0}
# The one that is taken from npm where the machine's own does not fit.
node_version=22.23.3
peer=$(peer_folder "ghost-$version")
cd "$peer"
mkdir -p bin
app=$peer/app

# --- Ghost's files and the node that it runs on ---

fits() { # NODE
    local has
    has=$("$1" -p process.versions.node 2>/dev/null) || return 1
    case $version in
        5.*) case $has in 18.*|20.*|22.*) return 0 ;; esac ;;
        *) case $has in 22.2[3-9].*|22.[3-9][0-9].*) return 0 ;; esac ;;
    esac
    return 1
}

fetch_node() {
    local node
    node=$(readlink -f "$(command -v node)")
    if ! fits "$node"; then
        mkdir -p node
        echo '{"private":true}' > node/package.json
        (cd node && npm install --no-save --loglevel=error "node@$node_version")
        node=$peer/node/node_modules/node/bin/node
    fi
    ln -sfn "$node" bin/node
}

fetch_all() { fetch_node; fetch_ghost; }

fetch_ghost() {
    local manager
    rm -rf app unpacked
    mkdir unpacked
    (cd unpacked && npm pack --silent "ghost@$version" && tar xzf ghost-*.tgz)
    mv unpacked/package app
    rm -rf unpacked
    cd app
    if [ -f pnpm-lock.yaml ]; then
        manager=$(node -p 'require("./package.json").packageManager.split("+")[0]')
        npx --yes "$manager" install --prod --frozen-lockfile --ignore-scripts --store-dir "$peer/store"
    else
        # Its lock names hosts of git, so npm finds the versions, without what only developers need.
        rm -f yarn.lock
        node -e 'const fs = require("fs"), p = require("./package.json");
            delete p.devDependencies; p.overrides = p.resolutions || {}; delete p.resolutions;
            for (const [k, v] of Object.entries(p.overrides)) if (p.dependencies[k]) p.dependencies[k] = v;
            fs.writeFileSync("package.json", JSON.stringify(p, null, 1));'
        npm install --omit=dev --legacy-peer-deps --ignore-scripts --loglevel=error
    fi
    touch .fetched
}

# --- a site without anything in it ---

configure() { # URL PORT
    cat > "$app/config.production.json" <<JSON
{ "url": "$1", "server": {"host": "127.0.0.1", "port": $2, "shutdownTimeout": 5000},
  "database": {"client": "mysql", "connection": {"socketPath": "../mariadb.sock", "user": "ghost", "password": "ghost",
    "database": "ghost", "charset": "utf8mb4"}},
  "mail": {"from": "peer@example.com", "transport": "SMTP", "options": {"host": "127.0.0.1", "port": 9}},
  "privacy": {"useUpdateCheck": false, "useGravatar": false, "useRpcPing": false, "useTinfoil": true},
  "updateCheck": {"url": "http://127.0.0.1:9/"},
  "explore": {"update_url": "http://127.0.0.1:9/", "testimonials_url": "http://127.0.0.1:9/"},
  "security": {"staffDeviceVerification": false},
  "logging": {"transports": ["stdout"], "level": "info"}, "paths": {"contentPath": "$peer/content"} }
JSON
}

start() { # PORT
    local port=$1 url
    stop
    export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false PATH="$peer/bin:$PATH"
    if [ ! -x bin/node ] || [ ! -f app/.fetched ]; then fetch fetch_all; fi
    [ "$port" != 0 ] || port=$(free_port)
    url=http://127.0.0.1:$port
    rm -rf content
    cp -r app/content content
    start_mariadb ghost
    configure "$url" "$port"
    NODE_ENV=production start_server ghost "$app" "$peer/bin/node" index.js
    until_true ghost curl -fsS "$url/ghost/api/admin/site/"
    node "$here/ghost/setup.js" "$url"
}

stop() {
    stop_server ghost
    stop_server mariadb
}

case ${1:-} in
    start) start "${2:-0}" ;;
    stop) stop ;;
    forget) find content/images -type f -name "${2:?a name}*" -delete ;;
    pictures) find content/images -type f -name "${2:?a name}*" ! -name '*_o.*' | wc -l ;;
    sql) ask_mariadb ghost -e "${2:?a query}" ;;
    *) usage ;;
esac
