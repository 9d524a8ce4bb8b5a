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
. "$(dirname "$0")/servers.sh"

suite=${SUITE:-trixie}
database=${DATABASE:-sqlite}
peer=$(peer_folder "wordpress-$suite-$database${BARE:+-bare}")
cd "$peer"
www=$peer/www

# --- WordPress's files: the package is unpacked, not installed, for that would bring a web server ---

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
    prepare_apt "$suite" "$fresh"
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

configure() { # URL
    sed -e "s#{PEER}#$peer#g" -e "s#{URL}#$1#g" -e "s#{SOCKET}#$peer/mariadb.sock#g" "$here/wordpress/wp-config.php" > "$www/wp-config.php"
    cp "$here/wordpress/peer.php" "$www/wp-content/mu-plugins/peer.php"
    [ -n "${BARE:-}" ] || cp "$here/wordpress/registered-key.php" "$www/wp-content/mu-plugins/registered-key.php"
}

start() { # PORT
    local port=$1 url
    stop
    if [ ! -f "$www/wp-settings.php" ]; then
        fresh=$(mktemp -d "$peer/fresh.XXXXXX")
        # Whatever comes of it; no local name would live so long.
        trap 'rm -rf "$fresh"' EXIT
        fetch fetch_wordpress
    fi
    rm -rf "$peer/sqlite" "$www/wp-content/uploads" "$www"/wp-content/mu-plugins/*.php
    mkdir -p "$peer/sqlite" "$www/wp-content/uploads"
    [ "$database" = sqlite ] || start_mariadb wp
    [ "$port" != 0 ] || port=$(free_port)
    url=http://127.0.0.1:$port
    configure "$url"
    php -d display_errors=0 "$here/wordpress/install.php" "$www" "$url" > "$peer/peer.json"
    back "$port"
    cat "$peer/peer.json"
}

back() { # PORT
    PHP_CLI_SERVER_WORKERS=4 start_server php "$peer" php -d upload_max_filesize=64M -d post_max_size=64M -d memory_limit=256M \
        -S "127.0.0.1:$1" -t "$www" "$here/wordpress/router.php"
    until_true php curl -fsS "http://127.0.0.1:$1/wp-json/wp/v2/posts"
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
    *) usage ;;
esac
