#!/usr/bin/env bash
# Installs what the tests of the executors and of the native engine need on Debian: Slurm, munge, Redis and OpenBLAS. The tests start their own; no service of the system's is started.
set -euo pipefail

packages=(slurm-wlm munge redis-server libopenblas0)
missing=()
for package in "${packages[@]}"; do
	[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then exit 0; fi

export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
# Packages ask this file whether they may start their service: 101 is no.
if [ ! -e "$policy" ]; then
	printf '#!/bin/sh\nexit 101\n' >"$policy"
	chmod 755 "$policy"
	trap 'rm -f "$policy"' EXIT
fi

install() { apt-get install --yes --no-install-recommends "${missing[@]}"; }
install || { apt-get update && install; }
