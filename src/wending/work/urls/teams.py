"""Addresses of people, teams, tasks and rotations."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.work.views import firm, join, mine, public, rotations, tasks

urlpatterns: list[URLPattern] = [
    # For everyone, and by a private link.
    path(_("voor-werkgevers/"), public.for_employers, name="for_employers"),
    path(_("voor-werkgevers/begin/"), public.start, name="start"),
    path(_("bedrijf/doe-mee/<str:token>/"), join.join, name="join"),
    # Who manages a firm.
    path(_("bedrijf/"), firm.firm, name="firm"),
    path(_("bedrijf/team/"), firm.add_team, name="team_add"),
    path(_("bedrijf/team/<uuid:team>/mensen/"), firm.add_people, name="people_add"),
    path(_("bedrijf/team/<uuid:team>/bevoegdheid/"), firm.add_authorisation, name="authorisation_add"),
    path(_("bedrijf/team/<uuid:team>/stop/"), firm.end_team, name="team_end"),
    path(_("bedrijf/mensen/<uuid:colleague>/"), firm.colleague, name="colleague"),
    path(_("bedrijf/mensen/<uuid:colleague>/brief/"), firm.letter, name="letter"),
    path(_("bedrijf/mensen/<uuid:colleague>/stop/"), firm.end_colleague, name="colleague_end"),
    # A team: its three screens, for its people and who manages the firm.
    path(_("werk/team/<uuid:team>/"), firm.team, name="team"),
    path(_("werk/team/<uuid:team>/taken/"), tasks.tasks, name="tasks"),
    path(_("werk/team/<uuid:team>/taken/<uuid:task>/"), tasks.task, name="task"),
    path(_("werk/team/<uuid:team>/taken/<uuid:task>/weg/"), tasks.remove_task, name="task_remove"),
    path(_("werk/team/<uuid:team>/taken/<uuid:task>/stappen/"), tasks.steps, name="steps"),
    path(_("werk/team/<uuid:team>/splitsen/"), tasks.carve, name="carve"),
    path(_("werk/team/<uuid:team>/weken/"), rotations.weeks, name="weeks"),
    path(_("werk/rooster/<uuid:rotation>/"), rotations.rotation, name="rotation"),
    path(_("werk/rooster/<uuid:rotation>/stop/"), rotations.stop, name="rotation_stop"),
    path(_("werk/rooster/<uuid:rotation>/verder/"), rotations.restart, name="rotation_restart"),
    path(_("werk/rooster/<uuid:rotation>/opnieuw/"), rotations.again, name="rotation_again"),
    # Somebody's own.
    path(_("mijn/werk/"), mine.mine, name="mine"),
    path(_("mijn/werk/rooster.ics"), mine.calendar, name="calendar"),
    path(_("mijn/werk/wat-ik-laat-zien/<uuid:team>/"), mine.shown, name="shown"),
    path(_("mijn/werk/haal-terug/<uuid:shown>/"), mine.take_back_shown, name="take_back"),
    path(_("mijn/werk/beurt/<uuid:turn>/"), mine.answer, name="answer"),
    path(_("mijn/werk/rooster/<uuid:rotation>/ja/"), mine.accept_all, name="accept_all"),
    path(_("mijn/werk/beurt/<uuid:turn>/ruil/"), mine.swap, name="swap"),
    path(_("mijn/werk/ruil/<uuid:swap>/"), mine.answer_swap, name="answer_swap"),
    path(_("mijn/werk/weg/<uuid:colleague>/"), join.leave, name="leave"),
]
