#!/usr/bin/env bash
# Installs what a fresh Debian machine lacks. Does nothing when everything is there.
# Usage: eng/install.sh [build|test]   build: the .NET SDK and Node.js; test: also a browser, fonts, Python, PostgreSQL and Slurm.
set -euo pipefail
want=${1:-build}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif have sudo; then sudo "$@"
  else
    echo "eng/install.sh: '$*' needs root. Run it as root, or install these packages yourself." >&2
    exit 1
  fi
}

packages=()
if ! have node || ! have npm; then packages+=(nodejs npm); fi
if [ "$want" = test ]; then
  have chromium || packages+=(chromium)
  # The bill of materials is written by a script (eng/sbom.py).
  have python3 || packages+=(python3)
  # The tests start a server of their own from these programs; the one that the package starts is not used.
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb || packages+=(postgresql)
  # A cluster of the tests' own, on loopback (eng/slurm.sh); the services that the packages start are not used.
  PATH=$PATH:/usr/sbin have slurmctld || packages+=(slurm-wlm munge)
  # Chinese pages are looked at too; without a CJK font they would be boxes.
  [ -n "$(find /usr/share/fonts "$HOME/.fonts" -iname '*cjk*' -print -quit 2>/dev/null)" ] || packages+=(fonts-noto-cjk)
fi

if [ ${#packages[@]} -gt 0 ]; then
  if ! have apt-get; then
    echo "eng/install.sh: please install: ${packages[*]}" >&2
    exit 1
  fi
  echo "Installing ${packages[*]} ..." >&2
  as_root apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
fi

if ! have dotnet || [ "$(dotnet --version 2>/dev/null | cut -d. -f1)" -lt 10 ]; then
  if have apt-get && apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; then
    as_root apt-get install -y -qq dotnet-sdk-10.0 >&2
  else
    echo "eng/install.sh: the .NET SDK 10 is missing. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again." >&2
    exit 1
  fi
fi
