# What every peer's script has alike: a folder of its own, and servers that are started, waited for and stopped. Sourced; knows
# no peer. `$0` is the script that sources it.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Everything of a peer lies in one folder: its path.
peer_folder() { # NAME
    local folder=${PEERS_DIR:-$here/../../target/peers}/$1
    mkdir -p "$folder"
    (cd "$folder" && pwd)
}

# What the head of the script says of its use.
usage() {
    sed -n '/^#  *'"$(basename "$0")"' /,/^set /s/^# *//p' "$0" >&2
    exit 64
}

# Installs once, in a shell of its own that stops at the first thing that fails; without it there is no such peer here (69).
fetch() { # COMMAND...
    local status=0
    (set -e; "$@") > "$peer/fetch.log" 2>&1 & wait $! || status=$?
    [ "$status" = 0 ] || { cat "$peer/fetch.log" >&2; exit 69; }
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

alive() { # NAME
    [ -s "$peer/$1.pid" ] && kill -0 "$(cat "$peer/$1.pid")" 2>/dev/null
}

# Each server leads a process group of its own: its workers may outlive it.
start_server() { # NAME FOLDER COMMAND...
    local name=$1 folder=$2
    shift 2
    (cd "$folder" && exec setsid "$@") > "$peer/$name.log" 2>&1 < /dev/null &
    echo $! > "$peer/$name.pid"
}

stop_server() { # NAME
    local leader
    if alive "$1"; then
        leader=$(cat "$peer/$1.pid")
        kill -TERM -- "-$leader" 2>/dev/null || true
        for _ in $(seq 100); do
            kill -0 -- "-$leader" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$leader" 2>/dev/null || true
    fi
    rm -f "$peer/$1.pid"
}

# Waits until a server answers this command.
until_true() { # NAME COMMAND...
    local name=$1
    shift
    for _ in $(seq 600); do
        "$@" > /dev/null 2>&1 && return
        alive "$name" || break
        sleep 0.2
    done
    echo "$(basename "$0"): $name does not answer:" >&2
    tail -n 20 "$peer/$name.log" >&2
    exit 1
}

# A MariaDB of this peer's own, with an empty database of this name for an account of this name and password. It is called
# from the peer's folder: whole, the path of its socket may be too long for one.
start_mariadb() { # DATABASE
    local server account
    server=$(command -v mariadbd || echo /usr/sbin/mariadbd)
    account=$(id -un)
    [ -d mariadb/mysql ] || mariadb-install-db --no-defaults --user="$account" --skip-test-db \
        --auth-root-authentication-method=normal --datadir="$peer/mariadb" > mariadb-install.log 2>&1
    start_server mariadb "$peer" "$server" --no-defaults --user="$account" --datadir="$peer/mariadb" \
        --socket=../mariadb.sock --pid-file="$peer/mariadb-own.pid" --skip-networking --innodb-buffer-pool-size=64M
    until_true mariadb ask_mariadb -e 'select 1'
    ask_mariadb -e "drop database if exists $1; create database $1 character set utf8mb4;
        create user if not exists $1@localhost identified by '$1'; grant all on $1.* to $1@localhost"
}

ask_mariadb() { # ARGUMENTS...
    mariadb --no-defaults --batch --skip-column-names -uroot -S mariadb.sock "$@"
}

# Debian's packages of one release, downloaded into a folder by an apt of its own, so that the machine's stays as it is.
# `apt` is then what it is called with.
prepare_apt() { # RELEASE FOLDER
    local release=$1 folder=$2 mirror key
    mirror=$(find /etc/apt -name '*.list' -o -name '*.sources' |
        xargs sed -nE 's#^(URIs:|deb) (.* )?([a-z+]+:[^ ]*/debian)/?( .*)?$#\3#p' | head -n 1)
    key=$(ls /usr/share/keyrings/debian-archive-keyring.* | head -n 1)
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    echo "deb [signed-by=$key] $mirror $release main" > "$folder/sources.list"
    apt=(-q -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$folder/lists"
        -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User=root)
    apt-get "${apt[@]}" update
}
