"""Text comes out as text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from scoring.export.cleaning import clean

ASSIGNED = [chr(code) for code in range(0x110000)]
UNSEEN = [c for c in ASSIGNED if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("路政管理处 A-1（甲）", "路政管理处 A-1（甲）", id="plain text is kept"),
        pytest.param("a\tb\r\nc\u2028d", "a b c d", id="breaks become a space"),
        pytest.param("\x1b[31m红", "�[31m红", id="an escape sequence loses its escape"),
        pytest.param("\x9b31m", "�31m", id="the eight-bit escape too"),
        pytest.param("a\u202eb", "a�b", id="a direction override is shown"),
        pytest.param("财\u200b政\ufeff局", "财�政�局", id="zero-width characters are shown"),
        pytest.param("\ud800", "�", id="half a character"),
        pytest.param("❤\ufe0f", "❤", id="a variation selector only picks a glyph"),
        pytest.param("\ufffe甲\U0010ffff", "�甲�", id="what is no character"),
        pytest.param("\u3164", "�", id="a filler that looks like a space"),
    ],
)
def test_only_what_can_be_seen_is_left(text, cleaned):
    assert clean(text) == cleaned


def test_no_control_or_format_character_is_left():
    assert set(clean("".join(UNSEEN))) == {"�", " "}


@given(st.text(st.characters()))
def test_cleaned_text_has_a_width_and_an_encoding(text):
    assert wcswidth(clean(text)) >= 0
    assert clean(text).encode().decode() == clean(text)


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
