"""How big is the HTML report, how fast is it searched? ``python -m tests.benchmarks.pages``.

The pages of the made-up city are opened in Chromium without a network. A pause is the time from
what a person does until the next picture is on the screen; each is the longest of several. The
page's own CPU time, all that follows included, is told beside it: it does not depend on what else
the machine is doing.
"""

import shutil
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from playwright.sync_api import CDPSession, Page, sync_playwright

from scoring.evaluation import evaluate
from scoring.export import render
from scoring.plan import compile_plan
from scoring.report import make_report
from tests.benchmarks.city import city_ruleset, city_submissions

MEGABYTES = {400: 3, 10_000: 25}
PAUSE = 200  # milliseconds

# Runs ACTION, waits until what it changed has been painted, then until all of it is there.
_PAUSE = """async (argument) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await painted();
  const started = performance.now();
  ACTION
  await painted();
  const pause = performance.now() - started;
  while (body.rows.length < Math.min(view.listed, matches.length - view.from)) await painted();
  return pause;
}"""
_TYPE = """const search = document.getElementById("search");
search.value = argument; search.dispatchEvent(new Event("input"));"""
_SORT = 'document.querySelectorAll("#standings thead button")[argument].click();'
_OPEN = "location.hash = addressOf(argument);"


def main() -> None:
    parser = ArgumentParser(description="Measure the HTML report.")
    parser.add_argument("departments", type=int, nargs="*", default=[400, 10_000])
    for size in parser.parse_args().departments:
        measure(size)


def measure(size: int) -> None:
    ruleset = city_ruleset()
    report = make_report(evaluate(compile_plan(ruleset), city_submissions(size)))
    started, used = perf_counter(), process_time()
    html = render(report, "html").encode()
    clock, cpu = perf_counter() - started, process_time() - used
    megabytes, goal = len(html) / 1e6, MEGABYTES.get(size, 25)
    print(f"{size} departments: written in {clock:.1f} s ({cpu:.1f} s of CPU)")
    print(f"  {megabytes:.2f} MB, under {goal} is the goal: {met(megabytes < goal)}")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "report.html")
        path.write_bytes(html)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_context(offline=True).new_page()
        started = perf_counter()
        page.goto(path.as_uri())
        print(f"  opened in {perf_counter() - started:.2f} s")
        tell_pauses(page, size)
        browser.close()


def tell_pauses(page: Page, size: int) -> None:
    name = f"D{size - 1:07d}"
    typed = [name[:length] for length in range(1, 9)] + ["", "1", "12", "nobody", ""]
    columns = page.locator("#standings thead button").count()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    search = longest(page, session, _TYPE, typed)
    tell(f"search, under {PAUSE} ms is the goal: {met(search[0] < PAUSE)}", search)
    tell("sorting", longest(page, session, _SORT, range(columns)))
    tell("opening a department", longest(page, session, _OPEN, range(0, size, size // 10)))


def tell(what: str, longest: tuple[float, float]) -> None:
    print(f"  {what}: {longest[0]:.0f} ms ({longest[1]:.0f} ms of CPU)")


def longest(
    page: Page, session: CDPSession, action: str, arguments: Iterable[object]
) -> tuple[float, float]:
    """Return the longest pause and the most CPU time, in milliseconds, of one *action*."""
    script, pauses, used = _PAUSE.replace("ACTION", action), [], []
    for argument in arguments:
        before = busy(session)
        pauses.append(page.evaluate(script, argument))
        used.append(busy(session) - before)
    return max(pauses), max(used)


def busy(session: CDPSession) -> float:
    """Return the milliseconds of CPU that the page has worked for."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def met(reached: bool) -> str:
    return "met" if reached else "missed"


if __name__ == "__main__":
    main()
