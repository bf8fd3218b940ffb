"""Every run is alike: the same examples of properties, commands in Chinese, 100 columns wide."""

import os

from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None, database=None)
settings.load_profile("same every time")

# Of one name, they cannot be imported side by side to look for examples in them.
collect_ignore_glob = ["*/conftest.py"]

os.environ |= {"LANGUAGE": "zh_CN", "COLUMNS": "100"}
