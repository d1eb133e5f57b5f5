#!/usr/bin/env bash
# Names the system libraries that are missing, with the one line that installs them; installs them itself as root on Debian.
# Asked for `run` (the window's libraries), `test` (and what the tests read PDFs with, and a bus of their own), `build` (and what freezing needs) or `window`
# (and a virtual screen).
set -euo pipefail

[ "$(uname -s)" = Linux ] || exit 0

libraries="libegl1:libEGL.so.1 libgl1:libGL.so.1 libxcb-cursor0:libxcb-cursor.so.0 libxcb-icccm4:libxcb-icccm.so.4
libxcb-keysyms1:libxcb-keysyms.so.1 libxcb-image0:libxcb-image.so.0 libxcb-render-util0:libxcb-render-util.so.0 libxcb-xkb1:libxcb-xkb.so.1
libxcb-shape0:libxcb-shape.so.0 libxkbcommon-x11-0:libxkbcommon-x11.so.0 libfontconfig1:libfontconfig.so.1 libdbus-1-3:libdbus-1.so.3
libglib2.0-0:libglib-2.0.so.0"
programs=""
case "${1:-run}" in
  test) programs="poppler-utils:pdftotext gcc:gcc" ;;
  build) programs="binutils:objcopy" ;;
  window) programs="poppler-utils:pdftotext xvfb:Xvfb xdotool:xdotool" ;;
esac

known=$(/sbin/ldconfig -p 2>/dev/null || true)
missing=""
for pair in $libraries; do
  case "$known" in *"${pair#*:} "*) ;; *) missing="$missing ${pair%%:*}" ;; esac
done
for pair in $programs; do
  command -v "${pair#*:}" >/dev/null 2>&1 || missing="$missing ${pair%%:*}"
done
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing$missing"
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  else
    echo "Missing:$missing. Install them with:  sudo apt-get install$missing"
    [ "${1:-run}" = run ] || exit 2
  fi
else
  echo "Missing (names as in Debian):$missing. Install them with your system's software manager."
fi
