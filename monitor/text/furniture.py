"""What stands on an article's page and is not the article: links to other stories, above all.

A page about a road repair whose sidebar says "Hikvision in the news" must not become a mention. trafilatura finds the
article's body well; what outlets put *inside* the body ("Читайте также: …") it keeps.
"""

import re

from lxml.html import HtmlElement

READ_ALSO = re.compile(
    r"^\W*(?:"
    r"читай(?:те)? (?:также|ещё|еще|по теме)|смотрите также|см\. также|также (?:читайте|по теме)|(?:материалы"
    r"|новости|ещё|еще) по теме"
    r"|по теме\b|другие новости|(?:популярн|последн|главн|похож|связанн|рекомендуем)\w+ (?:новост|материал|стать"
    r"|запис)\w*"
    r"|самое (?:читаемое|популярное|важное)|рекомендуем|вам (?:может|будет) (?:быть )?интересно|популярное"
    r"|ранее (?:мы писали|по теме)"
    r"|подписывайтесь|подпишитесь|поделиться|наш(?:и)? (?:телеграм|telegram|соцсети)|присоединяйтесь|нашли ошибку"
    r"|теги\b|метки\b"
    r"|(?:тағы|сондай-ақ|осыған қатысты|тақырып бойынша)? ?(?:оқи отырыңыз|оқыңыз|қараңыз)|тағы (?:да )?оқыңыз"
    r"|ұқсас жаңалықтар|соңғы жаңалықтар"
    r"|танымал жаңалықтар|бөлісу\b|жазылыңыз|тегтер"
    r"|(?:shuningdek|yana)[, ]+(?:o[ʻ'‘’`]?qing|qarang)|mavzuga (?:oid|doir)|o[ʻ'‘’`]?xshash (?:yangiliklar"
    r"|maqolalar)|so[ʻ'‘’`]?nggi yangiliklar"
    r"|ko[ʻ'‘’`]?p o[ʻ'‘’`]?qilgan|ulashish|obuna bo[ʻ'‘’`]?ling|teglar"
    r"|шунингдек[, ]+ўқинг|мавзуга (?:оид|доир)|ўхшаш (?:янгиликлар|мақолалар)|кўп ўқилган|сўнгги янгиликлар"
    r"|дагы окуңуз|окшош жаңылыктар|акыркы жаңылыктар|теги\b|бөлүшүү|жазылыңыз"
    r"|(?:ҳамчунин|инчунин)[, ]+(?:хонед|бихонед|бинед)|мавзӯъҳои монанд|хабарҳои монанд|паҳн кунед"
    r"|(?:also read|read (?:also|more|next)|see also|related(?: (?:news|stories|articles|posts|topics))?"
    r"|most (?:read|popular)|popular (?:news|posts)"
    r"|recommended|you may also like|latest news|more (?:from|on this)|share (?:this|on)|subscribe|follow us|tags?\b)"
    r")",
    re.IGNORECASE,
)
"""How a block of other stories begins, in the languages of the region. At the head of a short text only."""
NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|popular|most-?read|read-?(?:also|more|next)|see-?also|also"
    r"|similar|"
    r"inline-?news|incut|in-?text-?link|news-?(?:feed|list|line|ticker)|latest|last-?news|sidebar|aside|widget"
    r"|banner|adv?s?|"
    r"promo|share|social|subscribe|subscription|comments?|breadcrumbs?|tags?|author-?box|footer|navigation|menu|cookie|"
    r"telegram|poll|vote|teaser|cards?-?list|other-?news|more-?news|theme-?news)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words of class and id by which pages mark such blocks."""
NEVER_FURNITURE = frozenset({"html", "body", "main", "article", "head"})
LEAVES = frozenset({"p", "div", "li", "h2", "h3", "h4", "h5", "h6", "strong", "b", "span", "blockquote", "em", "a"})
LONGEST_BLOCK = 600
"""Characters of a block that begins with such words; what is longer is text that happens to begin so."""
SHORTEST_LINK = 25
MOSTLY = 0.8
"""Share of a block's letters inside links from which it is a list of links."""
BODY_SHARE = 0.5
"""A block with more than this share of the page's letters is the body, whatever its class says."""


def remove_furniture(tree: HtmlElement) -> None:
    """Take blocks that lead to other stories, share buttons and their like out of `tree`."""
    whole = len(_text(tree)) or 1
    for block in list(
        tree.iter("div", "section", "aside", "ul", "ol", "nav", "footer", "figure", "p", "table", "form")
    ):
        if _is_named_so(block) and len(_text(block)) < BODY_SHARE * whole:
            _drop(block)
    for block in list(tree.iter(*LEAVES)):
        if block.getparent() is not None:
            _drop_if_read_also(block)
    for block in list(tree.iter("p", "div", "li", "blockquote", "h2", "h3", "h4")):
        if block.getparent() is not None and _is_one_link(block):
            _drop(block)


def _is_named_so(block: HtmlElement) -> bool:
    names = f"{block.get('class', '')} {block.get('id', '')}".strip()
    return bool(names) and bool(NAMES.search(names)) and block.tag not in NEVER_FURNITURE


def _drop_if_read_also(block: HtmlElement) -> None:
    """Drop a block that begins with "read also"; when it is the heading of a list of links, the list too."""
    text = _text(block).strip()
    if not READ_ALSO.match(text) or len(text) > LONGEST_BLOCK:
        return
    if block.tag in ("strong", "b", "span", "em", "a"):
        parent = block.getparent()
        if parent is None or parent.tag in NEVER_FURNITURE or not _text(parent).strip().startswith(text):
            return
        if len(_text(parent)) <= LONGEST_BLOCK and _link_share(parent) > 0:
            block = parent
        elif _link_share(block) == 0:
            return
    only_a_heading = _link_share(block) < MOSTLY and len(text) < 60
    following = block.getnext()
    while only_a_heading and following is not None and _link_share(following) >= MOSTLY:
        beyond = following.getnext()
        _drop(following)
        following = beyond
    _drop(block)


def _is_one_link(block: HtmlElement) -> bool:
    """Whether a paragraph is nothing but a link to another page, and long enough to be a headline."""
    text = _text(block).strip()
    links = list(block.iter("a"))
    return len(links) == 1 and len(text) >= SHORTEST_LINK and _text(links[0]).strip() == text


def _link_share(block: HtmlElement) -> float:
    text = len(_text(block).strip())
    return sum(len(_text(link).strip()) for link in block.iter("a")) / text if text else 0.0


def _text(block: HtmlElement) -> str:
    return str(block.text_content()) if isinstance(block.tag, str) else ""


def _drop(block: HtmlElement) -> None:
    """Remove a block, keeping what stands behind it."""
    if block.getparent() is not None:
        block.drop_tree()
