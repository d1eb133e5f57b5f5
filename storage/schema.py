"""Tables from the declarations.

Every record type has one table with a column for each declared field; `declined` lists the fields somebody chose not to answer.
Beside them stand the journal, the answers to own questions, the open spans of consent, the search index, the drafts, the
tombstones and the frozen rows of figures snapshots. A field that is new in a release becomes a column when the vault is opened;
everything else is a migration.
"""

from __future__ import annotations

from sqlite_utils import Database

from models.attachment import Attachment
from models.consent_text import ConsentText
from models.fields import SCALE, Field, Kind
from models.follow_up import FollowUp
from models.member import Member
from models.passage import Passage
from models.record import Record, declared_fields
from models.referral import Referral
from models.registry import RECORDS
from models.report import Quoted, Report
from models.term import Term
from models.theme import Theme
from models.translation import Translation
from models.view import View

NOT_KEPT = "use = 'keep' AND value <> 'given'"
"""Which consents are looked at to know who is to be forgotten. A query has to say it in the same words for its index to be used."""
WHOLE = frozenset({Kind.NUMBER, Kind.YES_NO, *SCALE})


LOOKED_UP = ("member", "story", "theme", "translation")
"""Record types by whose id others are looked up."""


def column_type(field: Field) -> type:
    return int if field.kind in WHOLE else str


def quoted(name: str) -> str:
    """A name as SQL writes it. Names come from the declarations, never from a user."""
    return '"' + name.replace('"', '""') + '"'


def columns(record_type: type[Record]) -> dict[str, type]:
    return {"row": int, "id": str, **{each.name: column_type(each) for each in declared_fields(record_type)}, "declined": str}


def create_record_tables(db: Database) -> None:
    for record_type in RECORDS:
        create_record_table(db, record_type)


def create_record_table(db: Database, record_type: type[Record]) -> None:
    table = db.table(record_type.TYPE)
    table.create(columns(record_type), pk="row", not_null={"id"})
    table.create_index(["id"], unique=True)
    for field in declared_fields(record_type):
        if _leads_to_looked_up(field) or (record_type is Member and field.name == "code"):
            table.create_index([field.name])
    index_what_is_in_the_bin(db, record_type)


def _leads_to_looked_up(field: Field) -> bool:
    return field.kind is Kind.REFERENCE and field.to in LOOKED_UP


def index_what_is_in_the_bin(db: Database, record_type: type[Record]) -> None:
    """Every opening asks what has been in the bin for too long: it mustn't read a whole table to find a few rows."""
    name = quoted(f"idx_{record_type.TYPE}_binned")
    db.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {quoted(record_type.TYPE)} (id) WHERE archived = 1")


def index_for_the_opening(db: Database) -> None:
    """What every opening asks of the whole vault: who doesn't want to be kept any more, and what is in the bin."""
    db.execute(f"CREATE INDEX IF NOT EXISTS idx_consent_not_kept ON consent (member) WHERE {NOT_KEPT}")
    for record_type in RECORDS:
        if db.table(record_type.TYPE).exists():  # one that comes with a later step brings its own
            index_what_is_in_the_bin(db, record_type)


def create_own_tables(db: Database) -> None:
    """The tables that no record type declares."""
    db.table("store").create({"key": str, "value": str}, pk="key")
    operation = db.table("operation")
    operation.create(
        {"row": int, "op": str, "ms": int, "counter": int, "dev": str, "author": str, "type": str, "id": str, "kind": str,
         "vals": str, "base": str, "schema": int},
        pk="row", not_null={"op", "ms", "counter", "dev", "type", "id", "kind", "vals", "schema"},
    )
    operation.create_index(["op"], unique=True)
    operation.create_index(["id"])
    db.execute("CREATE INDEX operation_question ON operation (row) WHERE type = 'question'")
    db.table("answer").create({"owner": str, "question": str, "value": str}, pk=("owner", "question"))
    db.table("permission").create({"row": int, "member": str, "use": str, "first": str, "last": str}, pk="row", not_null={"member", "use"})
    db.table("permission").create_index(["member", "use"])
    db.table("draft").create({"id": str, "member": str, "step": str, "data": str, "changed": str}, pk="id")
    db.table("erased").create({"id": str}, pk="id")
    db.table("entry").create({"row": int, "id": str, "type": str, "person": str, "words": str}, pk="row", not_null={"id", "type", "words"})
    db.table("entry").create_index(["id"], unique=True)
    db.table("entry").create_index(["person"])
    db.table("frozen").create({"row": int, "snapshot": str, "member": str, "classes": str}, pk="row")
    db.table("frozen").create_index(["snapshot", "member"], unique=True)
    db.table("printed").create({"snapshot": str, "question": str, "value": str}, pk=("snapshot", "question"))


def create_access_log(db: Database) -> None:
    """Who opened or took out what: local, neither journalled nor exchanged (`storage.access_log`)."""
    access = db.table("access")
    access.create({"row": int, "at": str, "author": str, "what": str, "subject": str, "reason": str}, pk="row", not_null={"at", "what"})
    access.create_index(["subject"])


def create_content(db: Database) -> None:
    """What attachments hold, in pieces of one size; `original` pieces are of the file as it came."""
    if not db.table(Attachment.TYPE).exists():  # a vault that was made before there were any
        create_record_table(db, Attachment)
    db.table("content").create({"row": int, "attachment": str, "original": int, "place": int, "bytes": bytes}, pk="row",
                               not_null={"attachment", "original", "place", "bytes"})
    db.table("content").create_index(["attachment", "original", "place"], unique=True)


def create_referrals(db: Database) -> None:
    """Referrals and follow-ups for a vault that was made before there were any, and the ways the board and Home look for what is due."""
    for record_type in (Referral, FollowUp):
        if not db.table(record_type.TYPE).exists():
            create_record_table(db, record_type)
        db.table(record_type.TYPE).create_index(["need"])
    db.execute(f"CREATE INDEX need_open ON need ({NEED_ORDER}, row, member, category, archived) WHERE {NEED_OPEN}")
    db.execute(f"CREATE INDEX need_by_state ON need (status, {NEED_ORDER}, row, member, category, archived)")
    db.execute("CREATE INDEX need_closed ON need (closed, row, status, member, category, archived) WHERE closed IS NOT NULL")
    db.execute("CREATE INDEX follow_up_open ON \"follow-up\" (due) WHERE done IS NULL")


NEED_ORDER = "coalesce(due, '~')"
"""By which needs are listed: those without a day come last."""
NEED_OPEN = "status IN ('new', 'active', 'waiting')"
"""Which needs somebody still works on; the index of them is used only by a question that says it in the same words."""


def create_coding(db: Database) -> None:
    """Themes, translations and passages, in a vault that was made before there were any."""
    for record_type in (Theme, Translation, Passage):
        if not db.table(record_type.TYPE).exists():
            create_record_table(db, record_type)
    db.table(Passage.TYPE).create_index(["theme", "story", "archived"])  # people are counted by theme from it, without a look at any words


def create_words(db: Database) -> None:
    """The association's own words."""
    if not db.table(Term.TYPE).exists():  # a vault that was made before there were any
        create_record_table(db, Term)


def create_papers(db: Database) -> None:
    """The register of papers, whose words stand on them, and the words consents were asked with."""
    for record_type in (Report, Quoted, ConsentText):
        if not db.table(record_type.TYPE).exists():  # a vault that was made before there were any
            create_record_table(db, record_type)
    db.execute("CREATE INDEX permission_ending ON permission (last, member, use) WHERE last IS NOT NULL")


def create_views(db: Database) -> None:
    """Saved views of lists."""
    if not db.table(View.TYPE).exists():  # a vault that was made before there were any
        create_record_table(db, View)


def create_search(db: Database) -> None:
    """The search index: external content, so that nothing is kept twice that needn't be, without positions (`detail=none`), with
    short prefixes ready, and forgetting what is deleted (`secure-delete`)."""
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, content='entry', content_rowid='row', detail=none, prefix='1 2 3', "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '+@'\")"
    )
    db.execute("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")


def forget_words_of_the_bin(db: Database) -> None:
    """What lies in the bin is found by no search; until now its words stayed in the index."""
    for record_type in (each for each in RECORDS if db.table(each.TYPE).exists()):  # a kind of record that came later has no words in the bin
        binned = f"SELECT e.row, e.words FROM entry e JOIN {quoted(record_type.TYPE)} t ON t.id = e.id WHERE t.archived = 1 AND e.words <> ''"
        for row, words in db.execute(binned).fetchall():
            db.execute("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", (row, words))
            db.execute("UPDATE entry SET words = '' WHERE row = ?", (row,))
            db.execute("INSERT INTO search (rowid, words) VALUES (?, '')", (row,))


def index_for_finding(db: Database) -> None:
    """What the search and Home ask of everybody at once, each answered from an index without a look at the records themselves: what people
    are called, who may be shown, and when they were last spoken with."""
    db.execute("CREATE INDEX entry_people ON entry (words, person) WHERE type = 'member'")
    db.execute("CREATE INDEX entry_kind ON entry (row, type)")
    db.execute("DROP INDEX IF EXISTS idx_permission_member_use")
    db.execute("CREATE INDEX permission_open ON permission (member, use, first, last)")
    db.execute("CREATE INDEX permission_by_use ON permission (use, member, first, last)")
    db.execute("CREATE INDEX need_stands ON need (id, status, archived)")
    db.execute("CREATE INDEX referral_stands ON referral (id, state, archived)")
    db.execute("CREATE INDEX member_review ON member (review_date, id) WHERE review_date IS NOT NULL")
    for table, more in (("conversation", "archived"), ("consent", "reason")):
        db.execute(f"CREATE INDEX {table}_of ON {table} (member, date, {more})")
        db.execute(f"CREATE INDEX {table}_by_date ON {table} (date, member)")


def add_new_columns(db: Database) -> None:
    """A field declared since the vault was made becomes a column of its table."""
    for record_type in RECORDS:
        table = db.table(record_type.TYPE)
        there = {column.name for column in table.columns}
        for name, kind in columns(record_type).items():
            if name not in there:
                table.add_column(name, kind)
        for field in (each for each in declared_fields(record_type) if each.name not in there and _leads_to_looked_up(each)):
            table.create_index([field.name], if_not_exists=True)
