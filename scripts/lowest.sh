#!/bin/sh
# Run the tests with the lowest versions that pyproject.toml allows, in a venv of its own (build/lowest): a bound that
# is too low shows here. What tests need beside the package is taken as new as it goes with those versions.
#   sh scripts/lowest.sh [PYTHON] [WORDS FOR PYTEST]     without words: the tests below, which touch every library
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
[ $# -eq 0 ] || shift
place=build/lowest
rm -rf "$place"
mkdir -p "$place"
"$python" -m venv "$place/venv"
bin=$PWD/$place/venv/bin
"$bin/python" -m pip install --quiet --disable-pip-version-check "uv>=0.9"
"$bin/uv" pip compile --quiet --resolution lowest-direct --python "$bin/python" --no-header --no-annotate \
  --output-file "$place/lowest.txt" pyproject.toml
"$bin/uv" pip install --quiet --python "$bin/python" --requirement "$place/lowest.txt"
"$bin/uv" pip install --quiet --python "$bin/python" --constraint "$place/lowest.txt" \
  hypothesis openpyxl playwright pytest pytest-timeout pytest-xdist
"$bin/uv" pip install --quiet --python "$bin/python" --no-deps --editable .
grep -E "^($(sed -n '/^dependencies = \[/,/^\]/s/^ *"\([a-z-]*\)>=.*/\1/p' pyproject.toml | paste -sd'|' -))==" "$place/lowest.txt"
[ $# -gt 0 ] || set -- -m "not slow and not browser" \
  tests/test_bound.py tests/test_borders.py tests/test_check.py tests/test_cli.py tests/test_completion.py \
  tests/test_compact_model.py tests/test_demo.py tests/test_good_inputs.py tests/test_helping.py tests/test_incidents.py \
  tests/test_map.py tests/test_network.py tests/test_osm.py tests/test_replan.py tests/test_report.py \
  tests/test_reported.py tests/test_show_tables.py tests/test_staff_rules.py tests/test_whatif.py tests/test_workbook.py \
  tests/test_workload.py tests/test_zoning.py
NUMBA_CACHE_DIR=$PWD/$place/kernels # kernels of another Numba must not take the place of ours
export NUMBA_CACHE_DIR
# pyproj asks whether an array is a number; NumPy before 2.4 warns of that where it has one element, and is right
exec "$bin/python" -m pytest -rfE -W "ignore:Conversion of an array with ndim:DeprecationWarning" "$@"
