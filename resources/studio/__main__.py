import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process a core: their threads would only wait for one another
os.environ.setdefault("OMP_NUM_THREADS", "1")

from resources.studio.cli import main

raise SystemExit(main())
