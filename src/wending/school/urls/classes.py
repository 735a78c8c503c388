"""Addresses of assignments, talks and hand-over."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.school.views import (
    assignments,
    hand_in_links,
    handovers,
    my_assignments,
    my_handovers,
    my_talks,
    reasons,
    school_days,
    talk_links,
    talks,
)

urlpatterns = [
    # A learner's own.
    path(_("mijn/school/opdrachten/"), my_assignments.works, name="my_assignments"),
    path(_("mijn/school/opdrachten/<uuid:assignment>/"), my_assignments.work, name="my_assignment"),
    path(_("mijn/school/klasgenoot/<uuid:ask>/"), my_assignments.peer, name="peer_feedback"),
    path(_("mijn/school/loopbaandossier.pdf"), my_assignments.career_file, name="career_file"),
    path(_("mijn/school/gesprekken/"), my_talks.talks, name="my_talks"),
    path(_("mijn/school/gesprekken/<uuid:talk>/"), my_talks.talk, name="my_talk"),
    path(_("mijn/school/twijfel/"), my_talks.doubt, name="my_doubt"),
    path(_("mijn/school/meegeven/"), my_handovers.handovers, name="my_handovers"),
    path(_("mijn/school/meegeven/nieuw/"), my_handovers.new, name="my_handover_new"),
    path(_("mijn/school/meegeven/<uuid:handover>/"), my_handovers.handover, name="my_handover"),
    path(_("mijn/school/meegeven/<uuid:handover>/bestand.json"), my_handovers.file, name="my_handover_file"),
    # Whoever holds a link.
    path(_("opdracht/reactie/<str:token>/"), hand_in_links.respond, name="hand_in_link"),
    path(_("loopbaangesprek/<str:token>/"), talk_links.third, name="talk_third"),
    path(_("meegeven/ouder/<str:token>/"), talk_links.parent, name="handover_parent"),
    # Staff.
    path(_("school/opdrachten/"), assignments.assignments, name="assignments"),
    path(_("school/opdrachten/nieuw/<uuid:group>/"), assignments.new, name="assignment_new"),
    path(_("school/opdrachten/<uuid:assignment>/"), assignments.assignment, name="assignment"),
    path(_("school/ingeleverd/<uuid:hand_in>/"), assignments.hand_in, name="hand_in"),
    path(_("school/ingeleverd/<uuid:hand_in>/<uuid:evidence>/"), assignments.file, name="hand_in_file"),
    path(_("school/gesprekken/"), talks.talks, name="talks"),
    path(_("school/gesprekken/plannen/"), talks.plan, name="talks_plan"),
    path(_("school/gesprekken/bladen.pdf"), talks.sheets_pdf, name="talk_sheets"),
    path(_("school/gesprekken/<uuid:talk>/"), talks.talk, name="talk"),
    path(_("school/gesprekken/<uuid:talk>/blad.pdf"), talks.sheet_pdf, name="talk_sheet"),
    path(_("school/redenen/"), reasons.reasons, name="reasons"),
    path(_("school/dagen/"), school_days.days, name="school_days"),
    path(_("school/aangeboden/"), handovers.offers, name="handovers"),
    path(_("school/aangeboden/bestand/"), handovers.read_file, name="handover_read"),
    path(_("school/aangeboden/bestand/<uuid:learner>/"), handovers.bring_file, name="handover_bring"),
    path(_("school/aangeboden/<uuid:handover>/"), handovers.offer, name="handover"),
    path(_("school/aangeboden/<uuid:handover>/bestand.json"), handovers.file, name="handover_file"),
]
