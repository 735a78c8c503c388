"""Addresses of approaches, studies, their plans and runs, and of the public register."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.effect.views import acts, approaches, plans, register, runs, studies

urlpatterns: list[URLPattern] = [
    # For everyone.
    path(_("wat-levert-het-op/register/"), register.register, name="register"),
    path(_("wat-levert-het-op/register/<slug:slug>/"), register.registered, name="registered"),
    path(_("wat-levert-het-op/register/<slug:slug>/plan.<str:form>"), register.file, name="registered_file"),
    # Who acts for a research office.
    path(_("onderzoek/"), studies.research, name="research"),
    path(_("onderzoek/aanpak/nieuw/"), approaches.add, name="approach_add"),
    path(_("onderzoek/aanpak/<uuid:approach>/"), approaches.approach, name="approach"),
    path(_("onderzoek/aanpak/<uuid:approach>/wijzig/"), approaches.change, name="approach_change"),
    path(_("onderzoek/studie/nieuw/"), studies.begin, name="begin"),
    path(_("onderzoek/studie/<uuid:study>/"), studies.study, name="study"),
    path(_("onderzoek/studie/<uuid:study>/plan/"), plans.plan, name="plan"),
    path(_("onderzoek/studie/<uuid:study>/plan/bestand/"), plans.upload, name="plan_upload"),
    path(_("onderzoek/studie/<uuid:study>/plan/<int:number>/"), plans.version, name="plan_version"),
    path(_("onderzoek/studie/<uuid:study>/plan/<int:number>/plan.<str:form>"), plans.file, name="plan_file"),
    path(_("onderzoek/studie/<uuid:study>/registreer/"), acts.register, name="study_register"),
    path(_("onderzoek/studie/<uuid:study>/groep/"), acts.freeze, name="study_freeze"),
    path(_("onderzoek/studie/<uuid:study>/uitkomsten/"), acts.open_outcomes, name="study_open"),
    path(_("onderzoek/studie/<uuid:study>/trek-in/"), acts.withdraw, name="study_withdraw"),
    path(_("onderzoek/studie/<uuid:study>/bereken/"), runs.ask, name="run_ask"),
    path(_("onderzoek/berekening/<uuid:run>/"), runs.run, name="run"),
    path(_("onderzoek/berekening/<uuid:run>/stop/"), runs.stop, name="run_stop"),
    path(_("onderzoek/berekening/<uuid:run>/verder/"), runs.restart, name="run_restart"),
    path(_("onderzoek/berekening/<uuid:run>/openbaar/"), acts.publish, name="run_publish"),
]
