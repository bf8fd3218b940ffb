"""How fast the engine is: `python -m tests.benchmarks.scoring_stage`."""

import os

# One thread each, or the comparison would be of machines; libraries read these when imported.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"):
    os.environ[variable] = "1"
