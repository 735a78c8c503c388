"""The pages on which someone fills in: a page of the full form, or one item of the short form."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from wending.instruments.queries.library import instrument as find
from wending.instruments.queries.measures import item_numbers, usual_items
from wending.instruments.queries.shelf import Shown, shown
from wending.instruments.queries.sittings import open_sitting
from wending.instruments.rules.adaptive import next_step, numbers_of
from wending.instruments.rules.instrument import Instrument, Item
from wending.instruments.rules.sitting import FULL, SHORT, Sitting, first_open_page, page_of, pages
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose."""

    value: int
    label: Shown
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An item with its answers; `number` counts from 1."""

    id: str
    text: Shown
    picture: str
    choices: list[Choice]
    number: int


@dataclass(frozen=True, slots=True)
class TakingPage:
    """What stands on a page: questions, and how far someone is. `before` is the item answered before this one."""

    key: str
    name: Shown
    question: Shown
    form: str
    questions: list[Question]
    page: int
    pages: int
    usual: int
    before: str

    @property
    def is_last(self) -> bool:
        """Whether the full form ends here."""
        return self.page == self.pages


def taking(actor: Actor, session: SessionBase, key: str, form: str) -> tuple[Instrument, Sitting | None] | None:
    """Return the instrument and the sitting of this form to go on with, None where it still has to begin.

    A sitting of a version that is not there any more cannot go on. None when there is no such instrument.
    """
    sitting = open_sitting(actor, session, key)
    if sitting is not None and (not form or sitting.form == form):
        old = find(key, sitting.version)
        if old is not None:
            return old, sitting
    now = find(key)
    return None if now is None else (now, None)


def chosen_form(one: Instrument, sitting: Sitting | None, form: str) -> str:
    """Return in which form someone fills in: that of the sitting, else the one asked for where there is such a form."""
    if sitting is not None:
        return sitting.form
    return SHORT if form == SHORT and one.has_short_form else FULL


def full_page(one: Instrument, sitting: Sitting | None, number: int | None, lang: str) -> TakingPage:
    """Return a page of the full form; without a number the first that was not seen."""
    answers = dict(sitting.answers) if sitting else {}
    last = pages(one)
    page = min(max(number, 1), last) if number else first_open_page(one, answers)
    first = one.items.index(page_of(one, page)[0])
    return TakingPage(
        key=one.id,
        name=shown(one.name, lang),
        question=shown(one.question, lang),
        form=FULL,
        questions=[_question(one, item, answers, first + at, lang) for at, item in enumerate(page_of(one, page), 1)],
        page=page,
        pages=last,
        usual=0,
        before="",
    )


def next_item(one: Instrument, sitting: Sitting | None) -> str | None:
    """Return the item that the short form asks now; None when it is over."""
    return next_step(one, sitting.answers if sitting else {}, numbers_of(one, item_numbers(one))).item


def short_page(one: Instrument, sitting: Sitting | None, item: str | None, lang: str) -> TakingPage | None:
    """Return the page of one item: one that was answered, to look at again, else the next; None when it is over."""
    answers = dict(sitting.answers) if sitting else {}
    asked = list(answers)
    now = item if item in answers else next_item(one, sitting)
    if now is None:
        return None
    place = asked.index(now) if now in answers else len(asked)
    return TakingPage(
        key=one.id,
        name=shown(one.name, lang),
        question=shown(one.question, lang),
        form=SHORT,
        questions=[_question(one, one.item(now), answers, place + 1, lang)],
        page=place + 1,
        pages=0,
        usual=usual_items(one),
        before=asked[place - 1] if place else "",
    )


def _question(one: Instrument, item: Item, answers: dict[str, int | None], number: int, lang: str) -> Question:
    answer = answers.get(item.id)
    choices = [
        Choice(option.value, shown(option.text, lang), option.value == answer) for option in one.options_of(item)
    ]
    return Question(item.id, shown(item.text, lang), item.picture, choices, number)
