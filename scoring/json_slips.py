"""What is wrong with text that is no JSON, and what to write instead, in our words."""

from json import JSONDecodeError

from scoring.words import Message, Phrase


def syntax_slip(source: str, error: JSONDecodeError) -> tuple[Message, Message]:
    """Return what *error* found in *source*, and the remedy."""
    phrase = next((p for start, p in _SYNTAX.items() if error.msg.startswith(start)), _MALFORMED)
    at = source[error.pos : error.pos + 1]
    return phrase(found=_visible(at) if at else _END()), _remedy_for(source, error.pos)


def _visible(character: str) -> str:
    return character if character.isprintable() else f"\\u{ord(character):04x}"


def _remedy_for(source: str, offset: int) -> Message:
    """Return what to write instead of the character that ended the reading of JSON."""
    at = source[offset : offset + 1]
    before = source[:offset].rstrip()[-1:]
    if at in ("}", "]") and before == ",":
        return _TRAILING_COMMA()
    if at in _HALF_WIDTH:
        return _USE_HALF_WIDTH(wide=at, half=_HALF_WIDTH[at])
    if at in ("/", "#"):
        return _NO_COMMENTS()
    if at == "'":
        return _DOUBLE_QUOTES()
    if at and not at.isprintable():
        return _ESCAPE()
    return _CHECK_AROUND() if at else _CLOSE()


_HALF_WIDTH = {
    "，": ",", "：": ":", "“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "｛": "{",
    "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]", "；": ",", "、": ",", "＂": '"',
}  # fmt: skip

_MALFORMED = Phrase("从「{found}」处起不是 JSON", 'this is no JSON from "{found}" on')
_END = Phrase("文件结尾", "the end of the file")
_SYNTAX = {
    "Expecting property name": Phrase(
        "此处应是用半角双引号括起的键，却是「{found}」",
        'a key in double quotes goes here, not "{found}"',
    ),
    "Expecting ':'": Phrase(
        "键后应是半角冒号，却是「{found}」", 'a colon follows a key, not "{found}"'
    ),
    "Expecting ','": Phrase(
        "此处应是半角逗号或右括号，却是「{found}」",
        'a comma or a closing bracket goes here, not "{found}"',
    ),
    "Expecting value": Phrase(
        "此处应是一个值，却是「{found}」", 'a value goes here, not "{found}"'
    ),
    "Extra data": Phrase(
        "内容已经结束，后面还有「{found}」", 'the content has ended, yet "{found}" follows'
    ),
    "Unterminated string": Phrase("引号没有配对", "the quote is never closed"),
    "Invalid control character": Phrase(
        "文字中有换行或控制字符「{found}」", 'a text holds the control character "{found}"'
    ),
    "Invalid \\": Phrase("反斜杠后的转义写法不对", "the backslash begins no known escape"),
}
_TRAILING_COMMA = Phrase("请去掉最后一项后面的逗号", "Remove the comma after the last item")
_USE_HALF_WIDTH = Phrase("请把「{wide}」改为半角的 {half}", "Write {half} instead of {wide}")
_NO_COMMENTS = Phrase(
    "JSON 里不能写注释，请删去或写进说明的键",
    "JSON has no comments: remove it, or use a key that describes",
)
_DOUBLE_QUOTES = Phrase("请改用半角双引号", "Use double quotes")
_ESCAPE = Phrase(
    "文字请写在一行内，换行写作 \\n", "Keep a text on one line, with \\n for a new line"
)
_CHECK_AROUND = Phrase(
    "请检查前后的逗号、冒号、引号和括号", "Check the commas, colons, quotes and brackets around it"
)
_CLOSE = Phrase("请补全引号和括号", "Close the quotes and brackets")
