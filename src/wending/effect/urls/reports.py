"""Addresses of published studies, the preview of a report, and the knowledge base."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wending.effect.views import evidence, reports

urlpatterns: list[URLPattern] = [
    path(_("wat-levert-het-op/"), reports.yields, name="yields"),
    path(_("wat-levert-het-op/kennisbank/"), evidence.knowledge, name="knowledge"),
    path(_("wat-levert-het-op/kennisbank/csv/"), evidence.knowledge_csv, name="knowledge_csv"),
    path(_("wat-levert-het-op/<slug:slug>/"), reports.study, name="yield"),
    path(_("wat-levert-het-op/<slug:slug>/pdf/"), reports.study_pdf, name="yield_pdf"),
    path(_("wat-levert-het-op/<slug:slug>/narekenen/"), reports.study_bundle, name="yield_bundle"),
    path(_("wat-levert-het-op/<slug:slug>/<int:number>/"), reports.study, name="yield_answer"),
    path(_("wat-levert-het-op/<slug:slug>/<int:number>/pdf/"), reports.study_pdf, name="yield_answer_pdf"),
    path(_("wat-levert-het-op/<slug:slug>/<int:number>/narekenen/"), reports.study_bundle, name="yield_answer_bundle"),
    path(_("onderzoek/<uuid:study>/verslag/<uuid:run>/"), reports.preview, name="preview"),
    path(_("onderzoek/<uuid:study>/verslag/<uuid:run>/pdf/"), reports.preview_pdf, name="preview_pdf"),
    path(_("onderzoek/kennis/"), evidence.literature, name="literature"),
    path(_("onderzoek/kennis/nieuw/"), evidence.add, name="literature_add"),
    path(_("onderzoek/kennis/inlezen/"), evidence.read_file, name="literature_import"),
    path(_("onderzoek/kennis/<uuid:evidence>/"), evidence.change, name="literature_change"),
    path(_("onderzoek/kennis/<uuid:evidence>/nagekeken/"), evidence.check, name="literature_check"),
    path(_("onderzoek/kennis/<uuid:evidence>/weg/"), evidence.remove, name="literature_remove"),
]
