#!/usr/bin/env bash
# The real servers that tests and the Slurm example talk to, from Debian's packages: installs what is missing, and starts
# none of them; and better-sqlite3, where it can be built.   bash scripts/install-servers.sh
set -euo pipefail

# better-sqlite3, on which seedSqlite runs where Node has no SQLite of its own, built from source: a binary made elsewhere
# may not load, and as a dependency it would have to be built by everybody. vitest.config.ts knows the folder.
build_sqlite() {
  local version=12.11.1 home headers
  home=${XDG_CACHE_HOME:-$HOME/.cache}/faker-server-sqlite/node-$(node -p process.versions.modules)
  if node -e "require('module').createRequire('$home/')('better-sqlite3')(':memory:')" 2>/dev/null; then
    echo "all there: better-sqlite3 in $home"
    return
  fi
  # Headers that came with this Node; else node-gyp fetches them.
  headers=$(node -p 'path.dirname(path.dirname(fs.realpathSync(process.execPath)))')
  [ ! -e "$headers/include/node/node_version.h" ] || export npm_config_nodedir=$headers
  echo "building: better-sqlite3 $version in $home"
  mkdir -p "$home"
  printf '{"private":true,"allowScripts":{"better-sqlite3":true}}' >"$home/package.json"
  JOBS=max npm_config_build_from_source=true npm install --prefix "$home" --no-audit --no-fund --loglevel=error \
    --ignore-scripts=false "better-sqlite3@$version"
}

# Node 24 has SQLite without it: its tests are skipped where it cannot be built, for want of Node's headers, say.
build_sqlite_if_possible() {
  ( build_sqlite ) || echo 'better-sqlite3 could not be built: its tests are skipped'
}

packages=(
  postgresql pgbouncer mariadb-server influxdb influxdb-client prometheus victoria-metrics
  slurmctld slurmd slurm-client munge
  g++ make openssl python3
  fish python3-prometheus-client sqlite3 zsh zstd
)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "all there: ${packages[*]}"
  build_sqlite_if_possible
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

build_sqlite_if_possible
