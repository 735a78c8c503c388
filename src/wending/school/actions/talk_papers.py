"""What a learner writes for a talk, whom they let read it, and what others respond: adults never write in it."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.models import Person
from wending.dossier.actions.plan import add_action, add_goal
from wending.dossier.actions.proposals import may_propose
from wending.dossier.rules.plan import StepText
from wending.kit.tokens import hash_of, new_token
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import VISITOR, Actor
from wending.school.actions.class_mail import tell_something_waits
from wending.school.models import Agreement, TalkGuest, TalkPaper, TalkResponse
from wending.school.queries.scope import own_staff_row
from wending.school.queries.talks import guest_by_link, my_papers, my_talk, talk_with
from wending.school.rules.talks import BY_LINK, QUESTIONS, Voice

LINK_DAYS = timedelta(days=60)
# All that is taken over from talks stands under one goal.
GOAL = "template:school-talks"
MOST_GUESTS = 4
MOST_RESPONSES = 20
# How long after leaving school a paper stays that its learner did not want to keep.
AFTER_SCHOOL = timedelta(days=30)


@transaction.atomic
def write_paper(
    *, by: Actor, talk: UUID, answers: Mapping[str, str] | None = None, report: str | None = None, version: int = 0
) -> TalkPaper:
    """Keep what a learner writes before (`answers`) or after (`report`) a talk; sharing is another act.

    What was shared already changes for its readers too: they are told nothing, and read what stands there now.

    Raises:
        SchoolTalk.DoesNotExist: it is not their talk.
        Stale: another window saved meanwhile; nothing is saved.
    """
    found = my_talk(by, talk)
    Person.objects.select_for_update().get(pk=by.me)
    paper, is_new = TalkPaper.objects.get_or_create(talk=found, defaults={"person_id": by.me})
    if not is_new and paper.version != version:
        raise Stale(paper.version)
    if answers is not None:
        paper.answers = {key: answers[key].strip() for key in QUESTIONS if answers.get(key, "").strip()}
    if report is not None:
        paper.report = report.strip()
    paper.version = 1 if is_new else version + 1
    paper.save(update_fields=["answers", "report", "version"])
    record(by=by, verb="wrote-for-talk", about=by.key, thing="school.talk-paper")
    return paper


@transaction.atomic
def share_paper(*, by: Actor, paper: UUID, report: bool = False) -> None:
    """Let the mentor, and who has a link, read the preparation or the report.

    Raises:
        TalkPaper.DoesNotExist: it is not theirs.
        ValidationError: nothing is written yet.
    """
    found = my_papers(by).get(pk=paper)
    if not (found.report if report else found.answers):
        raise ValidationError(_("Schrijf eerst iets op."))
    field = "told" if report else "shared"
    TalkPaper.objects.filter(pk=found.pk).update(**{field: timezone.now()})
    record(by=by, verb="told-of-talk" if report else "shared-for-talk", about=by.key, thing="school.talk-paper")


@transaction.atomic
def hide_paper(*, by: Actor, paper: UUID) -> None:
    """Stop sharing what one wrote: nobody reads it from now on, also not by a link. Raises TalkPaper.DoesNotExist."""
    found = my_papers(by).get(pk=paper)
    TalkPaper.objects.filter(pk=found.pk).update(shared=None, told=None)
    record(by=by, verb="hid-talk", about=by.key, thing="school.talk-paper")


@transaction.atomic
def choose_for_after(*, by: Actor, paper: UUID, keeps: bool) -> None:
    """Choose whether one keeps what one wrote after leaving school. Raises TalkPaper.DoesNotExist."""
    found = my_papers(by).get(pk=paper)
    TalkPaper.objects.filter(pk=found.pk).update(keeps=keeps)
    record(by=by, verb="chose-for-after-school", about=by.key, thing="school.talk-paper")


@transaction.atomic
def invite_third(*, by: Actor, paper: UUID, voice: Voice, name: str) -> str:
    """Return the token of a link by which a parent or somebody of the workplace reads what is shared, and responds.

    Raises:
        TalkPaper.DoesNotExist: it is not theirs.
        ValidationError: no name, not a voice that comes by a link, or too many.
    """
    found = my_papers(by).get(pk=paper)
    if voice not in BY_LINK or not name.strip():
        raise ValidationError(_("Schrijf op wie je vraagt."))
    if found.guests.filter(withdrawn=None).count() >= MOST_GUESTS:
        raise ValidationError(_("Je vroeg al genoeg mensen."))
    token = new_token()
    until = timezone.now() + LINK_DAYS
    TalkGuest.objects.create(paper=found, voice=voice, name=name.strip()[:100], token_hash=hash_of(token), until=until)
    record(by=by, verb="invited-third", about=by.key, thing="school.talk-paper")
    return token


@transaction.atomic
def withdraw_third(*, by: Actor, guest: UUID) -> None:
    """End the link of a third. Raises TalkGuest.DoesNotExist."""
    found = TalkGuest.objects.get(pk=guest, paper__person=by.me, withdrawn=None)
    TalkGuest.objects.filter(pk=found.pk).update(withdrawn=timezone.now(), token_hash="")
    record(by=by, verb="withdrew-third", about=by.key, thing="school.talk-paper")


@transaction.atomic
def read_as_third(*, token: str) -> TalkGuest | None:
    """Open what a link of a talk shows; nothing where it is over."""
    found = guest_by_link(token)
    if found is not None:
        owner = found.paper.person
        record(by=VISITOR, verb="read-talk", about=str(owner.ledger_key), thing="school.talk-paper", purpose="school")
    return found


@transaction.atomic
def respond_as_third(*, token: str, text: str) -> bool:
    """Respond by a link; return whether it still works. Raises ValidationError."""
    found = guest_by_link(token)
    if found is None:
        return False
    _respond(VISITOR, found.paper, Voice(found.voice), found.name, text)
    return True


@transaction.atomic
def respond_as_mentor(*, by: Actor, talk: UUID, text: str) -> None:
    """Respond, as the mentor, to what the learner shared of a talk.

    Raises:
        SchoolTalk.DoesNotExist: it is not their talk.
        ValidationError: nothing is shared, or no words.
    """
    found = talk_with(by, talk)
    paper = TalkPaper.objects.select_related("person").filter(talk=found).first()
    if paper is None or not (paper.shared or paper.told):
        raise ValidationError(_("De leerling heeft nog niets gedeeld."))
    _respond(by, paper, Voice.STAFF, str(own_staff_row(by) or by.name), text)


@transaction.atomic
def agree(*, by: Actor, talk: UUID, what: str, owner: str = "", due: date | None = None) -> Agreement:
    """Write down something agreed in a talk, as its learner or mentor.

    Where the learner consented to school with their plan, what a mentor writes goes there as a proposal. Else it waits
    here for the learner's yes.

    Raises:
        SchoolTalk.DoesNotExist: it is not their talk.
        ValidationError: no words, or the learner has not begun to write yet.
    """
    if not what.strip():
        raise ValidationError(_("Schrijf op wat jullie afspreken."))
    is_mentor = own_staff_row(by) is not None
    found = talk_with(by, talk) if is_mentor else my_talk(by, talk)
    paper = TalkPaper.objects.select_related("person").filter(talk=found).first()
    if is_mentor and not (paper and (paper.shared or paper.told)):
        raise ValidationError(_("De leerling deelt eerst iets. Daarna kun jij een afspraak voorstellen."))
    if paper is None:
        paper = TalkPaper.objects.create(talk=found, person_id=by.me)
    made = Agreement.objects.create(paper=paper, what=what.strip(), owner=owner.strip(), due=due, by_id=by.me)
    record(by=by, verb="agreed-in-talk", about=str(paper.person.ledger_key), thing="school.talk", purpose="school")
    if is_mentor:
        if may_propose(by, paper.person_id):
            # Tells the learner itself, by mail.
            add_action(by=by, person=paper.person_id, text=_step(made), goal_title=_goal())
            Agreement.objects.filter(pk=made.pk).update(state="sent")
        else:
            tell_something_waits(paper.person, f"agreement:{made.pk}")
    return made


@transaction.atomic
def answer_agreement(*, by: Actor, agreement: UUID, takes: bool) -> None:
    """Take an agreement into one's own plan, or say no to it.

    Raises:
        Agreement.DoesNotExist: it is not theirs, or was answered.
        FullError: the plan has no room.
    """
    found = Agreement.objects.select_for_update().get(pk=agreement, paper__person=by.me, state="proposed")
    if takes:
        goal = add_goal(by=by, title=_goal(), target=GOAL)
        add_action(by=by, person=by.me, text=_step(found), goal=goal.pk, key=f"school-agreement:{found.pk}")
    Agreement.objects.filter(pk=found.pk).update(state="taken" if takes else "declined")
    verb = "took-agreement" if takes else "declined-agreement"
    record(by=by, verb=verb, about=by.key, thing="school.talk")


def clear_left_papers() -> int:
    """Remove papers that their learner did not want to keep, a month after they left; return how many."""
    day = timezone.localdate() - AFTER_SCHOOL
    rows = TalkPaper.objects.filter(keeps=False, talk__learner__ended__lte=day)
    return sum(1 for paper in rows if paper.delete())


def _respond(by: Actor, paper: TalkPaper, voice: Voice, name: str, text: str) -> None:
    if not text.strip():
        raise ValidationError(_("Schrijf een reactie."))
    if paper.responses.count() >= MOST_RESPONSES:
        raise ValidationError(_("Er staan hier al genoeg reacties."))
    made = TalkResponse.objects.create(paper=paper, voice=voice, by_id=by.person, name=name, text=text.strip())
    owner = paper.person
    record(by=by, verb="responded-to-talk", about=str(owner.ledger_key), thing="school.talk-paper", purpose="school")
    tell_something_waits(owner, f"response:{made.pk}")


def _step(agreement: Agreement) -> StepText:
    return StepText(what=agreement.what[:200], due=agreement.due, owner=agreement.owner)


def _goal() -> str:
    return _("Afspraken van school")
