#!/bin/sh
# Write the two lock files anew, every file of every pinned version with its SHA-256: requirements-run.lock is what the
# package needs (and what builds it), requirements.lock that and the `dev` group. They hold for all systems and for
# Python 3.11 and newer. Pins that stand stay; `sh scripts/lock.sh python3 --upgrade` takes the newest of all.
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
[ $# -eq 0 ] || shift
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check "uv>=0.9"
printf 'hatchling>=1.27\neditables>=0.5\n' >"$place/build.in"
written() { # written FILE WORDS…: the lock of the package, the build tools and what the words add
  file=$1
  shift
  cp "$file" "$place/lock" 2>/dev/null || : >"$place/lock"
  "$place/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    --output-file "$place/lock" pyproject.toml "$place/build.in" "$@"
  { echo "# Made by \`make lock\`; do not edit. Install it with --require-hashes, then the package with --no-deps."
    cat "$place/lock"; } >"$place/whole"
  mv "$place/whole" "$file"
}
written requirements.lock --group dev "$@"
cp requirements.lock requirements-run.lock # so that both hold the same pins
written requirements-run.lock
