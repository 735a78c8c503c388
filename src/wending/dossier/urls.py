"""Addresses of the dossier; the Dutch paths are message ids, so English pages have English paths."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wending.dossier.views import plan, plan_calendar, plan_more

app_name = "dossier"
urlpatterns = [
    path(_("mijn/plan/"), plan.plan, name="plan"),
    path(_("mijn/plan/doel/"), plan.add_goal, name="plan_goal_add"),
    path(_("mijn/plan/doel/<uuid:goal>/"), plan.change_goal, name="plan_goal"),
    path(_("mijn/plan/doel/<uuid:goal>/staat/"), plan.goal_state, name="plan_goal_state"),
    path(_("mijn/plan/doel/<uuid:goal>/stap/"), plan.add_step, name="plan_step_add"),
    path(_("mijn/plan/stap/<uuid:step>/"), plan.change_step, name="plan_step"),
    path(_("mijn/plan/stap/<uuid:step>/staat/"), plan.step_state, name="plan_step_state"),
    path(_("mijn/plan/stap/<uuid:step>/klaar/"), plan_more.step_done, name="plan_step_done"),
    path(_("mijn/plan/stap/<uuid:step>/agenda/"), plan_calendar.step, name="plan_step_ics"),
    path(_("mijn/plan/voorstel/<uuid:proposal>/"), plan_more.answer, name="plan_answer"),
    path(_("mijn/plan/voorbeelden/"), plan_more.templates, name="plan_templates"),
    path(_("mijn/plan/agenda/"), plan_calendar.calendar, name="plan_calendar"),
    path(_("agenda-van-mijn-plan/<slug:token>/"), plan_calendar.feed, name="plan_feed"),
]
