"""Two real processes at the same moment."""

import subprocess
import sys

from db.engine import Database
from db.queries.mentions import MentionFilter, find_mentions
from db.schema import info

PLACE = """
import sys
from db.engine import open_database
from db.queries.articles import NewArticle, add_article, add_sighting, add_url, known_article
from db.queries.mentions import NewMention, add_mention
from db.kinds import ArrivedAs
from tests.db.rows import NOON, judged, text_said
url, source = sys.argv[1:3]
with open_database(url) as database:
    with database.reading() as session:
        known_article(session, "warm", [])
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(40):
        address = f"https://a.kz/{number}"
        with database.writing() as session:
            article = known_article(session, f"url:{address}", [address])
            if article is None:
                article = add_article(session, NewArticle(f"url:{address}", address, "a.kz", "Камеры", source, NOON))
                add_url(session, article, address)
                version = text_said(session, article, "текст")
                add_mention(session, NewMention(article, "Камеры", judged(version), ArrivedAs.NEWS, NOON))
            add_sighting(session, article, source, address, address, NOON)
"""


def test_two_processes_placing_the_same_articles_at_once_make_each_once(database: Database, database_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PLACE, database_url, source],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for source in ("a-kz", "b-kz", "c-kz")
    ]
    for one in started:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in started:
        _, said = one.communicate(timeout=60)
        assert one.returncode == 0, said
    rows = info(database).rows
    assert (rows["article"], rows["mention"], rows["story"], rows["sighting"]) == (40, 40, 40, 120)
    with database.reading() as session:
        assert {len(mention.sources) for mention in find_mentions(session, MentionFilter())} == {3}
