"""Addresses of lessons for teachers: find, rate, plan, write."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.school.views import lessons, own_lessons, reported_remarks

urlpatterns: list[URLPattern] = [
    path(_("school/lessen/"), lessons.overview, name="my_lessons"),
    path(_("school/lessen/zoek/"), lessons.find, name="staff_lessons"),
    path(_("school/lessen/nieuw/"), own_lessons.new, name="lesson_new"),
    path(_("school/lessen/gepland/<uuid:number>/"), lessons.planned_page, name="planned_lesson"),
    path(_("school/lessen/gepland/<uuid:number>/pdf/"), lessons.planned_pdf, name="planned_lesson_pdf"),
    path(_("school/lessen/gepland/<uuid:number>/weg/"), lessons.unplan, name="planned_lesson_remove"),
    path(_("school/lessen/kijk-na/<uuid:number>/"), own_lessons.look, name="lesson_look"),
    path(_("school/lessen/gemeld/"), reported_remarks.remarks, name="reported_remarks"),
    path(_("school/lessen/gemeld/<uuid:remark>/"), reported_remarks.judge, name="remark_judge"),
    path(_("school/lessen/<uuid:number>/wijzig/"), own_lessons.change, name="lesson_change"),
    path(_("school/lessen/<uuid:number>/deel/"), own_lessons.share, name="lesson_share"),
    path(_("school/lessen/<uuid:number>/weg/"), own_lessons.remove, name="lesson_remove"),
    path(_("school/lessen/les/<slug:key>/"), lessons.show, name="staff_lesson"),
    path(_("school/lessen/les/<slug:key>/pdf/"), lessons.staff_pdf, name="staff_lesson_pdf"),
    path(_("school/lessen/les/<slug:key>/plan/"), lessons.plan, name="lesson_plan"),
    path(_("school/lessen/les/<slug:key>/meld/<uuid:remark>/"), lessons.report, name="remark_report"),
]
