"""Programs that officials open our files with; where one is missing, its tests are skipped."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

# LibreOffice shows the values that a workbook brings along, unless told to compute them itself.
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program(name: str) -> str:
    """Return the path of a program; without it the test is skipped, but fails at the gate."""
    found = shutil.which(name)
    if not found and os.environ.get("CI"):
        pytest.fail(f"the gate must install {name}")
    if not found:
        pytest.skip(f"{name} is not installed")
    return str(found)


def converted(path: Path, suffix: str, folder: Path) -> Path:
    """Return *path* as LibreOffice opens it, computes every formula, and writes it as *suffix*."""
    return converted_all([path], suffix, folder)[0]


def converted_all(paths: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Return each of *paths* as ``converted`` does, in one start of LibreOffice."""
    office = program("soffice")
    # A profile of its own lets several conversions run at once.
    profile = folder.resolve() / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=120 + 10 * len(paths))
    return [folder / f"{path.stem}.{suffix.split(':')[0]}" for path in paths]


def printed(path: Path, folder: Path) -> str:
    """Return the text on the pages of *path* as LibreOffice prints it, without spaces."""
    pages = converted(path, "pdf", folder)
    command = [program("pdftotext"), "-layout", str(pages), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.replace(" ", "")
