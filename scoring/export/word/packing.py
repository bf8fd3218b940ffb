"""Word files packed so that the same content gives the same bytes."""

import io
import zipfile

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that archives know


def fixed(content: bytes) -> bytes:
    """Return the same archive as if it had been packed on the first day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            target.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
