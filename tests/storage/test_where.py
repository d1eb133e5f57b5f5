"""Where a vault may not live: under a sync client, on a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import WrongInput
from storage import where


@pytest.mark.parametrize(("folder", "client"), [
    ("Dropbox", "Dropbox"), ("Dropbox (Example)", "Dropbox"), ("OneDrive", "OneDrive"), ("OneDrive - Example", "OneDrive"),
    ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"), ("iCloudDrive", "iCloud"), ("Google Drive", "Google Drive"),
    ("Nextcloud", "Nextcloud"), ("ownCloud", "ownCloud"), ("MEGA", "MEGA"), ("Library/CloudStorage/SomeBox", "CloudStorage"),
])
def test_folders_are_known_by_their_names_at_any_depth(tmp_path: Path, folder: str, client: str) -> None:
    (tmp_path / folder / "inside").mkdir(parents=True)
    assert where.watched_by(tmp_path / folder / "inside" / "vault") == client


@pytest.mark.parametrize(("mark", "client"), [
    (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".tmp.drivedownload", "Google Drive"), (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
    ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
])
def test_folders_are_known_by_what_the_client_leaves_in_them(tmp_path: Path, mark: str, client: str) -> None:
    (tmp_path / mark).mkdir()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert where.watched_by(tmp_path / "deep" / "er") == client
    with pytest.raises(WrongInput, match=client):
        where.refuse(tmp_path / "deep" / "vault")
    warning = where.warning(tmp_path / "deep")
    assert warning is not None and client in str(warning)


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    for name in ("megaphone", "dropboxes", "boxing", "Nextclouds of tomorrow"):
        (tmp_path / name).mkdir()
        assert where.watched_by(tmp_path / name) is None and where.warning(tmp_path / name) is None
        where.refuse(tmp_path / name)


def test_a_network_is_known_by_its_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / "share"
    share.mkdir()
    monkeypatch.setattr(where, "_mounts", lambda: [("/", "ext4"), (str(share), "cifs"), (str(share / "local"), "ext4")])
    assert where.watched_by(share / "vault") == "network" and where.watched_by(share / "local" / "vault") is None
    with pytest.raises(WrongInput, match="network"):
        where.refuse(share / "vault")
    assert "network" in str(where.warning(share))
