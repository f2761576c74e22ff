"""Numbers as anybody writes them: "1 641", "1,3 млн", "полторы тысячи", "3 mingta", "1 миң 610го", "六千万". Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from monitor.match.figures.alone import Around, is_number
from monitor.match.figures.number_words import base_of, number_words
from monitor.match.figures.numerals import RESOLUTION, Number, Sense, goes_on, hanzi_numbers, said_once, value_of
from monitor.match.figures.senses import DATE, GLUED, sense_before, sense_of, takes_short
from monitor.text.fold import Folded

HUNDRED, THOUSAND, MILLION = 100, 1_000, 1_000_000
LONGEST = 24
"""More digits and blanks than so are no figure."""
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_\u3400-\u9fff]+)"
    r"|(?P<digits>\d{1,3}(?: \d{3})+(?!\d|-(?:degree|gradus))(?:[.,]\d+(?![.,]?\d))?"
    r"|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?![\d.])(?:,\d+)?"
    r"|\d+(?:[.,]\d+)?)"
    r"|(?P<mark>[^\w\s])"
)
_CJK = re.compile("[\u3400-\u9fff]")
_ROUGHLY = frozenset(("menshe", "menee", "okolo", "poriadka", "bolshe", "bolee", "svishe"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or figure that may belong to a number."""

    value: Fraction
    start: int
    end: int
    is_scale: bool = False
    ending: str = ""
    grouped: bool = False


def numbers_in(folded: Folded, language: str | None) -> list[Number]:
    """All numbers of a text, in reading order; those that are no counts say so in `sense`."""
    if language == "zh" or len(_CJK.findall(folded.text)) > 10:
        return hanzi_numbers(folded.text)
    return said_once(folded.text, _Reader(folded, base_of(language)).read())


class _Reader:
    """Walks once over the tokens of a folded text."""

    def __init__(self, folded: Folded, base: str | None) -> None:
        self._joins = base == "tg"  # an "and" hangs on the parts of a number, as in Tajik «бисту ҳафт», 27
        self._english = base == "en"
        self._folded = folded
        self._text = folded.text
        self._words = number_words(base)
        self._tokens = list(_TOKEN.finditer(folded.text))

    def read(self) -> list[Number]:
        found: list[Number] = []
        known, after = self._words.beginnings, 0
        for at, token in enumerate(self._tokens):
            if at < after or not (token.lastgroup == "digits" or token.group() in known):
                continue
            number, after = self._number(at)
            if number is not None:
                if found:
                    found[-1] = self._scaled_alike(found[-1], number)
                found.append(number)
        return found

    def _scaled_alike(self, number: Number, following: Number) -> Number:
        """ "с 53 до 65 тысяч": the scale is said once, for both."""
        between = self._text[number.end : following.start]
        alike = number.scale == 1 and following.scale > 1 and between.rstrip("$€") in (" do ", "-", " - ", " to ")
        if not alike or number.words or number.value * following.scale >= following.value or number.ending:
            return number
        return replace(number, value=number.value * following.scale, scale=following.scale, plain=False)

    def _number(self, at: int) -> tuple[Number | None, int]:
        """The number that begins at a token, if one does, and the token after it."""
        token = self._tokens[at]
        if token.lastgroup == "digits":
            date = DATE.match(self._text, token.start())
            end = date.end() if date else token.end()
            sense = Sense.NAME if date or end - token.start() > LONGEST else sense_before(self._text, token.start())
            if sense is not None:
                return Number(Fraction(0), token.start(), end, sense), self._token_from(end, at + 1)
        pieces: list[_Piece] = []
        after = at
        while after < len(self._tokens):
            if pieces and self._is_hyphen(after, pieces[-1]):
                after += 1
            elif pieces and not goes_on(self._text, pieces[-1].end, self._tokens[after : after + 2]):
                break
            step = self._piece(after, pieces)
            if step is None:
                break
            piece, after = step
            pieces.append(piece)
            if piece.value == HUNDRED and self._reads(after) == "and":
                after += 1
            joined = piece.ending in ("u", "iu", "vu") and (piece.is_scale or self._joins)
            if piece.ending and not joined:
                break
        if not pieces:
            return None, at + 1
        return self._composed(at, after, pieces), after

    def _is_hyphen(self, at: int, tens: _Piece) -> bool:
        """Whether the mark at a token joins tens in words to their units: "twenty-seven"."""
        if tens.ending or not self._text[tens.start].isalpha() or tens.value not in range(20, 100, 10):
            return False
        units = self._words.words.get(self._reads(at + 1), (0, ""))[0]
        return 0 < units < 10 and self._text.startswith(f"-{self._reads(at + 1)}", tens.end)

    def _reads(self, at: int) -> str:
        return self._tokens[at].group() if at < len(self._tokens) else ""

    def _piece(self, at: int, before: Sequence[_Piece]) -> tuple[_Piece, int] | None:
        """The next piece of a number that has `before`; None where the number ends."""
        token = self._tokens[at]
        word, start = token.group(), token.start()
        if token.lastgroup == "mark":
            return None
        if token.lastgroup == "digits":
            return self._figure(at, before)
        if self._is_another(token):
            return None
        if before and before[-1].is_scale and word in self._words.halves_after:
            return _Piece(before[-1].value / 2, start, token.end()), at + 1
        if before and before[-1].is_scale is False:
            over = self._over(at)
            if over is not None:
                at, token = at + over, self._tokens[at + over]
                word = token.group()
            scale = self._words.scales.get(word)
            if scale:
                end = token.end() + (self._text[token.end() : token.end() + 1] == "." and len(word) < 5)
                glued, ending = GLUED.match(self._text, end), scale[1]
                if glued and glued["hyphen"] and glued["letters"] in self._words.endings:
                    end, ending = glued.end(), glued["letters"]  # "1,5 млн-нан"
                return _Piece(Fraction(scale[0]), start, end, True, ending), self._token_from(end, at + 1)
            if word in self._words.multipliers:
                return _Piece(Fraction(self._words.multipliers[word]), start, token.end(), True), at + 1
            half = self._half(at, before)
            if half is not None and before[-1].value < THOUSAND:
                return half
        value = self._words.words.get(word)
        mixed = bool(before) and self._text[before[0].start].isdigit()
        if value is not None and not mixed and self._may_follow(Fraction(value[0]), before):
            return _Piece(Fraction(value[0]), start, token.end(), ending=value[1]), at + 1
        if not before:
            return self._first(at)
        return None

    def _over(self, at: int) -> int | None:
        """How many words of "с лишним" stand before a scale here: they change nothing."""
        for steps in (1, 2):
            words = [self._reads(at + step) for step in range(steps + 1)]
            if words[-1] in self._words.scales and all(word in self._words.connectors for word in words[:-1]):
                return steps
        return None

    def _first(self, at: int) -> tuple[_Piece, int] | None:
        """A word that can only begin a number."""
        token = self._tokens[at]
        word, start, end = token.group(), token.start(), token.end()
        if word in self._words.joined:
            return _Piece(Fraction(self._words.joined[word]), start, end, grouped=True), at + 1
        if word in self._words.one_and_half:
            return _Piece(Fraction(3, 2), start, end), at + 1
        if word in self._words.multipliers and at and self._reads(at - 1) in _ROUGHLY:
            return _Piece(Fraction(self._words.multipliers[word]), start, end), at + 1
        of = at + (self._reads(at + 1) == "a")  # "half a million"
        if word in self._words.half_alone and self._reads(of + 1) in self._words.scales:
            return _Piece(Fraction(1, 2), start, self._tokens[of].end()), of + 1
        scale = self._words.scales.get(word)
        if scale and word not in self._words.vague and len(word) > 2:
            return _Piece(Fraction(scale[0]), start, end, True, scale[1]), at + 1
        return None

    def _half(self, at: int, before: Sequence[_Piece]) -> tuple[_Piece, int] | None:
        """ "с половиной", "жарым" after a whole number: half of the scale that follows, or a half."""
        for skip in (0, 1, 2):
            token = self._tokens[at + skip] if at + skip < len(self._tokens) else None
            if token is None or (skip and self._reads(at + skip - 1) not in ("s", "and", "a")):
                return None
            if token.group() in self._words.halves:
                return _Piece(Fraction(1, 2), self._tokens[at].start(), token.end()), at + skip + 1
        return None

    def _figure(self, at: int, before: Sequence[_Piece]) -> tuple[_Piece, int] | None:
        token = self._tokens[at]
        if before and RESOLUTION.match(self._text, token.start()):
            return None
        digits = token.group()
        next_word = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        scaled = (
            next_word is not None
            and next_word.group() in self._words.scales
            and self._text[token.end() : next_word.start()] in ("", " ", "  ")
            and not self._is_another(next_word)
        )
        value = value_of(digits, scaled=scaled)
        divided = bool(re.search(r"[.,]\d+$", digits)) and not scaled
        if before and (divided or not self._may_follow(value, before)):
            return None
        if before and len(digits) == 4 and digits[:2] in ("19", "20"):
            return None
        end, ending = token.end(), ""
        glued = GLUED.match(self._text, end)
        if glued:
            letters = glued["letters"]
            if not glued["hyphen"] and letters in self._words.short and takes_short(letters, token, glued.end()):
                scale = self._words.short[letters]
                return _Piece(value * scale, token.start(), glued.end(), ending=" ", grouped=True), self._token_from(
                    glued.end(), at + 1
                )
            if letters in self._words.endings and letters not in self._words.scales and not scaled:
                end, ending = glued.end(), letters
        following = self._token_from(end, at + 1)
        return _Piece(value, token.start(), end, ending=ending, grouped=len(digits) > 3), following

    def _may_follow(self, value: Fraction, before: Sequence[_Piece]) -> bool:
        """Whether a number can go on with this: 2 тысяч + 178, двести + сорок."""
        if not before:
            return True
        last = before[-1]
        if last.is_scale:
            return value < last.value
        if last.grouped or last.value.denominator != 1:
            return False
        if value == HUNDRED:
            ones = last.value >= 1 if len(before) > 1 else last.value > 1  # «үш мың бір жүз», "twelve hundred"
            return ones and last.value < (HUNDRED if self._english else 10) and not last.ending
        least = 20 if self._joins or self._text[last.start].isdigit() else 10  # "он сегіз", but «ҳафдаҳ»
        return last.value >= least and value < (10 if last.value < 100 else 100) and last.value % 10 == 0

    def _is_another(self, token: re.Match[str]) -> bool:
        """Whether a word is another in the source: «мин» a minute, «тиіс» "must"; folded, it looks like a number."""
        start, end = self._folded.original(token.start(), token.end())
        return bool(self._words.not_as_spelt.fullmatch(self._folded.source, start, end))

    def _is_ten(self, token: re.Match[str]) -> bool:
        """Whether "on" is ten: «он», and not «оң» (right), nor the Russian "he"."""
        if token.group() != "on" or self._words.words.get("on") is None:
            return False
        start, end = self._folded.original(token.start(), token.end())
        return self._folded.source[start:end].lower() in ("он", "ون")

    def _is_several(self, at: int) -> bool:
        """Whether the scale at a token is of an untold number: «несколько тысяч», "dozens of thousands"."""
        before = at - 2 if at > 1 and self._reads(at - 1) == "of" else at - 1
        return before >= 0 and self._reads(before) in self._words.several

    def _token_from(self, end: int, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].start() < end:
            at += 1
        return at

    def _composed(self, at: int, after: int, pieces: Sequence[_Piece]) -> Number | None:
        start, end = pieces[0].start, pieces[-1].end
        words = self._tokens[at].lastgroup == "word"
        alone = len(pieces) == 1 and words and self._tokens[at].group() in self._words.never_alone
        around = Around(self._reads(at - 1) if at else "", pieces[0].ending, self._reads(after), self._reads(after + 1))
        if alone and not self._is_ten(self._tokens[at]) and not is_number(pieces[0].value, around, self._words):
            return None
        if words and pieces[0].value >= HUNDRED and self._is_several(at):
            return None
        total = current = Fraction(0)
        largest = 1
        for piece in pieces:
            if piece.is_scale and total + current >= piece.value >= MILLION and pieces[0].grouped:
                continue  # "42 010 397 млн": spelt out, the scale is a slip
            if piece.is_scale:
                total += (current or 1) * piece.value
                current, largest = Fraction(0), max(largest, int(piece.value))
            elif piece.value == HUNDRED and 0 < current < HUNDRED:
                current *= HUNDRED  # "to'rt yuz", "two hundred", "twelve hundred"
            else:
                current += piece.value
        first = self._tokens[at].group()
        ending = pieces[-1].ending.strip()
        plain = len(pieces) == 1 and not words and len(first) == 4 and first.isdigit()
        return Number(
            total + current,
            start,
            end,
            sense_of(self._text, start, end, ending, self._words),
            ending,
            largest,
            plain,
            words,
        )
