#!/bin/sh
# Sees to a Chromium for the tests that open reports in a browser: any on the PATH, else Debian's package. Where neither
# is to be had, those tests are skipped, but in CI that is an error.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "installing Chromium"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends chromium >/dev/null
elif [ -n "${CI:-}" ]; then
    echo "there is no Chromium on the PATH, and it cannot be installed without apt-get as root" >&2
    exit 1
else
    echo "no Chromium: the tests that need a browser are skipped (install it, or run this as root)"
fi
