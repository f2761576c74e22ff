"""Names beside the word for a town or district, of whatever language; and lists that share one such word."""

import pytest

from monitor.match.match import Text
from monitor.match.matcher import Matcher
from monitor.match.places.geography import locate

LISTED = [
    ("В Алгинском, Хромтауском и Шалкарском районах установили камеры", "KZ", ["alga", "khromtau", "shalkar"]),
    ("Видеокамеры на улицах Иргизского и Хромтауского районов", "KZ", ["irgiz", "khromtau"]),
    ("Бейнекамералар Арал, Қазалы және Жалағаш аудандарында", "KZ", ["aral", "kazaly", "zhalagash"]),
    ("АЛҒА ЖӘНЕ МАҚАТ АУДАНДАРЫНДА БЕЙНЕКАМЕРА ОРНАТЫЛДЫ", "KZ", ["alga", "makat"]),
    ("Mirishkor va Nishon tumanlarida kuzatuv kameralari", "UZ", ["mirishkor", "nishan"]),
    ("Сўх ва Фурқат туманларида кузатув камералари", "UZ", ["sokh", "furkat"]),
    ("Жети-Өгүз жана Ак-Суу райондорунда камералар коюлду", "KG", ["jeti-oguz", "ak-suu"]),
    ("Дар ноҳияҳои Вахш ва Ҷ. Балхӣ камераҳои назоратӣ", "TJ", ["jaloliddin-balkhi", "vakhsh"]),
    ("Камеры видеонаблюдения в районах Джайхун и Джалолиддина Балхи", "TJ", ["jaloliddin-balkhi", "jayhun"]),
    ("Abadan we Tejen şäherleriniň köçelerinde kamera goýuldy", "TM", ["abadan", "tejen"]),
    ("Khuroson and Yovon districts get CCTV cameras", "TJ", ["khuroson", "yovon"]),
    ("В городах Абадан, Теджен и Аркадаг поставили видеокамеры", "TM", ["abadan", "arkadag", "tejen"]),
]
"""A list in every language, and what only its shared word makes known."""


@pytest.mark.parametrize(("title", "source", "places"), LISTED)
def test_names_of_a_list_share_its_word_for_districts(
    matcher: Matcher, title: str, source: str, places: list[str]
) -> None:
    survey = matcher.survey(Text(title, "", source))
    assert survey is not None
    assert sorted(locate(survey).places) == sorted(places)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("В Наурызбайском, Турксибском и Жетысуском районах Алматы установят камеры", "almaty"),
        ("В Абайском и Каратауском районах Шымкента поставят 80 камер", "shymkent"),
    ],
)
def test_the_districts_of_a_city_stay_the_citys(matcher: Matcher, title: str, place: str) -> None:
    survey = matcher.survey(Text(title, "", "KZ"))
    assert survey is not None
    assert locate(survey).places == (place,)


def test_small_words_in_a_list_are_no_names(matcher: Matcher) -> None:
    """«Свет, алга и камеры в районах»: only what has a capital is looked up."""
    survey = matcher.survey(Text("Дороги, алга и камеры в районах", "Их закупят.", "KZ"))
    assert survey is not None
    assert survey.places == ()


@pytest.mark.parametrize(
    ("title", "source", "places"),
    [
        ("За порядком в г. Темир следят сто видеокамер", "KZ", ["temir"]),
        ("40 камер поставят в г.Алга", "KZ", ["alga"]),
        ("В районах: Алга, Шалкар, Мартук 40 камер", "KZ", ["alga", "martuk", "shalkar"]),
        ("В Денисовском р-не поставили видеокамеры", "KZ", ["denisovka"]),
        ("Safe City comes to Furkat District with surveillance cameras", "UZ", ["furkat"]),
        ("Камеры поставят в этрапе Алтын асыр", "TM", ["altyn-asyr"]),
        ("Сокинони ноҳияи Вахши вилояти Хатлон насби камераҳои назоратиро хостанд", "TJ", ["vakhsh"]),
        ("Данғара тумани йўлларида камералар", "UZ", ["dangara-uz"]),
        ("Камераҳои навро милиса дар ноҳияи Данғара насб кард", "TJ", ["danghara"]),
    ],
)
def test_the_word_for_a_town_may_be_any_languages(matcher: Matcher, title: str, source: str, places: list[str]) -> None:
    survey = matcher.survey(Text(title, "", source))
    assert survey is not None
    assert sorted(locate(survey).places) == places


@pytest.mark.parametrize(
    ("title", "source", "places"),
    [
        # a longer name that begins like another's: the name itself counts, not its ending
        ("Видеокамер для Балкашино и Щучинска не хватает", "KZ", ["balkashino", "shchuchinsk"]),
        ("Новые видеокамеры в Аксукенте", "KZ", ["aksukent"]),
        ("В Чилике закупают видеокамеры", "KZ", ["shelek"]),
        # a town that begins like a word for "road"
        ("Baýramaly we Ýolöten etraplarynda wideokameralar oturdyldy", "TM", ["bayramaly", "yoloten"]),
        # names with hyphens are no crossings
        ("Камеры в Жети-Өгүз, Кара-Балта, Чолпон-Ата", "KG", ["cholpon-ata", "jeti-oguz", "kara-balta"]),
        # the town beside its region
        ("In Atyrau, Atyrau Region, cameras now watch every school gate", "KZ", ["atyrau", "atyrau-region"]),
        # "against", and the English "to", where all letters are capitals
        ("JINOYATCHILIKKA QARSHI KUZATUV KAMERALARI IZBOSKAN TUMANIDA", "UZ", ["izbaskan"]),
        ("URALSK TO BUY HUNDREDS OF SURVEILLANCE CAMERAS", "KZ", ["oral"]),
        ("SHAHRISABZ HOKIMLIGI KO’CHALARGA KUZATUV KAMERALARI O’RNATMOQDA", "UZ", ["shahrisabz"]),
        ("Yil oxiriga Qarshi shahrida 400 ta kamera oʻrnatiladi", "UZ", ["qarshi"]),
        ("ВИЛОЯТ МАРКАЗИГА ҚАРШИ ШАҲРИДАН 40 ТА КАМЕРА УЛАНДИ", "UZ", ["qarshi"]),
        ("BAÝRAMALY WE ÝOLÖTEN ETRAPLARYNDA KAMERALAR OTURDYLDY", "TM", ["bayramaly", "yoloten"]),
        ("PARKENT VA OLMALIQ YOʻLLARIDA KAMERALAR", "UZ", ["olmaliq", "parkent"]),
        ("АБЫЛАЙ ХАН, ТАРАЗ, АСТАНА КӨШЕЛЕРІНДЕ КАМЕРА ОРНАТЫЛДЫ", "KZ", []),
        # the "г." of a year
        ("Камеры и договоры: в 2015 г. Темир Сариев подписал договор на 500 камер", "KG", []),
        # crossings, streets and highways
        ("Камеры стоят на Абая-Сатпаев, Жандосова-Тараз, Саина-Алга", "KZ", []),
        ("Вдоль улицы Раззакова в Бишкеке установили камеры", "KG", ["bishkek"]),
        ("За Ташкентским проспектом в Алматы поставили 12 камер", "KZ", ["almaty"]),
        ("Первые 18 камер стоят на улицах Дустлик и Уйчи в Намангане", "UZ", ["namangan"]),
        ("Magtymguly we Görogly köçelerinde täze kameralar peýda boldy", "TM", []),
        ("На перекрёстках Бишкека, среди них Чуй — Манаса и Токтогула — Исанова, стоят камеры", "KG", ["bishkek"]),
        ("Столица меняет камеры на Кабанбай батыра", "KZ", ["astana"]),
        ("Хатлон: дар Бохтар, Кӯлоб ва Данғара роҳҳоро камера назорат мекунад", "TJ", ["bokhtar", "danghara", "kulob"]),
        ("Камеры ставят на мостах через Сырдарью в Худжанде", "TJ", ["khujand"]),
        ("Камералар Балыкчыда Фрунзе көчөсүнө орнотулат", "KG", ["balykchy"]),
        # names that stand for a town only in a list with another of its region
        ("ВКО: к системе камер подключают Риддер, Алтай и Шемонаиху", "KZ", ["altay", "ridder", "shemonaikha"]),
        ("Камеры смонтируют в Темиртау, Сарани и Абае", "KZ", ["abay-town", "saran", "temirtau"]),
        # an everyday «то», and a poet
        ("ЧТО-ТО, ГДЕ-ТО И КАК-ТО: 40 КАМЕР", "KZ", []),
        ("Токтогулдун айкели жанына камера коюлду, Бишкек", "KG", ["bishkek"]),
        # the town's streets, and none of its name
        ("Видеокамеры следят за порядком на канимехских улицах", "UZ", ["kanimekh"]),
        ("Улицы Кербена и Кочкор-Аты оснастят видеокамерами", "KG", ["kerben", "kochkor-ata"]),
    ],
)
def test_what_looks_like_another_place_is_told_from_it(
    matcher: Matcher, title: str, source: str, places: list[str]
) -> None:
    survey = matcher.survey(Text(title, "", source))
    assert survey is not None
    assert sorted(locate(survey).places) == places
