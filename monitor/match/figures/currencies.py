"""The names and signs of currencies in the region's languages."""

from collections.abc import Mapping
from functools import cache

from monitor.match.lexicon_files import lexicon
from monitor.text.fold import fold


class Currencies:
    """How currencies are written, folded: `lexicon/money.yaml`."""

    def __init__(self) -> None:
        table = lexicon("money")
        self.signs: Mapping[str, str] = table["signs"]
        self.whole: dict[str, str] = {}
        self.begins: dict[str, str] = {}
        for currency, names in table["names"].items():
            for name in names:
                target = self.begins if name.endswith("~") else self.whole
                target[fold(name.rstrip("~")).text] = currency
        self.som = frozenset(fold(name).text for name in table["som"])
        self.between = frozenset(fold(word).text for word in table["between"])
        self.worth = tuple({fold(ending).text for ending in table["worth"]})
        self.hanzi: Mapping[str, str] = dict(sorted(table["hanzi"].items(), key=lambda one: -len(one[0])))
        self.by_country: Mapping[str, str] = table["countries"]

    def currency(self, word: str) -> str | None:
        """The currency that a folded word names; "som" for the word that two countries share."""
        if word in self.signs:
            return self.signs[word]
        if word in self.whole:
            return self.whole[word]
        if word in self.som:
            return "som"
        return next((self.begins[word[:end]] for end in range(len(word), 2, -1) if word[:end] in self.begins), None)


@cache
def currencies() -> Currencies:
    """The table, read once."""
    return Currencies()
