#!/usr/bin/env bash
# A real WordPress on this machine, fresh at each start: its files come from Debian's package, its server is PHP's own,
# its database SQLite or MariaDB. It knows nothing of Marbre, and sends nothing off the machine once it runs.
#
#   wordpress.sh start [PORT]   installs what is missing, starts, prints addresses and accounts as JSON
#   wordpress.sh stop           stops the servers it started
#   wordpress.sh away           takes the site off the network, with all that is in it
#   wordpress.sh back PORT      brings it back at its address
#
#   SUITE=trixie      which Debian has the package: bookworm 6.1, trixie 6.8, sid the newest
#   DATABASE=sqlite   or mariadb; SQLite needs WordPress 6.4
#   BARE=             1: without the registered meta key, as most sites are
#   PEERS_DIR=        where the folder with everything of it lies; else target/peers
#
# It ends with 69 when WordPress can't be had: where there is no Debian to take it from, or no network. The packages of the
# system are .ci/packages.sh's business (purpose `wordpress`, and `peers` for MariaDB). Measured on two cores: the first start
# takes 10 s, each later one 3 s; 70 MB with SQLite, 180 MB with MariaDB.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

suite=${SUITE:-trixie}
database=${DATABASE:-sqlite}
peer=${PEERS_DIR:-$here/../../target/peers}/wordpress-$suite-$database
mkdir -p "$peer"
peer=$(cd "$peer" && pwd)
www=$peer/www
socket=$peer/mariadb.sock

alive() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

# Each server leads a process group of its own: PHP's workers outlive their parent.
start_server() { # NAME COMMAND...
    local name=$1
    shift
    setsid "$@" > "$peer/$name.log" 2>&1 < /dev/null &
    echo $! > "$peer/$name.pid"
}

stop_server() { # NAME
    local file=$peer/$1.pid leader
    if alive "$file"; then
        leader=$(cat "$file")
        kill -TERM -- "-$leader" 2>/dev/null || true
        for _ in $(seq 100); do
            kill -0 -- "-$leader" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$leader" 2>/dev/null || true
    fi
    rm -f "$file"
}

until_true() { # WHAT COMMAND...
    local what=$1
    shift
    for _ in $(seq 150); do
        "$@" > /dev/null 2>&1 && return
        sleep 0.2
    done
    echo "wordpress.sh: $what does not answer, see $peer/*.log" >&2
    exit 1
}

# --- WordPress's files: the package is unpacked, not installed, for that would bring a web server ---

# An apt of its own, so that the machine's stays as it is.
prepare_apt() {
    local mirror key
    mirror=$(find /etc/apt -name '*.list' -o -name '*.sources' |
        xargs sed -nE 's#^(URIs:|deb) (.* )?([a-z+]+:[^ ]*/debian)/?( .*)?$#\3#p' | head -n 1)
    key=$(ls /usr/share/keyrings/debian-archive-keyring.* | head -n 1)
    mkdir -p "$fresh/lists/partial" "$fresh/cache/archives/partial"
    echo "deb [signed-by=$key] $mirror $suite main" > "$fresh/sources.list"
    apt=(-q -o "Dir::Etc::sourcelist=$fresh/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$fresh/lists"
        -o "Dir::Cache=$fresh/cache" -o APT::Sandbox::User=root)
    apt-get "${apt[@]}" update
}

# Links that leave the package point into other packages of the system.
mend_links() { # UNPACKED FOLDER
    local unpacked=$1 link inside to
    find "$2" -type l | while read -r link; do
        inside=${link#"$unpacked"}
        to=$(readlink "$link")
        [[ $to = /* ]] || to=$(realpath -m "$(dirname "$inside")/$to")
        if [ -e "$unpacked$to" ]; then
            rm "$link"
            cp -r "$unpacked$to" "$link"
        elif [ -e "$to" ]; then
            ln -sfn "$to" "$link"
        else
            rm "$link"
        fi
    done
}

fetch_wordpress() {
    local apt theme deb folder
    prepare_apt
    theme=$(apt-cache "${apt[@]}" search --names-only '^wordpress-theme-' | cut -d ' ' -f 1 | sort | tail -n 1)
    (cd "$fresh" && apt-get "${apt[@]}" download wordpress $theme)
    for deb in "$fresh"/*.deb; do dpkg-deb -x "$deb" "$fresh/unpacked"; done
    folder=$fresh/unpacked/usr/share/wordpress
    mend_links "$fresh/unpacked" "$folder"
    rm -f "$folder/wp-config.php"
    mkdir -p "$folder"/wp-content/{themes,plugins,mu-plugins,uploads}
    for theme in "$fresh"/unpacked/{usr/share/wordpress-themes,var/lib/wordpress/wp-content/themes}/*; do
        if [ -d "$theme" ] && [ ! -L "$theme" ]; then cp -r "$theme" "$folder/wp-content/themes/"; fi
    done
    [ "$database" = mariadb ] || fetch_sqlite "$folder"
    mv "$folder" "$www"
}

# WordPress's own drop-in for SQLite, out of a package of its project.
fetch_sqlite() { # FOLDER
    local plugin=sqlite-database-integration source
    (cd "$fresh" && npm pack --silent @wp-playground/cli@3.1.56 > /dev/null)
    tar xzf "$fresh"/wp-playground-cli-*.tgz -C "$fresh"
    unzip -q "$fresh/package/$plugin.zip" -d "$fresh/plugin"
    source=$(dirname "$(find "$fresh/plugin" -name db.copy | head -n 1)")
    cp -r "$source" "$1/wp-content/plugins/$plugin"
    sed -e "s#{SQLITE_IMPLEMENTATION_FOLDER_PATH}#$www/wp-content/plugins/$plugin#g" \
        -e "s#{SQLITE_PLUGIN}#$plugin/load.php#g" "$source/db.copy" > "$1/wp-content/db.php"
}

# --- a site without anything in it ---

start_mariadb() {
    local server account
    server=$(command -v mariadbd || echo /usr/sbin/mariadbd)
    account=$(id -un)
    [ -d "$peer/mariadb/mysql" ] || mariadb-install-db --no-defaults --user="$account" --skip-test-db \
        --auth-root-authentication-method=normal --datadir="$peer/mariadb" > "$peer/mariadb-install.log" 2>&1
    start_server mariadb "$server" --no-defaults --user="$account" --datadir="$peer/mariadb" --socket="$socket" \
        --pid-file="$peer/mariadb-own.pid" --skip-networking --innodb-buffer-pool-size=64M
    until_true MariaDB mariadb --no-defaults -uroot -S "$socket" -e 'select 1'
    mariadb --no-defaults -uroot -S "$socket" -e "drop database if exists wp; create database wp character set utf8mb4;
        create user if not exists wp@localhost identified by 'wp'; grant all on wp.* to wp@localhost"
}

configure() { # URL
    sed -e "s#{PEER}#$peer#g" -e "s#{URL}#$1#g" -e "s#{SOCKET}#$socket#g" "$here/wordpress/wp-config.php" > "$www/wp-config.php"
    cp "$here/wordpress/peer.php" "$www/wp-content/mu-plugins/peer.php"
    [ -n "${BARE:-}" ] || cp "$here/wordpress/registered-key.php" "$www/wp-content/mu-plugins/registered-key.php"
}

start() { # PORT
    local port=$1 url fresh
    stop
    if [ ! -f "$www/wp-settings.php" ]; then
        fresh=$(mktemp -d "$peer/fresh.XXXXXX")
        # In a shell of its own, which stops at the first thing that fails.
        local status=0
        (set -e; fetch_wordpress) > "$peer/fetch.log" 2>&1 & wait $! || status=$?
        rm -rf "$fresh"
        [ "$status" = 0 ] || { cat "$peer/fetch.log" >&2; exit 69; }
    fi
    rm -rf "$peer/sqlite" "$www/wp-content/uploads" "$www"/wp-content/mu-plugins/*.php
    mkdir -p "$peer/sqlite" "$www/wp-content/uploads"
    [ "$database" = sqlite ] || start_mariadb
    [ "$port" != 0 ] || port=$(php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo explode(":", stream_socket_get_name($s, false))[1];')
    url=http://127.0.0.1:$port
    configure "$url"
    php -d display_errors=0 "$here/wordpress/install.php" "$www" "$url" > "$peer/peer.json"
    back "$port"
    cat "$peer/peer.json"
}

back() { # PORT
    PHP_CLI_SERVER_WORKERS=4 start_server php php -d upload_max_filesize=64M -d post_max_size=64M -d memory_limit=256M \
        -S "127.0.0.1:$1" -t "$www" "$here/wordpress/router.php"
    until_true WordPress curl -fsS "http://127.0.0.1:$1/wp-json/wp/v2/posts"
}

stop() {
    stop_server php
    stop_server mariadb
}

case ${1:-} in
    start) start "${2:-0}" ;;
    stop) stop ;;
    away) stop_server php ;;
    back) back "$2" ;;
    *) sed -n '5,14s/^# *//p' "$0" >&2; exit 64 ;;
esac
