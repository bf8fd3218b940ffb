"""What is written holds nothing of the process that wrote it: its clock, its place, its chances."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner

from scoring.cli import main

ROOT = Path(__file__).parents[1]
RULESET = "kunming-department@2019"
CASE = str(ROOT / "cases/kunming-general-union-2019/submission.json")
BUREAU = str(ROOT / "cases/synthetic-bureau-2019/submission.json")
TEXTS = [part for suffix in ("txt", "md", "csv", "json") for part in ("-o", f"结果.{suffix}")]
COMMANDS = (
    ("score", RULESET, BUREAU, *TEXTS),
    ("score", RULESET, CASE, "-o", "结果.xlsx", "-o", "结果.html"),
    ("notices", RULESET, CASE, "-o", "告知书"),
    ("notices", RULESET, CASE, "-o", "网页告知书", "--format", "html"),
    ("forms", RULESET, CASE, "-o", "自评表"),
    ("template", RULESET, "-o", "报送表.xlsx"),
    ("template", RULESET, "-o", "汇总表.xlsx", "--layout", "wide"),
    ("sample", RULESET, "-n", "2", "--seed", "1", "-o", "数据.xlsx"),
    ("docs", RULESET, "-o", "规则.html"),
)


def write_all():
    for command in COMMANDS:
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, (command, result.output)


def digests(folder):
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_process_elsewhere_and_later_writes_the_same_bytes(tmp_path, monkeypatch):
    here, there = tmp_path / "这里", tmp_path / "那里"
    here.mkdir()
    there.mkdir()
    monkeypatch.chdir(here)
    write_all()
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    other = {"PYTHONPATH": paths, "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}
    code = "import test_same_bytes; test_same_bytes.write_all()"
    subprocess.run([sys.executable, "-c", code], cwd=there, env={**os.environ, **other}, check=True)

    assert len(digests(here)) == 14
    assert digests(there) == digests(here)
