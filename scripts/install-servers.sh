#!/usr/bin/env bash
# The real servers that tests and the Slurm example talk to, from Debian's packages: installs what is missing, and starts
# none of them.   bash scripts/install-servers.sh
set -euo pipefail

packages=(
  postgresql mariadb-server influxdb influxdb-client prometheus victoria-metrics
  slurmctld slurmd slurm-client munge
  openssl python3-prometheus-client sqlite3 zstd
)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "all there: ${packages[*]}"
  exit
fi

root=()
if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi

# Debian starts a service as soon as it is installed, unless this says no. One that is there already stays as it is.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap '"${root[@]}" rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
  "${root[@]}" chmod 755 "$policy"
fi

echo "installing: ${missing[*]}"
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends \
  "${missing[@]}"
