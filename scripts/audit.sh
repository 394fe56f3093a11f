#!/bin/sh
# Ask for known vulnerabilities of every locked version. Exit 0: asked, none known; else some are known, or it could not
# look: no network, no answer, a package that nobody could tell about.
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9" ||
  { echo "make audit: could not look: pip-audit could not be installed" >&2; exit 2; }
"$place/bin/pip-audit" --strict --disable-pip --require-hashes --progress-spinner off --requirement requirements.lock ||
  { echo "make audit: vulnerabilities are known, or it could not look; see above" >&2; exit 1; }
