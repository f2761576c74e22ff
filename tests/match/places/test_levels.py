"""A region or its town, the whole country or one case, an occasion or the place itself: which of them is told."""

import pytest

from monitor.match.match import Text
from monitor.match.matcher import Matcher
from monitor.match.places.geography import locate

REGIONS = [
    # an office of the region, and the town named bare
    ("Samarqand militsiyasi dron oldi", "Samarqand viloyati IIB uni kuzatuvda ishlatadi.", "UZ", ["samarkand-region"]),
    ("Garagandy polisiýasyna kamera", "Garagandy oblastynyň häkimi kamera alar.", None, ["karaganda-region"]),
    ("Samarqandda kameralar", "Samarqand viloyati IIB shahar ko‘chalarini ko‘radi.", "UZ", ["samarkand"]),
    ("Бухарская милиция получила камеры", "Их купил областной хокимият.", "UZ", ["bukhara-region"]),
    ("Карагандинские тюрьмы под камерами", "В области установили 6529 видеокамер.", "KZ", ["karaganda-region"]),
    ("Баткен ОИИБинде камералар", "Милиция видеокөзөмөл орнотту.", "KG", ["batken-region"]),
    # a region spoken of without its name: beside the town that is said to be one, in the stead of a bare one
    (
        "Жалал-Абадда камералар",
        "Шаар мэриясы айтты. Облус боюнча 48 камера коюлат.",
        "KG",
        ["jalal-abad", "jalal-abad-region"],
    ),
    ("Farg‘ona kuzatuvda", "Viloyatda yangi videokuzatuv tizimi ishga tushdi.", "UZ", ["fergana-region"]),
    ("Атыраудың мектептері", "Облыс мектептеріндегі бейнебақылау қосылды.", "KZ", ["atyrau-region"]),
    ("Камеры в Таразе", "В мэрии рассказали о них. По области поставят 20 камер.", "KZ", ["taraz", "zhambyl"]),
    ("Камералар", "Маңғыстау облысында 58 камера бар, соның 25-і Ақтауда.", "KZ", ["mangystau", "aktau"]),
    (
        "Semey cameras",
        "Abai region Governor will add cameras throughout the region. Sergek is in the city of Semey.",
        "KZ",
        ["semey", "abai"],
    ),
    (
        "Мектептер",
        "Búgin Qyzylordada aıtty: oblystaǵy mektepterde 48 beınebaqylaý kamerasy bar.",
        "KZ",
        ["kyzylorda-region"],
    ),
    (
        "Камеры страны",
        "Камеры «Безопасный город» стоят в:\n- Бишкеке – 651;\n- Баткенской области – 248;\n- Оше – 57;\n"
        "- Ошской области – 115.",
        "KG",
        ["bishkek", "batken-region", "osh", "osh-region"],
    ),
    ("Талас милициясына камералар берилди", "Талас облусунун акими 40 камера тапшырды.", "KG", ["talas-region"]),
    ("Навоийда камералар", "Навоий шаҳрида 40 та. Вилоят бўйича улар кўп.", "UZ", ["navoi", "navoi-region"]),
    ("Шығыс Қазақстанда 768 камера", "Өскеменде 49 қылмыс ашылды.", "KZ", ["east-kazakhstan"]),
    ("Камеры Семея", "В Восточно-Казахстанской области, в Семее, поставили 40 камер.", "KZ", ["semey"]),
    # a town of the region's name, said to be a town; a district of a region that is younger than the text's
    (
        "Түркістан облысында камералар",
        "Екеуі Түркістан қаласында тұр.",
        "KZ",
        ["turkistan-region", "turkistan"],
    ),
    ("Камеры в школах Алматинской области", "Без них сад в Коксуском районе.", "KZ", ["almaty-region"]),
    # the district that bears the town's name, and what lies outside the town, are the region's
    ("Бухоро туманида 60 та камера ўрнатилди", "Туман ИИБ хабар берди.", "UZ", ["bukhara-region"]),
    ("Талас районунда 30 видеокамера коюлду", "Милиция билдирди.", "KG", ["talas-region"]),
    ("В школах Баткенского района ставят камеры", "Их закупила милиция.", "KG", ["batken-region"]),
    ("Speed cameras installed in Batken district", "Police said 12 devices work.", "KG", ["batken-region"]),
    ("Daşoguz etrabynda kameralar", "Polisiýa 20 wideokamera goýdy.", "TM", ["dashoguz-region"]),
    ("В Чиланзарском районе Ташкента поставили 50 камер", "Сообщил хокимият.", "UZ", ["tashkent"]),
    ("В Алматинском районе столицы поставили 50 камер", "Сообщила полиция.", "KZ", ["astana"]),
    ("Под Алматы поставят камеры", "Сорок устройств закупит полиция.", "KZ", ["almaty-region"]),
    ("Под Атырау новые камеры", "А в самом городе прежние переделают под «Сергек».", "KZ", ["atyrau"]),
    ("Алматы маңындағы жолдарға камера қойылды", "Полиция 40 камера орнатты.", "KZ", ["almaty-region"]),
    ("Toshkent yaqinida radarlar", "YHXX 12 ta kamera o‘rnatdi.", "UZ", ["tashkent-region"]),
    # the seat of a region, spoken of without its name where a text begins; a district for its own centre
    ("Акмолинская область: камеры в областном центре", "", "KZ", ["akmola", "kokshetau"]),
    ("Ақмола облысында камера", "Облыс орталығында 200 камера орнатылды.", "KZ", ["akmola", "kokshetau"]),
    ("Qashqadaryo viloyatida kameralar", "Viloyat markazida 200 ta kamera.", "UZ", ["kashkadarya", "qarshi"]),
    ("Нарын облусунда камера", "Облус борборунда 200 видеокамера коюлду.", "KG", ["naryn-region", "naryn"]),
    ("Lebap welaýatynda kameralar", "Welaýatyň merkezinde 200 kamera.", "TM", ["lebap", "turkmenabat"]),
    ("Вилояти Суғд камера мегирад", "Дар маркази вилоят 200 камера насб шуд.", "TJ", ["sughd", "khujand"]),
    ("Cameras in Khatlon region", "They work in the regional capital.", "TJ", ["khatlon", "bokhtar"]),
    ("Акмолинская область под камерами", "Их проверил областной центр занятости.", "KZ", ["akmola"]),
    ("Жамбылда камералар іске қосылды", "Полиция 200 камера орнатты.", "KZ", ["zhambyl"]),
    ("В Тюлькубасском районе Туркестанской области 200 камер", "", "KZ", ["turar-ryskulov"]),
    ("Бұқар-Жырау ауданында камера", "Қарағанды облысында полиция қойды.", "KZ", ["botakara"]),
    # an office of the region named with its town's adjective; a street by its name is the town's
    ("Актюбинская полиция получила дроны", "В ДП области сказали о камерах.", "KZ", ["aktobe-region"]),
    (
        "Қостанайда 40 камера іске қосылды",
        "Облыста 3 мың камера бар. Абай даңғылында 12 құрылғы тұр.",
        "KZ",
        ["kostanay", "kostanay-region"],
    ),
    (
        "Сколько стоят камеры ВКО, акимат молчит",
        "В Риддере стоят 300 камер видеонаблюдения.",
        "KZ",
        ["east-kazakhstan", "ridder"],
    ),
    ("200 камер у свалок столицы и Ташобласти", "Видеонаблюдение расширят.", "UZ", ["tashkent-region", "tashkent"]),
]

PASSING = [
    # streets, crossings and waters that bear a name, and the town whose they are
    ("Камеры Ташкента", "Они висят на пересечении улиц Айбека и Нукусской.", "UZ", ["tashkent"]),
    ("Камеры на 100 перекрёстках Ташкента", "Номера заклеивают.", "UZ", ["tashkent"]),
    ("Нұр-Сұлтанда көшеге түкіргенді камера іздейді", "", "KZ", ["astana"]),
    ("На побережье Капшагая в Алматинской области камеры", "", "KZ", ["almaty-region"]),
    ("Қапшағай су қоймасының жағасына камера қойылды", "", "KZ", []),
    ("阿拉木图州2024年在卡普恰盖水库岸边装了51台摄像头", "", "KZ", ["almaty-region"]),
    # a road called by where it leads, a stretch whose end is the capital, a list of directions
    ("Иссык-Кульская трасса под камерами", "Их включили на дороге Бишкек - Чолпон-Ата.", "KG", []),
    ("Камеры на нарынско-торугартской трассе", "", "KG", []),
    ("Бишкекские магистрали получили камеры", "", "KG", ["bishkek"]),
    ("Камеры на дороге между столицей и Иссык-Кулем", "", "KG", []),
    ("Борбор менен Ысык-Көлдүн ортосунда камера иштейт", "", "KG", []),
    ("Poytaxt bilan Samarqand oralig‘ida kameralar", "YHXX 12 ta radar o‘rnatdi.", "UZ", []),
    ("Столица получила 90 камер", "Они стоят в направлении Оша, Чалдовара и Торугарта.", "KG", ["bishkek"]),
    ("Подготовку ТО закончат к июлю", "Камеры «Безопасного города» поставят осенью.", "KG", []),
    # a bidder named after its town, and the state that works with another
    ("Во второй тур вышли пять компаний", "Участники тендера «Безопасный город»: «Стилсофт Бишкек» и Ozone.", "KG", []),
    ("Камеры ищут подрядчика", "Их ставит «Безопасный Бишкек», есть три участника тендера.", "KG", ["bishkek"]),
    ("Хавфсиз шаҳар учун Хитой танланди", "Илгари Тошкент Россия компаниялари билан ишлаган.", "UZ", []),
    # "a year earlier" begins no older news
    (
        "Safe City put up 800 cameras in Bishkek",
        "Victims numbered 52 against 108 a year earlier. Chui region got 20 cameras.",
        "KG",
        ["bishkek", "chuy"],
    ),
    # what came before the matter, in the whole country or in another town
    (
        "Во всех школах страны поставят камеры",
        "Их ставят по всей стране. Поводом стало нападение на школу в Караганде.",
        "KZ",
        [],
    ),
    ("Мектептерге камера", "Бүкіл ел бойынша қояды. Бұған Тараздағы оқиға түрткі болды.", "KZ", []),
    ("Maktablarga kamera", "Respublika bo‘yicha. Bunga Namanganda yuz bergan hodisa sabab bo‘ldi.", "UZ", []),
    ("Мактабҳо камера мегиранд", "Дар саросари кишвар. Ба ин ҳодиса дар Хуҷанд сабаб шуд.", "TJ", []),
    ("Cameras for every nursery", "Across the country. It was prompted by the abuse in Osh.", "KG", []),
    ("После убийства в Таразе в Шымкенте ставят камеры", "", "KZ", ["shymkent"]),
    ("Тараздағы оқиғадан кейін Шымкентте камера көбейеді", "", "KZ", ["shymkent"]),
    ("Камеры Караганды", "Их ставят после убийства в Караганде.", "KZ", ["karaganda"]),
    # who comes from a place, writes from there, or speaks from over the border
    ("Депутат предложил ставить камеры", "Это депутат от Нарына Азамат Асанов.", "KG", []),
    ("Депутат камера сунуштады", "Нарындан шайланган депутат видеокөзөмөл керек деди.", "KG", []),
    ("Камеры Шымкента", "Чаще других попадались водители из Тараза.", "KZ", ["shymkent"]),
    ("В Рушане больница без камер", "Сообщает НИАТ «Ховар» из Хорога.", "TJ", ["rushan"]),
    ("Баткенде тажик тарап камера койду", "Исфара шаарынын мэри алар дарактарда турат деди.", "KG", ["batken"]),
    ("Бозорларга камера", "Президентнинг Фарғона вилоятидаги йиғилишда берган топшириғи.", "UZ", []),
    # compared with, and spoken of again; figures of other regions; where a road leads
    (
        "Osh installs 200 cameras",
        "Unlike in Bishkek, they know faces. Bishkek's cameras only record speed.",
        "KG",
        ["osh"],
    ),
    ("В Оше 65 камер", "В отличие от Бишкека они видят лица. В Бишкеке камеры проще.", "KG", ["osh"]),
    (
        "Наманганда 65 та камера",
        "Тошкентдаги тизимдан фарқли, улар чизиқни кўради. Тошкент камералари фақат тезликни кўради.",
        "UZ",
        ["namangan"],
    ),
    (
        "Камеры Ташобласти записали 1051 нарушение",
        "Бухара дала 22 случая, Навои — 13, Хорезм — 11, Фергана — 5.",
        "UZ",
        ["tashkent-region"],
    ),
    ("Ноокатта камера", "Жол Ворух анклавына барчу тарапта.", "KG", ["nookat"]),
    ("Камеры в Бишкеке", "Самым проблемным участком остаётся Ошский рынок.", "KG", ["bishkek"]),
    ("Камеры «Сергек» в области", "На дорогах Алматинской области вокруг Алматы.", "KZ", ["almaty-region"]),
    ("Maryda kameralar", "Lebap welaýatyndan polisiýa işgärleri getirildi.", "TM", ["mary"]),
    ("Bazarlarda kamera", "Daşoguzdaky çeşmelere görä, Balkanabatda kamera goýuldy.", "TM", ["balkanabat"]),
    (
        "Президентга камералар кўрсатилди",
        "Президент Тошкент шаҳри ИИББда бўлди. Республикада 42 минг камера.",
        "UZ",
        [],
    ),
    (
        "Камеры в школах Баткенского района",
        "Их ставят в сёлах Самаркандского сельского округа.",
        "KG",
        ["batken-region"],
    ),
    ("Osh cameras", "In Osh city cameras are hung. The main control center is located in Bishkek.", "KG", ["osh"]),
    # a name that many bear is a town's in a list with another of its region; a dateline; «новой» is no Navoi
    ("Камеры в Экибастузе и Аксу", "", "KZ", ["aksu-pavlodar", "ekibastuz"]),
    ("Екібастұз бен Ақсуда камералар", "", "KZ", ["aksu-pavlodar", "ekibastuz"]),
    ("Алматинцы под камерой на Абая", "Их висит там много.", "KZ", ["almaty"]),
    ("«Хавфсиз шаҳар» муҳокама қилинди", "ТОШКЕНТ, 15 июн — Sputnik. Камералар ўрнатилади.", "UZ", []),
    ("Камеры в Караганде", "Новой школе поставят камеры.", "KZ", ["karaganda"]),
    # people of a town
    ("Костанаец оштрафован камерой", "Полиция признала ошибку.", "KZ", ["kostanay"]),
    ("За бишкекчанином следили камеры", "Об этом сказали в МВД.", "KG", ["bishkek"]),
    # who arrives, where something is handed over, what is measured from, whose cars they are, what is dealt with
    ("Камеры для города", "В Бишкек съехались разработчики систем.", "KG", []),
    ("Kamera kompaniyasi", "Hikvision vakillari Toshkentga tashrif buyurdi.", "UZ", []),
    ("Камераҳо дар кӯчаҳо", "Вазири Чин ба Душанбе омад.", "TJ", []),
    ("Камеры прибыли в Караколь", "В Караколь прибыли сто камер.", "KG", ["karakol"]),
    ("Border guards get cameras", "The ceremony was held in Bishkek.", "KG", []),
    ("Cameras for Tash-Kumyr", "They were handed over on 20 October in Bishkek.", "KG", ["tash-kumyr"]),
    ("В Акколе 70 камер", "Это в ста километрах от Астаны.", "KZ", ["akkol"]),
    ("Радар пойтахтда рўйхатдан ўтган машиналарни топди", "У Тошкент вилоятида.", "UZ", ["tashkent-region"]),
    ("Камеры и сделки с Ашхабадом", "Фирма молчит.", "TM", []),
    ("Камеры в Киргизии", "Заявку отклонили: концерн, чьи камеры снимают в Бишкеке, опоздал.", "KG", []),
    ("吉尔吉斯斯坦的摄像头", "新华社比什凯克电 全国装有3000个摄像头。", "KG", []),
    ("3000 камера", "Өлкө боюнча камералар көбөйөт. Жакында оператор Бишкекте кишини көрдү.", "KG", []),
    ("Камеры по стране", "По всей стране их тысячи. Недавно в Оше поставили 200 камер.", "KG", ["osh"]),
    ("Камеры города", "В Бишкеке прошла церемония открытия центра видеонаблюдения.", "KG", ["bishkek"]),
    ("Слежка с камерами", "Так сказано в отчёте бишкекского общественного фонда.", "KG", []),
    ("Камеры по стране", "По всей стране их тысячи. Например, в Оше камера узнала вора.", "KG", []),
]

COUNTRIES = [
    # a foreign name that ends like an ablative, and one that is a word of a vendor's
    ("Лондон полицияси камера билан юзни танийди", "", "UZ", ()),
    ("Договор с Shenzhen Sunwin продлили", "Поставлено 110 камер видеофиксации.", "KG", ("KG",)),
    # a watched name's own country, where nothing else tells one
    (
        "Начался монтаж камер",
        "Госкомитет информационных технологий и связи испытывает камеры на дороге.",
        None,
        ("KG",),
    ),
    ("Камеры в Москве", "Госкомитет информационных технологий и связи изучил камеры видеофиксации.", None, ()),
    ("ГКНБ хочет прослушивать без суда", "Камеры поставят скрыто.", None, ("KG",)),
    ("ГКНБ хочет прослушивать без суда", "Камеры поставят скрыто.", "TJ", ("TJ",)),
    ("Юзидан таниш камералари", "Лондон полицияси кўчаларда ишга солди.", "UZ", ()),
    ("Kameralar", "Russiýada ýyl ahyrynda ýüz tanaýan kameralar goýlar.", "TM", ()),
    ("伦敦警方启用人脸识别摄像头", "警方在街头使用摄像头。", "KZ", ()),
    ("Камеры", "Талибы покупают камеры. Планируется установить их в Кабуле.", "KZ", ()),
    # citizens and borders are no country of the event
    ("Камеры на рубеже с Узбекистаном и Таджикистаном", "Так решила погранслужба Кыргызстана.", None, ("KG",)),
    ("На границе с Казахстаном поставят камеры", "Их закупит погранслужба.", "UZ", ("UZ",)),
    ("Checkpoint cameras", "Border guards of Kyrgyzstan hung them at Akzhol (Kordai) checkpoint.", "KG", ("KG",)),
    ("Cameras for Kyrgyzstan", "They will hang on the Kyrgyz-Kazakh border.", None, ("KG",)),
    ("Уй қамоғи: электрон браслет", "Жамоат хавфсизлиги хизмати камера билан кузатади.", "UZ", ("UZ",)),
]


@pytest.mark.parametrize(("title", "text", "source", "places"), [*REGIONS, *PASSING])
def test_what_is_told_is_the_events_own_place(
    matcher: Matcher, title: str, text: str, source: str | None, places: list[str]
) -> None:
    survey = matcher.survey(Text(title, text, source))
    assert survey is not None
    assert sorted(locate(survey).places) == sorted(places)


@pytest.mark.parametrize(("title", "text", "source", "countries"), COUNTRIES)
def test_the_country_is_told_by_what_is_there(
    matcher: Matcher, title: str, text: str, source: str | None, countries: tuple[str, ...]
) -> None:
    survey = matcher.survey(Text(title, text, source))
    assert survey is not None
    assert locate(survey).countries == countries
