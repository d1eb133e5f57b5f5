"""The frozen folder packed for a stick: a .zip on Windows, a .tar.gz elsewhere, and a .deb where dpkg is."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDS = (
    "libegl1, libgl1, libxcb1, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-image0, libxcb-render-util0, "
    "libxcb-xkb1, libxcb-shape0, libxkbcommon-x11-0"
)
"""What a bare Debian 12 lacks for the window."""
DESKTOP = """[Desktop Entry]
Type=Application
Name=Raddir
Comment=Stories, needs and contributions, kept with consent
Exec=raddir
Terminal=false
Categories=Office;
"""


def pack(folder: Path, work: Path) -> list[Path]:
    """Pack the folder beside itself; the same folder gives the same tar."""
    name = f"raddir-{version()}-{sys.platform}-{platform.machine().lower()}"
    if sys.platform == "win32":
        return [Path(shutil.make_archive(str(folder.parent / name), "zip", folder.parent, folder.name))]
    if sys.platform == "darwin":
        return [_tar(folder.with_name("Raddir.app"), folder.parent / f"{name}.tar.gz")]
    made = [_tar(folder, folder.parent / f"{name}.tar.gz")]
    if shutil.which("dpkg-deb"):
        made.append(_deb(folder, work / "deb"))
    return made


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _tar(folder: Path, target: Path) -> Path:
    def nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with target.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        tar.add(folder, folder.name, filter=nobodys)
    return target


def _deb(folder: Path, tree: Path) -> Path:
    """A package that puts the folder under /opt and its name on the path and in the desktop's menu."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "opt" / "raddir", symlinks=True)
    for place in ("DEBIAN", "usr/bin", "usr/share/applications"):
        (tree / place).mkdir(parents=True)
    (tree / "usr" / "bin" / "raddir").symlink_to("/opt/raddir/raddir")
    (tree / "usr" / "share" / "applications" / "raddir.desktop").write_text(DESKTOP, "utf-8")
    size = sum(each.lstat().st_size for each in folder.rglob("*") if each.is_file()) // 1024
    kind = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()
    control = {
        "Package": "raddir", "Version": version(), "Architecture": kind, "Section": "misc", "Priority": "optional",
        "Maintainer": "the makers of Raddir <raddir@localhost>", "Installed-Size": str(size),
        "Depends": f"libc6 (>= {platform.libc_ver()[1]}), {NEEDS}", "Recommends": "libcups2",
        "Description": "stories, needs and contributions of members, kept with consent\n Works without a network; everything it keeps is encrypted.",
    }
    (tree / "DEBIAN" / "control").write_text("".join(f"{key}: {value}\n" for key, value in control.items()), "utf-8")
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(tree)], check=True)
    target = folder.parent / f"raddir_{version()}_{kind}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", str(tree), str(target)], capture_output=True, check=True)
    shutil.rmtree(tree)
    return target
