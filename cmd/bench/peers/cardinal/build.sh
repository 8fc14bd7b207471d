#!/bin/sh
# Builds Cardinal 0.0.8 of the Open Contracting Partnership from its source on PyPI, once, and
# prints where the program is. Needs python3 with venv, cargo, a C compiler and a network; what it
# downloads and builds stays in the folder given, by default adal-bench/cardinal of the user's cache.
set -eu
version=0.0.8
sum=113313d8f27f7e6104f8f81d77040202ab5e71b049f7f3000d9a9519d8954b49
cache=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/adal-bench/cardinal}
source=$cache/ocdscardinal-$version
program=$source/target/release/ocdscardinal

if [ ! -x "$program" ]; then
    for need in python3 cargo cc; do
        command -v "$need" >/dev/null || { echo "Cardinal cannot be built: there is no $need" >&2; exit 1; }
    done
    mkdir -p "$cache"
    # The source names a nightly toolchain; a stable one of 2024 or later builds it as well.
    export RUSTUP_TOOLCHAIN="${RUSTUP_TOOLCHAIN:-stable}"
    if [ ! -f "$source.tar.gz" ]; then
        # pip asks the build backend for the name of what it downloads, so that must be there.
        python3 -m venv "$cache/venv"
        "$cache/venv/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1,<2' >&2
        PATH="$cache/venv/bin:$PATH" "$cache/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps \
            --no-binary :all: --no-build-isolation --dest "$cache" "ocdscardinal==$version" >&2
    fi
    echo "$sum  $source.tar.gz" | sha256sum --check --quiet >&2
    tar -xzf "$source.tar.gz" -C "$cache"
    rm -f "$source/rust-toolchain.toml"
    (cd "$source" && cargo build --quiet --release --locked --bin ocdscardinal >&2)
fi
echo "$program"
