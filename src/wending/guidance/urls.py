"""Addresses of guidance; the Dutch paths are message ids, so English pages have English paths.

`gesprek/` is public, `mijn/` somebody's own, `bureau/` for professionals.
"""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.guidance.views import (
    agreements,
    case_overview,
    closings,
    desk,
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
