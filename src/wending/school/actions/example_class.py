"""Work and talks of the made-up school: an assignment, what its learner handed in, talks that are planned."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wending.accounts.queries.actors import actor_of
from wending.dossier.rules.reflection import Competence
from wending.school.actions.assignments import AssignmentText, give_assignment
from wending.school.actions.example import example_member, example_school
from wending.school.actions.hand_ins import hand_in, save_draft
from wending.school.actions.talk_papers import share_paper, write_paper
from wending.school.actions.talks import plan_talks
from wending.school.models import Assignment, SchoolGroup, SchoolTalk
from wending.school.queries.scope import mentees_of


@transaction.atomic
def make_example_class() -> bool:
    """Make the example work and talks; return whether they are new. Nothing happens without the made-up school."""
    school = example_school()
    if school is None or Assignment.objects.filter(group__organisation=school).exists():
        return False
    mentor, yara = example_member("Mo"), example_member("Yara")
    by, learner = actor_of(mentor.person, mentor, has_second_factor=True), actor_of(yara.person)
    group = SchoolGroup.objects.get(organisation=school, name="V3A")
    given = give_assignment(
        by=by,
        group=group.pk,
        text=AssignmentText(
            title="Interview iemand over werk",
            text="Kies iemand met werk dat je niet kent. Stel vijf vragen. Schrijf op wat je verraste.",
            hand_in="Je verslag, en iets wat je zelf kiest.",
            due=timezone.localdate() + timedelta(days=14),
            goals={Competence.WORK: "Zien hoe werk in het echt is"},
        ),
    )
    texts = {
        "aim": "Weten wat een bakker doet",
        "result": "Ik sprak een bakker. Hij begint om drie uur.",
        "review": "Vragen stellen ging goed. Vroeg opstaan past niet bij mij.",
        "follow_up": "Ik wil een middag meekijken in een winkel.",
    }
    save_draft(by=learner, assignment=given.pk, texts=texts, picks=[])
    hand_in(by=learner, assignment=given.pk, lang="nl")
    first = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=7)
    rows = [row for row in mentees_of(by) if row.account_id][:1] + [
        row for row in mentees_of(by) if not row.account_id
    ][:5]
    plan_talks(
        by=by,
        moments={row.pk: first + timedelta(minutes=15 * place) for place, row in enumerate(rows)},
        minutes=15,
        place="B12",
    )
    talk = SchoolTalk.objects.get(learner__account=yara.person)
    answers = {"experience": "Mijn interview met de bakker", "did": "Ik stelde vijf vragen.", "ask": "Hoe kies ik?"}
    paper = write_paper(by=learner, talk=talk.pk, answers=answers)
    share_paper(by=learner, paper=paper.pk)
    return True
