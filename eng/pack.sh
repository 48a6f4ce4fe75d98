#!/usr/bin/env bash
# Packs what is given away and proves that it runs: the .NET tool (installed from a local folder), the NuGet package of the numerics, the bill of materials, and one
# self-contained file that runs in a root with nothing in it but libc and OpenSSL (no .NET, no ICU, no shell). All three give the bytes of the clone's own build.
# Usage: eng/pack.sh [OUTPUT]      default: artifacts/release. The bare root needs root (chroot); without it that step is skipped and said.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
out=${1:-artifacts/release}
mkdir -p "$out"
out=$(readlink -f "$out")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
quiet=(-v quiet --nologo -p:RunAnalyzers=false)

dotnet pack src/Freeboard.Cli -c Release -o "$out" "${quiet[@]}"
dotnet pack src/Freeboard -c Release -o "$out" "${quiet[@]}"
python3 eng/sbom.py "$out/freeboard-$version.cdx.json"

# What each of them makes of the market that is shipped.
rows() { # PROGRAM...: sha256 of the rows, of the sentence of a solved row and of a page without its time of day
  "$@" assess "$market" --store "$1.db" --report "$1.html" --as-of latest | sha256sum | cut -d' ' -f1
}

market=samples/market
tool=$work/tool
dotnet tool install Freeboard.Cli --tool-path "$tool" --add-source "$out" --version "$version" >/dev/null
reference=$(dotnet src/Freeboard.Cli/bin/Release/net10.0/Freeboard.Cli.dll assess $market --store "$work/a.db" --report "$work/a.html" --as-of latest | sha256sum | cut -d' ' -f1)
got=$(rows "$tool/freeboard")
[ "$got" = "$reference" ] || { echo "the installed tool gives other rows" >&2; exit 1; }
echo "tool: Freeboard.Cli.$version.nupkg, $(stat -c %s "$out/Freeboard.Cli.$version.nupkg") bytes, installed from a folder, the rows of the clone"

# One file. Without ICU on the machine there is no culture data: the program runs on the invariant culture and its own two languages.
dotnet publish src/Freeboard.Cli -c Release -r linux-x64 --self-contained -o "$work/bare" "${quiet[@]}" \
  -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:EnableCompressionInSingleFile=true -p:DebugType=none \
  -p:InvariantGlobalization=true -p:PredefinedCulturesOnly=false -p:PackAsTool=false -p:NuGetLockFilePath=obj/packages.linux-x64.lock.json -p:GenerateDocumentationFile=false
file=$out/freeboard-$version-linux-x64
mv "$work/bare/Freeboard.Cli" "$file"
echo "one file: $(basename "$file"), $(stat -c %s "$file") bytes"
if [ "$(id -u)" -ne 0 ]; then
  echo "NOT RUN: the bare root needs root for chroot" >&2
  exit 0
fi

bare=$work/root
mkdir -p "$bare"/{tmp,data,lib64,proc,dev}
cp "$file" "$bare/freeboard"
# .NET hashes with OpenSSL, which it looks for on the machine: the one thing beside libc that must be there.
mapfile -t openssl < <(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | awk '$1 ~ /^lib(ssl|crypto)\.so\.3$/ { print $NF }')
{ printf '%s\n' "${openssl[@]}"; ldd "$file" "${openssl[@]}" | grep -o '/[^ :]*' | grep -v "^$file"; } | sort -u | while read -r library; do mkdir -p "$bare$(dirname "$library")"; cp -L "$library" "$bare$library"; done
# The unpacked libraries of SQLite ask for no more than libc has.
cp -r $market "$bare/data/market"
# The kernel's own view of processes, which every container has, and without which the runtime does not start.
mount -t proc proc "$bare/proc"
trap 'umount "$bare/proc"; rm -rf "$work"' EXIT
mknod -m 666 "$bare/dev/null" c 1 3 2>/dev/null || true
mknod -m 444 "$bare/dev/urandom" c 1 9 2>/dev/null || true
# The one file unpacks its native library below the home directory, so there is one; nothing of this machine's environment is handed on but a path with nothing on it.
inside() { env -i HOME=/data PATH="$PATH" chroot "$bare" /freeboard "$@"; }
got=$(inside assess /data/market --store /data/b.db --report /data/b.html --as-of latest | sha256sum | cut -d' ' -f1)
[ "$got" = "$reference" ] || { echo "the file in the bare root gives other rows" >&2; exit 1; }
inside assess /data/market --store /data/b.db --report /data/zh.html --as-of latest --language zh-CN >/dev/null
grep -q '违约' "$bare/data/zh.html" || { echo "the Chinese report has no Chinese in it" >&2; exit 1; }
inside store backup /data/c.db --store /data/b.db >/dev/null
inside store check --store /data/c.db >/dev/null
inside doctor --store /data/b.db | sed 's/^/  /'
echo "bare root: $(find "$bare" -xdev -type f -not -path "$bare/data/*" | wc -l) files, $(find "$bare" -xdev -name '*.so*' | wc -l) of them libraries; no .NET, no ICU, no shell: the rows of the clone, the Chinese report, a backup, a sound store"
