"""Addresses of people, groups and rosters."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.school.views import desk, manage, mine, roster

urlpatterns: list[URLPattern] = [
    # Somebody's own.
    path(_("mijn/school/"), mine.mine, name="mine"),
    path(_("mijn/school/aansluiten/"), mine.join, name="join"),
    path(_("mijn/school/<uuid:person>/weggaan/"), mine.leave, name="leave"),
    # Who teaches and guides.
    path(_("school/mijn-groepen/"), desk.desk, name="desk"),
    path(_("school/mijn-groepen/<uuid:group>/"), desk.group, name="group"),
    # Who manages.
    path(_("school/"), manage.school, name="school"),
    path(_("school/mensen/"), manage.people, name="people"),
    path(_("school/mensen/brieven/"), manage.staff_letters, name="staff_letters"),
    path(_("school/mensen/<uuid:person>/stoppen/"), manage.person_end, name="person_end"),
    path(_("school/groepen/nieuw/"), manage.group_new, name="group_new"),
    path(_("school/groepen/<uuid:group>/"), manage.group_settings, name="group_settings"),
    path(_("school/groepen/<uuid:group>/stoppen/"), manage.group_end, name="group_end"),
    path(_("school/groepen/<uuid:group>/brieven/"), manage.group_letters, name="group_letters"),
    path(_("school/leerlingen-inlezen/"), roster.roster, name="roster"),
    path(_("school/leerlingen-inlezen/<uuid:delivery>/"), roster.roster_plan, name="roster_plan"),
    path(_("school/leerlingen-inlezen/<uuid:delivery>/kolommen/"), roster.roster_columns, name="roster_columns"),
    path(_("school/leerlingen-inlezen/<uuid:delivery>/weg/"), roster.roster_drop, name="roster_drop"),
]
