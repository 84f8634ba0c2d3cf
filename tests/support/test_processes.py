"""What tests start ends with them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from processes import running

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); "


@pytest.mark.parametrize(("before", "status"), [("print('here', flush=True); ", -15), (DEAF, -9)])
def test_a_process_ends_though_it_does_not_listen(before, status):
    code = f"{before}import time; time.sleep(600)"
    with running([sys.executable, "-c", code], 1, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline()
    assert process.returncode == status


def test_a_process_ends_where_its_test_fails():
    with (
        pytest.raises(ZeroDivisionError),
        running([sys.executable, "-c", "import time; time.sleep(600)"]) as process,
    ):
        print(1 / 0)
    assert process.returncode == -15
