"""Where a vault may not live: in a folder that a sync client copies, or on a network.

A sync client takes files apart while they are written and brings old ones back; locks and syncs on a network are promises nobody keeps
(`vault.md`: nextcloud/server #62321, KeePassXC #6072). A backup may go to such a place: it is one finished, encrypted file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from locales import N_
from models.errors import WrongInput

__all__ = ["refuse", "warning", "watched_by"]

_NAMES = (
    (re.compile(r"onedrive( -.*)?|onedrive-.*"), "OneDrive"), (re.compile(r"dropbox( \(.*\))?|dropbox-.*"), "Dropbox"),
    (re.compile(r"mobile documents|iclouddrive|icloud drive.*|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"google ?drive|googledrive-.*"), "Google Drive"), (re.compile(r"nextcloud\d*|nextcloud-.*"), "Nextcloud"),
    (re.compile(r"owncloud\d*"), "ownCloud"), (re.compile(r"syncthing"), "Syncthing"), (re.compile(r"pclouddrive|pcloud drive"), "pCloud"),
    (re.compile(r"mega|megasync"), "MEGA"), (re.compile(r"box-box|box sync"), "Box"), (re.compile(r"cloudstorage"), "CloudStorage"),
)
"""Folders by the names that the clients give them."""
_MARKS = (
    (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".dropbox.cache", "Dropbox"), (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"), (".tmp.drivedownload", "Google Drive"), (".sync", "Resilio Sync"), (".seafile-data", "Seafile"),
)
"""What the clients leave in the folder they watch, or in one above."""
_SYNC_DATABASE = re.compile(r"\.?_?\.?sync_[0-9a-f]{8,}\.db")
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs",
    "fuse.davfs2", "fuse.gvfsd-fuse", "ncpfs", "coda",
})
_DRIVE_REMOTE = 4  # <fileapi.h>


def watched_by(folder: Path) -> str | None:
    """The name of the sync client that watches a folder, or "network"; None when nothing is known against it. Never raises."""
    whole = Path(folder).absolute()
    with suppress(OSError):
        whole = whole.resolve()
    for each in (whole, *whole.parents):
        with suppress(OSError):  # a folder that can't be looked into says nothing about those above it
            if known := _client(each):
                return known
    with suppress(OSError, subprocess.SubprocessError):
        if _on_network(whole):
            return "network"
    return None


def _client(folder: Path) -> str | None:
    """The sync client that a folder bears the name or the marks of. Raises OSError."""
    if known := next((client for name, client in _NAMES if name.fullmatch(folder.name.casefold())), None):
        return known
    if known := next((client for mark, client in _MARKS if (folder / mark).exists()), None):
        return known
    return "Nextcloud" if _has_sync_database(folder) else None


def _has_sync_database(folder: Path) -> bool:
    if not folder.is_dir() or folder.parent == folder:
        return False
    with os.scandir(folder) as entries:
        return any(each.name.startswith((".sync_", "._sync_")) and _SYNC_DATABASE.fullmatch(each.name) for each in entries)


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return str(folder).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE
    return _file_system(folder, _mounts()) in _NETWORK


def _mounts() -> list[tuple[str, str]]:
    """Every mounted place and the kind of its file system."""
    if sys.platform == "darwin":
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False).stdout
        return re.findall(r" on (.+) \((\w+)[,)]", said)
    lines = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    parts = [line.split(" ") for line in lines if " - " in line]
    return [(re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), each[4]), each[each.index("-") + 1]) for each in parts]


def _file_system(folder: Path, mounts: list[tuple[str, str]]) -> str:
    """The kind of the file system that holds a folder: that of the longest mounted path above it, the last mounted of equals."""
    above = [(len(Path(place).parts), number, kind) for number, (place, kind) in enumerate(mounts) if folder.is_relative_to(place)]
    return max(above)[2] if above else ""


def refuse(folder: Path) -> None:
    """Refuse a place for a new vault. Raises WrongInput saying why."""
    client = watched_by(folder)
    if client == "network":
        raise WrongInput(N_("{place} is on a network, where a vault can be torn apart; make it on this computer's own disk."), place=folder)
    if client is not None:
        raise WrongInput(
            N_("{client} copies {place}, which tears a vault apart and brings erased people back; make it in a folder that nothing copies."),
            place=folder, client=client,
        )


def warning(folder: Path) -> WrongInput | None:
    """What to say, hard, of a vault that lives in such a place already."""
    client = watched_by(folder)
    if client is None:
        return None
    if client == "network":
        return WrongInput(N_("This vault is on a network, where it can be torn apart; move its folder to this computer's own disk."))
    return WrongInput(
        N_("This vault is in a folder that {client} copies. That can tear it apart and bring erased people back; move it elsewhere soon."),
        client=client,
    )
