"""Counts in Chinese, where no spaces tell words apart: number, measure word, a few signs, the noun."""

import re
from collections.abc import Sequence
from functools import cache

from db.kinds import ClaimKind
from monitor.match.figures.counts import Count
from monitor.match.figures.numerals import Number, Sense
from monitor.match.lexicon_files import lexicon
from monitor.match.spots import Page
from monitor.text.fold import fold

NOUN_REACH = 16
PAIR = 2
"""«两套系统» are the two that were spoken of."""
_PIECES = re.compile(
    r"[多余]?(?:[台臺套个個部支](?!专[门家业]|对讲|来自|负责|处[，室长]|需要的)(?=[具接已可既没未无不增升减減降扩擴涨漲到用为位在年将能是投安装对盯把守可还则需要供来覆布专负属仍只处裝設设配正分实与與同联連连带帶被由放架覆，。；、,.;\s]|$)|(?=[，。；、,;]))"
)
"""So many pieces, of what the text counted last."""
_ROAD = re.compile("(?<![a-z])[a-z]$")
"""M39, a road; Dahua200台 is a firm and its cameras."""
_MACHINES = re.compile("[多余]?[台臺套](?=[，。；、,.;\\s]|$)")
FAR = 160
"""So many signs before bare machines the text may have said what they are."""
_OTHER_MACHINES = re.compile("车(?![队门上内])|電梯|电梯|空调|电脑|拖拉|挖掘|住房|公寓|房屋|套房|桌|椅|床")
"""What is counted by the same measure words, and stands nearer to the number."""
_PEOPLE = re.compile("人口[约約近超达達]?$")
"""«现有人口230万»: how many live there."""
_PLACES = re.compile(r"[多余]?(?:处|處)")
"""The measure word for places, whatever stands there."""
_PIECE = re.compile(r"[多余]?(?:台|臺|套|个|個|部|支|处|處|组|組)")
_CHANNELS = re.compile(r"[多余]?路[^，。；、,\d\s]{0,4}?(?:视频|視頻|图像|圖像|画面|畫面|监控|監控|高清|信号)")
"""«5280路画面»: so many pictures at once, each of a camera."""
_BARE_CHANNELS = re.compile(r"路(?=[，。；、,;\s]|$)")
_WATCHING = re.compile("监控|監控|监视|視頻|视频")
"""What makes bare channels those of cameras: «城市监控扩至330路»."""
_BUSES = re.compile("公交|巴士|线路")
_BETWEEN = (
    r"(?:[从由](?:去年|此前|原来|目前)?的?|"
    r"总数|總數|总量|数量|數量|已|共|约|近|达|到|增至|为|超|过|逾|有|计|总|将|扩至|增加|目前|现){0,4}\s*$"
)
"""Between a noun and the number behind it: «摄像头总数达136万台»."""
_SETS = re.compile(
    r"[多余]?(?:套|組|组)\s?(?:[a-z-]+(?: [a-z-]+)*)?[^\d，。；：、！？,.;:!?\s]{0,9}?(?:系统|系統|设备|設備|装置|裝置)"
)
"""«48套固定系统»: sets of hardware and software; of what, the text has said."""
_BARE_SETS = re.compile("[套組组]系[统統]")
_EACH = re.compile(r"(?:各|每[^，。；、,;\d]{0,6})(?:安装|安裝|配备|配備|设有|设|装|有)?\s*$")
"""«600辆公交车各安装4台»: so many to each."""
_KINDS = {
    "watching_camera": ClaimKind.CAMERAS,
    "camera": ClaimKind.CAMERAS,
    "complex": ClaimKind.COMPLEXES,
    "sensor": ClaimKind.SENSORS,
    "point": ClaimKind.POINTS,
}


@cache
def _counted() -> re.Pattern[str]:
    nouns = {
        name: "|".join(re.escape(fold(form).text) for form in forms)
        for name, forms in lexicon("counting")["hanzi"].items()
    }
    named = "|".join(f"(?P<{name}>{forms})" for name, forms in nouns.items())
    return re.compile(
        r"(?!\s*[多余幾几]?(?:[市州省县](?!级|政|区|内)|国(?!产)|人(?![脸臉])|名|位|起|次|天(?![眼网])|年|月|日|所|家|公里|小时|个国家|个城市|个地区|座城市))"
        r"(?!\s*(?:" + "|".join(lexicon("money")["hanzi"]) + "))(?!公路|号|號)"
        r"(?!\s*[多余幾几]?(?:个|個|座|条)?[^，。；：、,.;:\s]{0,6}?(?:站|校|院|园|区|市|城|州|街|店|楼|村|国)的)"
        r"[多余幾几]?\s*(?:个|個|台|臺|套|部|处|處|路|支|架|枚|只|把)?(?:以上)?(?:[a-z]{2,5}\s?)?(?:\([^()]{1,16}\))?"
        r"[^\d，。；：、！？,.;:!?\s一二三四五六七八九十百千万亿]{0,9}?(?:" + named + ")(?!岸)"
    )


@cache
def _named_sets() -> re.Pattern[str]:
    """«37套“谢尔盖克”»: a system's name for its cameras."""
    names = "|".join(map(str, lexicon("counting")["hanzi_named"]))
    return re.compile(f'[多余]?[台臺套个個]\\s?"?(?:{names})(?!系统|系統|平台|项目|項目|计划)')


@cache
def _noun() -> str:
    nouns = lexicon("counting")["hanzi"]
    return "|".join(
        f"(?P<{name}>{'|'.join(re.escape(fold(form).text) for form in nouns[name])})"
        for name in ("watching_camera", "complex", "camera")
    )


@cache
def _noun_before() -> re.Pattern[str]:
    return re.compile(f"(?:{_noun()}){_BETWEEN}")


def kind_named(text: str) -> ClaimKind | None:
    """The kind of device that some signs name last."""
    named = _last_named(text)
    return _KINDS[named.lastgroup or "camera"] if named else None


def _last_named(text: str) -> re.Match[str] | None:
    return max(re.finditer(_noun(), text), key=re.Match.end, default=None)


def _named_in_sentence(page: Page, number: Number, sentence: int) -> Count | None:
    """What a sentence, or for sets and machines the text, names before: «每辆车装了几部摄像头，合计160部»."""
    begin, _ = page.sentence(sentence)
    if _MACHINES.match(page.folded.text, number.end):
        begin = max(0, number.start - FAR)
    before = page.folded.text[begin : number.start]
    named = _last_named(before)
    if named is None or _OTHER_MACHINES.search(before, named.end()):
        return None
    return Count(number, _KINDS[named.lastgroup or "camera"], sentence)


def hanzi_counts(page: Page, numbers: Sequence[Number]) -> list[Count]:
    """The counts of devices in a Chinese text, in reading order."""
    found: list[Count] = []
    for number in numbers:
        if number.sense is not Sense.COUNT or number.value < 2 or number.value.denominator != 1:
            continue
        if number.words and number.value <= PAIR and _BARE_SETS.match(page.folded.text, number.end):
            continue
        counted = _counted().match(page.folded.text, number.end)
        sentence = page.sentence_at(number.start)
        last = next((one for one in reversed(found) if one.kind is not ClaimKind.POINTS), None)
        people = _PEOPLE.search(page.folded.text, max(0, number.start - 3), number.start)
        last = last or _named_in_sentence(page, number, sentence)
        pieces = not people and _PIECES.match(page.folded.text, number.end) and last is not None
        if pieces and counted is not None and counted.lastgroup == "point":
            counted = None  # "295台装在路口": so many cameras at crossroads
        if counted is None and _PIECE.match(page.folded.text, number.end):
            counted = _noun_before().search(page.folded.text, max(0, number.start - NOUN_REACH), number.start)
        if _ROAD.search(page.folded.text, max(0, number.start - 2), number.start):
            continue
        sets = _SETS.match(page.folded.text, number.end) if counted is None else None
        named = counted is None and _named_sets().match(page.folded.text, number.end)
        channels = _CHANNELS.match(page.folded.text, number.end)
        channels = channels or _bare_channels(page, number, sentence)
        if counted is None and (channels or named):
            found.append(Count(number, ClaimKind.CAMERAS, sentence, noun_end=number.end + 1))
        elif sets is not None:
            found.append(Count(number, ClaimKind.COMPLEXES, sentence, noun_end=sets.end()))
        elif counted is not None:
            kind = (
                ClaimKind.POINTS
                if _PLACES.match(page.folded.text, number.end)
                else _KINDS[counted.lastgroup or "camera"]
            )
            found.append(Count(number, kind, sentence, noun_end=max(number.end, counted.end())))
        elif last is not None and last.sentence >= sentence - 3 and (pieces or _bare_places(page, number, found)):
            again = last.kind if pieces else ClaimKind.POINTS
            found.append(Count(number, again, sentence, own=False, noun_end=number.end))
    return [one for one in found if not _is_each(page, one.number)]


def _bare_channels(page: Page, number: Number, sentence: int) -> re.Match[str] | None:
    """Channels of which the sentence has said before that cameras feed them; buses have routes by the same sign."""
    said = page.folded.text[page.sentence(sentence)[0] : number.start]
    if not _WATCHING.search(said) or _BUSES.search(said):
        return None
    return _BARE_CHANNELS.match(page.folded.text, number.end)


def _bare_places(page: Page, number: Number, found: Sequence[Count]) -> bool:
    """«首批18处…，全国共规划64处»: places without a noun go on with those counted before."""
    before = any(one.kind is ClaimKind.POINTS for one in found)
    return before and bool(_PLACES.match(page.folded.text, number.end))


def _is_each(page: Page, number: Number) -> bool:
    """Whether the signs before a number say that so many go to each."""
    return bool(_EACH.search(page.folded.text, max(0, number.start - NOUN_REACH), number.start))
