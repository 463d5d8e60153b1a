# Sourced by tools/run and tools/test: finds or installs what they need.
# shellcheck shell=bash

fail() {
  echo "songshan: $*" >&2
  exit 1
}

# need_dotnet: the SDK that global.json asks for.
need_dotnet() {
  if ! command -v dotnet > /dev/null; then
    if [ -x /usr/share/dotnet/dotnet ]; then export PATH="$PATH:/usr/share/dotnet"
    elif [ -x "$HOME/.dotnet/dotnet" ]; then export PATH="$PATH:$HOME/.dotnet"
    else fail "the .NET 10 SDK is missing (no dotnet on PATH); install dotnet-sdk-10.0, then run this again."
    fi
  fi
  (cd "$root" && dotnet --version > /dev/null 2>&1) \
    || fail "the .NET SDK $(dotnet --list-sdks 2> /dev/null | tail -n 1 | cut -d' ' -f1) does not fit global.json; install dotnet-sdk-10.0, then run this again."
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
}

# need_packages PACKAGE...: Debian packages; as root they are installed, otherwise named.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    fail "these packages are missing; run: sudo apt-get install --no-install-recommends ${missing[*]}"
  fi
  echo "installing ${missing[*]} ..."
  local log
  log=$(mktemp)
  # Debian makes and starts a cluster of its own on installation; ours is private, so that one is not wanted.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } > "$log" 2>&1 \
    || { tail -n 5 "$log" >&2; fail "apt-get could not install ${missing[*]} (all of its output: $log)."; }
  rm -f "$log"
}

# need_node: Node 20 or newer. Debian 12's own is older, but its npm can fetch a newer one as a package, into .run/node.
need_node() {
  local own="$root/.run/node/node_modules/node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')"
  [ -x "$own/bin/node" ] && export PATH="$own/bin:$PATH"
  node_is_new_enough && return
  command -v npm > /dev/null || need_packages nodejs npm
  echo "installing Node.js 22 into .run/node ..."
  mkdir -p "$root/.run/node"
  (cd "$root/.run/node" && npm install --no-audit --no-fund --silent "$(basename "$own")@22.23.3") \
    || fail "Node.js 20 or newer is missing and npm could not fetch one; install it, then run this again."
  export PATH="$own/bin:$PATH"
  node_is_new_enough || fail "Node.js in .run/node does not start; install Node.js 20 or newer, then run this again."
}

node_is_new_enough() {
  command -v npm > /dev/null && [ "$(node -p 'process.versions.node.split(".")[0]' 2> /dev/null || echo 0)" -ge 20 ]
}

# newer_than STAMP PATH...: whether any file under the paths is newer than the stamp, or the stamp is missing.
newer_than() {
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -newer "$stamp" -print -quit)" ]
}

# build_web: the web client into src/web/dist, when its sources changed.
build_web() {
  newer_than "$root/src/web/dist/index.html" "$root/src/web" || return 0
  need_node
  echo "building the web client ..."
  local log
  log=$(mktemp)
  (
    cd "$root/src/web"
    newer_than node_modules/.package-lock.json package-lock.json && npm ci --no-audit --no-fund
    npm run build
  ) > "$log" 2>&1 || { tail -n 20 "$log" >&2; fail "the web client does not build (all of its output: $log)."; }
  touch "$root/src/web/dist/index.html"
  rm -f "$log"
}

# build_server: songshan into .run/songshan, when its sources changed.
build_server() {
  newer_than "$root/.run/built" "$root"/src/SongshanRoad.Gis.* "$root/Directory.Build.props" "$root/Directory.Packages.props" || return 0
  echo "building the server ..."
  local log
  log=$(mktemp)
  (cd "$root" && dotnet publish src/SongshanRoad.Gis.Cli -c Release -o .run/songshan --nologo -v quiet) > "$log" 2>&1 \
    || { grep -E 'error' "$log" | head -n 5 >&2; fail "the server does not build (all of its output: $log)."; }
  touch "$root/.run/built"
  rm -f "$log"
}

# build_load: the load generator into .run/load, when its sources changed.
build_load() {
  newer_than "$root/.run/load-built" "$root/tools/LoadGenerator" "$root"/src/SongshanRoad.Gis.{Client,Contracts,Trackers} || return 0
  echo "building the load generator ..."
  dotnet publish "$root/tools/LoadGenerator" -c Release -o "$root/.run/load" --nologo -v quiet
  touch "$root/.run/load-built"
}
