#!/usr/bin/env bash
# Prints the Python that makes the environment: the first that starts, is 3.11 or newer, and can make one. A name on the path isn't
# enough: version managers put names there that start nothing. Says what to install when there is none, or installs it as root on Debian.
set -euo pipefail

candidates="${RADDIR_PYTHON:-} python3.13 python3.12 python3.11 python3.14 python3 python"

first() { # the first Python that is new enough and has the modules asked for
  for each in $candidates; do
    "$each" -c "import sys, $1; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 && { echo "$each"; return; }
  done
  return 1
}

first "venv, ensurepip" && exit 0
if ! first sys >/dev/null; then
  echo "Raddir needs Python 3.11 or newer. Install it, or name it: make RADDIR_PYTHON=/path/to/python3" >&2
  exit 2
fi
package="$("$(first sys)" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing $package" >&2
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
  first "venv, ensurepip" && exit 0
fi
echo "Python lacks its modules venv and ensurepip. On Debian install them with:  sudo apt-get install $package" >&2
exit 2
