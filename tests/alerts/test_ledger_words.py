"""What is new against the ledger comes in the digest's language: every form that the ledger has is known."""

from datetime import date

import pytest

from alerts.ledger_words import told_newly
from alerts.names import PLACES, place_name
from alerts.wording import wording
from db.kinds import ClaimKind, ClaimState, EvidenceOf, RoleKind
from db.queries.deployment_records import NewLedgerClaim, Statement
from db.queries.deployments import Coverage, DeploymentView, LedgerClaim, LedgerRole
from monitor.jobs.novelty import Surroundings, names_of, novelty
from monitor.match.terms import gazetteer
from monitor.match.watchlist import load_watchlist

NAMES = names_of(load_watchlist())
CAMERAS = NewLedgerClaim(ClaimKind.CAMERAS, 65_000, "camera", ClaimState.STANDING)
PLANNED = NewLedgerClaim(ClaimKind.COMPLEXES, 350, "complex", ClaimState.PLANNED)
AT_WORK = NewLedgerClaim(ClaimKind.STATUS, "operating")


def said(*claims: NewLedgerClaim, place: str | None = "almaty", maker: str = "") -> Statement:
    roles = ((RoleKind.MAKER, maker),) if maker else ()
    return Statement("sergek", "KZ", place, "9", claims, roles)


def held(kind: ClaimKind, value: int | str, state: ClaimState | None = None) -> LedgerClaim:
    return LedgerClaim(1, kind, value, None, state, date(2024, 5, 1), EvidenceOf.STORY, "1", "", None, None)


def known(*claims: LedgerClaim, roles: tuple[LedgerRole, ...] = (), disputed: str = "") -> DeploymentView:
    return DeploymentView("almaty-sergek", "sergek", "KZ", "almaty", None, disputed, roles, claims)


STANDS = held(ClaimKind.STATUS, "operating")
FEWER = held(ClaimKind.CAMERAS, 18_000, ClaimState.STANDING)
LESS = held(ClaimKind.COMPLEXES, 300, ClaimState.PLANNED)
ONE = LedgerRole(RoleKind.OPERATOR, "presight", EvidenceOf.STORY, "1")
OTHER = LedgerRole(RoleKind.OPERATOR, "sergek-group", EvidenceOf.STORY, "2")
ENDED = held(ClaimKind.STATUS, "dismantled")


@pytest.mark.parametrize(
    ("told", "around", "russian"),
    [
        (
            said(AT_WORK),
            Surroundings(),
            "в реестре этого нет; других сюжетов о месте «Алматы» тоже, так что это мало что значит",
        ),
        (
            said(AT_WORK, place=None),
            Surroundings(coverage=Coverage(4, 2020)),
            "в реестре этого нет; Казахстан: 4 сюжета с 2020",
        ),
        (
            said(AT_WORK),
            Surroundings(None, (known(STANDS),), Coverage(1, 2020)),
            "в реестре этого нет; Алматы: 1 сюжет с 2020; там известны: Sergek",
        ),
        (said(AT_WORK), Surroundings(known(ENDED)), "в реестре значится: демонтировано, 2024"),
        (
            said(NewLedgerClaim(ClaimKind.STATUS, "cancelled")),
            Surroundings(known(STANDS)),
            "отменено; в реестре значится: работает, 2024",
        ),
        (said(AT_WORK), Surroundings(known(STANDS, roles=(ONE, OTHER))), "оператор спорный"),
        (said(AT_WORK), Surroundings(known(STANDS, disputed="number of cameras")), "спорно: number of cameras"),
        (
            said(AT_WORK, maker="hikvision"),
            Surroundings(known(STANDS, roles=(ONE,))),
            "Hikvision: раньше в реестре здесь не назывались",
        ),
        (
            said(CAMERAS),
            Surroundings(known(STANDS, FEWER)),
            "65 000 камер: больше всего, что известно в строю (Алматы: 18 000, 2024)",
        ),
        (
            said(PLANNED),
            Surroundings(known(STANDS, LESS)),
            "350 комплексов: больше всего, что известно в планах (Алматы: 300, 2024)",
        ),
    ],
)
def test_each_form_of_the_ledger(told: Statement, around: Surroundings, russian: str) -> None:
    (line,) = novelty(told, around, NAMES)
    assert told_newly(line, wording("ru")).replace("\xa0", " ") == russian
    assert told_newly(line, wording("en")) == line


def test_an_analysts_own_words_stay() -> None:
    assert told_newly("first seen at the border", wording("ru")) == "first seen at the border"


def test_every_city_and_region_has_a_name() -> None:
    assert {place["id"] for place in gazetteer() if place["kind"] != "town"} == set(PLACES)
    assert place_name("osh", "ru") == "Ош"
    assert place_name("kara-suu", "ru") == "Kara Suu"
