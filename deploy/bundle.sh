#!/bin/sh
# Make build/liantu-bundle.tar.gz: all that a machine without a network needs, and try it where there is none.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
bundle=build/bundle
rm -rf "$bundle" && mkdir -p "$bundle/wheels"
"$python" -m venv build/bundle-env
build/bundle-env/bin/pip wheel --quiet --disable-pip-version-check -c constraints.txt --wheel-dir "$bundle/wheels" .
cp constraints.txt deploy/install.sh deploy/liantu.service docs/operations.md "$bundle/"
"$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' > "$bundle/python-version"
(cd "$bundle" && find . -type f ! -name SHA256SUMS | sort | xargs sha256sum > SHA256SUMS)
tar -czf build/liantu-bundle.tar.gz -C build bundle

trial=build/bundle-trial
rm -rf "$trial" && mkdir -p "$trial"
tar -xzf build/liantu-bundle.tar.gz -C "$trial"
cut="" how="无网络试装通过 · tried without a network"
if unshare --net --map-root-user true 2>/dev/null; then
    cut="unshare --net --map-root-user"
elif unshare --net true 2>/dev/null; then
    cut="unshare --net"
else
    how="试装通过，但不能建立无网络的环境，网络仍在 · tried with the network on: no network namespace here"
fi
PYTHON=$python $cut sh -c "
    sh '$trial/bundle/install.sh' '$trial/liantu' &&
    '$trial/liantu/bin/liantu' --workspace '$trial/demo' demo --json > '$trial/demo.json'"
echo "   ok: build/liantu-bundle.tar.gz ($(du -h build/liantu-bundle.tar.gz | cut -f1))，$how"
