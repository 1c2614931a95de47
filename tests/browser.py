"""A headless Chromium for tests of pages; `make` installs it where it can."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that is on the PATH; without one the test is skipped, unless CI is to run it."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = "there is no Chromium on the PATH: `make chromium` installs it where it may"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        # Its sandbox does not start for root, nor in most containers; the pages are our own.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
