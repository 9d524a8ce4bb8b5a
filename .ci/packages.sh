#!/usr/bin/env bash
# Which packages of the system Marbre needs, one list per purpose, and their installation where apt is.
# On other systems it prints the list and stops. It knows nothing of cargo, npm or Marbre's own build.
#
#   .ci/packages.sh PURPOSE...        build · window · test · bench · wordpress · peers
#   .ci/packages.sh --list PURPOSE…   only prints them
set -euo pipefail

packages_of() {
    case $1 in
        # compiles the crates that have no window (bundled SQLite and TLS are C)
        build) echo build-essential pkg-config ca-certificates ;;
        # compiles and runs the window
        window) packages_of build
            echo libwebkit2gtk-4.1-dev libgtk-3-dev libdbus-1-dev librsvg2-common \
                dbus xdg-utils fonts-dejavu-core ;;
        # drives the real window without a screen, with real keys; breaks disks; reads pictures and words as others do
        test) packages_of window
            echo webkit2gtk-driver xvfb dbus-daemon openbox xdotool xclip python3-gi gir1.2-gtk-3.0 x11-utils x11-xkb-utils xkb-data \
                git imagemagick libgs-common libimage-exiftool-perl libavif-bin procps strace util-linux python3-venv \
                hunspell wfrench wamerican wbritish debian-faq debian-faq-fr
            packages_of wordpress ;;
        # measures it from outside, beside its peers
        bench) packages_of test
            echo time libvips-tools python3-xlib python3-numpy python3-psutil python3-pil \
                ghostwriter geany geany-plugin-markdown retext ;;
        # serves a real WordPress with SQLite; it comes unpacked from its package, which expects the last three
        wordpress) echo php-cli php-curl php-gd php-mbstring php-sqlite3 php-xml curl unzip \
            php-getid3 libjs-cropper libjs-underscore ;;
        # and every other real site there is: programs without their services
        peers) packages_of build; packages_of wordpress
            echo php-mysql mariadb-server-core mariadb-client-core python3-venv strace ;;
        *) echo "packages.sh: no such purpose: $1" >&2; exit 64 ;;
    esac
}

missing_of() {
    local name state
    for name in "$@"; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)
        [ "$state" = installed ] || printf '%s ' "$name"
    done
}

# Locks are waited for: another program may be installing at the same time.
apt() {
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 "$@"
}

only_list=no
[ "${1:-}" = --list ] && { only_list=yes; shift; }
wanted=$(for purpose in "$@"; do packages_of "$purpose"; done | tr ' ' '\n' | sort -u | tr '\n' ' ')
if [ "$only_list" = yes ]; then echo "$wanted"; exit 0; fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This system has no apt. Marbre needs what Debian calls:" >&2
    printf '  %s\n' $wanted >&2
    echo "Install these by their names here, then call make with MARBRE_SKIP_PACKAGES=1." >&2
    exit 69
fi

missing=$(missing_of $wanted)
[ -n "$missing" ] || exit 0
echo "Installing through apt: $missing"
if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "That needs root, and there is no sudo here. As root: apt-get install $missing" >&2
    exit 77
fi
# The lists may be old, or absent on a fresh system: they are fetched again only when apt can't do without.
apt install -y --no-install-recommends $missing || {
    apt update
    apt install -y --no-install-recommends $missing
}
