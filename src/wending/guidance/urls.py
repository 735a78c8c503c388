"""Addresses of guidance; the Dutch paths are message ids, so English pages have English paths.

`gesprek/` is public, `mijn/` somebody's own, `bureau/` for professionals. A `<key>` is the token of a private link, or
the number of what belongs to who is signed in.
"""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.guidance.views import (
    agenda,
    agreements,
    appointment,
    asking,
    booking,
    case_overview,
    centres,
    closings,
    desk,
    hours,
    messages,
    mine,
    my_case,
    notes,
    plans,
    record,
    referrals,
    team,
    three_way,
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
    # The desk of a professional, and the cases on it.
    path(_("bureau/"), desk.desk, name="desk"),
    path(_("bureau/taak/"), desk.todo_add, name="todo_add"),
    path(_("bureau/taak/<uuid:todo>/klaar/"), desk.todo_done, name="todo_done"),
    path(_("bureau/begeleiding/nieuw/"), case_overview.case_new, name="case_new"),
    path(_("bureau/begeleiding/<uuid:case>/"), case_overview.overview, name="case_overview"),
    path(_("bureau/begeleiding/<uuid:case>/afspraken/"), agreements.agreements, name="case_agreement"),
    path(_("bureau/begeleiding/<uuid:case>/afspraken/schrijf/"), agreements.agreement_write, name="agreement_write"),
    path(_("bureau/begeleiding/<uuid:case>/plan/"), plans.plan, name="case_plan"),
    path(_("bureau/begeleiding/<uuid:case>/verslagen/"), notes.notes, name="case_notes"),
    path(_("bureau/begeleiding/<uuid:case>/verslagen/<uuid:note>/"), notes.note_change, name="note_change"),
    path(_("bureau/begeleiding/<uuid:case>/dossier/"), record.dossier, name="case_dossier"),
    path(_("bureau/begeleiding/<uuid:case>/team/"), team.team, name="case_team"),
    path(_("bureau/begeleiding/<uuid:case>/doorverwijzen/"), referrals.referrals, name="case_referral"),
    path(_("bureau/begeleiding/<uuid:case>/afsluiten/"), closings.closing, name="case_closing"),
    path(_("bureau/doorverwijzing/<uuid:referral>/"), referrals.referral_received, name="referral"),
    path(_("bureau/vervolg/<uuid:follow_up>/"), closings.follow_up_phone, name="follow_up_phone"),
    # The client's side of a case.
    path(_("mijn/begeleiding/koppel/<str:token>/"), my_case.tie, name="tie_case"),
    path(_("mijn/begeleiding/<uuid:case>/"), my_case.my_case, name="my_case"),
    path(_("mijn/begeleiding/<uuid:case>/verslag/<uuid:note>/"), my_case.my_note, name="my_note"),
    path(_("mijn/begeleiding/<uuid:case>/team/<uuid:member>/"), my_case.my_member, name="my_member"),
    path(_("mijn/begeleiding/<uuid:case>/doorverwijzing/<uuid:referral>/"), my_case.my_referral, name="my_referral"),
    path(_("mijn/voorbereiding/<uuid:sheet>/"), record.sheet, name="sheet"),
    path(_("mijn/voorbereiding/<uuid:sheet>/pdf/"), record.sheet_pdf, name="sheet_pdf"),
    path(_("hoe-gaat-het/<str:token>/"), closings.follow_up, name="follow_up"),
    # Talks of three.
    path(_("mijn/gesprek-van-drie/"), three_way.talks, name="talks"),
    path(_("mijn/gesprek-van-drie/nieuw/<slug:kind>/"), three_way.talk_new, name="talk_new"),
    path(_("mijn/gesprek-van-drie/<uuid:talk>/"), three_way.talk, name="talk"),
    path(_("mijn/gesprek-van-drie/<uuid:talk>/pdf/"), three_way.talk_pdf, name="talk_pdf"),
    path(_("gesprek-van-drie/<str:token>/"), three_way.talk_link, name="talk_link"),
    path(_("gesprek-van-drie/<str:token>/pdf/"), three_way.talk_link_pdf, name="talk_link_pdf"),
]
