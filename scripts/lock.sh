#!/bin/sh
# Write requirements.lock: what pip resolves today for the package and the `dev` group, from an empty environment.
# Run it with the oldest Python that is supported, so that the pins hold for newer ones too.
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check . --group dev
{
  echo "# What pip resolves for the package and its dev group on Python 3.11. Made by \`make lock\`; do not edit."
  "$place/bin/python" -m pip freeze --exclude assign | LC_ALL=C sort -f
} >requirements.lock
