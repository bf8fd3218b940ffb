"""The page in a real browser, offline: it can be searched, sorted, filtered and read by all.

Whatever else a page asks for or complains of fails the test that opened it (`visit`).
"""

import pytest
from hostile_reports import HOSTILE, in_english, of_size, sample
from playwright.sync_api import expect

from scoring.export import render
from scoring.export.account import account
from scoring.export.blocks import Facts
from scoring.export.cleaning import clean

pytestmark = pytest.mark.programs
WIDE, NARROW = 1280, 390
CONTROLS = {"button", "link", "searchbox", "textbox", "combobox", "DisclosureTriangle"}


@pytest.fixture(scope="module")
def html():
    return render(sample(), "html")


@pytest.fixture
def without_pictures(monkeypatch):
    """Let a page be made in no time."""
    monkeypatch.setattr("scoring.export.charts.charts_available", lambda: False)


def texts(page, selector):
    return page.locator(selector).all_text_contents()


def focused(page):
    return page.locator(":focus")


def listed(page):
    return texts(page, "#standings tbody th")


def column(page, title):
    place = texts(page, "#standings thead th").index(title)
    return texts(page, f"#standings tbody tr > :nth-child({place + 1})")


# --- it opens ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_page_opens_in_silence_and_fits(visit, html, width):
    page = visit(html, width=width)
    for address in ("", "#d=002", "#d=nobody", "#d=%E0%A4%A"):
        page.goto(page.url.split("#")[0] + address)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1:visible").count() == 1


def test_script_lists_what_is_listed_without_it(visit, html):
    scripted = texts(visit(html), "#standings tbody tr")

    assert texts(visit(html, java_script_enabled=False), "#standings tbody tr") == scripted


def test_nothing_that_gets_into_the_page_is_run_or_fetched(visit, html):
    page = visit(html)
    refused = page.evaluate(
        """() => new Promise((done) => {
            const refused = [];
            addEventListener("securitypolicyviolation", (event) => {
                refused.push(event.effectiveDirective);
                if (refused.length === 2) done(refused.sort());
            });
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            const image = new Image();
            image.src = "http://localhost/x.png";
            document.body.append(script, image);
        })"""
    )

    assert refused == ["img-src", "script-src-elem"]
    assert page.evaluate("window.ran") is None
    page.said.clear()  # the browser tells of both


# --- the ranked table ---------------------------------------------------------------------------


def test_a_heading_sorts_and_sorts_the_other_way_again(visit, html):
    page = visit(html)
    totals = [float(total) for total in column(page, "总分")]
    page.get_by_role("button", name="总分").click()

    assert [float(total) for total in column(page, "总分")] == sorted(totals, reverse=True)
    assert page.locator("th[aria-sort=descending]").all_text_contents() == ["总分"]

    page.get_by_role("button", name="总分").click()

    assert [float(total) for total in column(page, "总分")] == sorted(totals)
    assert page.locator("th[aria-sort=ascending]").all_text_contents() == ["总分"]
    assert "已按「总分」从小到大排列" in page.get_by_role("status").text_content()


def test_every_heading_sorts_and_who_has_no_value_stands_last(visit, html):
    page = visit(html)
    for button in page.locator("#standings thead button").all():
        title = button.text_content()
        for _ in range(2):
            button.click()
            values = column(page, title)
            assert values == sorted(values, key=lambda value: value in ("-", "")), title
            assert len(values) == 5


def test_names_are_sorted_as_the_language_does(visit, html):
    page = visit(html)
    page.get_by_role("button", name="部门", exact=True).click()

    # By sound: dang'an, difang, guidao, luzheng (all after kunming), caizheng first.
    assert [name[3:5] for name in listed(page)] == ["财政", "档案", "地方", "轨道", "路政"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        pytest.param("路政", ["昆明市路政管理处"], id="part of a name"),
        pytest.param("002", ["昆明市路政管理处"], id="code"),
        pytest.param("００２", ["昆明市路政管理处"], id="full-width figures"),
        pytest.param("昆明 财政", ["昆明市财政局"], id="several words"),
        pytest.param("没有", [], id="nobody"),
        pytest.param(".*", [], id="a sign is a sign"),
    ],
)
def test_departments_are_found_by_name_and_code(visit, html, sought, found):
    page = visit(html)
    page.get_by_label("查找部门").fill(sought)

    assert listed(page) == found
    said = page.get_by_role("status").text_content()
    assert said == (f"显示 {len(found)} 个部门" if found else "没有符合条件的部门")


def test_departments_are_filtered_and_all_are_back(visit, html):
    page = visit(html)
    page.get_by_label("等级", exact=True).select_option("优")
    assert set(column(page, "等级")) == {"优"}

    page.get_by_label("等级", exact=True).select_option("未参加排名")
    assert column(page, "排名") == ["-"]

    page.get_by_role("button", name="清除条件").click()
    expect(page.locator("#standings tbody tr")).to_have_count(5)


@pytest.mark.usefixtures("without_pictures")
def test_filters_and_search_narrow_down_together(visit):
    report = sample()
    for place, department in enumerate(report["departments"]):
        department["peer_group"] = ("党群", "政府", None)[place % 3]
    page = visit(render(report, "html"))
    page.get_by_label("同类组", exact=True).select_option("党群")
    assert len(listed(page)) == 2

    page.get_by_label("查找部门").fill("财政")
    assert listed(page) == ["昆明市财政局"]

    page.get_by_label("同类组", exact=True).select_option("未分组")
    assert listed(page) == []


@pytest.mark.usefixtures("without_pictures")
def test_more_than_fit_are_listed_a_part_at_a_time(visit, monkeypatch):
    monkeypatch.setattr("scoring.export.page.ranking.LISTED", 2)
    page = visit(render(sample(), "html"))
    said = page.get_by_role("status")
    assert said.text_content() == "符合条件 5 个，列出第 1–2 个"
    assert len(listed(page)) == 2

    page.get_by_role("button", name="后一页").click()
    page.get_by_role("button", name="后一页").click()
    assert said.text_content() == "符合条件 5 个，列出第 5–5 个"
    assert page.get_by_role("button", name="后一页").is_disabled()

    page.get_by_label("查找部门").fill("路政")
    assert len(listed(page)) == 1
    assert page.locator("#pager").is_hidden()

    page.get_by_label("查找部门").fill("")
    page.get_by_role("button", name="全部列出").click()
    assert len(listed(page)) == 5


def test_paper_shows_no_controls_and_repeats_the_titles_of_columns(visit, html):
    page = visit(html)
    page.emulate_media(media="print")

    for control in ("#controls", "header nav", ".hint", "details >> nth=0"):
        assert page.locator(control).is_hidden()
    for part, shown in (("thead", "table-header-group"), ("thead button", "contents")):
        style = f"getComputedStyle(document.querySelector('#standings {part}')).display"
        assert page.evaluate(style) == shown


# --- a department ---------------------------------------------------------------------------------


def test_a_department_is_opened_and_left_again(visit, html):
    page = visit(html)
    page.get_by_role("link", name="昆明市路政管理处").click()

    expect(focused(page)).to_have_text("昆明市路政管理处（002）")
    assert page.title().startswith("昆明市路政管理处（002）")
    assert page.get_by_label("查找部门").is_hidden()

    page.get_by_role("link", name="返回排名").click()

    expect(focused(page)).to_have_text("昆明市路政管理处")
    assert page.locator("#department").is_hidden()


def test_one_department_leads_to_the_next_of_those_shown(visit, html):
    page = visit(html)
    page.get_by_role("button", name="部门", exact=True).click()
    page.get_by_role("link", name="昆明市档案馆").click()
    expect(page.locator(".turning a")).to_have_text(
        ["返回排名", "上一个：昆明市财政局", "下一个：昆明市地方志编纂委员会办公室"]
    )

    page.get_by_role("link", name="上一个").click()
    expect(page.locator("h1:visible")).to_have_text("昆明市财政局（001）")


@pytest.mark.usefixtures("without_pictures")
@pytest.mark.parametrize("report", [sample(), in_english()], ids=["Chinese", "English"])
def test_a_department_is_told_as_the_account_tells_it(visit, report):
    page = visit(render(report, "html"))
    for number, department in enumerate(report["departments"]):
        page.evaluate(f"showDepartment({number})")
        shown = page.locator("#department").text_content()
        for block in account(department, report):
            for label, text in block.facts if isinstance(block, Facts) and block.title else ():
                assert clean(label) in shown
                assert clean(text) in shown


def test_the_waterfall_ends_at_the_total(visit, html):
    page = visit(html)
    for number, department in enumerate(sample()["departments"]):
        page.evaluate(f"showDepartment({number})")
        last_two = texts(page, ".waterfall tr > :last-child")[-2:]
        assert last_two == [f"{department['total']:.2f}"] * 2


# --- for everybody --------------------------------------------------------------------------------


def named_controls(page):
    """Return the controls that assistive programs see, with their names."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in CONTROLS
    ]


@pytest.mark.parametrize("address", ["", "#d=002"])
def test_every_control_has_a_name(visit, html, address):
    controls = named_controls(visit(html, address))

    assert controls
    assert all(name.strip() for _, name in controls)


def test_pictures_have_a_title_and_a_description(visit, html):
    page = visit(html)
    pictures = page.get_by_role("img").all()

    assert len(pictures) == 5
    for picture in pictures:
        for part in picture.get_attribute("aria-labelledby").split():
            assert page.locator(f"#{part}").text_content()


def test_everything_can_be_done_with_the_keyboard(visit, html):
    page = visit(html)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("昆明市")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "部门":
            break
    page.keyboard.press("Enter")
    assert listed(page)[0] == "昆明市财政局"

    while page.evaluate("document.activeElement.tagName") != "A":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1:visible")).to_have_text("昆明市财政局（001）")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(focused(page)).to_have_text("昆明市财政局")


# --- whatever is submitted ---------------------------------------------------------------------

NAMES = [*HOSTILE, '"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script>", "]]>"]


@pytest.mark.usefixtures("without_pictures")
def test_hostile_names_are_text(visit):
    report = of_size(len(NAMES), 3)
    for department, name in zip(report["departments"], NAMES, strict=True):
        department.update(department=name, department_code=None, peer_group=name, grade=name)
    page = visit(render(report, "html"))

    shown = listed(page)
    assert shown == [clean(name).strip() or "（未填名称）" for name in NAMES]
    for number, name in enumerate(shown):
        page.evaluate(f"showDepartment({number})")
        assert page.locator("#department h1").text_content() == name
        assert (
            page.evaluate(f"rowOfKey.get(decodeURIComponent(addressOf({number}).slice(3)))")
            == number
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE


@pytest.mark.usefixtures("without_pictures")
def test_departments_of_one_name_have_addresses_of_their_own(visit):
    report = of_size(4, 2)
    for department in report["departments"]:
        department.update(department="同名局", department_code=None)
    page = visit(render(report, "html"))

    assert page.evaluate("new Set(keys).size") == 4
