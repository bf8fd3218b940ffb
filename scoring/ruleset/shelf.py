"""Where the rulesets that come with the engine lie: ``<id>/<edition>.json``."""

from pathlib import Path


def shelf() -> Path:
    """Return the folder of rulesets: beside the code when installed, else in the project."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "rulesets"
    return installed if installed.is_dir() else package.parent / "rulesets"


def on_shelf() -> dict[str, Path]:
    """Return the file of every ``id@edition`` on the shelf."""
    files = sorted(shelf().glob("*/*.json"))
    return {f"{file.parent.name}@{file.stem}": file for file in files}
