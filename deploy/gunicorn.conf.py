"""How the web server runs, here and in production. PRASAN_BIND and PRASAN_WORKERS change it."""

import gc
import os

bind = os.environ.get("PRASAN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("PRASAN_WORKERS", "2"))
worker_class = "gthread"
threads = 4
# The document engine must not be forked once it has run, so each worker loads the program itself.
preload_app = False
# A hundred letters are laid out in one request.
timeout = 120
graceful_timeout = 20
# Workers' heartbeats: in memory, because a slow disk would look like a worker that hangs.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
accesslog = None
errorlog = "-"
loglevel = "warning"


def post_worker_init(worker: object) -> None:
    """What the program consists of stays: the collector need not walk over it for every page."""
    gc.collect()
    gc.freeze()
