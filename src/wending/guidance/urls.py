"""Addresses of guidance; the Dutch paths are message ids, so English pages have English paths.

`gesprek/` is public, `mijn/` somebody's own, `bureau/` for professionals. A `<key>` is the token of a private link, or
the number of what belongs to who is signed in.
"""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.guidance.views import (
    agenda,
    appointment,
    asking,
    booking,
    centre,
    centres,
    complaints,
    feedback,
    growth,
    hours,
    learning_line,
    messages,
    mine,
    peers,
)

app_name = "guidance"
urlpatterns = [
    # Centres, for everyone.
    path(_("gesprek/"), centres.centres, name="centres"),
    path(_("gesprek/werkgever/"), asking.employer, name="employer"),
    path(_("gesprek/<slug:slug>/"), centres.centre, name="public_centre"),
    path(_("gesprek/<slug:slug>/nummer/"), centres.number_take, name="number_take"),
    path(_("gesprek/<slug:slug>/nummer/<int:number>/"), centres.number, name="number"),
    path(_("gesprek/<slug:slug>/vraag/"), asking.ask, name="ask"),
    path(_("gesprek/<slug:slug>/kies/<slug:key>/"), booking.times, name="times"),
    path(_("gesprek/<slug:slug>/kies/<slug:key>/boek/"), booking.reserve, name="reserve"),
    path(_("gesprek/<slug:slug>/kies/<slug:key>/wachtlijst/"), booking.wait, name="wait"),
    # Private links.
    path(_("afspraak/<str:key>/"), appointment.appointment, name="appointment"),
    path(_("afspraak/<str:key>/verzet/"), appointment.change, name="appointment_move"),
    path(_("afspraak/<str:key>/zeg-af/"), appointment.call_off, name="appointment_cancel"),
    path(_("afspraak/<str:key>/bewaar/"), appointment.keep_it, name="appointment_keep"),
    path(_("afspraak/<str:key>/afspraak.ics"), appointment.calendar, name="appointment_calendar"),
    path(_("wachtlijst/<str:key>/"), appointment.waiting, name="waiting"),
    path(_("bericht/<str:key>/"), asking.conversation, name="conversation"),
    path(_("bericht/<str:key>/bestand/<uuid:number>/"), asking.attachment, name="conversation_file"),
    path(_("agenda/<str:token>.ics"), hours.feed, name="feed"),
    # Somebody's own.
    path(_("mijn/gesprekken/"), mine.mine, name="mine"),
    # A professional's agenda.
    path(_("bureau/agenda/"), agenda.agenda, name="agenda"),
    path(_("bureau/agenda/uren/"), hours.hours, name="agenda_hours"),
    path(_("bureau/agenda/vrij/<int:number>/"), hours.leave_remove, name="agenda_leave_remove"),
    path(_("bureau/agenda/link/"), hours.feed_change, name="agenda_feed"),
    path(_("bureau/agenda/groep/"), agenda.session_plan, name="agenda_session_plan"),
    path(_("bureau/agenda/groep/<uuid:number>/"), agenda.session, name="agenda_session"),
    path(_("bureau/agenda/groep/<uuid:number>/zeg-af/"), agenda.session_call_off, name="agenda_session_call_off"),
    path(_("bureau/agenda/nummer/"), agenda.next_number, name="agenda_next_number"),
    path(_("bureau/agenda/<uuid:number>/"), agenda.appointment, name="agenda_appointment"),
    path(_("bureau/agenda/<uuid:number>/uitkomst/"), agenda.outcome, name="agenda_outcome"),
    # Questions in writing, for professionals.
    path(_("bureau/berichten/"), messages.messages, name="messages"),
    path(_("bureau/berichten/begin/"), messages.beginnings, name="beginnings"),
    path(_("bureau/berichten/<uuid:number>/"), messages.message, name="message"),
    path(_("bureau/berichten/<uuid:number>/neem/"), messages.take_up, name="message_take_up"),
    path(_("bureau/berichten/<uuid:number>/geef-door/"), messages.hand_over, name="message_hand_over"),
    path(_("bureau/berichten/<uuid:number>/sluit/"), messages.close, name="message_close"),
    path(_("bureau/berichten/<uuid:number>/bestand/<uuid:attachment>/"), messages.file, name="message_file"),
    # Growth of professionals, figures of a centre, complaints.
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
    path(_("volg/<str:token>/"), complaints.complaint_link, name="complaint_link"),
    path(_("bureau/klachten/"), complaints.complaints, name="complaints"),
    path(_("bureau/klachten/<uuid:complaint>/"), complaints.complaint, name="complaint"),
    path(_("bureau/klachten/<uuid:complaint>/antwoord/"), complaints.complaint_answer, name="complaint_answer"),
    path(_("bureau/klachten/<uuid:complaint>/deel/"), complaints.complaint_share, name="complaint_share"),
    path(_("bureau/klachten/<uuid:complaint>/besluit/"), complaints.complaint_decide, name="complaint_decide"),
]
