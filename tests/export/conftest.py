"""A real browser without a network, which records whatever a page asks for or complains of."""

from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from programs import program

PATIENCE = 30_000  # milliseconds: a busy machine is no failure
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        path = program("chromium")
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser, tmp_path):
    """Return what opens a page's text as a file, at an address in it; it must stay silent."""
    opened = []

    def open_page(html: str, address: str = "", width: int = 1280, **options):
        path = Path(tmp_path, "评分报告.html")
        path.write_text(html, encoding="utf-8")
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, offline=True, **options)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: page.said.append(dialog.message))
        page.on("request", lambda request: page.said.append(request.url) if wanted(request) else 0)
        page.goto(path.as_uri() + address)
        opened.append((context, page))
        return page

    yield open_page
    for context, page in opened:
        assert page.said == []
        context.close()


def wanted(request) -> bool:
    """Tell whether *request* asks for anything but the page itself."""
    return not (request.url.startswith("file:") and request.is_navigation_request())
