# Sourced from the project's folder: makes .venv hold exactly what a lock file names.
#
#   environment requirements.lock     what the program needs
#   environment test.lock             that and all that checks it
#
# Needs python3 (3.11 or newer) with pip; no root, no compiler. A second call costs nothing.

export UV_PYTHON_DOWNLOADS=never
# Compiled modules are kept, wherever this runs: without them every start takes twice as long.
unset PYTHONDONTWRITEBYTECODE

stop() { echo "$*" >&2; exit 1; }

# The stamp changes with the lock, with the place (a venv cannot be moved) and with Python.
stamp() { { cat "$1"; pwd; "$python" -V; } | cksum; }

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    stop "Prasan needs Python 3.11 or newer: sudo apt install python3 python3-pip"
}

# uv installs in seconds; where it cannot be had or fails, plain pip does the same work.
by_uv() { # folder lock
    [ -x .tools/bin/uv ] || "$python" -m pip install -q --disable-pip-version-check --no-deps \
        --require-hashes --target .tools -r tools/installer.lock 2>/dev/null || return 1
    .tools/bin/uv venv -q --allow-existing --python "$python" "$1" &&
        .tools/bin/uv pip sync -q --require-hashes --python "$1/bin/python" "$2"
}

by_pip() { # folder lock
    "$python" -m venv --clear "$1" || stop "Prasan needs pip: sudo apt install python3-pip"
    "$1/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$2"
}

# The package itself is used where it lies; only its name and its command go into .venv.
link_package() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd >"$site/prasan.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m prasan "$@"\n' "$(pwd)" >.venv/bin/prasan
    chmod +x .venv/bin/prasan
}

environment() { # lock
    find_python
    # Who has the test tools keeps them: test.lock holds all that requirements.lock does.
    [ -e .venv/.test.lock ] && set -- test.lock
    [ "$(cat ".venv/.$1" 2>/dev/null)" = "$(stamp "$1")" ] && return
    echo "Installing Python packages from $1 ..."
    rm -f .venv/.requirements.lock .venv/.test.lock
    by_uv .venv "$1" || by_pip .venv "$1"
    link_package
    stamp "$1" >".venv/.$1"
}
