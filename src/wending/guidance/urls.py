"""Addresses of guidance; the Dutch paths are message ids, so English pages have English paths.

`gesprek/` is public, `mijn/` somebody's own, `bureau/` for professionals.
"""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.guidance.views import centre, complaints, feedback, growth, learning_line, peers

app_name = "guidance"
urlpatterns: list[URLPattern] = [
    path(_("bureau/vak/"), growth.overview, name="growth"),
    path(_("bureau/vak/registers/"), growth.registrations, name="registrations"),
    path(_("bureau/vak/registers/nieuw/"), growth.registration, name="registration_add"),
    path(_("bureau/vak/registers/<uuid:registration>/"), growth.registration, name="registration"),
    path(_("bureau/vak/registers/<uuid:registration>/weg/"), growth.registration_remove, name="registration_remove"),
    path(_("bureau/vak/logboek/"), growth.learning_log, name="learning_log"),
    path(_("bureau/vak/logboek/nieuw/"), growth.learning_entry, name="learning_entry_add"),
    path(_("bureau/vak/logboek/<uuid:entry>/"), growth.learning_entry, name="learning_entry"),
    path(_("bureau/vak/logboek/<uuid:entry>/weg/"), growth.learning_entry_remove, name="learning_entry_remove"),
    path(_("bureau/vak/rollen/"), growth.self_review, name="self_review"),
    path(_("bureau/vak/leerlijn/"), learning_line.modules, name="modules"),
    path(_("bureau/vak/leerlijn/<slug:key>/"), learning_line.module, name="module"),
    path(_("bureau/vak/groepen/"), peers.groups, name="groups"),
    path(_("bureau/vak/groepen/<uuid:group>/"), peers.group, name="group"),
    path(_("bureau/vak/groepen/<uuid:group>/nodig-uit/"), peers.invite, name="group_invite"),
    path(_("bureau/vak/groepen/<uuid:group>/antwoord/"), peers.answer, name="group_answer"),
    path(_("bureau/vak/groepen/<uuid:group>/verlaat/"), peers.leave, name="group_leave"),
    path(_("bureau/vak/groepen/<uuid:group>/bijeenkomst/"), peers.meeting, name="group_meeting"),
    path(_("bureau/vak/bijeenkomst/<uuid:meeting>/notitie/"), peers.note, name="meeting_note"),
    path(_("bureau/vak/bijeenkomst/<uuid:meeting>/leerpunt/"), peers.point, name="meeting_point"),
    path(_("bureau/vak/terugkoppeling/"), feedback.practice_feedback, name="practice_feedback"),
    path(_("bureau/vak/onderwerpen/"), centre.themes_page, name="themes"),
    path(_("hoe-was-het/<str:token>/"), feedback.feedback, name="feedback"),
    path(_("bureau/centrum/"), centre.centre, name="centre"),
    path(_("bureau/centrum/csv/"), centre.centre_csv, name="centre_csv"),
    path(_("klacht/"), complaints.complain, name="complain"),
    path(_("klacht/schrijf/"), complaints.complain_form, name="complain_form"),
    path(_("klacht/volg/<str:token>/"), complaints.complaint_link, name="complaint_link"),
    path(_("bureau/klachten/"), complaints.complaints, name="complaints"),
    path(_("bureau/klachten/<uuid:complaint>/"), complaints.complaint, name="complaint"),
    path(_("bureau/klachten/<uuid:complaint>/antwoord/"), complaints.complaint_answer, name="complaint_answer"),
    path(_("bureau/klachten/<uuid:complaint>/deel/"), complaints.complaint_share, name="complaint_share"),
    path(_("bureau/klachten/<uuid:complaint>/besluit/"), complaints.complaint_decide, name="complaint_decide"),
]
