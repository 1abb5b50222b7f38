#!/bin/sh
# Install Liantu from this folder on a machine without a network: sh install.sh [FOLDER, default /opt/liantu]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/liantu}
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != tuple(map(int, open(sys.argv[1]).read().split("."))))' \
    "$here/python-version" || {
    echo "需要 Python $(cat "$here/python-version")，与打包时相同 · the same Python as the bundle was made with is needed" >&2
    exit 1
}
(cd "$here" && sha256sum --quiet -c SHA256SUMS)
"$python" -m venv "$target"
"$target/bin/pip" install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels" \
    --constraint "$here/constraints.txt" liantu
echo "已安装到 $target · installed; try: $target/bin/liantu --workspace demo demo"
