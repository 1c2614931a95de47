#!/bin/sh
# Puts a Go program at a pinned version into a folder of the project:
#
#     tools/install_go_tool.sh NAME VERSION MODULE FOLDER
#
# Taken from the PATH when the version there fits; else built through the Go module proxy from the versions and
# checksums in tools/NAME/go.mod and go.sum; else the release download, held against its published checksum.
set -eu
name=$1 version=$2 module=$3 folder=$4
here=$(cd "$(dirname "$0")" && pwd)
target=$folder/$name

version_of() { "$1" version 2>/dev/null | sed -n 's/^Version: *v*//p'; }

[ -x "$target" ] && [ "$(version_of "$target")" = "$version" ] && exit 0
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
target=$folder/$name

found=$(command -v "$name" || true)
if [ -n "$found" ] && [ "$(version_of "$found")" = "$version" ]; then
    ln -sf "$found" "$target"
    exit 0
fi

if command -v go >/dev/null; then
    echo "building $name $version"
    if (cd "$here/$name" && go build -ldflags "-X $module/pkg/version.Version=$version" -o "$target" "$module"); then
        exit 0
    fi
    echo "building $name failed, trying the release" >&2
fi

case "$(uname -s)" in Darwin) os=darwin Os=Darwin ;; *) os=linux Os=Linux ;; esac
case "$(uname -m)" in arm64 | aarch64) arch=arm64 cpu=arm64 ;; *) arch=amd64 cpu=x86_64 ;; esac
releases=https://github.com/open-policy-agent/$name/releases/download/v$version
case "$name" in
opa) file=opa_${os}_${arch}_static sums=$file.sha256 ;;
regal) file=regal_${Os}_${cpu} sums=checksums.txt ;;
esac
echo "downloading $name $version"
trap 'rm -f "$target.part" "$target.sums"' EXIT
curl --fail --location --silent --show-error --output "$target.part" "$releases/$file"
curl --fail --location --silent --show-error --output "$target.sums" "$releases/$sums"
expected=$(grep "$file" "$target.sums" | cut -d' ' -f1)
actual=$( (sha256sum "$target.part" 2>/dev/null || shasum -a 256 "$target.part") | cut -d' ' -f1)
[ -n "$expected" ] && [ "$actual" = "$expected" ] || { echo "$name: the checksum does not fit" >&2; exit 1; }
chmod +x "$target.part"
mv "$target.part" "$target"
